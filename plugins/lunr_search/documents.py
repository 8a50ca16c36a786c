"""Documents: an article as the search sees it, eight fields of text and what results show of it. No terms, no files."""

import datetime as dt
import html
import re
from dataclasses import dataclass

FIELDS = ("title", "body", "tags", "authors", "section", "place", "date", "lang")
EXACT_FIELDS = ("date", "lang")
"""Fields whose words are indexed as they stand: not stemmed, no stop words left out, no phrases."""
PROSE_FIELDS = ("body", "lede")
"""Fields of whole sentences, where the capital of a first word says nothing."""

_LIST_GAP = " | "
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*+>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
# What the archive itself says within an article, to be neither found nor shown with a result.
_NOTE = re.compile(r"<p data-nosnippet>[^<]*+(?:<a [^>]*+>[^<]*+</a>)?+</p>")
_TAG = re.compile(r"<[^>]*+(?:>|\Z)")  # what is never closed goes on to the end, as in a browser
_BETWEEN_CELLS = re.compile(r"</t[dh]>(?=(?:\s|</?(?:tr|thead|tbody)>)*<t[dh]\b)")


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the search sees it.

    `url` is the article's URL from the site's root (`2025/02/17/slug.html`), by which documents of a day are
    distinguished. `body` is plain text. `tags` and `authors` are pairs of a name and the URL of its page; `sections`
    are names, of which results show the first. `picture` is the URL of a small picture from the site's root.
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

    def field_texts(self) -> tuple[str, ...]:
        """Return the text of each of FIELDS, in their order.

        The items of a list are joined by `|`, which no phrase can span.
        """
        day = self.date.isoformat()
        return (
            self.title,
            self.body,
            _LIST_GAP.join(name for name, _ in self.tags),
            _LIST_GAP.join(name for name, _ in self.authors),
            _LIST_GAP.join(self.sections),
            self.place,
            f"{day[:4]} {day[:7]} {day}",
            self.lang.lower(),
        )


def html_to_text(markup: str) -> str:
    """Return the plain text of rendered HTML: tags become spaces, scripts and comments go, entities are resolved.

    So do notes of the archive (`<p data-nosnippet>`). The cells of a table's row are joined by `|`, as the items of a
    list are.
    """
    if "<!--" in markup or "<s" in markup or "<t" in markup or "<S" in markup or "<T" in markup:
        markup = _HIDDEN.sub(" ", markup)
        markup = _BETWEEN_CELLS.sub(_LIST_GAP, markup)
    if "<p data-nosnippet>" in markup:
        markup = _NOTE.sub(" ", markup)
    return html.unescape(_TAG.sub(" ", markup))
