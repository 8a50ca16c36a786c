"""The headline: what the page shows above its text, told from what it declares, without the site's name."""

import re

from lxml.html import HtmlElement

from capture_import.fields.plain_text import plain
from capture_import.forms.web_page.jsonld import node_types, text_of
from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.shown_headlines import (
    find_best_shown,
    find_lone_heading,
    heading_text,
    list_shown_headlines,
)
from capture_import.forms.web_page.site_titles import SEPARATOR, clean_site_name, strip_site_name
from capture_import.forms.web_page.title_parts import find_headline_part

_OTHER_METAS = (
    "twitter:title",
    "headline",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "cxenseparse:title",
    "title",
)
_WORD = re.compile(r"\w+")
# What a headline weighs where the places that name one disagree: several that agree outweigh any that stands alone.
_WEIGHT_SHOWN = 3.6
_WEIGHT_NEWS_ARTICLE = 4.0
_WEIGHT_OTHER_LINKED = 2.5
_WEIGHT_OPENGRAPH = 2.0
_WEIGHT_TITLE_TAG = 1.0
_WEIGHT_OTHER = 0.5


def find_headline(page: Page, site_names: list[str], shown: list[tuple[str, HtmlElement]] | None = None) -> str:
    """Return the article's headline; an empty string where the page has none.

    `shown` is what `list_shown_headlines` gave.

    The heading that the page shows, its JSON-LD, its metadata and its title each name one; those that agree decide.
    """
    shown = shown or list_shown_headlines(page)
    title = _title_tag(page)
    part, others = find_headline_part(page, title, shown, site_names)
    if not part:
        site_names = [*site_names, *_list_site_headings(page, [clean_site_name(name) for name in site_names])]
    node = page.article_node
    linked = strip_site_name(text_of(node.get("headline")) or text_of(node.get("name")), site_names)
    linked_weight = _WEIGHT_NEWS_ARTICLE if any("News" in kind for kind in node_types(node)) else _WEIGHT_OTHER_LINKED
    declared = [
        (linked, linked_weight),
        (strip_site_name(plain(page.first("og:title")), site_names), _WEIGHT_OPENGRAPH),
        (part or strip_site_name(title, site_names), _WEIGHT_TITLE_TAG),
        *((strip_site_name(plain(page.first(name)), site_names), _WEIGHT_OTHER) for name in _OTHER_METAS),
    ]
    declared = [(text, weight) for text, weight in declared if text]
    sites = {clean_site_name(name) for name in (*site_names, *others)}
    shown = [(text, element) for text, element in shown if clean_site_name(text) not in sites]
    best = strip_site_name(
        find_best_shown(shown, [text for text, _ in declared]) or find_lone_heading(shown), site_names
    )
    if best:
        best = _drop_kicker(best, [text for text, weight in declared if weight > _WEIGHT_TITLE_TAG])
        if _is_one_voice([text for text, weight in declared if weight >= _WEIGHT_TITLE_TAG], best) and any(
            element.tag == "h1" for text, element in shown if text == best
        ):
            return best
        return _vote([(best, _WEIGHT_SHOWN), *declared])
    if declared:
        return _vote(declared)
    return strip_site_name(shown[0][0], site_names) if shown else ""


def _list_site_headings(page: Page, sites: list[str]) -> list[str]:
    """Return first-level headings that are the site's own: those that lead to its front page, or that come last in the
    title.
    """
    title, declared = _title_tag(page), clean_site_name(page.first("og:title"))
    parts = [clean_site_name(part) for part in SEPARATOR.split(title)]
    found = []
    for element in page.tree.iter("h1"):
        text = heading_text(element)
        link = element.find(".//a")
        leads_home = link is not None and bool(
            re.match(r"(?:https?://[^/]+)?/?(?:index\.\w+)?$", link.get("href") or "#")
        )
        folded = clean_site_name(text)
        if (
            folded
            and folded != declared
            and (
                leads_home
                or (
                    len(parts) > 1
                    and not any(site in parts[0] for site in sites if len(site) > 5)
                    and folded in parts[1:]
                    and folded != parts[0]
                    and len(parts[0]) > 7
                )
            )
        ):
            found.append(text)
    return found


def _vote(candidates: list[tuple[str, float]]) -> str:
    """Return the candidate with the most weight behind it; those are one that differ in case and punctuation alone."""
    weights: dict[str, float] = {}
    texts: dict[str, str] = {}
    for text, weight in candidates:
        folded = " ".join(_WORD.findall(text.casefold()))
        # a declared headline that was cut off is the whole one that it begins
        if (cut := re.search(r"(?:…|\.\.\.)$", text)) and len(folded) > 20:
            start = " ".join(_WORD.findall(text[: cut.start()].rpartition(" ")[0].casefold()))
            folded = next((other for other in weights if start and other.startswith(start)), folded)
        weights[folded] = weights.get(folded, 0.0) + weight
        texts.setdefault(folded, text)
    return texts[max(weights, key=lambda folded: weights[folded])]


def _is_one_voice(declared: list[str], shown: str) -> bool:
    """Return whether all that is declared is one text in words of its own: software copies a title for search engines
    everywhere.
    """
    texts = {clean_site_name(text) for text in declared}
    headline = clean_site_name(shown)
    return (
        len(declared) > 1
        and len(texts) == 1
        and not any(
            text.startswith(headline) or text.endswith(headline) or headline.startswith(text) or headline.endswith(text)
            for text in texts
        )
    )


def _drop_kicker(shown: str, declared: list[str]) -> str:
    """Return the declared headline where what is shown is that with words before it, as kickers stand in headings."""
    for text in declared:
        if len(text) >= 20 and len(text) < len(shown) and shown.casefold().endswith(text.casefold()):
            return text
    return shown


def _title_tag(page: Page) -> str:
    head = page.tree.find("head")
    element = head.find(".//title") if head is not None else None
    if element is None:
        element = page.tree.find(".//title")
    return plain("".join(element.itertext())) if element is not None else ""
