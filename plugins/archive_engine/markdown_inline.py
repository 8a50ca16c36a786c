"""Inline Markdown of the canonical subset (docs/canonical-markdown.md) to HTML and to the words that it shows.

Byte for byte what Python-Markdown with `article_markdown` gives, from one walk over the text. What is outside the
subset raises OutsideSubset: nothing is guessed.
"""

import html
import re
from typing import NamedTuple

from archive_engine.article_markdown import CARD_SEPARATOR, picture_address, safe_address
from archive_engine.interface import PICTURE_MARK

# What markup begins with. An ampersand and `>` are none: `_escape` replaces them in the text around them.
_START = re.compile(r"[\\`*_\[<]|!\[")
_MARKUP = re.compile(r"[\\`*_\[<&>]")
_ESCAPABLE = frozenset("\\`*_{}[]()>#+-.!|")
_LABEL = r"((?:[^\\\[\]`<\n]|\\[\\`*_{}\[\]()>#+.!|-])*)"
_ADDRESS = r"([^\s()<>\"'\\\[\]`{}|^]+)"
_LINK = re.compile(rf"\[{_LABEL}\]\({_ADDRESS}\)")
_IMAGE = re.compile(rf"!{_LINK.pattern}")
# A title in which no sign begins markup or ends it: an apostrophe before a bracket would.
_TITLE = r"((?:[^\\\"'`\[\]<\n]|'(?! *\))|\\[\\`*_{}\[\]()>#+.!|-])+)"
_PICTURE = re.compile(rf'!\[{_LABEL}\]\(((?:\{{(?:static|attach)\}})?{_ADDRESS[1:-1]})(?: "{_TITLE}")?\)')
_PICTURES = re.compile(rf"(?:{_PICTURE.pattern}[ \n]*)+")
_CARD = re.compile(rf'\[{_LABEL}\]\({_ADDRESS} "{_TITLE}"\)')
_SPACE = re.compile(r"\s")
# An address of which nothing has to be taken out, and nothing escaped.
_SAFE_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~/?#!$*+,;=%-]+")
_STARS = re.compile(r"\*+")
_UNDERSCORES = re.compile(r"_+")
_ESCAPE = re.compile(r"\\(.)")
# A line break; before an element Python-Markdown drops the indentation of the line that follows.
_BREAK = re.compile(r" {2}\n(?: +(?=<))?")
# An ampersand that begins no entity: what Python-Markdown's serializer escapes.
_AMPERSAND = re.compile(r"&(?!(?:\#[0-9]+|\#x[0-9a-f]+|[0-9a-z]+);)", re.I)
_TAGS = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>")}


class OutsideSubset(Exception):
    """The text holds something that is not of the canonical subset: Python-Markdown reads it."""


class Converted(NamedTuple):
    """Markdown as HTML, and the words that it shows: a line for each block, ` | ` between the cells of a table."""

    html: str
    words: str


def inline_to_html(text: str) -> Converted:
    r"""Return the HTML of one element's text, and its words.

    >>> tuple(inline_to_html("Two *words* & \\[one]"))
    ('Two <em>words</em> &amp; [one]', 'Two words & [one]')
    """
    if not _MARKUP.search(text):
        return Converted(text.replace("  \n", "<br>\n") if "  \n" in text else text, text)
    if not _START.search(text):
        escaped = _escape(text)
        words = html.unescape(escaped)
        return Converted(_BREAK.sub("<br>\n", escaped) if "  \n" in escaped else escaped, words)
    return _read_markup(text)


def pictures_to_html(text: str) -> list[Converted] | None:
    """Return the HTML and the words of each picture of a paragraph that holds nothing else; None for another one."""
    if not _PICTURES.fullmatch(text) or "  \n" in text:
        return None
    return [_make_picture(*picture.groups(default="")) for picture in _PICTURE.finditer(text)]


def card_to_html(text: str) -> Converted | None:
    """Return the HTML and the words of a paragraph that is the card of what its link embeds; None for another one."""
    card = _CARD.fullmatch(text)
    if not card:
        return None
    label, address, title = card.groups()
    if "@" in address and label == address:
        raise OutsideSubset
    inner, shown = inline_to_html(label)
    provider = _escape(_read_title(title)).replace("<", "&lt;")
    link = _make_link(address, inner)
    markup = f'<p class="embed">{link}<span>{CARD_SEPARATOR}</span><small>{provider}</small></p>'
    return Converted(markup, f"{shown}{CARD_SEPARATOR}{html.unescape(provider)}")


def _read_title(title: str) -> str:
    """Return a title as Python-Markdown reads it."""
    if not title:
        return ""
    if "&\\" in title or title[:1] in (" ", "'") or title[-1:] in (" ", "'"):
        raise OutsideSubset
    title = _SPACE.sub(" ", _ESCAPE.sub(r"\1", title))
    if title != title.strip():
        raise OutsideSubset
    return title


