"""Where a page names its headline: what it declares, and the headings that it shows.

Which counts, `fields.headlines` says.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capture_import.fields.evidence import Candidate, Place
from capture_import.fields.headlines import TITLE
from capture_import.fields.plain_text import plain
from capture_import.fields.urls import resolve_url, story_key
from capture_import.forms.web_page.jsonld import node_types, text_of
from capture_import.forms.web_page.page import Page

_METAS = (
    "og:title",
    "twitter:title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "cxenseparse:title",
)
# So many characters in one paragraph are running text, and no slogan, menu or teaser.
_RUNNING_TEXT = 80
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?$")
_AROUND = frozenset(["nav", "aside", "footer"])


def list_headlines(page: Page, shown: list[tuple[str, HtmlElement]]) -> Iterator[Candidate]:
    """Yield a page's candidates; `shown` are the headings that it shows."""
    node = page.article_node
    linked = text_of(node.get("headline")) or text_of(node.get("name"))
    is_news = any("News" in kind for kind in node_types(node))
    yield Candidate((linked,), Place.DECLARED, "JSON-LD of news" if is_news else "JSON-LD")
    yield Candidate((plain(page.first("og:title")),), Place.DECLARED, "og:title")
    yield Candidate((_title_tag(page),), Place.DECLARED, TITLE)
    for name in (*_METAS[1:], "title"):
        yield Candidate((plain(page.first(name)),), Place.DECLARED, f"meta {name}")
    for text, element in shown:
        attributes = {"class": element.get("class") or ""}
        if _leads_home(element):
            attributes["leads_home"] = "yes"
        if element.tag == "h1" and _holds_home(element):
            attributes["holds_home"] = "yes"
        if element.tag == "h1" and _leads_elsewhere(page, element):
            attributes["leads_elsewhere"] = "yes"
        yield Candidate((text,), Place.SHOWN, str(element.tag), block=page.order.get(element), attributes=attributes)


def list_running_text(page: Page) -> list[int]:
    """Return the places of a page's paragraphs of running text."""
    return [
        page.order[element]
        for element in page.tree.iter("p")
        if len("".join(element.itertext()).strip()) >= _RUNNING_TEXT
        and not any(parent.tag in _AROUND for parent in element.iterancestors())
    ]


def _leads_home(element: HtmlElement) -> bool:
    """Return whether a heading holds, or stands in, a link to the front page."""
    links = [*element.iter("a"), *(parent for parent in element.iterancestors("a"))]
    return any(_HOME.match(link.get("href") or "#") for link in links)


def _leads_elsewhere(page: Page, element: HtmlElement) -> bool:
    """Return whether a heading holds, or stands in, a link to another page of the site than the front page."""
    if not page.address:
        return False
    here = story_key(page.address)
    for link in (*element.iter("a"), *element.iterancestors("a")):
        href = (link.get("href") or "").strip()
        if href and not href.startswith("#") and not _HOME.match(href):
            return story_key(resolve_url(href, page.base_url or page.address)) != here
    return False


def _holds_home(element: HtmlElement) -> bool:
    """Return whether a heading's first link leads to the front page."""
    link = element.find(".//a")
    return link is not None and bool(_HOME.match(link.get("href") or "#"))


def _title_tag(page: Page) -> str:
    head = page.tree.find("head")
    element = head.find(".//title") if head is not None else None
    if element is None:
        element = page.tree.find(".//title")
    return plain("".join(element.itertext())) if element is not None else ""
