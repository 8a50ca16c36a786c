"""The time until the search page shows results, opened for the first time on a slow line."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

from benchmarks.speed.first_searches import BROWSER_FLAGS
from scripts.browser import find_browser

LATENCY_MS = 300
BITS_A_SECOND = 1_600_000
_PATIENCE_MS = 60_000
_RESULT = ".results h2 a"


def time_cold_pages(site: Path, queries: Sequence[str]) -> Iterator[float]:
    """Yield for each query that has results the seconds from the request of its page to the first result.

    Each page is opened in a new browser context, so that nothing is cached.
    """
    with sync_playwright() as playwright, _serve(site) as url:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        for query in queries:
            context = chromium.new_context()
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            line = {"downloadThroughput": BITS_A_SECOND / 8, "uploadThroughput": BITS_A_SECOND / 16}
            session.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **line})
            page.goto(f"{url}/search.html?q={quote(query)}", wait_until="commit")
            page.wait_for_selector(_RESULT, timeout=_PATIENCE_MS)
            yield page.evaluate("performance.now()") / 1000
            context.close()
        chromium.close()


class _QuietServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser breaks off its connections when its context is closed."""


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    """Serve a folder on loopback as hosts of static files do: gzipped, connections kept, files cached for a while."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Log nothing."""

        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path.partition("?")[0]))
            if not file.is_file():
                self.send_error(404)
                return
            data = file.read_bytes()
            zipped = gzip.compress(data, 6)
            is_zipped = len(zipped) < len(data)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(file))
            self.send_header("Cache-Control", "max-age=600")
            if is_zipped:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(min(len(zipped), len(data))))
            self.end_headers()
            self.wfile.write(zipped if is_zipped else data)

    server = _QuietServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
