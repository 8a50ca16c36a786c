"""What Ghost's editors write, as HTML: Lexical's tree of nodes, Mobiledoc's sections, and the cards in both."""

import json
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from capture_import.forms.embed_html import embed_to_html
from newsrecord.whole_numbers import text_to_number

_DEEPEST = 40
# Lexical's bits of a text's format.
_FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"))
_BLOCKS = {
    "paragraph": "p", "quote": "blockquote", "extended-quote": "blockquote", "aside": "blockquote", "listitem": "li",
}  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Mobiledoc's kinds of sections.
_MARKUP, _IMAGE, _LIST, _CARD = 1, 2, 3, 10


def lexical_to_html(text: str) -> str:
    """Return a Lexical document as HTML; empty for what is none.

    >>> lexical_to_html('{"root": {"type": "root", "children": [{"type": "paragraph", "children": '
    ... '[{"type": "text", "text": "It burns", "format": 1}]}]}}')
    '<p><strong>It burns</strong></p>'
    """
    document = _parse(text)
    root = document.get("root") if isinstance(document, dict) else None
    return _nodes(root, 0) if isinstance(root, dict) else ""


def mobiledoc_to_html(text: str) -> str:
    """Return a Mobiledoc document as HTML; empty for what is none.

    >>> mobiledoc_to_html('{"version": "0.3.1", "markups": [["em"]], "atoms": [], "cards": [], '
    ... '"sections": [[1, "p", [[0, [], 0, "It "], [0, [0], 1, "burns"]]]]}')
    '<p>It <em>burns</em></p>'
    """
    document = _parse(text)
    sections = document.get("sections") if isinstance(document, dict) else None
    if not isinstance(sections, list):
        return ""
    return "".join(_section(section, document) for section in sections if isinstance(section, list) and section)


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_int=text_to_number)
    except (ValueError, RecursionError):
        return None


def _nodes(node: dict[str, Any], depth: int) -> str:
    children = node.get("children")
    if not isinstance(children, list) or depth > _DEEPEST:
        return ""
    return "".join(_node(child, depth + 1) for child in children if isinstance(child, dict))


def _node(node: dict[str, Any], depth: int) -> str:
    kind = str(node.get("type") or "")
    if kind in ("text", "extended-text"):
        return _formatted(_text(node, "text"), node.get("format"))
    if kind == "linebreak":
        return "<br>"
    if kind in ("link", "autolink"):
        return f'<a href="{escape(_text(node, "url"))}">{_nodes(node, depth)}</a>'
    if kind in ("heading", "extended-heading"):
        tag = _text(node, "tag") if _text(node, "tag") in _HEADINGS else "h2"
        return f"<{tag}>{_nodes(node, depth)}</{tag}>"
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
        return f"<{tag}>{_nodes(node, depth)}</{tag}>"
    if kind in _BLOCKS:
        return f"<{_BLOCKS[kind]}>{_nodes(node, depth)}</{_BLOCKS[kind]}>"
    # what no card is, keeps the text in it
    return card_to_html(kind, node) or _nodes(node, depth)


def _formatted(text: str, bits: object) -> str:
    shown = escape(text, quote=False)
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit:
            shown = f"<{tag}>{shown}</{tag}>"
    return shown


def _section(section: list[Any], document: dict[str, Any]) -> str:
    kind = section[0]
    if kind == _MARKUP and len(section) > 2:
        tag = section[1] if section[1] in (*_HEADINGS, "p", "blockquote", "aside") else "p"
        return f"<{tag}>{_markers(section[2], document)}</{tag}>"
    if kind == _IMAGE and len(section) > 1:
        return card_to_html("image", {"src": section[1]})
    if kind == _LIST and len(section) > 2 and isinstance(section[2], list):
        tag = "ol" if section[1] == "ol" else "ul"
        return f"<{tag}>" + "".join(f"<li>{_markers(item, document)}</li>" for item in section[2]) + f"</{tag}>"
    card = _item(document.get("cards"), section[1] if len(section) > 1 else None) if kind == _CARD else None
    if isinstance(card, list) and len(card) > 1 and isinstance(card[1], dict):
        return card_to_html(str(card[0]), card[1])
    return ""


def _markers(markers: object, document: dict[str, Any]) -> str:
    """Return the words of a section: runs that open and close marks, and atoms (a line's end)."""
    shown: list[str] = []
    opened: list[str] = []
    for marker in markers if isinstance(markers, list) else ():
        if not (isinstance(marker, list) and len(marker) == 4 and isinstance(marker[1], list)):
            continue
        is_atom, opening, closing, value = marker
        for number in opening:
            markup = _item(document.get("markups"), number)
            tag, start = _start_tag(markup)
            shown.append(start)
            opened.append(tag)
        if is_atom:
            shown.append("<br>")
        else:
            shown.append(escape(str(value), quote=False))
        for _ in range(closing if isinstance(closing, int) else 0):
            if opened:
                tag = opened.pop()
                shown.append(f"</{tag}>" if tag else "")
    shown += [f"</{tag}>" for tag in reversed(opened) if tag]
    return "".join(shown)


