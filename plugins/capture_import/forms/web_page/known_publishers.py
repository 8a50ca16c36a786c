"""Pages of sites for which the library fundus has a parser, found by domain and time of capture. No network is used."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from capture_import.fields.urls import host_of
from capture_import.forms.web_page.page import Page


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What a publisher's own parser found. Paragraphs and headings are plain text in the order of the page."""

    title: str
    authors: tuple[str, ...]
    published: datetime | None
    tags: tuple[str, ...]
    lede: tuple[str, ...]
    sections: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def read_known_page(page: Page, html: str) -> KnownArticle | None:
    """Return what the publisher's parser finds; None if the site has no parser or the parser can't read the page."""
    parser = _find_parser(host_of(page.address), page.captured_at)
    if parser is None:
        return None
    try:
        found = parser.parse(html, "suppress")
    except Exception:  # noqa: BLE001 - a parser fits one site's pages as they were; any other may break it anyhow
        return None
    finally:
        # else each of the parsers of 180 sites would keep its last page in memory
        parser.precomputed = None
    body = found.get("body")
    sections = tuple((tuple(section.headline), tuple(section.paragraphs)) for section in body.sections) if body else ()
    lede = tuple(body.summary) if body else ()
    title = _text(found.get("title"))
    if not title or not any(paragraphs for _, paragraphs in sections):
        return None
    published = found.get("publishing_date")
    return KnownArticle(
        title=title,
        authors=tuple(_texts(found.get("authors"))),
        published=published if isinstance(published, datetime) else None,
        tags=tuple(_texts(found.get("topics"))),
        lede=lede,
        sections=sections,
    )


def _find_parser(domain: str, captured_at: datetime | None) -> Any:
    publishers = _publishers_by_domain()
    while domain:
        if domain in publishers:
            day: date | None = captured_at.date() if captured_at else None
            try:
                return _without_images(publishers[domain](day))
            except ValueError:
                return None
        _, _, domain = domain.partition(".")
        if "." not in domain:
            break
    return None


def _without_images(parser: Any) -> Any:
    """Switch off the reading of pictures, a third of a parser's time. Fundus has no public setting for it."""
    functions = getattr(parser, "_sorted_registered_functions", None)
    if functions and any(function.__name__ == "images" for function in functions):
        parser._sorted_registered_functions = [function for function in functions if function.__name__ != "images"]
    return parser


@lru_cache(maxsize=1)
def _publishers_by_domain() -> dict[str, Callable[[date | None], Any]]:
    """Return fundus's publishers by domain; none where it is not installed (`optional_packages`).

    It is imported for the first web page, since that takes half a second.
    """
    if find_spec("fundus") is None:
        return {}
    logging.getLogger("fundus").setLevel(logging.CRITICAL)
    from fundus import PublisherCollection  # noqa: PLC0415 - see above

    publishers: dict[str, Callable[[date | None], Any]] = {}
    for publisher in PublisherCollection:
        for address in (publisher.domain, *(publisher.deprecated_domains or ())):
            publishers.setdefault(host_of(address), publisher.parser)
    return publishers


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _texts(values: object) -> list[str]:
    return [text for value in values if (text := _text(value))] if isinstance(values, list | tuple) else []
