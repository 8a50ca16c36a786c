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
    """Open a page: open_page(address, scheme=..., viewport=...) gives Playwright's page; `page.heard` lists what the
    console said, errors, and the requests to anywhere but the site.
    """
    contexts = []

    def run(address: str, scheme: Any = "light", viewport: Any = DESK, **options: Any) -> Page:
        context = browser.new_context(color_scheme=scheme, viewport=viewport, **options)
        context.set_default_timeout(BROWSER_PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        heard: list[str] = []
        page.heard = heard  # type: ignore[attr-defined]
        origin = address.split("/")[:3]
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
        page.on(
            "request",
            lambda request: heard.append(f"elsewhere: {request.url}") if is_elsewhere(request.url, origin) else None,
        )
        page.goto(address)
        return page

    yield run
    for context in contexts:
        context.close()


def is_elsewhere(url: str, origin: list[str]) -> bool:
    return url.split("/")[:3] != origin and not url.startswith(("blob:", "data:"))
