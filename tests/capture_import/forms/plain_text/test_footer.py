"""The footer of a text, such as credits and tags: a table of endings."""

import pytest

from capture_import.forms.plain_text.footer import read_footer

SECTIONS = ("War", "Kyiv")
TEXT = ["The lamp is lit again on the north mole.", "", "It can be seen from eleven miles."]
ENDINGS = {
    "all of it": (
        ["Ada Quill", "", "Ada Quill", "", "WarPolitics", "natoNATO", "euEU Council"],
        (("Ada Quill",), ("War", "Politics"), ["NATO", "EU Council"]),
    ),
    "byline once, bare tags": (
        ["Ada Quill", "", "SocietyEconomy", "Power outage", "Upper Marl"],
        (("Ada Quill",), ("Society", "Economy"), ["Power outage", "Upper Marl"]),
    ),
    "no byline": (["Society", "harbourHarbour"], ((), ("Society",), ["Harbour"])),
    "tags alone": (["harbourHarbour"], ((), (), ["Harbour"])),
    "known section alone": (["War"], ((), ("War",), [])),
    "byline alone": (["Ada Quill"], (("Ada Quill",), (), [])),
    "two authors": (
        ["Ada Quill, Bo Marl", "Ada Quill, Bo Marl", "Society"],
        (("Ada Quill", "Bo Marl"), ("Society",), []),
    ),
    "a word that only looks like a slug": (["iPhone sales"], ((), (), [])),
    "nothing": ([], ((), (), [])),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_the_footer_is_split_from_the_text(name: str) -> None:
    ending, (authors, sections, tags) = ENDINGS[name]
    footer = read_footer(
        [*TEXT, "", *ending, "", "Advertising"],
        0,
        SECTIONS,
        lambda line: line == "Recall",
        lambda line: line == "Advertising",
    )
    assert (footer.authors, footer.sections, [tag.name for tag in footer.tags]) == (authors, sections, tags)
    assert footer.start >= len(TEXT)


def test_a_text_without_lines_has_no_footer() -> None:
    assert read_footer([], 0, SECTIONS, bool, bool).start == 0


def test_a_very_long_list_is_no_footer() -> None:
    lines = [*TEXT, *["Boat"] * 1000]
    assert read_footer(lines, 0, SECTIONS, lambda line: False, lambda line: False).start == len(lines)
