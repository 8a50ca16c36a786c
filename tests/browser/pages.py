"""One page of each template of the demo archive."""

from pathlib import Path

# name: pattern of the page in the built demo.
TEMPLATES = {
    "home": "index.html",
    "article": "2023/05/14/tidegate-bridge-reopens-*.html",
    "article in Ukrainian": "2023/05/14/u-*.html",
    "section": "section/society.html",
    "tag": "tag/tidegate-bridge.html",
    "older page of a tag": "tag/nadiia-kovalchuk/2020--2021.html",
    "author": "author/samuel-oakes.html",
    "publisher": "publisher/sorrin-courier.html",
    "person": "person/conrad-voss.html",
    "threads": "threads.html",
    "thread": "thread/2026/04/14/*.html",
    "sections": "sections.html",
    "publishers": "publishers.html",
    "tags": "tags.html",
    "tags by number of stories": "tags/by-count.html",
    "authors": "authors.html",
    "archives": "archives.html",
    "year": "2024/index.html",
    "month": "2024/10/index.html",
    "day": "2024/10/05/index.html",
    "day through the years": "on/10-05.html",
    "holdings": "holdings.html",
    "about": "about.html",
    "404": "404.html",
    "search": "search.html",
}


def find_page(site: Path, template: str) -> str:
    """Return the path of a template's page within the site."""
    (path,) = site.glob(TEMPLATES[template])
    return path.relative_to(site).as_posix()
