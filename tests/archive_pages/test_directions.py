"""Languages that are written from right to left."""

from babel import Locale
from babel.localedata import locale_identifiers

from archive_pages.directions import is_right_to_left, make_language_filter


def test_every_language_of_the_cldr_is_written_as_it_says():
    wrong = [
        tag for tag in locale_identifiers() if is_right_to_left(tag) != (Locale.parse(tag).text_direction == "rtl")
    ]
    assert wrong == []


def test_an_archive_in_hebrew_says_that_a_story_in_english_runs_the_other_way():
    in_language = make_language_filter("he")
    assert in_language("en") == ' lang="en" dir="ltr"'
    assert in_language("ar") == ' lang="ar"'
    assert in_language("he", "") == ' lang="he" dir="rtl"'


def test_a_language_of_an_article_s_own_words_stays_in_its_attribute():
    assert make_language_filter("en")('"><b>') == ' lang="&#34;&gt;&lt;b&gt;"'
