"""What stands below a text: who wrote it, and the site's sections and tags for it. Only what is surely so."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capture_import.fields.joined_words import split_sections, split_tag
from capture_import.forms.plain_text.blocks import is_sentence
from capture_import.forms.plain_text.line_words import pattern_of
from newsrecord.record import Tag

_NAME_WORD = r"[A-ZА-ЯЁІЇЄҐÀ-ÖØ-Þ][\w'’ʼ.-]*"
_PERSON = re.compile(rf"{_NAME_WORD}(?:\s+(?:{pattern_of('name_particles')}\s+)?{_NAME_WORD}){{1,3}}\Z")
_BETWEEN_PEOPLE = re.compile(r"(?:(?<!\s)\s++)?,\s*+")
_BEGINS_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_LONGEST_NAME = 60
_WORDS_OF_NAME = 4
_LONGEST_LABEL = 70
_SHORTEST_SLUG = 2
_MOST_LINES = 80


@dataclass(frozen=True, slots=True)
class Footer:
    """Authors, sections and tags; `start` is the place of the first line that is not the text's any more."""

    start: int
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()


def read_footer(
    lines: Sequence[str],
    start: int,
    sections: Sequence[str],
    is_subhead: Callable[[str], bool],
    is_boilerplate: Callable[[str], bool],
) -> Footer:
    """Read the footer from below; the text begins at `start`. What is not surely of the footer is left to the text.

    A byline is a name that stands twice, or once with the footer below it. Then come the sections, joined into one line
    (`sections` are those that the publisher is known to have), and the tags, one a line, joined to their slugs or bare.
    """
    end = len(lines)
    while end > start and (not lines[end - 1] or is_boilerplate(lines[end - 1])):
        end -= 1
    filled = [place for place in range(start, end) if lines[place]][-_MOST_LINES:]
    texts = [lines[place] for place in filled]
    if len(texts) == _MOST_LINES and all(map(is_label, texts)):
        return Footer(end)  # a list of something, not of this article's tags
    byline = _find_byline(texts, sections, is_subhead)
    if byline:
        first, last = byline
        below = texts[last + 1 :]
        named = split_sections(below[0], sections) if below and not _is_slugged(below[0]) else ()
        return Footer(
            filled[first], tuple(_BETWEEN_PEOPLE.split(texts[first])), named, _to_tags(below[1 if named else 0 :])
        )
    at = len(texts)
    while at and _is_slugged(texts[at - 1]):
        at -= 1
    if at == len(texts):
        named = split_sections(texts[-1], sections) if texts else ()
        if len(texts) > 1 and named[0] in sections:
            return Footer(filled[-1], sections=named)
        return Footer(end)
    if at and is_label(texts[at - 1]):
        return Footer(filled[at - 1], sections=split_sections(texts[at - 1], sections), tags=_to_tags(texts[at:]))
    return Footer(filled[at], tags=_to_tags(texts[at:]))


def is_label(text: str) -> bool:
    """Return whether a line can be a name of something: short, and no sentence."""
    return len(text) <= _LONGEST_LABEL and not is_sentence(text) and not text.startswith(("-", "–", "—", "•"))


def _find_byline(
    texts: list[str], sections: Sequence[str], is_subhead: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Return the places of the byline's first and last line: a name with only labels below it."""
    labels = len(texts)
    while labels and is_label(texts[labels - 1]):
        labels -= 1
    places = range(max(labels, 1), len(texts))
    for at in places:
        if (
            texts[at - 1] == texts[at]
            and not is_subhead(texts[at])
            and (_is_person(texts[at]) or len(texts[at].split()) <= _WORDS_OF_NAME)
        ):
            return at - 1, at
    for at in places:
        if _is_person(texts[at]) and not is_subhead(texts[at]) and _is_footer(texts[at + 1 :], sections):
            return at, at
    return None


def _is_footer(below: list[str], sections: Sequence[str]) -> bool:
    """Return whether the lines below a name are nothing, or a line of sections and then tags."""
    if not below or _is_slugged(below[0]) or (len(below) > 1 and _is_slugged(below[1])):
        return True
    named = split_sections(below[0], sections)
    return len(named) > 1 or named[0] in sections or not _is_person(below[0])


def _is_person(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and all(map(_PERSON.match, _BETWEEN_PEOPLE.split(text)))


def _is_slugged(text: str) -> bool:
    """Return whether a line is a tag joined to its slug."""
    if text[0] not in _BEGINS_SLUG or not is_label(text):
        return False
    tag = split_tag(text)
    return tag is not None and len(tag.page_slug) >= _SHORTEST_SLUG


def _to_tags(texts: Sequence[str]) -> tuple[Tag, ...]:
    tags = ((split_tag(text) if _is_slugged(text) else None) or Tag(text) for text in texts)
    return tuple(tag for tag in tags if any(char.isalnum() for char in tag.name))
