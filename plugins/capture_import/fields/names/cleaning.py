"""A name without the rest of its piece of a byline: labels, jobs, degrees, places, days, addresses."""

import re
from functools import lru_cache

from capture_import.fields.dates import read_line
from capture_import.fields.names.jobs import without_job
from capture_import.fields.names.judging import is_day_word, is_name, is_organisation
from capture_import.fields.names.labels import strip_label
from capture_import.fields.names.roles import is_other_role, without_roles_behind
from capture_import.fields.names.words import either, words_of
from capture_import.fields.plain_text import plain

# A longer text is no name, even with a job and a place.
_LONGEST_PIECE = 200

_WIKI_LINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]|]{1,200}))?\]\]")
_MAIL = r"[^\s@<>(),;]{1,64}@[^\s@<>(),;]{1,200}"
_NAMED_MAIL = re.compile(rf"(?<!\S){_MAIL}\s*\(([^()]{{1,300}})\)")  # as RSS 2.0 has it
_ANY_MAIL = re.compile(rf"(?:(?<!\s)\s++)?[<(]{_MAIL}[>)]|(?<!\S)(?:mailto:)?{_MAIL}|(?<!\w)@\w+")
URL = re.compile(r"(?:https?:)?//|www\.|mailto:")
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?[(\[（][^)\]）]{0,200}[)\]）]")

_SUFFIX = re.compile(
    rf"(?<=[\uac00-\ud7a3]{{2}})\s*+{either(words_of('suffix'))}\Z|(?<=\S{{2}})\s{either(words_of('suffix'))}\Z"
)

_DEGREE_BEHIND = re.compile(
    r"(?<=\w\w)[\s,]++(?:Ph\.?\s?D|M\.?D|MBA|M\.?Sc|B\.?Sc|RDN?|LCSW|CPA|CFP|MPH|DVM|DDS|DMD|PharmD|Psy\.?D)\.?\Z"
)
_PLACE = re.compile(rf"(?<=\w)(?<!\s)\s++{either(words_of('place'))}\s++(?=[A-ZÀ-ÞΑ-ΩЀ-ЯҐІЇЄ]).*\Z", re.DOTALL)
_DASHES = r"(?<!\s)\s++[-–—|»·•](?:\s++|\Z)|(?<!\s)\s++\|\s*+"
_DASH = re.compile(_DASHES)
_CUT = re.compile(
    rf"{_DASHES}|\sist\s|\sis an?\s|\sest une?\s|\ses una?\s|\swas\s|\sfor\s(?=[A-Z])|"
    r"\s(?:updated|published|aktualisiert|veröffentlicht)\b"
)
_FOR = re.compile(r"\sfor\s")
_ABOUT = re.compile(
    r"(?:view all posts by|more from|mehr über|more about|about|alle artikel von|meet)\s++(?=(?-i:[^\W\d_a-z]))|"
    r"(?:[\w.]+-)+(?:experte|expertin|redakteur(?:in)?|autor(?:in)?|reporter(?:in)?)\s+",
    re.IGNORECASE,
)
_BEFORE_DAY = words_of("before_day")
_ENDS = " \t,.;:|/·•*-–—_\"“”„»«'‘’+&#"


@lru_cache(maxsize=4096)
def clean_name(text: str, *, is_declared: bool = False) -> str:
    """Return a name without label, job, address and stray punctuation; an empty string for what is no name."""
    if len(text) > _LONGEST_PIECE:
        return ""
    text = to_plain_line(text)
    if URL.match(text):
        return ""
    text = _IN_BRACKETS.sub("", text)
    text = text[match.end() :] if (match := _ABOUT.match(text)) else text
    if is_other_role(text):
        return ""
    text = _SUFFIX.sub("", strip_label(text))
    text = _CUT.split(text)[0] if not is_organisation(_FOR.split(text)[0]) else _DASH.split(text)[0]
    text = without_roles_behind(text)
    text = _DEGREE_BEHIND.sub("", cut_day(text))
    if " " in (found := _PLACE.sub("", text)):
        text = found
    end = "." if text.rstrip().endswith((" Jr.", " Sr.")) else ""
    text = without_job(text.strip(_ENDS)) + end
    return text if is_name(text, is_declared=is_declared) else ""


def cut_day(text: str) -> str:
    """Return a name without a day or time behind it, or a day with its year before it."""
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


def to_plain_line(text: str) -> str:
    """Return a text as one line without markup: of wikis' links their words, no mail addresses."""
    if "[[" in text:
        text = _WIKI_LINK.sub(lambda link: link[2] or link[1].rpartition("/")[2], text)
    if "@" in text:
        text = _ANY_MAIL.sub("", _NAMED_MAIL.sub(lambda named: named[1], text))
    return plain(text).strip(" \"'")
