"""The plugin under the engine and under stock Pelican: first and later builds, lost files, the text of an article."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lunr_search import plan
from lunr_search.config import read_config
from lunr_search.scripts import key_to_name
from lunr_search.updates import warn_of_damage
from tests.lunr_search.invented import InventedSite, make_documents

ROOT = Path(__file__).resolve().parents[2]
STOCK = ('PELICAN_CLASS="pelican.Pelican"',)


def files_of(output: Path) -> dict[str, bytes]:
    folder = output / "search"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """Return a few of the demo's articles."""
    folder = tmp_path_factory.mktemp("content")
    for path in sorted((ROOT / "content").glob("202[45]/*/*/*.md")):
        target = folder / path.relative_to(ROOT / "content")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def test_stock_pelican_and_the_engine_write_the_same_search(content, tmp_path, build_site):
    for name, options in (("engine", ()), ("stock", STOCK)):
        built = build_site(content, tmp_path / name, *options)
        assert built.returncode == 0, built.stdout + built.stderr
    files = files_of(tmp_path / "engine")
    assert {"manifest.js", "engine.js", "page.js"} < files.keys()
    assert files == files_of(tmp_path / "stock")


def test_stock_pelican_updates_an_existing_index(content, tmp_path, build_site):
    changing = tmp_path / "content"
    shutil.copytree(content, changing)
    gone = sorted(changing.rglob("*.md"))[0]
    whole = gone.read_bytes()
    output = tmp_path / "output"
    build_site(changing, output, *STOCK)
    before = files_of(output)
    gone.unlink()
    build_site(changing, output, *STOCK)
    assert files_of(output) != before
    gone.write_bytes(whole)
    (output / "search/manifest.js").unlink()
    built = build_site(changing, output, *STOCK)
    assert built.returncode == 0, built.stdout + built.stderr
    assert files_of(output) == before


def test_a_warning_names_a_language_without_a_stemmer(tmp_path):
    settings = {"CACHE_PATH": str(tmp_path), "THEME": str(ROOT / "theme"), "LUNR_SEARCH_LANGUAGES": ("en", "xx")}
    with pytest.raises(ValueError, match=r"no stemmer for xx; there are ar, da, de, el, en, .*, tr, uk$"):
        read_config(settings)


def test_an_error_says_that_lunr_is_missing(tmp_path):
    settings = {"CACHE_PATH": str(tmp_path), "THEME": str(ROOT / "theme"), "LUNR_SEARCH_LUNR": tmp_path / "none.js"}
    with pytest.raises(FileNotFoundError, match="LUNR_SEARCH_LUNR"):
        read_config(settings)


def test_stock_pelican_leaves_files_that_a_person_put_beside_the_search(content, tmp_path, build_site):
    (tmp_path / "output/search").mkdir(parents=True)
    (tmp_path / "output/search/notes.txt").write_text("mine")
    (tmp_path / "output/search/old.js").write_text('newsSearch.receive("old",[])\n')
    assert build_site(content, tmp_path / "output", *STOCK).returncode == 0
    assert (tmp_path / "output/search/notes.txt").exists() and not (tmp_path / "output/search/old.js").exists()


def test_stock_pelican_keeps_the_indexes_of_two_outputs_apart(content, tmp_path, build_site):
    changing = tmp_path / "content"
    shutil.copytree(content, changing)
    cache = f'CACHE_PATH="{tmp_path / "cache"}"'
    outputs = (tmp_path / "one", tmp_path / "two")
    for output in outputs:
        assert build_site(changing, output, *STOCK, cache).returncode == 0
    first = sorted(changing.rglob("*.md"))[0]
    first.write_text(first.read_text(encoding="utf-8") + "\n\nA zeppelin over the harbour.\n", encoding="utf-8")
    for output in (*outputs, tmp_path / "new"):
        assert build_site(changing, output, *STOCK, cache).returncode == 0
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two") == files_of(tmp_path / "new")


def test_a_full_disk_is_no_damage(tmp_path):
    site = InventedSite(tmp_path)
    site.update(make_documents(3))
    with closing(sqlite3.connect(tmp_path / "full.sqlite")) as database:
        database.executescript("CREATE TABLE one (value); PRAGMA max_page_count=2")
        with pytest.raises(sqlite3.OperationalError, match="full") as raised:
            database.execute("INSERT INTO one VALUES (zeroblob(100000))")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        warn_of_damage(site.state, raised.value)
    warn_of_damage(site.state, sqlite3.DatabaseError("database disk image is malformed"))


@pytest.mark.parametrize("rules", ["FORMAT", "RULES"])
def test_files_by_other_rules_have_another_version(tmp_path, monkeypatch, rules):
    versions = []
    for value in ("1", "2"):
        monkeypatch.setattr(plan, rules, value)
        site = InventedSite(tmp_path / value)
        site.update(make_documents(3))
        manifest = site.files()["search/manifest.js"].decode()
        versions.append(re.search('"version":"(.*?)"', manifest)[1])
    assert versions[0] != versions[1]


@pytest.mark.parametrize("keys", [("ב1", "崑"), ("𝕏", "_01d54f", "ᵔf"), ("-", "_002d", "_2d")])
def test_no_two_keys_have_one_name(keys):
    assert len({*map(key_to_name, keys)}) == len(keys)
