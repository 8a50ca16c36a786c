"""A page's and its links' addresses: absolute, of schemes that are safe, without credentials and without tracking."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlunsplit

from capture_import import addresses
from capture_import.addresses import split_address
from capture_import.extraction.page import Page

_TRACKING = re.compile(
    r"(?:utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|yclid|twclid|ttclid|_hsenc|_hsmi|mkt_tok|oly_(?:anon|enc)_id|vero_id"
    r"|wt_zmc|wt\.\w+|xtor|at_(?:medium|campaign|custom\d|link_\w+)|ns_\w+|cmpid|cmp|ncid|ocid|ito|maca|ref_src|ref_url|referrer|smid|sref|s_cid|_ga|guccounter|guce_\w+)\Z",
    re.I,
)
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


def canonical_address(page: Page) -> str:
    """Give the article's own address: what the page calls canonical where that is of the same site, else where it was."""
    given = clean_address(page.url)
    for link in page.tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            declared = clean_address(resolve_address(link.get("href") or "", page.base_url))
            if declared and _is_article_of(declared, given):
                return declared
    declared = clean_address(resolve_address(page.first("og:url"), page.base_url))
    if declared and _is_article_of(declared, given):
        return declared
    return given


def clean_address(url: str) -> str:
    """Give an address without user name, password, tracking and fragment; an empty string for what is no web address.

    >>> clean_address("https://me:secret@News.Example:443/a/?id=7&utm_source=x#top")
    'https://news.example/a/?id=7'
    """
    url = addresses.clean_address(_CONTROLS.sub("", url))
    parts = split_address(url)
    query = parts.query
    if query:
        kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(name)]
        if len(kept) < query.count("&") + 1:
            query = urlencode(kept)
    return (
        urlunsplit(
            (
                parts.scheme,
                parts.netloc,
                quote(parts.path, safe="/%:@!$&'()*+,;=~"),
                quote(query, safe="/?%:@!$&'()*+,;=~[]"),
                "",
            )
        )
        if url
        else ""
    )


def link_address(href: str, base_url: str) -> str:
    """Give where a link in the text leads, fit for Markdown; empty for what is unsafe, relative to nothing or of the page itself."""
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    if href.lower().startswith("mailto:"):
        return href if re.match(r"(?i)mailto:[\w.+%-]+@[\w.-]+\Z", href) else ""
    url = resolve_address(href, base_url)
    fragment = url.partition("#")[2]
    cleaned = clean_address(url)
    return f"{cleaned}#{quote(fragment, safe='%=&/:!-._~')}" if cleaned and fragment else cleaned


def resolve_address(href: str, base_url: str) -> str:
    """Give a link's whole address; empty where that can not be told."""
    try:
        return urljoin(base_url, href.strip())
    except ValueError:
        return ""


def domain_of(url: str) -> str:
    """Give an address's host without `www.`, in lower case; an empty string where there is none."""
    host = split_address(url).hostname or ""
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=.*\.)", "", host.lower())


def _is_article_of(declared: str, given: str) -> bool:
    """Tell whether a declared address can be the article's: same site, and not the bare front page of it."""
    if not given:
        return True
    here, there = domain_of(given), domain_of(declared)
    same_site = here == there or here.split(".")[-2:] == there.split(".")[-2:]
    parts = split_address(declared)
    is_front_page = parts.path in ("", "/") and not parts.query
    return same_site and not is_front_page
