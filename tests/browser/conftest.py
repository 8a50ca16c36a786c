"""Fixtures that open the demo archive in a browser, from disk and over HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from .search_page import wait_for_answer

ROOT = Path(__file__).resolve().parents[2]
# Long enough for a busy machine; what never happens fails the test after that.
BROWSER_PATIENCE_MS = 300_000
expect.set_options(timeout=BROWSER_PATIENCE_MS)
PHONE, DESK = {"width": 380, "height": 800}, {"width": 1400, "height": 900}


def is_failure(request: Request) -> bool:
    """Return whether a request without a response is a fault.

    It is none if the reader has gone on to another page, or if a worker asked for it ("other") from disk: there the
    search works in the page instead.
    """
    return request.failure != "net::ERR_ABORTED" and request.resource_type != "other"


@pytest.fixture(params=["disk", "http"])
def address(request: pytest.FixtureRequest, short_lists_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the site's URL without a final slash, once for each way to open it."""
    return short_lists_site.as_uri() if request.param == "disk" else serve(short_lists_site)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as a new reader: open_page(address, scheme=..., viewport=...) returns Playwright's page.

    `page.heard` lists the console's messages, errors, and requests to other hosts.
    """
    contexts = []

    def run(address: str, scheme: Any = "light", viewport: Any = DESK, **options: Any) -> Page:
        context = browser.new_context(color_scheme=scheme, viewport=viewport, **options)
        context.set_default_timeout(BROWSER_PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        listen(page)
        go(page, address)
        return page

    yield run
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def kept_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(BROWSER_PATIENCE_MS)
    page = context.new_page()
    listen(page)
    yield page
    context.close()


@pytest.fixture
def visit(kept_page: Page) -> Callable[..., Page]:
    """Open a page that the tests of a module share: visit(address, viewport=...) returns it.

    It takes a quarter of the time of `open_page`, for tests that store nothing in the browser.
    """

    def run(address: str, viewport: Any = DESK) -> Page:
        kept_page.goto("about:blank")
        kept_page.heard.clear()  # type: ignore[attr-defined]
        kept_page.set_viewport_size(viewport)
        go(kept_page, address)
        return kept_page

    return run


@pytest.fixture
def search(address: str, visit: Callable[..., Page], open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open the search page with a query: search("ferry", "&sort=date") returns the page when the results are shown.

    With options, as in search("ferry", scheme="dark"), the page is opened as by a new reader.
    """

    def run(query: str = "", more: str = "", **options: Any) -> Page:
        asked = f"?q={quote(query)}{more}" if query or more else ""
        page = (open_page if options else visit)(f"{address}/search.html{asked}", **options)
        if asked:
            wait_for_answer(page)
        return page

    return run


def listen(page: Page) -> None:
    """Fill `page.heard`."""
    heard: list[str] = []
    page.heard = heard  # type: ignore[attr-defined]
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: heard.append(f"failed: {request.url}") if is_failure(request) else None,
    )
    page.on(
        "response",
        lambda response: heard.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
    )

    def hear_request(request: Request) -> None:
        if is_elsewhere(request.url, page.site):  # type: ignore[attr-defined]
            heard.append(f"elsewhere: {request.url}")

    page.on("request", hear_request)


def go(page: Page, address: str) -> None:
    """Open a URL; from here on, requests to hosts other than its own are recorded."""
    page.site = address  # type: ignore[attr-defined]
    page.goto(address)


def is_elsewhere(url: str, site: str) -> bool:
    return url.split("/")[:3] != site.split("/")[:3] and not url.startswith(("blob:", "data:"))
