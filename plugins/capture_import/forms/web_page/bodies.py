"""An article's text as blocks: the page's own paragraphs, without what stands between and around them."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import Words, linked_share, plain_text
from capture_import.fields.dates import find_mentions, read_clock, read_line
from capture_import.fields.plain_text import plain
from capture_import.fields.urls import link_url
from capture_import.forms.web_page.blocks import BlockReader
from capture_import.forms.web_page.boilerplate import AD, COMMENT, DETAIL, HIDDEN, RELATED, SHARE, SITE
from capture_import.forms.web_page.page import Page
from capture_import.forms.web_page.page_state import find_kept_text
from capture_import.forms.web_page.regions import Weights, find_body, find_boilerplate, weigh_paragraphs
from capture_import.forms.web_page.trafilatura_body import read_with_trafilatura

_SENTENCE_END = re.compile(r"[.!?…:;\"'“”»«)\]。！？।॥؟]\s*$")
_CLOCK_ALONE = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?|uhr|h|[A-Z]{2,4})?\Z", re.IGNORECASE)
_LETTERS = re.compile(r"\w")
_POINTER = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|click|related|more|also|mehr|lesen sie|lies|siehe|hier|auch interessant|lesetipp|"
    r"zum thema|weiterlesen|"
    r"lire|à lire|a lire|voir|leer|lea|le puede|te puede|leia|veja|leggi|lees|läs|les også|læs|czytaj|zobacz|читайте|"
    r"читать|смотрите|"
    r"advertisement|anzeige|werbung|publicidad|publicité|реклама|continue reading|story continues|article continues|"
    r"sign up|subscribe|follow us|download|share|print|teilen|folgen sie|newsletter|photo|foto|bild|image|picture|"
    r"video)\b)",
    re.I,
)
# Lines that a site sets into or under its articles: whose picture it is, what else there is, how to pay, print or cite.
_SITE_LINE = re.compile(
    r"^\W*(?:(?:crédits?(?:\s*+photos?)?|titelbild|beitragsbild|fotos?|photos?|bild(?:er|quelle|nachweis)?|image|"
    r"picture|photo credit|photograph|quellen?|source|featured image|header image)\s*+(?:[:©]|by\b|credit)|"
    r"(?:tags?|schlagw(?:orte|örter)|stichworte|keywords|themen|topics|etiquetas|mots[- ]clés|kategorien?|categories|"
    r"filed under|posted in|veröffentlicht (?:in|unter))\s*:|"
    r"explore further|schon gelesen|lust auf mehr|kennt ihr schon|kennst du schon|teilen mit|wird geladen|loading|"
    r"weitere (?:aktuelle )?(?:themen|artikel|infos|informationen)|zum weiterlesen|das könnte (?:sie|dich)|"
    r"auch interessant|mehr zum thema|lesen sie (?:auch|mehr)|"
    r"if you enjoyed|suggested citation|gefällt (?:dir|ihnen)|(?:rezept|artikel|seite) drucken|vorschau auf|"
    r"dieser (?:eintrag|beitrag|artikel) (?:wurde|erschien)|letzte aktualisierung|last updated|"
    r"puede escribirnos|valora esta|síguenos|suscríbete|compartir|quellen ausblenden|entdecken sie|melde dich|"
    r"abonnieren sie|jetzt (?:abonnieren|testen|lesen|anmelden)|"
    r"follow .{2,30} on (?:google|facebook|twitter|instagram|whatsapp|x\b)|click here to|join (?:our|the)|sign up|"
    r"get the latest|want more|don'?t miss|you may also|you might also|recommended|most read|trending|"
    r"diese? (?:artikel|text) (?:teilen|drucken)|hier geht(?:'|’)?s|all rights reserved|copyright|©|関連|おすすめ|"
    r"この記事は会員|続きを読む|관련기사|publiziert|publié le|published|publicado|veröffentlicht(?: am)?:?|stand:|"
    r"aktualisiert|updated?:?)",
    re.I,
)
_OFFER = re.compile(
    r"newsletter|abonn|paywall|bezahlschranke|subscri|posteingang|inbox|mitglied|member|spende|donat|"
    r"supporting our work|magazin",
    re.I,
)
# Headings over what follows an article, where they stand in its last part.
_END_HEADING = re.compile(
    r"^\W*(?:about the authors?|(?:über|zu)[rm]? (?:den|die|der)? ?autor\w*|à propos de l.auteure?|"
    r"sobre (?:el|la) autora?|sull.autore|\d* ?(?:comments?|kommentare?|commentaires?|comentarios?|комментари\w+|"
    r"коментар\w*)|leave a (?:comment|reply)|"
    r"kommentar (?:schreiben|verfassen|hinterlassen)|schreibe einen kommentar|"
    r"related (?:articles?|posts?|stories|topics)|ähnliche (?:artikel|beiträge)|weitere (?:artikel|beiträge)|"
    r"articles? (?:liés|similaires)|artículos relacionados)\W*$",
    re.I,
)
_LAST_PART = 0.6
_MIN_BODY = 140
_ENOUGH_LETTERS = 400
_KEPT_KINDS: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset([SITE, HIDDEN, DETAIL, SHARE, RELATED, AD]),
    frozenset([SITE, HIDDEN, DETAIL, SHARE, RELATED, AD, COMMENT]),
)


@dataclass
class Body:
    """An article's blocks, the element they come from, and what was told from them on the way."""

    blocks: list[Block] = field(default_factory=list)
    element: HtmlElement | None = None
    core: HtmlElement | None = None
    boilerplate: set[HtmlElement] = field(default_factory=set)
    weights: Weights = field(default_factory=Weights)

    @property
    def text(self) -> str:
        """The plain text, a line a block."""
        return "\n".join(block.text for block in self.blocks)


