"""Build the search index alone from a folder of articles, to compare it with Pagefind.

python -m benchmarks.speed.build_index CONTENT OUTPUT
"""

import re
import shutil
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path

from lunr_search.digests import document_to_digest
from lunr_search.documents import Document, text_to_lede
from lunr_search.index import SearchIndex
from lunr_search.index_output import IndexOutput
from newsrecord import markdown_to_article, text_to_slug

LANGUAGES = ("en", "uk", "ru")
AHEAD = 6
_ESCAPED = re.compile(r"\\([^\w\s])")


def file_to_document(path: Path) -> Document:
    """Return the document of an article; its Markdown is read as plain text."""
    article = markdown_to_article(path.read_text("utf-8"))
    body = _ESCAPED.sub(r"\1", article.body)
    return Document(
        url=f"{article.date:%Y/%m/%d}/{article.slug}.html",
        title=article.title,
        body=body,
        date=article.day,
        lang=article.lang,
        tags=tuple((tag.name, f"tag/{tag.slug or text_to_slug(tag.name)}.html") for tag in article.tags),
        authors=tuple((name, f"author/{text_to_slug(name)}.html") for name in article.authors),
        sections=article.sections,
        place=article.dateline,
        lede=text_to_lede(article.summary or body),
    )


def files_to_digests(paths: list[Path]) -> list[tuple[str, bytes]]:
    """Return the source and the digest of each file; runs in a worker process."""
    return [(path.as_posix(), document_to_digest(file_to_document(path), LANGUAGES)) for path in paths]


def read_digests(batches: list[list[Path]], executor: Executor) -> Iterator[tuple[str, bytes]]:
    """Yield the sources and digests of all batches.

    Only AHEAD batches are submitted at a time: all of them would fill the memory and delay other tasks.
    """
    waiting: deque[Future[list[tuple[str, bytes]]]] = deque()
    for batch in batches:
        waiting.append(executor.submit(files_to_digests, batch))
        if len(waiting) > AHEAD:
            yield from waiting.popleft().result()
    for future in waiting:
        yield from future.result()


def build_index(content: Path, output: Path, processes: int = 2) -> None:
    """Write the index of all articles below `content` to `output`/search."""
    paths = sorted(content.glob("[0-9]*/*/*/*.md"))
    batches = [paths[start : start + 500] for start in range(0, len(paths), 500)]
    state = output / "state"
    for made in (state, output / "search"):
        shutil.rmtree(made, ignore_errors=True)
    folders = set()

    def write(path: str, data: bytes) -> None:
        target = output / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(data)

    with ProcessPoolExecutor(processes) as executor:
        index = SearchIndex(state, LANGUAGES, executor)
        index.update(read_digests(batches, executor), [], IndexOutput(write, lambda path: None))
        index.close()


if __name__ == "__main__":
    build_index(Path(sys.argv[1]), Path(sys.argv[2]))