def _start_tag(markup: object) -> tuple[str, str]:
    if not isinstance(markup, list) or not markup:
        return "", ""
    tag = str(markup[0]).lower()
    if tag == "a":
        values = markup[1] if len(markup) > 1 and isinstance(markup[1], list) else []
        pairs = dict(zip(map(str, values[::2]), map(str, values[1::2]), strict=False))
        return "a", f'<a href="{escape(pairs.get("href", ""))}">'
    if tag in ("b", "strong", "i", "em", "code", "s", "u", "sub", "sup"):
        return tag, f"<{tag}>"
    return "", ""


def card_to_html(kind: str, card: dict[str, Any]) -> str:
    """Return a card as HTML: pictures with captions, embeds as figures, boxes as words; nothing for what sells."""
    maker = _CARDS.get(kind.removesuffix("-card"))
    return maker(card) if maker else ""


def _image(card: dict[str, Any]) -> str:
    src = _text(card, "src") or _text(card, "url")
    caption = _text(card, "caption")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(src)}" alt="{escape(_text(card, "alt"))}">{below}</figure>' if src else ""


def _gallery(card: dict[str, Any]) -> str:
    images = card.get("images")
    shown = "".join(_image(image) for image in images if isinstance(image, dict)) if isinstance(images, list) else ""
    return shown + (f"<p>{_text(card, 'caption')}</p>" if _text(card, "caption") else "")


def _bookmark(card: dict[str, Any]) -> str:
    about = card.get("metadata")
    about = about if isinstance(about, dict) else {}
    url = _text(card, "url") or _text(about, "url")
    return embed_to_html(url, _text(about, "title") or _text(card, "title"), _text(card, "caption"))


def _embed(card: dict[str, Any]) -> str:
    about = card.get("metadata")
    title = _text(about, "title") if isinstance(about, dict) else ""
    return embed_to_html(_text(card, "url"), title, _text(card, "caption"))


def _media(card: dict[str, Any]) -> str:
    return embed_to_html(_text(card, "src"), _text(card, "title"), _text(card, "caption"))


def _file(card: dict[str, Any]) -> str:
    title = _text(card, "fileTitle") or _text(card, "title") or _text(card, "fileName")
    words = _text(card, "caption") or _text(card, "fileCaption")
    return _link(_text(card, "src"), title) + _paragraph(words)


def _code(card: dict[str, Any]) -> str:
    return f"<pre><code>{escape(_text(card, 'code'), quote=False)}</code></pre>"


def _markdown(card: dict[str, Any]) -> str:
    from capture_import.forms.plain_text.markdown_captures import markdown_to_html  # noqa: PLC0415 - seldom used

    return markdown_to_html(_text(card, "markdown"))


def _words(*names: str) -> Callable[[dict[str, Any]], str]:
    """Return a maker of paragraphs of what a card has under some names, in which it keeps HTML."""
    return lambda card: "".join(_paragraph(_text(card, name)) for name in names)


def _unless_it_sells(
    maker: Callable[[dict[str, Any]], str], enabled: str, target: str
) -> Callable[[dict[str, Any]], str]:
    """Return a maker of nothing for a card whose button is enabled and has a target."""
    return lambda card: "" if card.get(enabled) and _text(card, target) else maker(card)


def _toggle(card: dict[str, Any]) -> str:
    heading = _text(card, "heading")
    return (f"<h3>{heading}</h3>" if heading else "") + _paragraph(_text(card, "content"))


def _paragraph(html: str) -> str:
    return (html if html.lstrip().startswith("<p") else f"<p>{html}</p>") if html.strip() else ""


def _link(url: str, title: str) -> str:
    return f'<p><a href="{escape(url)}">{escape(title or url, quote=False)}</a></p>' if url else ""


_CARDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "image": _image,
    "gallery": _gallery,
    "bookmark": _bookmark,
    "embed": _embed,
    "video": _media,
    "audio": _media,
    "file": _file,
    "codeblock": _code,
    "code": _code,
    "markdown": _markdown,
    "html": lambda card: _text(card, "html"),
    "callout": _words("calloutText"),
    "toggle": _toggle,
    "header": _unless_it_sells(_words("heading", "header", "subheading", "subheader"), "buttonEnabled", "buttonUrl"),
    "product": _unless_it_sells(_words("productTitle", "productDescription"), "productButtonEnabled", "productUrl"),
    "hr": lambda card: "<hr>",
    "horizontalrule": lambda card: "<hr>",
}


def _item(items: object, number: object) -> object:
    is_there = isinstance(items, Sequence) and isinstance(number, int) and 0 <= number < len(items)
    return items[number] if is_there else None  # type: ignore[index]  # `is_there` has looked


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
