"""What a form finds in a capture, before a field chooses: candidates for each field, their places, the text.

A form says what stands where; a field says what it means and which of it counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from capture_import.fields.body.pictures import FoundPicture


class Field(StrEnum):
    """The fields of an article that a capture can tell."""

    URL = "url"
    LANGUAGE = "language"
    HEADLINE = "headline"
    DATE = "date"
    MODIFIED = "modified"
    NAMES = "names"
    SIGNERS = "signers"
    SECTIONS = "sections"
    TAGS = "tags"
    SUMMARY = "summary"
    DATELINE = "dateline"
    PUBLISHER = "publisher"
    STATUS = "status"
    BODY = "body"


class Place(StrEnum):
    """Where a candidate stands, the most trusted place first.

    `declared` is a place made for the field (metadata, an entry's field, front matter), `vague` one that does not say
    of what its value is; `publisher` is a known publisher's layout, `header` a line of a text's header, `near` what
    stands by the headline, `beside` a line below it, `shown` anything else that the page shows as the field's;
    `given` comes with the call.
    """

    DECLARED = "declared"
    PUBLISHER = "publisher"
    URL = "url"
    HEADER = "header"
    NEAR = "near"
    BESIDE = "beside"
    SHOWN = "shown"
    VAGUE = "vague"
    TEXT = "text"
    GIVEN = "given"


class Role(StrEnum):
    """What a date is of, by what stands beside it: the publication, an update, another event, or nothing said."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    UNNAMED = "unnamed"
    OTHER = "other"


NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Candidate(NamedTuple):
    """What one place of a capture says of one field, word for word.

    `texts` are several where the format parts them (a list in JSON or YAML, several links). `key` names the place as a
    reader would (`article:published_time`, `the header`). `block` is its place among the page's elements, where it
    has one. `attributes` are what its element says of it.
    """

    texts: tuple[str, ...]
    place: Place
    key: str = ""
    role: Role = Role.UNNAMED
    block: int | None = None
    attributes: Mapping[str, str] = NO_ATTRIBUTES

    @property
    def text(self) -> str:
        """The words, where there is one text; the first of several."""
        return self.texts[0] if self.texts else ""


class Text(Protocol):
    """An article's text, as its form holds it; `is_enough` where it is one at all."""

    @property
    def is_enough(self) -> bool: ...

    @property
    def paragraphs(self) -> Sequence[str]:
        """The words, one paragraph each."""
        ...

    @property
    def words(self) -> str:
        """All words."""
        ...

    def to_markdown(self, headline: str, authors: Sequence[str], pictures: Sequence[FoundPicture] = ()) -> str:
        """Return it as Markdown, without the headline and the byline where it begins with them.

        Those of the pictures that stand in the text stand at their places.
        """
        ...


class Paragraphs(NamedTuple):
    """A text whose form is Markdown already."""

    paragraphs: Sequence[str]
    markdown: str

    @property
    def is_enough(self) -> bool:
        """Whether there is any."""
        return bool(self.paragraphs)

    @property
    def words(self) -> str:
        """All words."""
        return "\n\n".join(self.paragraphs)

    def to_markdown(self, headline: str, authors: Sequence[str], pictures: Sequence[FoundPicture] = ()) -> str:
        """Return the Markdown, which has its pictures at their places."""
        return self.markdown


class Context(NamedTuple):
    """What is known of a capture beside what it says itself.

    `source` is its path, `kind` what a person has said that it is, `given_day` the day that the call gives, `saved_day`
    that of a header that nobody wrote into the page itself (`date 2025-02-17` above a saved text). `zone` is the
    publisher's own where its layout tells it; a day is then told with the time `clock`. `is_text` says that it was
    saved as plain text, `url` where its container says that it was.
    """

    source: str
    sha256: str
    captured_at: datetime | None = None
    kind: str = ""
    given_day: date | None = None
    saved_day: date | None = None
    zone: str = ""
    clock: str = ""
    is_text: bool = False
    url: str = ""


class Known(NamedTuple):
    """The values that were chosen so far, in the order of the fields."""

    url: str = ""
    headline: str = ""
    text: Text | None = None
    language: str = ""
    authors: tuple[str, ...] = ()
    date_basis: str = ""


@dataclass
class Evidence:
    """What one story of a capture says of itself.

    `languages` are those that its dates may be in, with regions, the surest first; `dated` the paragraphs whose words
    may tell its day; `site_names` what the site calls itself. `missing` has the reason for a field that an article must
    have, where the capture lacks it. `notes` are further keys of front matter that the form tells (`Related`);
    `embedded` are the bytes of pictures that stand in the capture itself, by their address.
    """

    context: Context
    candidates: Mapping[Field, Sequence[Candidate]]
    text: Text | None = None
    languages: tuple[str, ...] = ()
    dated: Sequence[str] = ()
    site_names: Sequence[str] = ()
    missing: Mapping[Field, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    views: int | None = None
    pictures: Sequence[FoundPicture] = ()
    embedded: Mapping[str, bytes] = field(default_factory=dict)

    def find(self, name: Field, place: Place) -> Iterable[Candidate]:
        """Return the candidates of a field in a kind of place, in their order."""
        return [candidate for candidate in self.candidates.get(name, ()) if candidate.place is place]

    def find_all(self, name: Field) -> Iterable[Candidate]:
        """Return the candidates of a field, the most trusted first."""
        return self.candidates.get(name, ())

    def first(self, name: Field) -> str:
        """Return the first text of a field that is taken as it stands; an empty string where there is none."""
        for candidate in self.find_all(name):
            for text in candidate.texts:
                if text:
                    return text
        return ""

    def read_text(self, headline: str) -> Text | None:
        """Return the text below a headline; None where there is none."""
        return self.text

    def dated_paragraphs(self) -> Sequence[str]:
        """Return the paragraphs whose words may tell the day."""
        return self.dated

    def other_texts(self) -> Iterator[str]:
        """Yield what else of the capture can hold dates in digits."""
        yield from self.text.paragraphs if self.text else ()

    def other_days(self) -> Iterator[str]:
        """Yield all dates in the capture that are written for machines, whatever they are of."""
        yield from ()

    def list_running_text(self) -> Sequence[int]:
        """Return the places of paragraphs of running text, on the scale of the candidates' `block`."""
        return ()

    def judge_kind(self, known: Known) -> str:
        """Return what kind of page the capture is; an empty string for an article."""
        return ""

    def list_pictures(self) -> Sequence[FoundPicture]:
        """Return the article's pictures, those of the text in their order. Asked after `read_text`."""
        return self.pictures

    def list_notes(self, known: Known) -> Mapping[str, str]:
        """Return further keys of front matter."""
        return self.notes
