"""The codes of postings: lengths to steps, by the table that also tests the twin, encoding.js; there and back."""

import base64
import csv
import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from lunr_search.bit_codes import pack_numbers
from lunr_search.digests import FIELD_COUNT
from lunr_search.documents import FIELDS
from lunr_search.encoding import (
    BODY,
    EXACT_LENGTHS,
    encode_postings,
    lengths_to_steps,
)
from lunr_search.numbering import LARGEST_STEP, Numbering, number_day, plan_numbering, step_to_place
from lunr_search.placing import LONG_RECORD, split_numbers
from lunr_search.scripts import add_number, take_number
from tests.waiting import PATIENCE_S

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
    is_exact = numbers % 5 == 0
    joined = encode_postings(*columns, numbers, counts, lengths, is_exact, NUMBERING)
    monkeypatch.setattr("lunr_search.record_packing._MAX_JOINED", 0)
    apart = encode_postings(*columns, numbers, counts, lengths, is_exact, NUMBERING)
    assert joined[0] == apart[0] and (joined[1] == apart[1]).all()


SIZES = {1: 16, 2: 17, 4: 2}  # at both sides of a long record
LONGEST = 240  # the lengths of smaller steps fit the 32 bits that the browser has for them
LAST_DAY = NUMBERING.last_day - NUMBERING.first_day


