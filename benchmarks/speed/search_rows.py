"""The rows of the search: its results are compared with lunr.js, its bytes and its build with Pagefind.

Pagefind indexes plain pages of the same articles, and gets the same queries in the same browser. The bytes of a first
search are those that the server sends for it without any cache, each file gzipped unless it is compressed already: the
scripts, the index and the data of ten results. Our bytes are also shown by part.
"""

import datetime as dt
import gzip
import html
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.reference_data import ROOT
from benchmarks.speed.build_index import LANGUAGES, file_to_document, write_names
from benchmarks.speed.first_searches import Response, Searches, measure_searches, write_our_page, write_peer_page
from benchmarks.speed.rows import Row, make_row
from benchmarks.speed.run import Measured, measure
from benchmarks.speed.search_queries import all_kinds, short_queries
from lunr_search.browser_code import ARCHIVE, PAGE, minified_name, own_scripts, search_scripts
from lunr_search.digests import document_to_digest
from lunr_search.documents import FIELDS, Document
from lunr_search.index import SearchIndex
from lunr_search.index_output import IndexOutput
from lunr_search.postings import digests_to_block

COMPARE = ROOT / "tests/lunr_search/node/compare.js"
BYTE_QUERIES = 100
LUNR_QUERIES = 400
PEER_LIMIT = 25_000
"""Above this many articles Pagefind runs out of memory."""
NODE_OPTIONS = ("--max-old-space-size=14000", "--max-semi-space-size=256")
"""The most megabytes for one lunr.js index of a hundred thousand articles (it takes half of them), and for what one
query leaves behind: with Node's 16, that outlives its query, and the whole index is searched for it again and again."""
_PAGE = '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><main><h1>{}</h1>{}</main></html>'


def search_rows(articles: int, content: Path, work: Path) -> Iterator[Row]:
    """Yield each row when it is measured, for the articles (`YYYY/MM/DD/slug.md`) below `content`.

    `work` is a folder for temporary files.
    """
    paths = sorted(content.glob("[0-9]*/*/*/*.md"))
    _say(f"{len(paths):,} articles to search")
    work.mkdir(parents=True, exist_ok=True)
    names = write_names(content, work / "names.json")
    documents = [file_to_document(path, names) for path in paths]
    text_bytes = sum(len(document.title.encode()) + len(document.body.encode()) for document in documents)
    headlines = [document.title for document in documents]
    has_peer = len(documents) <= PEER_LIMIT
    ours, theirs = work / "search-ours", work / "search-pagefind"
    rows = _Rows(articles)
    build = [sys.executable, "-m", "benchmarks.speed.build_index", str(content), str(ours), str(work / "names.json")]

    built = measure(build, ROOT)
    _stop_at_failure("our index", built)
    _say(f"our index: {built.seconds:.1f} s, {built.cpu_seconds:.1f} s of processors, {built.peak_bytes / 1e6:,.0f} MB")
    _write_our_scripts(ours)
    peer = None
    if has_peer:
        _write_pages(documents, theirs)
        _say("the same with Pagefind")
        peer = measure([sys.executable, "-m", "pagefind", "--site", str(theirs), "--quiet"], ROOT)
        _stop_at_failure("Pagefind", peer)
        _say(f"Pagefind: {peer.seconds:.1f} s, {peer.cpu_seconds:.1f} s of processors, {peer.peak_bytes / 1e6:,.0f} MB")
    rows.add("build of the index", "seconds", built.seconds, peer.seconds if peer else None, 0.3 if peer else None)
    rows.add(
        "build of the index",
        "peak MB",
        built.peak_bytes / 1e6,
        peer.peak_bytes / 1e6 if peer else None,
        0.2 if peer else None,
    )

    sizes = _folder_sizes(ours / "search")
    with_phrases = sum(sizes.values())
    plain = with_phrases - sizes["p"] - sizes["q"]
    rows.add(
        "index on disk, without phrases",
        "bytes raw over the articles' text",
        plain / text_bytes,
        None,
        0.5,
        is_ratio=True,
    )
    rows.add(
        "index on disk, with phrases",
        "bytes raw over the articles' text",
        with_phrases / text_bytes,
        None,
        0.6,
        is_ratio=True,
    )
    if has_peer:
        rows.add(
            "index on disk, with phrases",
            "MB",
            with_phrases / 1e6,
            sum(_folder_sizes(theirs / "pagefind").values()) / 1e6,
            None,
        )

    yield from rows.take()
    _say(f"{BYTE_QUERIES} first searches")
    found = measure_searches(ours, theirs if has_peer else None, short_queries(headlines, BYTE_QUERIES))
    _add_searches(rows, found, ours)
    yield from rows.take()
    _say(f"{LUNR_QUERIES} queries beside one lunr.js index of everything")
    _add_equality(rows, documents, all_kinds(headlines, LUNR_QUERIES), ours, work)
    _add_update(rows, documents, ours)
    yield from rows.take()


