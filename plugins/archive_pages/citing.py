"""The citation on an article's page, from the data that the page has: as a line, in BibTeX and in RIS.

It stands in the page, to be copied: as files it would be two more for each article, and as `data:` links, beside the
text, half as many bytes again.
"""

from collections.abc import Callable, Mapping
from typing import Any

from newsrecord.bibtex import citation_to_bibtex
from newsrecord.citation import Citation, choose_urls, citation_to_text, make_key
from newsrecord.cited_names import split_name
from newsrecord.ris import citation_to_ris


def cite_story(story: Mapping[str, Any], address: str, root: str, archive: str) -> Citation:
    """Return the citation of a story.

    `address` is the path of its page, `root` the archive's public URL without a slash at its end, "" for none;
    `archive` is the archive's name.
    """
    day = story["date"][:10]
    lang = story["lang"]
    url, archived_url = choose_urls(story["source_url"], f"{root}/{address}" if root else "")
    return Citation(
        key=make_key(address.rpartition("/")[2].removesuffix(".html"), day),
        title=story["title"],
        day=day,
        authors=tuple([split_name(author["name"], lang) for author in story["authors"]]),
        publisher=story["publisher"],
        url=url,
        accessed=story["captured"][:10],
        archive=archive if archived_url else "",
        archived_url=archived_url,
        lang=lang,
    )


def make_citation_filter(archive: str) -> Callable[[Mapping[str, Any], str, str], dict[str, str]]:
    """Return the filter `cite` of an archive's templates: `article.story|cite(address, root)`."""

    def cite(story: Mapping[str, Any], address: str, root: str) -> dict[str, str]:
        citation = cite_story(story, address, root, archive)
        return {
            "text": citation_to_text(citation),
            "bibtex": citation_to_bibtex(citation),
            # no program that imports it asks for the key
            "ris": citation_to_ris(citation._replace(key="")).replace("\r\n", "\n"),
        }

    return cite
