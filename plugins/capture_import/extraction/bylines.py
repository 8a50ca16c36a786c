"""Who wrote an article: names from what a page declares and from the line that it shows, without duties and agencies."""

import re
from collections.abc import Callable, Iterable, Iterator
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
    r"photographer|fotograf(?:in)?|analyst|professor|lecturer|ceo|founder|gründer(?:in)?|redacteur|rédact(?:eur|rice)|redactora?|periodista|corresponsal|giornalista|inviat[oa]|reportero|volontär(?:in)?|praktikant(?:in)?|\w*leiter(?:in)?|ressort\w*|expert(?:e|in)?|"
    r"special to|based in|for the|in\s[A-Z]\w+|кореспондент|корреспондент|обозреватель|редактор)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:redaktion|redaction|redacción|redazione|rédaction|redakce|redakcja|redação|editorial|staff|desk|newsroom|news|team|online|agentur|agency|agence|agencia|agenzia|press(?:e|estelle)?|nachrichten\w*|media|medien|tv|radio|zeitung|times|post|tribune|herald|"
    r"magazin(?:e)?|journal|gazette|guardian|bbc|cnn|reuters|associated|bloomberg|dpa|apa|afp|ap|sid|epd|kna|efe|ansa|pti|ians|xinhua|upi|interfax|ritzau|ntb|tt|belga|anp|keystone|sda|ots|kyodo|yonhap|reporter:?|services?|verlag|gmbh|inc|llc|e\.\s?v\b|blog|foundation|stiftung|institut\w*|universit\w+|"
    r"association|verband|partei|ministerium|department|group|company|support|admin|administrator|webmaster|guest|gast\w*|\w+\.(?:com|de|net|org|at|ch|co\.uk|info|eu|fr))\b",
    re.I,
)
_AGENCY = re.compile(r"^(?:dpa(?:-\w+)?|apa|afp|ap|sid|epd|kna|efe|ansa|pti|ians|xinhua|upi|reuters|associated press|agence france[- ]presse|deutsche presse[- ]agentur|bloomberg|interfax|ritzau|ntb|belga|anp|keystone[- ]sda|sda|ots|kyodo(?: news)?|yonhap|the associated press|thomson reuters|canadian press|the canadian press|aap|pa media|press association)$", re.I)  # fmt: skip
_RUBBISH = re.compile(
    r"^(?:n/?a|none|null|undefined|unknown|anonymous|author|authors|autor|admin(?:istrator)?|root|user|webmaster|\d+|by|von|published|posted|share|follow|more|mehr|read more|view all posts|alle beiträge|comments?|kommentare?|website|facebook|twitter|e-?mail|"
    r"profil|profile|über den autor|about the author|more from this author|view all posts by|show all articles of|profil bearbeiten|abmelden|gesponserte inhalte|(?:quelle|source|datum|date|weitere|ähnliche|related|more|other|zum thema|mehr)\b.*|zuletzt\b.*|teilen|author archives|beitrag|(?:eingetragen|aktualisiert|veröffentlicht|erstellt|published|posted)\b.*|##\w+##|datum|\d+\s+\w+|see more|subscribe|newsletter|schlagworte|\W*|photo(?:graphy|s)?|video|getty images|image|bild|foto)$",
    re.I,
)
_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:updated|published|aktualisiert|posted|veröffentlicht|stand|min(?:uten?|utes?)?\s(?:read|lesezeit)|ago|vor\s\d+)\b", re.I)  # fmt: skip
_AUTHOR_WORDS = frozenset("author authors autor autoren autorin autore auteur byline bylines byl writer writers journalist reporter redakteur verfasser vcard username creator postauthor authorname contributor contributors".split())
_AUTHOR_STEMS = ("author", "autor", "byline", "verfasser", "redakteur", "posted", "wrote", "writtenby", "poster")
_NOT_AUTHOR = frozenset("comment comments commentlist respond related sidebar widget teaser bio biography description footer nav menu avatar img photo caption credit social follow count role job position".split())
_NEVER_AUTHOR = frozenset("comment comments related teaser bio biography description role job position".split())
_NOT_AUTHOR_NEARBY = frozenset("count role description photo widget footer".split())
_FOR_SCREEN_READERS = re.compile(r"screen-?reader|sr-only|visually-?hidden|assistive", re.I)
_MAX_NAME = 60
_MAX_AUTHORS = 12


# The place of the post's author among the sources: whoever that is, it is no organisation.
_POST_AUTHOR = 6


