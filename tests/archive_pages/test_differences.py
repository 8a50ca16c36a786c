"""What changed from one text to another, word by word."""

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages import differences
from archive_pages.differences import ADDED, REMOVED, compare_texts, compare_words, split_sentences

TEXT = st.lists(st.sampled_from("lamp harbour is lit. the out. ferry!".split()), max_size=40).map(" ".join)


def side(parts, left_out):
    return " ".join(part["text"] for part in parts if part["kind"] != left_out)


@given(TEXT, TEXT)
def test_both_sentences_can_be_read_from_the_parts(before, after):
    parts = compare_words(before, after)
    assert (side(parts, ADDED), side(parts, REMOVED)) == (before, after)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_hunks(before, after):
    changes = compare_texts(before, after)
    for text, left_out in ((before, ADDED), (after, REMOVED)):
        shown = [side(hunk.parts, left_out) for hunk in changes.hunks]
        at = 0
        for words in shown:
            at = text.find(words, at)
            assert at >= 0
            at += len(words)
    shown_sentences = sum(len(split_sentences(side(hunk.parts, REMOVED))) + hunk.skipped for hunk in changes.hunks)
    assert shown_sentences + changes.rest == len(split_sentences(after))
    assert bool(changes.hunks) == (split_sentences(before) != split_sentences(after))


def test_a_changed_word_stands_between_the_sentences_around():
    texts = [f"One. Two. The lamp is {word} now. Four. Five. Six." for word in ("lit", "out")]
    ((skipped, parts),), rest = compare_texts(*texts)
    assert (skipped, rest) == (1, 2)
    assert [(part["kind"], part["text"]) for part in parts] == [
        ("", "Two."), ("", "The lamp is"), ("del", "lit"), ("ins", "out"), ("", "now."), ("", "Four."),
    ]  # fmt: skip


def test_a_sentence_that_is_like_no_other_is_added_or_removed_whole():
    ((_, parts),), _ = compare_texts(
        "The ferry sails at nine.", "Nobody was hurt, police said. The ferry sails at ten."
    )
    assert [part["kind"] for part in parts] == [ADDED, "", REMOVED, ADDED]


def test_scripts_without_spaces_are_compared_by_character():
    parts = compare_words("港口的灯亮了。", "港口的灯灭了。")
    assert [(part["kind"], part["text"]) for part in parts] == [
        ("", "港口的灯"),
        ("del", "亮"),
        ("ins", "灭"),
        ("", "了。"),
    ]


@pytest.mark.parametrize(
    "before, after",
    [("the " * 20_000, "a the " * 15_000), ("So. " * 20_000, "No. So. " * 15_000), ("a b. " * 9_000, "b a. " * 9_000)],
)
def test_texts_of_few_words_take_bounded_work(before, after, monkeypatch):
    calls = []

    class Counting(SequenceMatcher[str]):
        def __init__(self, junk, left, right, autojunk):
            calls.append(sum(right.count(word) for word in left))
            super().__init__(junk, left, right, autojunk=autojunk)

    monkeypatch.setattr(differences, "SequenceMatcher", Counting)
    compare_texts(before, after)
    assert max(calls, default=0) <= differences.MOST_PAIRS and sum(calls) <= 1_000_000
