"""Atom (RFC 4287)."""

from collections.abc import Iterator

from publication.config import PublicationConfig
from publication.entries import Feed, Story, newest_time, published_at, story_url, summary_text, updated_at
from publication.places import ATOM
from publication.xml_text import xml_text


def feed_to_atom(feed: Feed, config: PublicationConfig) -> bytes:
    """Return the bytes of a feed. Its id and those of its entries are their URLs."""
    own = f"{config.root}/{feed.place}{ATOM.suffix}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(config.lang)}">',
        f"<title>{xml_text(feed.title)}</title>",
        f"<id>{xml_text(own)}</id>",
        f'<link rel="self" type="{ATOM.type}" href="{xml_text(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{xml_text(config.root)}/{xml_text(feed.page)}"/>',
        f"<updated>{newest_time(feed.stories)}</updated>",
        f"<author><name>{xml_text(config.name)}</name></author>",
    ]
    for story in feed.stories:
        lines += _entry(story, config)
    return "\n".join([*lines, "</feed>", ""]).encode("utf-8", "ignore")


def _entry(story: Story, config: PublicationConfig) -> Iterator[str]:
    url = xml_text(story_url(story, config))
    yield f'<entry xml:lang="{xml_text(story["lang"])}">' if story["lang"] else "<entry>"
    yield f"<title>{xml_text(story['title'])}</title>"
    yield f'<link href="{url}"/>'
    yield f"<id>{url}</id>"
    yield f"<published>{published_at(story)}</published>"
    yield f"<updated>{updated_at(story)}</updated>"
    for author in story["authors"]:
        yield f"<author><name>{xml_text(author['name'])}</name></author>"
    for label in (*story["sections"], *story["tags"]):
        yield f'<category term="{xml_text(label["name"])}"/>'
    if text := summary_text(story):
        yield f"<summary>{xml_text(text)}</summary>"
    yield "</entry>"
