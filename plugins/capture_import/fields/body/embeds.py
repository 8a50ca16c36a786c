"""What pages embed: videos, sounds, posts, maps, documents. By its URL it is told who provides it, what it is called,
and whether it is none of an article: advertising, counters, buttons. The lists stand in `data/embed_providers.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun
from capture_import.fields.body.placing import place_between
from capture_import.fields.urls import clean_url, host_of
from newsrecord.clean_text import clean_line
from newsrecord.embeds import Embed
from newsrecord.web_urls import split_url

if TYPE_CHECKING:  # lxml loads longer than a plain text is read
    from lxml.html import HtmlElement

_DATA = Path(__file__).parents[1] / "data" / "embed_providers.toml"
# So many characters of a URL tell who provides what it leads to.
_JUDGED = 1000
_LONGEST_TITLE = 300
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class FoundEmbed:
    """What a page embeds at `element`, with its caption; `quotation` is an embedded post's text where the page's own
    blocks do not have it.
    """

    embed: Embed
    caption: str = ""
    quotation: Block | None = None
    element: "HtmlElement | None" = None

    def to_blocks(self) -> list[Block]:
        """Return the blocks that show it."""
        card = Block("embed", [TextRun(self.embed.title)], embed=self.embed, element=self.element)
        caption = [Block("paragraph", [TextRun(self.caption)], element=self.element)] if self.caption else []
        return [*filter(None, [self.quotation]), card, *caption]


def url_to_embed(url: str, title: str = "", caption: str = "", *, is_declared: bool = False) -> Embed | None:
    """Return what a page embeds by its URL; None for what is none of an article, and for what is no web URL.

    `is_declared` says that an author embedded it, whatever it is. The title is the declared one, if it says more than
    what plays it, else the caption, else the URL.

    >>> url_to_embed("https://vimeo.com/7?utm_source=x", "Vimeo video player")
    Embed(address='https://vimeo.com/7', title='vimeo.com/7', provider='Vimeo')
    >>> url_to_embed("https://www.youtube.com/embed/abcdefghijk?rel=0").address
    'https://www.youtube.com/watch?v=abcdefghijk'
    >>> url_to_embed("https://www.facebook.com/plugins/like.php?href=https://paper.example/")
    """
    address = clean_url(_find_page(url))
    if not address or (not is_declared and is_widget(address, is_captioned=bool(caption))):
        return None
    provider = find_provider(address)
    name = provider or host_of(address)
    shown = address.partition("://")[2].removeprefix("www.").rstrip("/")
    return Embed(address, (clean_title(title, name) or clean_line(caption) or shown)[:_LONGEST_TITLE], name)


def find_provider(url: str) -> str:
    """Return the name of who provides what a URL leads to; empty if no list has its host.

    >>> find_provider("https://m.youtube.com/watch?v=1"), find_provider("https://halverin.example/film.mp4")
    ('YouTube', '')
    """
    parts = split_url(url[:_JUDGED])
    host = (parts.hostname or "").lower()
    names: dict[str, str] = _hosts()
    first = parts.path.strip("/").partition("/")[0]
    labels = host.split(".")
    for at in range(len(labels) - 1):
        domain = ".".join(labels[at:])
        if name := names.get(f"{domain}/{first}") or names.get(domain):
            return name
    return ""


def is_widget(url: str, *, is_captioned: bool = False) -> bool:
    """Return whether what a URL leads to is a part of a site's machinery: advertising, a counter, a button, a form.

    `is_captioned` says that the article has a caption for it: then only lists of hosts and sizes count, no names.

    >>> is_widget("https://www.google.com/recaptcha/api2/anchor?k=1"), is_widget("https://halverin.example/ads/7.html")
    (True, True)
    >>> is_widget("https://halverin.example/share/video/1"), is_widget("https://charts.example/5f-ad-3c/ad-spending")
    (False, False)
    """
    parts = split_url(url[:_JUDGED])
    host = (parts.hostname or "").lower()
    widgets = _load()["widgets"]
    if any(host == other or host.endswith(f".{other}") for other in widgets["hosts"]):
        return True
    if _widget_paths().search(f"{host}{parts.path}"):
        return True
    if find_provider(url):
        return False
    return bool(_ad_sizes().search(url[:_JUDGED])) or (not is_captioned and _has_widget_name(host, parts.path.lower()))


def _has_widget_name(host: str, path: str) -> bool:
    """Return whether a part of a host before its domain, or of a path, is the name of a widget."""
    widgets = _load()["widgets"]
    subdomains = host.split(".")[:-2]
    folders = [part for part in path.split("/") if part and not part.isdigit()]
    anywhere = frozenset(widgets["anywhere"])
    itself = anywhere.union(widgets["itself"])
    beside = frozenset(widgets["beside"])

    def is_name(part: str, words: frozenset[str]) -> bool:
        own = set(_WORD.findall(part.partition(".")[0])) - beside
        return bool(own) and own <= words

    return any(is_name(part, anywhere) for part in (*subdomains, *folders)) or any(
        is_name(part, itself) for part in (*subdomains[:1], *folders[-1:])
    )


def is_player(url: str) -> bool:
    """Return whether a URL in the place of a picture's is that of a video or a post, which some programs show there.

    >>> is_player("https://youtu.be/abcdefghijk"), is_player("https://halverin.example/lamp.jpg")
    (True, False)
    """
    return find_provider(url) in _load()["shown_as_pictures"] and not is_widget(url)


def is_thumbnail_link(url: str) -> bool:
    """Return whether a picture with this link stands for a video: the link leads to one video, to no channel.

    >>> is_thumbnail_link("https://youtu.be/abcdefghijk"), is_thumbnail_link("https://www.youtube.com/@halverin")
    (True, False)
    """
    return bool(_thumbnail_links().search(url))


def is_ad_title(title: str) -> bool:
    """Return whether a frame's title says that it shows advertising.

    >>> is_ad_title("3rd party ad content"), is_ad_title("A ferry")
    (True, False)
    """
    return title.lower() in _load()["widgets"]["titles"]


def is_ad_size(width: str, height: str) -> bool:
    """Return whether a frame has one of the sizes of advertising."""
    return f"{width.strip().removesuffix('px')}x{height.strip().removesuffix('px')}" in _load()["widgets"]["sizes"]


def find_elements() -> Mapping[str, Sequence[str]]:
    """Return the tags of elements that embed something: the attribute that tells what, and the form of its URL."""
    elements: Mapping[str, Sequence[str]] = _load()["elements"]
    return elements


def find_attributes() -> Mapping[str, str]:
    """Return the attributes that tell what any element embeds, and the form of the URL."""
    attributes: Mapping[str, str] = _load()["attributes"]
    return attributes


def is_post(names: Iterable[str]) -> bool:
    """Return whether a quotation's classes say that it is an embedded post."""
    return not set(_load()["posts"]["quotations"]).isdisjoint(names)


