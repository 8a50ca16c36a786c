"""The codes of postings: lengths to steps, by the table that also tests the twin, encoding.js."""

import csv
from pathlib import Path

import numpy as np
import pytest

from lunr_search.encoding import encode_postings, lengths_to_steps, split_numbers
from lunr_search.numbering import LARGEST_STEP, Numbering, number_day, plan_numbering

NUMBERING = Numbering(730_120, 730_120 + (1 << 19), 3)
TABLE = Path(__file__).with_name("steps.tsv").read_text("utf-8").splitlines()


@pytest.mark.parametrize("row", list(csv.DictReader(TABLE, delimiter="\t")), ids=lambda row: row["step"])
def test_a_length_is_rounded_to_its_step(row):
    step, least, most = (int(row[name]) for name in ("step", "least", "most"))
    lengths = np.array([max(0, least - 1), least, most, most + 1])
    assert lengths_to_steps(lengths).tolist() == [max(0, step - 1), step, step, step + 1]


def test_codes_of_a_posting_are_joined_if_they_fit(monkeypatch):
    rng = np.random.default_rng(5)
    keys = np.sort(rng.integers(0, 40, 3000))
    columns = (keys // 8, keys % 8)
    numbers = np.concatenate([np.sort(rng.choice(1 << 24, size, replace=False)) for size in np.bincount(keys)])
    counts = rng.integers(1, 4, 3000)
    counts[::97], numbers[-1] = 70_000, (1 << 30) - 1  # escaped
    lengths = rng.integers(1, 5000, 3000)
    joined = encode_postings(*columns, numbers, counts, lengths, NUMBERING)
    monkeypatch.setattr("lunr_search.encoding._MAX_JOINED", 0)
    apart = encode_postings(*columns, numbers, counts, lengths, NUMBERING)
    assert joined[0] == apart[0] and (joined[1] == apart[1]).all()


def test_a_number_tells_the_day_and_the_step_of_the_body():
    days = [738_000, 745_123]
    numbering = plan_numbering(days, 40)
    steps = {f"{number}.html": step for number, step in enumerate([0, 1, 7, 8, 31, 32, 95, LARGEST_STEP, *[70] * 40])}
    for day in days:
        numbers = number_day(numbering, day, steps)
        assert len(set(numbers.values())) == len(steps)
        found = split_numbers(np.array(list(numbers.values())), numbering)
        assert set((found[0] + numbering.first_day).tolist()) == {day}
        assert found[1].tolist() == [steps[url] for url in numbers]
        assert sorted(found[2][found[1] == 70].tolist()) == list(range(40))


def test_an_article_moves_only_those_of_its_day_and_length():
    numbering = plan_numbering([738_000], 4)
    steps = {f"{number}.html": number % 20 for number in range(60)}
    before = number_day(numbering, 738_000, steps)
    after = number_day(numbering, 738_000, steps | {"added.html": 7})
    assert {steps[url] for url in before if after[url] != before[url]} <= {7}
    assert number_day(numbering, 738_000, dict(reversed(steps.items()))) == before
