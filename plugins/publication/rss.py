"""RSS 2.0, with the elements of Dublin Core for authors, as `author` is an address of mail."""

from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from publication.config import PublicationConfig
from publication.entries import Feed, Story, newest_time, published_at, story_url, summary_text
from publication.places import RSS
from publication.xml_text import xml_text

_NAMESPACES = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def feed_to_rss(feed: Feed, config: PublicationConfig) -> bytes:
    """Return the bytes of a feed."""
    own = f"{config.root}/{feed.place}{RSS.suffix}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" {_NAMESPACES}>',
        "<channel>",
        f"<title>{xml_text(feed.title)}</title>",
        f"<link>{xml_text(config.root)}/{xml_text(feed.page)}</link>",
        f"<description>{xml_text(config.subtitle or feed.title)}</description>",
        f"<language>{xml_text(config.lang)}</language>",
        f"<lastBuildDate>{to_mail_date(newest_time(feed.stories))}</lastBuildDate>",
        f'<atom:link rel="self" type="{RSS.type}" href="{xml_text(own)}"/>',
    ]
    for story in feed.stories:
        lines += _item(story, config)
    return "\n".join([*lines, "</channel>", "</rss>", ""]).encode("utf-8", "ignore")


@lru_cache(maxsize=4096)  # a story is in several feeds
def to_mail_date(time: str) -> str:
    """Return a time of RFC 3339 in the form of RFC 822, with the year in four digits.

    >>> to_mail_date("2024-05-02T10:30:00+03:00")
    'Thu, 02 May 2024 10:30:00 +0300'
    """
    return format_datetime(datetime.fromisoformat(time))


def _item(story: Story, config: PublicationConfig) -> Iterator[str]:
    url = xml_text(story_url(story, config))
    yield "<item>"
    yield f"<title>{xml_text(story['title'])}</title>"
    yield f"<link>{url}</link>"
    yield f"<guid>{url}</guid>"
    yield f"<pubDate>{to_mail_date(published_at(story))}</pubDate>"
    for author in story["authors"]:
        yield f"<dc:creator>{xml_text(author['name'])}</dc:creator>"
    for label in (*story["sections"], *story["tags"]):
        yield f"<category>{xml_text(label['name'])}</category>"
    if text := summary_text(story):
        # a description is HTML: what is escaped for it is escaped again for XML
        yield f"<description>{xml_text(xml_text(text))}</description>"
    yield "</item>"
