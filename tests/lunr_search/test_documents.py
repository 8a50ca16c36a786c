"""What of a document is searched."""

import datetime as dt
from dataclasses import replace

from lunr_search.documents import BOOSTS, FIELDS, LEDE_LENGTH, Document, text_to_lede

STORY = Document(
    url="2024/03/01/the-mole.html",
    title="The mole",
    body="HALVERIN - The old\n\nmole was closed after the storm.",
    date=dt.date(2024, 3, 1),
)


def searched(document: Document, field: str) -> str:
    return dict(zip(FIELDS, document.field_texts(), strict=True))[field]


def test_a_summary_of_its_own_is_searched():
    assert searched(replace(STORY, lede="A pilot saw cracks."), "lede") == "A pilot saw cracks."


def test_a_lede_with_which_the_body_begins_is_not_given_again():
    assert searched(replace(STORY, lede="HALVERIN - The old mole"), "lede") == ""


def test_a_cut_lede_is_compared_without_its_mark():
    body = "word " * LEDE_LENGTH
    assert searched(replace(STORY, body=body, lede=text_to_lede(body)), "lede") == ""
    lede = text_to_lede("other " + body)
    assert searched(replace(STORY, body=body, lede=lede), "lede") == lede


def test_a_lede_ends_with_a_whole_word():
    assert text_to_lede("one  two\nthree") == "one two three"
    lede = text_to_lede("harbour " * LEDE_LENGTH)
    assert lede.endswith("harbour …")
    assert len(lede) <= LEDE_LENGTH + 2


def test_every_field_has_a_boost():
    assert len(BOOSTS) == len(FIELDS)
