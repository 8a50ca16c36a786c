"""Postings of some terms, gathered from segments that lie in files."""

import sys
from pathlib import Path

import numpy as np
import pytest

from lunr_search import segments
from lunr_search.postings import FIELD_BITS, stable_order
from lunr_search.segment_files import load_segment, save_segment
from lunr_search.segments import NO_TERM, Segment, gather, gather_scores

TERMS, EACH = 3000, 20
DOCUMENTS = TERMS * EACH


def make_segment(seed: int) -> Segment:
    """Return a segment of TERMS terms in EACH documents; a posting has one or two positions."""
    chance = np.random.default_rng(seed)
    counts = chance.integers(1, 3, DOCUMENTS).astype(np.uint16)
    starts = np.arange(TERMS + 1) * EACH
    return Segment(
        [f"t{number}" for number in range(TERMS)],
        np.repeat(np.arange(TERMS) << FIELD_BITS, EACH).astype(np.int32),
        chance.permutation(DOCUMENTS).astype(np.uint32),
        counts,
        chance.integers(0, 900, counts.sum()).astype(np.uint16),
        starts,
        np.append(0, np.cumsum(counts, dtype=np.int64))[starts],
    )


def find_resident(folder: Path) -> set[str]:
    """Return the segments of which something is in this process' memory, by the names of their folders."""
    found, name = set(), ""
    for line in Path("/proc/self/smaps").read_text("utf-8").splitlines():
        if str(folder) in line:
            name = Path(line[line.index(str(folder)) :]).parent.name
        elif line.startswith("Rss:") and name:
            if line.split()[1] != "0":
                found.add(name)
            name = ""
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what of a mapped file is in memory")
@pytest.mark.parametrize("take", [gather, gather_scores])
@pytest.mark.parametrize("terms", [[7], range(0, TERMS, 40), range(100, 180)])
def test_only_one_segment_is_in_memory_while_postings_are_gathered(tmp_path, monkeypatch, take, terms):
    made = [make_segment(seed) for seed in range(4)]
    for number, segment in enumerate(made):
        save_segment(tmp_path / f"s{number}", segment)
    mapped = [load_segment(tmp_path / f"s{number}") for number in range(4)]
    segments.release(mapped)
    resident = []

    def watch(released):
        resident.append(find_resident(tmp_path))
        release(released)

    release = segments.release
    monkeypatch.setattr(segments, "release", watch)
    numbers = np.arange(DOCUMENTS)
    numbers[::9] = -1
    wanted = [np.array([*terms, NO_TERM], np.int32)] * 4
    found = take(mapped, wanted, numbers)
    assert resident == [{"s0"}, {"s1"}, {"s2"}, {"s3"}] and not find_resident(tmp_path)
    for name in found.__slots__:
        assert np.array_equal(getattr(found, name), getattr(take(made, wanted, numbers), name))


@pytest.mark.parametrize("bits", [0, 1, 15, 16, 17, 31, 32, 33, 44, 48])
def test_keys_of_any_size_are_sorted_stably(bits):
    chance = np.random.default_rng(bits)
    # many equal ones, and many that differ in few of their bits
    keys = chance.integers(0, 4, 500) << max(bits - 2, 0) | chance.integers(0, 1 << min(bits, 3), 500)
    assert stable_order(keys).tolist() == np.argsort(keys, kind="stable").tolist()
    assert not len(stable_order(keys[:0]))


@pytest.mark.parametrize("take", [gather, gather_scores])
def test_postings_are_in_the_order_of_numbers_beyond_32_bits(take):
    numbers = np.random.default_rng(3).permutation(np.arange(DOCUMENTS, dtype=np.int64) << 20)
    found = take([make_segment(1)], [np.arange(5, dtype=np.int32)], numbers)
    order = np.lexsort((found.numbers, found.terms))
    assert order.tolist() == list(range(len(order))) and int(found.numbers.max()) >= 1 << 33
