"""Those that are measured: the import, by the Markdown that it writes, and its peers, each as its users call it.

No network.
"""

import logging
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import newspaper
import trafilatura
from trafilatura.settings import Document
from trafilatura.utils import decode_file

from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord import article_to_markdown, markdown_to_article
from score.markdown_words import markdown_to_text
from score.pages import Answer, KeyedPage


def read_ours(page: KeyedPage, *, use_known_publishers: bool = True) -> Answer:
    """Read a page as the import does, write the article, and answer from what is written."""
    captured_at = datetime.fromisoformat(page.captured_at) if page.captured_at else None
    capture = Capture(page.name, page.body, "text/html", "", page.url, captured_at)
    try:
        written = article_to_markdown(capture_to_article(capture, Options(known_publishers=use_known_publishers)))
    except Rejected as rejected:
        return Answer(failure=rejected.reason)
    article = markdown_to_article(written)
    return Answer(
        headline=article.title,
        date=article.date.isoformat(),
        authors=list(article.authors),
        tags=[tag.name for tag in article.tags],
        text=f"{article.summary}\n{markdown_to_text(article.body)}",
    )


def read_ours_alone(page: KeyedPage) -> Answer:
    """Read a page as the import does without the parsers of fundus."""
    return read_ours(page, use_known_publishers=False)


def read_trafilatura(page: KeyedPage) -> Answer:
    """Read a page with trafilatura, as it comes, with its metadata."""
    found = trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True)
    if not isinstance(found, Document):
        return Answer(failure="nothing found")
    return Answer(
        headline=found.title or "",
        date=found.date or "",
        authors=[name.strip() for name in (found.author or "").split(";")],
        tags=list(found.tags or []),
        text=found.text or "",
    )


def read_newspaper(page: KeyedPage) -> Answer:
    """Read a page with newspaper4k, told to fetch nothing."""
    article = newspaper.Article(page.url, fetch_images=False)
    article.download(input_html=decode_file(page.body))
    article.parse()
    return Answer(
        headline=article.title or "",
        date=article.publish_date.isoformat() if article.publish_date else "",
        authors=list(article.authors or []),
        tags=list(article.tags or []),
        text=article.text or "",
    )


READERS: dict[str, Callable[[KeyedPage], Answer]] = {
    "ours": read_ours,
    "ours_without_fundus": read_ours_alone,
    "trafilatura": read_trafilatura,
    "newspaper4k": read_newspaper,
}


def load_readers() -> None:
    """Have every reader read a page once, so that what it loads at first use counts in no page's time."""
    text = "The council met on Tuesday, and agreed to mend the pump on Lantern Square before the winter. " * 3
    body = f"<html><head><title>A pump is mended</title></head><body><p>{text}</p></body></html>".encode()
    for reader in READERS:
        read_timed(reader, KeyedPage("", "", body, "https://www.heise.de/news/A-pump-1.html", "2024-01-01", {}))


def read_timed(reader: str, page: KeyedPage) -> Answer:
    """Give a reader's answer with the processor's seconds that it took; what it raises is its failure."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    start = time.process_time()
    try:
        answer = READERS[reader](page)
    except Exception as error:  # noqa: BLE001 -- a peer that fails on a page has no answer for it
        answer = Answer(failure=f"{type(error).__name__}: {error}")
    return replace(answer, seconds=time.process_time() - start)
