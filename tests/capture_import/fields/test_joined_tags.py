"""Sections that software joined into one text are split; a comma inside the name of a section stays."""

import pytest

from capture_import.fields.tags import split_sections


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Harbour", ["Harbour"]),
        ("Harbour,Town,Weather", ["Harbour", "Town", "Weather"]),
        ("Harbour; Town | Weather", ["Harbour", "Town", "Weather"]),
        ("Hafen, Rathaus, Wetter", ["Hafen", "Rathaus", "Wetter"]),
        # names with commas of their own
        ("Health, Science", ["Health, Science"]),
        ("Food, Drink, and Travel", ["Food, Drink, and Travel"]),
        ("Kunst, Musik und Theater", ["Kunst, Musik und Theater"]),
    ],
)
def test_sections_are_split(text, sections):
    assert split_sections(text) == sections
