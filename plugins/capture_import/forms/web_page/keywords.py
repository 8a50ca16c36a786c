"""Tags: what a page says its article is about."""

import re
from collections.abc import Iterable

from capture_import.fields.plain_text import plain
from capture_import.fields.tags import clean_names, split_sections
from capture_import.forms.web_page.jsonld import texts_of
from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.tag_links import list_listed_tags, list_related_tags
from newsrecord import Tag


def find_tags(page: Page, site_names: Iterable[str] = (), text: str = "") -> list[Tag]:
    """Return the article's tags, from the best of the places where a page has them.

    First come links whose relation says that they are tags, then declared tags some of which stand in the article's
    text, then links in a list of tags, then other declared tags. `keywords` that do not stand in the text are left out:
    many sites declare the same ones on all pages.
    """
    related, listed = list_related_tags(page), list_listed_tags(page)
    slugs = {tag.name.casefold(): tag.slug for tag in (*listed, *related)}
    words = set(re.findall(r"\w+", text.casefold()))
    node = page.article_node
    declared = [
        _split_keywords(
            page.metas.get("article:tag", [])
            or page.metas.get("og:article:tag", [])
            or page.metas.get("article:tags", [])
        ),
        _split_keywords(page.metas.get("keywords", [])),
        _split_keywords(texts_of(node.get("keywords"))),
        _split_keywords(page.metas.get("news_keywords", [])),
        _split_keywords(
            page.metas.get("parsely-tags", [])
            or page.metas.get("sailthru.tags", [])
            or page.metas.get("cxenseparse:keywords", [])
            or page.metas.get("dc.subject", [])
            or page.metas.get("citation_keywords", [])
            or page.metas.get("citation_keyword", [])
        ),
    ]
    declared = [clean_names(names, site_names) for names in declared]
    if declared[1] and set(map(str.casefold, declared[1])) < set(map(str.casefold, declared[2])):
        declared[1] = []
    of_article = [names for names in declared if _is_of_article(names, words)]
    shown = [clean_names([tag.name for tag in tags], site_names, is_declared=False) for tags in (related, listed)]
    for names in (shown[0], *of_article, shown[1], declared[0], *declared[2:]):
        if names:
            return [Tag(name, slugs.get(name.casefold())) for name in names]
    return []


def _is_of_article(names: list[str], words: set[str]) -> bool:
    """Return whether enough of the declared tags stand in the article's words: they are its own, not the site's."""
    if not words:
        return bool(names)
    found = sum(any(word in words for word in re.findall(r"\w{3,}", name.casefold())) for name in names)
    return bool(names) and (found >= 0.34 * len(names) or found >= 8)


def _split_keywords(values: list[str]) -> list[str]:
    """Return the members of a list that may be one text, split at its first kind of separator."""
    values = [plain(value) for value in values]
    if len(values) > 1:
        return [part for value in values for part in split_sections(value)]
    for value in values:
        for separator in (";", ",", "|", "、", "،"):
            if separator in value:
                return value.split(separator)
        return [value]
    return []
