"""What a page embeds in its article: the elements that play, show or quote it, with their captions."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capture_import.containers.members import is_saved_copy
from capture_import.fields.body.embeds import (
    FoundEmbed,
    clean_title,
    find_attributes,
    find_elements,
    find_provider,
    is_ad_size,
    is_ad_title,
    is_post_box,
    is_post_frame,
    is_post_of_site,
    is_thumbnail_link,
    url_to_embed,
)
from capture_import.fields.plain_text import plain
from capture_import.fields.urls import is_same_site, link_url, resolve_url
from capture_import.fields.urls_archived import unwrap_url
from capture_import.forms.web_page.blocks import BlockReader
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.boilerplate import (
    AD,
    BIOGRAPHY,
    COMMENT,
    HIDDEN,
    NAVIGATION,
    PERSON,
    RELATED,
    boilerplate_kind,
)
from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.posts import find_post_url, is_embedded_post, list_paragraphs, read_title
from capture_import.forms.web_page.unopened_players import LAZY
from newsrecord.whole_numbers import text_to_number

# Boxes in which not even a video is the article's.
_FOREIGN = frozenset([AD, BIOGRAPHY, COMMENT, HIDDEN, NAVIGATION, PERSON, RELATED])
_TITLES = ("title", "aria-label", "playlabel", "data-title", "alt")
_OWN_PLAYERS = ("video", "amp-video", "audio", "amp-audio")
# SingleFile keeps the page of a frame in an attribute, its URL in the comment with which it begins.
_SAVED_URL = re.compile(r"<!--\s{0,9}Page saved with SingleFile\s+url:\s{0,9}(https?://[^\s<>\"']{1,2000})")
_CANONICAL = re.compile(
    r"<link\b[^<>]{0,200}?\brel=[\"']?canonical[\"']?[^<>]{0,200}?\bhref=[\"']?(https?://[^\s<>\"']{1,2000})"
)
_SAVED_TITLE = re.compile(r"<title>([^<]{1,300})")
# What the frame of a post has behind the post's URL.
_END_OF_FRAME = re.compile(r"/embed/?(?:#.*)?\Z")
_SAVED_BEGINNING = 20_000
_SMALLEST_SIDE = 40
_MOST_EMBEDS = 60
_URL_ALONE = re.compile(r"https?://\S+\Z")


def find_embeds(page: Page, body: PageBody) -> list[FoundEmbed]:
    """Return what the article embeds, in the order of the page, each URL once."""
    if body.element is None:
        return []
    found: dict[str, FoundEmbed] = {}
    inside: set[HtmlElement] = set()
    for element in _list_elements(page, body):
        if element in inside:
            continue
        each = _read_element(element, page, body)
        if each is None:
            continue
        inside.update(element.iterdescendants())
        found.setdefault(each.embed.address.rstrip("/"), each)
        if len(found) >= _MOST_EMBEDS:
            break
    return list(found.values())


def is_figure_of_embed(figure: HtmlElement) -> bool:
    """Return whether a figure shows what it embeds and no picture."""
    return next(figure.iter(*(set(find_elements()) - {"object", "embed"})), None) is not None


def _list_elements(page: Page, body: PageBody) -> Iterator[HtmlElement]:
    """Yield the elements that can embed something: in the text, and between the headline and the text."""
    assert body.element is not None
    area = body.element
    for ancestor in body.element.iterancestors():
        if ancestor.tag in ("article", "main") and body.weights.of(ancestor) < 1.5 * body.weights.of(body.element):
            area = ancestor
            break
    tags, attributes = find_elements().keys(), find_attributes().keys()
    inside = set(body.element.iter())
    begins = page.order.get(body.element, 0)
    for element in area.iter():
        tag = element.tag
        if not isinstance(tag, str) or (element not in inside and page.order.get(element, 0) > begins):
            continue
        if (
            tag in tags
            or tag in ("blockquote", "figure")
            or not attributes.isdisjoint(element.keys())
            or (tag == "div" and element.get("data-href"))
            or (tag == "a" and is_thumbnail_link(element.get("href") or "") and _is_picture_alone(element))
        ):
            yield element


def _read_element(element: HtmlElement, page: Page, body: PageBody) -> FoundEmbed | None:
    if is_embedded_post(element):
        return _read_post(element, page, body)
    url, title = _find_url(element, page)
    if not url:
        return None
    is_own = element.tag in _OWN_PLAYERS or element.tag in ("oembed", "a")
    is_known = is_own or bool(find_provider(url)) or is_post_frame((element.get("class") or "").split())
    if _is_foreign(element, body, is_known=is_known) or (not is_own and _is_hidden(element)):
        return None
    title = title or _find_title(element)
    caption = _find_caption(element)
    is_teaser = _is_teaser(element, url, page)
    if is_teaser or (not is_known and _is_part_of_site(element, url, clean_title(title, "") or caption, page)):
        return None
    if caption.startswith(title.rstrip(".… ")):
        title = caption  # players shorten it
    embed = url_to_embed(url, title, caption, is_declared=element.tag == "oembed")
    if embed is None:
        return None
    embed = embed._replace(provider=plain(element.get("data-provider") or "") or embed.provider)
    return FoundEmbed(embed, "" if caption == embed.title else caption, element=element)


def _is_teaser(element: HtmlElement, url: str, page: Page) -> bool:
    """Return whether an embedded post is another article of the page's own site."""
    is_post = is_post_of_site((element.get("class") or "").split())
    return is_post and bool(page.address) and is_same_site(url, page.address)


def _is_part_of_site(element: HtmlElement, url: str, title: str, page: Page) -> bool:
    """Return whether a frame of an unlisted host is advertising, or an unnamed one of the page's own site."""
    if boilerplate_kind(element) == AD or is_ad_title(_find_title(element)):
        return True
    if title:
        return False
    is_of_site = bool(page.address) and is_same_site(url, page.address)
    return is_of_site or is_ad_size(element.get("width") or "", element.get("height") or "")


