"""The record of a name where it stands in a text."""

from typing import NamedTuple


class Mention(NamedTuple):
    """A name where it stands in a text: its span, its kind (`person`, `organisation`, `place`), its words' stems."""

    start: int
    end: int
    kind: str
    stems: tuple[str, ...]
