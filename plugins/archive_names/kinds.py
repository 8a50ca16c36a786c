"""Names to kinds: person, organisation or place, by what stands in and round a name."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from archive_names.known import KnownNames, known_key
from archive_names.sequences import Word
from archive_names.words import Words

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"
UNKNOWN = "unknown"
"""A name whose kind only other mentions in its article can tell."""
DOUBTFUL = "doubtful"
"""Words that are a name only where another mention in its article says so."""
LIKELY_PLACE = "likely place"
"""A name after a preposition of place, which other mentions in its article may tell better."""
LIKELY_PERSON = "likely person"
"""A name that looks like a person's or says something, as `Goldman Sachs` does, too: other mentions may tell better."""
NONE = "none"

_WORD_BEFORE = re.compile(r"(?<![\w'’.-])([\w'’.-]+)\s$")
_WORD_AFTER = re.compile(r"\s([\w'’-]+)")
_MIDDLE_INITIAL = re.compile(r"\b\w\. ?\w")
_MODEL_NUMBER = re.compile(r"[A-Z]{1,3}-\d")
_MANY_OF_A_KIND = re.compile(r"[A-Z]{2,}s")
# What follows the place that a story of an agency begins with, perhaps with others: `FRANKFURT/LONDON (Reuters) -`.
_DATELINE = re.compile(r"(?:(?:/|, )[^()\n]{,40})? ?\([^\W\d_]\w{,20}\) [-–—]")
_TICKER = re.compile(r"\.?\s?\(\s?[A-Za-z0-9]{1,6}\.[A-Z]{1,3}\s?\)")
_OPENING, _CLOSING = frozenset("\"'«“„‘"), frozenset("\"'»”“’")
_AFTER_WORDS = frozenset(',;:!?)"”»') | {""}
_LONGEST_PERSON = 3
_new = tuple.__new__  # as in `sequences`
# The kinds of so many names are kept in memory.
_NAMES = 20_000


class Surroundings(NamedTuple):
    """What stands next to a name: the words before and after in lower case, whether quotation marks enclose it,
    whether the code of a security follows (`( GOOG.O )`), and whether it is the dateline of a story, or the end of one
    (`ANGELES` in `OSLO/LOS ANGELES`).
    """

    before: str
    after: str
    quoted: bool
    is_traded: bool
    is_dateline: bool
    is_part_of_dateline: bool


def look_around(text: str, start: int, end: int) -> Surroundings:
    """Return what stands next to a span of a text."""
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    word_after = _WORD_AFTER.match(after)
    opens_line = not start or before[-1:] == "\n"
    is_dateline = (opens_line or "/" in before) and _DATELINE.match(text, end) is not None
    return _new(
        Surroundings,
        (
            _find_word_before(before).lower(),
            word_after.group(1).lower() if word_after else "",
            before[-1:] in _OPENING and after[:1] in _CLOSING,
            "(" in after[:3] and _TICKER.match(after) is not None,
            is_dateline and opens_line,
            is_dateline and not opens_line,
        ),
    )


def _find_word_before(before: str) -> str:
    """Return the word that a text ends with, if whitespace follows it."""
    if before[-1:] == " ":  # what follows finds the same as the pattern, in less time
        word = before[:-1].rpartition(" ")[2]
        if word.isalnum():
            return word
        if word[-1:] in _AFTER_WORDS:
            return ""
    match = _WORD_BEFORE.search(before)
    return match.group(1) if match else ""


def judge_kind(name: str, part: list[Word], titled: bool, words: Words, known: KnownNames, text: str) -> str:
    """Return the kind of a name; the first rule that applies decides, from what is known to what is likely."""
    kind = _by_itself(name, tuple([word.text for word in part]), titled, words, known)
    if kind is not None:
        return kind
    lows = [word.lower for word in part]
    around = look_around(text, part[0].start, part[0].start + len(name))
    kind = _by_surroundings(part, lows, around, words)
    if kind is None:
        kind = _by_shape(name, part, lows, around, words, text)
    return kind


