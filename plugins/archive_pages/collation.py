"""The order of names in a list that people read: by alphabet, accents and case aside, Latin before Cyrillic."""

import unicodedata

# The Ukrainian alphabet, with the letters of neighbouring languages where a reader looks for them.
_CYRILLIC = "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюя"
_PLACES = {letter: chr(0x0430 + place) for place, letter in enumerate(_CYRILLIC)}
OTHER = "#"


def name_to_order(name: str) -> tuple[int, str, str]:
    """Return the key by which names are sorted; two different names never have the same key.

    >>> sorted(["Їжак", "Öland", "Oslo", "Іван", "30 years"], key=name_to_order)
    ['30 years', 'Öland', 'Oslo', 'Іван', 'Їжак']
    """
    letters = "".join(
        _PLACES.get(letter, letter) for letter in _fold(name) if letter.isalnum() or letter == " "
    ).strip()
    return _script(letters), letters, name


def name_to_initial(name: str) -> str:
    """Return the letter under which a list has the name; `#` if the name begins with none."""
    first = next((letter for letter in _fold(name) if letter.isalnum()), "")
    return first.upper() if first.isalpha() else OTHER


def _fold(name: str) -> str:
    """Return a name in lower case without accents; Cyrillic й, ї and ґ stay, as they are letters of their own."""
    if name.isascii():
        return name.casefold()
    folded = []
    for letter in unicodedata.normalize("NFC", name).casefold():
        if letter in _PLACES:
            folded.append(letter)
        else:
            folded.extend(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return "".join(folded)


def _script(letters: str) -> int:
    first = letters[:1]
    return 0 if not first.isalpha() else 1 if first < "\u0370" else 2
