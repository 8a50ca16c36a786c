"""Slugs: the part of a file's or a page's name that is made from words."""

import hashlib
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

MAX_BYTES = 80

# Names that Windows reserves for devices, with any extension, and `index`, the name of a folder's own page.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)

# Characters that file names may not hold on some system (Microsoft, "Naming Files, Paths, and Namespaces"), that have a
# meaning in URLs (RFC 3986, section 3), or that can't be seen.
_UNSAFE_IN_NAME = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*#%\ud800-\udfff\ufeff\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]'
)
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?= *(?:\.|\Z))", re.IGNORECASE
)

# Ukrainian: Resolution No. 55 of the Cabinet of Ministers of Ukraine, 27 January 2010. The soft sign and the apostrophe
# are left out; five letters have another form at the beginning of a word; `зг` is `zgh`.
_UKRAINIAN = dict(
    zip("абвгґдежзиіклмнопрстуфь", [*"abvhgde", "zh", "z", "y", *"iklmnoprstuf", ""], strict=True)
) | {
    "є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
}  # fmt: skip
_UKRAINIAN_AT_BEGINNING = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}

# Russian: the BGN/PCGN system, simplified as newsrooms write names, without its diacritics.
_RUSSIAN = dict(
    zip("абвгдезийклмнопрстуф", [*"abvgdez", "i", "y", *"klmnoprstuf"], strict=True)
) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

# Letters that neither table above has, and that no Unicode decomposition reduces to a to z.
_OTHER_LETTERS = {
    "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѕ": "dz", "ѓ": "g", "ќ": "k",
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
}  # fmt: skip
_WORDS_FOR_SYMBOLS = {"&": " and ", "+": " plus ", "%": " percent ", "@": " at "}

_APOSTROPHES = re.compile("['’‘ʼ`´′]")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_UKRAINIAN_ONLY = re.compile("[іїєґ]")
_RUSSIAN_ONLY = re.compile("[ыэёъ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")


@lru_cache(maxsize=10_000)  # an archive repeats its tags, authors and sections
def text_to_slug(text: str, max_bytes: int = MAX_BYTES, lang: str | None = None) -> str:
    """Return the slug of a text: `[a-z0-9]` and single hyphens, at most `max_bytes` bytes, cut at the end of a word.

    It is never empty and never a reserved name. Letters for which there is no Latin form here (Chinese, Greek) are left
    out, and eight digits of the text's hash are added, so that different texts get different slugs. `lang` is `ru` for
    Russian; without `lang`, Cyrillic counts as Russian only where it has a letter that Ukrainian has not.

    >>> text_to_slug("Peace for Ukraine: NATO's next steps")
    'peace-for-ukraine-natos-next-steps'
    >>> text_to_slug("Згорани та Знам’янка")
    'zghorany-ta-znamianka'
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    latin, is_whole = _to_latin(_APOSTROPHES.sub("", unicodedata.normalize("NFC", folded)), lang)
    slug = _NOT_IN_SLUG.sub("-", latin).strip("-")
    if not slug or not is_whole:
        mark = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{cut_slug(slug, max_bytes - 9)}-{mark}" if slug else f"untitled-{mark}"
    return make_safe(cut_slug(slug, max_bytes))


def cut_slug(slug: str, max_bytes: int) -> str:
    """Return the slug, cut behind the last whole word that fits into `max_bytes`; a longer first word is cut."""
    if len(slug) <= max_bytes:
        return slug
    whole = slug[: max_bytes + 1].rpartition("-")[0]
    return (whole or slug[:max_bytes]).strip("-")


def make_safe(slug: str) -> str:
    """Return the slug, with `-name` behind it where it is a reserved name."""
    return f"{slug}-name" if slug in RESERVED else slug


def safe_name(name: str) -> str:
    """Return the name of a file or folder as every file system accepts it; "" where nothing of it is left.

    >>> safe_name('What: "now"?'), safe_name("CON.txt"), safe_name("the end. ")
    ('What-now', 'CON-name.txt', 'the end')
    """
    if _UNSAFE_IN_NAME.search(name):
        name = "-".join(filter(None, (part.strip(" -") for part in _UNSAFE_IN_NAME.split(name))))
    name = name.strip().rstrip(". ")
    device = _DEVICE.match(name)
    return f"{device[0]}-name{name[device.end() :]}" if device else name


def unique_slug(slug: str, taken: Container[str], max_bytes: int = MAX_BYTES) -> str:
    """Return the slug; where it is among `taken` (in lower case), with the first of `-2`, `-3` ... that is free."""
    candidate, count = slug, 1
    while candidate.lower() in taken:
        count += 1
        candidate = f"{cut_slug(slug, max_bytes - len(str(count)) - 1)}-{count}"
    return candidate


def _to_latin(text: str, lang: str | None) -> tuple[str, bool]:
    """Return a casefolded text with its letters in a to z, and whether every letter has such a form.

    A letter without one becomes a space.
    """
    for symbol, word in _WORDS_FOR_SYMBOLS.items():
        text = text.replace(symbol, word)
    if text.isascii():
        return text, True
    if _CYRILLIC.search(text):
        is_russian = lang == "ru" or (lang is None and bool(_RUSSIAN_ONLY.search(text)))
        to_latin = _russian_word if is_russian and not _UKRAINIAN_ONLY.search(text) else _ukrainian_word
        text = _CYRILLIC_WORD.sub(lambda word: to_latin(word[0]), text)
        if text.isascii():
            return text, True
    letters, is_whole = [], True
    for char in unicodedata.normalize("NFKD", "".join(_OTHER_LETTERS.get(char, char) for char in text)):
        if char.isascii():
            letters.append(char)
        elif not unicodedata.combining(char):
            letters.append(" ")
            is_whole = is_whole and not char.isalnum()
    return "".join(letters).lower(), is_whole


def _ukrainian_word(word: str) -> str:
    first = _UKRAINIAN_AT_BEGINNING.get(word[0], "")
    rest = (word[1:] if first else word).replace("зг", "zgh")
    return first + "".join(_UKRAINIAN.get(char, _RUSSIAN.get(char, char)) for char in rest)


def _russian_word(word: str) -> str:
    return "".join(_RUSSIAN.get(char, char) for char in word)
