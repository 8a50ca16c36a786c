"""Whether the import distinguishes articles from other pages, measured on the page types of wcxb-dev."""

from concurrent.futures import Executor
from pathlib import Path

from benchmarks.accuracy import wcxb
from benchmarks.accuracy.measures import mean
from benchmarks.accuracy.pages import KeyedPage
from capture_import.containers.capture import Capture
from capture_import.fields.rejection import NoArticle, Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article

# Threads and documentation count as neither: an owner may want them as articles.
NO_ARTICLES = ("listing", "collection")


def score_kinds(data: Path, pool: Executor) -> dict[str, float]:
    """Return the share of listings that are rejected as no article, and the share of articles that are not."""
    figures = {}
    for field, types, wanted in (("listings rejected", NO_ARTICLES, True), ("articles kept", wcxb.ARTICLES, False)):
        pages = wcxb.read_pages(data, types)
        figures[field] = mean([each == wanted for each in pool.map(is_no_article, pages, chunksize=8)])
    return figures


def is_no_article(page: KeyedPage) -> bool:
    """Return whether the import rejects a page by its kind. Rejections for other reasons do not count."""
    try:
        capture_to_article(Capture(page.name, page.body, "text/html", "", page.url, None), Options())
    except NoArticle:
        return True
    except Rejected:
        return False
    return False
