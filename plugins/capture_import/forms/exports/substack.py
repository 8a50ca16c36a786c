"""Substack's export: a table of posts, and a page with the text of each beside it, joined by the post's number."""

import csv
import io
import json
import re
from collections.abc import Hashable, Iterator
from html import escape, unescape

from lxml import etree
from lxml.html import HtmlElement

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.neighbours import Neighbours
from capture_import.containers.skipped import Skipped, SkippedCounter
from capture_import.containers.streams import ByteStream
from capture_import.fields.dates import to_iso
from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.rejection import Rejected
from capture_import.forms.embed_html import embed_to_html
from capture_import.forms.entries.entry import NewsItem, entry_to_capture
from capture_import.forms.web_page.parsing import parse_page
from newsrecord.clean_text import clean_line
from newsrecord.whole_numbers import text_to_number

Table = dict[str, dict[str, str]]

_DRAFTS = "drafts in Substack exports"
_LISTS = "lists of readers in Substack exports"
_OTHERS = "Substack posts without text: podcasts and threads"
_LARGEST_TABLE = 64 * 1024 * 1024
_YES = ("true", "1", "yes")
_PAGE = re.compile(r"(?P<folder>(?:.*/)?)posts/(?P<number>\d+)\.[^/]+\.html\Z")
# Boxes that ask for an address or sell: of the page, not of the text.
_BOXES = frozenset(
    "subscription-widget-wrap subscription-widget-wrap-editor subscribe-widget button-wrapper paywall-jump "
    "captioned-button-wrap install-substack-app-embed poll-embed".split()
)


def table_to_items(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the published posts of the table whose text lies nowhere beside it; the others come with their pages."""
    content = stream.read(_LARGEST_TABLE + 1)
    if stream.fault or len(content) > _LARGEST_TABLE:
        yield Unreadable(source, stream.fault or f"too large: a table of more than {_LARGEST_TABLE} bytes")
        return
    table = _read_table(content)
    if not table:
        yield Unreadable(source, "Substack's table of posts without a post")
    skipped = SkippedCounter(source)
    neighbours = metadata.neighbours
    folder = neighbours.path.rpartition("/")[0] if neighbours else ""
    for key, row in table.items():
        path = f"{folder}/posts/{key}.html" if folder else f"posts/{key}.html"
        if neighbours is not None and neighbours.has(path):
            continue
        if row.get("is_published", "").lower() not in _YES:
            skipped.add(_DRAFTS)
        elif row.get("type", "newsletter") not in ("newsletter", ""):
            skipped.add(_OTHERS)
        else:
            title = clean_line(row.get("title", ""))[:100]
            yield Unreadable(
                f"{source}#{key}",
                f"the page posts/{key}.html of the post {title!r} is missing: import the zip as Substack gave it",
            )
    yield from skipped.totals()


def list_to_items(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Count a table of readers: no text is in it."""
    yield Skipped(source, _LISTS, 1)


def complete_page(capture: Capture, neighbours: Neighbours, tables: dict[Hashable, Table]) -> ContainerItem:
    """Return a post's page as an entry, with what the table beside its folder says; a draft is counted."""
    match = _PAGE.match(neighbours.path)
    path = f"{match['folder']}posts.csv" if match else ""
    if not match or not neighbours.has(path):
        return capture
    mark = neighbours.mark(path)
    if mark not in tables:
        tables.clear()
        tables[mark] = _read_table(neighbours.read(path, _LARGEST_TABLE))
    key = neighbours.path[len(match["folder"]) + len("posts/") : -len(".html")]
    row = tables[mark].get(key)
    if row is None:
        # an older export names its posts by the number alone
        row = tables[mark].get(match["number"])
    if row is None:
        return capture
    if row.get("is_published", "").lower() not in _YES:
        return Skipped(capture.source, _DRAFTS, 1)
    try:
        html = clean_post(bytes_to_text(capture.body, capture.charset).text)
    except Rejected as rejected:
        return Unreadable(capture.source, rejected.reason)
    if row.get("type") == "podcast" and (sound := row.get("podcast_url", "").strip()).startswith("http"):
        html += embed_to_html(sound)
    if not re.sub(r"<[^<>]*>|\s", "", html):
        return Unreadable(capture.source, "a post without text")
    entry = NewsItem(
        title=clean_line(row.get("title", "")),
        published=to_iso(row.get("post_date", "")) or to_iso(row.get("email_sent_at", "")),
        summary=clean_line(row.get("subtitle", "")),
        content_html=html,
        identifier=key,
    )
    return entry_to_capture(capture.source, entry, CaptureMetadata(url=capture.url, captured_at=capture.captured_at))


def clean_post(html: str) -> str:
    """Return a post's HTML without boxes of the site, and with what it embeds as a card and its words."""
    tree = parse_page(f"<html><body>{html}</body></html>")
    body = tree.find("body") if tree is not None else None
    if body is None:
        return ""
    for element in list(body.iter("div", "p", "iframe", "a")):
        names = set((element.get("class") or "").split())
        if names & _BOXES:
            _replace(element, "")
        elif (
            element.get("data-attrs")
            and element.tag == "div"
            and not element.text_content().strip()
            # a player says by itself what it plays
            and next(element.iter("iframe"), None) is None
        ):
            _replace(element, _embed_to_html(element.get("data-attrs") or ""))
    inner = (body.text or "") + "".join(etree.tostring(child, encoding="unicode", method="html") for child in body)
    return inner.strip()


def _embed_to_html(attributes: str) -> str:
    """Return what is embedded as a card with its title, and the words of a post in it."""
    try:
        values = json.loads(unescape(attributes), parse_int=text_to_number)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(values, dict):
        return ""
    texts = {key: value for key, value in values.items() if isinstance(value, str) and value.strip()}
    url = next(
        (texts[key] for key in ("url", "canonical_url", "src", "href") if texts.get(key, "").startswith("http")), ""
    )
    title = texts.get("title") or texts.get("name") or ""
    words = texts.get("full_text") or texts.get("caption") or texts.get("description") or ""
    return embed_to_html(url, title, quotation=f"<p>{escape(words, quote=False)}</p>" if words else "")


def _replace(element: HtmlElement, html: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if html:
        made = parse_page(f"<html><body><div>{html}</div></body></html>")
        box = made.find("body/div") if made is not None else None
        if box is not None:
            parent.insert(parent.index(element), box)
    element.drop_tree()


def _read_table(content: bytes) -> Table:
    """Return the rows of the table by the posts' names."""
    if not content:
        return {}
    try:
        text = bytes_to_text(content).text
        csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_TABLE))
        rows = list(csv.DictReader(io.StringIO(text.replace("\0", ""))))
    except (Rejected, csv.Error):
        return {}
    return {
        row["post_id"]: {name: value or "" for name, value in row.items() if isinstance(name, str)}
        for row in rows
        if row.get("post_id")
    }