def draw_numbers(rng, term):
    """Return the ascending numbers of a term's documents, and the steps of their bodies.

    Each third term has one document; each fourth many on a few days, so that rows take fewer bits; one of these has the
    first and the last days, all steps and a full row, one a single row.
    """
    size = 1 if term % 3 == 0 else SIZES.get(term) or int(rng.integers(2, 60))
    days = rng.choice(1 << 15, size, replace=False)
    steps = rng.integers(0, 120, size)
    ties = rng.integers(0, 2, size)
    if term % 4 == 1 and term > 4:
        size *= 10
        days, steps = rng.integers(900, 904, size), rng.integers(80, 100, size)
        ties = rng.integers(0, 1 << NUMBERING.tie_bits if term % 8 == 1 else 2, size)
    if term == 17:
        days[: size // 2], days[size // 2 :] = 0, LAST_DAY - days[size // 2 :] % 3
        steps = rng.integers(0, LONGEST, size)
        row = np.arange(LONGEST)
        days, steps, ties = (
            np.append(*pair) for pair in ((days, 0 * row), (steps, 3 + (row >> 3) * 8), (ties, row % 8))
        )
    if term == 29:
        days, steps = 0 * days + LAST_DAY, 5 + (rng.integers(0, 30, size) << 3)
    places = np.array([step_to_place(int(step)) for step in steps])
    numbers = np.unique(days << NUMBERING.slot_bits | places << NUMBERING.tie_bits | ties)
    return numbers, split_numbers(numbers, NUMBERING).steps


def draw_length(rng, step):
    """Return a length that has a step."""
    if step < EXACT_LENGTHS:
        return step
    width = 1 << 2 + (step - EXACT_LENGTHS >> 3)
    return (8 + (step & 7)) * width + int(rng.integers(0, width))


def make_postings(rng, term):
    """Return postings of one term, sorted: field, number, count, length."""
    numbers, steps = draw_numbers(rng, term)
    own = [BODY, [BODY, 0], [8], [0, BODY, 6], range(FIELD_COUNT)][term % 5]
    rows = []
    for number, step in zip(numbers.tolist(), steps.tolist(), strict=True):
        chosen = [field for field in np.ravel(own).tolist() if rng.random() < 0.6] or [int(np.ravel(own)[0])]
        for field in chosen:
            length = draw_length(rng, step) if field == BODY else int(rng.integers(1, 5000))
            rows.append((field, number, int(rng.geometric(0.6)), length))
    rows[-1] = (*rows[-1][:2], 70_000, rows[-1][3])  # escaped
    return sorted(rows)


def test_the_bytes_of_a_term_do_not_depend_on_others():
    rng = np.random.default_rng(12)
    postings = [make_postings(rng, term) for term in range(60)]
    terms = np.repeat(np.arange(60), [len(rows) for rows in postings])
    fields, numbers, counts, lengths = np.array([row for rows in postings for row in rows]).T
    data, ends = encode_postings(terms, fields, numbers, counts, lengths, numbers % 3 == 0, NUMBERING)
    for rows, (start, end) in zip(postings, pairwise([0, *ends.tolist()]), strict=True):
        fields, numbers, counts, lengths = np.array(rows).T
        zeros = np.zeros(len(rows), np.int32)
        alone, _ = encode_postings(zeros, fields, numbers, counts, lengths, numbers % 3 == 0, NUMBERING)
        assert data[start:end] == alone


def test_postings_are_decoded_as_they_were(tmp_path):
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    rng = np.random.default_rng(11)
    postings = [make_postings(rng, term) for term in range(90)]
    terms = np.repeat(np.arange(90), [len(rows) for rows in postings])
    fields, numbers, counts, lengths = np.array([row for rows in postings for row in rows]).T
    is_exact = numbers % 3 == 0
    small = fields.astype(np.uint8)
    data, ends = encode_postings(terms, small, numbers, counts, lengths, is_exact, NUMBERING)
    numbering = {
        "fields": FIELDS,
        "slotBits": NUMBERING.slot_bits,
        "tieBits": NUMBERING.tie_bits,
        "dayBits": NUMBERING.day_bits,
    }
    record = {"data": base64.b64encode(data).decode(), "starts": [0, *ends[:-1].tolist()], "numbering": numbering}
    (tmp_path / "given.json").write_text(json.dumps(record), "utf-8")
    command = [node, Path(__file__).with_name("node") / "postings.js", tmp_path / "given.json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert ran.returncode == 0, ran.stderr
    for rows, line in zip(postings, ran.stdout.splitlines(), strict=True):
        expected = []
        has_exact = len({row[1] for row in rows}) >= LONG_RECORD
        for field in range(FIELD_COUNT):
            some = np.array([row[1:] for row in rows if row[0] == field]).reshape(-1, 3).T
            steps = split_numbers(some[0], NUMBERING)[1] if field == BODY else lengths_to_steps(some[2])
            is_known = (steps < EXACT_LENGTHS) | (some[0] % 3 == 0) & has_exact
            columns = [some[0], some[1], steps, np.where(is_known, some[2], 0)]
            expected.append([column.tolist() for column in columns] if some.size else None)
        assert json.loads(line) == expected


def test_the_commonest_set_of_fields_and_ties_of_0_take_no_bits_of_a_document():
    # a document a day: two bits for the gap, one for the step of the body, one for the title's step
    days = np.arange(800)
    numbers = np.tile(days << NUMBERING.slot_bits, 2)
    fields = np.repeat([0, BODY], 800)
    ones = np.ones(1600, np.int64)
    data, _ = encode_postings(0 * ones, fields, numbers, ones, 9 * ones, ones < 0, NUMBERING)
    assert len(data) <= 800 * 4 / 8 + 40


def test_many_documents_of_a_day_take_few_bits_each():
    # half of what a day has, 16 documents a row: some 1.5 bits for the rise, 1.5 for the tie, ten for each row
    rng = np.random.default_rng(3)
    slots = np.array([step_to_place(step) << NUMBERING.tie_bits | tie for step in range(80, 112) for tie in range(8)])
    numbers = np.concatenate(
        [day << NUMBERING.slot_bits | np.sort(rng.choice(slots, 128, replace=False)) for day in range(40)]
    )
    ones = np.ones(len(numbers), np.int64)
    data, _ = encode_postings(0 * ones, BODY * ones, numbers, ones, 300 * ones, ones < 0, NUMBERING)
    assert len(data) * 8 <= 3.5 * len(numbers)


def test_a_term_that_stands_often_in_each_document_takes_a_few_bits_a_count():
    rng = np.random.default_rng(4)
    numbers = np.arange(800) << NUMBERING.slot_bits
    ones = np.ones(800, np.int64)
    counts = rng.integers(10, 26, 800)
    given = (0 * ones, BODY * ones, numbers)
    data, _ = encode_postings(*given, counts, 9 * ones, ones < 0, NUMBERING)
    once, _ = encode_postings(*given, ones, 9 * ones, ones < 0, NUMBERING)
    assert len(data) - len(once) <= 800 * 7 / 8


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


@pytest.mark.parametrize("bits", [1, 7, 8, 14, 31, 62])
def test_numbers_are_packed_together_as_one_by_one(bits):
    numbers = np.random.default_rng(bits).integers(0, 1 << bits, 300)
    expected = bytearray()
    for number in numbers.tolist():
        add_number(expected, number)
    packed = pack_numbers(numbers)
    assert packed == bytes(expected)
    at, read = 0, []
    while at < len(packed):
        number, at = take_number(packed, at)
        read.append(number)
    assert read == numbers.tolist()
