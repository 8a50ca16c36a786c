"""Finds dead links of a built site: links are read from its pages and compared with its files."""

from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "action", "cite", "data", "poster", "srcset", "formaction", "longdesc", "background"}


class PageReader(HTMLParser):
    """Collects the URLs in a page (`links`) and the places in it that a URL's fragment can name (`anchors`)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "srcset":  # files, each with a width behind a space
                self.links += (part.split()[0] for part in (value or "").split(","))
            elif name in ADDRESSES:
                self.links.append(value or "")
            elif name == "id":
                self.anchors.append(value or "")


def read_pages(site: Path) -> dict[str, PageReader]:
    """Return every page of a site by its path."""
    pages = sorted(site.rglob("*.html"))
    return {page.relative_to(site).as_posix(): PageReader(page.read_text(encoding="utf-8")) for page in pages}


def find_dead_links(site: Path, but: str = "*") -> list[tuple[str, str, str]]:
    """Return the links that lead nowhere when the site is opened from disk: (page, link, fault).

    A link must name a file, in the right case of letters, or an anchor of a page. From disk, a folder is no target, and
    a link that begins at the host's root would leave a sub-path. Pages whose path begins with `but` are left out.
    """
    pages = read_pages(site)
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    dead = []
    for page, reader in pages.items():
        if page.startswith(but):
            continue
        twice = {anchor for anchor in reader.anchors if reader.anchors.count(anchor) > 1}
        dead += [(page, f"#{anchor}", "stands twice") for anchor in twice]
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto") and parts.hostname != "":
                continue
            if parts.scheme or parts.netloc or link.startswith("/"):
                dead.append((page, link, "leads out of the site"))
                continue
            target = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
            if target not in files:
                dead.append((page, link, "no such file"))
            elif parts.fragment and unquote(parts.fragment) not in pages[target].anchors:
                dead.append((page, link, "no such place in the page"))
    return dead
