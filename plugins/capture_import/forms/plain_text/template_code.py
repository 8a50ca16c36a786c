r"""What a static site's program replaces in a text: shortcodes of Hugo (`{{< figure >}}`), tags and values of Liquid
(`{% include %}`, `{{ site.url }}`), kramdown's attributes. Each becomes what it stands for, else it goes: none is text.

Code keeps them: a text about them shows them.
"""

import re
import tomllib
from functools import cache
from html import escape
from pathlib import Path

_DATA = Path(__file__).parents[2] / "fields" / "data" / "shortcodes.toml"
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.{0,20000}?^(?P=fence)`*~*[ \t]*$"
    r"|(?<!`)(?P<ticks>`{1,9}+)(?!`)[^\n]{0,500}?(?<!`)(?P=ticks)(?!`)",
    re.M | re.S,
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.{0,5000}?)\{%-?\s*endraw\s*-?%\}", re.S)
_COMMENT = re.compile(
    r"\{%-?\s*comment\s*-?%\}.{0,5000}?\{%-?\s*endcomment\s*-?%\}|\{\{-?\s*/\*(?:(?!\{\{/\*).){0,5000}?\*/\s*-?\}\}",
    re.S,
)
# `{{</* figure */>}}` shows `{{< figure >}}`
_SHOWN = re.compile(r"\{\{([<%])/\*(.{0,5000}?)\*/([>%])\}\}", re.S)
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+(\w*)[^%]{0,200}%\}\n?(.{0,9000}?)\{%-?\s*endhighlight\s*-?%\}", re.S)
_HUGO_HIGHLIGHT = re.compile(
    r"\{\{[<%]\s*highlight\s+(\w*)[^\n]{0,200}?[>%]\}\}\n?(.{0,9000}?)\{\{[<%]\s*/highlight\s*[>%]\}\}", re.S
)
# A link to another text of the site, whose address the program knows: its words stay.
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\n]|\[[^\[\]\n]*\]){1,300})\]\(\s*(?:[^()\s]*?)(?:\{\{|\{%).{1,300}?(?:\}\}|%\})[^()\s]*\s*(?:\"[^\"\n]*\")?\)"
)
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\(\s*\{\{[^{}<>%]{1,100}\}\}(/?[^()\s]*)((?:\s+\"[^\"\n]*\")?)\s*\)")
_CODE_OF_HUGO = re.compile(
    r"\{\{[<%]\s*(/?)\s*([\w./-]+)((?:[^<>%{}\"'`]|\"(?:[^\"\\]|\\.)*\"|'[^']*'|`[^`]*`)*?)\s*/?\s*[>%]\}\}"
)
_INCLUDE = re.compile(r"\{%-?\s*(\w+)((?:[^%{}\"']|\"[^\"]*\"|'[^']*'|%(?!\}))*?)-?%\}")
_VALUE = re.compile(r"\{\{-?((?:[^{}\"']|\"[^\"]*\"|'[^']*')*?)-?\}\}")
_TEXT_VALUE = re.compile(r"\s*([\"'])(.*?)\1\s*(?:\|[^|]*)*\Z", re.S)
_ATTRIBUTES = re.compile(
    r"^[ \t]*(?:\*[ \t]+TOC[ \t]*\n)?\{:[^{}\n]*\}[ \t]*$|(?<=[)\]*_])\{:[^{}\n]*\}|[ \t]+\{#[\w-]+\}[ \t]*$", re.M
)
_NAMED = re.compile(r"([\w-]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`]+))")
_BARE = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|'([^']*)'|([^\s\"'`=]+)(?![\w-]*\s*=)")
_FIGURE_NAMES = frozenset(
    "figure fig figure.html image image.html img img.html picture photo photo.html figure.md".split()
)
_SOURCES = ("src", "link", "url", "image_path", "image", "file", "path", "img", "source")
_TITLES = ("caption", "description", "title")


def resolve_template_code(text: str) -> str:
    """Return a text with what a site's program would show in the place of its code.

    >>> resolve_template_code('The {{< param "x" >}}lamp. {{% notice %}}It burns.{{% /notice %}} `{{< ref >}}`')
    'The lamp. It burns. `{{< ref >}}`'
    >>> resolve_template_code('See [the mole]({{< ref "mole.md" >}}).')
    'See the mole.'
    """
    if "{" not in text:
        return text
    text = _HIGHLIGHT.sub(r"\n```\1\n\2\n```\n", _HUGO_HIGHLIGHT.sub(r"\n```\1\n\2\n```\n", text))
    shown: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        shown += [_resolve(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*shown, _resolve(text[at:])])


def _resolve(text: str) -> str:
    if "{" not in text:
        return text
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\ufdd8{len(kept) - 1}\ufdd9"

    text = _RAW.sub(lambda match: keep(match[1]), _COMMENT.sub("", text))
    text = _SHOWN.sub(lambda match: keep(f"{{{{{match[1]}{match[2]}{match[3]}}}}}"), text)
    text = _PICTURE.sub(r"![\1](\2\3)", text)
    text = _LINK.sub(r"\1", text)
    text = _CODE_OF_HUGO.sub(lambda match: "" if match[1] else _show(match[2], match[3]), text)
    text = _INCLUDE.sub(_show_tag, text)
    text = _VALUE.sub(_show_value, text)
    text = _ATTRIBUTES.sub("", text)
    return re.sub("\ufdd8(\\d+)\ufdd9", lambda match: kept[int(match[1])], text)


def _show_tag(match: re.Match[str]) -> str:
    """Return what a tag of Liquid shows: an included figure, an embedded film; nothing for what steers the program."""
    if match[1] == "include" or match[1] == "include_relative":
        name, _, rest = match[2].strip().partition(" ")
        return _show(name, rest)
    return _show(match[1], match[2])


def _show_value(match: re.Match[str]) -> str:
    text = _TEXT_VALUE.match(match[1])
    return text[2] if text else ""


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
        return f"\n\n<{numbers[0]}>\n\n"
    if address and len(numbers) >= address.count("{}"):
        url = address.format(*numbers)
        return f"\n\n<{url}>\n\n"
    return ""


def _figure(named: dict[str, str], bare: list[str]) -> str:
    source = next((named[key] for key in _SOURCES if named.get(key)), bare[0] if bare else "")
    caption = next((named[key] for key in _TITLES if named.get(key)), "")
    credit = named.get("attr") or named.get("credit") or ""
    if not source or "{" in source:
        return f"\n\n{caption}\n\n" if caption and not source else ""
    below = " ".join(filter(None, [caption, credit]))
    shown = f"<figcaption>{escape(below, quote=False)}</figcaption>" if below else ""
    return f'\n\n<figure><img src="{escape(source)}" alt="{escape(named.get("alt", ""))}">{shown}</figure>\n\n'


@cache
def _addresses() -> dict[str, str]:
    data: dict[str, dict[str, str]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return data["addresses"]
