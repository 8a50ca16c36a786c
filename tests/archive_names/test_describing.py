"""The names of an article as data: spelling, slug, order, and what is left out."""

import pytest

from archive_names.config import read_config
from archive_names.describing import MOST, Tag, describe_names
from archive_names.owned import choose_owned
from newsrecord.names_file import Entity

TEXT = """Mayor Ilka Brandt met Jonas Weller of Halverin Bank Inc. in Paris on Monday.

The bank and Mayor Brandt said no more. U.S. officials said that Halverin Bank had asked for help.
Brandt is to speak again.
"""


def test_the_names_of_an_article_have_a_spelling_a_kind_a_slug_and_a_key():
    names = {name["name"]: name for name in describe_names(TEXT, "en")}
    assert names["Ilka Brandt"] == {
        "name": "Ilka Brandt",
        "kind": "person",
        "slug": "ilka-brandt",
        "key": "ilka brandt",
        "from": "text",
    }
    assert names["Halverin Bank Inc."]["slug"] == "halverin-bank"
    assert names["United States"]["slug"] == "united-states"
    assert names["Paris"]["kind"] == "place"


def test_the_most_salient_names_come_first():
    assert describe_names(TEXT, "en")[0]["name"] == "Ilka Brandt"
    assert describe_names(TEXT, "en", "Loan for Weller's bank refused")[0]["name"] == "Jonas Weller"


def test_a_surname_alone_is_nobodys_name():
    assert describe_names("Mr. Brandt met Mr. Weller in Paris.", "en") == describe_names("He met them in Paris.", "en")


def test_a_name_that_is_a_tag_of_the_article_has_the_tags_spelling_and_slug():
    names = describe_names(TEXT, "en", tags=[Tag("ILKA BRANDT", "mayor-brandt"), Tag("Economy", "economy")])
    (brandt,) = [name for name in names if name["from"] == "tag"]
    assert (brandt["name"], brandt["slug"], brandt["key"]) == ("ILKA BRANDT", "mayor-brandt", "ilka brandt")


def test_cases_of_a_name_have_one_slug_and_a_known_place_its_nominative():
    first = describe_names("Вчора президент Володимир Зеленський прибув до Києва.", "uk")
    second = describe_names("Зустріч з Володимиром Зеленським відбулася у Києві.", "uk")
    assert [name["slug"] for name in first] == [name["slug"] for name in second]
    assert {name["name"] for name in first} >= {"Київ"}


def test_a_list_of_a_hundred_names_is_cut():
    text = " ".join(f"The firm {chr(65 + n // 26)}{chr(97 + n % 26)}rok Holdings grew." for n in range(100))
    assert len(describe_names(text, "en")) == MOST


def test_another_finder_gives_spans_and_the_rest_follows():
    text = "Ilka Brandt spoke. Brandt smiled at Ossel."
    found = [(0, 11, "person"), (19, 25, "person"), (36, 41, "place")]
    names = describe_names(text, "en", mentions=found)
    assert [(name["name"], name["kind"]) for name in names] == [("Ilka Brandt", "person"), ("Ossel", "place")]


def test_settings_that_mean_nothing_are_rejected():
    assert read_config({"DEFAULT_LANG": "en"}).kinds == ("person", "organisation", "place")
    assert read_config({"DEFAULT_LANG": "en", "ARCHIVE_NAMES_KINDS": ["place"]}).kinds == ("place",)
    assert read_config({"DEFAULT_LANG": "en", "ARCHIVE_NAMES_FINDER": "os.path.join"}).finder is not None
    for wrong in (
        {"ARCHIVE_NAMES_KINDS": "place"},
        {"ARCHIVE_NAMES_KINDS": ["ship"]},
        {"ARCHIVE_NAMES_FINDER": "no.such"},
        {"ARCHIVE_NAMES_MIN_ARTICLES": 0},
    ):
        with pytest.raises(ValueError, match="ARCHIVE_NAMES_"):
            read_config({"DEFAULT_LANG": "en", **wrong})


OWNED = choose_owned(
    [
        Entity(
            "Brandt, Ilka",
            "organisation",
            "the-mayor",
            ("Ilka Brandt", "Ілька Брандт"),
            languages=(("uk", "Ілька Брандт"),),
        ),
        Entity("Weller", "person", "weller"),
        Entity("Paris", "tag", "paris-tag"),
    ]
)


def test_what_the_owner_says_beats_the_text_and_the_tags():
    names = describe_names(TEXT, "en", tags=[Tag("Ilka Brandt", "a-tag")], owned=OWNED)
    assert names[0] == {
        "name": "Brandt, Ilka",
        "kind": "organisation",
        "slug": "the-mayor",
        "key": "Brandt, Ilka",
        "from": "names file",
    }
    assert "paris" in {name["slug"] for name in names}  # an entity of another kind decides nothing here


def test_the_owner_joins_a_name_across_languages_and_may_name_a_surname_alone():
    (name,) = describe_names("Mr. Weller spoke.", "en", owned=OWNED)
    assert name["slug"] == "weller"
    names = describe_names("Учора мер Ілька Брандт відкрила міст.", "uk", owned=OWNED)
    assert [(name["name"], name["slug"]) for name in names] == [("Ілька Брандт", "the-mayor")]


def test_an_author_of_the_article_is_a_person():
    text = "The report by Bank Holding was read."
    (name,) = describe_names(text, "en")
    assert name["kind"] == "organisation"
    (name,) = describe_names(text, "en", authors=["Bank Holding"])
    assert name["kind"] == "person"


def test_credits_the_publisher_and_numbers_are_no_names():
    text = "Ossel Ferries Ltd, No. 1 in Paris, told Halverin Press so. (Reporting by Ilka Brandt; Editing by Mira Falk)"
    names = {name["name"] for name in describe_names(text, "en", publisher="Halverin Press")}
    assert names == {"Ossel Ferries Ltd", "Paris"}


def test_a_dateline_in_capitals_is_the_place():
    (name,) = describe_names("SEOUL (Agency) - It rained.", "en")[:1]
    assert (name["name"], name["kind"], name["slug"]) == ("Seoul", "place", "seoul")
