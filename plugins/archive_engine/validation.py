"""Check whether an article or a page can be built: what is repaired, and what is rejected, with its line."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from pelican.contents import Article

from archive_engine.article import NO_LINKS
from archive_engine.dates import DATE_KEYS, find_fault
from archive_engine.interface import PelicanArticle
from archive_engine.markdown_reader import is_printable
from archive_engine.own_places import find_translation_slug, repair_labels, repair_place, repair_slug, safe_path
from archive_engine.problems import InvalidArticle, Repair, Repaired, find_key_line
from archive_engine.reserved import ENGINE_PLACES, ReservedPlaces
from archive_engine.upstream import raw_content, remake
from newsrecord.credentials import find_credentials, remove_credentials
from newsrecord.slugs import PLAIN_SLUG, RESERVED, make_safe, text_to_slug

# XML 1.0, section 2.2: what no feed can hold.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_BYTES = 200  # of a slug: with what stands around it, a file's name has to stay below 255


class Buildable(NamedTuple):
    """An article (or a page) as it can be built, where it is saved, and what had to be changed for it, in words."""

    article: PelicanArticle
    save_as: str
    repairs: list[str]


def repair_article(
    article: PelicanArticle, text: str, reserved: ReservedPlaces = ENGINE_PLACES, *, is_clean: bool = False
) -> Buildable:
    """Return the article (or page) as it can be built.

    `text` is the source's; `reserved` are the places that none may have. `is_clean` says that the text is known to have
    no control characters and no credentials.

    Raises InvalidArticle where it can't be.
    """
    repairs = []
    if not is_clean and not is_printable(text) and CONTROLS.search(text):
        article = _clean(article, partial(CONTROLS.sub, ""))
        repairs = ["control characters were left out"]
    if not is_clean and (lines := list(find_credentials(text))):
        article = _clean(article, remove_credentials)
        others = f" (and in {len(lines) - 1} more)" if len(lines) > 1 else ""
        repairs.append(Repair(f"credentials in an address{others} were left out", lines[0]))
    for name in article.mandatory_properties:
        if not getattr(article, name, None):
            raise InvalidArticle(f"it has no {name}")
    if article.status not in article.allowed_statuses:
        raise InvalidArticle(f"its status {article.status!r} is none of {', '.join(article.allowed_statuses)}")
    for key in DATE_KEYS:
        moment = getattr(article, key, None)
        if isinstance(moment, datetime) and (fault := find_fault(key, moment)):
            raise InvalidArticle(fault, find_key_line(text, key))
    if article.metadata.get("save_as") == "":
        raise InvalidArticle(
            "its Save_as is empty, so that it would have no page: leave that line out, or write Status: skip",
            find_key_line(text, "save_as"),
        )
    if translated := find_translation_slug(article):
        article = with_slug(article, translated)
    slug = getattr(article, "slug", "")
    is_placed = hasattr(article, "override_save_as")
    is_named = is_placed or hasattr(article, "override_url")
    if not is_named and _is_fit(slug, article.save_as) and not reserved.holds(article.save_as):
        repair_labels(article)
        _check_links(article)
        return Buildable(article, article.save_as, repairs)
    if not slug.strip("-") and not is_placed:
        stem = os.path.splitext(os.path.basename(article.source_path))[0]
        article = with_slug(article, text_to_slug(stem))
        repairs.append("its title gives no slug: its file's name stands for it")
    elif slug.lower() in (RESERVED if isinstance(article, Article) else RESERVED - {"index"}) and not is_placed:
        article = with_slug(article, make_safe(slug.lower()))
        repairs.append(f"the name {slug!r} is reserved: its slug is {article.slug}")
    elif len(slug.encode()) > MOST_BYTES and not is_placed:
        article = with_slug(article, text_to_slug(slug))
        repairs.append("its slug is too long for a file's name: it was cut")
    if not is_placed:
        article, changed = repair_slug(article, text)
        repairs += changed
    article, changed = repair_place(article, text)
    repairs += changed
    if reserved.holds(article.save_as):
        article, changed = _leave_reserved(article, text, reserved)
        repairs += changed
    repair_labels(article)
    save_as = article.save_as
    if save_as:
        check_save_as(save_as)
    _check_links(article)
    return Buildable(article, save_as, repairs)


def _check_links(article: PelicanArticle) -> None:
    """Raise InvalidArticle for an article that would publish a file from outside the content."""
    body = raw_content(article)
    if article.settings["INTRASITE_LINK_REGEX"] != NO_LINKS and ("static" in body or "attach" in body):
        for link in article.get_static_links():
            if link.startswith("../"):
                raise InvalidArticle(f"it would publish {link}, which lies outside the content")


def _is_fit(slug: str, save_as: str) -> bool:
    """Return whether slug and place need no repair, as nearly all that the import writes; False where that is not sure.

    >>> _is_fit("lamp-lit", "2023/03/03/lamp-lit.html"), _is_fit("Lamp lit", "2023/03/03/Lamp lit.html")
    (True, False)
    """
    folder, _, file = save_as.rpartition("/")
    return (
        file == slug + ".html"
        and slug not in RESERVED
        and len(slug) <= MOST_BYTES
        and bool(PLAIN_SLUG.fullmatch(slug))
        and _is_fit_folder(folder)
    )


@lru_cache(maxsize=4096)  # many articles have one day's folder
def _is_fit_folder(folder: str) -> bool:
    try:
        check_save_as(f"{folder}/a.html")
    except InvalidArticle:
        return False
    return safe_path(f"{folder}/a.html") == f"{folder}/a.html"


def _leave_reserved(article: PelicanArticle, text: str, reserved: ReservedPlaces) -> Repaired:
    """Return the article with a slug that leads to another place, and what was changed.

    Raises InvalidArticle where no slug does: where the article names the place itself, or the settings do.
    """
    taken = f"its place {article.save_as} is the archive's own"
    if article.metadata.get("save_as"):
        if reserved.yield_to_own and not ENGINE_PLACES.holds(article.save_as):
            return Repaired(article, [])
        key = "save_as" if find_key_line(text, "save_as") > 1 else "url"
        raise InvalidArticle(f"{taken}: give it another Save_as, or none", find_key_line(text, key))
    line = find_key_line(text, "slug")
    moved = with_slug(article, f"{article.slug}-name")
    if reserved.holds(moved.save_as):
        raise InvalidArticle(f"{taken}, whatever its Slug: give it a Save_as", line)
    return Repaired(moved, [Repair(f"{taken}: its slug is {moved.slug}", line)])


def with_slug(article: PelicanArticle, slug: str) -> Any:
    """Return a copy of the article with another slug."""
    return remake(article, article.metadata | {"slug": slug}, raw_content(article))


def check_save_as(save_as: str) -> None:
    """Raise InvalidArticle for a place that is outside the output, or not written in its shortest form."""
    parts = save_as.replace("\\", "/").split("/")
    if os.path.isabs(save_as) or not save_as or any(part in ("", ".", "..") for part in parts):
        raise InvalidArticle(f"its page would be saved as {save_as!r}, which is no place in the output")
    if any(len(part.encode()) > 255 for part in parts):
        raise InvalidArticle(f"its page's name would be too long: {save_as[:60]}…")


def _clean(article: PelicanArticle, clean: Callable[[str], str]) -> Any:
    return remake(article, _clean_value(article.metadata, clean), clean(raw_content(article)))


def _clean_value(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _clean_value(item, clean) for key, item in value.items()}
    return [_clean_value(item, clean) for item in value] if isinstance(value, (list, tuple)) else value
