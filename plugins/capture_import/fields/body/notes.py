"""Notes of bodies that may be incomplete: `Body_note` in the front matter, and what the report counts."""

_SECOND, _DOUBT = "read by trafilatura", "doubtful"


def say_second(kept: int, shown: int) -> str:
    """Return the note of a text that the second extractor read.

    >>> say_second(120, 4000)
    'read by trafilatura: the first reading kept 120 of 4,000 letters of sentences'
    """
    return f"{_SECOND}: the first reading kept {kept:,} of {shown:,} letters of sentences"


def say_doubt(kept: int, shown: int) -> str:
    """Return the note of a text that is much less than the page shows, with nothing better found."""
    return f"{_DOUBT}: {kept:,} of {shown:,} letters of sentences on the page were kept"


def note_to_kind(note: str) -> str:
    """Return what the report counts a note as; empty for no note.

    >>> note_to_kind("doubtful: 120 of 4,000 letters of sentences on the page were kept")
    'doubtful'
    """
    return next((kind for kind in (_SECOND, _DOUBT) if note.startswith(kind)), "")
