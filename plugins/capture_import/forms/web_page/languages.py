"""The languages that a page declares."""

from capture_import.fields.evidence import Candidate, Place
from capture_import.forms.web_page.jsonld import text_of
from capture_import.forms.web_page.page import Page


def list_languages(page: Page) -> list[Candidate]:
    """Return the languages that a page declares, the most trusted place first."""
    return [
        Candidate((text,), Place.DECLARED, key)
        for text, key in ((_linked(page), "JSON-LD inLanguage"), (_named(page), "lang"), (_meta(page), "metadata"))
        if text
    ]


def list_dates_languages(page: Page) -> tuple[str, ...]:
    """Return the tags of the languages in which a page writes its dates: the software's own first."""
    return tuple(filter(None, (_named(page), _linked(page), _meta(page))))


def _named(page: Page) -> str:
    return page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _linked(page: Page) -> str:
    return text_of(page.article_node.get("inLanguage"))


def _meta(page: Page) -> str:
    return page.first("og:locale", "language", "content-language", "dc.language", "dcterms.language")
