"""Every phrase on the pages is translated into every supported language."""

import pytest

from archive_pages import wording
from archive_pages.wording import LANGUAGES, choose_wording, count_to_text, list_labels

TABLES = (wording.MONTHS, wording.MONTHS_OF_DAYS, wording.SHORT_MONTHS, wording.WEEKDAYS, wording.SHORT_WEEKDAYS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_every_phrase(lang):
    assert all(list_labels(lang).values())
    assert [len(table[lang]) for table in TABLES] == [12, 12, 12, 7, 7]
    assert all(lang in forms for forms in wording._COUNTED.values()) and all(
        lang in texts for texts in wording._AROUND.values()
    )


def test_no_phrase_was_left_in_english():
    english, ukrainian = list_labels("en"), list_labels("uk")
    assert [key for key in english if english[key] == ukrainian[key]] == []


@pytest.mark.parametrize(
    "count, text",
    [
        (0, "0 новин"),
        (1, "1 новина"),
        (2, "2 новини"),
        (5, "5 новин"),
        (11, "11 новин"),
        (12, "12 новин"),
        (21, "21 новина"),
        (104, "104 новини"),
        (1111, "1\N{NO-BREAK SPACE}111 новин"),
    ],
)
def test_ukrainian_has_three_plural_forms(count, text):
    assert count_to_text("story", count, "uk") == text


@pytest.mark.parametrize(
    "lang, chosen", [("en", "en"), ("en-GB", "en"), ("uk", "uk"), ("uk_UA", "uk"), ("fi", "en"), ("", "en")]
)
def test_an_archive_is_in_its_language_or_in_english(lang, chosen):
    assert choose_wording(lang) == chosen