def find_authors(page: Page, site_names: Iterable[str] = (), headline: HtmlElement | None = None) -> list[str]:
    """Give the article's authors in the order of the page.

    People where people are named; where only an organisation signs, that is given as it signs.
    """
    sites = {_fold(name) for name in site_names if name}
    signers: list[str] = []
    has_linked_signer = False
    for position, (names, is_guess) in enumerate(_list_sources(page, headline)):
        if is_guess and has_linked_signer:
            break
        if names and position == _POST_AUTHOR:
            return _clean(names)
        if names and all(_fold(name) in sites for name in names):
            signers = signers or [clean_name(name) for name in names[:1]]
            continue
        cleaned = _clean(names)
        people = [name for name in cleaned if not is_organisation(name, sites)]
        if people:
            return people[:_MAX_AUTHORS]
        # organisations that sign together sign by one name
        signers = signers or ([" ".join(names[0].split())] if len(names) == 1 and len(cleaned) > 1 else cleaned)
        has_linked_signer = has_linked_signer or (position < 2 and any(_fold(name) not in sites for name in cleaned))
    return signers[:_MAX_AUTHORS]


def is_organisation(name: str, sites: Iterable[str] = ()) -> bool:
    """Tell whether a name is an organisation's, an agency's or the site's own rather than somebody's."""
    folded = _fold(name)
    joined = folded.replace(" ", "")
    return bool(_ORGANISATION.search(name)) or any(folded == site or (len(folded) > 5 and folded in site) or (len(site) > 7 and site.replace(" ", "") in joined) for site in sites)


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
    text = re.sub(r"^(?:view all posts by|mehr über|more about|alle artikel von|(?:pressemitteilung|im wortlaut|gastbeitrag|kommentar|beitrag)\s+von|interview|fragen|autor(?:in)?|redaktion)\s*:?\s+(?=(?-i:[^\W\d_a-z]))|^(?:[\w.]+-)+(?:experte|expertin|redakteur(?:in)?|autor(?:in)?|reporter(?:in)?)\s+", "", text, flags=re.I)
    text = re.sub(r"\s*[(\[（][^)\]）]*[)\]）]", "", text)
    text = _strip_label(text)
    text = re.split(r"\s+[-–—|]\s+|\s+\|\s*|\s{2,}|\bist\s|\bis a\b|\bwas\s|\bfor\s(?=[A-Z])|\bupdated\b|\bpublished\b", text)[0]
    text = re.sub(r"(?<=\w)[\s,]*\b\d{1,2}\.?\s+\w{3,10}[,.]?(?:\s+\d{4})?$", "", text)
    text = re.sub(r"\s+(?:on|am|um|at|le|il|el|den|vom|from)$", "", text)
    text = text.strip(" \t,.;:|/·•*-–—_\"“”„»«'")
    if not text or len(text) > _MAX_NAME or _RUBBISH.match(text) or _TIME.search(text) or text.count(" ") > 6 or not re.search(r"[^\W\d_]", text):
        return ""
    return text


def _list_sources(page: Page, headline: HtmlElement | None) -> Iterator[tuple[list[str], bool]]:
    """Give the names by source, the surest first, and whether a source is but a guess."""
    node = page.article_node
    linked = list(_linked_names(page, node.get("author"))) or list(_linked_names(page, node.get("creator")))
    around = set(headline.iterancestors()) if headline is not None else set()
    yield _in_full(linked, page, around), False
    yield _shown_names(page, headline, around, _says_author_by_relation), False
    yield [text for text in page.metas.get("article:author", ()) if not text.startswith("http")] + page.metas.get("author", []), False
    yield [text for name in _AUTHOR_METAS[2:] for text in page.metas.get(name, ())][:_MAX_AUTHORS], False
    yield _shown_names(page, headline, around, _says_or_leads), False
    yield _labelled_names(page), True
    yield _names_of_post_author(page), True
    yield _names_in_lines(page, headline), True


def _in_full(linked: list[str], page: Page, around: set[HtmlElement]) -> list[str]:
    """Give declared names, each user name or first name alone replaced by the full name that the page shows under a link to its author."""
    if not any(name and " " not in name.strip() for name in linked):
        return linked
    alone = [" ".join(element.text.split()) for element in page.tree.iter("p", "span", "a", "strong", "div", "b", "h3", "h4", "h5") if element.text and len(element.text) < 60]
    shown = [text.split(" - ")[0] for text in alone if _FULL_NAME.match(text.split(" - ")[0])]
    shown += [name for text in _shown_names(page, None, around, _leads_to_author) + _shown_names(page, None, around, _says_author_by_name) for name in split_byline(text) if " " in name]

    def complete(name: str) -> str:
        joined = re.sub(r"\W", "", name.casefold())
        return next((full for full in shown if len(joined) > 2 and (re.sub(r"\W", "", full.casefold()) == joined or full.casefold().startswith(f"{name.casefold()} "))), name)

    return [complete(name) if " " not in name.strip() else name for name in linked]


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


