"""What stands above the text of a UNN page, in each of its shapes: headline, place and agency, time, views."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from capture_import.fields.urls import url_to_words
from capture_import.forms.plain_text.page import TextPage
from capture_import.publishers.unn_lines import (
    DATELINE,
    HEADLINE_LENGTH,
    MASTHEAD,
    OLD_DATELINE,
    SLUG_LINE,
    VIEWS,
    is_boilerplate,
    is_dateline,
    match_ticker,
    match_time,
    to_count,
)
from newsrecord.slugs import text_to_slug

# URLs are compared loosely, since the site makes them from headlines by a rule that differs a little from our slugs'.
_LIKE_ADDRESS = 0.85


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text; `start` is the index of the text's first line."""

    start: int
    title: str = ""
    place: str = ""
    agency: str = ""
    views: int | None = None
    when: str = ""
    old_dateline: str = ""


def read_head(lines: list[str], page: TextPage) -> Head:
    """Return what stands above the text. An older dateline, which begins the text, is removed from `lines`."""
    at = next((at for at, line in enumerate(lines) if is_dateline(line)), None)
    if at is not None:
        return _head_at_dateline(lines, at, page)
    at = next((at for at, line in enumerate(lines) if OLD_DATELINE.match(line)), None)
    if at is not None:
        return _head_at_old_dateline(lines, at)
    at = next((at for at, line in enumerate(lines) if VIEWS.match(line) and not match_ticker(line)), None)
    if at is not None:
        title_at = _title_above(lines, at)
        if title_at is not None:
            return Head(start=at + 1, title=lines[title_at], views=to_count(VIEWS.match(lines[at])))
    return Head(start=_after_slug_line(lines, page))


def _head_at_dateline(lines: list[str], at: int, page: TextPage) -> Head:
    dateline = DATELINE.match(lines[at])
    assert dateline
    title_at = _title_above(lines, at)
    if title_at is None:
        title_at = _title_like_address(lines, at, page)
    title = lines[title_at] if title_at is not None else ""
    above = title_at if title_at is not None else at
    if above and title:
        above = min(place for place in range(above + 1) if lines[place] == title or place == above)
    when = next((match["when"] for line in lines[max(0, above - 3) : at] if (match := match_time(line))), "")
    start, views = at + 1, None
    for place in range(at + 1, min(at + 6, len(lines))):
        line = lines[place]
        stamp = match_ticker(line)
        if stamp and not stamp["joined"]:
            when, views, start = stamp["when"], to_count(stamp), place + 1
            break
        if line and not stamp and (match := VIEWS.match(line)):
            views, start = to_count(match), place + 1
            break
        if line and not match_time(line):
            break
        if line:
            when, start = line, place + 1
    return Head(start, title, dateline["place"].strip(), dateline["agency"], views, when=when)


def _head_at_old_dateline(lines: list[str], at: int) -> Head:
    match = OLD_DATELINE.match(lines[at])
    assert match
    title_at = _title_above(lines, at)
    place = match["place"].strip()
    lines[at] = lines[at][match.end() :]
    return Head(
        start=at,
        title=lines[title_at] if title_at is not None else "",
        place=place.title() if place.isupper() else place,
        agency=match["agency"],
        old_dateline=" ".join(filter(None, (match["day"], match["year"]))),
    )


def _title_above(lines: list[str], at: int) -> int | None:
    """Return the index of the headline above a line: the nearest line that is neither boilerplate nor in a ticker."""
    for place in range(at - 1, -1, -1):
        line = lines[place]
        if not line or is_boilerplate(line) or MASTHEAD.match(line) or match_time(line):
            continue
        before = next((other for other in reversed(lines[:place]) if other), "")
        if match_ticker(line) or match_ticker(before) or SLUG_LINE.match(line) or VIEWS.match(line):
            return None
        return place if len(line) <= HEADLINE_LENGTH else None
    return None


def _title_like_address(lines: list[str], at: int, page: TextPage) -> int | None:
    """Return the index of the line above a dateline whose words are those of the URL; it may stand in a ticker."""
    address = "-".join(url_to_words(page.url))
    for place in range(at - 1, -1, -1):
        line = lines[place]
        if line and address and len(line) <= HEADLINE_LENGTH and not match_ticker(line):
            slug = text_to_slug(line, max_bytes=len(address) + 1)
            if SequenceMatcher(None, slug, address).ratio() >= _LIKE_ADDRESS:
                return place
    return None


def _after_slug_line(lines: list[str], page: TextPage) -> int:
    words = url_to_words(page.url)
    return next((at + 1 for at, line in enumerate(lines[:6]) if SLUG_LINE.match(line) and line.split("-") == words), 0)
