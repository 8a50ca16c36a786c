"""Which stories belong to a story: a few that share its rarer tags and are near in time.

Of each tag only the nearest stories before and after are looked at; a tag is rare where those before reach far back in
time. So an added story changes the related stories of a bounded number of pages, whatever the size of the
archive, and finding them takes the same time in a tag of ten stories and of ten thousand. Whole numbers only: every
machine finds the same.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from archive_engine.interface import Summary, summary_to_order
from archive_pages.dates import count_days, days_between

# In each tag, how many stories before and after are looked at.
EARLIER = 8
LATER = 2
MOST = 4
# The weight of a tag that has fewer than EARLIER stories before: as rare as tags get (2 ** 13 days are 22 years).
RAREST = 13


def find_related(story: Summary, tags: Mapping[str, Sequence[Summary]]) -> list[Summary]:
    """Return up to MOST stories that share tags with this one, the nearest first.

    `tags` has, for each of the story's tags, the tag's stories, oldest first; those within EARLIER before and LATER
    after the story are enough, with the story itself among them or not.
    """
    place = summary_to_order(story)
    today = count_days(story["date"][:10])
    weights: dict[str, int] = {}
    candidates: dict[str, Summary] = {}
    for stories in tags.values():
        at = bisect_left(stories, place, key=summary_to_order)
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

    return nsmallest(MOST, candidates.values(), key=nearness)
