"""Related stories: the few that share a story's rarer tags and are near in time; for a story that leads nowhere, those
of the same time.

For each tag only the nearest stories before and after are examined; a tag counts as rare if those before reach far back
in time. An added story therefore changes the related stories of a limited number of pages, and a tag of ten thousand
stories takes no more time than one of ten. All numbers are whole, so that every machine finds the same stories.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from archive_engine.interface import Summary, find_member, summary_to_order
from archive_pages.dates import count_days, days_between

# How many stories of each tag, before and after a story, are examined.
EARLIER = 8
LATER = 2
MOST = 4
# The weight of a tag with fewer than EARLIER stories before: the rarest kind (2 ** 13 days are 22 years).
RAREST = 13
# The words of so many headlines are kept: neighbours in time ask for the same ones.
_TITLES = 1_000
# A shorter word of a headline is one of grammar.
_WORDS = re.compile(r"\w{4,}+")


def find_same_time(story: Summary, stories: Sequence[Summary]) -> list[Summary]:
    """Return up to MOST stories of the same time, oldest first: those that share most words of their headlines, then
    the nearest. The one before and the one after are left out: each story's page leads to them.

    `stories` are all of that time, oldest first, this one among them. EARLIER before it and LATER after it are enough.
    """
    at = find_member(stories, summary_to_order(story))
    own = _list_words(story["title"])
    first = max(0, at - EARLIER)
    ranked = sorted(
        (-len(own & _list_words(other["title"])), abs(place - at), place)
        for place, other in enumerate(stories[first : at + LATER + 1], first)
        if abs(place - at) > 1
    )
    return [stories[place] for place in sorted(place for _, _, place in ranked[:MOST])]


@lru_cache(_TITLES)
def _list_words(title: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(title.casefold()))


def find_related(story: Summary, tags: Mapping[str, Sequence[Summary]]) -> list[Summary]:
    """Return up to MOST stories that share tags with this one, the nearest first.

    `tags` has the stories of each of its tags, oldest first. EARLIER stories before it and LATER after it are enough;
    the story itself may be among them.
    """
    place = summary_to_order(story)
    today = count_days(story["date"][:10])
    weights: dict[str, int] = {}
    candidates: dict[str, Summary] = {}
    for stories in tags.values():
        at = find_member(stories, place)
        near = [other for other in stories[max(0, at - EARLIER) : at + LATER + 1] if other["url"] != story["url"]]
        before = min(at, EARLIER)
        weight = 1 + (days_between(near[0]["date"], story["date"]).bit_length() if before == EARLIER else RAREST)
        for other in near[: before + LATER]:
            url = other["url"]
            weights[url] = weights.get(url, 0) + weight
            candidates[url] = other

    def nearness(other: Summary) -> tuple[int, int, str, str]:
        gap = abs(count_days(other["date"][:10]) - today)
        return gap.bit_length() - weights[other["url"]], gap, other["date"], other["url"]

    return sorted(candidates.values(), key=nearness)[:MOST]  # in less time than `heapq` takes for so few
