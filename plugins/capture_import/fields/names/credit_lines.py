"""People in bylines of agencies, and in credits that close texts: `(Reporting by A in Paris; Editing by B)`."""

import re

from capture_import.fields.names.jobs import has_job
from capture_import.fields.names.judging import is_organisation
from capture_import.fields.names.splitting import split_byline

_PLACE = re.compile(r"(?<!\s)\s++in\s++[A-Z].*\Z", re.DOTALL)
# Behind the credits a text can still have rates, corrections and telephone numbers.
_CREDITS = re.compile(r"\(\s*([^()]{5,900})(?:\)|\Z)")
_NEAR_END = 1500
_CLAUSE = re.compile(
    r"(?:(?<!\s)\s++)?[;.]\s*+(?=[A-Za-z ]{0,40}\bby\b)|(?:(?<!\s)\s++)?,\s*+(?=(?:and\s+)?(?:additional|editing|"
    r"writing|written|reporting|compiled)\b)",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:(?:reporting|writing|written|reported)(?:\s+(?:and|&)\s+(?:reporting|writing))?)\s+by:?\s+", re.IGNORECASE
)


def byline_to_people(byline: str) -> tuple[str, ...]:
    """Return the people that a byline names, in order; organisations that sign are none.

    >>> byline_to_people("By  Chang-Ran Kim , Asia auto correspondent  and  Tarmo Virki - Analysis")
    ('Chang-Ran Kim', 'Tarmo Virki')
    >>> byline_to_people("By Ann Lee and Reuters Staff")
    ('Ann Lee',)
    """
    return tuple(name for name in split_byline(byline) if not is_organisation(name) and not has_job(name))


def credits_to_names(text: str) -> tuple[str, ...]:
    """Return the people who reported and wrote, in order, from the credits that close a text; editors are none of them.

    >>> credits_to_names("It said. (Reporting by  Megha Mandavia  in Bangalore; Editing by Sriraj Kalluvila)")
    ('Megha Mandavia',)
    """
    names: list[str] = []
    clauses = [
        clause
        for found in _CREDITS.findall(text[-_NEAR_END:])
        if _WROTE.search(found)
        for clause in _CLAUSE.split(" ".join(found.split()))
    ]
    for clause in clauses:
        wrote = _WROTE.match(clause)
        if wrote:
            for part in re.split(r"(?<!\s)\s++and\s++|(?:(?<!\s)\s++)?[,;/]\s*+", clause[wrote.end() :]):
                names += [name for name in byline_to_people(_PLACE.sub("", part)) if " " in name and name not in names]
    return tuple(names)
