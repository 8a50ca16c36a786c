"""The folder from which Hugo or Jekyll makes a site: which of its files are texts that are published.

Told by the program's own settings beside the folder of texts, never by one of them.
"""

import os
import re
from functools import lru_cache
from typing import NamedTuple

DRAFTS = "drafts in the source of a site"
OTHERS = "pages, templates, settings and pictures in the source of a site"

_HUGO = re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)\Z", re.I)
_JEKYLL = re.compile(r"_config\.(?:ya?ml|toml)\Z", re.I)
_OF_HUGO = re.compile(rb"^\W{0,4}(?:baseurl|languagecode|theme|\[?params\b|\[?taxonomies\b|\[?markup\b)", re.I | re.M)
_NO_COLLECTION = frozenset("_layouts _includes _sass _data _site _plugins _assets _pages".split())
_TEXT = re.compile(r"\.(?:md|markdown|mdown|mkd|html?|textile|txt)\Z", re.I)
_LIST_PAGE = re.compile(r"_index(?:\.[a-z]{2}(?:-[a-z]{2})?)?\.\w+\Z", re.I)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---.*?^---|\+\+\+.*?^\+\+\+|\{.*?^\})", re.S | re.M)
# YAML 1.1, section "bool", as Ruby's and Go's libraries read it; TOML and JSON have `true` and `false` alone.
_DRAFT = re.compile(
    rb"""^\s{0,4}["']?(?:draft["']?\s{0,9}[:=]\s{0,9}["']?(?:true|yes|on)|published["']?\s{0,9}[:=]\s{0,9}["']?(?:false|no|off))\b["']?\s*,?\s*(?:#.*)?$""",
    re.I | re.M,
)
_SETTINGS_BYTES = 64 * 1024


class _Site(NamedTuple):
    root: str
    program: str


def find_reason_to_skip(path: str) -> str:
    """Return what a file is that a site's program does not publish as a text; empty for any other file."""
    path = os.path.abspath(path)
    folder, name = os.path.split(path)
    site = _find_site(folder)
    if site is None:
        return ""
    parts = os.path.relpath(path, site.root).split(os.sep)
    if site.program == "hugo":
        if parts[0] != "content" or len(parts) < 2:
            return OTHERS
        if _LIST_PAGE.match(name) or not _TEXT.search(name):
            return OTHERS
        return DRAFTS if _is_draft(path) else ""
    folders = [part for part in parts[:-1] if part.startswith("_")]
    if "_drafts" in folders:
        return DRAFTS
    if not folders or _NO_COLLECTION & set(folders) or not _TEXT.search(name):
        return OTHERS
    return DRAFTS if _is_draft(path) else ""


def find_site_root(path: str) -> str:
    """Return the folder of the site in whose source a file lies; empty where it lies in none."""
    site = _find_site(os.path.dirname(os.path.abspath(path)))
    return site.root if site else ""


def _is_draft(path: str) -> bool:
    """Return whether a text's front matter says that it is not published."""
    try:
        with open(path, "rb") as file:
            match = _FRONT_MATTER.match(file.read(_SETTINGS_BYTES))
    except OSError:
        return False
    return match is not None and bool(_DRAFT.search(match[0]))


@lru_cache(maxsize=4096)
def _find_site(folder: str) -> _Site | None:
    """Return the site in whose source a folder lies."""
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    if "_posts" in names and any(map(_JEKYLL.match, names)):
        return _Site(folder, "jekyll")
    settings = [*names, *(os.path.join("config", "_default", name) for name in _list_settings(folder, names))]
    if "content" in names and any(_is_of_hugo(folder, name) for name in settings):
        return _Site(folder, "hugo")
    parent = os.path.dirname(folder)
    return _find_site(parent) if parent != folder else None


def _list_settings(folder: str, names: list[str]) -> list[str]:
    try:
        return os.listdir(os.path.join(folder, "config", "_default")) if "config" in names else []
    except OSError:
        return []


def _is_of_hugo(folder: str, name: str) -> bool:
    match = _HUGO.match(os.path.basename(name))
    if not match:
        return False
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return bool(_OF_HUGO.search(file.read(_SETTINGS_BYTES)))
    except OSError:
        return False
