"""Addresses as links write them: as short as they can be from the page that the link stands on."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

# A story as lists show it: its address from the list's page, its headline, its language where that is not the
# archive's, and what stands beside it.
Line = tuple[str, str, str, str]


def url_to_address(url: str) -> str:
    """Return a page's path fit for any attribute of HTML, quoted or not.

    >>> url_to_address("2024/05/02/story.html"), url_to_address('a "b".html')
    ('2024/05/02/story.html', 'a%20%22b%22.html')
    """
    return quote(url, safe="/")


def find_way(page: str, url: str) -> str:
    """Return the way from one page of the site to another.

    >>> find_way("2024/05/02/a.html", "2024/05/02/b.html"), find_way("tag/a.html", "2024/05/02/b.html")
    ('b.html', '../2024/05/02/b.html')
    """
    start, end = page.split("/")[:-1], url.split("/")
    shared = 0
    for folder, other in zip(start, end[:-1], strict=False):
        if folder != other:
            break
        shared += 1
    return "../" * (len(start) - shared) + "/".join(end[shared:]) or "./"


def story_to_line(story: Mapping[str, Any], page: str, note: str = "") -> Line:
    """Return a story's line in a list on `page`."""
    return find_way(page, story["url"]), story["title"], story["lang"], note
