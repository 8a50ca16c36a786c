"""What is a tag or a section, and what only stands among them: page numbers, counts, ages, sentences, buttons."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from capture_import.fields.dates import read_line
from capture_import.fields.evidence import Evidence, Field
from capture_import.fields.names.words import single_words_of
from newsrecord.record import Tag

LONGEST = 80
MAX_TAGS = 60
_MOST_WORDS = 9
# Page numbers, ranges and sizes; a year is a tag.
_NUMBER = re.compile(r"(?!(?:19|20)\d\d\Z)[\d\s.,/+#-]+(?:px|k|m)?\Z", re.IGNORECASE)
_COUNT = re.compile(r"\d[\d.,]*\s+(?P<what>[^\W\d_]+)\Z|(?P<before>[^\W\d_]+)\s*[:(]\s*\d[\d.,]*\)?\Z")
# The end of a sentence behind several words, and of a question.
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!]\Z|(?:\S+\s+){2,}\S+[?؟？]\Z|\S.{15,}[。！？]\Z")
_MACHINE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}\Z|[0-9a-f]{24,}\Z|NLP Category:|themen bearbeiten\Z|\w+_pick\Z|https?:",
    re.IGNORECASE,
)
_DATA = Path(__file__).parent / "data" / "tag_words.toml"
_AROUND = {
    "labels": r"^\s*(?:{})\s*:\s*",
    # names with underscores are read by software alone
    "no_section": r"(?:{})$|_|[a-z]+_[a-z_]+$",
    "buttons": r"(?:{})\Z",
    "starts": r"(?:{})\Z",
    "and": r"\s(?:{})\s",
    "machine_prefixes": r"(?-i:^(?:NLP )?(?:{}): )",
}


def cut_label(text: str) -> str:
    """Return a list of tags without the label before it: `Tags: lamp, mole`."""
    return _patterns()["labels"].sub("", text, count=1)


def is_no_section(name: str) -> bool:
    """Return whether blog software or a template calls a section so that an article was put into none."""
    return bool(_patterns()["no_section"].match(name))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        name: re.compile(_AROUND[name].replace("{}", "|".join(parts)), re.IGNORECASE) for name, parts in words.items()
    }


def choose_tags(evidence: Evidence) -> tuple[Tag, ...]:
    """Return a capture's tags, each with the slug that its source gave it."""
    return tuple(
        Tag(name, candidate.attributes.get("slug") or None)
        for candidate in evidence.find_all(Field.TAGS)
        for name in candidate.texts
    )


def choose_sections(evidence: Evidence) -> tuple[str, ...]:
    """Return a capture's sections, the first of them its category."""
    return tuple(name for candidate in evidence.find_all(Field.SECTIONS) for name in candidate.texts)


def is_tag(name: str, *, is_declared: bool = False) -> bool:
    """Return whether a text among tags or sections is one. What is declared as one may be a number.

    >>> [is_tag(name) for name in ("Harbour", "2021", "11", "51-100", "6 years, 8 months ago", "Why is the lamp lit?")]
    [True, True, False, False, False, False]
    """
    return (
        len(name) <= LONGEST
        and bool(re.search(r"\w", name))
        and len(name.split()) <= _MOST_WORDS
        and (is_declared or not (_NUMBER.match(name) or _patterns()["starts"].match(name)))
        and not _MACHINE.match(name)
        and not _patterns()["buttons"].match(name)
        and not _SENTENCE.match(name)
        and not _is_count(name)
        and not _is_age(name)
    )


def split_sections(text: str) -> list[str]:
    """Return the sections (or tags) in a text in which software joined them. One comma with a space behind it belongs
    to a section's own name.

    >>> split_sections("Biology,Health"), split_sections("Netz, Geräte, Hilfe")
    (['Biology', 'Health'], ['Netz', 'Geräte', 'Hilfe'])
    >>> split_sections("Health, Science"), split_sections("Food, Drink, and Travel")
    (['Health, Science'], ['Food, Drink, and Travel'])
    """
    parts = re.split(r"(?:(?<!\s)\s++)?[;|]\s*+|,(?=\S)", text)
    return [
        name
        for part in parts
        for name in (re.split(r",\s+", part) if part.count(",") > 1 and not _patterns()["and"].search(part) else [part])
    ]


def clean_names(names: Iterable[str], site_names: Iterable[str], *, is_declared: bool = True) -> list[str]:
    """Return the names that are tags, each once, without what software puts before them; a site's host is none."""
    hosts = {name.casefold() for name in site_names if re.search(r"\.[a-z]{2,}$", name)}
    kept: dict[str, str] = {}
    names = [_patterns()["machine_prefixes"].sub("", " ".join(name.split()).strip(' ,;"„“”«»‹›')) for name in names]
    if names and all(re.match(r"[\w-]+/\S", name) for name in names):
        # each is a path of a kind and a name: `topic/harbour`
        names = [name.rpartition("/")[2] for name in names]
    for name in names:
        if is_tag(name, is_declared=is_declared) and name.casefold() not in hosts:
            kept.setdefault(name.casefold(), name)
    return list(kept.values())[:MAX_TAGS]


def _is_count(name: str) -> bool:
    """Return whether a text counts what pages count: `4 mins`, `12 comments`, `Comments (3)`."""
    match = _COUNT.match(name)
    return match is not None and (match["what"] or match["before"]).casefold() in single_words_of("button")


def _is_age(name: str) -> bool:
    """Return whether a text says how long ago something was, and nothing else."""
    if not any(map(str.isdigit, name)):
        return False
    line = read_line(name)
    rest = re.findall(r"\w+", line.rest.casefold())
    return bool(line.relative) and all(word.isdigit() or word in single_words_of("button") for word in rest)
