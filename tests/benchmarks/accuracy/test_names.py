"""Marked texts are read exactly, and a finder is scored by what it finds."""

from pathlib import Path

import pytest

from benchmarks.accuracy.marked_texts import MarkedName, MarkedText, read_texts
from benchmarks.accuracy.names import score_texts

TEXT = MarkedText(
    "uk/a.tsv",
    "uk",
    "Marrow met Holm. Marrow left Tarn.",
    [
        MarkedName(0, 6, "person", "Marrow"),
        MarkedName(11, 15, "person", "Holm"),
        MarkedName(17, 23, "person", "Marrow"),
        MarkedName(29, 33, "place", "Tarn"),
    ],
)


def test_tokens_become_a_text_with_spans(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "1.conll").write_text(
        "Alice I-PER\nMarrow I-PER\n, O\nof O\nQuill I-ORG\n's O\nLamp I-MISC\n\nHolm I-PER\nleft O\n. O\n", "utf-8"
    )
    (text,) = read_texts(tmp_path)
    assert text.text == "Alice Marrow, of Quill's Lamp\nHolm left."
    assert [(text.text[name.start : name.end], name.kind) for name in text.names] == [
        ("Alice Marrow", "person"),
        ("Quill", "organisation"),
        ("Holm", "person"),
    ]


@pytest.mark.parametrize(
    ("row", "fault"), [("0\t5\tMarrow", "line 1: not start"), ("0\t5\tMarrow\tMarrow\tPER\tM", "has no 'Marrow' at 0")]
)
def test_a_malformed_table_is_named_with_its_line(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "uk").mkdir()
    (tmp_path / "uk" / "1.txt").write_text("Marrow left.", "utf-8")
    (tmp_path / "uk" / "1.tsv").write_text(f"{row}\n", "utf-8")
    with pytest.raises(ValueError, match=fault):
        read_texts(tmp_path)


def test_what_is_right_scores_one_and_what_is_wrong_less() -> None:
    right = {(name.start, name.end): (name.kind, name.entity) for name in TEXT.names}
    assert set(score_texts([TEXT], lambda text, language: right).values()) == {1.0}
    wrong = {(0, 6): ("place", "Marrow"), (17, 23): ("person", "other"), (24, 28): ("person", "left")}
    figures = score_texts([TEXT], lambda text, language: wrong)
    assert (figures["precision"], figures["recall"]) == (2 / 3, 1 / 2)
    assert figures["with kind"] == 2 / 7
    assert figures["joined in all"] == pytest.approx(2 / 3)
