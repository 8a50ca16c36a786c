"""Write the import's table of date words from the copy of the Unicode CLDR in Babel.

Run it by hand after an upgrade of Babel:

    .venv/bin/python scripts/write_date_words.py

A row has a language, a kind, and cells with words of that kind: twelve months, seven weekdays (Monday first), AM and
PM, relative times of the past (seconds, minutes, hours, days, weeks, months; `#` is the number), or the words between
day, month and year. A `+` after a language means that CLDR has its relative times, a sign of a complete translation: if
languages disagree on a word, these have priority. The last rows are the order of day, month and year in digits, by
language and region.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import babel
from babel import localedata
from babel.core import get_global

TABLE = (
    Path(__file__).resolve().parents[1] / "plugins" / "capture_import" / "fields" / "dates" / "months_and_weekdays.tsv"
)
_WIDTHS = ("wide", "abbreviated", "short")
_UNITS = ("second", "minute", "hour", "day", "week", "month")
_LITERAL = re.compile(r"'([^']*)'|([^\W\d_]+)")
_PATTERN_LETTERS = frozenset("GyYuUrQqMLlwWdDFgEecabBhHKkjJCmsSAzZOvVXx")


def fold_word(word: str) -> str:
    """Return a word in the form of the table.

    It is in lower case, with straight apostrophes, without a final full stop and without invisible direction marks.
    """
    word = unicodedata.normalize("NFC", re.sub("[\u200c-\u200f\u061c]", "", word))
    return " ".join(word.casefold().replace("’", "'").replace("ʼ", "'").split()).rstrip(".")


def list_names(raw: Mapping[str, Any], kind: str, number: int) -> list[str]:
    """Return the names of one month or weekday in all forms of a locale, each once."""
    found: list[str] = []
    for form in ("format", "stand-alone"):
        for width in _WIDTHS:
            widths = raw.get(kind, {}).get(form, {})
            names = widths.get(width) if isinstance(widths, Mapping) else None
            name = names.get(number) if isinstance(names, Mapping) else None
            if isinstance(name, str) and not re.fullmatch(r"[\d.]+|M\d\d", name):
                found.append(fold_word(name))
    return list(dict.fromkeys(found))


def own_words(names: list[list[str]]) -> list[list[str]]:
    """Return the names of all months or weekdays.

    A name of several words (`de gener`) is reduced to the words that no other name has.
    """
    owners: dict[str, set[int]] = {}
    for number, forms in enumerate(names):
        for form in forms:
            for word in form.split():
                owners.setdefault(word, set()).add(number)
    result = []
    for forms in names:
        words: list[str] = []
        for form in forms:
            own = [part for part in form.split() if len(owners[part]) == 1] if " " in form else []
            words += own or [form]
        result.append([word for word in dict.fromkeys(words) if not re.search(r"\d", word) and len(word) > 1])
    return result


def with_attached_letters(names: list[str], patterns: Iterable[str]) -> list[str]:
    """Return month names, also with letters that a locale's patterns attach: Hebrew `בMMMM`, Basque `MMMM'ren'`."""
    forms = list(names)
    for pattern in patterns:
        match = re.search(r"(?P<before>[^\W\d_]*?)MMMM(?:'(?P<behind>[^\W\d_]+)')?", pattern)
        if match and (match["before"] or match["behind"]):
            before = "" if set(match["before"]) <= _PATTERN_LETTERS else match["before"]
            forms += [fold_word(before + name + (match["behind"] or "")) for name in names]
    return list(dict.fromkeys(forms))


def without_accents(names: list[str]) -> list[str]:
    """Return the names, and the Latin and Greek ones also without accents, as people type them: `fevrier`."""
    plain = []
    for name in names:
        letters = unicodedata.normalize("NFD", name)
        if letters[0].isascii() or "GREEK" in unicodedata.name(letters[0], ""):
            plain.append("".join(letter for letter in letters if not unicodedata.combining(letter)))
    return list(dict.fromkeys([*names, *plain]))


