"""The threads among stories that links connect.

Links alone would make long chains: each story is like the one before, and the last has nothing to do with the first. So
a story joins the thread of a story that it links to only if many of that thread's stories share a name, the slug or two
words of the headline with it; else it begins a thread of its own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from archive_engine.interface import Connected, Placed
from archive_names.threads.marks import HEADWORD, NAME, SLUG, TICKER, VERSION, WORD, mark_to_kind

# A thread has at least so many stories; near-duplicates count once.
FEWEST = 3
# A story that joins a thread shares a name with at least one in so many of its stories.
SHARE = 3
_SHARED = (NAME, TICKER, HEADWORD, SLUG)
# Words of headlines do as well where so many are shared.
ENOUGH_WORDS = 2


class _Thread:
    """A thread that is being found: its stories, and how many of them have each mark."""

    def __init__(self) -> None:
        self.members: list[Connected] = []
        self.counts: Counter[int] = Counter()

    def fits(self, marks: Sequence[int]) -> bool:
        """Return whether enough of the stories share a name, or words, among the marks."""
        shared = [mark_to_kind(mark) for mark in marks if SHARE * self.counts[mark] >= len(self.members)]
        return any(kind in _SHARED for kind in shared) or shared.count(WORD) >= ENOUGH_WORDS

    def add(self, story: Connected) -> None:
        """Add a story."""
        self.members.append(story)
        self.counts.update(story.marks)

    def count(self) -> int:
        """Return the number of stories; near-duplicates count once."""
        versions: set[int] = set()
        others = 0
        for member in self.members:
            own = [mark for mark in member.marks if mark_to_kind(mark) == VERSION]
            versions.update(own)
            others += not own
        return others + len(versions)


def divide_threads(connected: Sequence[Connected]) -> Iterator[list[Placed]]:
    """Yield the threads among stories that links connect, given in order of time."""
    threads: list[_Thread] = []
    thread_of: dict[Placed, _Thread] = {}
    for story in connected:
        thread = next((thread_of[link] for link in story.links[::-1] if thread_of[link].fits(story.marks)), None)
        if thread is None:
            thread = _Thread()
            threads.append(thread)
        thread.add(story)
        thread_of[story.article] = thread
    return ([member.article for member in thread.members] for thread in threads if thread.count() >= FEWEST)
