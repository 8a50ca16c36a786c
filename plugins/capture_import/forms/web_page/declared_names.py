"""Names of tags and sections as a page declares them: out of JSON-LD, split where software joined them, each once."""

import re
from collections.abc import Iterable

from capture_import.fields.tags import is_tag
from capture_import.forms.web_page.jsonld import text_of
from capture_import.forms.web_page.tag_links import MAX_TAGS

_MACHINE_PREFIX = re.compile(r"^(?:NLP )?(?:Category|Entity Tokens|Tag|Thema|Topic): ")
_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|и|та|&)\s", re.I)


def list_texts(value: object) -> list[str]:
    """Return the texts of a JSON-LD value that may be a text, a list of texts or of nodes."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, values) if text]


def split_sections(text: str) -> list[str]:
    """Return the sections (or tags) in a text in which software joined them. One comma with a space behind it belongs
    to a section's own name.

    >>> split_sections("Biology,Health"), split_sections("Netz, Geräte, Hilfe")
    (['Biology', 'Health'], ['Netz', 'Geräte', 'Hilfe'])
    >>> split_sections("Health, Science"), split_sections("Food, Drink, and Travel")
    (['Health, Science'], ['Food, Drink, and Travel'])
    """
    parts = re.split(r"(?:(?<!\s)\s++)?[;|]\s*+|,(?=\S)", text)
    return [
        name
        for part in parts
        for name in (re.split(r",\s+", part) if part.count(",") > 1 and not _AND.search(part) else [part])
    ]


def clean_names(names: Iterable[str], site_names: Iterable[str], *, is_declared: bool = True) -> list[str]:
    """Return the names that are tags, each once, without what software puts before them; a site's host is none."""
    hosts = {name.casefold() for name in site_names if re.search(r"\.[a-z]{2,}$", name)}
    kept: dict[str, str] = {}
    names = [_MACHINE_PREFIX.sub("", " ".join(name.split()).strip(' ,;"„“”«»‹›')) for name in names]
    if names and all(re.match(r"[\w-]+/\S", name) for name in names):
        # each is a path of a kind and a name: `topic/harbour`
        names = [name.rpartition("/")[2] for name in names]
    for name in names:
        if is_tag(name, is_declared=is_declared) and name.casefold() not in hosts:
            kept.setdefault(name.casefold(), name)
    return list(kept.values())[:MAX_TAGS]
