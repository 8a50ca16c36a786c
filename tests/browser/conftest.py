"""The demo archive as a browser sees it, from disk and over HTTP."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PHONE, DESK = {"width": 380, "height": 800}, {"width": 1400, "height": 900}


def is_failure(request) -> bool:
    """Whether a request that got no answer is a fault: not one that the reader left behind by going on to another page,
    nor what a worker asks for ("other") from disk, where the search then does its work in the page.
    """
    return request.failure != "net::ERR_ABORTED" and request.resource_type != "other"


@pytest.fixture(params=["disk", "http"])
def address(request, short_lists_site, serve) -> str:
    """Return the site's address without a slash behind it, once for each way to open it."""
    return short_lists_site.as_uri() if request.param == "disk" else serve(short_lists_site)


@pytest.fixture
def open_page(browser):
    """Open a page: open_page(address, scheme=..., viewport=...) gives Playwright's page; `page.heard` lists what the
    console said, errors, and the requests to anywhere but the site.
    """
    contexts = []

    def run(address: str, scheme: str = "light", viewport: dict = DESK, **options):
        context = browser.new_context(color_scheme=scheme, viewport=viewport, **options)
        contexts.append(context)
        page = context.new_page()
        page.heard = []
        origin = address.split("/")[:3]
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on(
            "requestfailed",
            lambda request: page.heard.append(f"failed: {request.url}") if is_failure(request) else None,
        )
        page.on(
            "response",
            lambda response: (
                page.heard.append(f"{response.status}: {response.url}") if response.status >= 400 else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                page.heard.append(f"elsewhere: {request.url}") if is_elsewhere(request.url, origin) else None
            ),
        )
        page.goto(address)
        return page

    yield run
    for context in contexts:
        context.close()


def is_elsewhere(url: str, origin: list[str]) -> bool:
    return url.split("/")[:3] != origin and not url.startswith(("blob:", "data:"))
