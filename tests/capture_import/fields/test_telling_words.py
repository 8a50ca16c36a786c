"""Quick word checks that run before the regular expressions: they miss nothing that the tables of words hold."""

from itertools import product

import pytest
from ftfy.badness import is_bad

from capture_import.fields.dates import read_line, relative
from capture_import.fields.dates.lines import has_label, role_of
from capture_import.fields.dates.words import load_words
from capture_import.fields.evidence import Role
from capture_import.fields.names import line_to_names
from capture_import.fields.repairs import _MAY_BE_WRONG

_LABELS = sorted(load_words().kind("publish") | load_words().kind("update") | load_words().kind("neutral"))
_UPDATES = sorted(load_words().kind("update"))


def test_every_phrase_for_how_long_ago_is_found() -> None:
    expressions = {text.replace("#", "3") for text, _ in load_words().ago}
    assert expressions
    assert [text for text in expressions if not relative.relative_words(text)[0]] == []


@pytest.mark.parametrize("days", [0, 1, 2])
def test_every_word_for_a_day_near_the_capture_is_found(days: int) -> None:
    words = load_words().kind(f"relative{days}")
    assert words
    assert [word for word in words if not relative.relative_words(word)[1]] == []


@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_every_label_in_ascii_is_found_whatever_its_case(change: type[str]) -> None:
    labels = [change(label) for label in _LABELS if label.isascii()]
    assert labels
    assert [label for label in labels if not has_label(label)] == []


def test_every_label_of_an_update_in_ascii_tells_its_role() -> None:
    labels = [label for label in _UPDATES if label.isascii()]
    assert [label for label in labels if role_of(label) not in (Role.MODIFIED, Role.PUBLISHED)] == []


def test_characters_that_most_texts_have_are_no_evidence_of_a_wrong_decoding() -> None:
    marks = [chr(code) for code in range(0x80, 0x2100) if not _MAY_BE_WRONG.search(chr(code))]
    assert len(marks) > 5
    texts = map("".join, product([*marks, *" aA1.,!?-\n"], repeat=3))
    assert [text for text in texts if is_bad(text)] == []


def test_a_cached_result_of_a_line_can_not_be_changed_by_its_caller() -> None:
    line_to_names("By Ann Lee").append("Bo Ek")
    assert line_to_names("By Ann Lee") == ["Ann Lee"]
    assert read_line("Published: 5 March 2021") is read_line("Published: 5 March 2021")
