"""Names as citations have them, and fields of BibTeX and RIS that hold any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord.bibtex import citation_to_bibtex, escape_tex
from newsrecord.citation import Citation
from newsrecord.cited_names import CitedName, split_name
from newsrecord.ris import citation_to_ris


@pytest.mark.parametrize(
    "name, lang, family, given_name",
    [
        ("Clara Whitlow", "en", "Whitlow", "Clara"),
        ("Whitlow, Clara", "en", "Whitlow", "Clara"),
        ("van der Lamp, Ada", "nl", "van der Lamp", "Ada"),
        ("Ada van der Lamp", "nl", "van der Lamp", "Ada"),
        ("J. R. Smith", "en", "Smith", "J. R."),
        ("Jean-Luc O’Brien", "fr", "O’Brien", "Jean-Luc"),
        ("Надія Ковальчук", "uk", "Ковальчук", "Надія"),
        ("Åsa Öberg", "sv", "Öberg", "Åsa"),
    ],
)
def test_a_name_that_is_divided(name, lang, family, given_name):
    assert split_name(name, lang) == (family, given_name)


@pytest.mark.parametrize(
    "name, lang",
    [
        ("HVN", "en"),
        ("HVN Newsroom", "en"),
        ("Nagy Anna", "hu"),
        ("山田太郎", "ja"),
        ("山田 太郎", "ja"),
        ("אדה לוי", "he"),
        ("Ann and Ben", "en"),
        ("Lamp & Sons", "en"),
        ("Radio 24", "uk"),
        ("Ada Lamp, Halverin Post", "en"),
        ("Ada Lamp, Ben Ott, Cy Lee", "en"),
        ("Ada Lamp Jr.", "en"),
        ("halverin post", "en"),
        (",", ""),
        ("", ""),
        ("A, ", ""),
    ],
)
def test_a_name_that_stays_whole(name, lang):
    assert split_name(name, lang) == (name, "")


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@given(TEXTS)
def test_an_escaped_text_has_balanced_braces_and_no_character_that_tex_reads(text):
    escaped = escape_tex(text)
    depth = 0
    for character in escaped:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    bare = re.sub(r"\\(?:text\w+\{\}|[$&%#_])", "", escaped)
    assert not set(bare) & set("\\{}$&%#_^~")


@given(TEXTS, TEXTS, TEXTS)
def test_any_citation_is_one_entry_and_one_record(title, name, place):
    citation = Citation("lamp-2024-05-02", title, "2024-05-02", (CitedName(name, place),), name, place, place=place)
    entry = citation_to_bibtex(citation)
    assert entry.count("{") == entry.count("}") and entry.startswith("@online{lamp-2024-05-02,\n")
    record = citation_to_ris(citation)
    lines = record.split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"]
