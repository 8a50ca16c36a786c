"""The columns of filters after edits are those of entries read anew, and an edit reads few entries."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from lunr_search import index, results
from lunr_search.entry_files import EntryFiles
from lunr_search.postings import DocumentEntry
from lunr_search.scripts import script_to_values
from lunr_search.year_columns import NO_COLUMNS, entries_to_columns, load_year, save_year
from tests.lunr_search.invented import make_documents

NAMES = ["Ann", "Bo", "Cy", "Dée", "Єва", "𝒵", "unpaired \ud800"]


def make_entry(chance: random.Random) -> DocumentEntry:
    def some() -> list[str]:
        return chance.choices(NAMES, k=chance.randrange(4))

    tags, authors = (tuple((name, f"{name}.html") for name in some()) for _ in range(2))
    return DocumentEntry("a.html", "A", 1, chance.choice(["en", "uk"]), tags, authors, tuple(some()), "", names=some())


def to_scripts(columns) -> list[bytes]:
    return [script(2024, columns)[1] for script in (results.filter_script, results.names_filter_script)]


@pytest.mark.parametrize("seed", range(5))
def test_changed_columns_are_those_of_all_entries(seed, tmp_path):
    chance = random.Random(seed)
    entries, columns = {}, NO_COLUMNS
    for _ in range(8):
        removed = chance.sample(sorted(entries), min(len(entries), chance.randrange(12)))
        added = {number: make_entry(chance) for number in chance.sample(range(100), chance.randrange(12))}
        entries = {number: entry for number, entry in entries.items() if number not in removed} | added
        columns = columns.replace({*removed, *added}, entries_to_columns(sorted(added.items())))
        save_year(tmp_path / "year.npz", columns)
        columns = load_year(tmp_path / "year.npz")
        whole = entries_to_columns(sorted(entries.items()))
        assert [column.names for column in columns.columns] == [column.names for column in whole.columns]
        assert to_scripts(columns) == to_scripts(whole)


def test_a_document_has_its_values_in_their_order():
    authors = (("Bo", "bo.html"), ("Ann", "ann.html"))
    entries = [(7, DocumentEntry("a.html", "A", 1, "en", (), authors, ("Town",), "", names=["Cy", "Bo", "Cy"]))]
    columns = entries_to_columns(entries)
    section, author, tag, lang = columns.filters
    assert [column.interleave().tolist() for column in columns.columns] == [[1, 0], [2, 1, 0], [0], [1, 0], [2, 1, 0]]
    assert (section.names, author.names, tag.names, lang.names) == (["Town"], ["Ann", "Bo"], [], ["en"])


def test_a_year_has_the_names_of_most_documents(monkeypatch):
    monkeypatch.setattr(results, "MOST_NAMES", 3)
    chance = random.Random(1)
    own = [chance.sample(NAMES[:6], chance.randrange(5)) for _ in range(40)]
    columns = entries_to_columns(
        [
            (number, DocumentEntry("a.html", "A", 1, "en", (), (), (), "", names=names))
            for number, names in enumerate(own)
        ]
    )
    counts = Counter(name for names in own for name in names)
    chosen = sorted(sorted(counts, key=lambda name: (-counts[name], name))[:3])
    kept = columns.told_names.keep_commonest(3)
    assert list(kept.names) == chosen
    assert script_to_values(results.names_filter_script(2024, columns)[1])[2] == chosen
    ends = np.cumsum(kept.sizes).tolist()
    shown = [[chosen[value] for value in kept.values[start:end]] for start, end in zip([0, *ends], ends, strict=False)]
    assert shown == [[name for name in names if name in chosen] for names in own]


def test_an_edit_does_not_read_the_entries_of_the_whole_year(site, monkeypatch):
    documents = make_documents(300)
    years = Counter(document.date.year for document in documents)
    edited = next(document for document in documents if document.date.year == max(years, key=years.get))
    site.update(documents)
    read, found = EntryFiles.read, []

    def count(self, *place):
        found.append(place)
        return read(self, *place)

    monkeypatch.setattr(EntryFiles, "read", count)
    site.update([replace(edited, title="Another headline")])
    assert 0 < len(found) < years[edited.date.year] / 3


def test_a_year_that_loses_all_its_documents_and_gets_them_back_is_written_as_by_a_whole_build(site, other_site):
    documents = make_documents(120)
    own = [document for document in documents if document.date.year == 2022]
    others = [document for document in documents if document.date.year != 2022]
    site.update(documents)
    first = site.files()
    site.update([], [document.url for document in own])
    other_site.update(others)
    assert site.files() == other_site.files() and "search/f/2022.js" not in site.files()
    assert {path.name.split("-")[1] for path in site.state.glob("year-*")} == {
        str(document.date.year) for document in others
    }
    site.update(own)
    assert site.files() == first


def test_a_name_that_only_a_removed_document_told_is_in_no_file_of_the_store(site):
    documents = make_documents(30)
    told = replace(documents[0], names=("Vilem Sarkovec",))
    site.update([told, *documents[1:]])
    assert b"Sarkovec" in b"".join(path.read_bytes() for path in site.state.glob("year-*"))
    site.update([documents[0]])
    assert b"Sarkovec" not in b"".join(path.read_bytes() for path in site.state.glob("year-*"))


def test_a_source_that_comes_twice_in_an_update_has_its_later_document(site, other_site, monkeypatch):
    documents = make_documents(30)
    site.update(documents[:20])
    monkeypatch.setattr(index, "BLOCK_SIZE", 2)
    later = replace(documents[20], title="Another headline")
    site.update([*documents[20:], later])
    other_site.update([*documents[:20], *documents[21:], later])
    assert site.files() == other_site.files()
