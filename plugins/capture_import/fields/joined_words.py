"""Names that saving joined: sections (`WarPolitics`) and tags (`natoNATO`), taken apart again."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from newsrecord.record import Tag
from newsrecord.slugs import text_to_slug

_LOWER, _UPPER = "a-zß-öø-ÿа-яёіїєґ", "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ"
# Where a small letter (or what can end a word) meets a capital, and where an abbreviation meets a capitalised word.
_SEAM = re.compile(
    rf"(?<=[{_LOWER}])(?=[{_UPPER}\d])|(?<=[{_LOWER}][)»”!?.])(?=[{_UPPER}])|(?<=\d)(?=[{_UPPER}][{_LOWER}])"
    rf"|(?<=[{_UPPER}][{_UPPER}])(?=[{_UPPER}][{_LOWER}])"
)
_SLUG_PREFIX = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_LINE = 200  # a slug has 80 bytes at most; each of its ends is tried
_LEAST_LIKENESS = 0.5
_OPENS_NAME = "\"'«“„(#№$€@"


def split_sections(line: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the section names of a joined line; `known` names are found first, wherever they meet.

    >>> split_sections("WarNews of the WorldPolitics")
    ('War', 'News of the World', 'Politics')
    """
    names = _split_into_known(line, frozenset(known))
    return names or tuple(name.strip() for name in _SEAM.split(line) if name.strip())


def split_tag(line: str) -> Tag | None:
    """Return the tag of a joined line, a slug and then a name; None where no slug stands before a name.

    The seam is where the rest, made a slug, gives what stands before; else the place where both are most alike, with a
    preference for a name that begins with a capital, a digit or a letter that no slug has.

    >>> split_tag("volodymyr-zelenskyiVolodymyr Zelenskyy")
    Tag(name='Volodymyr Zelenskyy', slug='volodymyr-zelenskyi')
    >>> split_tag("g7G7").name
    'G7'
    """
    prefix = _SLUG_PREFIX.match(line) if len(line) <= _LONGEST_LINE else None
    if not prefix or not line[1:].strip():
        return None
    best, best_score = None, 0.0
    for end in range(1, prefix.end() + 1):
        slug, name = line[:end], line[end:]
        if not name or not (name[0].isalnum() or name[0] in _OPENS_NAME) or slug.endswith("-"):
            continue
        if not any(char.isalnum() for char in name):
            continue
        ours = text_to_slug(name)
        if ours == slug or ours.replace("-", "") == slug.replace("-", ""):
            return Tag(name, slug)
        if slug[-1].isdigit() and name[0].isdigit():
            continue  # inside a number
        starts_a_name = not name[0].islower() or not name[0].isascii()
        score = SequenceMatcher(None, slug, ours).ratio() + (0.5 if starts_a_name else 0.0)
        if end == prefix.end() and starts_a_name:
            score += 1.0
        if score > best_score:
            best, best_score = Tag(name, slug), score
    return best if best_score >= _LEAST_LIKENESS else None


def _split_into_known(line: str, known: frozenset[str]) -> tuple[str, ...]:
    if not line:
        return ()
    for name in sorted(known, key=len, reverse=True):
        if line.startswith(name):
            rest = line[len(name) :].strip()
            if not rest:
                return (name,)
            others = _split_into_known(rest, known)
            if others:
                return (name, *others)
    return ()
