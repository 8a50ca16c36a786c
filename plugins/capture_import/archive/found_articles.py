"""The articles that a content folder holds, as their own front matter tells: what a ledger is rebuilt from."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from capture_import.archive import near_duplicates
from capture_import.archive.content_store import ContentStore
from capture_import.archive.identity import values_address
from capture_import.archive.ledger import ArticleRow, Ledger
from capture_import.archive.placement import SUFFIX
from newsrecord import revisions
from newsrecord.frontmatter import markdown_to_article, split_front_matter
from newsrecord.record import Article


class FoundArticle(NamedTuple):
    """An article's file. `row.url_key` is its whole address; `hashes` are its captures', the shown one first."""

    row: ArticleRow
    hashes: list[str]
    article: Article | None


def find_articles(store: ContentStore) -> Iterator[FoundArticle]:
    """Yield every article in the content folder that came from a capture."""
    for path in store.article_paths():
        text = store.read(path) or ""
        values, _ = split_front_matter(text)
        sha256 = values.get("Capture_sha256", "")
        if sha256:
            hashes = [sha256, *list_kept_hashes(store, path)]
            row = ArticleRow(path, sha256, values_address(values), "")
            yield FoundArticle(row, hashes, text_to_article(text))


def remember_found(ledger: Ledger, found: FoundArticle, url_key: str) -> None:
    """Store an article, its captures and its signature in a ledger. It counts as edited by a person."""
    ledger.remember_article(replace(found.row, url_key=url_key))
    for sha256 in found.hashes:
        ledger.remember_capture(sha256, "", found.row.path)
    article = found.article
    signature = near_duplicates.text_to_signature(near_duplicates.article_to_text(article)) if article else b""
    if article and signature:
        bands = near_duplicates.signature_to_bands(signature)
        ledger.remember_signature(found.row.path, article.day.toordinal(), signature, bands)


def text_to_article(text: str) -> Article | None:
    """Return the article of a file that a person may have edited; None where it can't be read as one any more."""
    try:
        return markdown_to_article(text)
    except ValueError:
        return None


def list_kept_hashes(store: ContentStore, path: str) -> list[str]:
    """Return the hashes of an article's other captures; [] where a person's edit has made their file unreadable."""
    try:
        kept = revisions.text_to_revisions(store.read(path.removesuffix(SUFFIX) + revisions.SUFFIX) or "")
    except (ValueError, TypeError):
        return []
    return [str(revision.capture_sha256) for revision in kept]
