"""Catalogues: which one an archive has, what a build says where there is none, and what a translation gives."""

import pytest

from archive_engine.catalogues import (
    Catalogue,
    choose_language,
    choose_page_language,
    describe_missing,
    find_language,
    list_categories,
    list_languages,
    read_catalogue,
)


@pytest.mark.parametrize(
    "lang, found",
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("uk", "uk"),
        ("uk_UA", "uk"),
        ("UK-ua", "uk"),
        ("uk-Cyrl-UA", "uk"),
        ("tlh", None),
    ],
)
def test_a_language_has_the_catalogue_of_its_base_language(lang, found):
    assert find_language(lang) == found
    assert choose_language(lang) == (found or "en")
    assert choose_page_language(lang) == (lang.replace("_", "-") if found else "en")
    assert ("tlh" in describe_missing(lang)) == (found is None)


def test_a_catalogue_of_a_region_comes_before_that_of_its_language(tmp_path, monkeypatch):
    for name in ("pt", "pt_BR"):
        (tmp_path / f"{name}.po").touch()
    monkeypatch.setattr("archive_engine.catalogues.FOLDER", tmp_path)
    list_languages.cache_clear()
    try:
        assert [find_language(lang) for lang in ("pt-BR", "pt_br", "pt-PT", "pt")] == ["pt_BR", "pt_BR", "pt", "pt"]
    finally:
        list_languages.cache_clear()


def test_what_a_catalogue_lacks_is_english():
    catalogue = Catalogue("uk", {("tag", "Tag"): "Тег", ("all", "All"): ""}, list_categories("uk"))
    assert catalogue.translate("tag", "Tag") == "Тег"
    assert [catalogue.translate(*message) for message in (("all", "All"), ("tag", "A tag"))] == ["All", "A tag"]
    assert [catalogue.choose_form("count.day", "day", "days", number) for number in (1, 2)] == ["day", "days"]


def test_a_translation_that_is_fuzzy_is_not_taken(tmp_path, monkeypatch):
    (tmp_path / "uk.po").write_text(
        'msgid ""\nmsgstr "Language: uk\\n"\n\n#, fuzzy\nmsgctxt "tag"\nmsgid "Tag"\nmsgstr "Тег"\n', encoding="utf-8"
    )
    monkeypatch.setattr("archive_engine.catalogues.FOLDER", tmp_path)
    assert read_catalogue.__wrapped__("uk").translate("tag", "Tag") == "Tag"


def test_the_plural_rule_is_that_of_the_cldr():
    forms = {("day", "day"): ("день", "дні", "днів")}
    catalogue = Catalogue("uk", forms, list_categories("uk"))
    said = [catalogue.choose_form("day", "day", "days", number) for number in (1, 3, 5, 11, 21)]
    assert said == ["день", "дні", "днів", "днів", "день"]
