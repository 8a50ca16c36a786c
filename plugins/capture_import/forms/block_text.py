"""A text that is blocks of HTML, all of it the article's: an entry's or a document's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.embeds import FoundEmbed, place_embeds
from capture_import.fields.body.markdown import blocks_to_markdown
from capture_import.fields.body.pictures import FoundPicture, place_pictures


@dataclass(frozen=True, slots=True)
class BlockText:
    """A text; `order` says where each element stands, `embeds` what the text embeds."""

    blocks: Sequence[Block]
    order: Mapping[HtmlElement, int]
    embeds: Sequence[FoundEmbed] = ()

    @property
    def is_enough(self) -> bool:
        """Whether there is any text."""
        return any(block.text for block in self.blocks)

    @property
    def paragraphs(self) -> Sequence[str]:
        """The words, one block each."""
        return [block.text for block in self.blocks]

    @property
    def words(self) -> str:
        """All words."""
        return "\n".join(self.paragraphs)

    def to_markdown(self, headline: str, authors: Sequence[str], pictures: Sequence[FoundPicture] = ()) -> str:
        """Return the text as Markdown, the pictures and what it embeds at their places."""
        return self._place(self.blocks, pictures)

    def _place(self, blocks: Sequence[Block], pictures: Sequence[FoundPicture]) -> str:
        return blocks_to_markdown(place_embeds(place_pictures(blocks, pictures, self.order), self.embeds, self.order))
