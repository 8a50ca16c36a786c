r"""What a static site's program replaces in a text: shortcodes of Hugo (`{{< figure >}}`), tags and values of Liquid
(`{% include %}`, `{{ site.url }}`), kramdown's attributes. Each becomes what it stands for, else it goes: none is text.

Code keeps them: a text about them shows them.
"""

import re
import tomllib
from functools import cache
from html import escape
from pathlib import Path

from capture_import.forms.embed_html import embed_to_html

_DATA = Path(__file__).parents[2] / "fields" / "data" / "shortcodes.toml"
_CODE = re.compile(
    r"^(?P<fence>`{3,9}+|~{3,9}+)[^\n]*\n.{0,20000}?^(?P=fence)`*~*[ \t]*$"
    r"|(?<!`)(?P<ticks>`{1,9}+)(?!`)[^\n]{0,500}?(?<!`)(?P=ticks)(?!`)",
    re.M | re.S,
)
# One piece of code, which holds no other: `{{ value }}`, `{{< shortcode >}}`, `{% tag %}`.
_PIECE = re.compile(r"\{\{(?:(?!\{\{|\}\}).){0,2000}\}\}|\{%(?:(?!\{%|%\}).){0,2000}%\}", re.S)
# A link to another text of the site, whose address the program knows: its words stay.
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\n]|\[[^\[\]\n]*\]){1,300})\]\(\s*(?:[^()\s]*?)(?:\{\{|\{%).{1,300}?(?:\}\}|%\})[^()\s]*\s*(?:\"[^\"\n]*\")?\)"
)
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\(\s*\{\{[^{}<>%]{1,100}\}\}(/?[^()\s]*)((?:\s+\"[^\"\n]*\")?)\s*\)")
_NAME = re.compile(r"[\w./-]{1,80}")
# What stands between a beginning and its end is shown in another way than the text round it.
_SPANS = ("raw", "comment", "highlight")
_TEXT_VALUE = re.compile(r"\s{0,9}([\"'])([^\"'|]*)\1")
_ATTRIBUTES = re.compile(
    r"^[ \t]{0,9}(?:\*[ \t]{1,9}TOC[ \t]{0,9}\n)?\{:[^{}\n]*\}[ \t]{0,9}$"
    r"|(?<=[)\]*_])\{:[^{}\n]*\}|(?<![ \t])[ \t]{1,9}\{#[\w-]{1,99}\}$",
    re.M,
)
_NAMED = re.compile(
    r"(?<![\w-])([\w-]{1,60}+)\s{0,9}=\s{0,9}(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`]{1,999}))", re.S
)
_BARE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|'([^']*)'|(?<![^\s])([^\s\"'`=]{1,999}+)(?!=)", re.S)
_FIGURE_NAMES = frozenset(
    "figure fig figure.html image image.html img img.html picture photo photo.html figure.md".split()
)
_SOURCES = ("src", "link", "url", "image_path", "image", "file", "path", "img", "source")
_CAPTIONS = ("caption", "description")
# A link, emphasis.
_MARKS = re.compile(
    r"\[([^\[\]]{1,300})\]\([^()\s]{0,500}\)|(?<!\w)(\*{1,2}|_{1,2})(?=\S)([^*_]{1,300})(?<=\S)\2(?!\w)"
)


def resolve_template_code(text: str) -> str:
    """Return a text with what a site's program would show in the place of its code.

    >>> resolve_template_code('The {{< param "x" >}}lamp. {{% notice %}}It burns.{{% /notice %}} `{{< ref >}}`')
    'The lamp. It burns. `{{< ref >}}`'
    >>> resolve_template_code('See [the mole]({{< ref "mole.md" >}}).')
    'See the mole.'
    """
    if "{" not in text:
        return text
    shown: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        shown += [_resolve(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*shown, _resolve(text[at:])])


def _resolve(text: str) -> str:
    if "{" not in text:
        return text
    text = _LINK.sub(r"\1", _PICTURE.sub(r"![\1](\2\3)", text))
    shown: list[str] = []
    span, inside, as_written = "", 0, []
    at = 0
    for piece in _PIECE.finditer(text):
        before = text[at : piece.start()]
        at = piece.end()
        name, arguments = _read_piece(piece[0])
        if span:
            as_written += [before, piece[0]]
            if name in (f"end{span}", f"/{span}"):
                shown[inside:] = [_show_span(span, "".join(as_written[:-1]))]
                span = ""
                continue
        elif name in _SPANS:
            shown.append(before)
            span, inside, as_written = name, len(shown), []
            continue
        # what has no end is shown as if it had not begun
        shown += [before, _show_piece(piece[0], name, arguments)]
    return _ATTRIBUTES.sub("", "".join([*shown, text[at:]]))


def _read_piece(piece: str) -> tuple[str, str]:
    """Return the name of a shortcode or a tag in small letters, `/` before one that ends, and what stands behind it."""
    inner = piece[2:-2].strip("-")
    if piece.startswith("{{"):
        if not inner.startswith(("<", "%")):
            return "", inner
        inner = inner[1:-1]
    inner = inner.strip()
    is_end = inner.startswith("/")
    name = _NAME.match(inner.lstrip("/ "))
    if not name or inner.startswith("/*"):
        return "", ""
    rest = inner.lstrip("/ ")[name.end() :].removesuffix("/")
    return ("/" if is_end else "") + name[0].lower(), rest


def _show_span(span: str, text: str) -> str:
    if span == "highlight":
        return f"\n```\n{text.strip()}\n```\n"
    return text if span == "raw" else ""


def _show_piece(piece: str, name: str, arguments: str) -> str:
    """Return what a piece of code shows: a figure, an embedded film, a value; nothing for what steers the program."""
    if piece[2:5] in ("</*", "%/*"):  # `{{</* figure */>}}` shows `{{< figure >}}`
        return f"{piece[:3]}{piece[5:-5]}{piece[-3:]}" if piece.endswith(("*/>}}", "*/%}}")) else ""
    if piece.startswith("{{") and not name:
        value = _TEXT_VALUE.match(arguments)
        return value[2] if value else ""
    if name.startswith("/"):
        return ""
    if name in ("include", "include_relative"):
        name, _, arguments = arguments.strip().partition(" ")
    return _show(name, arguments)


def _show(name: str, arguments: str) -> str:
    """Return what a shortcode shows that stands by itself."""
    name = name.rpartition("/")[2].lower()
    named = {found[0].lower(): next(filter(None, found[1:]), "") for found in _NAMED.findall(arguments)}
    bare = [next(filter(None, found), "") for found in _BARE.findall(_NAMED.sub(" ", arguments))]
    if name in _FIGURE_NAMES:
        return _figure(named, bare)
    name = name.removesuffix(".html").removesuffix(".md")
    address = _addresses().get(name, "")
    numbers = [named[key] for key in ("user", "id") if key in named] or bare
    if numbers and numbers[0].startswith(("http://", "https://")) and (address or name in ("embed", "video", "audio")):
        return _embed(numbers[0], named)
    if address and len(numbers) >= address.count("{}"):
        return _embed(address.format(*numbers), named)
    return ""


def _embed(url: str, named: dict[str, str]) -> str:
    return f"\n\n{embed_to_html(url, named.get('title', ''), escape(named.get('caption', ''), quote=False))}\n\n"


def _figure(named: dict[str, str], bare: list[str]) -> str:
    """Return a figure's HTML: caption, title and credit below the picture, as the programs show them, a title alone as
    the caption.
    """
    source = next((named[key] for key in _SOURCES if named.get(key)), bare[0] if bare else "")
    caption = next((named[key] for key in _CAPTIONS if named.get(key)), "")
    title, credit = named.get("title") or "", named.get("attr") or named.get("credit") or ""
    if title and title not in caption:
        caption = f"{title.rstrip('.')}. {caption}" if caption else title
    caption = _show_words(caption)
    if not source or "{" in source:
        return f"\n\n{caption}\n\n" if caption and not source else ""
    below = caption + (f' <small class="credit">{_show_words(credit)}</small>' if credit else "")
    shown = f"<figcaption>{below}</figcaption>" if below else ""
    return f'\n\n<figure><img src="{escape(source)}" alt="{escape(named.get("alt", ""))}">{shown}</figure>\n\n'


def _show_words(markdown: str) -> str:
    """Return the words of a line of Markdown, as a caption is one, as HTML.

    >>> _show_words("The *old* lamp of [Osvell](https://osvell.example) & co")
    'The old lamp of Osvell &amp; co'
    """
    return escape(_MARKS.sub(lambda match: match[1] or match[3], markdown.replace('\\"', '"')), quote=False)


@cache
def _addresses() -> dict[str, str]:
    data: dict[str, dict[str, str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return data["addresses"]