_NAMED_TAGS = ("a", "span", "div", "p", "li", "address", "strong", "b", "em", "h3", "h4", "h5", "h6", "cite", "td", "small", "author", "dd", "section", "header", "i", "ul", "font", "label")
_AUTHOR_PATH = re.compile(r"/(?:authors?|autor(?:en?|es)?|auteurs?|autore|autori|writers?|journalists?|redakteur(?:e|in)?|redacteurs?|creators?|contributors?|columnists?|reporters?|by|byline|experten|staff|skribent|toimittaja|author_name|verfasser|kirjoittaja|yazar)/[^/?#]|[?&]author(?:_name)?=\w", re.I)

_ELSEWHERE = re.compile(r"facebook|twitter|//x\.com|linkedin|instagram|xing\.|whatsapp|pinterest|share|creativecommons|log-?(?:in|out)|youtube|mailto:", re.I)


def _says_author_by_relation(element: HtmlElement) -> bool:
    return element.tag == "author" or "author" in (element.get("rel") or "").lower().split() or "author" in (element.get("itemprop") or "").split()


def _leads_to_author(element: HtmlElement) -> bool:
    href = element.get("href") or ""
    return element.tag == "a" and bool(_AUTHOR_PATH.search(href)) and not _ELSEWHERE.search(href) and element.find(".//img") is None


def _says_author_by_name(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    return len(names) > 2 and any(word in _AUTHOR_WORDS or word.startswith(_AUTHOR_STEMS) for word in split_name(names))


def _says_or_leads(element: HtmlElement) -> bool:
    return _says_author_by_name(element) or (_leads_to_author(element) and bool(_FULL_NAME.match(_visible_text(element))))


def _shown_names(page: Page, headline: HtmlElement | None, around: set[HtmlElement], is_author: Callable[[HtmlElement], bool]) -> list[str]:
    """Give the names under elements of a kind: the first with a name after the headline, and those right beside it."""
    found: list[tuple[int, str]] = []
    start = None
    for position, element in enumerate(page.elements):
        if element is headline:
            start = position
        if element.tag not in _NAMED_TAGS or not is_author(element) or _is_elsewhere(element, around):
            continue
        inner = next((child for child in element.iter() if child.get("itemprop") == "name"), None)
        text = _visible_text(inner if inner is not None else element)
        if text and len(text) < 160 and _clean([text]):
            found.append((position, text))
    if not found:
        return []
    after = [item for item in found if start is not None and item[0] > start]
    before = [item for item in found if start is not None and item[0] <= start and start - item[0] < 80]
    first = (after or before[-1:] or found)[0] if not (after and before and after[0][0] - start > 400) else before[-1]
    return [text for position, text in found if first[0] <= position <= first[0] + 25][:_MAX_AUTHORS]


# A name as bylines have it: two to four words that begin with a capital, with what may stand between them.
_NAME = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ][\w.'’-]*)(?:\s+(?:(?:van|von|de|der|den|del|da|di|la|le|al|el|bin|ibn|y|ter|zu|dos)\s+){0,2}[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ][\w.'’-]*){1,3}"
_FULL_NAME = re.compile(rf"{_NAME}\Z")
_BY_NAME = re.compile(
    rf"(?:^|[\s|•·,(–—-])(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|[Pp]ar|[Dd]oor|[Aa]utor(?:in)?|[Aa]uthor|[Aa]uteur|[Rr]edaktion|[Tt]exte?|[Ii]nterview|[Ww]ords|[Ww]ith|[Aa]f|[Aa]v|[Dd]i|Автор|Текст)\s*:?\s+(?P<names>{_NAME}(?:\s*(?:,|&|and|und|et|y|e|en|og|och|та|і|и)\s+{_NAME}){{0,4}})"
)


_NAMES_ALONE = re.compile(rf"{_NAME}(?:\s*(?:/|,|&|and|und|et|y)\s*{_NAME}){{0,4}}\Z")
_LABEL_ALONE = re.compile(r"\W*(?:authors?|autor(?:in|en|es)?(?:/autor)?|auteure?s?|autore|автор|text|texte?|by|von|par|por|written by|geschrieben von|verfasst von)\s*:?\W*\Z", re.I)


