"""Bars are drawn as one outline, whose heights are the counts'."""

import re

from hypothesis import given
from hypothesis import strategies as st

from archive_pages.bars import HEIGHT, draw_bars, scale


def read_bars(path: str, count: int) -> list[int]:
    """Return the height of each bar of a path, as a browser fills it."""
    heights = [0] * count
    at = level = 0
    for command, numbers in re.findall(r"([MVh])([\d ]+)", path):
        if command == "M":
            at = int(numbers.split()[0])
        elif command == "V":
            level = HEIGHT - int(numbers)
        else:
            heights[at : at + int(numbers)] = [level] * int(numbers)
            at += int(numbers)
    return heights


@given(st.lists(st.integers(0, 9), max_size=30))
def test_each_bar_is_as_high_as_its_count(counts):
    fullest = max(counts, default=0)
    path = draw_bars(counts, fullest)
    assert read_bars(path, len(counts)) == [scale(count, fullest) for count in counts]
    assert not path or path.endswith(f"V{HEIGHT}"), "the outline must end on the ground"
    assert bool(path) == any(counts)


def test_the_smallest_bar_can_be_seen():
    assert read_bars(draw_bars([1, 5000], 5000), 2) == [1, HEIGHT]
