"""Sections that software joined into one text are taken apart; a comma in a section's own name stays."""

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
def test_sections_are_taken_apart(text, sections):
    assert split_sections(text) == sections
