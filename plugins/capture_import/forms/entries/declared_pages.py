"""A web page of which a library or a table declares more than it says itself: its title, its day, its authors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from capture_import.containers.capture import Capture
from capture_import.fields.body.pictures import FoundPicture
from capture_import.fields.evidence import Candidate, Evidence, Field, Known, Place, Text
from capture_import.forms.entries.entry import json_to_entry
from capture_import.forms.entries.evidence import list_candidates

# Of these nothing is added to what a person has put in order.
_ALONE = (Field.HEADLINE, Field.TAGS, Field.SECTIONS)


class DeclaredPage(Evidence):
    """A page's evidence, with what is declared of it before what it declares."""

    def __init__(self, page: Evidence, capture: Capture) -> None:
        entry = json_to_entry(capture.declared)
        super().__init__(
            page.context,
            page.candidates,
            languages=(*filter(None, [entry.language]), *page.languages),
            site_names=(*page.site_names, *filter(None, [entry.publisher])),
            missing=page.missing,
            embedded=page.embedded,
        )
        self._page = page
        self._declared = {
            name: [candidate for candidate in candidates if any(candidate.texts)]
            for name, candidates in list_candidates(entry).items()
        }

    def find(self, name: Field, place: Place) -> Iterable[Candidate]:
        """Return the candidates of a field in a kind of place."""
        declared = [candidate for candidate in self._declared.get(name, ()) if candidate.place is place]
        return [*declared, *self._page.find(name, place)]

    def find_all(self, name: Field) -> Iterable[Candidate]:
        """Return the candidates of a field."""
        declared = self._declared.get(name, [])
        # the page is asked all the same: where it shows its headline tells it where its text is
        shown = list(self._page.find_all(name))
        return declared if declared and name in _ALONE else [*declared, *shown]

    def read_text(self, headline: str) -> Text | None:
        """Return the page's text below a headline."""
        self.text = self._page.read_text(headline)
        return self.text

    def dated_paragraphs(self) -> Sequence[str]:
        """Return the paragraphs whose words may tell the day."""
        return self._page.dated_paragraphs()

    def other_texts(self) -> Iterator[str]:
        """Yield what else of the page can hold dates in digits."""
        return self._page.other_texts()

    def other_days(self) -> Iterator[str]:
        """Yield what the page tells of any day in the form of machines."""
        return self._page.other_days()

    def list_running_text(self) -> Sequence[int]:
        """Return the places of paragraphs of running text."""
        return self._page.list_running_text()

    def judge_kind(self, known: Known) -> str:
        """Return what kind of page it is."""
        return self._page.judge_kind(known)

    def list_pictures(self) -> Sequence[FoundPicture]:
        """Return the page's pictures."""
        pictures = self._page.list_pictures()
        # the page takes its embedded pictures out when it is asked for pictures, not before
        self.embedded = self._page.embedded
        return pictures

    def list_notes(self, known: Known) -> Mapping[str, str]:
        """Return further keys of front matter."""
        return self._page.list_notes(known)
