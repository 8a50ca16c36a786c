"""JSON Feed 1.1."""

import json
from typing import Any

from publication.config import PublicationConfig
from publication.entries import Feed, Story, published_at, story_url, summary_text, updated_at
from publication.places import JSON

_VERSION = "https://jsonfeed.org/version/1.1"


def feed_to_json(feed: Feed, config: PublicationConfig) -> bytes:
    """Return the bytes of a feed."""
    data = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": f"{config.root}/{feed.page}",
        "feed_url": f"{config.root}/{feed.place}{JSON.suffix}",
        "language": config.lang,
        "items": [_item(story, config) for story in feed.stories],
    }
    return f"{json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n".encode("utf-8", "ignore")


def _item(story: Story, config: PublicationConfig) -> dict[str, Any]:
    url = story_url(story, config)
    # every item has to have content: of a story without a lede and a first sentence, that is its headline
    item: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": story["title"],
        "content_text": summary_text(story) or story["title"],
        "date_published": published_at(story),
    }
    if story.get("modified"):
        item["date_modified"] = updated_at(story)
    if story["authors"]:
        item["authors"] = [{"name": author["name"]} for author in story["authors"]]
    if labels := [label["name"] for label in (*story["sections"], *story["tags"])]:
        item["tags"] = list(dict.fromkeys(labels))
    if story["lang"]:
        item["language"] = story["lang"]
    if "picture" in story:
        item["image"] = f"{config.root}/{story['picture']['src']}"
    return item
