"""A pseudo-language: a catalogue whose translations show what they are, to find texts that no catalogue has."""

from pathlib import Path

from babel.messages.catalog import Catalog

from scripts.update_catalogues import list_messages, write_catalogue

LANGUAGE = "eo"
BEGIN, END = "⟦", "⟧"


def write_pseudo_catalogue(folder: Path) -> None:
    """Write a catalogue of Esperanto into a folder, in which each text is the English one in brackets."""
    catalogue = Catalog(locale=LANGUAGE, fuzzy=False)
    for message in list_messages():
        text = message.text
        marked = f"{BEGIN}{text}{END}" if isinstance(text, str) else tuple(f"{BEGIN}{form}{END}" for form in text)
        catalogue.add(text, marked, context=message.key)
    (folder / f"{LANGUAGE}.po").write_text(write_catalogue(catalogue), encoding="utf-8")
