"""Which text is a capture's headline, and on what it is based where nothing that is called a headline stands there."""

from typing import NamedTuple

from capture_import.fields.evidence import Evidence, Field, Place


class Headline(NamedTuple):
    """A headline; `basis` is `url` or `text` for one that was made of the URL or of the text's beginning."""

    text: str
    basis: str = ""


def choose(evidence: Evidence) -> Headline:
    """Return the first candidate: a form lists them by trust. Without one, the headline is empty."""
    for candidate in evidence.find_all(Field.HEADLINE):
        if candidate.text.strip():
            return Headline(candidate.text, candidate.place if candidate.place in (Place.URL, Place.TEXT) else "")
    return Headline("")
