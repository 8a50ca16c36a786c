"""The words of a language (wordfreq's lists) in little memory, and which of them are common.

wordfreq's lists are read, but the package is not imported: its `__init__` loads a Chinese tokenizer, a table of
languages and ftfy, which takes longer than looking up the words of most texts.
"""

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Callable, Generator
from contextlib import closing
from functools import cache, partial
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path

# A list's place is its words' frequency in negative centibels (wordfreq's format cB): 550 is once in 300,000 words.
_WELL_KNOWN = 550


class Lexicon:
    """A language's words. Russian has 713,000: as wordfreq's own dictionary they take 107 MB, as 64-bit hashes 6 MB.

    The lists come with the most common words first. The common ones are read at once, which takes a twentieth of the
    time of all; all of them, from the start again, when the first word is asked for that is not among those: a file
    that stays open half read would be one file to all processes that are forked meanwhile. A word that no list has is
    taken for known once in 10**13.
    """

    def __init__(self, read_lists: Callable[[], Generator[list[str]]]) -> None:
        self._read_lists: Callable[[], Generator[list[str]]] | None = read_lists
        with closing(read_lists()) as lists:
            self._well_known = frozenset(chain.from_iterable(islice(lists, _WELL_KNOWN + 1)))
        self._hashes = array("q")

    def __contains__(self, word: str) -> bool:
        """Return whether the language has a word, given in lower case."""
        if word in self._well_known:
            return True
        self.read_all()
        key = hash(word)
        at = bisect_left(self._hashes, key)
        return at < len(self._hashes) and self._hashes[at] == key

    def knows_well(self, word: str) -> bool:
        """Return whether a word, given in lower case, is a common one."""
        return word in self._well_known

    @property
    def is_whole(self) -> bool:
        """Whether all of the lists are read."""
        return self._read_lists is None

    def read_all(self) -> None:
        """Read what is not read yet: a third of a second to a second, once."""
        if self._read_lists is not None:
            hashes = sorted(map(hash, chain.from_iterable(self._read_lists())))
            self._hashes, self._read_lists = array("q", hashes), None


@cache
def has_lexicon(lang: str) -> bool:
    """Return whether wordfreq has a list of a language's words."""
    return _find_lists(lang) is not None


@cache
def load_lexicon(lang: str) -> Lexicon:
    """Return the words of a language that wordfreq has a list of (`has_lexicon`), one lexicon a process."""
    path = _find_lists(lang)
    if path is None:
        raise LookupError(f"wordfreq has no list of the words of {lang!r}")
    return Lexicon(partial(_read_lists, path))


def _find_lists(lang: str) -> Path | None:
    """Return the largest file that wordfreq has of a language's words; None also where it is not installed."""
    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "data"
    paths = (folder / f"{size}_{lang}.msgpack.gz" for size in ("large", "small"))
    return next((path for path in paths if path.is_file()), None)


def _read_lists(path: Path) -> Generator[list[str]]:
    """Yield the lists of a file in wordfreq's format cB: a header, then words of one frequency, most common first."""
    import msgpack  # noqa: PLC0415 - comes with wordfreq, which not every installation has

    with gzip.open(path) as file:
        unpacker = msgpack.Unpacker(file, raw=False)
        count = unpacker.read_array_header()
        header = unpacker.unpack()
        if header != {"format": "cB", "version": 1}:
            raise ValueError(f"{path} is not in the format cB 1 but {header!r}")
        for _ in range(count - 1):
            yield unpacker.unpack()
