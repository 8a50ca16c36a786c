"""Choose the stories that stand for a period: those whose headlines have the words that the period was about.

A word counts by how much more often it is in the period's headlines than its share of the headlines around (for a
month those of its year) lets expect. A word that a chosen headline has counts half for the next one, so that the
choice shows more than one subject. Where headlines have no such words, stories with more labels and longer texts come
first. No language's words are listed: "the" is as frequent in one month as in another. All numbers are whole, so that
every machine chooses the same stories.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from archive_engine.interface import Summary, summary_to_order

_WORD = re.compile(r"[^\W_]+")
# A long headline has more words, and need not say more: scores are divided by the number of words and these.
_SPARE_WORDS = 2
# The words of so many headlines are kept: a year, its month and its day ask for them.
_TITLES = 10_000


class Background(NamedTuple):
    """How many headlines of the stories around have each word, and how many headlines they are."""

    counts: Mapping[str, int]
    total: int


class _Candidate(NamedTuple):
    """A story and the words of its headline."""

    story: Summary
    words: tuple[str, ...]
    rest: tuple[bool, int, int, tuple[str, str]]
    """What decides between stories whose words count the same."""


def count_background(stories: Sequence[Summary]) -> Background:
    """Return the background that these stories are for each period among them."""
    return Background(Counter(word for story in stories for word in list_words(story["title"])), len(stories))


@lru_cache(_TITLES)
def list_words(title: str) -> tuple[str, ...]:
    """Return the different words of a headline.

    >>> list_words("Ferry to Osvell: no ferry in June")
    ('ferry', 'to', 'osvell', 'no', 'in', 'june')
    """
    return tuple(dict.fromkeys(_WORD.findall(title.casefold())))


def choose_stories(stories: Sequence[Summary], most: int, background: Background) -> list[Summary]:
    """Return up to `most` stories of a period, in the order of the choice.

    As long as days are left without a chosen story, no day has two. Two stories with the same words in their
    headlines, and two versions of one story, are not both chosen.
    """
    candidates = [_Candidate(story, list_words(story["title"]), _rank_alone(story)) for story in stories]
    counts = Counter(word for candidate in candidates for word in candidate.words)
    # n headlines of a background of N that has a word B times have it B * n / N times by chance
    weights = {
        word: max(0, count * background.total - background.counts.get(word, 0) * len(candidates))
        for word, count in counts.items()
    }
    chosen: list[Summary] = []
    days: set[str] = set()
    while candidates and len(chosen) < most:
        free = [candidate for candidate in candidates if candidate.story["date"][:10] not in days]
        best = max(free or candidates, key=lambda candidate: _rank(candidate, weights))
        chosen.append(best.story)
        days.add(best.story["date"][:10])
        for word in best.words:
            weights[word] //= 2
        candidates = [other for other in candidates if not _is_same(best, other)]
    return chosen


def _rank(candidate: _Candidate, weights: Mapping[str, int]) -> tuple[int, tuple[bool, int, int, tuple[str, str]]]:
    weight = sum(map(weights.__getitem__, candidate.words))
    return weight * weight // (len(candidate.words) + _SPARE_WORDS), candidate.rest


def _rank_alone(story: Summary) -> tuple[bool, int, int, tuple[str, str]]:
    # the size of the story's thread, once summaries have it, comes first
    labels = len(story["tags"]) + len(story["authors"])
    return bool(story["versions"]), labels, story.get("size", 0), summary_to_order(story)


def _is_same(one: _Candidate, other: _Candidate) -> bool:
    return one.words == other.words or bool(one.story["versions"] and one.story["versions"] == other.story["versions"])
