"""Lines that say when: what each of their dates is of, and what else stands in them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from capture_import.fields.dates.lexing import Lexed, fold_word, lex
from capture_import.fields.dates.machine import read_machine_date
from capture_import.fields.dates.mentions import Mention, to_mention
from capture_import.fields.dates.relative import LONGEST_RELATIVE, relative_words
from capture_import.fields.dates.shapes import find_in_lexed
from capture_import.fields.dates.symbols import AM, PM
from capture_import.fields.dates.words import load_words
from capture_import.fields.evidence import Role

_LONGEST = 250
# The characters that stand for words of dates (`symbols`), and what stands between dates and other things.
_SYMBOLS = re.compile("[\ue000-\ue3ff]")
_CLOCK = re.compile(rf"(?<!\d)\d{{1,2}}(?:[:.h]\d\d){{1,2}}(?!\d)\s?[{AM}{PM}]?|\d{{1,2}}\s?[{AM}{PM}]|[+-]\d\d:?\d\d")
_PUNCTUATION = re.compile(r"[\s,;:|•·()\[\]/@*_.–—-]+")
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+")
_KINDS_OF_LABELS = frozenset(["other", "publish", "update", "neutral"])
_MACHINE = re.compile(r"\s*\d{4}-?(?:\d\d-?\d\d[Tt ]|W\d\d)")
# What is left of `5 min read`.
_A_COUNT = 4
_LABEL_WORDS = 3
# Behind `Originally published`: how far a date is looked for, and what may stand between (` on `, ` online on `).
_BEHIND_OPENING = 60
_GAP_BEHIND_OPENING = 14
# From a place on, in characters.
_LONGEST_SIGNED = 80


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says of dates: each with its role, and the words that are none of theirs."""

    dates: tuple[tuple[Mention, Role], ...]
    rest: str
    # the words that tell a day from the time of capture, and what they say that it is of
    relative: str = ""
    relative_role: Role = Role.UNNAMED

    @property
    def is_date(self) -> bool:
        """Whether the line says a day, that of an update beside it perhaps, and nothing else but a time."""
        if self.rest:
            return False
        if self.relative:
            return True
        named = [role for _, role in self.dates if role is not Role.MODIFIED]
        return bool(self.dates) and len(named) <= 1 and Role.OTHER not in named

    def first(self, *roles: Role) -> Mention | None:
        """Return the first date that has one of these roles."""
        return next((mention for mention, role in self.dates if role in roles), None)

    @property
    def published(self) -> Mention | None:
        """The date of the article's publication, else the first that is not called an update's; None where the line has
        none.
        """
        return self.first(Role.PUBLISHED) or self.first(Role.UNNAMED)

    @property
    def modified(self) -> Mention | None:
        """The date that the line calls an update's."""
        return self.first(Role.MODIFIED)


def read_line(text: str, languages: frozenset[str] = frozenset(), *, is_short_allowed: bool = True) -> Line:
    """Return what a line says of dates.

    >>> line = read_line("Published: 10:30, 5 March 2021 | Updated: 11:00, 6 March 2021")
    >>> line.published.when().isoformat(), line.modified.when().isoformat(), line.is_date
    ('2021-03-05T10:30:00', '2021-03-06T11:00:00', True)
    """
    return Line((), text) if len(text) > _LONGEST else _read_line(text, languages, is_short_allowed)


@lru_cache(maxsize=4096)  # several places of a page hold the same line, and fields ask of it one after another
def _read_line(text: str, languages: frozenset[str], is_short_allowed: bool) -> Line:
    if _MACHINE.match(text) and (when := read_machine_date(text)):
        return Line(((to_mention(text.strip(), when), Role.UNNAMED),), "")
    lexed = lex(text, languages)
    mentions = find_in_lexed(lexed, languages, is_short_allowed=is_short_allowed)
    gaps = []
    end = 0
    for mention in mentions:
        gaps.append(text_of(lexed, end, mention.start))
        end = mention.end
    gaps.append(text_of(lexed, end, len(lexed.text)))
    roles = []
    for at, mention in enumerate(mentions):
        role = role_of(gaps[at])
        if role is Role.UNNAMED and at == len(mentions) - 1:
            role = role_of(gaps[at + 1])
        roles.append((mention, role))
    rest = " ".join(filter(None, (_without_labels(gap, languages) for gap in gaps)))
    if mentions or not (relative := _find_relative(text)):
        return Line(tuple(roles), rest)
    rest = _without_labels(f"{relative.before} {relative.behind}", languages)
    if rest and not relative.is_ago:
        return Line((), rest)
    return Line((), rest, relative.words if rest else relative.line, role_of(relative.before))


class _RelativeDay(NamedTuple):
    """A folded line and the place in it of words that tell a day from the time of capture; `is_ago` says that they are
    of the kind of `3 hours ago`.
    """

    line: str
    start: int
    stop: int
    is_ago: bool

    @property
    def words(self) -> str:
        return self.line[self.start : self.stop]

    @property
    def before(self) -> str:
        return self.line[: self.start]

    @property
    def behind(self) -> str:
        return self.line[self.stop :]


