"""Documents: an article as the search sees it, ten fields of text and what results show of it. No terms, no files."""

import datetime as dt
from dataclasses import dataclass

FIELDS = ("title", "body", "tags", "authors", "section", "place", "lede", "names", "date", "lang")
BOOSTS = (1.5, 1, 1, 1, 1, 1, 1, 0.3, 1, 1)
"""How many times as much a word counts in each of FIELDS: Lunr's field boosts.

Measured on the odd needs of benchmarks/accuracy: the first three results have the wanted story for 28 of 30 without
boosts, for 29 with 1.2 to 2.5 for headlines, for 28 with 3. Other fields' boosts changed nothing or were worse; so was
a field that repeats how the body begins. The names that a body tells stand in it already: their field has the largest
boost that puts no wanted story of these needs further down (0.4 does, among 21,000 stories and among 105,000).
"""
EXACT_FIELDS = ("date", "lang")
"""Fields whose words are indexed as they stand: not stemmed, no stop words left out, no phrases."""
PROSE_FIELDS = ("body", "lede")
"""Fields of whole sentences, where the capital of a first word says nothing."""

_LIST_GAP = " | "
LEDE_LENGTH = 200
"""The most characters of a lede."""
_CUT = " …"


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the search sees it.

    `url` is the article's URL from the site's root (`2025/02/17/slug.html`), by which documents of a day are
    distinguished. `body` is plain text. `tags` and `authors` are pairs of a name and the URL of its page; `sections`
    are names, of which results show the first. `names` are those of people, organisations and places in the body, the
    most salient first. `picture` is the URL of a small picture from the site's root. `is_saved_date` says that `date`
    is only the day on which the article's page was saved.
    """

    url: str
    title: str
    body: str
    date: dt.date
    lang: str = "en"
    tags: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    sections: tuple[str, ...] = ()
    place: str = ""
    lede: str = ""
    picture: str = ""
    names: tuple[str, ...] = ()
    is_saved_date: bool = False

    def field_texts(self) -> tuple[str, ...]:
        """Return the text of each of FIELDS, in their order.

        The items of a list are joined by `|`, which no phrase can span. A lede with which the body begins is not
        given again: its words would count twice.
        """
        day = self.date.isoformat()
        return (
            self.title,
            self.body,
            _LIST_GAP.join(name for name, _ in self.tags),
            _LIST_GAP.join(name for name, _ in self.authors),
            _LIST_GAP.join(self.sections),
            self.place,
            "" if self._begins_with_lede() else self.lede,
            _LIST_GAP.join(self.names),
            f"{day[:4]} {day[:7]} {day}",
            self.lang.lower(),
        )

    def _begins_with_lede(self) -> bool:
        """Return whether the body begins with the lede, as it does where an article has no summary of its own."""
        opening = self.lede.removesuffix(_CUT)
        return _open_text(self.body, len(opening)).startswith(opening)


def text_to_lede(text: str) -> str:
    """Return the first LEDE_LENGTH characters of a text, cut at the end of a word."""
    text = _open_text(text, LEDE_LENGTH)
    return text if len(text) <= LEDE_LENGTH else text[:LEDE_LENGTH].rpartition(" ")[0] + _CUT


def _open_text(text: str, length: int) -> str:
    """Return at least `length` characters of the beginning of a text, one space between words."""
    return " ".join(text.split(None, length)[:length])
