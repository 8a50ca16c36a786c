"""Which elements are blocks, and what stands in them: told by tags alone."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figure figcaption footer form h1 h2
    h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr
    ul picture img amp-img
    """.split()
)


def list_outermost(element: HtmlElement, tags: Iterable[str]) -> Iterator[HtmlElement]:
    """Yield the elements of some kinds that stand in no other of them, captions left out."""
    inside: set[HtmlElement] = set()
    for inner in element.iter(*tags, "figcaption"):
        if inner in inside:
            continue
        inside.update(inner.iterdescendants())
        if inner.tag != "figcaption":
            yield inner


def find_block_holders(root: HtmlElement) -> set[HtmlElement]:
    """Return the inline elements that hold blocks (`<a><div>`, `<span><p>`): they are read as blocks."""
    holders: set[HtmlElement] = set()
    for block in root.iter(*(BLOCK_TAGS - {"img", "picture", "amp-img"})):
        for ancestor in block.iterancestors():
            if ancestor is root or ancestor in holders:
                break
            if ancestor.tag not in BLOCK_TAGS:
                holders.add(ancestor)
    return holders


def is_last(inner: HtmlElement, element: HtmlElement) -> bool:
    """Return whether nothing but white space follows an element inside another."""
    while inner is not element:
        if (inner.tail or "").strip() or any(
            (sibling.text_content() or "").strip() for sibling in inner.itersiblings() if isinstance(sibling.tag, str)
        ):
            return False
        parent = inner.getparent()
        if parent is None:
            return False
        inner = parent
    return True