def _say(text: str) -> None:
    """Print a line of progress."""
    print(text, flush=True)


class _Rows:
    def __init__(self, articles: int):
        self.articles = articles
        self.rows: list[Row] = []

    def take(self) -> list[Row]:
        """Return the rows that were added since the last call."""
        rows, self.rows = self.rows, []
        return rows

    def add(
        self, work: str, figure: str, ours: float, peer: float | None, bar: float | None, *, is_ratio: bool = False
    ) -> None:
        """Add a row, with its figures rounded; where `is_ratio`, our figure is a ratio itself."""
        name = f"search: {work}, {figure}"
        row = make_row(name, self.articles, figure, ours, peer=peer, peer_name="Pagefind", bar=bar)
        ratio = ours if is_ratio and peer is None else row["ratio"]
        row |= {
            "ours": round(ours, 3),
            "peer": round(peer, 3) if peer else None,
            "ratio": round(ratio, 3) if ratio is not None else None,
        }
        self.rows.append(row)

    def add_most(self, work: str, figure: str, ours: float, least: float) -> None:
        """Add a row whose figure has a lower bar, `least`."""
        self.add(work, figure, ours, None, None)
        self.rows[-1] |= {"bar": least, "holds": ours >= least}


def _stop_at_failure(what: str, measured: Measured) -> None:
    if measured.code:
        raise RuntimeError(f"{what} can't be built: {measured.output[-2000:]}")


def _write_our_scripts(folder: Path) -> None:
    packages = ROOT / "node_modules"
    lunr, snowball = packages / "lunr/lunr.min.js", packages / "@orama/stemmers"
    minified = packages / ".minified"
    if not all((minified / minified_name(text)).exists() for text in own_scripts().values()):
        raise RuntimeError("the search's scripts are not minified, as those of a site are: run `make setup`")
    for path, script in search_scripts(lunr, snowball, LANGUAGES, minified).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(script)
    write_our_page(folder)


def _write_pages(documents: Sequence[Document], folder: Path) -> None:
    """Write the articles as plain pages, as Pagefind needs no more."""
    shutil.rmtree(folder, ignore_errors=True)
    for document in documents:
        path = folder / document.url
        path.parent.mkdir(parents=True, exist_ok=True)
        title = html.escape(document.title)
        body = "".join(f"<p>{html.escape(part)}</p>" for part in document.body.split("\n\n"))
        path.write_text(_PAGE.format(document.lang or "en", title, title, body), "utf-8")
    write_peer_page(folder)


def _folder_sizes(folder: Path) -> dict[str, int]:
    """Return the bytes of the files below a folder, by the first part of their path."""
    sizes: dict[str, int] = defaultdict(int)
    for path in folder.rglob("*"):
        if path.is_file():
            sizes[path.relative_to(folder).parts[0]] += path.stat().st_size
    return sizes


# -------------------------------------------------------------------- searches


def _part_of(path: str) -> str:
    name = path.removeprefix("/").removeprefix("search/")
    if name in ("archive.js", "engine.js"):
        return "scripts"
    return {"t": "terms", "w": "terms", "k": "keys", "r": "results", "manifest.js": "manifest"}.get(
        name.split("/")[0], "other"
    )


def weigh_page_script(site: Path) -> int:
    """Return the bytes by which a search page's script is larger than that of the measured page, both gzipped.

    The measured page loads archive.js alone; a search page loads page.js, which has that and the page's own code.
    """
    page, archive = (len(gzip.compress((site / name).read_bytes(), 6)) for name in (PAGE, ARCHIVE))
    return page - archive


def sum_up(sent: Sequence[Sequence[Response]], page_script: int) -> list[int]:
    """Return the bytes of each first search."""
    return [sum(response.size for response in responses) + page_script for responses in sent]


