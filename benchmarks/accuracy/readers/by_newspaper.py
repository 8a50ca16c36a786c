"""newspaper4k as a reader of pages, without the network."""

import newspaper
from trafilatura.utils import decode_file

from benchmarks.accuracy.pages import Answer, KeyedPage


def read(page: KeyedPage) -> newspaper.Article:
    """Return newspaper4k's article of a page. It takes text only, so trafilatura decodes the bytes."""
    article = newspaper.Article(page.url, fetch_images=False)
    article.download(input_html=decode_file(page.body))
    article.parse()
    return article


def to_answer(article: newspaper.Article) -> Answer:
    """Return the answers in newspaper4k's article."""
    return Answer(
        headline=article.title or "",
        date=article.publish_date.isoformat() if article.publish_date else "",
        authors=list(article.authors or []),
        tags=list(article.tags or []),
        text=article.text or "",
    )
