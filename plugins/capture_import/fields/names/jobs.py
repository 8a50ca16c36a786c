"""What somebody does, and the degrees that they have, told from names: in bylines and in what describes pictures."""

import re
from collections.abc import Iterable
from functools import lru_cache

from capture_import.fields.names.judging import is_organisation
from capture_import.fields.names.words import Phrases, either, single_words_of, words_of

_JOB = Phrases(words_of("job"))
DEGREE = re.compile(rf"{either(words_of('degree'))}\.?\Z", re.IGNORECASE)
_MOST_WORDS_OF_JOB = 8


@lru_cache(maxsize=4096)
def has_job(text: str) -> bool:
    """Return whether words say what somebody does."""
    return _JOB.stand_in(text)


def is_job(text: str) -> bool:
    """Return whether a line is what somebody does and no sentence: `Tech Writer`, `Head of Growth, Halverin Mills`."""
    words = text.split()
    return 0 < len(words) <= _MOST_WORDS_OF_JOB and not text.endswith((".", "!", "?")) and has_job(text)


def is_portrait(description: str, name: str) -> bool:
    """Return whether a picture's description says that it shows somebody of a name, and nothing else.

    >>> [is_portrait(text, "Ann Lee") for text in ("Headshot of Ann Lee", "Ann Lee, Tech Writer", "The Ann Lee mill")]
    [True, True, False]
    """
    if name not in description:
        return False
    before, _, behind = description.partition(name)
    words = re.findall(r"[^\W\d_]+", f"{before} {behind}".casefold())
    return all(word in single_words_of("portrait", "particle") for word in words) or (not before and is_job(behind))


def is_job_behind(piece: str) -> bool:
    """Return whether a piece behind a comma says a job and no name: `Senior Reporter`, and not `Reporter Ann Lee`."""
    if not has_job(piece):
        return False
    rest = without_job(piece)
    return rest == piece.strip() or has_job(rest) or not piece.strip().endswith(rest)


def is_degree(name: str, names: Iterable[str]) -> bool:
    """Return whether a name is a degree that stands apart from a whole name: `Ann Lee`, `RN`."""
    return name.isupper() and bool(DEGREE.match(name)) and any(" " in other for other in names)


def names_a_job(name: str) -> bool:
    """Return whether several words are a job's name: `Marketing Director`, `Head Winemaker`."""
    first, _, rest = name.casefold().partition(" ")
    is_job = rest.rpartition(" ")[2] in words_of("job") or first in words_of("rank")
    return bool(rest) and is_job and not is_organisation(name)


def without_job(text: str) -> str:
    """Return a name without the job before or behind it: `Senior Reporter Ann Lee`, `Ann Lee Founder`."""
    words = text.split()
    if len(words) < 3 or is_organisation(words[-1]):
        return text
    jobs, fields = words_of("job"), words_of("field")
    folded = [word.strip(".,").casefold() for word in words]
    start, end = 0, len(words)
    while start < end and (folded[start] in jobs or (folded[start] in fields and words[start][0].isupper())):
        start += 1
    if not any(word in jobs for word in folded[:start]):
        start = 0
    last = end
    while end > start and (folded[end - 1] in jobs or folded[end - 1] in fields):
        end -= 1
    if not any(word in jobs for word in folded[end:last]):
        end = last
    return " ".join(words[start:end]) if end - start > 1 and not words[start][0].islower() else text
