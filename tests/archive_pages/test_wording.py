"""The words of the pages in each language. tests/scripts/test_update_catalogues.py tests the catalogues."""

import pytest

from archive_engine.catalogues import list_languages
from archive_pages import wording
from archive_pages.wording import DATES, choose_wording, count_to_text, format_date, gap_to_text, name_language

TABLES = (wording.MONTHS, wording.MONTHS_OF_DAYS, wording.SHORT_MONTHS, wording.WEEKDAYS, wording.SHORT_WEEKDAYS)
PARTS = dict.fromkeys("day month year weekday date time first last".split(), "x")


@pytest.mark.parametrize("lang", list_languages())
def test_a_language_has_its_calendar(lang):
    assert [len(table[lang]) for table in TABLES] == [12, 12, 12, 7, 7]
    assert all(all(table[lang]) for table in TABLES)
    assert all(format_date(what, lang, **PARTS) for what in DATES)


def test_headings_begin_with_a_capital_letter_and_sentences_do_not():
    assert (wording.MONTHS["uk"][1], wording.MONTHS_IN_TEXT["uk"][1]) == ("Лютий", "лютий")
    assert (wording.MONTHS_OF_DAYS["uk"][1], wording.SHORT_MONTHS["uk"][1]) == ("лютого", "лют.")
    assert (wording.WEEKDAYS["uk"][4], wording.SHORT_WEEKDAYS["uk"][4]) == ("П’ятниця", "Пт")
    assert (wording.SHORT_WEEKDAYS["en"][4], wording.SHORT_MONTHS["en"][8]) == ("F", "Sep")


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


@pytest.mark.parametrize("count, text", [(2, "через два місяці"), (7, "через сім місяців"), (21, "через 21 місяць")])
def test_a_gap_is_in_words_while_it_is_short(count, text):
    assert gap_to_text("month", count, "uk") == text


@pytest.mark.parametrize(
    "lang, chosen", [("en", "en"), ("en-GB", "en"), ("uk", "uk"), ("uk_UA", "uk"), ("tlh", "en"), ("", "en")]
)
def test_an_archive_is_in_its_language_or_in_english(lang, chosen):
    assert choose_wording(lang) == chosen


def test_languages_have_their_names_in_the_archive_s_own():
    assert [name_language("de", lang) for lang in ("en", "uk")] == ["German", "німецька"]