def list_joints(raw: Mapping[str, Any]) -> list[str]:
    """Return the words that a locale's date patterns write between day, month and year (`de`, `gada`)."""
    found: list[str] = []
    for pattern in [
        *map(str, raw.get("date_formats", {}).values()),
        *map(_pattern, raw.get("datetime_skeletons", {}).values()),
    ]:
        if "y" in pattern and "d" in pattern:
            for match in _LITERAL.finditer(pattern):
                word = match[1] if match[1] is not None else match[2]
                if match[1] is None and _PATTERN_LETTERS & set(word):
                    continue
                found += [fold_word(part) for part in word.split() if fold_word(part) and not re.search(r"[\d#]", part)]
    return [word for word in dict.fromkeys(found) if re.search(r"[^\W\d_]", word)]


def _pattern(value: object) -> str:
    return str(getattr(value, "pattern", value))


def list_ago(raw: Mapping[str, Any], unit: str) -> list[str]:
    """Return a locale's texts for a time in the past, with `#` for the number."""
    fields = raw.get("date_fields", {})
    found = []
    for name in (unit, f"{unit}-short", f"{unit}-narrow"):
        past = fields.get(name, {}).get("past", {}) if isinstance(fields.get(name), Mapping) else {}
        found += [
            fold_word(text.replace("{0}", "#")) for text in past.values() if isinstance(text, str) and "{0}" in text
        ]
    return list(dict.fromkeys(found))


def order_of(identifier: str) -> str:
    """Return the order of day, month and year in a locale's short date (`dmy`, `mdy`, `ymd`).

    It is the locale's own, else the one that it inherits.
    """
    while identifier != "root":
        formats = localedata.load(identifier, merge_inherited=False).get("date_formats", {})
        pattern = _pattern(formats["short"]) if isinstance(formats, Mapping) and "short" in formats else ""
        letters = [letter for letter in re.sub(r"'[^']*'", "", pattern) if letter in "dMy"]
        if len(set(letters)) == 3:
            return "".join(dict.fromkeys(letters)).lower()
        identifier = get_global("parent_exceptions").get(identifier) or identifier.rpartition("_")[0] or "root"
    return ""


def rows() -> Iterable[tuple[str, ...]]:
    """Yield the table's rows, in the order of the languages' codes."""
    orders: dict[str, list[str]] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        if identifier == "root":
            continue
        raw = localedata.load(identifier, merge_inherited=False)
        patterns = [_pattern(value) for value in raw.get("date_formats", {}).values()]
        months = own_words(
            [
                without_accents(with_attached_letters(list_names(raw, "months", number), patterns))
                for number in range(1, 13)
            ]
        )
        days = own_words([without_accents(list_names(raw, "days", number)) for number in range(7)])
        ago = [list_ago(raw, unit) for unit in _UNITS]
        mark = "+" if any(ago) else ""
        language = identifier.replace("_", "-") + mark
        if any(months):
            yield language, "month", *map("|".join, months)
        if any(days):
            yield language, "weekday", *map("|".join, days)
        periods = raw.get("day_periods", {}).get("format", {})
        halves: list[list[str]] = [[], []]
        for width in ("wide", "abbreviated"):
            names = periods.get(width) if isinstance(periods, Mapping) else None
            for at, half in enumerate(("am", "pm")):
                if isinstance(names, Mapping) and isinstance(names.get(half), str):
                    halves[at].append(fold_word(names[half]))
        if all(halves):
            yield language, "half", *("|".join(dict.fromkeys(words)) for words in halves)
        if any(ago):
            yield language, "ago", *map("|".join, ago)
        if joints := list_joints(raw):
            yield language, "joint", "|".join(joints)
        order = order_of(identifier)
        parent = identifier.partition("_")[0]
        if order and (parent in (identifier, "en") or order != order_of(parent)):
            orders.setdefault(order, []).append(identifier.replace("_", "-"))
    for order, identifiers in sorted(orders.items()):
        yield "", "order", order, " ".join(identifiers)


def main() -> None:
    """Write the table."""
    head = (
        "# Words of dates in every language of the Unicode CLDR (Unicode License v3), as Babel "
        f"{babel.__version__} carries it.\n"
        "# Written by scripts/write_date_words.py, which says what the columns are. "
        "Do not edit: date_words.tsv is for additions.\n"
    )
    TABLE.write_text(head + "".join("\t".join(row) + "\n" for row in rows()), encoding="utf-8")
    print(TABLE, TABLE.stat().st_size)


if __name__ == "__main__":
    main()
