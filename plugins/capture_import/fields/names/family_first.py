"""Names that are written with the family name first: `Lee, Ann; Ek, Bo`."""

import re

from capture_import.fields.names.agencies import is_agency
from capture_import.fields.names.cleaning import clean_name
from capture_import.fields.names.jobs import DEGREE, has_job
from capture_import.fields.names.judging import is_name, is_organisation
from capture_import.fields.names.labels import strip_label
from capture_import.fields.names.words import either, words_of

# Between two names: a comma or a space, and words such as `and`.
JOINT = re.compile(rf"(?:(?<!\s)\s*+[,،]\s*+|(?<!\s)\s++)(?:{either(words_of('and'))}\s++)++")
_TITLE = re.compile(
    r"(?:(?:dr|prof|mr|mrs|ms|sir|dame|dipl|ing|herr|frau|mag|dott|ssa)\.?(?:\s|-|\Z))++", re.IGNORECASE
)


def is_family_first(parts: list[str]) -> bool:
    """Return whether a byline of one part is `Family, Given`: one word each, particles and titles not counted."""
    pieces = _name_pieces(parts[0]) if parts else []
    return len(pieces) == 2 and _count_words(pieces[0]) == 1 and len(pieces[1].split()) == 1


def given_names_first(parts: list[str]) -> list[str] | None:
    """Return each `Family, Given` as `Given Family`; None unless all parts are in that form, or are whole names."""
    names: list[str] = []
    has_family = False
    for part in parts:
        pieces = _name_pieces(part if part.split()[0].casefold() in words_of("particle") else strip_label(part))
        if len(pieces) == 1 and "," not in part:
            if JOINT.search(pieces[0]):
                return None
            names += filter(None, [clean_name(part)])
            continue
        if len(pieces) != 2 or max(map(_count_words, pieces)) > 2 or any(map(_is_no_name, pieces)):
            return None
        has_family = has_family or _count_words(pieces[0]) == 1
        names.append(f"{pieces[1]} {pieces[0]}")
    return names if has_family and all(map(is_name, names)) else None


def _name_pieces(part: str) -> list[str]:
    """Return the pieces between commas but for titles and degrees: `Ek` and `Bo` of `Ek, Bo, Dr`."""
    pieces = [piece.strip() for piece in part.split(",")]
    return [piece for piece in pieces if piece and not _TITLE.fullmatch(piece) and not DEGREE.match(piece)]


def _count_words(text: str) -> int:
    return sum(word.casefold() not in words_of("particle") for word in text.split())


def _is_no_name(piece: str) -> bool:
    return is_agency(piece) or is_organisation(piece) or has_job(piece) or bool(JOINT.search(piece))
