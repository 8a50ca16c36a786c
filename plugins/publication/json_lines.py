"""All articles with their texts: one JSON object a line, UTF-8. Every object has the same keys."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from publication.handed_on import HandedOn, list_pictures, time_to_text

ENCODING = "utf-8"


def write_json_lines(articles: Iterable[HandedOn], file: TextIO) -> None:
    """Write a line for each article."""
    for handed in articles:
        file.write(f"{json.dumps(article_to_object(handed), ensure_ascii=False)}\n")


def article_to_object(handed: HandedOn) -> dict[str, Any]:
    """Return an article as JSON data: null or an empty list for what is not known; `body` is Markdown.

    `other` has the further keys of the front matter as they stand there.
    """
    article = handed.article
    return {
        "path": handed.path,
        "page": handed.page,
        "url": handed.url or None,
        "title": article.title,
        "date": time_to_text(article.date),
        "modified": time_to_text(article.modified) or None,
        "lang": article.lang or None,
        "sections": list(article.sections),
        "tags": [tag.name for tag in article.tags],
        "authors": list(article.authors),
        "summary": article.summary or None,
        "dateline": article.dateline or None,
        "publisher": article.publisher or None,
        "source_url": article.source_url or None,
        "captured": time_to_text(article.captured) or None,
        "capture_sha256": article.capture_sha256 or None,
        "date_basis": article.date_basis or None,
        "views": article.views,
        "body": article.body,
        "pictures": [picture._asdict() for picture in list_pictures(article)],
        "revisions": [
            {"capture_sha256": sha256, "captured": captured or None, "title": shown.title, "body": shown.body}
            for sha256, captured, shown in handed.revisions
        ],
        "other": dict(article.extra),
    }
