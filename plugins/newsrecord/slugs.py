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

# Letters that neither table above has, and that no Unicode decomposition reduces to a to z: of other Cyrillic alphabets
# (Belarusian, Serbian, Macedonian, Kazakh, Tatar, Tajik), and Latin ones.
_OTHER_LETTERS = {
    "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѕ": "dz",
    "ә": "a", "ғ": "gh", "җ": "zh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j",
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
}  # fmt: skip
# Greek: ELOT 743, type 2 (ISO 843 transcription).
_GREEK = dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True)) | {"θ": "th", "χ": "ch", "ψ": "ps"}
_GREEK_PAIRS = {"ου": "ou", "γγ": "ng", "γξ": "nx", "γχ": "nch"}
_BEFORE_VOICED = dict(zip("αεη", ["av", "ev", "iv"], strict=True))
_BEFORE_VOICELESS = dict(zip("αεη", ["af", "ef", "if"], strict=True))
_WORDS_FOR_SYMBOLS = {"&": " and ", "+": " plus ", "%": " percent ", "@": " at "}

_APOSTROPHES = re.compile("['’‘ʼ`´′]")
PLAIN_SLUG = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")
"""Most slugs, which are their own slugs: letters that all scripts are transliterated to, digits, single hyphens."""
_HYPHENS = re.compile(r"[ -]+")
_NEITHER_LETTER_NOR_DIGIT = re.compile("[^a-z0-9]+")
_UKRAINIAN_ONLY = re.compile("[іїєґ]")
_RUSSIAN_ONLY = re.compile("[ыэёъ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN_OR_CYRILLIC = re.compile("[a-z0-9\u0400-\u04ff&+%@ßøæœłđðþıŋħ]")
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")
_GREEK_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff][\u0300-\u036f\u0370-\u03ff\u1f00-\u1fff]*")
_DIAERESIS = "\u0308"
# An accent on the first of two vowels says that they are no pair, as a diaeresis on the second does.
_PARTED_VOWELS = re.compile("([αεηο])[\u0300\u0301\u0342](υ)")
_GREEK_ACCENTS = re.compile("[\u0300-\u0307\u0309-\u036f]")
_GREEK_PARTS = re.compile(
    "(?P<pair>(?:ου|γγ|γξ|γχ)(?!\u0308))|(?P<vowel>[αεη])υ(?!\u0308)(?P<voiceless>(?=[θκξπστφχψ]|\\Z))?|\\Aμπ|μπ\\Z|.",
    re.DOTALL,
)
# Points of Arabic and Hebrew, and the stroke that lengthens a word: most writers leave them out.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)


@lru_cache(maxsize=10_000)  # an archive repeats its tags, authors and sections
def text_to_slug(text: str, max_bytes: int = MAX_BYTES, lang: str | None = None) -> str:
    """Return the slug of a text: words in small letters and digits with single hyphens between them.

    It has at most `max_bytes` bytes of UTF-8 and is cut at the end of a word.

    It is never empty and never a reserved name, and the slug of a slug is itself. Latin, Cyrillic and Greek letters are
    transliterated to a to z; letters of other scripts are kept, in Unicode's composed form (NFC). A text without
    letters and digits has digits of its hash. `lang` is `ru` for Russian; without `lang`, Cyrillic counts as Russian
    only where it has a letter that Ukrainian has not.

    >>> text_to_slug("Peace for Ukraine: NATO's next steps")
    'peace-for-ukraine-natos-next-steps'
    >>> text_to_slug("Згорани та Знам’янка")
    'zghorany-ta-znamianka'
    >>> text_to_slug("Ευρώπη και Αθήνα"), text_to_slug("G7峰会: 声明")
    ('evropi-kai-athina', 'g7峰会-声明')
    """
    if len(text) <= max_bytes and PLAIN_SLUG.fullmatch(text):
        return make_safe(text)  # as below, in less time
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    slug = _HYPHENS.sub("-", _to_letters(_APOSTROPHES.sub("", folded), lang)).strip("-")
    if not slug:
        return f"untitled-{hashlib.sha256(folded.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return make_safe(cut_slug(slug, max_bytes))


