"""The sections that a page says its article stands in."""

from collections.abc import Iterable

from capture_import.fields.plain_text import plain
from capture_import.fields.tags import clean_names, is_no_section, split_sections
from capture_import.forms.web_page.jsonld import texts_of
from capture_import.forms.web_page.page import Page

_MAX_SECTIONS = 6


def find_sections(page: Page, site_names: Iterable[str] = ()) -> list[str]:
    """Return the sections that the article stands in, the outermost first."""
    node = page.article_node
    names = (
        texts_of(node.get("articleSection"))
        or page.metas.get("article:section", [])
        or page.metas.get("parsely-section", [])
        or page.metas.get("section", [])
    )
    if names:
        names = [part for name in names for part in split_sections(plain(name))]
    else:
        names = [
            " ".join(link.text_content().split())
            for link in page.tree.iter("a")
            if "category" in (link.get("rel") or "")
        ]
    return [name for name in clean_names(names, site_names) if not is_no_section(name)][:_MAX_SECTIONS]
