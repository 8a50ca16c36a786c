"""Reuters stories of 2006 to 2013 as plain text: four header lines that begin with `--`, then the story.

    -- Exxon Mobil offers plan to end Alaska dispute
    -- By  Yereth Rosen                                  (or nothing)
    -- Fri Oct 20, 2006 6:15pm EDT
    -- http://www.reuters.com/article/2006/10/20/...

The story begins with a dateline, `ANCHORAGE, Alaska  (Reuters) -`, and often ends with credits. The dateline stays in
the text, since it is a part of the first sentence. Some files have only the header, and some have none.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from capture_import.fields.evidence import Candidate, Context, Evidence, Field, Paragraphs, Place
from capture_import.fields.names.credit_lines import byline_to_people, credits_to_names
from capture_import.fields.rejection import Rejected
from capture_import.forms.plain_text.page import TextPage
from newsrecord.markdown_text import escape_text

_HOST = re.compile(r"https?://(?:\w+\.)?reuters\.com/", re.IGNORECASE)
_DATE = re.compile(r"[A-Z][a-z]{2}\w*,?\s+[A-Z][a-z]{2}\w*\.?\s+\d{1,2},\s+\d{4}(?:\s|\Z)")
_SIGN = re.compile(r"\((?:Reuters|REUTERS)[^()]{0,30}\)\s*[-–—]")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_CITY = r"[A-Z][A-Z.'’-]+(?: +[A-Z][A-Z.'’-]+){0,4}"
_REGION = rf"(?:,\s*(?!{_MONTH}\s+[^A-Za-z\s])[A-Z][^/\d()\n]{{0,30}}?)?"
# At the beginning of one of the first lines, not only of the first: a byline or a correction can stand above it.
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
        return _read_header(page.lines).lines >= 3
    return bool(_HOST.match(page.url)) or bool(_SIGN.search("\n".join(page.lines[:12])[:_BEGINNING]))


def read(page: TextPage, given_day: date | None = None) -> Evidence:
    """Return what a story says. Raise Rejected for a story without a header, since its headline is lost."""
    header = _read_header(page.lines)
    if not header.title:
        raise Rejected("no headline: a Reuters story without its header")
    paragraphs = _lines_to_paragraphs(page.lines[header.lines :])
    text = "\n".join(paragraphs)
    place = _DATELINE.search(text[:_BEGINNING])
    names = (
        byline_to_people(header.byline)
        or (byline_to_people(place["byline"] or "") if place else ())
        or credits_to_names(text)
    )
    capture = page.capture
    return Evidence(
        Context(capture.source, capture.sha256, capture.captured_at, capture.kind, given_day, page.day, is_text=True),
        {
            Field.URL: [Candidate((page.url or header.url or page.declared_url,), Place.URL, "the header")],
            Field.LANGUAGE: [Candidate(("en",), Place.PUBLISHER)],
            Field.HEADLINE: [Candidate((header.title,), Place.HEADER, "the header")],
            Field.DATE: [Candidate((header.date,), Place.HEADER, "the header")] if header.date else [],
            Field.NAMES: [Candidate(names, Place.PUBLISHER, "the byline")],
            Field.DATELINE: [Candidate((_place_to_name(place["place"]),), Place.PUBLISHER)] if place else [],
            Field.PUBLISHER: [Candidate(("Reuters",), Place.PUBLISHER)],
        },
        text=Paragraphs(paragraphs, "\n\n".join(map(escape_text, paragraphs))),
        languages=("en-US",),
        missing={Field.BODY: "no text: a header and nothing below it"},
        notes={"Encoding": page.decoded.note},
    )


@lru_cache(maxsize=1)  # `is_mine` and `read` both need it
def _read_header(lines: tuple[str, ...]) -> _Header:
    """Read the lines that begin with `--`: the first is the headline, the others are told apart by their content."""
    values: dict[str, str] = {}
    count = 0
    for count, line in enumerate(lines[:8]):
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


def _place_to_name(place: str) -> str:
    """Return a dateline's place in usual letters: `NEW YORK` becomes `New York`."""
    return _CAPITALS.sub(lambda word: word[0].capitalize(), " ".join(place.split()))