def _add_searches(rows: _Rows, found: Searches, ours: Path) -> None:
    page_script = weigh_page_script(ours)
    totals = sum_up(found.sent, page_script)
    peer_totals = sum_up(found.peer_sent or (), 0)
    is_large = rows.articles > PEER_LIMIT
    for figure, at, bar in (("median", 0.5, 60 if is_large else 50), ("p90", 0.9, 95 if is_large else 65)):
        own = find_quantile(totals, at) / 1e3
        rows.add(
            "bytes of a first search, gzip",
            f"kB, {figure}",
            own,
            find_quantile(peer_totals, at) / 1e3 if peer_totals else None,
            None,
        )
        rows.rows[-1] |= {"bar": bar, "holds": own <= bar}
    parts: dict[str, list[int]] = defaultdict(list)
    for responses in found.sent:
        by_part: dict[str, int] = defaultdict(int)
        for response in responses:
            by_part[_part_of(response.path)] += response.size
        by_part["scripts"] += page_script
        for part, size in by_part.items():
            parts[part].append(size)
    for part, sizes in sorted(parts.items()):
        rows.add(f"bytes of a first search, gzip: {part}", "kB, median", statistics.median(sizes) / 1e3, None, None)
    requests = statistics.median(map(len, found.sent))
    peer_requests = statistics.median(map(len, found.peer_sent)) if found.peer_sent else None
    rows.add("requests of a first search", "median", requests, peer_requests, None)
    rows.rows[-1] |= {"bar": 16, "holds": requests <= 16}
    rows.add("requests one after another before results", "most", max(found.chains), None, 3)
    rows.add("time in the browser, files loaded, worst common word", "ms", max(found.times_ms), None, 100)


def find_quantile(values: Sequence[float], at: float) -> float:
    """Return the value at a share of all values in order."""
    return sorted(values)[min(len(values) - 1, int(len(values) * at))]


# --------------------------------------------------------------------- equality


def _add_equality(rows: _Rows, documents: Sequence[Document], queries: Sequence[str], ours: Path, work: Path) -> None:
    """Add the row that compares the first ten results with those of one lunr.js index of the same documents."""
    _write_documents(documents, work / "documents.jsonl")
    (work / "queries.json").write_text(json.dumps(queries), "utf-8")
    node = [shutil.which("node") or "node", *NODE_OPTIONS, str(COMPARE), str(ours / "search")]
    command = [*node, str(work / "documents.jsonl"), str(work / "queries.json")]
    # its errors are not captured: they tell how far it is
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if ran.returncode:
        # queries that lunr.js did not answer count as different; the other rows are still useful
        print(f"lunr.js failed: {ran.returncode}", file=sys.stderr)
    compared = [json.loads(line) for line in ran.stdout.splitlines()]
    for result in compared:
        if result["difference"]:
            print(f"differs from lunr.js: {result['query']}: {result['difference']}", file=sys.stderr)
    equal = sum(not result["difference"] for result in compared)
    rows.add_most("first ten results equal to those of one lunr.js index", "queries equal", equal, len(queries))


def _write_documents(documents: Iterable[Document], file: Path) -> None:
    """Write the texts and the URL of each document as a line of JSON, as compare.js reads them."""
    with file.open("w", encoding="utf-8") as lines:
        for document in documents:
            texts = dict(zip(FIELDS, document.field_texts(), strict=True))
            lines.write(json.dumps(texts | {"url": document.url}) + "\n")


# ----------------------------------------------------------------------- update


def _add_update(rows: _Rows, documents: Sequence[Document], ours: Path) -> None:
    """Add the rows for one added article: the text of another one under a new URL, a day after the newest."""
    newest = max(document.date for document in documents)
    middle = documents[len(documents) // 2]
    article = replace(middle, date=newest + dt.timedelta(days=1), url="9999/added.html")
    digest = document_to_digest(article, LANGUAGES)
    terms = len(digests_to_block([digest]).terms)
    written: list[str] = []
    start = time.perf_counter()
    index = SearchIndex(ours / "state", LANGUAGES)
    output = IndexOutput(
        lambda path, data: written.append(path), lambda path: None, lambda path: (ours / path).read_bytes()
    )
    index.update([(article.url, digest)], [], output)
    index.close()
    rows.add("one article added", "seconds", time.perf_counter() - start, None, None)
    rows.add(f"one article of {terms} terms added", "files rewritten", len(written), None, terms + 10)
