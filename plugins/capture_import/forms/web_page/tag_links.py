"""Links of a page that name its article's tags: by their relation, by the list they stand in, by where they lead."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import unquote

from lxml.html import HtmlElement

from capture_import.fields.element_names import names_of, pattern_of
from capture_import.fields.tags import LONGEST, MAX_TAGS, cut_label
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.page import Page
from newsrecord import Tag, text_to_slug
from newsrecord.web_urls import split_url

_TAG_NAMES = names_of("tags")
_NOT_TAGS = frozenset(
    "cloud tagcloud trending popular sidebar menu nav navbar related author comment comments widget hot".split()
)
# What beside a tag's name says that an element is no list of tags: clouds of all, and a forum's topics.
_NO_TAG_LIST = frozenset("type cloud hentry body title category post view page".split())
_NO_TAG_LISTS = frozenset("body html article main h1 h2 h3".split())
_TAG_PATH = re.compile(rf"/{pattern_of('tag_paths')}/([^/?#]+)/?$", re.I)
_CATEGORY_PATH = re.compile(rf"/{pattern_of('section_paths')}/", re.I)
_TOPIC_PATH = re.compile(rf"/{pattern_of('topic_paths')}/[^/?#]+/?$", re.I)


def list_related_tags(page: Page) -> list[Tag]:
    """Return the tags in links whose relation says that they are tags (`rel="tag"`)."""
    return _collect(page, _is_rel_tag)


def list_listed_tags(page: Page) -> list[Tag]:
    """Return the tags in a list of links: one that is named so, or whose links lead to topics' pages."""
    return _collect(page, _is_in_tag_list) or _collect(page, _is_topic_link) or _find_slug_list(page)


def find_slugs(page: Page, names: Iterable[str]) -> dict[str, str]:
    """Return the slugs of named tags, by their names in lower case, from links to tags' pages that have those names."""
    wanted = {name.casefold() for name in names}
    slugs: dict[str, str] = {}
    for link in page.tree.iter("a"):
        name = _tidy(link.text or "").lstrip("#").casefold()
        if name in wanted and (slug := _slug_of(link.get("href") or "")):
            slugs.setdefault(name, slug)
    return slugs


def _collect(page: Page, is_tag: Callable[[HtmlElement], bool]) -> list[Tag]:
    """Return the tags in the links of a kind: those of one list, the first below the headline."""
    groups: dict[HtmlElement, dict[str, Tag]] = {}
    place: dict[HtmlElement, int] = {}
    start = None
    for position, element in enumerate(page.tree.iter("a", "h1")):
        if element.tag == "h1":
            start = position if start is None else start
            continue
        href = element.get("href")
        if not href or href.startswith("#") or not is_tag(element):
            continue
        name = cut_label(_tidy(element.text_content())).lstrip("#").strip(" ,;")
        if name and len(name) <= LONGEST:
            group = _group_of(element)
            place.setdefault(group, position)
            groups.setdefault(group, {}).setdefault(name.casefold(), Tag(name, _slug_of(href)))
    if not groups:
        return []
    below = [group for group in groups if start is None or place[group] > start]
    group = min(below, key=place.__getitem__) if below else max(groups, key=place.__getitem__)
    tags = list(groups[group].values())
    return tags if len(tags) <= MAX_TAGS else []


def _group_of(link: HtmlElement) -> HtmlElement:
    """Return the list that a link stands in: the first element upwards that is named a list of tags, else the one that
    holds more links.
    """
    for depth, element in enumerate(link.iterancestors()):
        if depth > 4 or element.tag in ("body", "main", "article"):
            break
        if element.tag in ("ul", "ol") or (
            split_name(f"{element.get('class') or ''} {element.get('id') or ''}") & _TAG_NAMES
            and len(element.findall(".//a")) > 1
        ):
            return element
    for element in link.iterancestors():
        if len(element.findall(".//a")) > 1 or element.tag in ("body", "main", "article"):
            return element
    return link


def _is_rel_tag(link: HtmlElement) -> bool:
    rel = (link.get("rel") or "").lower().split()
    return (
        "tag" in rel
        and "category" not in rel
        and not _is_elsewhere(link)
        and not _CATEGORY_PATH.search(link.get("href") or "")
    )


def _is_in_tag_list(link: HtmlElement) -> bool:
    if _CATEGORY_PATH.search(link.get("href") or ""):
        return False
    element: HtmlElement | None = link
    for _ in range(5):
        if element is None or element.tag in _NO_TAG_LISTS:
            return False
        if _is_tag_list_name(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return not _is_elsewhere(element)
        element = element.getparent()
    return False


@lru_cache(maxsize=50_000)
def _is_tag_list_name(names: str) -> bool:
    words = split_name(names)
    return bool(words & _TAG_NAMES) and not words & _NO_TAG_LIST


def _is_topic_link(link: HtmlElement) -> bool:
    """Return whether a link with few words leads to a topic's page and stands among others, not in a sentence."""
    return (
        bool(_TOPIC_PATH.search(link.get("href") or ""))
        and len(link.text_content()) < 50
        and (parent := link.getparent()) is not None
        and parent.tag not in ("p", "h1", "h2", "h3")
        and not _is_elsewhere(link)
    )


def _find_slug_list(page: Page) -> list[Tag]:
    """Return the links of a bare list below the headline, each to a URL that ends with the link's own words."""
    main = next((element for element in page.tree.iter("main", "article") if element.find(".//h1") is not None), None)
    if main is None:
        return []
    for group in main.iter("ul"):
        links = [link for item in group.findall("li") for link in item.iter("a")]
        names = [_tidy(link.text_content()) for link in links]
        if (
            not 2 <= len(links) <= 15
            or not all(names)
            or _is_elsewhere(group)
            or len("".join(names)) < 0.8 * len(_tidy(group.text_content()).replace(" ", ""))
        ):
            continue
        ends = [(link.get("href") or "").rstrip("/").rpartition("/")[2] for link in links]
        if sum(text_to_slug(name) == end for name, end in zip(names, ends, strict=True)) >= 0.6 * len(names):
            return [Tag(name, end) for name, end in zip(names, ends, strict=True)]
    return []


def _is_elsewhere(link: HtmlElement) -> bool:
    """Return whether a link stands in the site's boilerplate or in another article's teaser."""
    in_footer = False
    for depth, element in enumerate(link.iterancestors()):
        words = split_name(f"{element.get('class') or ''} {element.get('id') or ''}")
        if element.tag in ("article", "main") or (
            words & {"hentry", "post"} and not words & {"header", "meta", "footer", "tags"}
        ):
            return False
        if words & _TAG_NAMES and "related" in words:
            # the topics that the article is related to
            return False
        if element.tag in ("nav", "aside", "header") and depth > 1:
            return True
        if words & _NOT_TAGS and not words & {"post", "entry", "article", "content"}:
            return True
        in_footer = in_footer or element.tag == "footer" or "footer" in words
    return in_footer


def _slug_of(href: str) -> str | None:
    match = _TAG_PATH.search(split_url(href.strip()).path if "//" in href[:9] or href.startswith("/") else href)
    return unquote(match[1]).removesuffix(".html") if match else None


def _tidy(text: str) -> str:
    return " ".join(text.split())