def _labelled_names(page: Page) -> list[str]:
    """Give the names that follow a label of their own (`<strong>Author</strong> Ann Lee`)."""
    for element in page.tree.iter("strong", "b", "dt", "th", "label", "span"):
        text = element.text
        if text and len(text) < 30 and len(element) == 0 and _LABEL_ALONE.match(text):
            following = element.getnext()
            after = " ".join((element.tail or "").split()) or (" ".join(following.text_content().split()) if following is not None else "")
            if len(after) < 90 and _NAMES_ALONE.match(after.strip(" ,.")):
                return split_byline(after)
    return []


def _names_of_post_author(page: Page) -> list[str]:
    """Give the name under which the post's author answers in the comments, as WordPress marks it (`bypostauthor`)."""
    for comment in page.tree.iter("li", "div", "article"):
        if "bypostauthor" in (comment.get("class") or "").split():
            for element in comment.iter("cite", "span", "b", "a", "strong"):
                if "fn" in (element.get("class") or "").split() and (name := clean_name(element.text_content())):
                    return [name]
    return []


def _stands_alone(element: HtmlElement) -> bool:
    """Tell whether an element is all that its paragraph holds."""
    parent = element.getparent()
    return parent is not None and parent.tag == "p" and len(parent.text_content().strip()) == len(element.text_content().strip())


_DATE_BY = re.compile(r"\d{4}\D{0,4}(?:\s\d\d?:\d\d)?(?: Uhr)?[\s|,·-]+(?:by|von|par|por|door)\s+([^\W\d_][\w.-]+(?:\s[^\W\d_][\w.-]+){0,2})$", re.I)


def _names_in_lines(page: Page, headline: HtmlElement | None) -> list[str]:
    """Give the names of the first short line by the headline in which names stand as bylines have them (`By`, `Von`, `Por` ...)."""
    if headline is None:
        return []
    for element in elements_after(headline, 150):
        for text in (element.text, element.tail):
            text = " ".join((text or "").split())
            if len(text) < 60 and (match := _DATE_BY.search(text)):
                return split_byline(match[1])
            if element.tag in ("strong", "b", "em") and text == " ".join((element.text or "").split()) and _NAMES_ALONE.match(text) and _stands_alone(element):
                return split_byline(text.replace("/", ", "))
            if 5 < len(text) < 90 and (match := _BY_NAME.search(text)) and (match.start() < 3 or len(text) - len(match["names"]) < 45):
                names = split_byline(match["names"])
                if names:
                    return names
    return []


def _clean(texts: Iterable[str]) -> list[str]:
    names: dict[str, str] = {}
    for text in texts:
        for name in split_byline(text) if text and not re.match(r"\s*https?:", text) else ():
            names.setdefault(_fold(name), name)
    return [name for key, name in names.items() if key]


def _strip_label(text: str) -> str:
    text = re.sub(r"(?<=[\uac00-\ud7a3])\s*기자$", "", text)
    for _ in range(2):
        text = _LABEL.sub("", _BY.sub("", text)).strip()
    return text


def _visible_text(element: HtmlElement) -> str:
    """Give an element's words, ` | ` between those that only the layout keeps apart; labels for screen readers are left out."""
    parts: list[str] = []

    def add(text: str | None) -> None:
        if text:
            if parts and parts[-1][-1:].isalnum() and text[:1].isalnum():
                parts.append(" | ")
            parts.append(text)

    def collect(node: HtmlElement) -> None:
        add(node.text)
        for child in node:
            if isinstance(child.tag, str) and child.tag not in ("script", "style", "svg", "time", "button", "img", "noscript") and not _FOR_SCREEN_READERS.search(child.get("class") or ""):
                if child.tag in ("br", "div", "p", "li", "h4", "h5", "ul"):
                    parts.append(" | ")
                collect(child)
            add(child.tail)

    collect(element)
    return re.sub(r"(?:\s*\|\s*)+", " | ", " ".join("".join(parts).split())).strip(" |")


def _is_elsewhere(element: HtmlElement, around: set[HtmlElement]) -> bool:
    """Tell whether an element stands in the comments, a teaser or a box about somebody; what the headline stands in too is none of these."""
    for depth, ancestor in enumerate((element, *element.iterancestors())):
        if ancestor in around or ancestor.tag in ("body", "main"):
            return False
        if ancestor.tag in ("nav", "aside", "figure", "figcaption", "blockquote"):
            return True
        if depth > 5 and ancestor.tag not in ("li", "ol", "ul"):
            continue
        words = split_name(f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}")
        if words & _NOT_AUTHOR and not (depth == 0 and not words & _NEVER_AUTHOR) and not (depth > 2 and words & _NOT_AUTHOR_NEARBY) and not words & {"h", "hcard"}:
            return True
    return False


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
