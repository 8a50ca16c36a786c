"""Who wrote an article: names from what a page declares and from the line that it shows, without duties and agencies."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from capture_import.extraction.furniture import split_name
from capture_import.extraction.jsonld import node_types, plain
from capture_import.extraction.page import Page, elements_after

_AUTHOR_METAS = ("author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.name", "byl", "byline", "authors", "citation_author", "cxenseparse:author", "twitter:data1", "creator", "article.author", "author_name", "shareaholic:article_author_name", "dcsext.author", "dc.contributor")  # fmt: skip
_BY = re.compile(
    r"^\W*(?:(?:story|text|words|written|posted|published|created|report(?:ed|ing)?|article|post|submitted|authored|interview|analysis|compiled|edited|updated|opinion|review|geschrieben|verfasst|veröffentlicht|erstellt|aufgezeichnet|kommentar|"
    r"beitrag|artikel|ein(?:e)?\s\w+|gastbeitrag|analyse|texte?|testo|texto|escrito|publicado|publié|rédigé|propos recueillis|scritto|gepost|geplaatst|door)\s*)?(?:by|von|vom|par|por|di|da|av|af|door|przez|od|napsal[ai]?|tekijä|skrevet av|от)\s*:?\s+",
    re.I,
)
_LABEL = re.compile(r"^\W*(?:authors?|autor(?:en|in|innen|es|a|e)?|auteurs?|autore|auteure|автори?|авторы?|yazar|text|texte|texto|testo|tekst|текст|redaktion|von|by|words|written by|writer|reporter|journalist|redacteur|redakteur(?:in)?|verfasser|skribent|forfatter|toimittaja|記者|文|责任编辑|编辑|作者|記者)\s*[:：|]\s*", re.I)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:[;|•·]|\s/\s|\n|\s&\s|,?\s+(?:and|und|et|y|e|ed|en|og|och|i|ja|та|і|и|sowie|with|mit)\s+(?=[A-ZÄÖÜÁÉÍÓÚÑÇŠŽČŘА-ЯІЇЄ]))\s*")
_DUTY = re.compile(
    r"\b(?:reporter|correspondent|editors?|writer|columnist|contributor|journalist(?:in)?|redakteur(?:in)?|redaktør|korrespondent(?:in)?|chefredakteur(?:in)?|herausgeber(?:in)?|autor(?:in)?|freier?|staff|senior|chief|deputy|bureau|head of|director|producer|"
    r"photographer|fotograf(?:in)?|analyst|professor|lecturer|ceo|founder|gründer(?:in)?|redacteur|rédact(?:eur|rice)|redactora?|periodista|corresponsal|giornalista|inviat[oa]|reportero|volontär(?:in)?|praktikant(?:in)?|leiter(?:in)?|ressort\w*|expert(?:e|in)?|"
    r"special to|based in|for the|in\s[A-Z]\w+|кореспондент|корреспондент|обозреватель|редактор)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:redaktion|redaction|redacción|redazione|rédaction|redakce|redakcja|redação|editorial|staff|desk|newsroom|news|team|online|agentur|agency|agence|agencia|agenzia|press(?:e|estelle)?|nachrichten\w*|media|medien|tv|radio|zeitung|times|post|tribune|herald|"
    r"magazin(?:e)?|journal|gazette|guardian|bbc|cnn|reuters|associated|bloomberg|dpa|apa|afp|ap|sid|epd|kna|efe|ansa|pti|ians|xinhua|upi|interfax|ritzau|ntb|tt|belga|anp|keystone|sda|ots|kyodo|yonhap|reporter:?|services?|verlag|gmbh|inc|llc|e\.\s?v\.|blog|foundation|stiftung|institut\w*|universit\w+|"
    r"association|verband|partei|ministerium|department|group|company|support|admin|administrator|webmaster|guest|gast\w*|\w+\.(?:com|de|net|org|at|ch|co\.uk|info|eu|fr))\b",
    re.I,
)
_AGENCY = re.compile(r"^(?:dpa(?:-\w+)?|apa|afp|ap|sid|epd|kna|efe|ansa|pti|ians|xinhua|upi|reuters|associated press|agence france[- ]presse|deutsche presse[- ]agentur|bloomberg|interfax|ritzau|ntb|belga|anp|keystone[- ]sda|sda|ots|kyodo(?: news)?|yonhap|the associated press|thomson reuters|canadian press|the canadian press|aap|pa media|press association)$", re.I)  # fmt: skip
_RUBBISH = re.compile(
    r"^(?:n/?a|none|null|undefined|unknown|anonymous|author|authors|autor|admin(?:istrator)?|root|user|webmaster|\d+|by|von|published|posted|share|follow|more|mehr|read more|view all posts|alle beiträge|comments?|kommentare?|website|facebook|twitter|e-?mail|"
    r"profil|profile|über den autor|about the author|more from this author|see more|subscribe|newsletter|schlagworte|\W*|photo(?:graphy|s)?|video|getty images|image|bild|foto)$",
    re.I,
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:updated|published|aktualisiert|posted|veröffentlicht|stand|min(?:uten?|utes?)?\s(?:read|lesezeit)|ago|vor\s\d+)\b", re.I)  # fmt: skip
_AUTHOR_WORDS = frozenset("author authors autor autoren autorin autore auteur byline bylines byl writer writers journalist reporter redakteur verfasser vcard username creator postauthor authorname contributor contributors".split())
_NOT_AUTHOR = frozenset("comment comments commentlist respond related sidebar widget teaser card bio biography description about footer nav menu image avatar img photo caption credit social follow count role title job position box".split())
_MAX_NAME = 60
_MAX_AUTHORS = 12


def find_authors(page: Page, site_names: Iterable[str] = (), headline: HtmlElement | None = None) -> list[str]:
    """Give the article's authors in the order of the page.

    People where people are named; where only an organisation signs, that is given as it signs.
    """
    sites = {_fold(name) for name in site_names if name}
    signers: list[str] = []
    for names in _list_sources(page, headline):
        cleaned = _clean(names)
        people = [name for name in cleaned if not is_organisation(name, sites)]
        if people:
            return people[:_MAX_AUTHORS]
        signers = signers or cleaned
    return signers[:_MAX_AUTHORS]


def is_organisation(name: str, sites: Iterable[str] = ()) -> bool:
    """Tell whether a name is an organisation's, an agency's or the site's own rather than somebody's."""
    folded = _fold(name)
    return bool(_ORGANISATION.search(name)) or any(folded == site or (len(folded) > 5 and folded in site) for site in sites)


def is_agency(name: str) -> bool:
    """Tell whether a name is that of a news agency."""
    return bool(_AGENCY.match(name.strip()))


def split_byline(text: str) -> list[str]:
    """Give the names in a byline.

    >>> split_byline("By Ann Lee and Bo Ek, Senior Reporter")
    ['Ann Lee', 'Bo Ek']
    """
    names: list[str] = []
    for part in _SPLIT.split(_strip_label(" ".join(text.split()))):
        pieces = [piece for piece in re.split(r"\s*[,，、]\s*", part) if piece]
        # `Lee, Ann` is one name; `Lee Ann, Ek Bo` are two; what says a duty is none
        kept = [piece for piece in pieces if not (_DUTY.search(piece) and len(pieces) > 1)] or pieces[:1]
        names.extend(kept)
    return [name for piece in names if (name := clean_name(piece))]


def clean_name(text: str) -> str:
    """Give a name without label, duty, address and stray signs; an empty string where it is no name at all."""
    text = plain(text)
    if re.match(r"(?:https?:)?//|www\.", text):
        return ""
    text = re.sub(r"\S+@\S+\.\w+", "", text)
    text = re.sub(r"\s*[(\[（][^)\]）]*[)\]）]", "", text)
    text = _strip_label(text)
    text = re.split(r"\s+[-–—|]\s+|\s+\|\s*|\s{2,}|\bist\s|\bis a\b|\bwas\s|\bfor\s(?=[A-Z])|\bupdated\b|\bpublished\b", text)[0]
    text = text.strip(" \t,.;:|/·•*-–—_\"“”„»«'")
    if not text or len(text) > _MAX_NAME or _RUBBISH.match(text) or _TIME.search(text) or text.count(" ") > 6 or not re.search(r"[^\W\d_]", text):
        return ""
    return text


def _list_sources(page: Page, headline: HtmlElement | None) -> Iterator[list[str]]:
    """Give the names by source, the surest first."""
    node = page.linked.find_article(page.address)
    linked = list(_linked_names(page, node.get("author"))) or list(_linked_names(page, node.get("creator")))
    declared = [text for name in _AUTHOR_METAS[:2] for text in page.metas.get(name, ())]
    yield linked
    yield _shown_names(page, headline, strict=True)
    yield declared
    yield [text for name in _AUTHOR_METAS[2:] for text in page.metas.get(name, ())][:_MAX_AUTHORS]
    yield _shown_names(page, headline, strict=False)
    yield _names_in_lines(page, headline)


def _linked_names(page: Page, value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    for item in values:
        item = page.linked.resolve(item)
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            name = item.get("name")
            if not name and item.get("familyName"):
                name = f"{item.get('givenName') or ''} {item['familyName']}"
            if isinstance(name, list):
                yield from (text for text in name if isinstance(text, str))
            elif isinstance(name, str):
                yield name
            elif "Person" in node_types(item) and isinstance(item.get("@id"), str):
                continue


def _shown_names(page: Page, headline: HtmlElement | None, *, strict: bool) -> list[str]:
    """Give the names that stand in the page under a name that says author; `strict` takes what says so by relation."""
    found: list[str] = []
    for element in page.tree.iter("a", "span", "div", "p", "li", "address", "strong", "b", "em", "h3", "h4", "h5", "h6", "cite", "td", "small", "author", "dd", "section", "header", "figcaption", "i", "ul", "font"):
        if strict:
            itemprop = (element.get("itemprop") or "").split()
            is_author = "author" in (element.get("rel") or "").lower().split() or "author" in itemprop or element.tag == "author"
        else:
            is_author = bool(split_name(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}") & _AUTHOR_WORDS)
        if not is_author or _is_elsewhere(element):
            continue
        inner = next((child for child in element.iter() if child.get("itemprop") == "name"), None)
        text = _visible_text(inner if inner is not None else element)
        if text and len(text) < 160:
            found.append(text)
            if len(found) >= (6 if strict else 3):
                break
    return found[:1] if found and not strict and _clean(found[:1]) else found


def _names_in_lines(page: Page, headline: HtmlElement | None) -> list[str]:
    """Give the names of the first short line by the headline that begins as bylines do (`By`, `Von`, `Por` ...)."""
    if headline is None:
        return []
    for element in elements_after(headline, 120):
        for text in (element.text, element.tail):
            text = " ".join((text or "").split())
            if 5 < len(text) < 90 and (_BY.match(text) or _LABEL.match(text)):
                names = split_byline(re.split(r"\s[|•·–—-]\s|\d", text)[0])
                if names and all(re.match(r"[^\W\d_a-zäöüßа-я]", name) for name in names):
                    return names
    return []


def _clean(texts: Iterable[str]) -> list[str]:
    names: dict[str, str] = {}
    for text in texts:
        for name in split_byline(text) if text and not re.match(r"\s*https?:", text) else ():
            names.setdefault(_fold(name), name)
    return [name for key, name in names.items() if key]


def _strip_label(text: str) -> str:
    for _ in range(2):
        text = _LABEL.sub("", _BY.sub("", text)).strip()
    return text


def _visible_text(element: HtmlElement) -> str:
    parts: list[str] = []
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style", "svg", "time", "button", "img", "noscript"):
            if inner.text and not (inner is not element and inner.tag in ("time",)):
                parts.append(inner.text)
        if inner is not element and inner.tail:
            parts.append(("\n" if inner.tag in ("br", "div", "p", "li", "h4", "h5") else "") + inner.tail)
    return " ".join("".join(parts).replace("\n", " | ").split()).strip(" |")


def _is_elsewhere(element: HtmlElement) -> bool:
    """Tell whether an element stands in the comments, a teaser or a box about somebody."""
    for depth, ancestor in enumerate((element, *element.iterancestors())):
        if ancestor.tag in ("nav", "aside", "figure", "figcaption", "blockquote"):
            return True
        if ancestor.tag in ("body", "main"):
            return False
        words = split_name(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}")
        if words & _NOT_AUTHOR and not (depth > 2 and words & {"card", "title", "box", "count", "role", "description", "about", "image", "photo", "widget", "footer"}):
            return True
    return False


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
