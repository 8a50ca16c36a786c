"""When an article came out and when it was changed, with the basis: what is declared, the address, the header, the text."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

from lxml.html import HtmlElement

from capture_import.extraction.date_words import read_date, read_url_date
from capture_import.extraction.found_dates import FoundDate, is_possible
from capture_import.extraction.home_zones import guess_zone
from capture_import.extraction.page import Page
from capture_import.extraction.shown_dates import find_header_date, find_line_date, find_text_date, is_shown

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "publishdate",
    "publish-date", "publish_date", "publication_date", "published_time", "publisheddate", "published-date", "publicationdate", "article.published", "dc.date.issued", "dcterms.issued",
    "originalpublicationdate", "article_date_original", "rnews:datepublished", "bt:pubdate", "shareaholic:article_published_time", "gr:published", "og:pubdate", "displaydate",
)  # fmt: skip
# The same in microdata and in RDFa, as Drupal writes it.
_PUBLISHED_PROPERTIES = frozenset(
    "datepublished datecreated schema:datepublished schema:datecreated dc:date dc:created dcterms:created dcterms:issued".split()
)
_VAGUE_METAS = (
    "pubdate", "citation_publication_date", "citation_date", "date", "article:create_date", "creation_date", "created", "datecreated", "dcterms.created", "dc.date.created", "dc.created", "dc.date",
    "dcterms.date", "dc:date", "article:date", "sort_date", "weibo: article:create_at", "post_date", "analyticsattributes.articledate", "live:created", "ptime", "time", "timestamp",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "article:updated_time", "lastmod", "last-modified",
    "modified_time", "updated_time", "revised", "moddate", "dateupdated",
)  # fmt: skip


def find_published(
    page: Page, headline: HtmlElement | None = None, body: HtmlElement | None = None
) -> FoundDate | None:
    """Give when the article was published; None where nothing on the page or in its address tells.

    What is declared as the time of publication is trusted most, then the address, then the date that the page shows in its
    header, then metadata that says `date` and not of what, then a date in the text. An article that was written anew, so that
    the page shows the day of that alone, is of that day.
    """
    from_url = read_url_date(page.address)
    if from_url and not is_possible(from_url, page):
        from_url = None
    declared = next(_list_declared(page), None)
    if declared:
        return _find_republished(declared, page, headline) or _to_local_day(declared, from_url, page, headline)
    if from_url:
        return FoundDate(from_url, "url")
    shown = find_header_date(page, headline)
    return shown or next(_list_vague(page), None) or find_text_date(page, headline, body)


def _find_republished(declared: FoundDate, page: Page, headline: HtmlElement | None) -> FoundDate | None:
    """Give the later day under which the page puts the article before its readers: declared as the modification's, or called an update's.

    None where the page shows the declared day too, or shows no day under the headline.
    """
    line = find_line_date(page, headline)
    if line is None or line.day <= declared.day:
        return None
    modified = find_modified(page, declared.when)
    is_modification = modified is not None and FoundDate(modified, "").day == line.day
    if (
        not (is_modification or line.is_update)
        or line.day - declared.day <= timedelta(days=1)
        and not is_modification
        or is_shown(declared.day, headline)
    ):
        return None
    note = f"first published {declared.day.isoformat()}, by the page's metadata"
    return (
        FoundDate(modified, "metadata", note=note)
        if is_modification and modified is not None
        else FoundDate(line.when, "header", note=note)
    )


def _to_local_day(found: FoundDate, from_url: date | None, page: Page, headline: HtmlElement | None) -> FoundDate:
    """Give a time in UTC in the zone of the paper where address or header show the day before or after: the paper's own day."""
    when = found.when
    if not isinstance(when, datetime) or when.utcoffset() != timedelta(0):
        return found
    zone = guess_zone(page)
    if zone and (local := when.astimezone(zone)).time() == time():
        # the very beginning of a day at home, put into universal time by software: a day is all that was meant
        return FoundDate(local.date(), found.basis)
    shown = from_url
    if shown is None and (header := find_header_date(page, headline)):
        shown = header.day
    # no zone is further than twelve hours behind, or fourteen before, universal time
    if (
        shown is None
        or not (shown - when.date() == timedelta(days=1) and when.hour >= 10)
        and not (when.date() - shown == timedelta(days=1) and when.hour < 12)
    ):
        return found
    if zone:
        local = when.astimezone(zone)
        return FoundDate(local, found.basis) if local.date() == shown else found
    if shown != from_url and 2 < when.hour < 20:
        return found
    # a paper whose country is not known: the nearest whole hour that makes it that day
    hours = 24 - when.hour if shown > when.date() else -(when.hour + 1)
    return FoundDate(when.astimezone(timezone(timedelta(hours=hours))), found.basis)


def find_modified(page: Page, published: datetime | date | None) -> datetime | date | None:
    """Give when the article was changed last, as the page declares it; None where it does not or where that is no later."""
    node = page.article_node
    for text in (
        *_texts(node.get("dateModified")),
        *(content for name in _MODIFIED_METAS for content in page.metas.get(name, ())),
    ):
        when = read_date(text)
        if when and is_possible(when, page) and (published is None or _as_instant(when) > _as_instant(published)):
            return when
    return None


def _list_declared(page: Page) -> Iterator[FoundDate]:
    """Give what the page declares as the time of publication: metadata first, then JSON-LD, then microdata and RDFa."""
    for text in _list_declared_texts(page):
        if (when := read_date(text)) and is_possible(when, page):
            yield FoundDate(when, "metadata")


def _list_declared_texts(page: Page) -> Iterator[str]:
    node = page.article_node
    for name in _PUBLISHED_METAS:
        yield from page.metas.get(name, ())
    yield from _texts(node.get("datePublished"))
    if not node:
        for other in page.linked.nodes:
            yield from _texts(other.get("datePublished"))
    yield from (*_texts(node.get("dateCreated")), *_texts(node.get("uploadDate")))
    for element in page.elements:
        if (
            isinstance(element.tag, str)
            and element.tag != "meta"
            and _PUBLISHED_PROPERTIES.intersection(
                f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
            )
        ):
            yield from filter(None, (element.get("content"), element.get("datetime"), element.text_content()[:60]))


def _list_vague(page: Page) -> Iterator[FoundDate]:
    for name in _VAGUE_METAS:
        for text in page.metas.get(name, ()):
            if (when := read_date(text)) and is_possible(when, page):
                yield FoundDate(when, "metadata")


def _as_instant(when: datetime | date) -> datetime:
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]
