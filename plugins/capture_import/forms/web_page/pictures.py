"""The article's pictures on its page: the addresses of each, its caption, credit and alternative text."""

from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from capture_import.containers.members import is_saved_copy
from capture_import.fields.body.credits import split_credit
from capture_import.fields.body.pictures import FoundPicture
from capture_import.fields.element_names import names_of
from capture_import.fields.picture_sources import (
    PictureSource,
    is_blank,
    is_decoration,
    is_same_picture,
    is_too_small,
    order_sources,
    parse_srcset,
)
from capture_import.fields.plain_text import plain
from capture_import.fields.urls import resolve_url
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.embeds import is_figure_of_embed
from capture_import.forms.web_page.page import Page
from newsrecord.whole_numbers import text_to_number

_CREDIT_WORDS = names_of("credits")
_FOREIGN_BOXES = frozenset(["related", "teaser", "comments", "card", "recommended"])
_IMAGES = ("img", "amp-img")
# Attributes that hold the address of a picture that a script loads when a reader scrolls near it.
_LAZY_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-full-url",
    "data-large-file",
    "data-image",
    "data-img-url",
)
_SOURCE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_LONGEST_ALT, _LONGEST_CAPTION, _LONGEST_CREDIT = 500, 1000, 200
_MOST_PICTURES = 60
_MOST_DIGITS = 5


def find_pictures(page: Page, body: PageBody) -> list[FoundPicture]:
    """Return the article's pictures in the order of the page, the one that is declared as its lead marked.

    A lead picture that is not in the text comes first.
    """
    found: dict[str, FoundPicture] = {}
    for figure in _list_figures(page, body):
        for picture in _read_figure(figure, page):
            # a page may show one picture twice, with two captions
            key = picture.address
            found.setdefault(key if key not in found or not picture.caption else f"{key} {picture.caption}", picture)
    return _mark_lead(list(found.values())[:_MOST_PICTURES], page)


def _mark_lead(pictures: list[FoundPicture], page: Page) -> list[FoundPicture]:
    lead = _find_lead(page)
    if lead is None:
        return pictures
    for number, picture in enumerate(pictures):
        if any(is_same_picture(source, lead.address) for source in picture.sources):
            # kept, since the container may hold the picture under the declared address
            sources = tuple(dict.fromkeys((*picture.sources, lead.address)))
            pictures[number] = replace(picture, is_lead=True, sources=sources)
            return pictures
    return [lead, *pictures]


