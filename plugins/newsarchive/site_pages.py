"""The files of a built site, and what its pages say of it, for exports that are made of the site."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path

from newsrecord.folder_walk import walk
from publication.zim_file import ZimPage, ZimSite

HOME = "index.html"
DRAFTS = "drafts"
# A page's head is read up to here.
_HEAD_BYTES = 4096
_TITLE = re.compile(r"<title>([^<]*+)</title>", re.IGNORECASE)
_LANG = re.compile(r"""<html(?:\s++(?!lang=)[^\s<>]++)*+\s++lang=["']?([\w-]+)""", re.IGNORECASE)
_DESCRIPTION = re.compile(
    r'<meta name="?description"?(?:\s++(?!content=)[^\s<>]++)*+\s++content="([^"<]*+)"', re.IGNORECASE
)
_NO_ARTICLES = date(1970, 1, 1)


class NoSite(ValueError):
    """There is no built site; the words say what to do."""


def require_site(output: Path) -> None:
    """Raise NoSite where there is no home page."""
    if not (output / HOME).is_file():
        raise NoSite(f"there is no site in {output}: build it first, or name its folder with --output")


def read_site(
    output: Path, titles: Mapping[str, str], hidden: Collection[str], newest: date | None, name: str
) -> ZimSite:
    """Return a built site. `titles` are those of articles by their page's path; `hidden` are pages to leave out.

    Raises NoSite where there is no home page.
    """
    require_site(output)
    head = _read_head(output / HOME)
    lang, about = _LANG.search(head), _DESCRIPTION.search(head)
    return ZimSite(
        name or _find_title(head) or "News archive",
        unescape(about[1]) if about else "",
        lang[1] if lang else "",
        newest or _NO_ARTICLES,
        _list_files(output, titles, hidden),
    )


def _list_files(output: Path, titles: Mapping[str, str], hidden: Collection[str]) -> Iterator[ZimPage]:
    for folder, folders, names in walk(str(output)):
        is_root = Path(folder) == output
        folders[:] = sorted(one for one in folders if not one.startswith(".") and not (is_root and one == DRAFTS))
        for name in sorted(names):
            path = Path(folder, name)
            place = path.relative_to(output).as_posix()
            if name.startswith(".") or place in hidden:
                continue
            title = titles.get(place) or (_find_title(_read_head(path)) if name.endswith(".html") else "")
            yield ZimPage(place, str(path), title, place in titles)


def _find_title(head: str) -> str:
    found = _TITLE.search(head)
    return " ".join(unescape(found[1]).split()) if found else ""


def _read_head(path: Path) -> str:
    with open(path, "rb") as file:
        return file.read(_HEAD_BYTES).decode("utf-8", "replace")
