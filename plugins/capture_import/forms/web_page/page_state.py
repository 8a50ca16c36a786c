"""Text that a page keeps for its scripts: HTML in the strings of JSON, for pages that show nothing until scripts have
run.
"""

import html
import json
import re

import lxml.html
from lxml import etree

from capture_import.forms.web_page.page import Page

_STRING = re.compile(r'"((?:[^"\\]|\\.){200,})"', re.S)
_PARAGRAPH = re.compile(r"<(?:p|br)\b", re.I)
# Words that tell what a title is about: long ones, and any in Chinese, Japanese and Korean.
_TELLING = re.compile(r"[^\W\d_]{5,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,}")
_MIN_LETTERS = 200
_MAX_SCRIPT = 4_000_000


def find_kept_text(page: Page) -> lxml.html.HtmlElement | None:
    """Return an element made of the longest HTML text among the strings in the page's scripts and data attributes; None
    without one.
    """
    title = page.first("og:title") or " ".join(
        text for element in page.tree.iter("title") for text in element.itertext()
    )
    about = set(_TELLING.findall(title.casefold()))
    best = ""
    for text in _list_state(page):
        for match in _STRING.finditer(text[:_MAX_SCRIPT]):
            string = _unquote(match[1])
            if not _PARAGRAPH.search(string) or len(string) <= len(best) or string.lstrip().startswith(("{", "[")):
                continue
            # scripts hold other articles, too: the title's words tell which one is meant
            if 2 * len(about & set(_TELLING.findall(string.casefold()))) >= len(about):
                best = string
    if len(re.sub(r"<[^>]*+(?:>|\Z)", "", best)) < _MIN_LETTERS:
        return None
    try:
        return lxml.html.fragment_fromstring(best, create_parent="article")
    except (etree.ParserError, ValueError):
        return None


def _list_state(page: Page) -> list[str]:
    texts = [
        element.text
        for element in page.tree.iter("script")
        if element.text
        and len(element.text) > _MIN_LETTERS
        and "\\u003c" in element.text.lower() + "\\u003c" * ("<p" in element.text)
    ]
    for element in page.elements:
        if isinstance(element.tag, str):
            texts.extend(
                value
                for name, value in element.attrib.items()
                if len(value) > 400 and name.startswith("data-") and "{" in value
            )
    return texts


def _unquote(text: str) -> str:
    try:
        string = json.loads(f'"{text}"', strict=False)
    except ValueError:
        return ""
    return html.unescape(string) if "&lt;p" in string else string
