"""Bring the catalogues of the interface up to date with the code's texts: `update_catalogues.py [LANGUAGE ...]`.

New texts are added without a translation, those that are gone are removed. A text whose English has changed keeps its
translation, marked as fuzzy: it is English until someone has looked at it. A language without a catalogue gets one,
with all to be translated.
"""

import sys
from collections.abc import Iterator
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "plugins")]

from babel import Locale  # noqa: E402
from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.plurals import get_plural  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402
from babel.plural import to_gettext  # noqa: E402

from archive_engine.catalogues import ENGLISH, FOLDER, list_categories, list_languages  # noqa: E402
from archive_pages import wording as pages  # noqa: E402
from archive_pictures import labels as pictures  # noqa: E402
from lunr_search import wording as search  # noqa: E402

HEADER = "# The interface of a news archive in LANGUAGE. docs/developers.md says how to translate.\n"
WIDTH = 110
# Numbers on which two plural rules are compared.
SAMPLES = 200


class Text(NamedTuple):
    """A text of the interface: its key, its English text (for one and for several where it is counted), its table."""

    key: str
    text: str | tuple[str, str]
    place: str


def list_messages() -> Iterator[Text]:
    """Yield all texts of the interface, table by table."""
    for table in (pages.LABELS, pages.PHRASES, pages.DATES, pages.NUMBERS):
        for key, text in table.items():
            yield Text(key, text, "archive_pages/wording.py")
    for key, forms in pages.COUNTED.items():
        yield Text(pages.COUNT + key, forms, "archive_pages/wording.py")
    for key, text in pictures.LABELS.items():
        yield Text(pictures.PICTURE + key, text, "archive_pictures/labels.py")
    for key, text in search.PHRASES.items():
        yield Text(search.CODE + key, text, "lunr_search/wording.py")
    for key, forms in search.COUNTED.items():
        yield Text(search.CODE + key, forms, "lunr_search/wording.py")
    for text in search.SENTENCES:
        yield Text(search.SENTENCE, text, "lunr_search/wording.py")
    for key, text in search.TEMPLATE.items():
        yield Text(key, text, "lunr_search/wording.py")


def make_template() -> Catalog:
    """Return a catalogue of all texts without translations."""
    template = Catalog()
    for message in list_messages():
        template.add(message.text, context=message.key, locations=[(message.place, 1)])
    return template


def update_catalogue(language: str, folder: Path = FOLDER) -> str:
    """Return the text of a language's catalogue, up to date; that of an empty one where it has none."""
    file = folder / f"{language}.po"
    text = file.read_bytes() if file.exists() else make_header(language).encode()
    catalogue = read_po(BytesIO(text), locale=language)
    catalogue.update(make_template(), no_fuzzy_matching=True, update_header_comment=False)
    keep_translations(catalogue)
    return write_catalogue(catalogue)


def keep_translations(catalogue: Catalog) -> None:
    """Give an edited text the translation of the text that had its key before, marked as fuzzy."""
    before: dict[str | None, list[Message]] = {}
    for gone in catalogue.obsolete.values():
        before.setdefault(gone.context, []).append(gone)
    for message in catalogue:
        texts = before.get(message.context, [])
        if not message.id or any(message.string or ()) or len(texts) != 1:
            continue
        if texts[0].pluralizable == message.pluralizable:
            message.string = texts[0].string
            message.flags.add("fuzzy")
    catalogue.obsolete.clear()


def write_catalogue(catalogue: Catalog) -> str:
    """Return the text of a catalogue. Its header says only what readers of catalogues need: no tool, no time."""
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, omit_header=True, include_lineno=False)
    return f"{make_header(str(catalogue.locale))}\n{written.getvalue().decode()}"


def make_header(language: str) -> str:
    """Return the header of a language's catalogue."""
    title = HEADER.replace("LANGUAGE", str(Locale.parse(language).get_language_name(ENGLISH)))
    return (
        f'{title}msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {find_plural_forms(language)}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )


def find_plural_forms(language: str) -> str:
    """Return a language's plural rule as a header has it: the one that is usual in gettext where it agrees with the
    CLDR's, which builds follow, else the CLDR's own.
    """
    usual, rule = get_plural(language), Locale.parse(language).plural_form
    categories = list_categories(language)
    choose = c2py(usual.plural_expr)
    is_same = usual.num_plurals == len(categories) and all(
        categories[choose(number)] == rule(number) for number in range(SAMPLES)
    )
    return str(usual if is_same else to_gettext(rule))


def main() -> int:
    """Update the catalogues of the languages named, or all; return the exit status."""
    for language in sys.argv[1:] or list_languages()[1:]:
        (FOLDER / f"{language}.po").write_text(update_catalogue(language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
