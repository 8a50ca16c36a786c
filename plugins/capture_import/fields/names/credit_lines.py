"""Who wrote a text: names out of bylines (`By A and B - Analysis`) and credits.

Credits are as in `(Reporting by A in Paris; Editing by B)`.
"""

import re

_BY = re.compile(r"(?:by|от|автор[иы]?:?)\s+", re.IGNORECASE)
_GENRE = re.compile(
    r"(?:(?<!\s)\s++)?[-–—|]\s*+(?:analysis|analyst|column|commentary|exclusive|special report|insight|factbox|"
    r"interview|timeline)\s*+\Z|(?<!\s)\s++[-–—]\s*+\w++\s*+\Z",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"(?:(?<!\s)\s++)?(?:,|;|\band\b|&|\bwith\b)\s*+", re.IGNORECASE)
# A piece that says what somebody does, or where, and not who.
_DUTY = re.compile(
    r"\b(?:correspondents?|editors?|chief|columnists?|analysts?|reporters?|bureau|staff|writers?|economics|reuters|"
    r"agency|team|newsroom|desk|"
    r"contributors?|special to|senior|deputy|head|reporting|editing|writing|compiled|editorial|unit|bureaus?|"
    r"newsrooms?|asiadesk|poll)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,5}\Z")
_PLACE = re.compile(r"(?<!\s)\s++in\s++[A-Z].*\Z", re.DOTALL)
# Behind the credits a text can still have rates, corrections and telephone numbers.
_CREDITS = re.compile(r"\(\s*([^()]{5,900})(?:\)|\Z)")
_NEAR_END = 1500
_LONGEST_BYLINE = 1000
_CLAUSE = re.compile(
    r"(?:(?<!\s)\s++)?[;.]\s*+(?=[A-Za-z ]{0,40}\bby\b)|(?:(?<!\s)\s++)?,\s*+(?=(?:and\s+)?(?:additional|editing|"
    r"writing|written|reporting|compiled)\b)",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:(?:reporting|writing|written|reported)(?:\s+(?:and|&)\s+(?:reporting|writing))?)\s+by:?\s+", re.IGNORECASE
)


def byline_to_names(byline: str) -> tuple[str, ...]:
    """Return the people that a byline names, in order, without their duties.

    >>> byline_to_names("By  Chang-Ran Kim , Asia auto correspondent  and  Tarmo Virki - Analysis")
    ('Chang-Ran Kim', 'Tarmo Virki')
    """
    if len(byline) > _LONGEST_BYLINE:
        return ()
    line = " ".join(byline.split())
    line = _GENRE.sub("", line[match.end() :] if (match := _BY.match(line)) else line)
    pieces = _BETWEEN_NAMES.split(line)
    has_duty = any(map(_DUTY.search, pieces))
    names: list[str] = []
    for piece in pieces:
        if has_duty and names and " " not in piece:
            continue  # part of a duty: `Health and Science Editor`, `Climate Change Correspondent, Asia`
        piece = _PLACE.sub("", piece)
        name = piece.strip(" .-") if not piece.endswith(("Jr.", "Sr.")) else piece.strip(" -")
        if name and _NAME.match(name) and not _DUTY.search(name) and name not in names:
            names.append(name)
    return tuple(names)


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
                names += [name for name in byline_to_names(_PLACE.sub("", part)) if " " in name and name not in names]
    return tuple(names)
