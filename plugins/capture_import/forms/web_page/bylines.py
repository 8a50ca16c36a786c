"""Where a page names its authors: what it declares, elements that say author, lines that read as bylines.

Whose names count, `fields.names` says.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from capture_import.fields.evidence import Candidate, Place
from capture_import.fields.names import clean_name, fold_name, opening_name, split_byline
from capture_import.fields.names.choice import ACCOUNT, OWN
from capture_import.forms.web_page.byline_elements import (
    leads_to_author,
    says_author_by_name,
    says_author_by_relation,
    shown_names,
)
from capture_import.forms.web_page.byline_lines import (
    find_names_above_text,
    find_signature,
    labelled_names,
    list_names_in_lines,
)
from capture_import.forms.web_page.byline_marks import names_with_marks
from capture_import.forms.web_page.jsonld import node_types
from capture_import.forms.web_page.page import Page

_AUTHOR_METAS = (
    "author article:author article:author_name parsely-author sailthru.author dc.creator dcterms.creator "
    "dc.creator.name byl byline authors citation_author cxenseparse:author twitter:data1 creator article.author "
    "author_name shareaholic:article_author_name dcsext.author dc.contributor"
).split()
_MAX_AUTHORS = 12


def list_declared_names(
    page: Page, headline: HtmlElement | None, around: set[HtmlElement], sites: set[str]
) -> Iterator[Candidate]:
    """Yield the names that the page declares as its authors', the surest place first; `sites` are the site's own,
    folded.
    """
    node = page.article_node
    linked = list(_linked_names(page, node.get("author"))) or list(_linked_names(page, node.get("creator")))
    if not all(fold_name(name) in sites for name in linked):
        linked = _in_full(linked, page, around)
    yield Candidate(tuple(linked), Place.DECLARED, "JSON-LD author", attributes=OWN)
    related = shown_names(page, headline, around, says_author_by_relation)
    yield Candidate(tuple(related), Place.DECLARED, "rel=author", attributes=OWN)
    declared = [text for text in page.metas.get("article:author", ()) if not text.startswith("http")]
    yield Candidate((*declared, *page.metas.get("author", ())), Place.DECLARED, "author")
    others = [text for name in _AUTHOR_METAS[2:] for text in page.metas.get(name, ())]
    yield Candidate(tuple(others[:_MAX_AUTHORS]), Place.DECLARED, "metadata")


def list_names_beside(page: Page, headline: HtmlElement | None) -> Iterator[Candidate]:
    """Yield the names in lines that read as bylines, and the account of a post's author."""
    yield Candidate(tuple(find_names_above_text(page, headline)), Place.BESIDE, "a line above the text")
    yield Candidate(tuple(labelled_names(page)), Place.BESIDE, "a label")
    yield Candidate(tuple(_names_of_post_author(page)), Place.BESIDE, ACCOUNT)
    for names in list_names_in_lines(page, headline):
        yield Candidate(tuple(names), Place.BESIDE, "a line")
    yield Candidate(tuple(find_signature(page, headline, opens_text=True)), Place.BESIDE, "the text's first line")
    yield Candidate(tuple(names_with_marks(page, headline)), Place.BESIDE, "a name below the headline")


def list_signers(page: Page) -> list[str]:
    """Return every name that the page declares as an author's, organisations too."""
    node = page.article_node
    return [
        *_linked_names(page, node.get("author")),
        *_linked_names(page, node.get("creator")),
        *(text for name in _AUTHOR_METAS for text in page.metas.get(name, ())),
    ]


def _in_full(linked: list[str], page: Page, around: set[HtmlElement]) -> list[str]:
    """Return declared names; the full name under a link to its author replaces a user name or a first name alone."""
    if not any(name and " " not in name.strip() for name in linked):
        return linked
    texts = (
        " ".join(element.text[:200].split())
        for element in page.tree.iter("p", "span", "a", "strong", "div", "b", "h3", "h4", "h5")
        if element.text
    )
    shown = [name for text in texts if (name := opening_name(text))]
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


def _linked_names(page: Page, value: object) -> Iterator[str]:
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
