"""The article's pictures on its page: the addresses of each, its caption, credit and alternative text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

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
    is_site_picture,
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
# What is left of `(Photo: Ann Lee)` where the name stands apart, too.
_EMPTY_CREDIT = re.compile(r"(?:(?<!\s)\s++)?[(\[][^()\[\]]{0,20}[:©/]\s{0,3}[)\]]\Z")
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
# A picture that stands in a style, as SingleFile keeps it.
_VARIABLE = re.compile(r"\bvar\((--[\w-]{1,60})\)")
_LONGEST_ALT, _LONGEST_CAPTION, _LONGEST_CREDIT = 500, 1000, 200
_MOST_PICTURES = 60
_MOST_DIGITS = 5
_MOST_BOXES = 3  # round a picture that is no figure


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
    """Return the picture that a page declares for its article: the first that is none of its site's."""
    logos = _list_logos(page)
    for declared in _list_declared(page):
        address = _resolve(declared, page)
        if address and address not in logos and not is_site_picture(address):
            alt = plain(page.first("og:image:alt", "twitter:image:alt"))
            return FoundPicture((address,), alt[:_LONGEST_ALT], is_lead=True)
    return None


def _list_declared(page: Page) -> Iterator[str]:
    """Yield the pictures that a page declares: Open Graph protocol, Twitter's cards, JSON-LD, microdata, `<link>`."""
    yield from page.list_metas("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
    yield from _list_linked(page, page.article_node.get("image"))
    yield from _list_linked(page, page.article_node.get("thumbnailUrl"))
    yield from page.list_metas("image", "thumbnail")
    yield from page.links("image_src")


def _list_linked(page: Page, value: object) -> list[str]:
    """Return the URLs of an image in JSON-LD, which may be a list, the widest first where widths are declared."""
    found: list[tuple[int, str]] = []
    for image in value if isinstance(value, list) else [value]:
        image = page.linked.resolve(image)
        if isinstance(image, dict):
            width = image.get("width")
            width = width.get("value") if isinstance(width, dict) else width
            pixels = text_to_number(str(width).strip().removesuffix("px"), _MOST_DIGITS) if width else 0
            image = next((url for key in ("url", "contentUrl") if isinstance(url := image.get(key), str)), "")
            found.append((pixels or 0, image))
        elif isinstance(image, str):
            found.append((0, image))
    return [url for _, url in sorted(found, key=lambda each: -each[0])]


def _list_logos(page: Page) -> set[str]:
    """Return the logos that a page declares as those of who publishes it."""
    logos = [node.get("logo") for node in page.linked.nodes]
    return {_resolve(url, page) for logo in logos if logo for url in _list_linked(page, logo)}


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
        _find_box(image, body)
        for image in body.element.iter(*_IMAGES)
        if not any(
            ancestor in inside or (ancestor in body.boilerplate and not _is_captioned(ancestor))
            for ancestor in image.iterancestors()
        )
    )
    return sorted(figures, key=lambda figure: page.order.get(figure, 0))


def _find_box(image: HtmlElement, body: PageBody) -> HtmlElement:
    """Return the box of a picture that is no figure, with a caption that was left out of the text; else the picture."""
    for box in islice(image.iterancestors(), _MOST_BOXES):
        if box is body.element or sum(1 for _ in islice(box.iter(*_IMAGES), 2)) > 1:
            break
        caption = _find_caption(box)
        if caption is not None and any(outer in body.boilerplate for outer in (caption, *caption.iterancestors())):
            return box
    return image


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
    for name in _VARIABLE.findall(image.get("style") or ""):
        if address := _resolve(page.style_pictures.get(name, ""), page):
            yield PictureSource(address, width)
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


def _find_caption(figure: HtmlElement) -> HtmlElement | None:
    element = next(iter(figure.iter("figcaption")), None)
    if element is not None:
        return element
    named = (inner for inner in figure.iterdescendants("div", "span", "p") if _names_caption(inner))
    return next((inner for inner in named if next(inner.iter(*_IMAGES), None) is None), None)


def _is_captioned(box: HtmlElement) -> bool:
    """Return whether a box is left out for the caption of the one picture in it: WordPress's `wp-caption`."""
    return _names_caption(box) and sum(1 for _ in islice(box.iter(*_IMAGES), 2)) == 1


def _names_caption(element: HtmlElement) -> bool:
    return "caption" in (element.get("class") or "").lower()


def _caption_of(figure: HtmlElement) -> tuple[str, str]:
    """Return a figure's caption and credit. A credit is known by its element's name or by a word such as `Photo:`."""
    element = _find_caption(figure)
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
        caption = _EMPTY_CREDIT.sub("", whole.replace(words, " ").strip(" |·,-–—"))
        return caption[:_LONGEST_CAPTION], words[:_LONGEST_CREDIT]
    caption, credit_words = split_credit(whole)
    return caption[:_LONGEST_CAPTION], credit_words
