"""A byline to its names, however software or people write it: one rule for all forms of input."""

import re
from collections.abc import Iterable
from functools import lru_cache

from capture_import.fields.names.agencies import is_agency
from capture_import.fields.names.cleaning import URL, clean_name, to_plain_line
from capture_import.fields.names.family_first import JOINT, given_names_first, is_family_first
from capture_import.fields.names.jobs import DEGREE, has_job, is_degree, is_job_behind, names_a_job, without_job
from capture_import.fields.names.judging import fold_name, is_organisation
from capture_import.fields.names.labels import strip_label
from capture_import.fields.names.roles import is_other_role, is_other_role_alone, without_roles_behind
from capture_import.fields.names.words import words_of

_LONGEST_BYLINE = 1000

_PARTS = re.compile(r"(?:(?<!\s)\s++)?[;；|•]\s*+|(?<!\s)\s++[/·‧∙]\s++|\n")
_SEMICOLON = re.compile(r"(?:(?<!\s)\s++)?[;；]\s*+")
_COMMA = re.compile(r"(?:(?<!\s)\s++)?[,，、،]\s*+")
_AND = words_of("and")
_ANY_JOINT = re.compile(JOINT.pattern, re.IGNORECASE)
# Words with other meanings (Spanish `y` stands inside a family name, too): they join whole names only.
_VAGUE_JOINTS = frozenset(word for word in _AND if len(word) == 1 and word not in "&+و") | (
    _AND & words_of("particle", "place")
)
_WITHOUT_SPACES = re.compile("(?<=[\u3400-\u9fff])[和及与與同](?=[\u3400-\u9fff])")

_GENRE = re.compile(
    r"(?:(?<!\s)\s++)?[-–—|]\s*+(?:analysis|analyst|column|commentary|exclusive|special report|insight|factbox|"
    r"interview|timeline|poll|preview|feature|opinion)\s*+\Z|(?<!\s)\s++[-–—]\s*+\w++\s*+\Z",
    re.IGNORECASE,
)


def split_byline(text: str) -> list[str]:
    """Return the names in a byline, in order, without labels, jobs, places, days and addresses.

    >>> split_byline("By Ann Lee and Bo Ek, Senior Reporter")
    ['Ann Lee', 'Bo Ek']
    >>> split_byline("Lee, Ann; van der Ek, Bo"), split_byline("desk@gazette.london (Ann Lee)")
    (['Ann Lee', 'Bo van der Ek'], ['Ann Lee'])
    """
    return split_list([text])


def split_list(texts: Iterable[str], *, is_declared: bool = False) -> list[str]:
    """Return the names in the members of a list, each once. A member can hold several names itself.

    What is declared as a name (in metadata, by a link's relation) may be any word or sentence: users of a site choose
    such names.

    >>> split_list(["O’Brien, Sinéad", "李明"]), split_list(["[[Ann Lee]]", "Bo Ek & Cy Fu"])
    (['Sinéad O’Brien', '李明'], ['Ann Lee', 'Bo Ek', 'Cy Fu'])
    """
    return list(_split(tuple(text for text in texts if len(text) <= _LONGEST_BYLINE), is_declared))


@lru_cache(maxsize=4096)  # the same people sign many articles
def _split(texts: tuple[str, ...], is_declared: bool) -> tuple[str, ...]:
    members = [line for text in texts if (line := to_plain_line(text))]
    parts = [part for member in members for part in _SEMICOLON.split(member) if part]
    names: dict[str, str] = {}
    turned = given_names_first(parts) if len(parts) > 1 or is_family_first(parts) else None
    for name in (
        turned if turned is not None else (name for member in members for name in _split_member(member, is_declared))
    ):
        if key := fold_name(name):
            names.setdefault(key, name)
    kept = [name for name in names.values() if not (names_a_job(name) or is_degree(name, names.values()))]
    kept = kept or list(names.values())
    return tuple(name for name in kept if is_declared or not _is_part_of_others(name, kept))


def _is_part_of_others(name: str, names: Iterable[str]) -> bool:
    """Return whether a word is no name beside whole names: one's first name, or a word in small letters."""
    whole = [other for other in names if " " in other]
    return (
        " " not in name
        and bool(whole)
        and not is_organisation(name)
        and (name[0].islower() or any(other.split()[0].casefold() == name.casefold() for other in whole))
    )


def _split_member(text: str, is_declared: bool) -> list[str]:
    """Return the names in one text."""
    if URL.match(text):
        return []
    text = _GENRE.sub("", strip_label(text)) if not _PARTS.search(text) else strip_label(text)
    pieces: list[tuple[str, bool]] = []
    is_others = False
    for part in _PARTS.split(text):
        if is_other_role(part):
            # a label alone: it is of the next part
            is_others = is_other_role_alone(part)
            continue
        if not is_others:
            pieces += _split_part(strip_label(without_roles_behind(part)))
        is_others = False
    has_jobs = len(pieces) > 1 and any(has_job(piece) for piece, _ in pieces)
    names: list[str] = []
    for piece, is_behind_comma in pieces:
        is_word = " " not in piece.strip() and bool(names) and " " in names[0] and not is_agency(piece)
        if is_word and (has_jobs or (is_behind_comma and not is_organisation(piece))):
            # part of a job, or a place: `Health and Science Editor`, `Ann Lee, Brussels`
            continue
        if name := clean_name(piece, is_declared=is_declared):
            names.append(name)
    return names


def _split_part(part: str) -> list[tuple[str, bool]]:
    """Return the pieces of a list of names, and whether a comma alone stands before each; jobs and degrees are left
    out, unless there is nothing else.
    """
    pieces = [
        (piece, at > 0) for group in _split_at_joints(part) for at, piece in enumerate(_COMMA.split(group)) if piece
    ]
    if len(pieces) < 2:
        return pieces
    kept = [
        (piece, is_behind)
        for piece, is_behind in pieces
        if not DEGREE.match(piece)
        and not (is_job_behind(piece) and (is_behind or not re.search(r"\w\s\w", without_job(piece))))
    ]
    return kept or pieces[:1]


def _split_at_joints(part: str) -> list[str]:
    """Take `A and B` apart; a small word that has other meanings joins whole names only (`Ortega y Gasset` is one)."""
    groups, start = [], 0
    for joint in (_ANY_JOINT if part.isupper() else JOINT).finditer(part):
        word = joint[0].strip(" ,،").casefold().split()[0]
        left, right = part[start : joint.start()], part[joint.end() :]
        if not right or (right[0].islower() and part != part.lower()):
            continue
        if word in _VAGUE_JOINTS:
            # up to the next comma or joint, which is another name's
            behind = _COMMA.split(JOINT.split(right)[0])[0]
            before = _COMMA.split(left)[-1]
            if len(before.split()) < 2 or len(behind.split()) < 2:
                continue
        groups.append(left)
        start = joint.end()
    groups.append(part[start:])
    return [piece for group in groups for piece in _WITHOUT_SPACES.split(group)]