def find_former_slug(text: str) -> str:
    """Return the slug that a text without a Latin or Cyrillic letter or a digit had before letters of other scripts
    were kept: its hash; "" for any other text.

    >>> find_former_slug("渡轮"), find_former_slug("Ferry")
    ('untitled-f5aaa8af', '')
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    if text.isascii() or _LATIN_OR_CYRILLIC.search(unicodedata.normalize("NFKD", folded).lower()):
        return ""
    return f"untitled-{hashlib.sha256(folded.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def cut_slug(slug: str, max_bytes: int) -> str:
    """Return the slug, cut behind the last whole word that fits into `max_bytes`.

    A word that is longer than half of that is cut itself, behind a letter with its marks.

    >>> cut_slug("lamp-and-light", 10), cut_slug("ab-峰会声明", 10)
    ('lamp-and', 'ab-峰会')
    """
    if len(slug.encode()) <= max_bytes:
        return slug
    room = slug.encode()[: max_bytes + 1].decode(errors="ignore")
    whole = room.rpartition("-")[0]
    if 2 * len(whole.encode()) >= max_bytes:
        return whole.strip("-")
    end = len(slug.encode()[:max_bytes].decode(errors="ignore"))
    while end > 1 and unicodedata.category(slug[end])[0] == "M":
        end -= 1
    return slug[:end].strip("-")


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


def _to_letters(text: str, lang: str | None) -> str:
    """Return a casefolded text as letters and digits, in a to z as far as they have such a form; the rest is spaces."""
    for symbol, word in _WORDS_FOR_SYMBOLS.items():
        text = text.replace(symbol, word)
    if not text.isascii():
        if _CYRILLIC.search(text):
            is_russian = lang == "ru" or (lang is None and bool(_RUSSIAN_ONLY.search(text)))
            to_latin = _russian_word if is_russian and not _UKRAINIAN_ONLY.search(text) else _ukrainian_word
            text = _CYRILLIC_WORD.sub(lambda word: to_latin(word[0]), text)
        text = _POINTS.sub("", _GREEK_WORD.sub(lambda word: _greek_word(word[0]), text))
    if text.isascii():
        return _NEITHER_LETTER_NOR_DIGIT.sub(" ", text)
    letters: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if "a" <= char <= "z" or "0" <= char <= "9":
            letters.append(char)
        elif char.isascii():
            letters.append(" ")
        else:
            letters += _OTHER_LETTERS.get(char) or _to_letter(char, letters[-1] if letters else " ")
    return unicodedata.normalize("NFC", "".join(letters))


def _to_letter(char: str, before: str) -> str:
    """Return a character outside ASCII as it stands in a slug: a letter of a to z without its accents, another letter
    as it is, a mark only behind such a letter; else a space.
    """
    base = unicodedata.normalize("NFD", char)[0]
    if base.isascii():
        return base.lower() if base.isalnum() else " "
    if unicodedata.category(char)[0] == "M":
        return "" if before.isascii() else char
    return char if char.isalnum() else " "


def _ukrainian_word(word: str) -> str:
    first = _UKRAINIAN_AT_BEGINNING.get(word[0], "")
    rest = (word[1:] if first else word).replace("зг", "zgh")
    return first + "".join(_UKRAINIAN.get(char, _RUSSIAN.get(char, char)) for char in rest)


def _russian_word(word: str) -> str:
    return "".join(_RUSSIAN.get(char, char) for char in word)


def _greek_word(word: str) -> str:
    parted = _PARTED_VOWELS.sub(rf"\1\2{_DIAERESIS}", unicodedata.normalize("NFD", word))
    return _GREEK_PARTS.sub(_greek_part, _GREEK_ACCENTS.sub("", parted))


def _greek_part(match: re.Match[str]) -> str:
    if pair := match["pair"]:
        return _GREEK_PAIRS[pair]
    if vowel := match["vowel"]:
        return (_BEFORE_VOICED if match["voiceless"] is None else _BEFORE_VOICELESS)[vowel]
    return "b" if match[0] == "μπ" else "" if match[0] == _DIAERESIS else _GREEK.get(match[0], match[0])
