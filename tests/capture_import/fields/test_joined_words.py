"""Names that were joined when the page was saved are split: tables of cases."""

import pytest

from capture_import.fields.joined_words import split_sections, split_tag

TAGS = {
    "natoNATO": ("nato", "NATO"),
    "volodymyr-zelenskyiVolodymyr Zelenskyy": ("volodymyr-zelenskyi", "Volodymyr Zelenskyy"),
    "g7G7": ("g7", "G7"),
    "5g5G": ("5g", "5G"),
    "1plus1-mediaICTV": ("1plus1-media", "ICTV"),
    "1plus11+1": ("1plus1", "1+1"),
    "f-16F-16 Fighting Falcon": ("f-16", "F-16 Fighting Falcon"),
    "covid-19Coronavirus": ("covid-19", "Coronavirus"),
    "iphoneiPhone": ("iphone", "iPhone"),
    "energyenergy": ("energy", "energy"),
    "war-in-ukrainewar in Ukraine": ("war-in-ukraine", "war in Ukraine"),
    "us-dollarU.S. dollar": ("us-dollar", "U.S. dollar"),
    "24-tv24 Канал": ("24-tv", "24 Канал"),
    "viinaВійна": ("viina", "Війна"),
    "acdcAC/DC": ("acdc", "AC/DC"),
    "halverin-upperHalverin, Upper": ("halverin-upper", "Halverin, Upper"),
}
SECTIONS = {
    "WarPolitics": ("War", "Politics"),
    "Politics": ("Politics",),
    "News of the WorldWar": ("News of the World", "War"),
    "Around the HarbourTown Council": ("Around the Harbour", "Town Council"),
    "Кримінал та НПКиїв": ("Кримінал та НП", "Київ"),
    "Новини СвітуПолітика": ("Новини Світу", "Політика"),
}


@pytest.mark.parametrize("line", TAGS)
def test_tag(line: str) -> None:
    tag = split_tag(line)
    assert tag
    assert (tag.page_slug, tag.name) == TAGS[line]


@pytest.mark.parametrize("line", ["Politics", "", "a", "Volodymyr Zelenskyy", "-x"])
def test_no_slug_before_a_name(line: str) -> None:
    assert split_tag(line) is None


@pytest.mark.parametrize("line", SECTIONS)
def test_sections(line: str) -> None:
    assert split_sections(line) == SECTIONS[line]


def test_known_sections_come_first() -> None:
    assert split_sections("UNNPolitics", ["UNN", "Politics"]) == ("UNN", "Politics")
