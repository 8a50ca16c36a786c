"""The words of the search page: of its code in the browser, and of the template for themes that have none.

They stand here in English; `archive_engine/locale/` has them in other languages, by the same keys. `{}` is a gap.
"""

import json
from typing import Any

from archive_engine.interface import choose_language, choose_page_language, read_catalogue

# What the page's code says, by the key that browser/page/ asks for.
PHRASES = {
    "searching": "Searching …",
    # "3 stories" and the query
    "found": "{} for {}",
    "noneWhole": ": none with all the words",
    "wholeAndMore": ": {} with all the words, {} more with some",
    "onlyWhole": "Only those with all the words",
    "nothing": "Nothing found for {}.",
    "thisChoice": "this choice",
    "rebuilt": "The archive was rebuilt meanwhile and has been loaded anew.",
    "failed": "The search failed.",
    "didYouMean": "Did you mean",
    "or": "or",
    "questionMark": "?",
    "quoted": "“{}”",
    "alsoWritten": "Also search for",
    "apart": "Each of these words is in the archive, but no story has them as you ask.",
    # "3 stories"
    "withSome": "{} with some of the words",
    "withoutFilters": "{} without the filters",
    "reversed": "The first day is after the last one.",
    "swap": "Swap the days",
    "section": "Section",
    "author": "Author",
    "tag": "Tag",
    "name": "Names",
    "countValues": "Count them",
    # the stories found, of which only about how many they are is known
    "countFound": "Count them, and choose among them",
    "lang": "Language",
    "article": "Story",
    "year": "Year",
    "month": "Month",
    "allDates": "All dates",
    "allValues": "All {}",
    "firstValues": "The first {}",
    "fewerValues": "Fewer",
    "filters": "Filters",
    "filtersChosen": "Filters ({})",
    "chosen": "{}: {}",
    "since": "From {}",
    "until": "To {}",
    "between": "{} – {}",
    "whole": "With all the words",
    "remove": "Remove: {}",
    "removeAll": "Remove all",
    "sameNumber": "{} ({})",
    "savedOn": "saved on {}",
}
# The same for counted things: for one and for several.
COUNTED = {
    "articles": ("{} story", "{} stories"),
    # where the number is an estimate
    "aboutArticles": ("About {} story", "About {} stories"),
    # one word or several
    "missing": ("No story has {}.", "No story has any of these words: {}."),
    "showResults": ("Show {} story", "Show {} stories"),
    "same": ("{} more with this headline", "{} more with this headline"),
}
# What the engine in the browser says, of which the page's code knows the English sentence alone.
SENTENCES = (
    "The query is longer than {} characters.",
    "The query has more than {} words.",
    "“{}:” was read as “{}:”.",
    "There is no field “{}”: its words were searched everywhere. “{}:” is a field.",
    "To search a field, write no space behind its colon: {}:word.",
    "{}: so common that only names are searched, such as WHO or Theresa May.",
    "After ~ at most {} is allowed.",
    "Too many words match “{}”: give more letters.",
    "Some stories do not say when they were published: the day on which their page was saved stands for it.",
    "The archive was rebuilt while it was read. Load the page anew.",
    "The search failed: {}",
)
# The words of templates/search.html, some of which archive_pages has for the search page of the project's own theme.
TEMPLATE = {
    "search": "Search",
    "search_script": "The search needs JavaScript.",
    "search_hint": "Words, “exact phrases”, or tags:name",
    "suggestions": "Suggestions",
    "order": "Order",
    "best_first": "best first",
    "newest_first": "newest first",
    "oldest_first": "oldest first",
    "from": "From",
    "to": "to",
    "chosen": "Chosen",
    "filters": "Filters",
    "ways_in": "Ways in",
    "dates": "Dates",
    "sections": "Sections",
    "tags": "Tags",
    "authors": "Authors",
    "more_results": "More results",
    "how_to_search": "How to search",
    "help_without": "with the one, without the other",
    "help_phrase": "the words as they stand",
    "help_field": "only with this in a field: title, body, names, tags, authors, section, place, lede, date, lang",
    "help_date": "beside words: only of a year, a month or a day",
    "help_beginning": "words that begin so",
    "help_near": "words that differ by one letter",
    "help_shortcut": "The key / goes to the search field. Arrows move among results.",
}
# Of keys in catalogues: those of the page's code, and those of the engine's sentences.
CODE = "search."
SENTENCE = "search.engine"


def list_template_words(lang: str) -> dict[str, str]:
    """Return the words of the template for an archive in a language."""
    catalogue = read_catalogue(choose_language(lang))
    return {key: catalogue.translate(key, english) for key, english in TEMPLATE.items()}


def list_code_words(lang: str) -> dict[str, Any]:
    """Return what the page's code says in an archive in a language, as JSON data.

    `phrases` by key are texts, or the forms of one by CLDR's plural categories; `sentences` are those of the engine by
    their English text, none in English; `pages` is the language tag of the pages, `language` that of these words.
    """
    catalogue = read_catalogue(choose_language(lang))
    phrases: dict[str, Any] = {key: catalogue.translate(CODE + key, text) for key, text in PHRASES.items()}
    phrases |= {key: catalogue.list_forms(CODE + key, *forms) for key, forms in COUNTED.items()}
    sentences = {text: catalogue.translate(SENTENCE, text) for text in SENTENCES}
    return {
        "language": catalogue.lang.replace("_", "-"),
        "pages": choose_page_language(lang),
        "phrases": phrases,
        "sentences": {english: text for english, text in sentences.items() if text != english},
    }


def words_to_script(words: dict[str, Any]) -> bytes:
    """Return the script that gives the page's code its words; it stands before that code."""
    data = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.newsSearch=globalThis.newsSearch||{{}}).pageWords={data};\n".encode()
