"""Columns of codes: a code for each row of a table whose rows belong to groups, as documents do to terms. Pure."""

from typing import NamedTuple

import numpy as np

from lunr_search.bit_codes import parameter_for, rice_codes

Codes = tuple[np.ndarray, np.ndarray]
"""Codes, and the width of each in bits."""
RUN_FIELD = 4
"""In how many bits a record says the Rice parameter of runs."""
SMALL_FIELD = 3
"""In how many bits a record says the Rice parameter of other numbers, which are small."""


class Columns(NamedTuple):
    """Columns of codes: in `head` one for each group, in `columns` one for each row."""

    head: tuple[Codes, ...]
    columns: tuple[Codes, ...]


class Groups(NamedTuple):
    """The groups of rows, each of one or more: group g has the rows from `starts[g]` on, `sizes[g]` of them;
    `of_rows[i]` is the group of row i.
    """

    starts: np.ndarray
    sizes: np.ndarray
    of_rows: np.ndarray

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of the values of each group's rows."""
        sums: np.ndarray = np.add.reduceat(values, self.starts)
        return sums

    def spread(self, values: np.ndarray) -> np.ndarray:
        """Return for each row the value of its group."""
        spread: np.ndarray = values[self.of_rows]
        return spread

    def parameters(self, rows: np.ndarray, values: np.ndarray, field: int) -> np.ndarray:
        """Return the Rice parameter of each group, in `field` bits, for the values of some of its rows."""
        count = len(self.starts)
        groups = self.of_rows[rows]
        return parameter_for(np.bincount(groups, values, count), np.bincount(groups, minlength=count), (1 << field) - 1)

    def code_around_means(self, values: np.ndarray, many: np.ndarray) -> tuple[np.ndarray, np.ndarray, Codes]:
        """Return the mean of each group's values, the Rice parameter of their differences from it (0 but for groups of
        `many` rows), and the codes and widths of these differences. Twin: `toSigned` in bit_codes.js.
        """
        means = self.sums(values) // self.sizes
        apart = values - self.spread(means)
        apart = np.where(apart < 0, -2 * apart - 1, 2 * apart)
        bits = np.where(many, parameter_for(self.sums(apart), self.sizes, (1 << SMALL_FIELD) - 1), 0)
        return means, bits, rice_codes(apart, self.spread(bits))


def group_rows(keys: np.ndarray) -> Groups:
    """Return the groups of rows that have the same key, given the ascending keys of all rows."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(np.append(starts, len(keys)))
    return Groups(starts, sizes, np.repeat(np.arange(len(starts)), sizes))


class Runs(NamedTuple):
    """Codes for runs: of each group its parameter and first run (`head`), of each row the run after it."""

    head: tuple[Codes, Codes]
    column: Codes


def code_runs(others: np.ndarray, is_wanted: np.ndarray, groups: Groups) -> Runs:
    """Return the codes of the runs that end at the rows `others`, for the groups that `is_wanted` says. Twin: `Run` in
    bit_codes.js.
    """
    first = int(is_wanted.sum())
    owners = np.append(np.flatnonzero(is_wanted), groups.of_rows[others])
    marks = np.append(groups.starts[is_wanted], others + 1)
    ends = np.append(others, len(groups.of_rows))[np.searchsorted(others, marks)]
    runs = np.minimum(ends, (groups.starts + groups.sizes)[owners]) - marks
    count = len(groups.starts)
    bits = parameter_for(np.bincount(owners, runs, count), np.bincount(owners, minlength=count), (1 << RUN_FIELD) - 1)
    codes, widths = rice_codes(runs, bits[owners])
    return Runs(
        (
            only(is_wanted, bits, RUN_FIELD),
            spread_codes(np.flatnonzero(is_wanted), count, (codes[:first], widths[:first])),
        ),
        spread_codes(others, len(groups.of_rows), (codes[first:], widths[first:])),
    )


def no_codes(count: int) -> Codes:
    """Return a column of `count` codes that are none."""
    return np.zeros(count, np.uint64), np.zeros(count, np.int64)


def spread_codes(places: np.ndarray, count: int, column: Codes) -> Codes:
    """Return `count` codes: those given at these places, elsewhere none."""
    codes, widths = no_codes(count)
    codes[places], widths[places] = column
    return codes, widths


def fixed(values: np.ndarray, width: int) -> Codes:
    """Return values as codes of one width."""
    return values.astype(np.uint64), np.full(len(values), width)


def only(is_kept: np.ndarray, codes: np.ndarray, widths: np.ndarray | int) -> Codes:
    """Return codes and widths that are 0 but where they are to be kept."""
    return np.where(is_kept, codes, 0).astype(np.uint64), np.where(is_kept, widths, 0)