def find_article_body(page: Page, headline: HtmlElement | None = None) -> Body:
    """Find and read an article's text on its page; what stands before the headline is none of it."""
    root = page.tree.find("body")
    if root is None:
        root = page.tree
    everything = weigh_paragraphs(root)
    body = Body()
    # what a name calls boilerplate is let stay, kind by kind, where without it hardly a text remains
    for kept_kinds in _KEPT_KINDS:
        boilerplate = find_boilerplate(root, everything, kept_kinds)
        weights = weigh_paragraphs(root, boilerplate)
        found = find_body(root, weights)
        if found is not None and (body.element is None or weights.of(found[0]) > 4 * body.weights.of(body.element)):
            body = Body([], *found, boilerplate, weights)
        if body.element is not None and body.weights.of(body.element) > _ENOUGH_LETTERS:
            break
    if body.element is not None:
        blocks = read_blocks(page, body.element, body.boilerplate)
        body.blocks = drop_noise(_keep_article(blocks, page, body, headline))
    return body


def _keep_article(blocks: list[Block], page: Page, body: Body, headline: HtmlElement | None) -> list[Block]:
    """Leave out what stands before the headline, and what around the text's core is no sentence."""
    order = page.order
    start = order.get(headline, -1) if headline is not None else -1
    letters = [
        (len(block.text), block.element is None or order.get(block.element, start + 1) > start) for block in blocks
    ]
    if sum(length for length, is_after in letters if is_after) < 0.5 * sum(length for length, _ in letters):
        start = -1
    core = body.core
    make = ("", None) if core is None else (core.tag, core.get("class"))
    is_core: dict[HtmlElement, bool] = {}

    def stands_in_core(element: HtmlElement | None) -> bool:
        if element is None:
            return True
        if element not in is_core:
            is_here = element is core or (bool(make[1]) and (element.tag, element.get("class")) == make)
            is_core[element] = is_here or (
                element is not body.element and element.getparent() is not None and stands_in_core(element.getparent())
            )
        return is_core[element]

    kept: list[Block] = []
    for block in blocks:
        if (
            block.element is not None
            and start >= 0
            and order.get(block.element, start + 1) <= start
            and headline not in set(block.element.iterdescendants())
        ):
            continue
        is_heading = block.kind == "heading" and block.element is not None and block.element.tag in ("h2", "h3")
        is_whole = is_heading or block.kind in ("quote", "table", "code")
        if stands_in_core(block.element) or is_whole or _is_sentence(block):
            kept.append(block)
    # a heading outside of the core counts where a sentence outside of it follows
    return [
        block
        for position, block in enumerate(kept)
        if block.kind != "heading"
        or stands_in_core(block.element)
        or (position + 1 < len(kept) and kept[position + 1].kind != "heading")
    ]


def _is_sentence(block: Block) -> bool:
    text = block.text
    if block.kind == "list":
        return len(text) > 120 and bool(_SENTENCE_END.search(text))
    return (
        block.kind == "paragraph"
        and len(text) >= 50
        and bool(_SENTENCE_END.search(text))
        and linked_share(block.words) < 0.5
    )


def find_kept_body(page: Page) -> Body | None:
    """Return the text of a page that shows none to go by: its scripts' data, its JSON-LD, what trafilatura finds."""
    element = find_kept_text(page)
    if element is not None:
        weights = weigh_paragraphs(element)
        boilerplate = find_boilerplate(element, weights)
        return Body(drop_noise(read_blocks(page, element, boilerplate)), element, element, boilerplate, weights)
    text = page.article_node.get("articleBody")
    if isinstance(text, str) and len(text) >= _MIN_BODY:
        paragraphs = [part for part in re.split(r"(?:(?<!\s)[^\S\n]++)?\n\s*+|(?<=[.!?])\s{2,}", text) if part.strip()]
        return Body([Block("paragraph", [Words(plain(part))]) for part in paragraphs])
    blocks = read_with_trafilatura(page)
    return Body(drop_noise(blocks)) if blocks else None


