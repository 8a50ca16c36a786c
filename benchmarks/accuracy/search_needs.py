"""The needs of `search_needs.tsv`: what a reader types who half remembers a story, and the rule that grades results.

The needs were written from the captures alone, before any search was asked. The odd ones may be used to choose how
results are ranked; the even ones only show whether the choice holds for others.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsrecord import Article

NEEDS = Path(__file__).with_name("search_needs.tsv")
LIMIT = 3
"""How many results a reader looks at."""
_WORD = re.compile(r"[\w'’&-]+")


@dataclass(frozen=True, slots=True)
class Need:
    """What a reader types, and which story would do: one by the end of its URL, or any with some words in a period.

    Each of `words` is a list of alternatives, one of which the headline or the text must have, in any case.
    """

    query: str
    story: str
    words: tuple[frozenset[str], ...] = ()
    first_day: dt.date = dt.date.min
    last_day: dt.date = dt.date.max

    def accepts(self, article: Article) -> bool:
        """Return whether an article is what the reader wants."""
        if self.story:
            return article.source_url.endswith("/" + self.story)
        found = {word.casefold() for word in _WORD.findall(f"{article.title} {article.body}")}
        return self.first_day <= article.day <= self.last_day and all(
            found & alternatives for alternatives in self.words
        )


def read_needs(file: Path = NEEDS) -> list[Need]:
    """Return the needs of a TSV file: query, story, words (alternatives joined by a slash), first and last day."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Need(
                row["query"],
                row["story"],
                tuple(frozenset(word.casefold().split("/")) for word in row["words"].split()),
                dt.date.fromisoformat(row["from"]) if row["from"] else dt.date.min,
                dt.date.fromisoformat(row["to"]) if row["to"] else dt.date.max,
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def place_of_wanted(need: Need, articles: Iterable[Article]) -> int:
    """Return the place, from 1, of the first result that the reader wants among the first LIMIT; 0 for none."""
    for place, article in enumerate(articles, 1):
        if place > LIMIT:
            break
        if need.accepts(article):
            return place
    return 0


def share_found(places: Sequence[int]) -> float:
    """Return the share of needs with a wanted story among the first results, given each need's place."""
    return sum(map(bool, places)) / len(places)
