"""Who wrote an article: people's names from what a page declares and from what it shows, the surest source first."""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum, auto
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from capture_import.fields.names import NAME, clean_name, fold_name, is_organisation, split_byline, split_list
from capture_import.forms.web_page.byline_elements import (
    leads_to_author,
    names_under_headline,
    says_author_by_name,
    says_author_by_relation,
    says_or_leads,
    shown_names,
)
from capture_import.forms.web_page.byline_lines import find_signature, labelled_names, list_names_in_lines
from capture_import.forms.web_page.jsonld import node_types
from capture_import.forms.web_page.page import Page

_AUTHOR_METAS = (
    "author article:author article:author_name parsely-author sailthru.author dc.creator dcterms.creator "
    "dc.creator.name byl byline authors citation_author cxenseparse:author twitter:data1 creator article.author "
    "author_name shareaholic:article_author_name dcsext.author dc.contributor"
).split()
_MAX_AUTHORS = 12
_NAME_FIRST = re.compile(rf"({NAME})(?:\Z|\s[-–—|(]\s?|\s(?:is|ist|est|es|è|arbeitet|schreibt|writes|works)\s)")


class _Trust(IntEnum):
    """How sure a source is, the surest first: whoever answers as the post's author (USER) is no organisation."""

    DECLARED = auto()
    SHOWN = auto()
    LINE = auto()
    USER = auto()
    WEAK = auto()


class _Source(NamedTuple):
    """The names that one kind of place gives; `is_linked` where the place names this article's own authors."""

    trust: _Trust
    names: list[str]
    is_linked: bool = False


def find_authors(page: Page, site_names: Iterable[str] = (), headline: HtmlElement | None = None) -> list[str]:
    """Return the article's authors in the order of the page.

    People where people are named; where only an organisation signs, that is given as it signs.
    """
    sites = {fold_name(name) for name in site_names if name}
    around = set(headline.iterancestors()) if headline is not None else set()
    below = [name for name in names_under_headline(page, headline, around) if not is_organisation(name, sites)]
    signers: list[str] = []
    has_linked_signer = False
    for source in _list_sources(page, headline, around, sites):
        if (signers and source.trust is _Trust.WEAK) or (has_linked_signer and source.trust >= _Trust.LINE):
            break
        if source.trust is _Trust.USER and source.names:
            return split_list(source.names, is_declared=True)
        if source.names and all(fold_name(name) in sites for name in source.names):
            signers = signers or [" ".join(source.names[0].split())]
            continue
        cleaned = split_list(source.names, is_declared=source.trust is _Trust.DECLARED)
        people = [name for name in cleaned if not is_organisation(name, sites)]
        if people:
            is_outdone = below and source.trust < _Trust.LINE and _is_outdone(people, below)
            return (below if is_outdone else people)[:_MAX_AUTHORS]
        # organisations that sign together sign by one name
        is_one = len(source.names) == 1 and len(cleaned) > 1
        signers = signers or ([" ".join(source.names[0].split())] if is_one else cleaned)
        has_linked_signer = has_linked_signer or (
            source.is_linked and any(fold_name(name) not in sites for name in cleaned)
        )
    return signers[:_MAX_AUTHORS]


def find_signers(page: Page) -> list[str]:
    """Return every name that the page declares as an author's, organisations too."""
    node = page.article_node
    declared = [
        *_linked_names(page, node.get("author")),
        *_linked_names(page, node.get("creator")),
        *(text for name in _AUTHOR_METAS for text in page.metas.get(name, ())),
    ]
    return split_list(declared, is_declared=True)


def _is_outdone(declared: list[str], below: list[str]) -> bool:
    """Return whether the byline below the headline says more than what is declared: others, or all of those and more.

    Software declares who entered a text; the line below the headline names who wrote it.
    """
    mine, theirs = (
        {word for name in names for word in fold_name(name).split() if len(word) > 1} for names in (below, declared)
    )
    return not mine & theirs or (theirs < mine and len(below) > len(declared))


def _list_sources(
    page: Page, headline: HtmlElement | None, around: set[HtmlElement], sites: set[str]
) -> Iterator[_Source]:
    """Yield the names by source, the surest first."""
    node = page.article_node
    linked = list(_linked_names(page, node.get("author"))) or list(_linked_names(page, node.get("creator")))
    yield _Source(
        _Trust.DECLARED,
        linked if all(fold_name(name) in sites for name in linked) else _in_full(linked, page, around),
        is_linked=True,
    )
    yield _Source(_Trust.DECLARED, shown_names(page, headline, around, says_author_by_relation), is_linked=True)
    declared = [text for text in page.metas.get("article:author", ()) if not text.startswith("http")]
    yield _Source(_Trust.DECLARED, declared + page.metas.get("author", []))
    others = [text for name in _AUTHOR_METAS[2:] for text in page.metas.get(name, ())]
    yield _Source(_Trust.DECLARED, others[:_MAX_AUTHORS])
    yield _Source(_Trust.SHOWN, shown_names(page, headline, around, says_or_leads))
    yield _Source(_Trust.LINE, labelled_names(page))
    yield _Source(_Trust.USER, _names_of_post_author(page))
    for names in list_names_in_lines(page, headline):
        yield _Source(_Trust.LINE, names)
    yield _Source(_Trust.LINE, find_signature(page, headline, opens_text=True))
    yield _Source(_Trust.WEAK, find_signature(page, headline, opens_text=False))


def _in_full(linked: list[str], page: Page, around: set[HtmlElement]) -> list[str]:
    """Return declared names; the full name under a link to its author replaces a user name or a first name alone."""
    if not any(name and " " not in name.strip() for name in linked):
        return linked
    texts = (
        " ".join(element.text[:200].split())
        for element in page.tree.iter("p", "span", "a", "strong", "div", "b", "h3", "h4", "h5")
        if element.text
    )
    # a name alone, or one that opens somebody's biography
    shown = [match[1] for text in texts if (match := _NAME_FIRST.match(text))]
    shown += [
        name
        for text in shown_names(page, None, around, leads_to_author)
        + shown_names(page, None, around, says_author_by_name)
        for name in split_byline(text)
        if " " in name
    ]

    def complete(name: str) -> str:
        joined = re.sub(r"\W", "", name.casefold())
        return next(
            (
                full
                for full in shown
                if len(joined) > 2
                and (re.sub(r"\W", "", full.casefold()) == joined or full.casefold().startswith(f"{name.casefold()} "))
            ),
            name,
        )

    return [complete(name) if " " not in name.strip() else name for name in linked]


def _linked_names(page: Page, value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    for item in values:
        item = page.linked.resolve(item)
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            name = item.get("name")
            if not name and item.get("familyName"):
                name = f"{item.get('givenName') or ''} {item['familyName']}"
            if isinstance(name, list):
                yield from (text for text in name if isinstance(text, str))
            elif isinstance(name, str):
                yield name
            elif "Person" in node_types(item) and isinstance(item.get("@id"), str):
                continue


def _names_of_post_author(page: Page) -> list[str]:
    """Return the name under which the post's author answers in the comments, as WordPress marks it (`bypostauthor`)."""
    for comment in page.tree.iter("li", "div", "article"):
        if "bypostauthor" in (comment.get("class") or "").split():
            for element in comment.iter("cite", "span", "b", "a", "strong"):
                if "fn" in (element.get("class") or "").split() and (name := clean_name(element.text_content())):
                    return [name]
    return []
