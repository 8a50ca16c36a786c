"""The headline: what the page shows above its text, told from what it declares, without the site's name."""

import re
from collections import Counter
from itertools import pairwise

from lxml.html import HtmlElement

from capture_import.extraction.jsonld import SOFT_HYPHEN, node_types, plain, text_of
from capture_import.extraction.page import Page

_SEPARATOR = re.compile(r"\s+[|·•»«–—:\-‹›ㅣ~/]+\s+|\s*[|ㅣ»]\s*|\s+[-–—]{1,2}\s+|(?<=[^\W\d])-(?=[\u3131-\uD79D\u4e00-\u9fff]{2,12}[ㅣ|])")
_OTHER_METAS = ("twitter:title", "headline", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title", "cxenseparse:title", "title")
_WORD = re.compile(r"\w+")
_WORDLESS_END = re.compile(r"\s+[|·•»–—-]+\s+\W+$")
_HEADLINE_NAME = re.compile(r"headline|title|titel|titre|titulo|titular|überschrift|ueberschrift", re.I)
_NOT_HEADLINE = re.compile(r"site|blog|logo|widget|sub|comment|related|page-?header|brand|section|screen-reader|sr-only|hidden|modal|popup|cookie|banner", re.I)
_ARTICLE_TITLE = re.compile(r"(?:entry|post|article|story|single|page)[-_]*(?:title|headline)|^headline", re.I)
_KICKER_NAME = re.compile(r"kicker|topline|overline|eyebrow|dach|label|prefix|category|rubrik|roof|flag|strap|tag|sr-only|screen-?reader|hidden|premium|badge|ribbon|icon|volanta|antetitulo|sub", re.I)


# What a headline weighs where the places that name one disagree: several that agree outweigh any that stands alone.
_WEIGHT_SHOWN = 3.6
_WEIGHT_NEWS_ARTICLE = 4.0
_WEIGHT_OTHER_LINKED = 2.5
_WEIGHT_OPENGRAPH = 2.0
_WEIGHT_TITLE_TAG = 1.0
_WEIGHT_OTHER = 0.5


def find_headline(page: Page, site_names: list[str], shown: list[tuple[str, HtmlElement]] | None = None) -> str:
    """Give the article's headline; an empty string where the page has none. `shown` is what `list_shown_headlines` gave.

    The heading that the page shows, its JSON-LD, its metadata and its title each name one; those that agree decide.
    """
    site_names = [*site_names, *_list_site_headings(page, [clean_site_name(name) for name in site_names])]
    node = page.article_node
    linked = _strip(text_of(node.get("headline")) or text_of(node.get("name")), site_names)
    linked_weight = _WEIGHT_NEWS_ARTICLE if any("News" in kind for kind in node_types(node)) else _WEIGHT_OTHER_LINKED
    declared = [
        (linked, linked_weight),
        (_strip(plain(page.first("og:title")), site_names), _WEIGHT_OPENGRAPH),
        (_strip(_title_tag(page), site_names), _WEIGHT_TITLE_TAG),
        *((_strip(plain(page.first(name)), site_names), _WEIGHT_OTHER) for name in _OTHER_METAS),
    ]
    declared = [(text, weight) for text, weight in declared if text]
    sites = {clean_site_name(name) for name in site_names}
    shown = [(text, element) for text, element in shown or list_shown_headlines(page) if clean_site_name(text) not in sites]
    best = _strip(_best_shown(shown, [text for text, _ in declared]) or _lone_heading(shown), site_names)
    if best:
        best = _drop_kicker(best, [text for text, weight in declared if weight > _WEIGHT_TITLE_TAG])
        if _is_one_voice([text for text, weight in declared if weight >= _WEIGHT_TITLE_TAG], best) and any(element.tag == "h1" for text, element in shown if text == best):
            return best
        return _vote([(best, _WEIGHT_SHOWN), *declared])
    if declared:
        return _vote(declared)
    return _strip(shown[0][0], site_names) if shown else ""


def _list_site_headings(page: Page, sites: list[str]) -> list[str]:
    """Give first-level headings that are the site's own: those that lead to its front page, or that come last in the title."""
    title, declared = _title_tag(page), clean_site_name(page.first("og:title"))
    parts = [clean_site_name(part) for part in _SEPARATOR.split(title)]
    found = []
    for element in page.tree.iter("h1"):
        text = heading_text(element)
        link = element.find(".//a")
        leads_home = link is not None and bool(re.match(r"(?:https?://[^/]+)?/?(?:index\.\w+)?$", link.get("href") or "#"))
        folded = clean_site_name(text)
        if folded and folded != declared and (leads_home or (len(parts) > 1 and not any(site in parts[0] for site in sites if len(site) > 5) and folded in parts[1:] and folded != parts[0] and len(parts[0]) > 7)):
            found.append(text)
    return found


def _vote(candidates: list[tuple[str, float]]) -> str:
    """Give the candidate with the most weight behind it; those are one that differ in case and punctuation alone."""
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
    """Tell whether all that is declared is one text in words of its own: software copies a title for search engines everywhere."""
    texts = {clean_site_name(text) for text in declared}
    headline = clean_site_name(shown)
    return len(declared) > 1 and len(texts) == 1 and not any(text.startswith(headline) or text.endswith(headline) or headline.startswith(text) or headline.endswith(text) for text in texts)


def _drop_kicker(shown: str, declared: list[str]) -> str:
    """Give the declared headline where what is shown is that with words before it, as kickers stand in headings."""
    for text in declared:
        if len(text) >= 20 and len(text) < len(shown) and shown.casefold().endswith(text.casefold()):
            return text
    return shown


def list_shown_headlines(page: Page) -> list[tuple[str, HtmlElement]]:
    """Give the page's candidates for a visible headline with their elements, likeliest kinds first."""
    found: list[tuple[str, HtmlElement]] = []
    for element in page.tree.iter("h1"):
        if text := heading_text(element):
            found.append((text, element))
    for element in page.tree.iter("h2", "h3", "h4", "div", "span", "p", "font", "strong"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        is_named = element.get("itemprop") in ("headline", "name headline") or (_HEADLINE_NAME.search(name) and not _NOT_HEADLINE.search(name))
        if element.tag in ("h2", "h3") or is_named:
            text = heading_text(element)
            if 8 <= len(text) <= 300:
                found.append((text, element))
    return found


def find_headline_element(page: Page, headline: str, shown: list[tuple[str, HtmlElement]] | None = None) -> HtmlElement | None:
    """Give the element in which the page shows its headline; None where it shows none that agrees with it."""
    best, best_weight = None, 0.6
    for text, element in shown or list_shown_headlines(page):
        agreement = _agreement(text, headline) + (0.05 if element.tag == "h1" else 0.0)
        if agreement > best_weight:
            best, best_weight = element, agreement
    if best is None and (wanted := clean_site_name(headline)):
        # pages from before there were style sheets: a headline is large and bold, and no heading
        for element in page.tree.iter("b", "strong", "font", "big", "center"):
            if element.text and len(element.text) < 300 and clean_site_name(element.text) == wanted:
                return element
    return best


def heading_text(element: HtmlElement) -> str:
    """Give a heading's words without the kicker that stands in it under a name of its own."""
    whole = _words(element, skip=False)
    bare = _words(element, skip=True)
    if bare != whole:
        # what divided the kicker from the headline; a colon makes them one
        bare = re.sub(r"^[\s|·•/–—-]+", "", bare)
    is_whole = re.match(r"[\w\"'„“”‘’«»‹›¿¡(\[#$€£@…]", bare) and (len(bare) >= 12 or len(bare) > 0.5 * len(whole))
    return bare if is_whole else whole


def clean_site_name(text: str) -> str:
    """Fold a site's name for comparing."""
    return "".join(_WORD.findall(text.casefold()))


def _title_tag(page: Page) -> str:
    head = page.tree.find("head")
    element = head.find(".//title") if head is not None else None
    if element is None:
        element = page.tree.find(".//title")
    return plain("".join(element.itertext())) if element is not None else ""


def _best_shown(shown: list[tuple[str, HtmlElement]], declared: list[str]) -> str:
    """Give the visible heading that agrees best with what is declared, if one agrees well enough."""
    best, best_weight = "", 0.0
    declared = list(dict.fromkeys(declared))
    for position, (text, element) in enumerate(shown):
        agreement = max((_agreement(text, other) for other in declared), default=0.0)
        is_first = element.tag == "h1"
        weight = agreement + (0.3 if is_first else 0.0) - 0.001 * position
        is_named = is_first and bool(_ARTICLE_TITLE.search(element.get("class") or ""))
        needed = 0.15 if is_named else 0.35 if is_first else 0.7
        if agreement >= needed and weight > best_weight:
            best, best_weight = text, weight
    if not best and not any(declared):
        return ""
    return best


def _lone_heading(shown: list[tuple[str, HtmlElement]]) -> str:
    """Give the only first-level heading where it is long enough to be a headline, though nothing declared has its words."""
    headings = [text for text, element in shown if element.tag == "h1"]
    return headings[0] if len(headings) == 1 and len(headings[0]) >= 20 and len(headings[0].split()) > 2 else ""


def _agreement(one: str, other: str) -> float:
    """Give how much of their words two headlines share, 0 to 1."""
    first, second = Counter(_fold_words(one)), Counter(_fold_words(other))
    if not first or not second:
        return 0.0
    # a title that goes on with the site's name and slogan
    if len(one) >= 12 and first.total() >= 2 and other.casefold().startswith(one.casefold()):
        return 0.95
    return 2 * (first & second).total() / (first.total() + second.total())


def _fold_words(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    # scripts without spaces are compared by their signs
    return words if not re.search(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]", text) else [sign for word in words for sign in word]


def _strip(text: str, site_names: list[str]) -> str:
    """Take a site's name, and what stands between it and the headline, off the end or the beginning."""
    text = " ".join(text.split())
    head, colon, rest = text.partition(": ")
    names = [name for name in map(clean_site_name, site_names) if len(name) > 1]
    if colon and len(rest) > 12 and (clean_site_name(head) in names or any(len(host) > 6 and clean_site_name(head).startswith(host) for host in _hosts_of(site_names))):
        text = rest
    text = _cut_at_site_name(text, names)
    for _ in range(3):
        parts = list(_SEPARATOR.finditer(text))
        if not parts:
            break
        last, first = parts[-1], parts[0]
        tail, head = clean_site_name(text[last.end() :]), clean_site_name(text[: first.start()])
        if tail and _is_site_name(tail, names) and text[: last.start()].strip():
            text = text[: last.start()].strip()
        elif head and _is_site_name(head, names) and len(text[first.end() :].strip()) > 8:
            text = text[first.end() :].strip()
        else:
            break
    return text


def _cut_at_site_name(text: str, names: list[str]) -> str:
    """Cut what begins with a site's name, if more follows it (`Headline | The Paper | News since 1890`), and stars and signs before it."""
    parts = list(_SEPARATOR.finditer(text))
    for separator, following in pairwise(parts):
        name = clean_site_name(text[separator.end() : following.start()])
        before = text[: separator.start()].strip()
        if len(name) > 4 and len(_WORD.findall(before)) > 1 and any(name.startswith(other) for other in names if len(other) > 4):
            return _WORDLESS_END.sub("", before)
    return text


def _hosts_of(site_names: list[str]) -> list[str]:
    """Give the main parts of the hosts among a site's names, folded."""
    return [clean_site_name(max(name.split("."), key=len)) for name in site_names if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name)]


def _is_site_name(text: str, names: list[str]) -> bool:
    return any(text == name or (len(text) > 4 and len(name) > 4 and (text.startswith(name) or name.startswith(text) or text.endswith(name))) for name in names)


def _words(element: HtmlElement, *, skip: bool) -> str:
    parts: list[str] = []

    def collect(node: HtmlElement) -> None:
        if node.text:
            parts.append(node.text)
        for child in node:
            if isinstance(child.tag, str) and child.tag not in ("script", "style", "svg", "button", "noscript"):
                if child.tag == "br":
                    parts.append(" ")
                elif not (skip and _is_kicker(child)):
                    if child.tag in ("div", "p", "span", "small", "h2", "h3") and parts and not parts[-1].endswith(" ") and child.tag != "span":
                        parts.append(" ")
                    collect(child)
            if child.tail:
                parts.append(child.tail)

    collect(element)
    return " ".join("".join(parts).replace(SOFT_HYPHEN, "").split())


def _is_kicker(element: HtmlElement) -> bool:
    return element.tag in ("small", "sup") or bool(_KICKER_NAME.search(f"{element.get('class') or ''} {element.get('data-testid') or ''}"))
