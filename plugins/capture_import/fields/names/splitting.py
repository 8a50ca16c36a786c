"""Names out of a byline's words, in every form that software and people write them: one rule for all forms of input."""

import re
from collections.abc import Iterable
from functools import lru_cache

from capture_import.fields.dates import read_line
from capture_import.fields.names.agencies import is_agency
from capture_import.fields.names.jobs import DEGREE, has_job, is_degree, is_job_behind, names_a_job, without_job
from capture_import.fields.names.judging import fold_name, is_day_word, is_name, is_organisation
from capture_import.fields.names.labels import strip_label
from capture_import.fields.names.words import Phrases, either, first_word, first_words_of, words_of
from capture_import.fields.plain_text import plain

# What is longer is no byline, or no name with what stands round it.
_LONGEST_BYLINE, _LONGEST_PIECE = 1000, 200

_WIKI_LINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]|]{1,200}))?\]\]")
_MAIL = r"[^\s@<>(),;]{1,64}@[^\s@<>(),;]{1,200}"
_NAMED_MAIL = re.compile(rf"(?<!\S){_MAIL}\s*\(([^()]{{1,300}})\)")  # as RSS 2.0 has it
_ANY_MAIL = re.compile(rf"(?:(?<!\s)\s++)?[<(]{_MAIL}[>)]|(?<!\S)(?:mailto:)?{_MAIL}|(?<!\w)@\w+")
_URL = re.compile(r"(?:https?:)?//|www\.|mailto:")
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?[(\[（][^)\]）]{0,200}[)\]）]")

_SUFFIX = re.compile(
    rf"(?<=[\uac00-\ud7a3]{{2}})\s*+{either(words_of('suffix'))}\Z|(?<=\S{{2}})\s{either(words_of('suffix'))}\Z"
)

_OTHER = words_of("other_role")
_OTHER_PHRASES = frozenset(phrase for phrase in _OTHER if " " in phrase)
_OTHER_ROLE = re.compile(
    rf"\A\W*+(?:{either(_OTHER_PHRASES)}(?:\s*+:)?(?:\s|\Z)|{either(_OTHER)}\s*+(?:[:：/]|\Z))", re.IGNORECASE
)
_ROLE_BEHIND = re.compile(
    rf"(?<![\s,.])[\s,.]++(?:and\s)?(?:{either(_OTHER_PHRASES | words_of('later_role'))})(?:\s|:|\Z)", re.IGNORECASE
)

_ROLE_STARTS = first_words_of("other_role")
_BEHIND_STARTS = _OTHER_PHRASES | words_of("later_role")
_BEHIND = Phrases(frozenset(map(first_word, _BEHIND_STARTS)))

_PARTS = re.compile(r"(?:(?<!\s)\s++)?[;；|•]\s*+|(?<!\s)\s++[/·‧∙]\s++|\n")
_SEMICOLON = re.compile(r"(?:(?<!\s)\s++)?[;；]\s*+")
_COMMA = re.compile(r"(?:(?<!\s)\s++)?[,，、،]\s*+")
_AND = words_of("and")
_JOINT = re.compile(rf"(?:(?<!\s)\s*+[,،]\s*+|(?<!\s)\s++)(?:{either(_AND)}\s++)++")
_ANY_JOINT = re.compile(_JOINT.pattern, re.IGNORECASE)
# These are words of other kinds, too: they join whole names only.
_VAGUE_JOINTS = frozenset(word for word in _AND if len(word) == 1 and word not in "&+و") | (
    _AND & words_of("particle", "place")
)
_WITHOUT_SPACES = re.compile("(?<=[\u3400-\u9fff])[和及与與同](?=[\u3400-\u9fff])")