def _find_lead(page: Page) -> FoundPicture | None:
    """Return the picture that a page declares for its article (Open Graph protocol, Twitter's cards, JSON-LD)."""
    declared = page.first("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
    address = _resolve(declared or _linked_image(page), page)
    if not address or is_blank(address) or is_decoration(split_name(address.rpartition("/")[2].replace(".", "-"))):
        return None
    alt = plain(page.first("og:image:alt", "twitter:image:alt"))
    return FoundPicture((address,), alt[:_LONGEST_ALT], is_lead=True)


def _linked_image(page: Page) -> str:
    image: object = page.article_node.get("image")
    while isinstance(image, list) and image:
        image = image[0]
    if isinstance(image, dict):
        image = image.get("url") or image.get("contentUrl")
    return image if isinstance(image, str) else ""


def _list_figures(page: Page, body: PageBody) -> list[HtmlElement]:
    """Return the article's figures: those in its text, and those between headline and text."""
    if body.element is None:
        return []
    area = body.element
    for ancestor in body.element.iterancestors():
        if ancestor.tag in ("article", "main") and body.weights.of(ancestor) < 1.5 * body.weights.of(body.element):
            area = ancestor
            break
    inside_text = set(body.element.iter("figure"))
    begins = page.order.get(body.element, 0)
    figures = [
        figure
        for figure in area.iter("figure")
        # the caption of a whole gallery belongs to none of its pictures
        if next(figure.iterdescendants("figure"), None) is None
        and (figure in inside_text or page.order.get(figure, 0) < begins)
        and not _is_foreign(figure, body)
    ]
    inside = set(figures)
    figures.extend(
        image
        for image in body.element.iter(*_IMAGES)
        if not any(ancestor in inside or ancestor in body.boilerplate for ancestor in image.iterancestors())
    )
    return sorted(figures, key=lambda figure: page.order.get(figure, 0))


def _is_foreign(figure: HtmlElement, body: PageBody) -> bool:
    """Return whether a figure stands in another article's teaser or in comments."""
    return any(
        ancestor in body.boilerplate
        and ancestor.tag != "figure"
        and split_name(ancestor.get("class") or "") & _FOREIGN_BOXES
        for ancestor in figure.iterancestors()
    )


def _read_figure(figure: HtmlElement, page: Page) -> Iterator[FoundPicture]:
    """Yield the pictures of a figure, without decoration; the first has the caption."""
    images = list(figure.iter(*_IMAGES))
    if not images and is_figure_of_embed(figure):
        return
    images = images or [figure]
    unscripted = {image for box in figure.iter("noscript") for image in box.iter(*_IMAGES)}
    caption, credit = _caption_of(figure)
    for image in [image for image in images if image not in unscripted] or images[:1]:
        if _is_decoration(image):
            continue
        # `<noscript>` repeats the picture for browsers without scripts
        twins = [image, *unscripted] if len(images) <= 2 else [image]
        sources = order_sources(source for twin in twins for source in _list_sources(twin, page))
        # a picture whose address only a script knows: its caption is kept
        if not sources and not caption:
            continue
        alt = next((text for twin in twins if (text := plain(twin.get("alt") or ""))), "")[:_LONGEST_ALT]
        yield FoundPicture(
            sources, "" if alt == caption else alt, caption, credit, is_in_text=bool(sources), element=figure
        )
        caption = credit = ""


def _is_decoration(image: HtmlElement) -> bool:
    if is_too_small(image.get("width") or "", image.get("height") or ""):
        return True
    return is_decoration(split_name(f"{image.get('class') or ''} {image.get('id') or ''}"))


def _list_sources(image: HtmlElement, page: Page) -> Iterator[PictureSource]:
    parent = image.getparent()
    elements = [image]
    if parent is not None and parent.tag == "picture":
        elements += parent.iter("source")
    for element in elements:
        for name in _SOURCE_SETS:
            for source in parse_srcset(element.get(name) or ""):
                if address := _resolve(source.address, page):
                    yield source._replace(address=address)
    # a page hardly shows a picture wider than it is
    width = text_to_number((image.get("width") or "").strip().removesuffix("px"), _MOST_DIGITS) or 0
    for name in (*_LAZY_SOURCES, "src"):
        if address := _resolve(image.get(name) or "", page):
            yield PictureSource(address, width)


def _resolve(reference: str, page: Page) -> str:
    """Return a picture's address: its URL, or a reference into its container; an empty string if it has none."""
    reference = reference.strip()
    scheme = reference.partition(":")[0].lower()
    if not reference or scheme in ("blob", "about", "javascript", "file") or reference.startswith("image/gif"):
        return ""
    if scheme == "data":
        return page.find_data_picture(reference)
    if scheme == "cid" or is_saved_copy(reference):
        return reference
    if is_blank(reference):
        return ""
    url = page.clean_url(resolve_url(reference, page.base_url)) if page.base_url or "://" in reference else ""
    return url or ("" if "://" in reference or reference.startswith("//") else reference)


def _caption_of(figure: HtmlElement) -> tuple[str, str]:
    """Return a figure's caption and credit. A credit is known by its element's name or by a word such as `Photo:`."""
    element = next(iter(figure.iter("figcaption")), None)
    if element is None:
        element = next(
            (inner for inner in figure.iter("div", "span", "p") if "caption" in (inner.get("class") or "").lower()),
            None,
        )
    if element is None:
        return "", ""
    credit = next(
        (
            inner
            for inner in element.iter("span", "small", "cite", "div", "p", "em", "i")
            if split_name(inner.get("class") or "") & _CREDIT_WORDS
        ),
        None,
    )
    whole = " ".join(element.text_content().split())
    if credit is not None and (words := " ".join(credit.text_content().split())):
        return whole.replace(words, " ").strip(" |·,-–—")[:_LONGEST_CAPTION], words[:_LONGEST_CREDIT]
    caption, credit_words = split_credit(whole)
    return caption[:_LONGEST_CAPTION], credit_words
