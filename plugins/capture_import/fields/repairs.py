"""Repairs of an article's words: lost spaces (`has statedthat`), wrongly decoded characters (mojibake: `â€™`), words
broken at a printed line's end (`inter-`). Each repair is listed in the front matter.

Only what is certain is repaired. A word is two words that lost their space when no lexicon knows it, nothing but
letters make it, one half is a function word (or a verb of saying), and the other a word that its language knows well:
`statedthat`, `theTreasury`. Two other common words make names and compounds (`easyGroup`, `breakwater`): they stay. A
broken word is joined where the lexicon knows it whole. The lexicons are wordfreq's.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from capture_import.fields.lexicons import has_lexicon, load_lexicon
from newsrecord.record import Article

# No compound of the language begins or ends with one of these words: a word joined to one has lost a space.
_FUNCTION_WORDS = {
    "en": frozenset(
        (
            "that the which who whom whose from with have has had was were been will would should could their they "
            "them his said this these those and about into because during according wrote told reported stated added "
            "noted"
        ).split()
    ),
    "uk": frozenset(
        (
            "що щоб який яка яке які яких якого якій якому було були буде будуть також після через повідомив "
            "повідомила повідомляє заявив заявила написав написала сказав сказала зазначив зазначила додав додала"
        ).split()
    ),
    "ru": frozenset(
        (
            "что чтобы который которая которое которые которых которого которой было были будет будут также после "
            "через сообщил сообщила сообщает заявил заявила написал написала сказал сказала отметил отметила добавил "
            "добавила"
        ).split()
    ),
}
# The same as tuples, for `str.startswith` and `str.endswith`.
_ENDS = {lang: tuple(words) for lang, words in _FUNCTION_WORDS.items()}
# Ukrainian texts quote Russian words, and Russian texts Ukrainian ones.
_QUOTED = {"uk": "ru", "ru": "uk"}
_SHORTEST_HALF = 2
_SHORTEST_OTHER = 3
_SHORTEST_WORD = 8
_LONGEST_WORD = 60  # a longer one is data, not two words

# Letters only, and no part of an address, a file's name or a word with an apostrophe or a hyphen.
_WORD = re.compile(r"(?<![\w/.@#=&?:'’ʼ+%-])[^\W\d_]{8,40}(?![\w/@=&'’ʼ+%-]|\.\w|://)")
_LONG_WORD = re.compile(r"[^\W\d_]{8,}")
_INNER_CAPITAL = re.compile(r"([^\W\d_]{1,60}?)([A-ZА-ЯЁІЇЄҐ][^\W\d_]{1,60})\Z")
_LINE_END = re.compile(r"-(?: {2})?\n")
_BROKEN_WORD = re.compile(r"(?<![\w-])([^\W\d_]{2,40})-(?: {2})?\n([^\W\d_]{2,40}(?![\w-])|[^\W\d_](?=['’]))")
_VOWELS = "aeiou"
_ADDRESS = re.compile(r"https?://\S+|\]\([^()\n]*+\)")
# Beside ASCII, the marks that most texts have: ftfy never takes a text of these alone for a wrong decoding.
_MAY_BE_WRONG = re.compile("[^\x00-\x7f‘’“”–—…•\xa0]")
_LISTED = 100
_PIECES_REMEMBERED = 100_000


def repair_article(article: Article) -> Article:
    """Return the article with its words repaired, and every repair under `Repairs`: `statedthat → stated that`."""
    counts: Counter[str] = Counter()
    changes = {name: _repair(getattr(article, name), article.lang, counts) for name in ("title", "summary", "body")}
    if not counts:
        return article
    listed = [f"{repair} (×{count})" if count > 1 else repair for repair, count in counts.items()]
    if len(listed) > _LISTED:
        listed = [*listed[:_LISTED], f"and {len(listed) - _LISTED} more"]
    repairs = "; ".join(filter(None, (article.extra.get("Repairs", ""), *listed)))
    return replace(
        article,
        title=changes["title"],
        summary=changes["summary"],
        body=changes["body"],
        extra={**article.extra, "Repairs": repairs},
    )


def needs_words(article: Article) -> bool:
    """Return whether repairing an article needs a lexicon that is not read to its end yet (`load_words`)."""
    if _LINE_END.search(article.body) and has_lexicon(article.lang) and _BROKEN_WORD.search(article.body):
        return not load_lexicon(article.lang).is_whole
    if not _can_split(article.lang) or load_lexicon(article.lang).is_whole:
        return False
    texts = (article.title, article.summary, article.body)
    return any(_list_doubtful(text.split(), article.lang) for text in texts)


def load_words(lang: str) -> None:
    """Read the lexicons that repairing a language's words needs to their ends, once."""
    for needed in (lang, _QUOTED.get(lang, "")):
        if needed and has_lexicon(needed):
            load_lexicon(needed).read_all()


def _repair(text: str, lang: str, repairs: Counter[str]) -> str:
    return _repair_spaces(_join_broken_words(_repair_mojibake(text, repairs), lang, repairs), lang, repairs)


