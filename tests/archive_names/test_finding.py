"""Names in sentences of several languages, by the table in names.tsv."""

import re
import sys
from pathlib import Path

import pytest

from archive_names.finding import find_names

KINDS = {"p": "person", "o": "organisation", "l": "place"}
MARKED = re.compile(r"\[([pol]):([^\]]+)\]")
ROWS = [
    line.split("\t", 1)
    for line in Path(__file__).with_name("names.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("language", "marked"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_the_marked_names_and_no_others_are_found(language, marked):
    text = MARKED.sub(r"\2", marked)
    found = sorted(
        (mention.start, text[mention.start : mention.end], mention.kind)
        for name in find_names(text, language)
        for mention in name.mentions
    )
    expected = [(name, KINDS[kind]) for kind, name in MARKED.findall(marked)]
    assert [(name, kind) for _, name, kind in found] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "قال رئيس البلدية إن الجسر آمن."), ("zh", "市長說橋是安全的。"), ("xx", "no capitals at all"), ("en", "")],
)
def test_a_text_without_capitals_has_no_names(language, text):
    assert find_names(text, language) == []


def test_many_names_take_time_in_proportion():
    sentence = "Alice Marrow of Quill Inc. met Peter Holm and Jonas Feld in Halverin. "
    counts = []
    for repeats in (10, 20):
        calls = 0

        def count(frame, event, argument):
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count)
        try:
            find_names("".join(sentence.replace("Quill", f"Quill{number}") for number in range(repeats)), "en")
        finally:
            sys.setprofile(None)
        counts.append(calls)
    assert counts[1] < 2.5 * counts[0]
