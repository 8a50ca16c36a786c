"""When a list has the most stories: its months, those that stand out, and the story that each of them was about."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from archive_engine.interface import MemberDays, Summary
from archive_pages.choosing import choose_stories, count_background
from archive_pages.dates import month_to_text
from archive_pages.lines import StoryLine, is_dated, story_to_line
from archive_pages.periods import cut_by_date
from archive_pages.wording import ENGLISH, count_to_text

# So many months are shown as peaks: each has at least LEAST stories, and FACTOR times as many as a month with stories
# has on average.
MOST_PEAKS = 4
LEAST = 3
FACTOR = 1.5
# The headlines that those of a peak are compared with: so many, from all times of the list.
SAMPLE = 200


class Peak(StoryLine):
    """The story of a peak; `month` says in words which month that is, `count` how many stories it has."""

    month: str
    count: str


def count_months(members: Sequence[Summary]) -> dict[str, int]:
    """Return the number of stories of each month that has any: `2025-02`. `members` are in order."""
    return {month: end - begin for month, begin, end in cut_by_date(members, len("2025-02"))}


def find_peaks(counts: Mapping[str, int]) -> list[str]:
    """Return the months that stand out, newest first. Of two that follow one another the fuller one counts.

    >>> find_peaks({"2020-01": 1, "2020-03": 9, "2020-04": 8, "2020-12": 5, "2021-01": 8, "2021-05": 1, "2021-06": 1})
    ['2021-01', '2020-03']
    """
    least = max(LEAST, FACTOR * sum(counts.values()) / max(1, len(counts)))
    found: dict[int, str] = {}
    for month in sorted(counts, key=lambda month: (counts[month], month), reverse=True):
        number = int(month[:4]) * 12 + int(month[5:])
        if counts[month] < least or len(found) == MOST_PEAKS:
            break
        if found.keys().isdisjoint((number - 1, number + 1)):
            found[number] = month
    return sorted(found.values(), reverse=True)


def choose_peaks(
    members: Sequence[Summary], counts: Mapping[str, int], page: str, wording: str = ENGLISH
) -> list[Peak]:
    """Return the story of each peak of a list, newest first, as lines on `page`. `members` are in order."""
    months = find_peaks(counts)
    background = count_background(members[:: -(-len(members) // SAMPLE)]) if months else None
    peaks: list[Peak] = []
    for month in months:
        begin = bisect_left(MemberDays(members), month)
        stories = [story for story in members[begin : begin + counts[month]] if is_dated(story)]
        if stories and background is not None:
            (story,) = choose_stories(stories, 1, background)
            shown = {"month": month_to_text(month, wording), "count": count_to_text("story", counts[month], wording)}
            peaks.append({**story_to_line(story, page), **shown})  # type: ignore[typeddict-item]
    return peaks