def _make_picture(alt: str, address: str, title: str) -> Converted:
    if "&\\" in alt:
        raise OutsideSubset
    alt, title = _ESCAPE.sub(r"\1", alt) if "\\" in alt else alt, _read_title(title)
    inner = _escape(alt) or _escape(safe_address(address)).replace("<", "&lt;")
    values = [_escape_value(value) for value in (alt, picture_address(address), title)]
    markup = '{}{}" data-picture="{}" data-title="{}">{}</p>'.format(PICTURE_MARK, *values, _make_link(address, inner))
    return Converted(markup, html.unescape(inner))


def _escape_value(text: str) -> str:
    return _escape(text).replace("<", "&lt;").replace('"', "&quot;") if text else ""


def _read_markup(text: str) -> Converted:
    if "`" in text and ("``" in text or ("\\`" in text and text.count("`") > text.count("\\`"))):
        raise OutsideSubset  # which of the backticks belong together is not told here
    markup: list[str] = []
    words: list[str] = []
    at = opened = 0
    while found := _START.search(text, at):
        start = found.start()
        if start > at:
            _add_text(text[at:start], markup, words)
        mark = found[0]
        if mark == "\\":
            shown = text[start + 1 : start + 2]
            if shown not in _ESCAPABLE or not shown or (shown == "#" and text[start - 1 : start] == "&"):
                raise OutsideSubset
            markup.append("&gt;" if shown == ">" else shown)
            words.append(shown)
            at = start + 2
        elif mark == "[":
            link = _LINK.match(text, start)
            if not link or ("@" in link[2] and link[1] == link[2]):
                raise OutsideSubset
            inner, shown = inline_to_html(link[1])
            markup.append(_make_link(link[2], inner))
            words.append(shown)
            at = link.end()
        elif mark == "*":
            at, opened = _read_stars(text, start, opened, markup)
        elif mark == "_":
            at = _UNDERSCORES.match(text, start).end()  # type: ignore[union-attr] # it is there
            if not (text[start - 1 : start].isalnum() and text[at : at + 1].isalnum()):
                raise OutsideSubset
            _add_text(text[start:at], markup, words)
        elif mark == "`":
            at = _read_code(text, start, markup, words)
        elif mark == "![":
            at = _read_image(text, start, markup, words)
        else:
            raise OutsideSubset
    if opened:
        raise OutsideSubset
    if at < len(text):
        _add_text(text[at:], markup, words)
    joined = "".join(markup)
    return Converted(_BREAK.sub("<br>\n", joined) if "  \n" in joined else joined, "".join(words))


def _add_text(text: str, markup: list[str], words: list[str]) -> None:
    if "&" in text or ">" in text:
        text = _escape(text)
        markup.append(text)
        words.append(html.unescape(text))
    else:
        markup.append(text)
        words.append(text)


def _escape(text: str) -> str:
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    return text.replace(">", "&gt;")


def _make_link(address: str, inner: str) -> str:
    """Return a link, or a span where no reader should follow it, as `article_markdown` makes it."""
    if _SAFE_ADDRESS.fullmatch(address):
        return f'<a href="{address}">{inner}</a>'
    address = safe_address(address)
    if not address:
        return f"<span>{inner}</span>"
    return f'<a href="{_escape_value(address)}">{inner}</a>'


def _read_stars(text: str, start: int, opened: int, markup: list[str]) -> tuple[int, int]:
    """Open or close emphasis; return where the text goes on, and how many stars are open."""
    at = _STARS.match(text, start).end()  # type: ignore[union-attr] # it is there
    size = at - start
    if opened:
        if size != opened or text[start - 1].isspace():
            raise OutsideSubset
        markup.append(_TAGS[size][1])
        return at, 0
    if size > 2 or at == len(text) or text[at].isspace():
        raise OutsideSubset
    markup.append(_TAGS[size][0])
    return at, size


def _read_code(text: str, start: int, markup: list[str], words: list[str]) -> int:
    """Add a code span between two single backticks; return where the text goes on."""
    end = text.find("`", start + 1)
    code = text[start + 1 : end].strip()
    if end < 0 or not code or "\n" in code or text[start - 1 : start] == "\\":
        raise OutsideSubset
    markup.append(f"<code>{code.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</code>")
    words.append(code)
    return end + 1


def _read_image(text: str, start: int, markup: list[str], words: list[str]) -> int:
    """Add an image, which the archive shows as a link to it; return where the text goes on."""
    image = _IMAGE.match(text, start)
    if not image or "&\\" in image[1]:
        raise OutsideSubset
    shown = _escape(_ESCAPE.sub(r"\1", image[1]))
    inner = shown or _escape(safe_address(image[2])).replace("<", "&lt;")
    markup.append(_make_link(image[2], inner))
    words.append(html.unescape(inner))
    return image.end()
