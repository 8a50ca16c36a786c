"""The URLs in links: relative to the page of the link, and as short as possible."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote

# So many quoted URLs are kept: the pages of names and tags are linked again and again.
_URLS = 10_000
_SUFFIX = re.compile(r"(?:/index)?\.html$|/$")


@lru_cache(_URLS)
def quote_url(url: str) -> str:
    """Return a page's path in a form that is safe in any attribute of HTML, with quotation marks or without.

    >>> quote_url("2024/05/02/story.html"), quote_url('a "b".html')
    ('2024/05/02/story.html', 'a%20%22b%22.html')
    """
    return quote(url, safe="/")


def place_below(folder: str, url: str) -> str:
    """Return where a page about an article lies in a folder for such pages, given the article's URL.

    >>> place_below("thread", "2024/05/02/ferry.html"), place_below("thread", "%D0%BF%D0%BE%D1%80%D1%82/")
    ('thread/2024/05/02/ferry.html', 'thread/порт.html')
    """
    return f"{folder}/{_SUFFIX.sub('', unquote(url))}.html"


def find_relative_url(page: str, url: str) -> str:
    """Return the shortest relative URL from one page of the site to another.

    >>> find_relative_url("2024/05/02/a.html", "2024/05/02/b.html")
    'b.html'
    >>> find_relative_url("tag/a.html", "2024/05/02/b.html")
    '../2024/05/02/b.html'
    >>> find_relative_url("2024/05/02/a.html", "2024/06/03/b.html"), find_relative_url("2024/index.html", "2024/")
    ('../../06/03/b.html', './')
    """
    own_folder = page[: page.rfind("/") + 1]
    if url.startswith(own_folder):
        return url[len(own_folder) :] or "./"
    if page[: page.find("/") + 1] != url[: url.find("/") + 1]:
        return "../" * page.count("/") + url  # most lines of lists: they share no folder
    start, end = page.split("/")[:-1], url.split("/")
    shared = 0
    for folder, other in zip(start, end[:-1], strict=False):
        if folder != other:
            break
        shared += 1
    return "../" * (len(start) - shared) + "/".join(end[shared:]) or "./"
