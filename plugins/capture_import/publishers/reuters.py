"""Reuters stories of 2006 to 2013 as plain text: four header lines that begin with `--`, then the story.

    -- Exxon Mobil offers plan to end Alaska dispute
    -- By  Yereth Rosen                                  (or nothing)
    -- Fri Oct 20, 2006 6:15pm EDT
    -- http://www.reuters.com/article/2006/10/20/...

The story begins with a dateline, `ANCHORAGE, Alaska  (Reuters) -`, which stays, since the story is written on from it,
and often ends with credits. Some files have only the header, and some have none.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from capture_import.fields import dates
from capture_import.fields.names.credit_lines import byline_to_people, credits_to_names
from capture_import.fields.rejection import Rejected
from capture_import.fields.urls_archived import original_url
from capture_import.forms.plain_text.page import TextPage
from newsrecord.markdown_text import escape_text
from newsrecord.record import Article

_HOST = re.compile(r"https?://(?:\w+\.)?reuters\.com/", re.IGNORECASE)
_DATE = re.compile(r"[A-Z][a-z]{2}\w*,?\s+[A-Z][a-z]{2}\w*\.?\s+\d{1,2},\s+\d{4}(?:\s|\Z)")
_SIGN = re.compile(r"\((?:Reuters|REUTERS)[^()]{0,30}\)\s*[-–—]")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_CITY = r"[A-Z][A-Z.'’-]+(?: +[A-Z][A-Z.'’-]+){0,4}"
_REGION = rf"(?:,\s*(?!{_MONTH}\s+[^A-Za-z\s])[A-Z][^/\d()\n]{{0,30}}?)?"
# At the beginning of one of the first lines: a byline or a correction can stand above it.
_DATELINE = re.compile(
    r"^(?:\([^()]{3,300}\)\s*)?(?:[Bb]y\s++(?P<byline>[^\s()][^\n()]{2,79}?)\s++)??"
    rf"(?P<place>(?:{_CITY}|[A-Z][a-z]+(?: [A-Z][a-z]+)?){_REGION}(?:\s*/\s*{_CITY}{_REGION})*)"
    rf"(?:,?\s+{_MONTH}(?:\s+[\d&]{{1,2}})?)?,?\s+\(Reuters[^()]{{0,30}}\)",
    re.MULTILINE,
)
_CAPITALS = re.compile(r"(?<!, )\b[A-Z][A-Z]+(?:['’]S\b)?(?![a-z])|\b[A-Z]{3,}(?![a-z])")
_BEGINNING = 700
_HEADER_LINES = 4


@dataclass(frozen=True, slots=True)
class _Header:
    title: str = ""
    byline: str = ""
    date: str = ""
    url: str = ""
    lines: int = 0


def is_mine(page: TextPage) -> bool:
    """Return whether this is a Reuters story: by its header, its address or its dateline."""
    if page.lines[0].startswith("--"):
        return _read_header(page).lines >= 3
    return bool(_HOST.match(page.url)) or bool(_SIGN.search("\n".join(page.lines[:12])[:_BEGINNING]))


def page_to_article(page: TextPage, given_day: date | None = None) -> Article:
    """Return the story. Raises Rejected for one without a header (its headline is lost), a text or a date."""
    header = _read_header(page)
    if not header.title:
        raise Rejected("no headline: a Reuters story without its header")
    paragraphs = _lines_to_paragraphs(page.lines[header.lines :])
    if not paragraphs:
        raise Rejected("no text: a header and nothing below it")
    text = "\n".join(paragraphs)
    dated = _find_date(header, page, given_day)
    place = _DATELINE.search(text[:_BEGINNING])
    extra = {"Encoding": page.decoded.note, "Date_note": dated.note}
    return Article(
        title=header.title,
        date=dated.when,
        lang="en",
        authors=byline_to_people(header.byline)
        or (byline_to_people(place["byline"] or "") if place else ())
        or credits_to_names(text),
        dateline=_place_to_name(place["place"]) if place else "",
        publisher="Reuters",
        source_url=page.url or original_url(header.url),
        captured=page.captured_at,
        capture_sha256=page.capture.sha256,
        date_basis=dated.basis,
        body="\n\n".join(escape_text(paragraph) for paragraph in paragraphs),
        extra={key: value for key, value in extra.items() if value},
    )


def _read_header(page: TextPage) -> _Header:
    """Read the lines that begin with `--`: the first is the headline, the others are known by what they hold."""
    values: dict[str, str] = {}
    count = 0
    for count, line in enumerate(page.lines[:8]):
        if not line.startswith("--"):
            break
        text = line[2:].strip()
        if count == 0:
            values["title"] = text
        elif _DATE.match(text) and "date" not in values:
            values["date"] = text
        elif text[:4].lower() == "http" and "url" not in values:
            values["url"] = text
        elif text[:3] in ("By ", "By\u00a0", "by ") and "byline" not in values:
            values["byline"] = text
        elif text and count < _HEADER_LINES and "date" not in values:
            values["date"] = text
        elif text:
            break
    return _Header(**values, lines=count)


def _lines_to_paragraphs(lines: tuple[str, ...]) -> list[str]:
    paragraphs: list[str] = []
    current: list[str] = []
    for line in (*lines, ""):
        if line:
            current.append(" ".join(line.split()))
        elif current:
            paragraphs.append("\n".join(current))
            current = []
    return paragraphs


def _find_date(header: _Header, page: TextPage, given: date | None) -> dates.Dated:
    """Return the time of the header, which is the address's day with more; else the address's day."""
    known = dates.Known(
        url=page.url or original_url(header.url),
        captured_at=page.captured_at,
        languages=("en-US",),
        source=page.capture.source,
        given=given,
    )
    written = [dates.Candidate(header.date, "the header")] if header.date else []
    found = dates.choose(dates.DateEvidence(header=written, saved_day=page.day), known)
    return replace(found, when=found.day) if found.basis == "captured" else found


def _place_to_name(place: str) -> str:
    """Return a dateline's place as it is usually written: `NEW YORK` is New York."""
    return _CAPITALS.sub(lambda word: word[0].capitalize(), " ".join(place.split()))
