"""The direction of languages that are written from right to left."""

from babel import Locale
from babel.localedata import locale_identifiers

from archive_pages.directions import is_right_to_left, make_language_filter


def test_the_direction_of_every_language_is_that_of_the_cldr():
    wrong = [
        tag for tag in locale_identifiers() if is_right_to_left(tag) != (Locale.parse(tag).text_direction == "rtl")
    ]
    assert wrong == []


def test_an_archive_in_hebrew_marks_a_story_in_english_as_left_to_right():
    in_language = make_language_filter("he")
    assert in_language("en") == ' lang="en" dir="ltr"'
    assert in_language("ar") == ' lang="ar"'
    assert in_language("he", "") == ' lang="he" dir="rtl"'


def test_hostile_text_in_a_language_does_not_leave_its_attribute():
    assert make_language_filter("en")('"><b>') == ' lang="&#34;&gt;&lt;b&gt;"'
