"""Dates and times as words for readers."""

import pytest

from archive_pages.dates import (
    days_between,
    month_to_text,
    period_to_text,
    time_to_short_day,
    time_to_text,
    years_to_text,
)


@pytest.mark.parametrize(
    "first, last, text",
    [
        ("2025-02-17T10:00", "2025-02-17T11:00", "17 February 2025"),
        ("2025-02-07", "2025-02-20", "7–20 February 2025"),
        ("2025-01-31", "2025-02-20", "31 January – 20 February 2025"),
        ("2024-12-31", "2025-02-20", "31 December 2024 – 20 February 2025"),
    ],
)
def test_a_period_is_written_without_repetition(first, last, text):
    assert period_to_text(first, last) == text


def test_a_period_in_ukrainian():
    assert period_to_text("2025-01-31", "2025-02-20", "uk") == "31 січня – 20 лютого 2025"


def test_years_times_and_distances():
    assert (
        years_to_text("2019-01-01", "2025-01-01") == "2019–2025" and years_to_text("2019-01-01", "2019-12-01") == "2019"
    )
    assert time_to_short_day("2025-02-07T09:05") == "7 Feb"
    assert time_to_text("2025-02-07T09:05") == "7 February 2025, 09:05"
    assert (
        time_to_text("2025-02-07T09:05", "uk") == "7 лютого 2025, 09:05"
        and time_to_short_day("2025-02-07", "uk") == "7 лют."
    )
    assert month_to_text("2025-02", "uk") == "Лютий 2025"
    assert days_between("2024-02-28T23:00", "2024-03-01") == 2
