"""Searches in a real browser: the bytes of a first one, requests that wait for others, the time for common words."""

import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from scripts.browser import find_browser

CHAIN_QUERIES = 20
COMMON = (
    "year",
    "company",
    "market",
    "percent",
    "us",
    "say",
    "inc",
    "new",
    "shares market year",
    "2013",
    "lang:en",
    "date:2012",
)
FIRST_SEARCH = "first-search.html"
"""The page from which first searches are measured; a site has its own `search.html`."""
SLOW_RESPONSE_S = 0.2
"""The delay of each response. It makes parallel requests overlap, unlike requests that wait for each other."""

BROWSER_FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")
_OUR_PAGE = (
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Search</title>'
    '<script src="search/archive.js" data-root="." data-thread="{}"></script>'
)
_PEER_PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Search</title>'
_OUR_SEARCH = "(query) => archiveSearch(query, {limit: 10})"
_PEER_SEARCH = """async (query) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = await pagefind.search(query);
    await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
    return found.results.length;
}"""
_REQUESTS = """async (query) => {
    await archiveSearch(query, {limit: 10});
    const requests = performance.getEntriesByType("resource").filter((each) => !each.name.endsWith("archive.js"));
    return requests.map((each) => [each.startTime, each.responseEnd]);
}"""
_TIME_SEARCH = """async (queries) => {
    await newsSearch.loadCode(["engine"]);
    const load = (name) => new Promise((resolve, reject) => {
        const script = document.createElement("script");
        newsSearch.receive = (_, ...values) => resolve(values);
        script.src = `search/${name}.js`;
        script.onerror = reject;
        document.head.append(script);
    });
    let chain = Promise.resolve();
    const engine = new newsSearch.Engine((name) => (chain = chain.then(() => load(name))), newsSearch.loadCode);
    const times = [];
    for (const query of queries) {
        await engine.search(query);
        engine.files.unpacked = new WeakMap();
        const start = performance.now();
        await engine.search(query);
        times.push(performance.now() - start);
    }
    return times;
}"""


class Response(NamedTuple):
    """A response of the server: the path, and the number of bytes when gzipped."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Searches:
    """The measurements. `sent` and `peer_sent` have the responses for each query."""

    sent: list[list[Response]]
    peer_sent: list[list[Response]] | None
    chains: list[int]
    times_ms: list[float]


def write_our_page(folder: Path) -> None:
    """Write the pages that search our index: one with a worker, as on the web; one without, which sees all requests."""
    (folder / FIRST_SEARCH).write_text(_OUR_PAGE.format("worker"), "utf-8")
    (folder / "thread.html").write_text(_OUR_PAGE.format("page"), "utf-8")


def write_peer_page(folder: Path) -> None:
    """Write the page that searches the index of Pagefind."""
    (folder / FIRST_SEARCH).write_text(_PEER_PAGE, "utf-8")


def measure_searches(ours: Path, theirs: Path | None, queries: Sequence[str]) -> Searches:
    """Measure our index in `ours` and that of Pagefind in `theirs` with the same queries in one browser."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        sent = _first_searches(chromium, ours, queries, _OUR_SEARCH)
        peer_sent = _first_searches(chromium, theirs, queries, _PEER_SEARCH) if theirs else None
        chains = [_chain(requests) for requests in _requests(chromium, ours, queries[:CHAIN_QUERIES])]
        with serve(ours) as (url, _):
            page = chromium.new_page()
            page.goto(f"{url}/{FIRST_SEARCH}")
            times = page.evaluate(_TIME_SEARCH, COMMON)
        chromium.close()
    return Searches(sent, peer_sent, chains, times)


def measure_first_searches(site: Path, queries: Sequence[str]) -> list[list[Response]]:
    """Return the responses of first searches in a site that a build has written, for each query."""
    write_our_page(site)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        sent = _first_searches(chromium, site, queries, _OUR_SEARCH)
        chromium.close()
    return sent


@contextmanager
def serve(folder: Path, delay_s: float = 0) -> Iterator[tuple[str, list[Response]]]:
    """Serve a folder on loopback; yield its URL and a list that gets each response."""
    responses: list[Response] = []
    zipped: dict[str, int] = {}

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Log nothing: the list has every response."""

        def do_GET(self) -> None:
            time.sleep(delay_s)
            path = self.path.partition("?")[0]
            if path not in zipped:
                file = Path(self.translate_path(path))
                data = file.read_bytes() if file.is_file() else b""
                zipped[path] = min(len(data), len(gzip.compress(data, 6)))
            super().do_GET()
            responses.append(Response(path, zipped[path]))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", responses
    server.shutdown()
    server.server_close()


def _first_searches(chromium: Any, folder: Path, queries: Sequence[str], call: str) -> list[list[Response]]:
    """Return the responses for each query as a first search: those after the call, and the page's own script.

    Each query gets a new browser context, so that nothing is cached.
    """
    sent = []
    with serve(folder) as (url, responses):
        for query in queries:
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"{url}/{FIRST_SEARCH}")
            responses[:] = [response for response in responses if response.path.endswith("archive.js")]
            page.evaluate(call, query)
            sent.append(list(responses))
            responses.clear()
            context.close()
    return sent


def _requests(chromium: Any, folder: Path, queries: Sequence[str]) -> Iterator[list[tuple[float, float]]]:
    """Yield for each query, as a first search, the start and the end of each request, in ms.

    The start is when the page asks for a file; a browser may send it later, as it loads only six at a time.
    """
    with serve(folder, SLOW_RESPONSE_S) as (url, _):
        for query in queries:
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"{url}/thread.html")
            yield page.evaluate(_REQUESTS, query)
            context.close()


def _chain(requests: Sequence[tuple[float, float]]) -> int:
    """Return the length of the longest chain of requests in which each starts after the end of the one before."""
    length, end = 0, 0.0
    for start, finish in sorted(requests, key=lambda each: each[1]):
        if start >= end:
            length, end = length + 1, finish
    return length