def is_post_box(names: Iterable[str]) -> bool:
    """Return whether the classes of an element with a URL for scripts (`data-href`) say that it is an embedded post."""
    return not set(_load()["posts"]["boxes"]).isdisjoint(names)


def is_post_frame(names: Iterable[str]) -> bool:
    """Return whether a frame's classes say that it shows a post."""
    return not set(_load()["posts"]["frames"]).isdisjoint(names)


def is_post_of_site(names: Iterable[str]) -> bool:
    """Return whether classes are those of posts that on pages of their own site are teasers of other articles."""
    return not set(_load()["posts"]["teasers"]).isdisjoint(names)


def is_invitation(text: str) -> bool:
    """Return whether a line invites to see a post, and is none of it.

    >>> is_invitation("View this post on Instagram"), is_invitation("View from the mole")
    (True, False)
    """
    return bool(_invitations().match(text))


def place_embeds(
    blocks: Sequence[Block], embeds: Iterable[FoundEmbed], order: Mapping["HtmlElement", int]
) -> list[Block]:
    """Return blocks with what the text embeds between them (see `place_between`)."""
    return place_between(blocks, ((embed.element, embed.to_blocks()) for embed in embeds), order)


def _find_page(url: str) -> str:
    """Return the URL of the page of what a player shows, where the player's URL says it, else the player's."""
    for pattern, page in _pages():
        if match := pattern.search(url):
            return page.format(match[1])
    parts = split_url(url)
    for place, name in _load()["parameters"].items():
        host, _, path = place.partition("/")
        if (parts.hostname or "").removeprefix("www.") == host and parts.path.strip("/") == path:
            return next(iter(parse_qs(parts.query, max_num_fields=50).get(name, ())), url)
    return url


def clean_title(title: str, provider: str) -> str:
    """Return a declared title without what players set round it; empty if it says nothing of what they play."""
    title = clean_line(title)
    generic, prefix, suffix = _title_patterns(provider)
    title = suffix.sub("", prefix.sub("", title))
    return "" if generic.fullmatch(title) or "://" in title else title


@cache
def _title_patterns(provider: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    titles = _load()["titles"]
    generic, prefixes, suffixes = (
        "|".join(part.replace("{}", re.escape(provider)).replace("{{", "{").replace("}}", "}") for part in titles[name])
        for name in ("generic", "prefixes", "suffixes")
    )
    return (
        re.compile(f"(?:{generic})", re.I),
        re.compile(f"(?:{prefixes})", re.I),
        re.compile(f"(?:{suffixes})\\Z", re.I),
    )


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _hosts() -> dict[str, str]:
    return {host: name for name, hosts in _load()["names"].items() for host in hosts}


@cache
def _pages() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern, re.I), page) for pattern, page in _load()["pages"].items()]


@cache
def _widget_paths() -> re.Pattern[str]:
    widgets = _load()["widgets"]
    paths = [path.replace(".com", r"\.com") for path in widgets["paths"]]
    return re.compile(rf"(?:^|\.)(?:{'|'.join(paths)})|{'|'.join(widgets['path_parts'])}", re.I)


@cache
def _thumbnail_links() -> re.Pattern[str]:
    return re.compile(rf"https?://(?:www\.|m\.)?(?:{'|'.join(_load()['thumbnails'])})", re.I)


@cache
def _ad_sizes() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?:{'|'.join(_load()['widgets']['sizes'])})(?!\d)")


@cache
def _invitations() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_load()['posts']['invitations'])})", re.I)
