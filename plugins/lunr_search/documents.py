"""What the index knows of an article: a document of eight fields, and where to find it.

Nothing about terms or files.
"""

import datetime as dt
import html
import re
from dataclasses import dataclass

FIELDS = ("title", "body", "tags", "authors", "section", "place", "date", "lang")
EXACT_FIELDS = ("date", "lang")
"""Their words are neither stemmed nor dropped as common, and hold no phrases."""

_LIST_GAP = " | "
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*+>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*+(?:>|\Z)")  # what is never closed goes on to the end, as in a browser
_BETWEEN_CELLS = re.compile(r"</t[dh]>(?=(?:\s|</?(?:tr|thead|tbody)>)*<t[dh]\b)")


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the search sees it.

    `url` is the article's stable id and its address from the site's root (`2025/02/17/slug.html`). `body` is plain
    text. `tags` and `authors` are pairs of name and address; `sections` are names, the first one is shown with a
    result.
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

    def field_texts(self) -> tuple[str, ...]:
        """Return the text of each of FIELDS.

        Between the items of a list stands a sign of its own, so that no phrase spans two.
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

    Between the cells of a table stands the sign that stands between the items of a list.
    """
    if "<!--" in markup or "<s" in markup or "<t" in markup or "<S" in markup or "<T" in markup:
        markup = _HIDDEN.sub(" ", markup)
        markup = _BETWEEN_CELLS.sub(_LIST_GAP, markup)
    return html.unescape(_TAG.sub(" ", markup))
