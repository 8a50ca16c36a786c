"""The codes of postings: lengths to steps, by the table that the twin in encoding.js is held to, too."""

import csv
from pathlib import Path

import numpy as np
import pytest

from lunr_search.encoding import lengths_to_steps

TABLE = Path(__file__).with_name("steps.tsv").read_text("utf-8").splitlines()


@pytest.mark.parametrize("row", list(csv.DictReader(TABLE, delimiter="\t")), ids=lambda row: row["step"])
def test_the_table_of_steps(row):
    step, least, most = (int(row[name]) for name in ("step", "least", "most"))
    lengths = np.array([max(0, least - 1), least, most, most + 1])
    assert lengths_to_steps(lengths).tolist() == [max(0, step - 1), step, step, step + 1]
