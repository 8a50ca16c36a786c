"""The language of a page, as it declares it; by its letters where it does not."""

import re

from capture_import.extraction.jsonld import text_of
from capture_import.extraction.page import Page
from capture_import.languages import letters_to_language

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*\Z")
_OLD_CODES = {"ua": "uk", "jp": "ja", "cz": "cs", "gr": "el", "dk": "da", "se": "sv", "iw": "he", "in": "id", "no": "nb"}


def find_language(page: Page, text: str) -> str:
    """Give the language's code of two or three letters (ISO 639), without region; an empty string where nothing tells."""
    node = page.article_node
    for declared in (text_of(node.get("inLanguage")), page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "", page.first("og:locale", "language", "content-language", "dc.language", "dcterms.language")):
        if match := _CODE.match(declared):
            code = match[1].lower()
            return _OLD_CODES.get(code, code)
    return letters_to_language(text)
