"""What a citation of an article says, whatever its format. `bibtex.py` and `ris.py` write it."""

import hashlib
from typing import NamedTuple

from newsrecord.cited_names import CitedName
from newsrecord.slugs import cut_slug, text_to_slug

# Of a slug in a key: people type keys, and each page has one.
_LONGEST_SLUG = 24


class Citation(NamedTuple):
    """A citation; what is not known is empty.

    `key` names it among others. `day` and `accessed` are days in ISO 8601; `accessed` is the one on which the page was
    saved. `url` is where the article was published, else the archive's page; `archived_url` is the archive's page
    beside it, `archive` the archive's name.
    """

    key: str
    title: str
    day: str
    authors: tuple[CitedName, ...] = ()
    publisher: str = ""
    url: str = ""
    accessed: str = ""
    archive: str = ""
    archived_url: str = ""
    lang: str = ""
    place: str = ""
    section: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()


def make_key(slug: str, day: str) -> str:
    """Return the key of an article: its slug and its day, by which its page is unique in the archive.

    Of a long slug, the beginning stands for it, with the first digits of its hash. The key does not depend on other
    articles, nor on the title or the authors, which may be corrected.

    >>> make_key("lamp-lit", "2024-05-02"), make_key("keeper-lights-the-lamp-of-osvell", "2024-05-02")
    ('lamp-lit-2024-05-02', 'keeper-lights-the-lamp-2024-05-02-c3a1aa')
    """
    slug = text_to_slug(slug)
    if len(slug) <= _LONGEST_SLUG:
        return f"{slug}-{day}"
    return f"{cut_slug(slug, _LONGEST_SLUG)}-{day}-{hashlib.sha256(slug.encode()).hexdigest()[:6]}"


def choose_urls(source_url: str, page_url: str) -> tuple[str, str]:
    """Return `url` and `archived_url` of a citation.

    >>> choose_urls("https://post.example/lamp", "https://archive.example/lamp.html")
    ('https://post.example/lamp', 'https://archive.example/lamp.html')
    >>> choose_urls("", "https://archive.example/lamp.html")
    ('https://archive.example/lamp.html', '')
    """
    return (source_url, page_url) if source_url else (page_url, "")


def citation_to_text(citation: Citation) -> str:
    """Return a citation as a line, in the order of ISO 690. A day is a number, so that no word depends on a language.

    >>> names = (CitedName("Whitlow", "Clara"),)
    >>> citation_to_text(Citation("", "The lamp", "2024-05-02", names, "Halverin Post", "https://post.example/lamp"))
    'Whitlow, Clara. The lamp. Halverin Post, 2024-05-02. https://post.example/lamp'
    """
    names = "; ".join(name.sorted_name for name in citation.authors)
    # a mark that ends a headline stays alone
    title = citation.title if citation.title.endswith((".", "!", "?", "…")) else f"{citation.title}."
    where = ", ".join(filter(None, (citation.publisher, citation.day)))
    archived = ", ".join(filter(None, (citation.archive, citation.archived_url)))
    parts = (f"{names}." if names else "", title, f"{where}.", citation.url, archived)
    return " ".join(filter(None, parts))