def _find_title(element: HtmlElement) -> str:
    """Return how an element names what it embeds; a picture that is linked names it by its description."""
    named = [element, *(element.iter("img") if element.tag == "a" else ())]
    return next((text for each in named for name in _TITLES if (text := plain(each.get(name) or ""))), "")


def _is_picture_alone(link: HtmlElement) -> bool:
    return next(link.iter("img"), None) is not None and not plain(link.text_content())


def _read_post(post: HtmlElement, page: Page, body: PageBody) -> FoundEmbed | None:
    """Return an embedded post. Its words are a quotation of the text unless they were left out with their box."""
    url = _resolve(find_post_url(post), page)
    embed = url_to_embed(url, "" if list_paragraphs(post) else read_title(post)) if url else None
    if embed is None or _is_foreign(post, body, is_known=True) or _is_teaser(post, url, page):
        return None
    quotation = None
    if any(outer in body.boilerplate for outer in (post, *post.iterancestors())):
        reader = BlockReader(lambda inner: False, lambda href: link_url(href, page.base_url, page.clean_url))
        quotation = next(iter(reader.read_post(post)), None)
    return FoundEmbed(embed, quotation=quotation, element=post)


def _find_url(element: HtmlElement, page: Page) -> tuple[str, str]:
    """Return the URL of what an element embeds, and its title where that stands beside the URL; empty for nothing."""
    tag = str(element.tag)
    for name, form in find_attributes().items():
        if value := (element.get(name) or "").strip():
            return _resolve(form.format(value), page), ""
    if tag == "div":
        is_box = is_post_box((element.get("class") or "").split())
        return (_resolve(element.get("data-href") or "", page), "") if is_box else ("", "")
    if tag == "figure":
        return _find_bare_url(element), ""
    if tag == "a":
        return _resolve(element.get("href") or "", page), ""
    if tag not in find_elements():
        return "", ""
    name, form = find_elements()[tag]
    value = (element.get(name) or "").strip()
    if tag in ("iframe", "amp-iframe"):
        return _find_frame(element, value, page)
    if tag in _OWN_PLAYERS and not _resolve(value, page):
        sources = (_resolve(source.get("src") or "", page) for source in element.iter("source"))
        return next(filter(None, (*sources, _find_lazy(element, page))), ""), ""
    return (_resolve(form.format(value), page) if value else ""), ""


def _find_bare_url(figure: HtmlElement) -> str:
    """Return the URL that is all that a figure for embedding shows, as WordPress stores it."""
    if "embed" not in (figure.get("class") or ""):
        return ""
    shown = next((each for each in figure.iter("div") if len(each) == 0 and (each.text or "").strip()), None)
    text = (shown.text or "").strip() if shown is not None else ""
    return text if _URL_ALONE.match(text) else ""


def _find_frame(frame: HtmlElement, value: str, page: Page) -> tuple[str, str]:
    if url := _resolve(value, page):
        is_post = is_post_frame((frame.get("class") or "").split())
        return _END_OF_FRAME.sub("/", url) if is_post else url, ""
    if saved := (frame.get("srcdoc") or "")[:_SAVED_BEGINNING]:
        match = _SAVED_URL.search(saved) or _CANONICAL.search(saved)
        title = _SAVED_TITLE.search(saved)
        return (_resolve(match[1], page), plain(title[1]) if title else "") if match else ("", "")
    return _resolve(page.frames.get(value, ""), page) or _find_lazy(frame, page), ""


def _find_lazy(element: HtmlElement, page: Page) -> str:
    urls = (_resolve(element.get(name) or "", page) for name in element.attrib if LAZY.match(name))
    return next(filter(None, urls), "")


def _resolve(reference: str, page: Page) -> str:
    """Return the URL of what is embedded; empty if there is none, or only a copy beside the page."""
    reference = reference.strip()
    if not reference or reference.startswith("#") or is_saved_copy(reference):
        return ""
    if reference.startswith("//"):
        reference = f"https:{reference}"
    url = resolve_url(reference, page.base_url) if page.base_url else reference
    if not url.startswith(("http://", "https://")):
        return ""
    return unwrap_url(url) if page.is_copy else url


def _is_foreign(element: HtmlElement, body: PageBody, *, is_known: bool) -> bool:
    """Return whether an element stands in a box that is no part of the article. Boxes of videos and posts often have
    names of sharing, in which an unlisted frame is a button.
    """
    for outer in element.iterancestors():
        if outer is body.element:
            return False
        if body.boilerplate and outer not in body.boilerplate:
            continue
        if outer.tag == "figure":
            continue
        kind = boilerplate_kind(outer)
        if kind in _FOREIGN or (body.boilerplate and not is_known):
            return True
    return False


def _is_hidden(element: HtmlElement) -> bool:
    """Return whether a frame shows nothing: counters and the like are small or hidden."""
    if boilerplate_kind(element) == HIDDEN:
        return True
    sides = (text_to_number((element.get(name) or "").strip().removesuffix("px"), 5) for name in ("width", "height"))
    return any(side is not None and side < _SMALLEST_SIDE for side in sides)


def _find_caption(element: HtmlElement) -> str:
    figure = element if element.tag == "figure" else next(element.iterancestors("figure"), None)
    caption = next(figure.iter("figcaption"), None) if figure is not None else None
    # the caption of a whole gallery belongs to none of its parts
    if figure is None or caption is None or sum(1 for _ in figure.iter("iframe", "oembed", "video", "audio")) > 1:
        return ""
    return " ".join((caption.text_content() or "").split())
