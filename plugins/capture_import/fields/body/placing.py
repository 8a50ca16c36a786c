"""What stands between the blocks of a text: pictures and embeds, put behind the block that they stand in or after."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from capture_import.fields.body.blocks import Block

if TYPE_CHECKING:  # lxml loads longer than a plain text is read
    from lxml.html import HtmlElement


def place_between(
    blocks: Sequence[Block],
    found: Iterable[tuple["HtmlElement | None", Sequence[Block]]],
    order: Mapping["HtmlElement", int],
) -> list[Block]:
    """Return blocks with those that were found between them, each behind the block that its element stands in or after.

    `order` has the position of each element in the page. A block without an element has that of the block before it;
    what was found without one comes first.
    """
    waiting = sorted(
        (
            (order.get(element, 0) if element is not None else 0, number, each)
            for number, (element, each) in enumerate(found)
        ),
        key=lambda item: item[:2],
    )
    placed: list[Block] = []
    at = 0
    for block in blocks:
        position = order.get(block.element, -1) if block.element is not None else -1
        while at < len(waiting) and waiting[at][0] < position:
            placed += waiting[at][2]
            at += 1
        placed.append(block)
    for _, _, each in waiting[at:]:
        placed += each
    return placed
