"""Redirects: small pages at old addresses, which lead to the page that was there. They need no script and no server.

Old addresses are what articles name in `Aliases`, what the store knows an article to have had, and what planners
declare. An address that is a page's, or another redirect's, is no redirect; the file that names it is told so. A chain
leads to its end; a circle leads nowhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from archive_engine.interface import Redirect
from archive_engine.own_places import fold_place, page_path, safe_path
from archive_engine.problems import InvalidArticle
from archive_engine.validation import check_save_as

OWNER = "redirect"
VERSION = "1"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Alias(NamedTuple):
    """An address that an article had: the source's path, the address as it is written, where the article is saved, its
    title. `is_kept` says that the engine has kept it, not the article.
    """

    path: str
    address: str
    save_as: str
    title: str
    is_kept: bool


class Resolved(NamedTuple):
    """The redirects of a site by their places, and what is wrong: (source or "", address, reason)."""

    redirects: dict[str, Redirect]
    problems: list[tuple[str, str, str]]


def read_aliases(metadata: Mapping[str, Any]) -> list[str]:
    """Return the addresses that an article's front matter names, in their order.

    >>> read_aliases({"aliases": "2024/05/02/old.html; /older/"})
    ['2024/05/02/old.html', '/older/']
    """
    value = metadata.get("aliases") or ""
    lines = value if isinstance(value, (list, tuple)) else [value]
    return list(dict.fromkeys(item.strip() for line in lines for item in str(line).split(";") if item.strip()))


def address_to_place(address: str, root: str = "") -> str:
    """Return where the page of an address on this site is saved; `root` is the site's public address.

    Raises InvalidArticle for an address that no page can have here.

    >>> address_to_place("/2024/05/02/old.html"), address_to_place("older/"), address_to_place("2024/05/02/old")
    ('2024/05/02/old.html', 'older/index.html', '2024/05/02/old.html')
    """
    path = address.removeprefix(root) if root and address.startswith(f"{root}/") else address
    if _SCHEME.match(path) or "?" in path or "#" in path:
        raise InvalidArticle("it is no address on this site")
    path = unquote(path).removeprefix("/")
    if path.endswith("/"):
        path += "index.html"
    check_save_as(path)
    place = page_path(safe_path(path))
    if not place.lower().endswith((".html", ".htm")):
        raise InvalidArticle("a redirect is a page, whose name ends with .html")
    return place


def resolve_redirects(
    aliases: Iterable[Alias],
    declared: Iterable[Redirect],
    holders: Mapping[str, str],
    is_page: Any,
    root: str = "",
) -> Resolved:
    """Return the redirects that the site has.

    `holders` has the source of each article by its folded place; `is_page` says whether another page is saved at a
    place, or may be. Of two that name one place the first gets it: articles by their paths, then planners.
    """
    found: dict[str, Redirect] = {}  # by folded place
    named: dict[str, str] = {}
    problems: list[tuple[str, str, str]] = []
    for path, address, save_as, title, is_kept in sorted(aliases):
        try:
            place = address_to_place(address, root)
        except InvalidArticle as error:
            problems.append((path, address, error.reason))
            continue
        folded = fold_place(place)
        holder = holders.get(folded)
        if holder == path or named.get(folded) == path:
            continue
        reason = ""
        if holder is not None:
            reason = f"that is the place of {holder}"
        elif is_page(place, is_alias=True):
            reason = "that is the place of another page"
        elif folded in found:
            reason = f"{named[folded]} has the same alias"
        if not reason:
            found[folded], named[folded] = Redirect(place, save_as, title), path
        elif not is_kept:  # nobody has asked for what the engine keeps by itself
            problems.append((path, address, reason))
    for redirect in declared:
        folded = fold_place(redirect.save_as)
        if folded == fold_place(redirect.target):
            continue
        reason = ""
        if folded in holders:
            reason = f"that is the place of {holders[folded]}"
        elif is_page(redirect.save_as, is_alias=False):
            reason = "that is the place of another page"
        elif folded in found:
            reason = f"{named[folded] or 'another redirect'} leads elsewhere from there"
        if reason:
            problems.append((named.get(folded, ""), redirect.save_as, reason))
        else:
            found[folded], named[folded] = redirect, ""
    redirects: dict[str, Redirect] = {}
    for folded, redirect in found.items():
        end = _follow(folded, found)
        if end is None:
            problems.append((named[folded], redirect.save_as, "it leads in a circle"))
        else:
            redirects[redirect.save_as] = Redirect(redirect.save_as, end.target, end.title)
    return Resolved(redirects, problems)


def _follow(folded: str, found: Mapping[str, Redirect]) -> Redirect | None:
    """Return the last redirect of the chain that begins at a place; None for a circle."""
    passed = {folded}
    while (following := fold_place(found[folded].target)) in found:
        if following in passed:
            return None
        passed.add(following)
        folded = following
    return found[folded]


def describe_problems(problems: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Yield, by the source that names it, what is wrong with each redirect; of a planner's the source is ""."""
    for path, address, reason in problems:
        yield path, f"its alias {address} was left out: {reason}" if path else f"{address} is no redirect: {reason}"
