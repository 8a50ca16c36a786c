"""What a call of the import can set."""

from dataclasses import dataclass, field
from datetime import date

from capture_import.containers.limits import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """One import's settings, handed to every worker."""

    day: date | None = None
    """The day of captures that tell none themselves."""
    repairs: bool = True
    """Whether what saving broke is repaired (and listed)."""
    known_publishers: bool = True
    """Whether pages of sites that the library fundus knows are read by its parsers."""
    columns: tuple[tuple[str, str], ...] = ()
    """Columns of tables that are named in the call, each with its field."""
    limits: Limits = field(default_factory=Limits)
