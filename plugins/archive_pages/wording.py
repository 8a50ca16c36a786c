"""The words of the pages in the archive's language: labels, months, weekdays, counts.

The texts stand here in English; `archive_engine/locale/` has them in other languages, by the same keys. Unicode CLDR,
as Babel has it, knows months, weekdays, numbers and names of languages.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from archive_engine.interface import choose_language, read_catalogue

ENGLISH = "en"

LABELS = {
    "skip": "Skip to the text",
    # the button that makes the page dark or light
    "dark_page": "Dark page",
    "light_page": "Light page",
    "search": "Search",
    "dates": "Dates",
    "sections": "Sections",
    "tags": "Tags",
    "authors": "Authors",
    "about": "About",
    "about_title": "About this archive",
    "section": "Section",
    "tag": "Tag",
    "author": "Author",
    "person": "Person",
    "organisation": "Organisation",
    "place": "Place",
    "people": "People",
    "organisations": "Organisations",
    "places": "Places",
    "names": "Names",
    "together": "Often together with",
    "before": "Before this, by name",
    "by_time": "By time",
    "earlier": "Earlier",
    "later": "Later",
    "more_of_list": "More of this list",
    "older": "Older",
    "newer": "Newer",
    "newest": "The newest",
    "threads": "Threads",
    "thread": "Thread",
    "thread_here": "This story so far",
    "thread_whole": "The whole thread",
    "running": "Running now",
    "running_threads": "Running threads",
    "threads_ended": "Ended",
    "weeks_chart": "Stories by week",
    "related": "Related stories",
    "same_time": "At the same time",
    "versions": "Other versions",
    "translations": "In other languages",
    "publisher": "Publisher",
    "original": "Original",
    "date": "Date",
    "saved": "Saved",
    "views": "Views when saved",
    "fingerprint": "SHA-256 of the saved page",
    "pictures": "Pictures",
    "picture": "picture",
    "revisions": "Saved more than once",
    "cite": "Cite this",
    "repairs": "Repaired after damage in saving",
    "changed": "changed",
    "basis_url": "date worked out from the page’s address",
    "basis_header": "date is the day the page was sent",
    "basis_text": "date worked out from the text",
    "basis_filename": "date worked out from the capture’s file name",
    "basis_given": "date given by who imported the page",
    "basis_captured": "date is the day the page was saved",
    "years_chart": "Stories by year",
    "months_chart": "Stories by year and month",
    "days_chart": "Days with stories",
    "year": "Year",
    "all": "All",
    "other_sections": "Other stories",
    "letters": "Letters",
    "most_used": "With the most stories",
    "ways_in": "Ways in",
    # on home, by kind of label
    "lately_section": "Sections",
    "lately_tag": "In the news lately",
    "lately_author": "Writing lately",
    "on_this_day": "On this day",
    "undated": "Without a date of their own",
    "undated_about": (
        "Their pages do not say when they were published: the days are those on which the pages were saved."
    ),
    "more_of_day": "More of this day",
    "holdings": "What the archive has",
    "holdings_about": (
        "How many stories, whose, of which years and languages, how their days are known, and which days are missing."
    ),
    "by_publisher": "By publisher",
    "by_language": "By language",
    "by_basis": "How the days are known",
    "others": "others",
    "unnamed": "not named",
    "stories": "Stories",
    "basis_declared": "date declared by the page",
    "gaps": "Days without a story",
    "gaps_about": "For each month, how many of its days have no story in this archive.",
    "rejected": "Saved pages that were left out",
    "rejected_pages": "Pages",
    "rejected_kind": "no story: a list, a search page, an error or another page",
    "rejected_text": "nothing to read in it",
    "rejected_headline": "no headline",
    "rejected_date": "no day could be found",
    "rejected_form": "could not be read",
    "by_year": "By year",
    "by_month": "By month",
    "all_by_date": "All stories by date",
    "empty": "The archive is empty.",
    "search_noscript": "Searching needs JavaScript. Without it, these lead into the archive:",
    "search_hint": "Words, “exact phrases”, or tags:name",
    "suggestions": "Suggestions",
    "order": "Order",
    "best_first": "best first",
    "newest_first": "newest first",
    "oldest_first": "oldest first",
    "from": "From",
    "to": "to",
    "filters": "Filters",
    "chosen": "Chosen",
    "search_ways": "These, too, lead into the archive:",
    "more_results": "More results",
    "how_to_search": "How to search",
    "help_either": "either word, stories with both first",
    "help_without": "with the one, without the other",
    "help_phrase": "the words as they stand",
    "help_field": "only with this in a field: title, body, names, tags, authors, section, place, lede, date, lang",
    "help_date": "beside words: only of a year, a month or a day",
    "help_beginning": "words that begin so",
    "help_near": "words that differ by one letter",
    "help_weight": "the one counts five times as much",
    "help_shortcut": "The key / goes to the search field. Arrows move among results.",
    "no_page": "There is no page at this address",
    "removed": "This story was removed",
    "removed_text": "It was part of this archive. Whoever keeps the archive took it out.",
    "no_page_text": "The address may be mistyped, or the page may have moved. These lead on:",
    "feeds": "Feeds",
    "downloads": "Feeds and data",
    "feeds_about": (
        "New stories as feeds, by section and publisher, and the archive’s list of stories as tables, a file a year."
    ),
    "publishers": "Publishers",
    "all_stories": "All stories",
    "tables": "Tables by year",
    "tables_about": "Address, date, headline, authors, tags and SHA-256 of the saved page; CSV, compressed with gzip.",
    "search_about": "Search the archive by words, phrases, names, sections and dates.",
    "about_about": "What this archive holds, where its dates come from, and how a story can be checked.",
    # the subtitle that `newsarchive new` writes into the settings
    "subtitle": "Saved news, kept to be read and searched",
    "about_archive": (
        "This is an archive of saved news pages. Each story stands here with the words that its publisher "
        "gave it, its day, and the place and the authors that the saved page names."
    ),
    "about_dates": (
        "Where a saved page gives no date, the day is worked out, and a note beside it says from what. Views "
        "are the number that the page itself showed when it was saved. The SHA-256 is a fingerprint of the "
        "saved page: whoever has the same page can make sure that it is the same to the letter."
    ),
    # on pages of tags, authors, sections, publishers and names
    "topics": "Often about",
    "co_authors": "Written together with",
    "peaks": "When most was written",
    "bars_chart": "Stories by month",
    "by_name": "By name",
    "by_count": "By number of stories",
    "orders": "Order of the list",
    "fewer": "Fewer",
    # on an article's page
    "body_note": "How the text was read",
    # on pages that show what changed in an article
    "changes": "What changed",
    "changes_revisions": (
        "This page was saved more than once. Words taken out are struck through, words added are underlined."
    ),
    "changes_versions": (
        "These stories have almost the same words. Words of one alone are struck through, of the other underlined."
    ),
    "removed_words": "taken out:",
    "added_words": "added:",
    "same_text": "The words are the same.",
    "headline": "Headline",
    "lede": "Lede",
}

# The words for counted things: for one and for several. COUNT begins their keys in catalogues.
COUNT = "count."
COUNTED = {
    "story": ("story", "stories"),
    "thread": ("thread", "threads"),
    "name": ("name", "names"),
    "day": ("day", "days"),
    "sentence": ("sentence", "sentences"),
    # how long nothing happened
    "gap_week": ("after {} week", "after {} weeks"),
    "gap_month": ("after {} month", "after {} months"),
}
# Phrases around a count such as "3 stories". A translation may number what stands in braces: {0}, {1}.
PHRASES = {
    # a number and the word for what it counts
    "counted": "{} {}",
    "search_stories": "Search {}",
    "of_period": "{} of {}",
    "all_of": "All {} of {}",
    "saved_on": "saved on {}",
    "through_years": "{} through the years",
    "unchanged": "{} unchanged",
    "or_more": "{} and more",
}
# How a day, a month and a period are written. In a table a month is short.
DATES = {
    "full_date": "{day} {month} {year}",
    "date_without_year": "{day} {month}",
    "date_short": "{day} {month}",
    "date_and_weekday": "{weekday} {date}",
    "date_and_time": "{date}, {time}",
    "day_and_weekday": "{weekday} {day}",
    "month_of_year": "{month} {year}",
    "days_of_month": "{first}–{last} {month} {year}",
}
# Small numbers in words, for the time after which something happened. Digits where such words have genders or cases.
NUMBERS = {
    "number_1": "one",
    "number_2": "two",
    "number_3": "three",
    "number_4": "four",
    "number_5": "five",
    "number_6": "six",
    "number_7": "seven",
    "number_8": "eight",
    "number_9": "nine",
    "number_10": "ten",
}


class _Table(dict[str, tuple[str, ...]]):
    """A table by language, each row made when it is first asked for: Babel reads a language from a file."""

    def __init__(self, make_row: Callable[[Any], tuple[str, ...]]):
        self._make_row = make_row

    def __missing__(self, wording: str) -> tuple[str, ...]:
        row = self[wording] = self._make_row(_read_locale(wording))
        return row


@cache
def _read_locale(wording: str) -> Any:
    from babel import Locale  # noqa: PLC0415 - takes long to load; a build that changes nothing needs none of it

    return Locale.parse(wording)


def _capitalize(text: str) -> str:
    """Return a text with a capital letter at its beginning, as in a heading."""
    return text[:1].upper() + text[1:]


def _list_months(locale: Any, form: str, width: str) -> tuple[str, ...]:
    return tuple(locale.months[form][width][month] for month in range(1, 13))


def _list_weekdays(locale: Any, width: str) -> tuple[str, ...]:
    # the apostrophe of Ukrainian as texts have it, not the letter of the CLDR
    return tuple(locale.days["stand-alone"][width][day].replace("ʼ", "’") for day in range(7))


# By language. `MONTHS` stand alone, as headings; `MONTHS_IN_TEXT` so in a sentence; `MONTHS_OF_DAYS` follow a day.
MONTHS = _Table(lambda locale: tuple(map(_capitalize, _list_months(locale, "stand-alone", "wide"))))
MONTHS_IN_TEXT = _Table(lambda locale: _list_months(locale, "stand-alone", "wide"))
MONTHS_OF_DAYS = _Table(lambda locale: _list_months(locale, "format", "wide"))
SHORT_MONTHS = _Table(lambda locale: _list_months(locale, "format", "abbreviated"))
WEEKDAYS = _Table(lambda locale: tuple(map(_capitalize, _list_weekdays(locale, "wide"))))
# One letter where that is usual in the language: Cyrillic calendars have two.
SHORT_WEEKDAYS = _Table(lambda locale: tuple(map(_capitalize, _list_weekdays(locale, _narrow(locale)))))


def _narrow(locale: Any) -> str:
    return "narrow" if locale.language == ENGLISH else "short"


def choose_wording(lang: str) -> str:
    """Return the language of an archive's labels: `lang` where there is a catalogue for it, else English.

    >>> choose_wording("uk-UA"), choose_wording("tlh")
    ('uk', 'en')
    """
    return choose_language(lang)


@cache
def list_labels(wording: str) -> dict[str, str]:
    """Return all labels by key, which templates get as `WORDS`. The result is cached: do not change it."""
    catalogue = read_catalogue(wording)
    return {key: catalogue.translate(key, english) for key, english in LABELS.items()}


@cache
def name_language(code: str, wording: str) -> str:
    """Return the name of a language; its code where there is no name.

    >>> name_language("uk", "en"), name_language("pt-BR", "en"), name_language("xx", "en")
    ('Ukrainian', 'Portuguese', 'xx')
    """
    base = code.replace("_", "-").partition("-")[0].casefold()
    return str(_read_locale(wording).languages.get(base, code))


def gap_to_text(unit: str, count: int, wording: str) -> str:
    """Return how long nothing happened, in words: `unit` is `week` or `month`.

    >>> gap_to_text("month", 5, "en"), gap_to_text("week", 2, "uk")
    ('after five months', 'через два тижні')
    """
    key = f"number_{count}"
    number = read_catalogue(wording).translate(key, NUMBERS[key]) if key in NUMBERS else number_to_text(count, wording)
    return choose_form(f"gap_{unit}", count, wording).format(number)


@cache
def _find_separator(wording: str) -> str:
    return str(_read_locale(wording).number_symbols["latn"]["group"])


def number_to_text(number: int, wording: str) -> str:
    """Return a number with separated thousands: `12,345`."""
    return f"{number:,}".replace(",", _find_separator(wording)) if abs(number) > 999 else str(number)


def count_to_text(what: str, count: int, wording: str) -> str:
    """Return a count of stories or names in words.

    >>> count_to_text("story", 1234, "en"), count_to_text("story", 22, "uk")
    ('1,234 stories', '22 новини')
    """
    return say("counted", wording, number_to_text(count, wording), choose_form(what, count, wording))


@cache
def choose_form(what: str, count: int, wording: str) -> str:
    """Return the word after a count of stories or names, in the form that the language's plural rule chooses."""
    return read_catalogue(wording).choose_form(COUNT + what, *COUNTED[what], count)


@cache
def _find_phrase(what: str, wording: str) -> str:
    return read_catalogue(wording).translate(what, PHRASES[what])


def say(what: str, wording: str, *parts: str) -> str:
    """Return a phrase around a count: `Search 12 stories`."""
    return _find_phrase(what, wording).format(*parts)


@cache
def _find_date_form(what: str, wording: str) -> str:
    return read_catalogue(wording).translate(what, DATES[what])


def format_date(what: str, wording: str, **parts: str | int) -> str:
    """Return a date in one of the forms of `DATES`."""
    return _find_date_form(what, wording).format(**parts)
