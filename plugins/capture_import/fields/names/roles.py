"""Roles of others than the authors in a byline: who took the photos, edited, reviewed."""

import re

from capture_import.fields.names.words import Phrases, either, first_word, first_words_of, words_of

_OTHER = words_of("other_role")
_OTHER_PHRASES = frozenset(phrase for phrase in _OTHER if " " in phrase)
_LATER = _OTHER_PHRASES | words_of("later_role")
_OTHER_ROLE = re.compile(
    rf"\A\W*+(?:{either(_OTHER_PHRASES)}(?:\s*+:)?(?:\s|\Z)|{either(_OTHER)}\s*+(?:[:：/]|\Z))", re.IGNORECASE
)
_ROLE_BEHIND = re.compile(rf"(?<![\s,.])[\s,.]++(?:and\s)?(?:{either(_LATER)})(?:\s|:|\Z)", re.IGNORECASE)
_ROLE_STARTS = first_words_of("other_role")
_BEHIND = Phrases(frozenset(map(first_word, _LATER)))


def is_other_role(text: str) -> bool:
    """Return whether a text begins with another role than an author's: `Photos: Bo Ek`, `Reviewed by Bo Ek`."""
    return first_word(text) in _ROLE_STARTS and bool(_OTHER_ROLE.match(text))


def without_roles_behind(text: str) -> str:
    """Return the part of a text before another role: `Ann Lee` of `Ann Lee. Edited by Bo Ek`."""
    return _ROLE_BEHIND.split(text)[0] if _BEHIND.stand_in(text) else text


def is_other_role_alone(text: str) -> bool:
    """Return whether a text is another role's label and nothing more: `Photos`."""
    return bool(_OTHER_ROLE.fullmatch(text.strip(" :")))