def read_blocks(page: Page, element: HtmlElement, boilerplate: set[HtmlElement]) -> list[Block]:
    """Read an element's blocks but for the boilerplate in it."""
    base = page.base_url
    reader = BlockReader(
        lambda inner: inner in boilerplate or inner.tag == "h1", lambda href: link_url(href, base, page.clean_url)
    )
    return reader.read(element)


def drop_noise(blocks: list[Block]) -> list[Block]:
    """Leave out what no reader counts as the article: lists of links, pointers elsewhere, headings over nothing."""
    blocks = _cut_at_end(blocks)
    times = _list_entry_times(blocks)
    kept = [block for position, block in enumerate(blocks) if position in times or not _is_noise(block)]
    result: list[Block] = []
    for position, block in enumerate(kept):
        following = kept[position + 1] if position + 1 < len(kept) else None
        if block.kind == "heading" and following is None:
            continue
        result.append(block)
    return result


def _list_entry_times(blocks: list[Block]) -> set[int]:
    """Return the places of the times that stand above (or below) the headings of a text's entries.

    A live blog has them: two at least.
    """
    times = {
        position
        for position, block in enumerate(blocks)
        if block.kind == "paragraph"
        and any(other.kind == "heading" for other in blocks[max(position - 1, 0) : position + 2])
        and _is_time(block.text)
    }
    return times if len(times) > 1 else set()


def _is_time(text: str) -> bool:
    """Return whether a line is a time of day, with its date perhaps, and nothing else."""
    return len(text) < 40 and (
        bool(_CLOCK_ALONE.match(text)) or (read_clock(text) is not None and read_line(text).is_date)
    )


def _cut_at_end(blocks: list[Block]) -> list[Block]:
    """Leave out what a heading such as `About the author` opens, in the last part of a text."""
    lengths = [len(block.text) for block in blocks]
    for position, block in enumerate(blocks):
        if (
            block.kind in ("heading", "paragraph")
            and lengths[position] < 45
            and _END_HEADING.match(block.text)
            and sum(lengths[:position]) > _LAST_PART * sum(lengths)
        ):
            return blocks[:position]
    return blocks


def _is_noise(block: Block) -> bool:
    text = block.text
    if not _LETTERS.search(text):
        return True
    if block.kind == "list":
        shares = [
            linked_share(item.words) if item.kind == "paragraph" else 0.0 for items in block.children for item in items
        ]
        linked = sum(share > 0.7 for share in shares)
        return bool(shares) and linked >= 0.6 * len(shares) and (len(shares) > 1 or len(text) < 120)
    if block.kind == "paragraph":
        share = linked_share(block.words)
        if share > 0.8:
            return len(text) < 160 and (not _SENTENCE_END.search(text) or bool(_POINTER.match(text)) or share > 0.95)
        if len(text) < 160 and _POINTER.match(text):
            return share > 0.3 or len(text) < 25 or not _SENTENCE_END.search(text)
        if _SITE_LINE.match(text) and (len(text) < 140 or (len(text) < 500 and _OFFER.search(text))):
            return True
        if share and len(text) < 120 and re.search(r"\b(?:hier|here|aquí|ici|qui)\W*$", text, re.I):
            return True
        if len(text) < 40 and is_date_line(text):
            return True
    if block.kind == "heading":
        return linked_share(block.words) > 0.8 or bool(
            len(text) < 45 and (_POINTER.match(text) or _SITE_LINE.match(text))
        )
    if block.kind == "quote":
        words = [run for part in block.children for inner in part for run in inner.words]
        return linked_share(words) > 0.9 and len(text) < 200
    return False


def is_date_line(text: str) -> bool:
    """Return whether a line is a date or a time and nothing more."""
    return (
        bool(
            any(mention.first is None for mention in find_mentions(text))
            or read_line(text).is_date
            or re.search(r"\b\d{1,2}[:.]\d\d\b", text)
        )
        and len(re.findall(r"[^\W\d_]{3,}", text)) <= 3
        and not text.endswith((".", "!", "?"))
    )


def is_enough(body: Body) -> bool:
    """Return whether a body is one, rather than the crumbs of a page that shows none."""
    return (
        len(plain_text(run for block in body.blocks for run in block.words)) >= _MIN_BODY or len(body.text) >= _MIN_BODY
    )