_DEGREE_BEHIND = re.compile(
    r"(?<=\w\w)[\s,]++(?:Ph\.?\s?D|M\.?D|MBA|M\.?Sc|B\.?Sc|RDN?|LCSW|CPA|CFP|MPH|DVM|DDS|DMD|PharmD|Psy\.?D)\.?\Z"
)
_TITLE = re.compile(
    r"(?:(?:dr|prof|mr|mrs|ms|sir|dame|dipl|ing|herr|frau|mag|dott|ssa)\.?(?:\s|-|\Z))++", re.IGNORECASE
)
_PLACE = re.compile(rf"(?<=\w)(?<!\s)\s++{either(words_of('place'))}\s++(?=[A-ZÀ-ÞΑ-ΩЀ-ЯҐІЇЄ]).*\Z", re.DOTALL)
_DASHES = r"(?<!\s)\s++[-–—|»·•](?:\s++|\Z)|(?<!\s)\s++\|\s*+"
_DASH = re.compile(_DASHES)
_CUT = re.compile(
    rf"{_DASHES}|\sist\s|\sis an?\s|\sest une?\s|\ses una?\s|\swas\s|\sfor\s(?=[A-Z])|"
    r"\s(?:updated|published|aktualisiert|veröffentlicht)\b"
)
_FOR = re.compile(r"\sfor\s")
_GENRE = re.compile(
    r"(?:(?<!\s)\s++)?[-–—|]\s*+(?:analysis|analyst|column|commentary|exclusive|special report|insight|factbox|"
    r"interview|timeline|poll|preview|feature|opinion)\s*+\Z|(?<!\s)\s++[-–—]\s*+\w++\s*+\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:view all posts by|more from|mehr über|more about|about|alle artikel von|meet)\s++(?=(?-i:[^\W\d_a-z]))|"
    r"(?:[\w.]+-)+(?:experte|expertin|redakteur(?:in)?|autor(?:in)?|reporter(?:in)?)\s+",
    re.IGNORECASE,
)
_BEFORE_DAY = words_of("before_day")
_ENDS = " \t,.;:|/·•*-–—_\"“”„»«'‘’+&#"


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

    What is declared as a name (in metadata, by a link's relation) may be a word or a sentence that only users of a site
    call themselves.

    >>> split_list(["O’Brien, Sinéad", "李明"]), split_list(["[[Ann Lee]]", "Bo Ek & Cy Fu"])
    (['Sinéad O’Brien', '李明'], ['Ann Lee', 'Bo Ek', 'Cy Fu'])
    """
    return list(_split(tuple(text for text in texts if len(text) <= _LONGEST_BYLINE), is_declared))


@lru_cache(maxsize=4096)  # the same people sign many articles
def _split(texts: tuple[str, ...], is_declared: bool) -> tuple[str, ...]:
    members = [line for text in texts if (line := _unwrap(text))]
    parts = [part for member in members for part in _SEMICOLON.split(member) if part]
    names: dict[str, str] = {}
    turned = _turn_all(parts) if len(parts) > 1 or _is_turned_alone(parts) else None
    for name in (
        turned if turned is not None else (name for member in members for name in _split_member(member, is_declared))
    ):
        if key := fold_name(name):
            names.setdefault(key, name)
    kept = [name for name in names.values() if not (names_a_job(name) or is_degree(name, names.values()))]
    kept = kept or list(names.values())
    return tuple(name for name in kept if is_declared or not _is_part_of_others(name, kept))


@lru_cache(maxsize=4096)
def clean_name(text: str, *, is_declared: bool = False) -> str:
    """Return a name without label, job, address and stray signs; an empty string where it is no name at all."""
    if len(text) > _LONGEST_PIECE:
        return ""
    text = _unwrap(text)
    if _URL.match(text):
        return ""
    text = _IN_BRACKETS.sub("", text)
    text = text[match.end() :] if (match := _ABOUT.match(text)) else text
    if _is_other_role(text):
        return ""
    text = _SUFFIX.sub("", strip_label(text))
    text = _CUT.split(text)[0] if not is_organisation(_FOR.split(text)[0]) else _DASH.split(text)[0]
    text = _without_roles_behind(text)
    text = _DEGREE_BEHIND.sub("", cut_day(text))
    if " " in (found := _PLACE.sub("", text)):
        text = found
    end = "." if text.rstrip().endswith((" Jr.", " Sr.")) else ""
    text = without_job(text.strip(_ENDS)) + end
    return text if is_name(text, is_declared=is_declared) else ""


def cut_day(text: str) -> str:
    """Return a name without the day or the time that stands behind it, or before it where it has its year."""
    if not re.search(r"(?<!\w)\d", text):
        return _without_end(text.split())
    dated = read_line(text)
    if dated.dates:
        text = dated.rest
    elif dated.relative or not dated.rest:
        return ""
    words = text.split()
    for at, word in enumerate(words):
        is_time = bool(re.match(r"\d{1,2}(?::\d\d)?(?:[ap]m)?[.,]?\Z", word, re.IGNORECASE))
        has_month = at > 0 and is_day_word(words[at - 1].strip(".,").casefold())
        has_month_behind = at + 1 < len(words) and is_day_word(words[at + 1].strip(".,").casefold())
        if is_time and (has_month or has_month_behind or ":" in word or word[-1] in "mM"):
            words = words[: at - 1 if has_month else at]
            break
    return _without_end(words)


def _without_end(words: list[str]) -> str:
    """Return a name without the word that stood before a day: `Ann Lee on`."""
    while len(words) > 1 and words[-1] in _BEFORE_DAY:
        words = words[:-1]
    return " ".join(words)


def _is_other_role(text: str) -> bool:
    """Return whether a text begins with what names no author: `Photos: Bo Ek`, `Reviewed by Bo Ek`."""
    return first_word(text) in _ROLE_STARTS and bool(_OTHER_ROLE.match(text))


def _without_roles_behind(text: str) -> str:
    """Return a text up to where others than its authors are named: `Ann Lee. Edited by Bo Ek`."""
    return _ROLE_BEHIND.split(text)[0] if _BEHIND.stand_in(text) else text


def _unwrap(text: str) -> str:
    """Return one line of plain text: links of wikis as their words, addresses of mails left out."""
    if "[[" in text:
        text = _WIKI_LINK.sub(lambda link: link[2] or link[1].rpartition("/")[2], text)
    if "@" in text:
        text = _ANY_MAIL.sub("", _NAMED_MAIL.sub(lambda named: named[1], text))
    return plain(text).strip(" \"'")


def _is_part_of_others(name: str, names: Iterable[str]) -> bool:
    """Return whether one word says nothing beside whole names: their first name again, or a word in small letters."""
    whole = [other for other in names if " " in other]
    return (
        " " not in name
        and bool(whole)
        and not is_organisation(name)
        and (name[0].islower() or any(other.split()[0].casefold() == name.casefold() for other in whole))
    )


def _split_member(text: str, is_declared: bool) -> list[str]:
    """Return the names in one text."""
    if _URL.match(text):
        return []
    text = _GENRE.sub("", strip_label(text)) if not _PARTS.search(text) else strip_label(text)
    pieces: list[tuple[str, bool]] = []
    is_others = False
    for part in _PARTS.split(text):
        if _is_other_role(part):
            # a label alone: what stands in the next part is what it labels
            is_others = bool(_OTHER_ROLE.fullmatch(part.strip(" :")))
            continue
        if not is_others:
            pieces += _split_part(strip_label(_without_roles_behind(part)))
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
    """Return the pieces of a list of names, and whether each follows a comma alone; those that only say a job or a
    degree are left out where others stand there.
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
    for joint in (_ANY_JOINT if part.isupper() else _JOINT).finditer(part):
        word = joint[0].strip(" ,،").casefold().split()[0]
        left, right = part[start : joint.start()], part[joint.end() :]
        if not right or (right[0].islower() and part != part.lower()):
            continue
        if word in _VAGUE_JOINTS:
            # up to the next comma or joint, which is another name's
            behind = _COMMA.split(_JOINT.split(right)[0])[0]
            before = _COMMA.split(left)[-1]
            if len(before.split()) < 2 or len(behind.split()) < 2:
                continue
        groups.append(left)
        start = joint.end()
    groups.append(part[start:])
    return [piece for group in groups for piece in _WITHOUT_SPACES.split(group)]


def _is_turned_alone(parts: list[str]) -> bool:
    """Return whether a text alone is `Family, Given`: one word each, small words and titles not counted."""
    pieces = _name_pieces(parts[0]) if parts else []
    return len(pieces) == 2 and _count_words(pieces[0]) == 1 and len(pieces[1].split()) == 1


def _turn_all(parts: list[str]) -> list[str] | None:
    """Return `Family, Given` of every part as it is spoken; None where the parts are not all such, or whole names."""
    names: list[str] = []
    has_family = False
    for part in parts:
        pieces = _name_pieces(part if part.split()[0].casefold() in words_of("particle") else strip_label(part))
        if len(pieces) == 1 and "," not in part:
            if _JOINT.search(pieces[0]):
                return None
            names += filter(None, [clean_name(part)])
            continue
        if len(pieces) != 2 or max(map(_count_words, pieces)) > 2 or any(map(_is_no_turned, pieces)):
            return None
        has_family = has_family or _count_words(pieces[0]) == 1
        names.append(f"{pieces[1]} {pieces[0]}")
    return names if has_family and all(map(is_name, names)) else None


def _name_pieces(part: str) -> list[str]:
    """Return the pieces between commas, titles and degrees left out: the `Dr.` of `Ek, Bo, Dr.` is no piece."""
    pieces = [piece.strip() for piece in part.split(",")]
    return [piece for piece in pieces if piece and not _TITLE.fullmatch(piece) and not DEGREE.match(piece)]


def _count_words(text: str) -> int:
    return sum(word.casefold() not in words_of("particle") for word in text.split())


def _is_no_turned(piece: str) -> bool:
    return is_agency(piece) or is_organisation(piece) or has_job(piece) or bool(_JOINT.search(piece))
