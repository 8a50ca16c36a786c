"""Lines that are bylines: by their words and their grammar, in pages, plain texts and headers alike."""

import re
from functools import lru_cache

from capture_import.fields.dates import read_line
from capture_import.fields.names.cleaning import cut_day
from capture_import.fields.names.jobs import has_job, is_job
from capture_import.fields.names.judging import NAME, is_day_word, is_full_name
from capture_import.fields.names.labels import strip_label
from capture_import.fields.names.splitting import split_byline
from capture_import.fields.names.words import either, first_word, first_words_of, words_of

_LONGEST_LINE = 160
_LONGEST_SEGMENT = 100
_MOST_WORDS_OF_USERS = 3
_WORDS_OF_DUTY = 10
# `Ann` is a month in some language.
_SHORT_DAY = 3
_SEGMENTS = re.compile(r"(?<!\s)\s++[|•·–—»/@-]++\s++|(?:(?<!\s)\s++)?[|•]\s*+")
_ARTICLES = frozenset("a an the ein eine un une una uno el la il".split())
_MADE_BY = re.compile(
    rf"\A\W*+(?:{either(_ARTICLES)}\s+)?(?P<made>{either(words_of('made'))}\s+)?"
    rf"{either(words_of('by') | {'with', 'mit'})}(?:\s*+:)?\s++(?P<names>\S.*+)",
    re.IGNORECASE | re.DOTALL,
)
_LABELS = either(words_of("label", "made"))
_LABELLED = re.compile(rf"\A\W*+{_LABELS}\s*+[:：]\s*+(?P<names>\S.*+)", re.IGNORECASE | re.DOTALL)
_LABEL_ALONE = re.compile(rf"\A\W*+{either(words_of('label'))}\s*+[:：]?\W*+\Z", re.IGNORECASE)
_STARTS = first_words_of("by", "made", "label") | _ARTICLES | {"with", "mit"}
_JOINTS = either(frozenset(word for word in words_of("and") if word in "&yeiіий" or len(word) > 1))
_JOINED = rf"(?:\s*(?:,|/|{_JOINTS})\s*{NAME})"
_NAMES_ALONE = re.compile(rf"{NAME}{_JOINED}{{0,4}}\Z")
_CLOCK = re.compile(r"(?<![\w:.])\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?!\d)", re.IGNORECASE)
_SIGNS = " ,;|·•–—-»@/"
_BESIDE = re.compile(r"(?<!\s)\s++[-–—|·•/]\s")
_IN_SECTION = re.compile(rf"(?P<name>\S.{{0,60}}?\S)\s++{either(words_of('place'))}\Z", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?[(\[][^()\[\]]{0,100}[)\]]\Z")


def is_label(text: str) -> bool:
    """Return whether a text says that who follows is the author: `Written by`, `Autorin:`."""
    return len(text) < 40 and bool(_LABEL_ALONE.match(text) or (_starts_like(text) and not strip_label(text)))


def are_names(line: str) -> bool:
    """Return whether a line is whole names and nothing more: `Ann Lee and Bo Ek`."""
    return len(line) < _LONGEST_LINE and bool(_NAMES_ALONE.match(line))


def line_to_names(line: str) -> list[str]:
    """Return the names in a line that is a byline; none where it is not.

    >>> line_to_names("von ann am 4. Mai 2021"), line_to_names("Porter dragged across hall by His Scarf")
    (['ann'], [])
    """
    return list(_read_names(line)) if len(line) <= _LONGEST_LINE else []


@lru_cache(maxsize=4096)  # the places of a byline are looked through one after another, and overlap
def _read_names(line: str) -> tuple[str, ...]:
    has_digit = any(map(str.isdigit, line))
    if not has_digit and not any(map(_starts_like, _SEGMENTS.split(line))):
        return ()
    rest, has_day = _without_day(line)
    for segment in _SEGMENTS.split(rest):
        if names := _segment_to_names(segment.strip(_SIGNS), has_day=has_day):
            return tuple(_to_end_of_word(name, line) for name in names)
    return tuple(_beside_day(line))


def read_byline(line: str) -> str:
    """Return what stands behind a byline's `By`; empty for a line that says anything else, too.

    >>> read_byline("By ANN LEE, Staff Writer"), read_byline("By Friday the lamp was lit.")
    ('ANN LEE, Staff Writer', '')
    """
    if len(line) > _LONGEST_LINE or not _starts_like(line):
        return ""
    match = _match(line)
    names = match["names"].strip() if match else ""
    if not names or re.search(r"[\d()\[\]\"“”«»!?:]|\s[-–—]\s|[^A-ZА-Я][.]\Z", re.sub(r"\s[-–—]\s\w+\Z", "", names)):
        return ""
    return names if _reads_as_names(re.sub(r"\s[-–—]\s\w+\Z", "", names)) and split_byline(line) else ""


def _starts_like(text: str) -> bool:
    return first_word(text) in _STARTS


def _match(text: str) -> re.Match[str] | None:
    return _LABELLED.match(text) or _MADE_BY.match(text)


def _without_day(line: str) -> tuple[str, bool]:
    """Return a line without the words of its days, in its own letters, and whether it has one."""
    dated = read_line(line)
    if dated.dates:
        return dated.rest, True
    if dated.relative and dated.rest:
        at = line.casefold().find(dated.rest.casefold())
        return (line[at : at + len(dated.rest)], True) if at >= 0 else (line, False)
    # a day without its year, or an hour
    without = _CLOCK.sub(" | ", line)
    return without, without != line


def _to_end_of_word(name: str, line: str) -> str:
    """Return a name up to the end of its last word: the digits of `ann1 am 4. Mai` read as a time's."""
    at = line.find(name)
    end = at + len(name)
    while at >= 0 and end < len(line) and line[end].isalnum():
        end += 1
    return line[at:end] if at >= 0 else name


def signed_in_section(line: str, section: str) -> str:
    """Return the name of a line that is a name and the section it wrote in: `Ann Lee in Harbour`; empty for any other.

    `section` is what a link at the line's end says.
    """
    match = _IN_SECTION.match(line.removesuffix(section).strip()) if section and line.endswith(section) else None
    name = match["name"] if match else ""
    return name if is_full_name(name) else ""


def _beside_day(line: str) -> list[str]:
    """Return the name of a line that is a name and a day, and a sign between them: `25.10.2022 - Ann Lee`; a job may
    stand between them.
    """
    dated = read_line(line) if _BESIDE.search(line) else None
    if dated is None or len(dated.dates) != 1:
        return []
    name, *others = [part for part in _SEGMENTS.split(dated.rest.strip(_SIGNS)) if part] or [""]
    if others and not all(map(is_job, others)):
        return []
    bare = name.strip(_SIGNS)
    is_apart = name != bare or bool(_BESIDE.search(line.replace(bare, " ")))
    return split_byline(bare) if is_apart and is_full_name(bare) else []


def _segment_to_names(segment: str, *, has_day: bool) -> list[str]:
    if len(segment) > _LONGEST_SEGMENT or not _starts_like(segment):
        return []
    match = _match(segment)
    if match is None:
        return []
    text = cut_day(_IN_BRACKETS.sub("", match["names"]))
    names = split_byline(text)
    if not names or first_word(text) in words_of("no_name_start"):
        return []
    if all(map(is_full_name, names)) and _reads_as_names(text):
        return names
    # users of blogs and forums have names of any form
    is_plain = match.re is _MADE_BY and (has_day or match["made"])
    is_user = (
        is_plain
        and not (len(names[0]) > _SHORT_DAY and is_day_word(first_word(names[0])))
        and len(names) == 1
        and len(text.split()) <= _MOST_WORDS_OF_USERS
        and text.startswith(names[0])
    )
    return names if is_user else []


def _reads_as_names(text: str) -> bool:
    """Return whether every piece is a job, or has no words in small letters but those of names."""
    return all(map(_is_name_or_job, re.split(r"[,;|&/]", text)))


def _is_name_or_job(text: str) -> bool:
    words = text.split()
    if len(words) <= _WORDS_OF_DUTY and has_job(text):
        return True
    small = words_of("particle", "and", "place")
    return all(word[0].isupper() or not word[0].islower() or word.casefold() in small for word in words)
