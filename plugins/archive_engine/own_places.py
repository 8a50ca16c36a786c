"""Places that an article names for itself: its `Slug`, `Save_as` and `Url`, and the slugs of its labels.

Each is made fit for every file system, and URL and file are made to agree. `places` says which of two articles has a
place.
"""

import os
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from archive_engine.interface import PelicanArticle
from archive_engine.problems import Repair, Repaired, find_key_line
from archive_engine.upstream import raw_content, remake
from newsrecord.slugs import safe_name, text_to_slug

# The ending of a file's name: pages have one and folders none, so that no page lies where another's folder has to be.
_FILE = re.compile(r".\.[a-z][a-z0-9]{0,4}\Z", re.IGNORECASE)


def fold_place(save_as: str) -> str:
    """Return what is the same for two places that are one on some file system, whatever their case and however letters
    are composed.

    >>> fold_place("2025/NATO.html") == fold_place("2025/nato.html")
    True
    """
    if save_as.isascii():
        return save_as.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", save_as).casefold())


def safe_path(path: str) -> str:
    """Return a path whose every part is a name that all file systems take; `..` and empty parts stay what they are.

    >>> safe_path("2024/12:30/What now?.html"), safe_path("../aux/x.html")
    ('2024/12-30/What now.html', '../aux-name/x.html')
    """
    *folders, file = path.split("/")
    stem, extension = os.path.splitext(file)
    if safe_name(extension) != extension:
        stem, extension = file, ""
    return "/".join([*map(_name, folders), _name(stem) + extension])


def page_path(path: str) -> str:
    """Return a path whose last part has the ending of a file and is not hidden, and whose folders have no such ending.

    >>> page_path("2024"), page_path("lamp.html/two.html"), page_path("v1.2/.lamp.html")
    ('2024.html', 'lamp-html/two.html', 'v1.2/lamp.html')
    """
    *folders, file = path.split("/")
    if file not in ("", ".", ".."):
        file = _shown_name(file)
    if file not in ("", ".", "..") and not _FILE.search(file):
        file += ".html"
    return "/".join([*map(_folder_name, folders), file])


def _shown_name(name: str) -> str:
    return (name.lstrip(". -") or text_to_slug(name)) if name.startswith(".") else name


def _folder_name(name: str) -> str:
    return "-".join(name.rsplit(".", 1)) if _FILE.search(name) else name


@lru_cache(maxsize=4096)  # the folders of days and sections come again and again
def _name(name: str) -> str:
    return name if name in ("", ".", "..") else safe_name(name) or text_to_slug(name)


def find_translation_slug(article: PelicanArticle) -> str:
    """Return the slug of a translation that has its original's: that one with the language behind it; else "".

    The original is the article in the site's language, or the one whose file has the path that `Translation_of` names.
    """
    original = str(article.metadata.get("translation_of") or "").strip("/ ").removesuffix(".html")
    lang = str(article.metadata.get("lang") or "")
    if not original or not lang or lang.casefold() == article.settings["DEFAULT_LANG"].casefold():
        return ""
    slug = str(getattr(article, "slug", ""))
    path = os.path.splitext(article.get_relative_source_path() or "")[0]
    if slug != original.rpartition("/")[2] or path == original or hasattr(article, "override_save_as"):
        return ""
    return f"{slug}-{text_to_slug(lang)}"


def repair_slug(article: PelicanArticle, text: str) -> Repaired:
    """Return the article with a slug that can be a file's name on every system, and what was changed."""
    slug = article.slug
    # `harbour/` would be a file of no name
    *folders, name = map(_name, filter(None, slug.split("/"))) if slug.strip("/") else [text_to_slug(slug)]
    # hosts of static files leave out what begins with a dot
    name = _shown_name(name)
    safe = "/".join([*map(_folder_name, folders), name])
    if safe == slug:
        return Repaired(article, [])
    repair = Repair(
        f"no file can have the name {slug!r} on every system: its slug is {safe}", find_key_line(text, "slug")
    )
    return Repaired(remake(article, article.metadata | {"slug": safe}, raw_content(article)), [repair])


def repair_labels(article: PelicanArticle) -> None:
    """Set the slugs of an article's labels to ones that can be a file's name on every system."""
    labels = (getattr(article, "category", None), *getattr(article, "authors", ()), *getattr(article, "tags", ()))
    for label in labels:
        slug = getattr(label, "slug", "")
        if slug and _label_slug(slug) != slug:
            label.slug = _label_slug(slug)


@lru_cache(maxsize=10_000)  # an archive repeats its labels
def _label_slug(slug: str) -> str:
    return safe_name(slug) or text_to_slug(slug)


def repair_place(article: PelicanArticle, text: str) -> Repaired:
    """Return the article with a file that every system takes and an address that leads to it, and what was changed."""
    save_as, url = article.metadata.get("save_as", ""), article.metadata.get("url", "")
    repairs: list[str] = []
    if not article.save_as:
        return Repaired(article, repairs)  # Pelican makes no page of it
    path = unquote(url)
    if url and not _is_path(url):
        repairs.append(
            Repair(f"its Url {url[:60]!r} is no place on this site: it was left out", find_key_line(text, "url"))
        )
        url = path = ""
    if path and not save_as:
        save_as = f"{path}index.html" if path.endswith("/") else path
        if save_as.lower().endswith((".html", ".htm")):
            repairs.append(
                Repair(f"it has a Url without Save_as: its page is saved as {save_as}", find_key_line(text, "url"))
            )
        else:
            repairs.append(
                Repair(
                    f"its Url {url[:60]!r} names no page, and there is no Save_as: it was left out",
                    find_key_line(text, "url"),
                )
            )
            save_as = ""
        path = save_as
    safe = safe_path(save_as or article.save_as)
    if safe != (save_as or article.save_as):
        line = find_key_line(text, "save_as" if article.metadata.get("save_as") else "url")
        repairs.append(
            Repair(
                f"no file can have the name {save_as or article.save_as!r} on every system: "
                f"its page is saved as {safe}",
                line,
            )
        )
        save_as, path = safe, ""
    if save_as and (safe := page_path(save_as)) != save_as:
        line = find_key_line(text, "save_as" if article.metadata.get("save_as") else "url")
        repairs.append(Repair(f"a page is a file and no folder: it is saved as {safe}, not as {save_as}", line))
        save_as, path = safe, ""
    if path and path not in (save_as, save_as.removesuffix("index.html")):
        repairs.append(
            Repair(
                f"its Url {url[:60]!r} does not lead to its page {save_as}: it was left out", find_key_line(text, "url")
            )
        )
        path = ""
    wanted = {"save_as": save_as, "url": path or save_as} if save_as else {}
    own = {key: value for key, value in article.metadata.items() if key in ("save_as", "url")}
    if wanted == own or (not own and not wanted):
        return Repaired(article, repairs)
    rest = {key: value for key, value in article.metadata.items() if key not in own}
    return Repaired(remake(article, rest | wanted, raw_content(article)), repairs)


def _is_path(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not (parts.scheme or parts.netloc or parts.query or parts.fragment or url.startswith(("/", "\\")))