@lru_cache(_NAMES)
def _by_itself(name: str, texts: tuple[str, ...], titled: bool, words: Words, known: KnownNames) -> str | None:
    """Return the kind that a name has wherever it stands; it is kept, as most names of an archive come again."""
    lows = [text.lower() for text in texts]
    stems = [words.stem(low) for low in lows]
    found = known.get(known_key(texts, stems))
    if found is not None and (not titled or words.inflects):
        # `Рада`, "the council", has the stem of the city Радом
        is_noun = len(texts) == 1 and stems[0] in words.organisations and found.kind != ORGANISATION
        if not is_noun or lows[0] == found.written:
            return found.kind
    if found is None and not titled and len(texts) > 1 and stems[0] not in words.given_names:
        last = known.get(known_key(texts[-1:], stems[-1:]))
        if last is not None and last.kind == ORGANISATION:
            return ORGANISATION  # `New York Fed`, `Thomson Reuters`
    return _by_its_words(name, texts, stems, lows, titled, words)


def _by_its_words(
    name: str, texts: Sequence[str], stems: list[str], lows: list[str], titled: bool, words: Words
) -> str | None:
    if titled:
        return PERSON
    if all(low in words.legal_forms for low in lows):
        return NONE
    if len(texts) == 1 and (_MANY_OF_A_KIND.fullmatch(name) or words.calendar.issuperset(lows[0].split("-"))):
        return NONE  # `ETFs`, `April-June`
    if stems[-1] in words.events or (len(texts) > 1 and stems[-1] in words.not_names):
        return NONE
    if words.inflects and len(texts) > 1 and stems[0] in words.given_names:
        return PERSON  # before heads: stems of surnames and of nouns may be the same
    if stems[-1] in words.organisations or any(low in words.legal_forms for low in lows[1:]):
        return NONE if len(texts) == 1 and not texts[0].isupper() else ORGANISATION
    if stems[0] in words.given_names:
        return PERSON
    if not words.organisations.isdisjoint(stems):
        return ORGANISATION
    if not words.places.isdisjoint(stems):
        return NONE if len(texts) == 1 or lows[-1] in words.before_places else PLACE  # `Middle Eastern`
    if ("." in name and _MIDDLE_INITIAL.search(name)) or any(small in words.particles for small in name.split()):
        return PERSON
    if _MODEL_NUMBER.match(name):
        return NONE
    return None


def _by_surroundings(part: list[Word], lows: list[str], around: Surroundings, words: Words) -> str | None:
    single = len(part) == 1
    is_common = single and lows[0] in words.common
    if around.is_traded:
        return ORGANISATION
    if around.is_dateline:
        return PLACE
    if around.is_part_of_dateline:
        return NONE
    if single and part[0].text.isupper() and 2 <= len(part[0].text) <= 6:
        return DOUBTFUL if is_common else ORGANISATION
    if around.quoted:
        return ORGANISATION if words.inflects else DOUBTFUL if single else NONE
    if around.before and words.stem(around.before.rstrip(".")) in words.titles:
        return PERSON
    if around.after in words.person_verbs:
        return LIKELY_PERSON
    if single and around.before in words.before_places:
        return DOUBTFUL if is_common else LIKELY_PLACE
    return None


def _by_shape(name: str, part: list[Word], lows: list[str], around: Surroundings, words: Words, text: str) -> str:
    if "&" in name or any(map(str.isdigit, name)):
        return ORGANISATION
    if words.inflects and name[0] < "\u0250":
        return ORGANISATION  # a name in Latin letters among Cyrillic
    if len(part) == 1:
        if part[0].opens and f" {lows[0]} " in text:
            return NONE  # `Energy` begins a sentence of a text that writes `energy`, too
        return DOUBTFUL if _is_common(lows[0], words) else UNKNOWN
    if lows and all(low in words.common for low in lows):
        return DOUBTFUL
    if part[0].text.isupper() and len(part[0].text) > 1:
        return ORGANISATION
    if len(part) > _LONGEST_PERSON or around.before == "the" or any(low in words.common for low in lows):
        return ORGANISATION
    return LIKELY_PERSON


def _is_common(low: str, words: Words) -> bool:
    return low in words.common or (low.endswith("s") and low[:-1] in words.common)
