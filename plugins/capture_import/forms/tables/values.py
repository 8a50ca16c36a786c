"""What stands in a cell, or under a name of JSON: texts, lists, objects with a name; a body as HTML."""

import html
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from capture_import.forms.entries.entry import text_to_html
from newsrecord.clean_text import clean_block, clean_line

# What programs write for want of a value.
_NOTHING = frozenset(["", "null", "none", "nan", "n/a", "na", "undefined", "<na>", "[]", "{}", "\\n", "-"])
_NO_TIME = "NaT"  # as pandas writes it; `nat` is a word
_NAMES = (
    "name",
    "title",
    "main",
    "original",
    "label",
    "rendered",
    "fullName",
    "full_name",
    "displayName",
    "display_name",
    "value",
    "text",
    "tag",
)
_NAME_PARTS = (("firstName", "lastName"), ("first_name", "last_name"), ("given", "family"))
_DEEPEST = 8
_LONGEST_LIST = 20_000
# A list of words as Python or JSON writes it.
_WORD = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|None|null)"""
_LIST = re.compile(rf"[\[({{]\s*{_WORD}(?:\s*+,\s*+{_WORD})*+\s*+(?:,\s*+)?[\])}}]\Z", re.DOTALL)
_WORDS = re.compile(_WORD, re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_MARKUP = re.compile(
    r"</?(?:p|div|section|article|h\d|ul|ol|li|table|tr|br|blockquote|figure|img|span|strong|em|b|i|a)\b[^<>]*>", re.I
)
_WHOLE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.I | re.S
)
# Of objects that hold a text in parts: what their texts stand under, those of headings first.
_HEADING_KEYS = frozenset(["headline", "heading", "header"])
_TEXT_KEYS = frozenset(
    [
        "text",
        "paragraphs",
        "paragraph",
        "sections",
        "content",
        "contents",
        "blocks",
        "children",
        "data",
        "value",
        "html",
        "body",
        "rendered",
        "items",
    ]
)


def value_to_texts(value: Any, depth: int = _DEEPEST) -> Iterator[str]:
    """Yield the texts of a value: of a list its members, of an object its name; nothing for what says that there is
    none.

    >>> list(value_to_texts(["Ann Lee", {"name": "Bo Ek"}, None])), list(value_to_texts("['Ann Lee', 'Bo Ek']"))
    (['Ann Lee', 'Bo Ek'], ['Ann Lee', 'Bo Ek'])
    """
    if isinstance(value, str):
        yield from _split_list(value)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, (int, float)):
        if math.isfinite(value):
            yield str(value)
    elif isinstance(value, list) and depth:
        for member in value:
            yield from value_to_texts(member, depth - 1)
    elif isinstance(value, Mapping) and depth:
        yield from _name_of(value, depth - 1)


def is_empty(value: Any) -> bool:
    """Return whether a value says nothing.

    >>> is_empty("NaN"), is_empty([]), is_empty("0")
    (True, True, False)
    """
    if isinstance(value, str):
        return value.strip().lower() in _NOTHING or value.strip() == _NO_TIME
    return value is None or value in ([], {}) or (isinstance(value, float) and not math.isfinite(value))


def value_to_line(value: Any) -> str:
    """Return the first text of a value as one line, its characters of HTML as they are shown."""
    return next((line for text in value_to_texts(value) if (line := clean_line(show_characters(text)))), "")


def is_whole_page(value: Any) -> bool:
    """Return whether a value is a web page as a whole, with all that stands round an article."""
    return isinstance(value, str) and bool(_WHOLE_PAGE.match(value))


def value_to_html(value: Any) -> str:
    r"""Return a text as HTML: as it is, or its lines and parts as paragraphs.

    >>> value_to_html({"sections": [{"headline": ["The mole"], "paragraphs": ["It is long.", "It is old."]}]})
    '<h2>The mole</h2><p>It is long.</p><p>It is old.</p>'
    """
    return "".join(_value_to_parts(value, _DEEPEST))


def text_to_body(text: str) -> str:
    """Return one text as HTML."""
    text = clean_block(text)
    return text if _MARKUP.search(text) else text_to_html(show_characters(text))


def show_characters(text: str) -> str:
    """Return plain text with its characters of HTML (`&amp;`) as they are shown; what has markup is HTML."""
    return html.unescape(text) if "&" in text and "<" not in text else text


def _value_to_parts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if not is_empty(value):
            members = list(_split_list(value)) if _LIST.match(value[:_LONGEST_LIST]) else [value]
            yield from map(text_to_body, members)
    elif isinstance(value, list) and depth:
        for member in value:
            yield from _value_to_parts(member, depth - 1)
    elif isinstance(value, Mapping) and depth:
        for key, inner in value.items():
            if key.lower() in _HEADING_KEYS:
                yield from (f"<h2>{html.escape(clean_line(text))}</h2>" for text in value_to_texts(inner, depth - 1))
            elif key.lower() in _TEXT_KEYS:
                yield from _value_to_parts(inner, depth - 1)


def _split_list(text: str) -> Iterator[str]:
    """Yield the members of a list that a program wrote into a text; a text that is none as it stands."""
    text = text.strip()
    if text.lower() in _NOTHING:
        return
    if text[0] not in "[({" or len(text) > _LONGEST_LIST or not _LIST.match(text):
        yield text
        return
    for word in _WORDS.findall(text):
        if word[0] in "\"'" and (inner := _unquote(word)).strip():
            yield inner


def _unquote(word: str) -> str:
    if word[0] == '"':
        try:
            return str(json.loads(word, strict=False))
        except ValueError:
            pass
    return _ESCAPED.sub(r"\1", word[1:-1])


def _name_of(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    date = next((inner for key, inner in value.items() if key.startswith(("$date", "$number"))), None)
    if date is not None:  # MongoDB's extended JSON
        yield from value_to_texts(date, depth)
        return
    for first, last in _NAME_PARTS:
        if name := clean_line(" ".join(str(value[key]) for key in (first, last) if isinstance(value.get(key), str))):
            yield name
            return
    for key in _NAMES:
        if not is_empty(value.get(key)):
            yield from value_to_texts(value[key], depth)
            return
