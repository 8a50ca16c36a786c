"""The table of date words: every month of a language in it is read in a date of that language."""

from collections import defaultdict

import pytest

from capture_import.fields.dates.shapes import find_mentions
from capture_import.fields.dates.words import load_words


def months_by_language() -> dict[str, list[tuple[str, int]]]:
    found = defaultdict(list)
    for word, entries in load_words().entries.items():
        for kind, number, language, is_first in entries:
            if kind == "month" and is_first:
                found[language].append((word, number))
    return found


MONTHS = months_by_language()
# Chinese writes months in numbers. The others join the words of a month by characters that end a word in other
# languages, or use scripts with combining marks that do not count as letters, or have a month that equals a common
# particle (`du`).
NOT_READ = frozenset(["br", "ccp", "dz", "ff", "gd", "lkt", "nqo", "yrl", "yue", "zh"])


def test_the_languages_of_the_table():
    assert len(MONTHS) > 100
    assert {"ar", "bn", "cs", "de", "el", "en", "fa", "he", "hi", "ka", "mn", "sw", "th", "uk", "vi"} & MONTHS.keys()


@pytest.mark.parametrize("language", sorted(MONTHS.keys() - NOT_READ))
def test_months_are_read_in_dates_of_their_language(language: str):
    own = defaultdict(set)
    for word, number in MONTHS[language]:
        own[word].add(number)
    wrong = []
    for word, numbers in own.items():
        if len(numbers) > 1 or word.endswith("'"):
            continue  # names that differ between scripts or regions of one language; one that ends like a quotation
        mentions = find_mentions(f"5 {word} 2021", frozenset([language]))
        if [mention.orders for mention in mentions] != [((next(iter(numbers)), 5),)]:
            wrong.append(word)
    assert not wrong
