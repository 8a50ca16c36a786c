"""Bring the catalogues of the interface up to date with the code's texts: `update_catalogues.py [LANGUAGE ...]`.

New texts are added without a translation, those that are gone are removed. A text whose English has changed keeps its
translation, marked as fuzzy: it is English until someone has looked at it. A language without a catalogue gets one,
with all to be translated.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins")]

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from archive_engine.catalogues import ENGLISH, FOLDER, list_languages  # noqa: E402
from archive_pages import wording as pages  # noqa: E402
from archive_pictures import labels as pictures  # noqa: E402
from lunr_search import wording as search  # noqa: E402

HEADER = "# The interface of a news archive in LANGUAGE. docs/developers.md says how to translate.\n"
WIDTH = 110


class Message(NamedTuple):
    """A text of the interface: its key, its English text (for one and for several where it is counted), its table."""

    key: str
    text: str | tuple[str, str]
    place: str


def list_messages() -> Iterator[Message]:
    """Yield all texts of the interface, table by table."""
    for table in (pages.LABELS, pages.PHRASES, pages.DATES, pages.NUMBERS):
        for key, text in table.items():
            yield Message(key, text, "archive_pages/wording.py")
    for key, forms in pages.COUNTED.items():
        yield Message(pages.COUNT + key, forms, "archive_pages/wording.py")
    for key, text in pictures.LABELS.items():
        yield Message(pictures.PICTURE + key, text, "archive_pictures/labels.py")
    for key, text in search.PHRASES.items():
        yield Message(search.CODE + key, text, "lunr_search/wording.py")
    for key, forms in search.COUNTED.items():
        yield Message(search.CODE + key, forms, "lunr_search/wording.py")
    for text in search.SENTENCES:
        yield Message(search.SENTENCE, text, "lunr_search/wording.py")
    for key, text in search.TEMPLATE.items():
        yield Message(key, text, "lunr_search/wording.py")


def make_template() -> Catalog:
    """Return a catalogue of all texts without translations."""
    template = Catalog()
    for message in list_messages():
        template.add(message.text, context=message.key, locations=[(message.place, 1)])
    return template


def update_catalogue(language: str, folder: Path = FOLDER) -> str:
    """Return the text of a language's catalogue, up to date; that of an empty one where it has none."""
    file = folder / f"{language}.po"
    if file.exists():
        catalogue = read_po(BytesIO(file.read_bytes()), locale=language)
    else:
        catalogue = Catalog(locale=language, fuzzy=False)
    catalogue.update(make_template(), update_header_comment=False)
    catalogue.obsolete.clear()
    return write_catalogue(catalogue)


def write_catalogue(catalogue: Catalog) -> str:
    """Return the text of a catalogue. Its header says only what readers of catalogues need: no tool, no time."""
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, omit_header=True, include_lineno=False)
    header = HEADER.replace("LANGUAGE", str(catalogue.locale.get_language_name(ENGLISH)))
    return (
        f'{header}msgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n"MIME-Version: 1.0\\n"\n'
        f'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
        f"{written.getvalue().decode()}"
    )


def main() -> int:
    """Update the catalogues of the languages named, or all; return the exit status."""
    for language in sys.argv[1:] or list_languages()[1:]:
        (FOLDER / f"{language}.po").write_text(update_catalogue(language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
