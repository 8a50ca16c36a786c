"""An article as exports have it: the record, where it stands, and the citation of it."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from newsrecord.citation import Citation, choose_urls, make_key
from newsrecord.cited_names import split_name
from newsrecord.pictures import SAVED, find_pictures, read_image_list
from newsrecord.record import Article
from newsrecord.whole_numbers import text_to_number


class Site(NamedTuple):
    """The archive that hands articles on: its name, its public URL without a slash at the end; both may be empty."""

    name: str = ""
    url: str = ""


class Revision(NamedTuple):
    """An earlier or later capture of an article that its page does not show."""

    sha256: str
    captured: str
    article: Article


class HandedOn(NamedTuple):
    """An article: its record with a slug, its file below the content folder, its page's path in the site, its public
    URL (empty for an archive without one), and the captures that its page does not show.
    """

    article: Article
    path: str
    page: str
    url: str = ""
    revisions: tuple[Revision, ...] = ()


class HandedOnPicture(NamedTuple):
    """A picture: `file` is below the content folder, `url` where it was published; either may be empty."""

    file: str
    url: str
    alt: str
    caption: str
    credit: str
    width: int | None
    height: int | None
    is_lead: bool


def time_to_text(when: dt.datetime | dt.date | None) -> str:
    """Return a day or a time in ISO 8601; a day stays a day; "" for None."""
    return when.isoformat() if when else ""


def article_to_citation(handed: HandedOn, site: Site) -> Citation:
    """Return the citation of an article."""
    article = handed.article
    day = article.day.isoformat()
    url, archived = choose_urls(article.source_url, handed.url)
    return Citation(
        key=make_key(article.slug, day),
        title=article.title,
        day=day,
        authors=tuple(split_name(name, article.lang) for name in article.authors),
        publisher=article.publisher,
        url=url,
        accessed=time_to_text(article.captured)[:10],
        archive=site.name,
        archived_url=archived,
        lang=article.lang,
        place=article.dateline,
        section=article.sections[0] if article.sections else "",
        summary=article.summary,
        keywords=tuple(tag.name for tag in article.tags),
    )


def list_citations(articles: Iterable[HandedOn], site: Site) -> Iterator[Citation]:
    """Yield citations, each with a key of its own.

    Two articles of one day with one slug have one key: the second and later ones get the beginning of their files'
    hash behind it. Keeps all keys in memory: some 100 bytes an article.
    """
    keys: set[str] = set()
    for handed in articles:
        citation = article_to_citation(handed, site)
        if citation.key in keys:
            mark = hashlib.sha256(handed.path.encode("utf-8", "surrogateescape")).hexdigest()[:6]
            citation = citation._replace(key=f"{citation.key}-{mark}")
        keys.add(citation.key)
        yield citation


def list_pictures(article: Article) -> Iterator[HandedOnPicture]:
    """Yield the pictures of an article: those of its text in order, then those that its `Images` alone names."""
    described = [image for image in read_image_list(article.extra.get("Images", "")) if isinstance(image, dict)]
    by_address: dict[str, dict[str, Any]] = {}
    for image in described:
        for address in (image.get("file"), image.get("src")):
            if address:
                by_address.setdefault(str(address), image)
    used: set[int] = set()
    for picture in find_pictures(article.body):
        is_saved = picture.address.startswith(SAVED)
        address = picture.address.removeprefix(SAVED)
        image = by_address.get(address, {})
        used.add(id(image))
        yield _to_picture(
            {"file" if is_saved else "src": address, "alt": picture.alt, "caption": picture.caption}, image
        )
    for image in described:
        if id(image) not in used:
            yield _to_picture({}, image)


def _to_picture(shown: dict[str, str], image: dict[str, Any]) -> HandedOnPicture:
    def text(key: str) -> str:
        return shown.get(key) or str(image.get(key) or "")

    def number(key: str) -> int | None:
        return text_to_number(str(image.get(key, "")), 9)

    words = text("alt"), text("caption"), text("credit")
    return HandedOnPicture(
        text("file"), text("src"), *words, number("width"), number("height"), bool(image.get("lead"))
    )