def _find_relative(text: str) -> _RelativeDay | None:
    """Return the words of a line that tell a day from the time of capture; None where there are none."""
    if len(text) > LONGEST_RELATIVE:
        return None
    folded = " ".join(fold_word(text).split())
    spans, days = relative_words(folded)
    if not spans and not days:
        return None
    return _RelativeDay(folded, min(spans or days)[0], max(spans or days)[1], bool(spans))


def role_of(words: str) -> Role:
    """Return what the words before a date, or behind the last one, say that it is of."""
    folded = " ".join(fold_word(words[-_LONGEST:]).split())
    if not folded:
        return Role.UNNAMED
    kinds = _kinds_of_labels(folded)
    if "other" in kinds and _labels("other").search(folded):
        return Role.OTHER
    # `Published and updated on` is of both
    if "publish" in kinds and _labels("publish").search(folded):
        return Role.PUBLISHED
    return Role.MODIFIED if "update" in kinds and _labels("update").search(folded) else Role.UNNAMED


def has_label(words: str) -> bool:
    """Return whether words are a label of a date and nothing else (`Published`, `Опубліковано:`)."""
    return len(words) <= _LONGEST and bool(re.search(_LETTER, words)) and not _without_labels(words)


def is_labelled(mention: Mention) -> bool:
    """Return whether the words just before a date, anywhere in a text, are the label of a publication's day
    (`Published: 4 May 2021`).
    """
    words = mention.before.split()[-_LABEL_WORDS:]
    return any(
        has_label(label)
        and (role_of(label) is Role.PUBLISHED or (role_of(label) is Role.UNNAMED and _is_neutral(label)))
        for label in (" ".join(words[-count:]) for count in range(1, len(words) + 1))
    )


def find_first_publication(text: str) -> str:
    """Return the date of a sentence that tells when an article was first published; empty where a text has none.

    >>> find_first_publication("It is lit. This article was originally published on 26 Sep 2019 and updated since.")
    '26 Sep 2019'
    """
    for opening in _first_openings().finditer(text):
        mentions = find_in_lexed(lex(text[opening.end() : opening.end() + _BEHIND_OPENING]))
        if mentions and mentions[0].year is not None and mentions[0].start <= _GAP_BEHIND_OPENING:
            return mentions[0].source
    return ""


@cache
def _first_openings() -> re.Pattern[str]:
    """Return the openings of such sentences, with the capital that a sentence has: books are first published, too."""
    openings = sorted(load_words().kind("first"), key=len, reverse=True)
    return re.compile("|".join(re.escape(words[0].upper() + words[1:]) for words in openings))


def find_signed_day(text: str) -> str:
    """Return the words in which a text names a place and then a day, as letters and press releases are dated; an empty
    string where none does.

    >>> find_signed_day("Es brennt. Hamburg, den 2. Dezember 2022")
    'Hamburg, den 2. Dezember 2022'
    """
    match = _signed_pattern().search(text)
    return text[match.start() : match.start() + _LONGEST_SIGNED] if match else ""


@cache
def _signed_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(load_words().kind("signed"))))
    return re.compile(rf"\b[^\W\d_a-z][\w-]+,\s+(?:{words})\s+(?=\d)")


def _is_neutral(label: str) -> bool:
    return bool(_labels("neutral").search(fold_word(label)))


def text_of(lexed: Lexed, start: int, stop: int) -> str:
    """Return the source's own words between two places of a lexed text."""
    return lexed.source[lexed.place(start) : lexed.place(stop)]


def _without_labels(text: str, languages: frozenset[str] = frozenset()) -> str:
    """Return what is left of words without the labels of dates; an empty string where that is nothing but joints,
    clocks and punctuation.
    """
    kinds = _kinds_of_labels(text)
    for kind in ("publish", "update", "neutral"):
        if kind in kinds:
            text = _labels(kind).sub(" ", text)
    text = " ".join(text.split())
    left = _PUNCTUATION.sub("", _SYMBOLS.sub(" ", _CLOCK.sub(" ", lex(text, languages).text)))
    return text if left and not (left.isdigit() and len(left) < _A_COUNT) else ""


def _kinds_of_labels(text: str) -> frozenset[str]:
    """Return the kinds of which labels may stand in a text, by its words: cheap, since most lines hold none."""
    if not text.isascii():
        return _KINDS_OF_LABELS
    words = _WORD.findall(text.lower())
    return frozenset(kind for kind in _KINDS_OF_LABELS if not _telling_words(kind).isdisjoint(words))


@cache
def _telling_words(kind: str) -> frozenset[str]:
    """Return the longest word of each label of a kind."""
    return frozenset(max(_WORD.findall(label), key=len, default=label) for label in load_words().kind(kind))


@cache
def _labels(kind: str) -> re.Pattern[str]:
    alternatives = "|".join(sorted(map(re.escape, load_words().kind(kind)), key=len, reverse=True))
    return re.compile(rf"(?<!{_LETTER})(?:{alternatives})(?!{_LETTER})|(?:{_unspaced(kind)})", re.IGNORECASE)


def _unspaced(kind: str) -> str:
    words = [
        word
        for word in load_words().kind(kind)
        if "\u0e00" <= word[0] <= "\u0eff" or "\u3000" <= word[0] <= "\u9fff" or "\uac00" <= word[0] <= "\ud7af"
    ]
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"
