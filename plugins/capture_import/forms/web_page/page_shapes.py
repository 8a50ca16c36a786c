"""What a page is made up of, for `fields.kind` to judge: what it declares, its links, headlines, repeated blocks."""

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from capture_import.fields.body.inline_markdown import linked_share
from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.kind import PageFacts, PageShape, page_link_pattern, price_pattern
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.boilerplate import NEVER_TEXT
from capture_import.forms.web_page.jsonld import node_types
from capture_import.forms.web_page.page import Page

_HEADINGS = frozenset("h1 h2 h3 h4 h5".split())
_FRAMES = frozenset("nav header footer".split())
_LONG_LINK, _LONG_SENTENCE, _SHORT_TEXT = 25, 60, 60
_BLOCK_DEPTH = 6
_LONGEST_TEASER = 600


def page_to_facts(
    page: Page, title: str, body: PageBody, *, has_authors: bool, has_date: bool, is_text_shown: bool
) -> PageFacts:
    """Return what a page declares and what was found in it."""
    document_title = page.tree.find(".//title")
    titles = (title, "".join(document_title.itertext()) if document_title is not None else "")
    return PageFacts(
        url=page.address,
        titles=tuple(text for text in titles if text.strip()),
        og_type=page.first("og:type").strip().lower(),
        linked_types=frozenset(kind for node in page.linked.nodes for kind in node_types(node)),
        has_authors=has_authors,
        has_date=has_date,
        is_text_shown=is_text_shown,
        sentence_letters=sum(
            len(block.text)
            for block in body.blocks
            if block.kind == "paragraph"
            and len(block.text) >= _LONG_SENTENCE
            and ends_sentence(block.text)
            and linked_share(block.words) < 0.5
        ),
    )


def page_to_shape(page: Page) -> PageShape:
    """Return the shape of a page."""
    shown = linked = linked_headings = prices = page_links = 0
    teasers, main = _Teasers(), 0
    price, page_link = price_pattern(), page_link_pattern()
    headlines: set[str] = set()
    repeated: Counter[tuple[HtmlElement, str, str]] = Counter()
    in_link: set[HtmlElement] = set()
    in_frame: set[HtmlElement] = set()
    skipped: set[HtmlElement] = set()
    for element in page.elements:
        tag, parent = element.tag, element.getparent()
        if not isinstance(tag, str):
            continue
        if tag in NEVER_TEXT or parent in skipped:
            skipped.add(element)
            continue
        if tag in _FRAMES or parent in in_frame:
            in_frame.add(element)
        href = (element.get("href") or "") if tag == "a" else ""
        if href or parent in in_link:
            in_link.add(element)
        text, tail = (element.text or "").strip(), (element.tail or "").strip()
        shown += len(text) + len(tail)
        linked += (len(text) if element in in_link else 0) + (len(tail) if parent in in_link else 0)
        if element not in in_frame:
            main += len(text) + len(tail)
            teasers.add(len(text))
        if 0 < len(text) < _SHORT_TEXT:
            prices += len(price.findall(text))
        if href:
            page_links += bool(page_link.search(href))
            if element not in in_frame:
                words = " ".join(element.itertext()).split()
                if len(words) >= 4 and sum(map(len, words)) + len(words) > _LONG_LINK:
                    headlines.add(href)
                if (block := _repeated_block(element)) is not None:
                    repeated[block] += 1
        elif tag in _HEADINGS and element not in in_frame:
            is_linked = element in in_link or next(element.iter("a"), None) is not None
            linked_headings += is_linked
            teasers.begin(is_linked)
    teasers.end()
    return PageShape(
        shown=shown,
        linked=linked,
        headlines=len(headlines),
        linked_headings=linked_headings,
        repeated=max(repeated.values(), default=0),
        prices=prices,
        teasers=teasers.count,
        teaser_share=teasers.letters / (main or 1),
        has_further_pages=page_links >= 2 or bool(page.links("next")),
    )


class _Teasers:
    """Counts headings that are links with little text below: each is the teaser of another page."""

    def __init__(self) -> None:
        self.count = 0
        self.letters = 0
        self._is_open = False
        self._letters = 0

    def begin(self, is_linked: bool) -> None:
        """Note a heading."""
        self.end()
        self._is_open, self._letters = is_linked, 0

    def add(self, letters: int) -> None:
        """Note text that stands below the last heading."""
        self._letters += letters

    def end(self) -> None:
        """Note that what stood below the last heading is at its end."""
        if self._is_open and self._letters <= _LONGEST_TEASER:
            self.count += 1
            self.letters += self._letters
        self._is_open = False


def _repeated_block(link: HtmlElement) -> tuple[HtmlElement, str, str] | None:
    """Return what a link's block has in common with those beside it: their parent, their tag and their class.

    The block is the lowest element around the link that has a like sibling.
    """
    element = link
    for _ in range(_BLOCK_DEPTH):
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return None
        name = element.get("class") or ""
        siblings: Sequence[HtmlElement | None] = (element.getnext(), element.getprevious())
        if any(
            other is not None and other.tag == element.tag and (other.get("class") or "") == name for other in siblings
        ):
            return (parent, str(element.tag), name)
        element = parent
    return None
