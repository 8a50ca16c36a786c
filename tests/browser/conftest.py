"""The demo archive as a browser sees it, from disk and over HTTP."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

ROOT = Path(__file__).resolve().parents[2]
# A busy machine may take its time; what does not happen at all fails the test in the end.
BROWSER_PATIENCE_MS = 300_000
expect.set_options(timeout=BROWSER_PATIENCE_MS)
PHONE, DESK = {"width": 380, "height": 800}, {"width": 1400, "height": 900}


def is_failure(request: Request) -> bool:
    """Whether a request that got no answer is a fault: not one that the reader left behind by going on to another page,
    nor what a worker asks for ("other") from disk, where the search then does its work in the page.
    """
    return request.failure != "net::ERR_ABORTED" and request.resource_type != "other"


@pytest.fixture(params=["disk", "http"])
def address(request: pytest.FixtureRequest, short_lists_site: Path, serve: Callable[[Path], str]) -> str:
    """Return the site's address without a slash behind it, once for each way to open it."""
    return short_lists_site.as_uri() if request.param == "disk" else serve(short_lists_site)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as a new reader: open_page(address, scheme=..., viewport=...) returns Playwright's page; `page.heard`
    lists what the console said, errors, and the requests to anywhere but the site.
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
    """Do the same in a page that a module's tests share: visit(address, viewport=...) returns it.

    It takes a quarter of the time; for tests that leave nothing behind in the browser.
    """

    def run(address: str, viewport: Any = DESK) -> Page:
        kept_page.goto("about:blank")
        kept_page.heard.clear()  # type: ignore[attr-defined]
        kept_page.set_viewport_size(viewport)
        go(kept_page, address)
        return kept_page

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
    """Open the address; what is asked of another host from here on is elsewhere."""
    page.site = address  # type: ignore[attr-defined]
    page.goto(address)


def is_elsewhere(url: str, site: str) -> bool:
    return url.split("/")[:3] != site.split("/")[:3] and not url.startswith(("blob:", "data:"))