def _join_broken_words(text: str, lang: str, repairs: Counter[str]) -> str:
    """Join what a printed line's end broke, where the language has the whole word."""
    if not _LINE_END.search(text) or not has_lexicon(lang):
        return text

    def join(match: re.Match[str]) -> str:
        before, behind = match.groups()
        if not behind.islower():
            return match[0]
        lexicon = load_lexicon(lang)
        whole = (before + behind).lower()
        if lexicon.knows_well(before.lower()) and lexicon.knows_well(behind) and not lexicon.knows_well(whole):
            # a word with a hyphen of its own, behind which the line ended
            return f"{before}-{behind}"
        # an apostrophe behind it stands for a vowel (`ven-`, `t'anni`: `venti`)
        is_elided = len(behind) == 1 and any(whole + vowel in lexicon for vowel in _VOWELS)
        if whole not in lexicon and not is_elided:
            return match[0]
        repairs[f"{before}- {behind} → {before}{behind}"] += 1
        return before + behind

    return _BROKEN_WORD.sub(join, text)


def _repair_mojibake(text: str, repairs: Counter[str]) -> str:
    """Undo a wrong decoding, line by line, where ftfy is sure of one."""
    if _MAY_BE_WRONG.search(text) is None:
        return text
    # takes as long to load as reading a hundred texts that are ASCII
    from ftfy import fix_encoding  # noqa: PLC0415 - see above

    lines = text.split("\n")
    for at, line in enumerate(lines):
        if _MAY_BE_WRONG.search(line) is None:
            continue
        fixed = fix_encoding(line)
        if fixed != line and "\n" not in fixed:
            for before, after in _changed_words(line, fixed):
                repairs[f"{before} → {after}"] += 1
            lines[at] = fixed
    return "\n".join(lines)


def _changed_words(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.split(" "), after.split(" ")
    if len(old) != len(new):
        return [(before[:60].replace(";", ","), after[:60].replace(";", ","))]
    return [(a.replace(";", ","), b.replace(";", ",")) for a, b in zip(old, new, strict=True) if a != b]


def _repair_spaces(text: str, lang: str, repairs: Counter[str]) -> str:
    if not text or not _can_split(lang):
        return text
    whole = _whole_pieces(lang)
    new = set(text.split()) - whole
    joined = {word for word in _list_doubtful(new, lang) if split_joined_word(word, lang)}
    if len(whole) < _PIECES_REMEMBERED and not joined:
        whole |= new
    if not joined:
        return text
    spans = [match.span() for match in _ADDRESS.finditer(text)] if "://" in text or "](" in text else []

    def repair(match: re.Match[str]) -> str:
        word = match[0]
        if word not in joined or any(start <= match.start() < end for start, end in spans):
            return word
        halves = split_joined_word(word, lang)
        if not halves:
            return word
        repairs[f"{word} → {halves[0]} {halves[1]}"] += 1
        return f"{halves[0]} {halves[1]}"

    return _WORD.sub(repair, text)


def _can_split(lang: str) -> bool:
    """Return whether joined words of a language can be told from its own."""
    return lang in _FUNCTION_WORDS and has_lexicon(lang)


def split_joined_word(word: str, lang: str) -> tuple[str, str] | None:
    """Return the two words that a word is surely made of; None where it is one word, or may be.

    >>> split_joined_word("statedthat", "en")
    ('stated', 'that')
    >>> split_joined_word("breakwater", "en") is None
    True
    """
    halves = _split_by_halves(word, lang) if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD else None
    is_word = halves is None or word.lower() in load_lexicon(lang) or _in_other_lexicon(word.lower(), lang)
    return None if is_word else halves


def _list_doubtful(pieces: Iterable[str], lang: str) -> set[str]:
    """Return the words in some pieces of text that may be two, and are not known as far as the lexicon is read."""
    lexicon = load_lexicon(lang)
    is_known = lexicon.__contains__ if lexicon.is_whole else lexicon.knows_well
    return {
        word
        for word in _LONG_WORD.findall(" ".join(pieces))
        if not is_known(word.lower()) and len(word) <= _LONGEST_WORD and _split_by_halves(word, lang)
    }


def _split_by_halves(word: str, lang: str) -> tuple[str, str] | None:
    """Return the halves of a word that are words, one of them a function word; None where there are none."""
    lexicon, function_words = load_lexicon(lang), _FUNCTION_WORDS[lang]
    inner = _INNER_CAPITAL.match(word)
    if inner and any(char.isupper() for char in word[1:]):
        first, second = inner[1], inner[2]
        is_sure = (
            first in function_words and (second[1:].islower() or second.isupper()) and len(second) > _SHORTEST_HALF
            and lexicon.knows_well(second.lower())
        )  # fmt: skip
        return (first, second) if is_sure else None
    if not word.islower():
        return None
    if not word.startswith(ends := _ENDS[lang]) and not word.endswith(ends):
        return None
    found = []
    for end in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        first, second = word[:end], word[end:]
        if any(
            half in function_words and len(other) > _SHORTEST_OTHER and lexicon.knows_well(other)
            for half, other in ((second, first), (first, second))
        ):
            found.append((first, second))
    return found[0] if len(found) == 1 else None


def _in_other_lexicon(word: str, lang: str) -> bool:
    other = _QUOTED.get(lang)
    return bool(other) and has_lexicon(other) and word in load_lexicon(other)


@cache
def _whole_pieces(lang: str) -> set[str]:
    """Return the pieces of text between white space that are known to need no repair; repairing fills the set."""
    return set()
