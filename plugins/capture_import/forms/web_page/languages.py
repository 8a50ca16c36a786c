"""The language of a page, as it declares it and as its words say."""

from capture_import.fields.languages import settle_language
from capture_import.forms.web_page.jsonld import text_of
from capture_import.forms.web_page.page import Page


def find_language(page: Page, text: str) -> str:
    """Return the language's code, without region; an empty string where nothing tells."""
    named = page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    declared = (
        text_of(page.article_node.get("inLanguage")),
        named,
        page.first("og:locale", "language", "content-language", "dc.language", "dcterms.language"),
    )
    return settle_language(declared, text)
