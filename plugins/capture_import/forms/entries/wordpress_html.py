"""A WordPress post's text as the HTML that WordPress shows: lines become paragraphs, shortcodes are removed."""

import re
from html import unescape

from capture_import.fields.body.embeds import find_provider
from capture_import.forms.embed_html import embed_to_html

_BLOCK_COMMENT = re.compile(r"<!--\s*+/?(?:wp:|more\b|nextpage\b)[^<]*?-->")
_CAPTION = re.compile(r"\[caption\b[^\[\]]*+\]((?:[^\[]++|\[(?!/?caption\b))*+)\[/caption\]", re.I)
_CAPTION_PARTS = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.S | re.I)
_EMBED = re.compile(r"\[embed\b[^\[\]]*+\]\s*+(https?://[^\s\[<]++)\s*+\[/embed\]", re.I)
# WordPress embeds what a URL that is alone on its line leads to: a video, a post.
_LONE_URL = re.compile(r"^[ \t]*+(https?://[^\s<>\[\]\"']++)[ \t]*+$", re.M)
_EMBED_BLOCK = re.compile(r"<figure\b[^<>]*\bwp-block-embed\b[^<>]*+>((?:[^<]++|<(?!/?figure\b))*+)</figure>", re.I)
_FILE_BUTTON = re.compile(r"<a\b[^<>]*\bwp-block-file__button\b[^<>]*+>[^<]*+</a>", re.I)
_LINKED_PAIR = re.compile(
    r"""\[(\w*button)\b[^\[\]]*?\s(?:link|url|href)=["']?(https?://[^\s"'\[\]]++)[^\[\]]*+\]([^\[\]]++)\[/\1\]""", re.I
)
_CAPTION_OF_EMBED = re.compile(r"<figcaption\b[^<>]*+>((?:[^<]++|<(?!/?figcaption\b))*+)</figcaption>", re.I)
_MEDIA = re.compile(
    r"\[(?:youtube|vimeo|soundcloud|twitter|tweet|instagram|audio|video)\b[^\[\]:]{0,100}?(https?://[^\s\[\]<>\"']++)[^\[\]]*+\]",
    re.I,
)
# The text inside a pair of unknown shortcodes is kept; a single one with a value (`name="..."`) is removed.
_PAIR = re.compile(r"\[([a-z][\w-]*+)\b[^\[\]]*+\]((?:[^\[]++|\[(?!/?\1\b))*+)\[/\1\]", re.I)
_WITH_VALUE = re.compile(r"""\[[a-z][\w-]*+(?:\s++[\w-]++=(?:"[^"\]]*+"|'[^'\]]*+'))++\s*+/?\]""", re.I)
_DEEPEST_PAIR = 5
# The shortcodes of WordPress itself and of common plugins; other brackets are the author's and stay.
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|audio|video|playlist|wp_caption|vc_\w+|et_pb_\w+|fusion_\w+|av_\w+|contact-form\w*|jetpack\w*|"
    r"youtube|soundcloud|twitter|instagram)\b[^\]]{0,2000}\]",
    re.I,
)
_REST_OF_TAG = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
_BLOCK = (
    "address|article|aside|blockquote|dd|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr|li|ol|p|pre|"
    "section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK_START = re.compile(rf"\s*</?(?:{_BLOCK})\b", re.I)
_AROUND_BLOCKS = re.compile(rf"(?:(?<!\s)\s++)?(</?(?:{_BLOCK})\b{_REST_OF_TAG})\s*+", re.I)
_PRE = re.compile(r"(<pre\b(?:[^<]++|<(?!/?pre\b))*+</pre>)", re.I)


def post_to_html(content: str) -> str:
    r"""Return the HTML of a post's content. As in WordPress, empty lines divide paragraphs, and a line end is a break.

    >>> post_to_html("One.\n\nTwo,\nthree.")
    '<p>One.</p><p>Two,<br>three.</p>'
    """
    has_blocks = "<!-- wp:" in content
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = _FILE_BUTTON.sub("", content)
    content = _LINKED_PAIR.sub(r'<a href="\2">\3</a>', content)
    content = _CAPTION.sub(_caption_to_figure, _BLOCK_COMMENT.sub("\n\n", content))
    content = _SHORTCODE.sub("", _MEDIA.sub(_url_to_figure, _EMBED.sub(_url_to_figure, content)))
    content = _WITH_VALUE.sub("", _unwrap_pairs(content))
    content = _LONE_URL.sub(_show_url, _EMBED_BLOCK.sub(_embed_to_figure, content))
    if has_blocks:
        return content.strip()
    parts = _PRE.split(content)
    return "".join(part if place % 2 else _paragraphs(part) for place, part in enumerate(parts))


def _paragraphs(text: str) -> str:
    """Wrap each text between block elements or empty lines in a paragraph."""
    text = _AROUND_BLOCKS.sub(r"\n\n\1\n\n", text)
    shown: list[str] = []
    is_inside, was_text = 0, False
    for part in re.split(r"\n\s*\n", text):
        part = part.strip()
        if not part:
            continue
        if _BLOCK_START.match(part):
            shown.append(part)
            was_text = False
            tag = re.match(r"<(/?)(?:p|h[1-6]|li|td|th|dt|dd|figure|figcaption|address)\b", part, re.I)
            if tag:
                is_inside = max(0, is_inside - 1) if tag[1] else is_inside + 1
        else:
            part = re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)\n", "<br>", part)
            # an empty line inside a paragraph ends it for a reader
            shown.append((f"<br><br>{part}" if was_text else part) if is_inside else f"<p>{part}</p>")
            was_text = True
    return "".join(shown)


def _unwrap_pairs(content: str) -> str:
    for _ in range(_DEEPEST_PAIR):
        content, count = _PAIR.subn(r"\2", content)
        if not count:
            break
    return content


def _embed_to_figure(match: re.Match[str]) -> str:
    """Return an embed block that stores nothing but a URL as a figure; another one as it is: it holds the player."""
    caption = _CAPTION_OF_EMBED.search(match[1])
    shown = re.sub(r"<[^<>]*>", "\n", _CAPTION_OF_EMBED.sub("", match[1])).strip()
    if not re.fullmatch(r"https?://\S+", shown):
        return match[0]
    return f"\n\n{embed_to_html(unescape(shown), caption=caption[1].strip() if caption else '')}\n\n"


def _url_to_figure(match: re.Match[str]) -> str:
    return embed_to_html(unescape(match[1]))


def _show_url(match: re.Match[str]) -> str:
    """Return what WordPress shows for a URL that is alone on its line: what it knows how to embed, else a link."""
    if find_provider(unescape(match[1])):
        return _url_to_figure(match)
    return f'<p><a href="{match[1]}">{match[1]}</a></p>'


def _caption_to_figure(match: re.Match[str]) -> str:
    parts = _CAPTION_PARTS.match(match[1])
    return f"\n\n<figure>{parts[1]}<figcaption>{parts[2].strip()}</figcaption></figure>\n\n" if parts else match[1]
