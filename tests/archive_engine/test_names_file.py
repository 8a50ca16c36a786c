"""The owner's names file in a site: what it decides, where that shows, and what an edit of it rebuilds."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive_engine.sites import (
    ENGINE,
    STOCK,
    KeptSite,
    build,
    count_read,
    make_archive,
    read_times,
    read_tree,
    write_article,
)

JOHN = """[[entity]]
name = "John Smith"
kind = "author"
slug = "smith"
spellings = ["J. Smith", "Smith, John"]
languages = { uk = "Джон Сміт" }
wikidata = "Q4925477"
line = "Wrote about the harbour."
"""
FERRY = '[[entity]]\nname = "Ferries"\nkind = "tag"\nspellings = ["Ferry"]\n'
# A plugin that works on Pelican's own lists, for which builds are whole.
LISTENER = """from pelican import signals
def note(pelican):
    pass
def register():
    signals.finalized.connect(note)
"""
PUBLIC = "PLUGINS = [*PLUGINS, 'publication']\nSITEURL = 'https://halverin.example'\n"


def put_names(site: Path, text: str) -> None:
    path = site / "content/names.toml"
    if text:
        path.write_text(text, encoding="utf-8")
    elif path.exists():
        path.unlink()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> KeptSite:
    """Build an archive of forty articles, three of which have names that a file will decide on."""
    site = make_archive(tmp_path_factory.mktemp("names") / "site", 40, PUBLIC)
    write_article(site, 50, authors="J. Smith; Jane Stone", tags="Ferry; Sea", publisher="The Halverin Post")
    write_article(site, 51, authors="Smith, John;", sections="Harbour", category="Harbour", publisher="Halverin Post")
    write_article(site, 52, authors="Джон Сміт", lang="uk", tags="Поромник", tag_slugs="ferry-men=Поромник")
    assert build(site).code == 0
    return KeptSite(site)


def read(site: Path, name: str) -> str:
    return (site / "output" / name).read_text(encoding="utf-8")


def build_from_scratch(site: Path) -> dict[str, str]:
    built = build(site, out="scratch", cache=".scratch")
    assert built.code == 0, built.text
    return read_tree(site / "scratch")


def find_page(site: Path, number: int) -> str:
    [page] = (site / "output/2019").rglob(f"*-{number}.html")
    return page.read_text(encoding="utf-8")


def test_all_spellings_lead_to_one_page_with_the_chosen_name(archive):
    site = archive.restore()
    before = {path: path.read_bytes() for path in (site / "content").rglob("*.md")}
    put_names(site, JOHN)
    built = build(site)
    assert built.code == 0, built.text
    assert "names.toml has changed: articles read again for it: 3." in built.text
    assert count_read(built) == 3
    page = read(site, "author/smith.html")
    assert "<h1>John Smith</h1>" in page
    assert all(f">{name}</span>" in page for name in ("J. Smith", "Smith, John", "Джон Сміт"))
    assert "Wrote about the harbour." in page
    assert "https://www.wikidata.org/wiki/Q4925477" in page
    assert all(re.search(rf"-{number}\.html", page) for number in (50, 51, 52))
    assert "3 stories" in page
    for number in (50, 51, 52):
        assert "John Smith" in find_page(site, number)
        shown, _, cited = find_page(site, number).partition("<details class=cite>")
        assert not re.search("J. Smith|Smith, John|Джон Сміт", shown)
        assert "AU  - Smith, John" in cited  # a citation has the family name first
    assert {path: path.read_bytes() for path in (site / "content").rglob("*.md")} == before
    assert "John Smith" in read(site, "authors.html")
    assert "J. Smith" not in read(site, "authors.html")


def test_old_addresses_lead_to_the_new_page(archive):
    site = archive.restore()
    assert (site / "output/author/j-smith.html").exists()
    put_names(site, JOHN + FERRY.replace('"Ferry"', '"Ferry", "Поромник"'))
    assert build(site).code == 0
    for old in ("author/j-smith", "author/smith-john", "author/dzhon-smit", "author/john-smith"):
        assert 'content="0; url=../author/smith.html"' in read(site, f"{old}.html")
    for old in ("tag/ferry", "tag/ferry-men"):
        assert 'content="0; url=../tag/ferries.html"' in read(site, f"{old}.html")


def test_search_feeds_and_tables_agree(archive):
    site = archive.restore()
    put_names(site, JOHN + FERRY)
    assert build(site).code == 0
    texts = [path.read_text(encoding="utf-8") for path in (site / "output/search").rglob("*.js*")]
    assert any("John Smith" in text for text in texts)
    assert not any("J. Smith" in text for text in texts)
    feed = json.loads(read(site, "feeds/author/smith.json"))
    assert len(feed["items"]) == 3
    assert {"name": "John Smith"}.items() <= feed["items"][0]["authors"][0].items()
    assert not (site / "output/feeds/author/j-smith.json").exists()


def test_publishers_and_sections_are_decided_too(archive):
    site = archive.restore()
    put_names(
        site,
        '[[entity]]\nname = "Halverin Post"\nkind = "publisher"\nspellings = ["The Halverin Post"]\n'
        '[[entity]]\nname = "Port, the"\nkind = "section"\nspellings = ["Harbour"]\n',
    )
    assert build(site).code == 0
    assert "2 stories" in read(site, "publisher/halverin-post.html")
    assert "url=../publisher/halverin-post.html" in read(site, "publisher/the-halverin-post.html")
    assert "Port, the" in find_page(site, 51)
    assert "<h1>Port, the</h1>" in read(site, "section/port-the.html")


# Each step is the whole text of the file.
STEPS = {
    "add an entity": ["", JOHN],
    "another slug": [JOHN, JOHN.replace('slug = "smith"', 'slug = "john"')],
    "another line": [JOHN, JOHN.replace("harbour", "river")],
    "a spelling less": [JOHN, JOHN.replace('"J. Smith", ', "")],
    "a spelling more": [JOHN.replace('"J. Smith", ', ""), JOHN],
    "another name": [JOHN + FERRY, JOHN + FERRY.replace("Ferries", "Boats")],
    "remove an entity": [JOHN + FERRY, FERRY],
    "delete the file": [JOHN + FERRY, ""],
    "a spelling moves": [JOHN, '[[entity]]\nname = "Jane Stone"\nkind = "author"\nspellings = ["J. Smith"]\n'],
    "there and back": [JOHN, FERRY, JOHN],
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_an_edit_makes_what_a_build_from_scratch_makes(archive, steps):
    site = archive.restore()
    for text in steps:
        put_names(site, text)
        built = build(site)
        assert built.code == 0, built.text
    assert read_tree(site / "output") == build_from_scratch(site)


def test_an_edit_of_a_line_writes_one_page_alone(archive):
    site = archive.restore()
    put_names(site, JOHN)
    assert build(site).code == 0
    before = read_times(site / "output")
    put_names(site, JOHN.replace("harbour", "river"))
    built = build(site)
    assert (built.code, count_read(built)) == (0, 0)
    after = read_times(site / "output")
    changed = {name for name in after if after[name] != before.get(name)}
    assert {name for name in changed if name.endswith(".html")} == {"author/smith.html"}


def test_an_entity_of_no_article_writes_no_page(archive):
    site = archive.restore()
    before = read_tree(site / "output")
    put_names(site, JOHN.replace("Smith", "Nobody").replace("Джон Сміт", "Ніхто"))
    built = build(site)
    assert (built.code, count_read(built)) == (0, 0)
    assert read_tree(site / "output") == before


def test_new_articles_fall_under_the_file(archive):
    site = archive.restore()
    put_names(site, JOHN)
    assert build(site).code == 0
    write_article(site, 60, authors="J. SMITH")
    assert build(site).code == 0
    assert "4 stories" in read(site, "author/smith.html")
    assert read_tree(site / "output") == build_from_scratch(site)


def test_a_killed_build_loses_no_edit(archive):
    site = archive.restore()
    put_names(site, JOHN)
    stopped = build(
        site, first="import archive_engine.planned as planned\nplanned.read_content.__globals__['_read_sources'] = None"
    )
    assert stopped.code != 0
    put_names(site, FERRY)
    assert build(site).code == 0
    assert read_tree(site / "output") == build_from_scratch(site)


def test_a_file_with_an_error_stops_the_build_and_names_the_line(archive):
    site = archive.restore()
    before = read_tree(site / "output")
    put_names(site, JOHN + '\n[[entity]]\nname = "J. Smith"\nkind = "author"\n')
    built = build(site)
    assert built.code == 1
    assert "names.toml, line 11: " in built.text
    assert "Traceback" not in built.text
    assert read_tree(site / "output") == before


def test_whole_builds_and_stock_pelican_make_the_same_pages(archive):
    site = archive.restore()
    put_names(site, JOHN + FERRY)
    assert build(site).code == 0
    planned = read_tree(site / "output")
    (site / "listener.py").write_text(LISTENER, encoding="utf-8")
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    (site / "wholeconf.py").write_text(f"{settings}PLUGINS = [*PLUGINS, 'listener']\n", encoding="utf-8")
    whole = build(site, settings="wholeconf.py", out="whole", cache=".whole")
    assert (whole.code, "Everything is rebuilt each time" in whole.text) == (0, True), whole.text
    assert read_tree(site / "whole") == planned
    (site / "stockconf.py").write_text(f"{settings}PLUGINS.remove('publication')\nSITEURL = ''\n", encoding="utf-8")
    for engine, out in ((STOCK, "stock"), (ENGINE, "planned")):
        built = build(site, settings="stockconf.py", engine=engine, out=out, cache=f".{out}")
        assert built.code == 0, built.text
    for name in ("author/smith.html", "author/j-smith.html", "tag/ferries.html", "tag/ferry.html", "authors.html"):
        assert (site / "stock" / name).read_bytes() == (site / "planned" / name).read_bytes()


def test_the_pages_of_a_renamed_list_lead_on_wherever_they_were(tmp_path):
    site = make_archive(tmp_path / "site", 0, "ARCHIVE_PAGES_LIST_LENGTH = 2\nARCHIVE_ENGINE_KEEP_ADDRESSES = True\n")
    for number in range(0, 200, 10):
        write_article(site, number, authors="J. Smith")
    assert build(site).code == 0
    places = [path.relative_to(site / "output").as_posix() for path in (site / "output/author").rglob("*.html")]
    assert "author/j-smith.html" in places and len(places) > 3
    for slug in ("smith", "john"):  # joined, then renamed
        put_names(site, JOHN.replace('slug = "smith"', f'slug = "{slug}"'))
        assert build(site).code == 0
        places.append(f"author/{slug}.html")
    assert build(site).code == 0
    for place in places[:-1]:
        assert f"{'../' * place.count('/')}author/john.html" in read(site, place), place
    put_names(site, "")
    assert build(site).code == 0
    assert "20 stories" in read(site, "author/j-smith.html")


def test_rejections_alone_rebuild_the_page_of_what_the_archive_has(tmp_path):
    site = make_archive(tmp_path / "site", 3)
    assert build(site).code == 0
    before = read(site, "holdings.html")
    ledger = site / "content/.newsarchive/ledger.sqlite"
    ledger.parent.mkdir()
    with closing(sqlite3.connect(ledger)) as base, base:
        base.execute("CREATE TABLE seen (sha256 TEXT, reason TEXT)")
        base.execute("INSERT INTO seen VALUES ('', 'no date: nothing names one')")
    assert build(site).code == 0
    after = read(site, "holdings.html")
    assert after != before
    assert build_from_scratch(site)["holdings.html"] == read_tree(site / "output")["holdings.html"]


def test_people_are_joined_by_the_file_and_old_pages_lead_on(tmp_path):
    site = make_archive(tmp_path / "site", 0, "ARCHIVE_NAMES_MIN_ARTICLES = 3\nARCHIVE_ENGINE_KEEP_ADDRESSES = True\n")
    for number in range(8):
        name = "Ion Ceban" if number % 2 else "Ivan Cheban"
        text = f"Mayor {name} opened the bridge on Monday. {name} said that the mayor, {name}, would come again."
        write_article(site, number, title=f"Bridge {number} opens", tags="", summary=text, body=f"{text}\n\n{text}")
    assert build(site).code == 0
    assert (site / "output/person/ion-ceban.html").exists() and (site / "output/person/ivan-cheban.html").exists()
    for slug in ("ion-ceban", "ceban", "mayor-ceban"):
        put_names(
            site, f'[[entity]]\nname = "Ion Ceban"\nkind = "person"\nslug = "{slug}"\nspellings = ["Ivan Cheban"]\n'
        )
        assert build(site).code == 0
        assert "8 stories" in read(site, f"person/{slug}.html")
        assert f"url=../person/{slug}.html" in read(site, "person/ivan-cheban.html")
    for old in ("ion-ceban", "ceban"):
        assert "url=../person/mayor-ceban.html" in read(site, f"person/{old}.html")
