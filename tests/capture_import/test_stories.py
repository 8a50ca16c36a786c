"""Likeness of texts: the same, nearly the same, another; and that like texts meet in a band."""

from hypothesis import given
from hypothesis import strategies as st

from capture_import.stories import BANDS, LEAST_LIKENESS, likeness, signature_to_bands, text_to_signature

STORY = " ".join(
    f"The harbour office counted {number} boats at the north mole on the {number}th night of the storm."
    for number in range(60)
)
OTHER = " ".join(
    f"Orchards of the upper valley lost {number} trees to frost in the {number}th week of a late spring."
    for number in range(60)
)


def test_the_same_text_is_alike() -> None:
    assert likeness(text_to_signature(STORY), text_to_signature(STORY)) == 1.0
    assert likeness(text_to_signature(STORY), text_to_signature(STORY.upper())) == 1.0


def test_nearly_the_same_text_is_a_version_and_meets_in_a_band() -> None:
    one, other = (
        text_to_signature(STORY),
        text_to_signature(STORY + " The mayor came later and thanked the crews of all the boats."),
    )
    assert likeness(one, other) >= LEAST_LIKENESS
    assert set(signature_to_bands(one)) & set(signature_to_bands(other))


def test_another_text_is_not() -> None:
    assert likeness(text_to_signature(STORY), text_to_signature(OTHER)) < LEAST_LIKENESS


def test_a_short_text_is_not_compared() -> None:
    assert text_to_signature("The lamp is lit.") == b""
    assert signature_to_bands(b"") == []
    assert likeness(b"", b"") == 0.0


@given(st.text(max_size=3000))
def test_any_text_has_a_signature_or_none(text: str) -> None:
    signature = text_to_signature(text)
    assert signature == text_to_signature(text)
    assert len(signature_to_bands(signature)) in (0, BANDS)
