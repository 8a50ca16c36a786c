"""What a web page declares of its dates: metadata, JSON-LD, microdata and RDFa."""

import re
from collections.abc import Iterator

from capture_import.fields.evidence import Candidate, Place, Role
from capture_import.forms.web_page.date_regions import DateRegions
from capture_import.forms.web_page.page import Page

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "publishdate", "publish-date",
    "publish_date", "publication_date", "published_time", "publisheddate", "published-date", "publicationdate",
    "article.published", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date",
    "citation_date", "originalpublicationdate", "article_date_original", "rnews:datepublished", "bt:pubdate",
    "shareaholic:article_published_time", "gr:published", "og:pubdate", "displaydate",
)  # fmt: skip
# The same in microdata and in RDFa, as Drupal writes it.
_PUBLISHED_PROPERTIES = frozenset(
    (
        "datepublished datecreated schema:datepublished schema:datecreated "
        "dc:date dc:created dcterms:created dcterms:issued"
    ).split()
)
_VAGUE_METAS = (
    "pubdate", "date", "article:create_date", "creation_date", "created", "datecreated", "dcterms.created",
    "dc.date.created", "dc.created", "dc.date", "dcterms.date", "dc:date", "article:date", "sort_date",
    "weibo: article:create_at", "post_date", "analyticsattributes.articledate", "live:created", "ptime", "time",
    "timestamp",
)  # fmt: skip
# Names of metadata that no list has (`w-published-date`, `published`).
_PUBLISHED_NAME = re.compile(
    r"(?<!re)publi(?:sh(?:ed)?|cation)(?:[_.: -]?(?:date|time|at|on))?\Z"
    r"|(?:date|time)[_.: -]?(?:published|ofpublication)\Z"
)
_NOT_PUBLISHED_NAME = re.compile(r"modif|updat|expir|unpubl|revis|last")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "article:updated_time", "lastmod", "last-modified", "modified_time", "updated_time",
    "revised", "moddate", "dateupdated",
)  # fmt: skip
# JSON-LD of which a day of publication is not the page's.
_OTHER_NODES = frozenset(
    (
        "Comment UserComments Answer Question Review UserReview "
        "ImageObject VideoObject AudioObject Person Organization Product"
    ).split()
)
# How much of an element is looked at for a date.
_LONGEST = 60


def list_declared(page: Page, regions: DateRegions) -> Iterator[Candidate]:
    """Yield what is declared as the time of publication: metadata first, then JSON-LD, then microdata and RDFa."""
    node = page.article_node
    for name in _PUBLISHED_METAS:
        for content in page.metas.get(name, ()):
            yield Candidate((content,), Place.DECLARED, name, Role.PUBLISHED)
    yield from _of_node(node, "datePublished")
    for name, contents in page.metas.items():
        if _PUBLISHED_NAME.search(name) and name not in _PUBLISHED_METAS and not _NOT_PUBLISHED_NAME.search(name):
            for content in filter(_YEAR.search, contents):
                yield Candidate((content,), Place.DECLARED, name, Role.PUBLISHED)
    if not node:
        for other in page.linked.nodes:
            types = other.get("@type")
            if not _OTHER_NODES.intersection(types if isinstance(types, list) else [types]):
                yield from _of_node(other, "datePublished")
    yield from _of_node(node, "dateCreated", "uploadDate")
    for element in page.elements:
        if (
            isinstance(element.tag, str)
            and element.tag != "meta"
            and _PUBLISHED_PROPERTIES.intersection(
                f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().split()
            )
            and not regions.is_elsewhere(element)
        ):
            texts = (element.get("content"), element.get("datetime"), element.text_content()[:_LONGEST])
            for text in filter(None, texts):
                if text.strip():
                    yield Candidate((text,), Place.DECLARED, "microdata", Role.PUBLISHED)
                    break


def list_vague(page: Page) -> Iterator[Candidate]:
    """Yield the dates of metadata that does not say of what they are."""
    for name in _VAGUE_METAS:
        for content in page.metas.get(name, ()):
            yield Candidate((content,), Place.VAGUE, name)


def list_updates(page: Page) -> Iterator[Candidate]:
    """Yield what is declared as the time of an update."""
    yield from _of_node(page.article_node, "dateModified")
    for name in _MODIFIED_METAS:
        for content in page.metas.get(name, ()):
            yield Candidate((content,), Place.DECLARED, name, Role.MODIFIED)


def list_days(page: Page) -> Iterator[str]:
    """Yield what the page tells in ISO 8601 of any day: of an update, a picture, another article."""
    for element in page.tree.iter("time"):
        yield element.get("datetime") or ""
    for node in page.linked.nodes:
        yield from (text for name, text in node.items() if name.startswith("date") and isinstance(text, str))
    for name in _MODIFIED_METAS:
        yield from page.metas.get(name, ())


def _of_node(node: dict[str, object], *names: str) -> Iterator[Candidate]:
    for name in names:
        value = node.get(name)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and text.strip():
                role = Role.MODIFIED if name == "dateModified" else Role.PUBLISHED
                yield Candidate((text,), Place.DECLARED, f"JSON-LD {name}", role)
