"""Build the search index alone from a folder of articles, to compare it with Pagefind.

python -m benchmarks.speed.build_index CONTENT OUTPUT NAMES

NAMES is the file of `write_names`: a build finds an article's names for its pages, and the index is given them.
"""

import json
import re
import shutil
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path

from archive_names.describing import Tag, describe_names
from lunr_search.digests import MOST_NAMES, document_to_digest
from lunr_search.documents import Document, text_to_lede
from lunr_search.index import SearchIndex
from lunr_search.index_output import IndexOutput
from newsrecord import Article, markdown_to_article, text_to_slug

LANGUAGES = ("en", "uk", "ru")
AHEAD = 6
BATCH = 500
_ESCAPED = re.compile(r"\\([^\w\s])")


def file_to_document(path: Path, names: Mapping[str, list[str]]) -> Document:
    """Return the document of an article; its Markdown is read as plain text. `names` are those of `write_names`."""
    article = markdown_to_article(path.read_text("utf-8"))
    body = _plain_text(article)
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
        names=tuple(names[path.as_posix()]),
    )


def _plain_text(article: Article) -> str:
    return _ESCAPED.sub(r"\1", article.body)


def _find_names(paths: list[Path]) -> dict[str, list[str]]:
    """Return the names of each file's article as the plugin `archive_names` gives them; runs in a worker process."""
    names = {}
    for path in paths:
        article = markdown_to_article(path.read_text("utf-8"))
        tags = [Tag(tag.name, tag.slug or text_to_slug(tag.name)) for tag in article.tags]
        found = describe_names(
            _plain_text(article), article.lang, article.title, tags, article.authors, publisher=article.publisher
        )
        names[path.as_posix()] = [name["name"] for name in found[:MOST_NAMES]]
    return names


def write_names(content: Path, file: Path, processes: int = 2) -> dict[str, list[str]]:
    """Find the names of all articles below `content`, write them to `file` as JSON, and return them by path."""
    names: dict[str, list[str]] = {}
    with ProcessPoolExecutor(processes) as executor:
        for found in executor.map(_find_names, _list_batches(content)):
            names |= found
    file.write_text(json.dumps(names), "utf-8")
    return names


def _list_batches(content: Path) -> list[list[Path]]:
    paths = sorted(content.glob("[0-9]*/*/*/*.md"))
    return [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]


def _files_to_digests(paths: list[Path], names: Mapping[str, list[str]]) -> list[tuple[str, bytes]]:
    """Return the source and the digest of each file; runs in a worker process."""
    return [(path.as_posix(), document_to_digest(file_to_document(path, names), LANGUAGES)) for path in paths]


def read_digests(
    batches: list[list[Path]], names: Mapping[str, list[str]], executor: Executor
) -> Iterator[tuple[str, bytes]]:
    """Yield the sources and digests of all batches.

    Only AHEAD batches are submitted at a time: all of them would fill the memory and delay other tasks.
    """
    waiting: deque[Future[list[tuple[str, bytes]]]] = deque()
    for batch in batches:
        own = {path.as_posix(): names[path.as_posix()] for path in batch}
        waiting.append(executor.submit(_files_to_digests, batch, own))
        if len(waiting) > AHEAD:
            yield from waiting.popleft().result()
    for future in waiting:
        yield from future.result()


def build_index(content: Path, output: Path, names: Mapping[str, list[str]], processes: int = 2) -> None:
    """Write the index of all articles below `content` to `output`/search."""
    batches = _list_batches(content)
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
        site = IndexOutput(write, lambda path: None, lambda path: (output / path).read_bytes())
        index.update(read_digests(batches, names, executor), [], site)
        index.close()


if __name__ == "__main__":
    build_index(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8")))
