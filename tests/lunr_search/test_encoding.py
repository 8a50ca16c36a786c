"""The codes of postings: lengths to steps, by the table that also tests the twin, encoding.js."""

import csv
from pathlib import Path

import numpy as np
import pytest

from lunr_search.encoding import encode_postings, lengths_to_steps

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
    numbers = np.concatenate([np.sort(rng.choice(1 << 20, size, replace=False)) for size in np.bincount(keys)])
    counts = rng.integers(1, 4, 3000)
    counts[::97], numbers[-1] = 70_000, (1 << 30) - 1  # escaped
    lengths = rng.integers(1, 5000, 3000)
    joined = encode_postings(*columns, numbers, counts, lengths, 30)
    monkeypatch.setattr("lunr_search.encoding._MAX_JOINED", 0)
    apart = encode_postings(*columns, numbers, counts, lengths, 30)
    assert joined[0] == apart[0] and (joined[1] == apart[1]).all()
