"""The rule by which a story links to an earlier one of its thread.

A mark counts where it is rare: few stories of the days before have it. Two stories belong together where rare marks
say so twice: a name in the headline or lede of both, and a second name, or a word of both headlines; without a name it
takes three such words and a place, or four: fewer are what reports of one kind share, such as those on a day's market.
A company's name, its first word and its ticker are one evidence. The
publisher's own slug is enough by itself, unless it is that of a series.

Only a limited number of stories before and after a story is looked at for each mark, so that an added story changes the
links of a limited number of others. All numbers are whole, so that every machine finds the same links.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from archive_engine.interface import MINUTE, Placed
from archive_names.threads.marks import HEADWORD, NAME, PLACE, SLUG, TICKER, VERSION, WORD, mark_to_kind

# A mark is rare up to so many stories of the WINDOW days before; so many of them, the nearest, may be linked to.
RARE = 12
NEAREST = 8
WINDOW = 30
# A slug with more stories in any SERIES_WINDOW days is that of a series.
MOST_OF_SLUG = 15
SERIES_WINDOW = 180
# The next story of a slug continues the one before within so many days.
SLUG_WINDOW = 60
# A story links to so many earlier ones at most.
MOST_LINKS = 2
# The evidence that a link needs, and what the rarest mark of each kind gives. A gap of SPAN days would leave nothing.
NEEDED = 130
WEIGHTS = {NAME: 120, TICKER: 120, HEADWORD: 120, WORD: 100, PLACE: 40}
SPAN = 60
# So many words of both headlines are needed where the two share no name.
WORDS_AND_PLACE, WORDS_ALONE = 3, 4
# What a mark gives, in percent, by the number of stories of the WINDOW that have it. It falls slowly, as a developing
# story makes its own marks common.
_RARITY = (0, 100, 90, 82, 76, 71, 67, 63, 60, 57, 54, 52, 50)
_DAY = 24 * 60 * MINUTE
# The kinds that tell of one name: its key, its ticker, its first word in a headline.
_WHO = (NAME, TICKER, HEADWORD)
# More evidence than other marks give.
_SAME_SLUG = 1000


def find_reach(mark: int) -> tuple[int, int]:
    """Return how many stories with a mark, before a story and after it, `find_links` looks at."""
    kind = mark_to_kind(mark)
    if kind == VERSION:
        return 0, 0
    return (MOST_OF_SLUG, MOST_OF_SLUG) if kind == SLUG else (RARE + 1, 0)


def find_links(story: Placed, near: Mapping[int, Sequence[Placed]]) -> list[Placed]:
    """Return the earlier stories that a story continues, the surest first.

    `near` has, for each mark of the story, the stories of `find_reach` with that mark, in order.
    """
    today = story.place // _DAY
    oldest = Placed((today - WINDOW) * _DAY, 0)
    shared: dict[Placed, list[tuple[int, int]]] = {}  # marks that both stories have, as kind and weight
    for mark, others in near.items():
        kind = mark_to_kind(mark)
        if kind == SLUG:
            before = _find_of_slug(story, others)
            if before is not None:
                shared.setdefault(before, []).append((SLUG, _SAME_SLUG))
            continue
        recent = others[bisect_left(others, oldest) :]
        if 0 < len(recent) <= RARE:
            weight = WEIGHTS[kind] * _RARITY[len(recent)] // 100
            for other in recent[-NEAREST:]:
                shared.setdefault(other, []).append((kind, weight))
    sure = []
    for other, marks in shared.items():
        if len(marks) == 1 and marks[0][0] != SLUG:
            continue  # most pairs; one mark is never enough
        evidence: dict[int, list[int]] = {}
        for kind, weight in marks:
            evidence.setdefault(kind, []).append(weight)
        weight = _weigh(evidence) * (SPAN - min(today - other.place // _DAY, SPAN - 1)) // SPAN
        if weight >= NEEDED or SLUG in evidence:
            sure.append((weight, other))
    return [other for _, other in sorted(sure, reverse=True)[:MOST_LINKS]]


def _weigh(evidence: Mapping[int, Sequence[int]]) -> int:
    """Return how sure it is that two stories are of one thread, by the weights of what they share of each kind."""
    who = max((evidence.get(kind, ()) for kind in _WHO), key=len)
    words, places = evidence.get(WORD, ()), evidence.get(PLACE, ())
    is_enough = len(who) + len(words) > 1 if who else len(words) >= (WORDS_AND_PLACE if places else WORDS_ALONE)
    if SLUG not in evidence and not is_enough:
        return 0
    return max(sum(evidence.get(kind, ())) for kind in _WHO) + sum((*words, *places, *evidence.get(SLUG, ())))


def _find_of_slug(story: Placed, others: Sequence[Placed]) -> Placed | None:
    """Return the story before one that has its publisher's slug; None for a series, and where that is long ago.

    It is a series where any MOST_OF_SLUG + 1 stories one after another, this one among them, lie within SERIES_WINDOW.
    """
    days = sorted([other.place // _DAY for other in (*others, story)])
    if any(last - first < SERIES_WINDOW for first, last in zip(days, days[MOST_OF_SLUG:], strict=False)):
        return None
    before = [other for other in others if other < story]
    return before[-1] if before and days and (story.place - before[-1].place) // _DAY < SLUG_WINDOW else None
