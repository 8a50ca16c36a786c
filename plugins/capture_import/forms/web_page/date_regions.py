"""Regions of a web page whose dates are not its article's: readers' comments, other articles, pictures, the site."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lxml.html import HtmlElement

from capture_import.fields.evidence import Role
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.lines import inline_words
from capture_import.forms.web_page.page import Page, elements_after

# Regions of other things than the article, where no date is its own: readers, other articles, pictures, a web archive's
# bar over the page.
OTHERS_TAGS = ("figure", "figcaption", "blockquote")
_OTHERS_NAMES = frozenset(
    (
        "comment comments commentlist reply replies respond disqus "
        "related recommended recommendations popular trending teaser teasers"
    ).split()
)
_LISTS_OF_POSTS = frozenset("comments commentlist replies".split())
_TOOLBAR = re.compile(r"wm-ipp|wm-toolbar|wmtb\b")
# Regions of the site, where a date is the article's only if it says so, or if next to nothing else stands there.
_SITE_TAGS = ("aside", "nav", "footer")
_SITE_NAMES = frozenset("sidebar latest newsletter".split())
_LITTLE_TEXT = 100
_LONG_TEXT = 100
_LONG_LINK = 30
_TEXT_TAGS = frozenset(
    (
        "p div span li td h1 h2 h3 h4 h5 small em strong b i a font center "
        "section article header footer body main br time dd dt"
    ).split()
)
# How many elements below the headline its text begins.
_TEXT_AREA = 160


@dataclass
class DateRegions:
    """The regions of a page, told by where its headline and its text stand."""

    page: Page
    headline: HtmlElement | None = None
    body: HtmlElement | None = None
    around_headline: set[HtmlElement] = field(init=False)

    def __post_init__(self) -> None:
        headline = self.headline
        self.around_headline = {headline, *headline.iterancestors()} if headline is not None else set()

    @cached_property
    def words(self) -> str:
        """The words of the page but for those of other things than its article."""
        root = self.page.tree.find("body")
        if root is None:
            return ""
        parts: list[str] = []
        skipped: set[HtmlElement] = set()
        for element in root.iter():
            parent = element.getparent()
            if parent in skipped or self._opens_others(element) or self._opens_site(element):
                skipped.add(element)
            elif element.tag in _TEXT_TAGS and element.text:
                parts.append(element.text)
            if element.tail and parent not in skipped and parent is not None and parent.tag in _TEXT_TAGS:
                parts.append(element.tail)
        return " ".join(" ".join(parts).split())

    def is_elsewhere(self, element: HtmlElement, role: Role = Role.UNNAMED) -> bool:
        """Return whether an element stands in a region of other things than the article, or among links to other
        articles.
        """
        place: HtmlElement | None = element
        while place is not None and place not in self.around_headline:
            if self._opens_others(place) or (role is not Role.PUBLISHED and self._opens_site(place)):
                return True
            place = place.getparent()
        return False

    def _opens_others(self, element: HtmlElement) -> bool:
        """Return whether an element holds readers' words, other articles, a picture or a web archive's bar."""
        if element in self.around_headline or not isinstance(element.tag, str) or element.tag == "body":
            return False
        if element.tag in OTHERS_TAGS or (element.tag == "a" and _is_headline_link(element)):
            return True
        if _is_name_of_others(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return not (self._holds_headline(element) or self._holds_body(element) or element in self._first_post)
        if element.tag in ("li", "article") and self.headline is not None:
            return _has_long_link(element) and not self._holds_body(element)
        return False

    def _opens_site(self, element: HtmlElement) -> bool:
        """Return whether an element holds what the site puts beside its articles, and not a date alone."""
        if element in self.around_headline or not isinstance(element.tag, str):
            return False
        is_site = element.tag in _SITE_TAGS or _is_name_of_site(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        )
        if not is_site or self._holds_body(element) or len(" ".join(element.text_content().split())) <= _LITTLE_TEXT:
            return False
        if element.tag == "footer":
            return not any(self._holds_body(article) for article in element.iterancestors("article"))
        return element.tag == "nav" or _has_long_link(element)

    @property
    def words_around_body(self) -> str:
        """The words of the text and of what stands beside it in its container."""
        if self.body is None:
            return ""
        parent = self.body.getparent()
        return (self.body if parent is None or parent.tag in ("body", "html") else parent).text_content()

    @cached_property
    def _around_text(self) -> set[HtmlElement]:
        """What is around the first long text below the headline.

        Of a thread that is its first post, whatever posts are called there.
        """
        for element in elements_after(self.headline, _TEXT_AREA) if self.headline is not None else ():
            own = (element.text or "", *(child.tail or "" for child in element))
            if sum(map(len, own)) > _LONG_TEXT:
                return {element, *element.iterancestors()}
        return set()

    @cached_property
    def _first_post(self) -> set[HtmlElement]:
        """The elements of a thread's first post, where forum software calls posts comments."""
        for element in sorted(self._around_text - self.around_headline, key=lambda one: self.page.order.get(one, 0)):
            words = split_name(f"{element.get('class') or ''} {element.get('id') or ''}")
            if words & _OTHERS_NAMES and not words & _LISTS_OF_POSTS:
                return set(element.iter())
        return set()

    def _holds_body(self, element: HtmlElement) -> bool:
        return element in self._around_text or (
            self.body is not None and (element is self.body or element in self._around_body)
        )

    @cached_property
    def _around_body(self) -> set[HtmlElement]:
        return set(self.body.iterancestors()) if self.body is not None else set()

    def _holds_headline(self, element: HtmlElement) -> bool:
        return self.headline is None or element in self.around_headline


@lru_cache(maxsize=50_000)
def _is_name_of_others(names: str) -> bool:
    return bool(_OTHERS_NAMES.intersection(split_name(names)) or _TOOLBAR.search(names))


@lru_cache(maxsize=50_000)
def _is_name_of_site(names: str) -> bool:
    return not _SITE_NAMES.isdisjoint(split_name(names))


def _has_long_link(element: HtmlElement) -> bool:
    return any(map(_is_long, element.iter("a")))


def _is_headline_link(link: HtmlElement) -> bool:
    """Return whether a link is another article's headline or teaser, rather than an author's card."""
    return len(inline_words(link)) > _LONG_LINK or next(link.iter("h1", "h2", "h3", "h4"), None) is not None


def _is_long(link: HtmlElement) -> bool:
    """Return whether a link has as many words as a headline, more than a date or a name has."""
    return len(" ".join(link.text_content().split())) > _LONG_LINK
