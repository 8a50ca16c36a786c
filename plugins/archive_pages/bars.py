"""Bars that are drawn at build: the outline of a histogram as the path of an SVG, a few bytes for each bar."""

from collections.abc import Iterable
from itertools import groupby

# The height of the fullest bar: templates give the drawing a `viewBox` as high, and as wide as there are bars.
HEIGHT = 100


def draw_bars(counts: Iterable[int], fullest: int) -> str:
    """Return the path of bars without gaps, each one unit wide; the fullest has the whole height. "" for no bar.

    >>> draw_bars([0, 5, 10, 10, 0], 10)
    'M1 100V50h1V0h2V100'
    """
    path: list[str] = []
    at = height = 0
    for level, part in groupby(scale(count, fullest) for count in counts):
        if level or height:
            path.append(f"V{HEIGHT - level}" if height or path else f"M{at} {HEIGHT}V{HEIGHT - level}")
        width = len(list(part))
        at += width
        height = level
        if path:
            path.append(f"h{width}")
    if not height and path:
        path.pop()  # behind the last bar nothing is drawn
    elif height:
        path.append(f"V{HEIGHT}")
    return "".join(path)


def scale(count: int, fullest: int) -> int:
    """Return the height of a bar: at least 1 for what is there."""
    return -(-HEIGHT * count // fullest) if count else 0
