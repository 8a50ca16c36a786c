"""An article out of the archive for good: its file, its revisions, the pictures that nobody else shows.

What was removed is written to `removed.tsv` before anything is deleted: a call that is broken off is done again.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from capture_import.archive.archive import Archive
from capture_import.archive.content_store import ContentStore
from capture_import.archive.found_articles import list_kept_hashes
from capture_import.archive.ledger import Ledger
from capture_import.archive.placement import SUFFIX
from capture_import.fields.urls import page_key
from newsrecord import revisions
from newsrecord.clean_text import clean_line
from newsrecord.frontmatter import article_to_markdown, join_list, markdown_to_article, split_front_matter, split_list
from newsrecord.pictures import list_stored
from newsrecord.removals import FILE, HEADER, Removal, is_capture_hash, is_page, removal_to_line

# Pages such as about.md: no articles.
PAGES = "pages/"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class NoSuchArticle(ValueError):
    """Nothing in the archive, or more than one article, is what the call names; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was deleted, by paths below the content folder, and the files that still hold the article's captures."""

    files: tuple[str, ...]
    captures: tuple[str, ...]
    sources: tuple[str, ...]


def find_article(store: ContentStore, named: str) -> str:
    """Return the path, below the content folder, of the article that is named by its file, its URL or its slug.

    Raises NoSuchArticle where there is none, or more than one.
    """
    paths = [path for path in store.article_paths() if not path.startswith(PAGES)]
    file = Path(os.path.relpath(os.path.abspath(named), os.path.abspath(store.root))).as_posix()
    if named in paths or file in paths:
        return named if named in paths else file
    if "://" in named:
        key = page_key(named)
        found = [path for path in paths if page_key(_read_values(store, path).get("Source_url", "")) == key]
    else:
        slug = named.removesuffix(SUFFIX)
        found = [path for path in paths if path.endswith(f"/{slug}{SUFFIX}") or path == f"{slug}{SUFFIX}"]
        # the file keeps its name when its slug is edited
        found = found or [path for path in paths if _read_values(store, path).get("Slug", "") == slug]
    if not found:
        raise NoSuchArticle(f"no article of {store.root} has this file, URL or slug: {named}")
    if len(found) > 1:
        listed = "".join(f"\n  {store.root / path}" for path in found[:20])
        raise NoSuchArticle(f"{len(found)} articles are called {named}: name the file of one of them{listed}")
    return found[0]


def remove_article(store: ContentStore, ledger: Ledger, path: str, reason: str, *, has_page: bool = False) -> Removed:
    """Remove an article, given by its path below the content folder; return what was deleted.

    With `has_page` a page at its address is to say that it was removed.
    """
    text = store.read(path) or ""
    values, _ = split_front_matter(text)
    kept_path = path.removesuffix(SUFFIX) + revisions.SUFFIX
    kept = store.read(kept_path) or ""
    hashes = [values.get("Capture_sha256", ""), *list_kept_hashes(store, path), *ledger.list_captures(path)]
    # what a person has written in the place of a hash is no capture's: the file of removals could not be read with it
    captures = list(dict.fromkeys(filter(is_capture_hash, hashes)))
    sources = ledger.list_sources(captures)
    url = clean_line(values.get("Source_url", ""))
    removal = Removal(tuple(captures), url, reason, _find_page(path, values) if has_page else "")
    if removal.captures or removal.url or removal.page:  # else it was written by hand: no import brings it back
        _write_removal(store, removal)
    archive = Archive(store, ledger)
    pictures = list_stored(text + kept)
    others: set[str] = set()
    for other in store.article_paths():
        if other != path:
            other_text = store.read(other) or ""
            others |= list_stored(other_text + (store.read(other.removesuffix(SUFFIX) + revisions.SUFFIX) or ""))
            _drop_version(store, archive, other, other_text, path.removesuffix(SUFFIX))
    files = [path, *([kept_path] if kept else []), *sorted(pictures - others)]
    # the article last: as long as it is there, a second call finds what is left to do
    for file in reversed(files):
        store.delete(file)
    ledger.erase_article(path, captures)
    return Removed(tuple(files), tuple(captures), tuple(sources))


def _find_page(path: str, values: dict[str, str]) -> str:
    """Return where an article's page is, without its suffix: by day and slug, whatever folder its file was moved to."""
    day, slug = values.get("Date", "")[:10], values.get("Slug", "")
    page = f"{day.replace('-', '/')}/{clean_line(slug)}"
    return page if _DAY.fullmatch(day) and is_page(page) else path.removesuffix(SUFFIX)


def _read_values(store: ContentStore, path: str) -> dict[str, str]:
    return dict(split_front_matter(store.read(path) or "")[0])


def _write_removal(store: ContentStore, removal: Removal) -> None:
    line, before = removal_to_line(removal), store.read(FILE) or f"{HEADER}\n"
    if line not in before:
        store.write(FILE, before + ("" if before.endswith("\n") else "\n") + line)


def _drop_version(store: ContentStore, archive: Archive, path: str, text: str, removed: str) -> None:
    """Take a removed article out of the versions that another one lists, whoever wrote that file last."""
    if f"Versions: {removed}" not in text and f"; {removed}" not in text:
        return
    values, _ = split_front_matter(text)
    versions = split_list(values.get("Versions", ""))
    if removed not in versions:
        return
    left = join_list([version for version in versions if version != removed])

    def write_versions(text: str) -> str:
        article = markdown_to_article(text)
        return article_to_markdown(replace(article, extra={**article.extra, "Versions": left}))

    if not archive.rewrite(path, write_versions):
        # nothing else of what a person wrote may change
        line = f"\nVersions: {left}\n" if left else "\n"
        store.write(path, text.replace(f"\nVersions: {values['Versions']}\n", line, 1))


def describe_removed(removed: Removed, root: Path) -> Iterable[str]:
    """Yield what the command says: the files that are gone, and those that still hold the article."""
    for file in removed.files:
        yield f"deleted {root / file}"
    for source in removed.sources:
        yield f"still holds it: {source}"
    if removed.captures and not removed.sources:
        yield "the ledger does not know which captures hold it; the next import that meets them says so"
    yield "the next build (`pelican content`) takes it out of the site and of what builds keep"
