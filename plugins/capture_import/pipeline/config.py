"""The options of an import."""

from dataclasses import dataclass, field
from datetime import date

from capture_import.containers.limits import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one import, which every worker gets."""

    day: date | None = None
    """The day of captures that name none themselves."""
    repairs: bool = True
    """Whether words that saving broke are repaired, and the repairs listed."""
    known_publishers: bool = True
    """Whether pages of sites that the library fundus knows are read by its parsers."""
    post_types: tuple[str, ...] = ()
    """Types of posts in WordPress exports that are articles, too, in lower case."""
    again: bool = False
    """Whether articles are written anew where their captures are read differently now."""
    limits: Limits = field(default_factory=Limits)
