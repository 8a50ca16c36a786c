"""The import as a reader of pages, by the Markdown that it writes."""

from datetime import datetime

from benchmarks.accuracy.markdown_words import markdown_to_text
from benchmarks.accuracy.pages import Answer, KeyedPage
from capture_import.containers.capture import Capture
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord import article_to_markdown, markdown_to_article


def read(page: KeyedPage) -> str:
    """Return the Markdown of an article as the import writes it. Raises Rejected for a page that is no article."""
    return _read(page, Options())


def read_without_fundus(page: KeyedPage) -> str:
    """Return the same without fundus' parsers of known publishers."""
    return _read(page, Options(known_publishers=False))


def _read(page: KeyedPage, options: Options) -> str:
    captured_at = datetime.fromisoformat(page.captured_at) if page.captured_at else None
    capture = Capture(page.name, page.body, "text/html", "", page.url, captured_at)
    return article_to_markdown(capture_to_article(capture, options))


def to_answer(written: str) -> Answer:
    """Return the answers in the Markdown of an article."""
    article = markdown_to_article(written)
    return Answer(
        headline=article.title,
        date=article.date.isoformat(),
        authors=list(article.authors),
        tags=[tag.name for tag in article.tags],
        text=f"{article.summary}\n{markdown_to_text(article.body)}",
    )
