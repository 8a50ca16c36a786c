"""The article: a frozen record whose text fields are cleaned when it is made, and can be written as they are."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsrecord.clean_text import clean_block, clean_line
from newsrecord.credentials import remove_credentials
from newsrecord.slugs import text_to_slug

# The places that a date can come from, the most trusted first.
DATE_BASES = ("metadata", "url", "header", "text", "filename", "given", "captured")

_LINES = (
    "title",
    "slug",
    "lang",
    "summary",
    "dateline",
    "publisher",
    "source_url",
    "capture_sha256",
    "date_basis",
    "status",
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name, and its source's own slug where that differs from `text_to_slug(name)`."""

    name: str
    slug: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _list_item(self.name))
        slug = text_to_slug(self.slug) if self.slug else None
        object.__setattr__(self, "slug", None if slug == text_to_slug(self.name) else slug)

    @property
    def page_slug(self) -> str:
        """The slug of the tag's page."""
        return self.slug or text_to_slug(self.name)


@dataclass(frozen=True, slots=True)
class Article:
    """One article. An empty text, an empty tuple and None all mean: not known.

    `date` and `modified` are a day where only that is known, else a time, with its zone where that is known. `captured`
    is when the page was saved; `views` is the count that the page showed then. `status` is Pelican's (`draft`,
    `hidden`), and empty for a published article. `body` is Markdown. `extra` holds further keys of front matter
    (`Repairs`, `Images` ...) and their values, one line each.

    Text fields are cleaned when the record is made: they become one line, lose the characters that no page can show and
    the credentials in URLs; items of lists lose semicolons, which separate items in the front matter. Raises ValueError
    for a `date_basis` that is not one of DATE_BASES.
    """

    title: str
    date: dt.datetime | dt.date
    modified: dt.datetime | dt.date | None = None
    slug: str = ""
    lang: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    authors: tuple[str, ...] = ()
    summary: str = ""
    dateline: str = ""
    publisher: str = ""
    source_url: str = ""
    captured: dt.datetime | dt.date | None = None
    capture_sha256: str = ""
    date_basis: str = ""
    views: int | None = None
    status: str = ""
    body: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in _LINES:
            if text := getattr(self, name):
                object.__setattr__(self, name, remove_credentials(clean_line(text)))
        object.__setattr__(self, "sections", _list_items(self.sections))
        object.__setattr__(self, "authors", _list_items(self.authors))
        tags = {tag.name: tag for tag in reversed(self.tags) if tag.name}
        object.__setattr__(
            self, "tags", tuple(tags[tag.name] for tag in dict.fromkeys(self.tags) if tags.get(tag.name) == tag)
        )
        object.__setattr__(
            self, "body", remove_credentials(clean_block(self.body)).replace("\t", "    ").strip("\n").rstrip()
        )
        extra = {key: remove_credentials(clean_line(value)) for key, value in self.extra.items()}
        object.__setattr__(self, "extra", {key: value for key, value in extra.items() if value})
        if self.date_basis and self.date_basis not in DATE_BASES:
            raise ValueError(f"date_basis is one of {', '.join(DATE_BASES)}, not {self.date_basis!r}")

    def with_slug(self, slug: str) -> "Article":
        """Return the article with a slug. Faster than `dataclasses.replace`, which would clean all fields again."""
        article = object.__new__(Article)
        for name in self.__slots__:
            object.__setattr__(article, name, getattr(self, name))
        object.__setattr__(article, "slug", clean_line(slug))
        return article

    @property
    def day(self) -> dt.date:
        """The day of `date`, in its own zone."""
        return self.date.date() if isinstance(self.date, dt.datetime) else self.date


def _list_item(text: str) -> str:
    return clean_line(text.replace(";", ", ")).replace(" ,", ",").strip(", ")


def _list_items(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for item in map(_list_item, texts) if item))
