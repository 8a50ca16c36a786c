"""An article's pictures: their addresses, captions and credits, and their places among the blocks of the text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.placing import place_between
from newsrecord.pictures import Picture

if TYPE_CHECKING:  # lxml loads longer than a plain text is read
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture that a capture shows or declares.

    `sources` are its addresses, the largest picture first: web URLs, or references into the container (`cid:...`, a
    path). `is_lead` says that the page declares it as the article's picture, `is_in_text` that it stands in the text,
    at `element`. A picture without sources is kept for its caption.
    """

    sources: tuple[str, ...]
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_lead: bool = False
    is_in_text: bool = False
    element: "HtmlElement | None" = None

    @property
    def address(self) -> str:
        """The address under which the article names the picture; empty if it has no address."""
        return self.sources[0] if self.sources else ""


def pictures_to_line(pictures: Iterable[FoundPicture]) -> str:
    """Return the value of `Images` in front matter: a JSON list, the pictures in their order; empty for none."""
    values = [_picture_to_values(picture) for picture in pictures]
    return json.dumps([value for value in values if value], ensure_ascii=False) if any(values) else ""


def _picture_to_values(picture: FoundPicture) -> dict[str, Any]:
    texts = {"src": picture.address, "alt": picture.alt, "caption": picture.caption, "credit": picture.credit}
    values: dict[str, Any] = {key: text for key, text in texts.items() if text}
    return values | {"lead": True} if picture.is_lead and picture.address else values


def place_pictures(
    blocks: Sequence[Block], pictures: Iterable[FoundPicture], order: Mapping["HtmlElement", int]
) -> list[Block]:
    """Return blocks with the pictures of the text between them (see `place_between`)."""
    shown = ((each.element, (_to_block(each),)) for each in pictures if each.is_in_text and each.address)
    return place_between(blocks, shown, order)


def _to_block(picture: FoundPicture) -> Block:
    return Block("picture", picture=Picture(picture.address, picture.alt, picture.caption), element=picture.element)
