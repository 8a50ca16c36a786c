"""Tags and sections: what a page says its article is about, and in which part of the paper it stands."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement
from newsrecord import Tag

from capture_import.extraction.furniture import split_name
from capture_import.extraction.jsonld import plain, text_of
from capture_import.extraction.page import Page

_TAG_NAMES = frozenset("tag tags taglist topics topic keywords keyword schlagworte schlagwort themen stichworte etiquetas mots tagslinks".split())
_NOT_TAGS = frozenset("cloud tagcloud trending popular sidebar menu nav navbar footer related author comment comments widget hot".split())
_TAG_PATH = re.compile(r"/(?:tags?|topics?|thema|themen|keywords?|etiquetas?|temas?|sujets?|schlagwort(?:e)?|mot-cle|tema|stichwort|k|label|search/label)/([^/?#]+)/?$", re.I)
_LEADING = re.compile(r"^\s*(?:tags?|topics?|schlagworte|schlagwörter|stichworte|themen|etiquetas|mots-clés|keywords|in diesem artikel|more on)\s*:\s*", re.I)
_MAX_TAGS = 60
_MAX_LENGTH = 80


def find_tags(page: Page, site_names: Iterable[str] = ()) -> list[Tag]:
    """Give the article's tags, from the best of the places where a page gives them.

    Links that the page shows as its tags come with their slugs; then what it declares, the more particular first.
    """
    shown = list_shown_tags(page)
    slugs = {tag.name.casefold(): tag.slug for tag in shown}
    node = page.linked.find_article(page.address)
    declared = (
        _split(page.metas.get("article:tag", [])),
        _split(_listed(node.get("keywords"))),
        _split(page.metas.get("parsely-tags", []) or page.metas.get("sailthru.tags", []) or page.metas.get("cxenseparse:keywords", [])),
        _split(page.metas.get("news_keywords", [])),
        _split(page.metas.get("keywords", [])),
    )
    for names in ([tag.name for tag in shown], *declared):
        names = _clean(names, site_names)
        if names:
            return [Tag(name, slugs.get(name.casefold())) for name in names]
    return []


def list_shown_tags(page: Page) -> list[Tag]:
    """Give the tags that the page itself shows, in links that say so by relation, by name or by address."""
    for is_tag in (_is_rel_tag, _is_in_tag_list):
        tags = _collect(page, is_tag)
        if tags:
            return tags
    return []


def find_sections(page: Page, site_names: Iterable[str] = ()) -> list[str]:
    """Give the sections that the article stands in, the outermost first."""
    node = page.linked.find_article(page.address)
    names = _listed(node.get("articleSection")) or page.metas.get("article:section", []) or page.metas.get("parsely-section", []) or page.metas.get("section", [])
    cleaned = _clean([part for name in names for part in re.split(r"\s*[;|]\s*", plain(name))], site_names)
    if not cleaned:
        cleaned = _clean((_tidy(link.text_content()) for link in page.tree.iter("a") if "category" in (link.get("rel") or "")), site_names)
    return cleaned[:6]


def _collect(page: Page, is_tag: Any) -> list[Tag]:
    tags: dict[str, Tag] = {}
    for link in page.tree.iter("a"):
        href = link.get("href")
        if href and is_tag(link):
            name = _LEADING.sub("", _tidy(link.text_content())).lstrip("#").strip(" ,;")
            if name and len(name) <= _MAX_LENGTH:
                tags.setdefault(name.casefold(), Tag(name, _slug_of(href)))
    return list(tags.values()) if len(tags) <= _MAX_TAGS else []


def _is_rel_tag(link: HtmlElement) -> bool:
    rel = (link.get("rel") or "").lower().split()
    return "tag" in rel and "category" not in rel and not _is_elsewhere(link) and not _CATEGORY_PATH.search(link.get("href") or "")


_CATEGORY_PATH = re.compile(r"/(?:categor(?:y|ia|ie)|kategorie|rubrik|section|author)/", re.I)


def _is_in_tag_list(link: HtmlElement) -> bool:
    for depth, element in enumerate((link, *link.iterancestors())):
        if depth > 4 or element.tag in ("body", "html", "article", "main"):
            return False
        words = split_name(f"{element.get('class') or ''} {element.get('id') or ''}")
        if words & _TAG_NAMES and "type" not in words:
            return not _is_elsewhere(link) and len(element.findall(".//a")) <= _MAX_TAGS
    return False


def _is_elsewhere(link: HtmlElement) -> bool:
    """Tell whether a link stands in the site's furniture or in another article's teaser."""
    for element in link.iterancestors():
        if element.tag in ("nav", "aside"):
            return True
        if element.tag in ("body", "article", "main"):
            return False
        if split_name(f"{element.get('class') or ''} {element.get('id') or ''}") & _NOT_TAGS:
            return True
    return False


def _slug_of(href: str) -> str | None:
    match = _TAG_PATH.search(urlsplit(href.strip()).path if "//" in href[:9] or href.startswith("/") else href)
    return unquote(match[1]).removesuffix(".html") if match else None


def _listed(value: Any) -> list[str]:
    """Give the texts of a JSON-LD value that may be a text, a list of texts or of nodes."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, values) if text]


def _split(values: list[str]) -> list[str]:
    """Take apart what is one text with commas; a list that has several members is taken apart already."""
    values = [plain(value) for value in values]
    if len(values) > 1:
        return values
    for value in values:
        for separator in (";", ",", "|", "、", "،"):
            if separator in value:
                return value.split(separator)
        return [value]
    return []


def _clean(names: Iterable[str], site_names: Iterable[str]) -> list[str]:
    sites = {name.casefold() for name in site_names}
    kept: dict[str, str] = {}
    for name in names:
        name = _tidy(name).strip(" ,;")
        if name and len(name) <= _MAX_LENGTH and name.casefold() not in sites and not re.match(r"https?:", name):
            kept.setdefault(name.casefold(), name)
    return list(kept.values())[:_MAX_TAGS]


def _tidy(text: str) -> str:
    return " ".join(text.split())
