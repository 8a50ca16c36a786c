"""Near-duplicates: how similar two texts are, and that similar texts share a band of their signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_import.archive import minhash, minhash_arrays, near_duplicates
from capture_import.archive.near_duplicates import (
    BANDS,
    MIN_SIMILARITY,
    signature_to_bands,
    similarity,
    text_to_signature,
)
from newsarchive.main import main
from newsrecord import markdown_to_article

STORY = " ".join(
    f"The harbour office counted {number} boats at the north mole on the {number}th night of the storm."
    for number in range(60)
)
OTHER = " ".join(
    f"Orchards of the upper valley lost {number} trees to frost in the {number}th week of a late spring."
    for number in range(60)
)


def test_two_equal_texts_are_similar() -> None:
    assert similarity(text_to_signature(STORY), text_to_signature(STORY)) == 1.0
    assert similarity(text_to_signature(STORY), text_to_signature(STORY.upper())) == 1.0


def test_a_slightly_changed_text_is_a_version_and_shares_a_band() -> None:
    one, other = (
        text_to_signature(STORY),
        text_to_signature(STORY + " The mayor came later and thanked the crews of all the boats."),
    )
    assert similarity(one, other) >= MIN_SIMILARITY
    assert set(signature_to_bands(one)) & set(signature_to_bands(other))


def test_an_unrelated_text_is_not_similar() -> None:
    assert similarity(text_to_signature(STORY), text_to_signature(OTHER)) < MIN_SIMILARITY


def test_a_short_text_is_not_compared() -> None:
    assert text_to_signature("The lamp is lit.") == b""
    assert signature_to_bands(b"") == []
    assert similarity(b"", b"") == 0.0


@given(st.text(max_size=3000))
def test_any_text_has_a_signature_or_none(text: str) -> None:
    signature = text_to_signature(text)
    assert signature == text_to_signature(text)
    assert len(signature_to_bands(signature)) in (0, BANDS)


@pytest.mark.parametrize("text", [STORY, OTHER, "Її сім'я – «тут» " * 40, "1 2 3 " * 60, "", "a" * 300_000, "\0" * 99])
def test_plain_python_and_arrays_make_equal_signatures(text: str) -> None:
    raw = minhash.text_to_raw(text)
    assert minhash.raw_to_signature(raw) == minhash_arrays.raw_to_signature(raw)


@given(st.lists(st.text(max_size=12), min_size=40, max_size=200).map(" ".join))
def test_plain_python_and_arrays_make_equal_signatures_of_any_text(text: str) -> None:
    raw = minhash.text_to_raw(text)
    assert minhash.raw_to_signature(raw) == minhash_arrays.raw_to_signature(raw)


def test_many_texts_are_signed_with_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "_bytes_signed", 0)
    monkeypatch.setattr(minhash, "raw_to_signature", lambda raw: b"plain")
    monkeypatch.setattr(minhash_arrays, "raw_to_signature", lambda raw: b"arrays")
    signatures = [text_to_signature(STORY) for _ in range(near_duplicates._FEW_BYTES // len(STORY) + 1)]
    assert signatures[0] == b"plain"
    assert signatures[-1] == b"arrays"


def test_copies_of_a_form_letter_list_few_versions_each(tmp_path):
    inbox, content = tmp_path / "inbox", tmp_path / "content"
    inbox.mkdir()
    letter = " ".join(f"word{number}" for number in range(200))
    for number in range(near_duplicates.MAX_VERSIONS + 15):
        text = f"Notice {number} of the harbour office\n\n2021-03-05\n\nThe lamp is lit. {letter} and {number}.\n"
        (inbox / f"{number:02}.txt").write_text(text, encoding="utf-8")
    main(["import", str(inbox), "--content", str(content), "--workers", "1"])
    articles = [markdown_to_article(path.read_text(encoding="utf-8")) for path in content.glob("2*/*/*/*.md")]
    counts = {len(article.extra["Versions"].split(";")) for article in articles}
    assert len(articles) == near_duplicates.MAX_VERSIONS + 15 and max(counts) == near_duplicates.MAX_VERSIONS


def test_the_signature_is_that_of_datasketch():
    # MinHash(num_perm=32, seed=1, scheme="affine32", hashfunc=int) of datasketch 2.0.0, updated with the same shingles
    made = (
        "8c164a00d4a6630682d85d045f0e1d00fbbdc40f71a95a0413cf6c03d282f20033d4f704b70c4f042f2bd30079064e00"
        "dbc2f604e534f602ab87120047a571006d2ffb001cc08d01fc91ab01a884910053b509012c9aba093b04e904b5f10305"
        "c8f88d01dd16310377482806eea536007c0a4d00959e8b00ef1320026536f107"
    )
    assert minhash.raw_to_signature(minhash.text_to_raw(STORY)).hex() == made
