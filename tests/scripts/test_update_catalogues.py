"""The catalogues have every text of the interface, and `scripts/update_catalogues.py` keeps them so."""

import re
from gettext import c2py
from io import BytesIO
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from archive_engine.catalogues import FOLDER, list_categories, list_languages
from scripts.update_catalogues import ROOT, list_messages, update_catalogue

LANGUAGES = list_languages()[1:]


def read(language):
    return read_po(BytesIO((FOLDER / f"{language}.po").read_bytes()), locale=language)


def list_gaps(text: str) -> list[str]:
    """Return the gaps of a text; those without a name by their number."""
    names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    return sorted(name or str(number) for number, name in enumerate(names))


def test_a_key_has_one_english_text():
    texts = {}
    for message in list_messages():
        if message.key != "search.engine":
            assert texts.setdefault(message.key, message.text) == message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_up_to_date_and_whole(language):
    assert (FOLDER / f"{language}.po").read_text(encoding="utf-8") == update_catalogue(language)
    left = [
        message.id
        for message in read(language)
        if message.id
        and (message.fuzzy or not all([message.string] if isinstance(message.string, str) else message.string))
    ]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_gaps_of_its_english_text(language):
    for message in read(language):
        if not message.id:
            continue
        english, texts = (message.id[1], message.string) if message.pluralizable else (message.id, [message.string])
        assert all(list_gaps(text) == list_gaps(english) for text in texts), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_plural_forms_of_the_cldr_in_its_order(language):
    catalogue = read(language)
    categories = list_categories(language)
    assert catalogue.num_plurals == len(categories)
    assert all(len(message.string) == len(categories) for message in catalogue if message.id and message.pluralizable)
    choose, rule = c2py(catalogue.plural_expr), catalogue.locale.plural_form
    assert [categories[choose(number)] for number in range(200)] == [rule(number) for number in range(200)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_texts_are_as_in_english(language):
    same = [
        message.id
        for message in read(language)
        if message.id and message.string == message.id and re.search(r"[A-Za-z]{5}", re.sub(r"\{.*?\}", "", message.id))
    ]
    assert len(same) < len(list(list_messages())) * 0.05, same


def test_the_documents_name_the_languages():
    for path in ("README.md", "docs/owners.md"):
        text = (ROOT / path).read_text(encoding="utf-8")
        said = next(line for line in text.splitlines() if "labels" in line and "English" in line)
        assert all(Locale.parse(language).get_language_name("en") in said for language in list_languages())


def test_a_new_language_begins_with_all_texts_to_translate(tmp_path):
    text = update_catalogue("pl", tmp_path)
    assert "in Polish" in text and '"Language: pl\\n"' in text and "nplurals=3" in text
    found = read_po(BytesIO(text.encode()), locale="pl")
    assert {message.context for message in found if message.id} == {message.key for message in list_messages()}


def test_a_new_text_has_no_translation_of_another_one(tmp_path):
    text = (FOLDER / "uk.po").read_text(encoding="utf-8")
    (tmp_path / "uk.po").write_text(text.replace('msgctxt "skip"', 'msgctxt "skipped"'), encoding="utf-8")
    updated = update_catalogue("uk", tmp_path)
    assert 'msgctxt "skip"\nmsgid "Skip to the text"\nmsgstr ""' in updated and "fuzzy" not in updated


def test_an_edited_text_keeps_its_translation_to_be_looked_at(tmp_path):
    text = (FOLDER / "uk.po").read_text(encoding="utf-8")
    assert 'msgid "Skip to the text"' in text
    (tmp_path / "uk.po").write_text(text.replace("Skip to the text", "Skip to a text"), encoding="utf-8")
    updated = update_catalogue("uk", tmp_path)
    assert updated.count("fuzzy") == 1
    assert '#, fuzzy\nmsgctxt "skip"\nmsgid "Skip to the text"\nmsgstr "Перейти до тексту"' in updated
    assert "Skip to a text" not in updated
