"""Long lists are divided at dates that do not depend on the stories."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.periods import Period, cut_by_period

MOST = 6
DAYS = st.lists(st.integers(0, 4000), min_size=1, max_size=120).map(sorted)


def to_dates(days):
    return [(date(2007, 11, 20) + timedelta(days=day)).isoformat() for day in days]


def cut(dates, most=MOST):
    """Return the dates of each part by its name."""
    parts = cut_by_period(dates, most)
    ends = [begin for _, begin in parts[1:]] + [len(dates)]
    return {name: dates[begin:end] for (name, begin), end in zip(parts, ends, strict=True)}


@given(DAYS)
def test_each_story_is_in_one_part_and_no_part_is_too_long(days):
    dates = to_dates(days)
    parts = cut(dates)
    assert [day for part in parts.values() for day in part] == dates
    assert all(part and (len(part) <= MOST or len(set(part)) == 1) for part in parts.values())


@given(DAYS, st.integers(0, 4000))
def test_another_story_changes_one_part_or_divides_it(days, day):
    before, after = cut(to_dates(days)), cut(to_dates(sorted([*days, day])))
    new = {name for name, part in after.items() if before.get(name) != part}
    gone = set(before) - set(after)
    assert len(new) <= 2 and len(gone) <= 1


@pytest.mark.parametrize(
    "period, halves",
    [
        (Period("", 2008, 2015), ["2008--2011", "2012--2015"]),
        (Period("", 2012, 2013), ["2012", "2013"]),
        (Period("", 2012, 2012), ["2012-01--06", "2012-07--12"]),
        (Period("2012-", 1, 3), ["2012-01--02", "2012-03"]),
        (Period("2012-", 2, 2), ["2012-02-01--15", "2012-02-16--29"]),
        (Period("2012-02-", 29, 29), None),
    ],
)
def test_time_is_halved_down_to_a_day(period, halves):
    found = period.halves()
    assert found == halves if halves is None else [half.name for half in found] == halves


def test_a_day_is_never_divided():
    dates = ["2012-05-17T10:00"] * 20 + ["2012-05-18"]
    assert {name: len(part) for name, part in cut(dates).items()} == {"2012-05-17": 20, "2012-05-18": 1}


def test_a_short_list_is_one_part():
    assert [len(part) for part in cut(to_dates([0, 900, 3000])).values()] == [3]
    assert cut_by_period([], MOST) == []
