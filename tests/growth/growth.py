"""Tests whether the time of a rule grows linearly with its text, by ratios of processor time."""

import gc
import math
import time
from collections.abc import Callable
from typing import Any

SIZES = (156, 312, 625, 1_250, 2_500, 5_000, 10_000, 20_000, 40_000, 80_000)
_FIRST, _THIRD = 5_000, 20_000
_FLOOR = 0.02  # seconds at the largest size: a rule that takes less is not judged
_ENOUGH = 0.02  # seconds after which a growth that is too steep is not measured further
_STEEPEST = 1.5  # time ~ size ** 1 is linear, size ** 2 quadratic
SURELY_LINEAR = 1.15
_REPEATS = 3


def find_growth(ask: Callable[[Any], object], make_text: Callable[[int], Any], floor: float = _FLOOR) -> str:
    """Return a line with a rule's times if they grow faster than its text, else an empty string.

    The rule is timed once at each size, until the larger sizes can't matter: because even a quadratic growth would stay
    below the floor, or because it is so close to linear between 5 and 20 kB that the growth up to 80 kB can't be too
    steep. A suspicious rule is timed again, several times at each size, since another process may be the cause.
    """
    best: dict[int, float] = {}
    for repeats in (1, _REPEATS, 2 * _REPEATS):
        best = {}
        for size in (*SIZES[: SIZES.index(_FIRST) + 1], _THIRD, *SIZES[SIZES.index(_FIRST) + 1 :]):
            if size not in best:
                best[size] = min(_time(ask, make_text(size)) for _ in range(repeats))
            if best[size] * (SIZES[-1] / size) ** 2 < floor:
                return ""
            if best[size] > _ENOUGH and steepness(best, size) > _STEEPEST:
                break
            if size == _THIRD and steepness(best, size) < SURELY_LINEAR:
                return ""
        size = max(best)
        if best[size] < floor or steepness(best, size) < _STEEPEST:
            return ""
    return ", ".join(f"{size} characters {seconds:.4f} s" for size, seconds in sorted(best.items())[-4:])


def steepness(best: dict[int, float], size: int) -> float:
    """Return the exponent of the growth up to a size, over two doublings.

    The time of an empty text is subtracted, by a straight line through the two smallest sizes: reading a page begins
    with some milliseconds that don't depend on the text and would hide quadratic growth at small sizes.
    """
    below = SIZES[max(SIZES.index(size) - 2, 0)]
    if below == size:
        return 0.0
    constant = max(2 * best[SIZES[0]] - best[SIZES[1]], 0.0) if below > SIZES[0] else 0.0
    grown, before = (max(best[each] - constant, 1e-9) for each in (size, below))
    return math.log(grown / before) / math.log(size / below)


def _time(ask: Callable[[Any], object], text: Any) -> float:
    # a collection would also walk what other tests of this process have left
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        start = time.thread_time()
        ask(text)
        return time.thread_time() - start
    finally:
        if was_enabled:
            gc.enable()
