"""An article's pictures, as references with caption and credit. The pictures themselves are not kept."""

import json
import re

from lxml.html import HtmlElement

from capture_import.fields.body.credits import split_credit
from capture_import.fields.element_names import names_of
from capture_import.fields.plain_text import plain
from capture_import.fields.urls import resolve_url
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.boilerplate import split_name
from capture_import.forms.web_page.page import Page

_CREDIT_WORDS = names_of("credits")
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-image", "data-img-url")
_MAX_IMAGES = 30


def find_images(page: Page, body: PageBody) -> str:
    """Return the article's images as a line of JSON, `[{"src", "caption", "credit"}, ...]`; empty for none."""
    found: dict[str, dict[str, str]] = {}
    for figure in _list_figures(page, body):
        image = next((inner for inner in figure.iter("img", "amp-img")), None)
        if image is None:
            continue
        src, has_caption = _source_of(image, page), next(figure.iter("figcaption"), None) is not None
        # of a picture without an address (it stands in the page itself, or a script knows it) the caption is kept alone
        if not src and not has_caption:
            continue
        caption, credit = _caption_of(figure, image)
        values = {key: text for key, text in (("src", src), ("caption", caption), ("credit", credit)) if text}
        if values:
            # one picture may stand in a page twice, with something else below it
            found.setdefault(src if src not in found or not has_caption else f"{src} {caption}", values)
        if len(found) == _MAX_IMAGES:
            break
    if not any("src" in values for values in found.values()):
        declared = page.first("og:image:secure_url", "og:image", "twitter:image")
        src = page.clean_url(resolve_url(declared, page.base_url)) if declared else ""
        if src and not re.search(r"logo|default|placeholder|favicon|avatar", src, re.I):
            found[src] = {"src": src} | (
                {"caption": alt} if (alt := plain(page.first("og:image:alt", "twitter:image:alt"))) else {}
            )
    return json.dumps(list(found.values()), ensure_ascii=False) if found else ""


def _list_figures(page: Page, body: PageBody) -> list[HtmlElement]:
    """Return the figures of the article: those in its text, and those between headline and text."""
    if body.element is None:
        return []
    area = body.element
    for ancestor in body.element.iterancestors():
        if ancestor.tag in ("article", "main") and body.weights.of(ancestor) < 1.5 * body.weights.of(body.element):
            area = ancestor
            break
    figures = [
        figure
        for figure in area.iter("figure")
        if not any(
            ancestor in body.boilerplate
            and ancestor.tag != "figure"
            and split_name(ancestor.get("class") or "") & {"related", "teaser", "comments", "card", "recommended"}
            for ancestor in figure.iterancestors()
        )
    ]
    inside = set(figures)
    figures.extend(
        image
        for image in body.element.iter("img")
        if not any(ancestor in inside or ancestor in body.boilerplate for ancestor in image.iterancestors())
    )
    return figures


def _source_of(image: HtmlElement, page: Page) -> str:
    for name in _SOURCES:
        src = (image.get(name) or "").strip()
        if (
            src
            and not src.startswith(("data:", "blob:", "image/gif"))
            and not re.search(
                r"(?:pixel|spacer|blank|placeholder|transparent|1x1|loading|grey)[\w.-]{0,100}$", src, re.I
            )
        ):
            if any(re.fullmatch(r"0*[1-4]?\d", image.get(side) or "", re.ASCII) for side in ("width", "height")):
                return ""
            return page.clean_url(resolve_url(src, page.base_url))
    for candidate in reversed((image.get("srcset") or image.get("data-srcset") or "").split(", ")):
        if candidate.strip():
            return page.clean_url(resolve_url(candidate.split()[0], page.base_url))
    return ""


def _caption_of(figure: HtmlElement, image: HtmlElement) -> tuple[str, str]:
    """Return a figure's caption and who is credited; they stand apart by name, or behind a word such as `Photo:`."""
    caption_element = next(iter(figure.iter("figcaption")), None)
    if caption_element is None:
        caption_element = next(
            (inner for inner in figure.iter("div", "span", "p") if "caption" in (inner.get("class") or "").lower()),
            None,
        )
    if caption_element is None:
        return plain(image.get("alt") or "")[:500], ""
    credit = next(
        (
            inner
            for inner in caption_element.iter("span", "small", "cite", "div", "p", "em", "i")
            if split_name(inner.get("class") or "") & _CREDIT_WORDS
        ),
        None,
    )
    whole = " ".join(caption_element.text_content().split())
    if credit is not None and (words := " ".join(credit.text_content().split())):
        return whole.replace(words, " ").strip(" |·,-–—")[:1000], words[:200]
    caption, credit_words = split_credit(whole)
    return caption[:1000], credit_words
