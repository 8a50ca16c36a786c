"""What tells that two captures are of one article: its URL, or the identifier that its source gives it.

Of a story without a URL, as agencies send them, every version has one identifier: `guid` of NewsML-G2, `uri` of ninjs,
`doc-id` of NITF, an entry's `id`.
"""

from collections.abc import Mapping

from capture_import.fields import urls
from newsrecord.record import Article

IDENTIFIER = "Identifier"
# Begins the address of an article that has an identifier and no URL; no URL begins so.
_MARK = "#"


def article_address(article: Article) -> str:
    """Return an article's URL, else its identifier behind a mark; an empty string where it has neither."""
    return _address(article.source_url, article.extra.get(IDENTIFIER, ""), article.publisher)


def values_address(values: Mapping[str, str]) -> str:
    """Return the same of an article's front matter."""
    return _address(values.get("Source_url", ""), values.get(IDENTIFIER, ""), values.get("Publisher", ""))


def page_key(address: str) -> str:
    """Return the key of a page: one for each of its forms (AMP, mobile, print)."""
    return address if address.startswith(_MARK) else urls.page_key(address)


def story_key(address: str) -> str:
    """Return the key that all forms of a page have in common."""
    return address if address.startswith(_MARK) else urls.story_key(address)


def is_same_page(values: Mapping[str, str], article: Article) -> bool:
    """Return whether the front matter of a file is of an article's own page; a file whose URL a person removed is."""
    address = article_address(article)
    return page_key(values_address(values) or address) == page_key(address)


def _address(url: str, identifier: str, publisher: str) -> str:
    if url or not identifier:
        return url
    # a URN or a tag is unique in the world, a number at its publisher alone
    if ":" in identifier:
        return f"{_MARK}{identifier}"
    return f"{_MARK}{publisher} {identifier}" if publisher else ""
