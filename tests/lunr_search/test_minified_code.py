"""The minified scripts do what the source files do, and a build takes none that was made from another text."""

import gzip
import shutil
from pathlib import Path

import pytest

from lunr_search.browser_code import CODE, ENGINE, PAGE, minified_name, own_scripts, search_scripts
from lunr_search.config import read_config
from scripts.minify import minify_scripts
from tests.lunr_search.invented import LANGUAGES, make_documents
from tests.lunr_search.javascript import LUNR, SNOWBALL, ask

# With these and the files of its words, a first search in 21,000 stories stays below 50 kB at the median.
_GZIP_BAR = 29_700
_QUERIES = """
ferry | +ferry +tide | +ferry -tide | title:ferry^3 storm | ferr* | *ridge | f*y | councel~2 | date:2023-05 ferry
"ferry storm" | section:war storm | authors:bell | lang:uk | київ | києва | поромом | голосування | города | WHO | may
председателя | naïve | café | U.S. | 北京市政府 | 항만청 | __proto__ | constructor | xyzzy ferry | brigde | ferri storn
gavan | nosuchfield:x | Storm in Wexmoor: as it happened
""".replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def minified(tmp_path_factory) -> Path:
    if not shutil.which("node"):
        pytest.skip("no Node on this machine")
    folder = tmp_path_factory.mktemp("minified")
    (folder / "of-an-old-text.js").touch()
    minify_scripts(folder)
    return folder


def write_scripts(scripts: dict[str, bytes], folder: Path) -> Path:
    for path, script in scripts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(script)
    return folder / "search"


def test_the_engine_answers_as_its_source_files_do_joined_and_minified(site, minified, tmp_path):
    documents = make_documents(200)
    site.update(documents)
    text = documents[0].body
    queries = [(query.strip(), text) for query in _QUERIES if query.strip()]
    joined = write_scripts(search_scripts(LUNR, SNOWBALL, LANGUAGES), tmp_path / "joined")
    small = write_scripts(search_scripts(LUNR, SNOWBALL, LANGUAGES, minified), tmp_path / "small")
    expected = ask(site, queries)
    assert sum(bool(answer["total"]) for answer in expected) > 20
    assert any(answer["offers"] for answer in expected) and any(answer["suggestions"] for answer in expected)
    assert ask(site, queries, joined) == expected
    assert ask(site, queries, small) == expected


def test_each_script_of_ours_is_minified_and_strict_in_each_of_its_functions(minified):
    plain = search_scripts(LUNR, SNOWBALL, (*LANGUAGES, "de"))
    small = search_scripts(LUNR, SNOWBALL, (*LANGUAGES, "de"), minified)
    assert list(small) == list(plain)
    assert sorted(path.name for path in minified.iterdir()) == sorted(map(minified_name, own_scripts().values()))
    strict = b'"use strict"'
    for path, script in small.items():
        if path == "search/stemmers/de.js":  # not ours
            assert script == plain[path]
        else:
            assert len(script) < 0.9 * len(plain[path]), path
            assert script.count(strict) == plain[path].count(strict) > 0, path
    assert small[ENGINE].startswith(LUNR.read_bytes())


def test_the_scripts_that_a_search_page_loads_are_small(minified):
    scripts = search_scripts(LUNR, SNOWBALL, LANGUAGES, minified)
    assert sum(len(gzip.compress(scripts[path], 6)) for path in (PAGE, ENGINE)) <= _GZIP_BAR


def test_a_script_that_was_minified_from_another_text_is_not_taken(minified, tmp_path):
    code = tmp_path / "browser"
    shutil.copytree(CODE, code)
    with (code / "offers.js").open("a", encoding="utf-8") as file:
        file.write("globalThis.wasEdited = true;\n")
    plain = search_scripts(LUNR, SNOWBALL, LANGUAGES, None, code)
    edited = search_scripts(LUNR, SNOWBALL, LANGUAGES, minified, code)
    assert {path for path in edited if edited[path] == plain[path]} == {"search/further.js"}


def test_without_minified_scripts_a_site_has_the_joined_ones(tmp_path):
    settings = {
        "CACHE_PATH": str(tmp_path),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "LUNR_SEARCH_MINIFIED": str(tmp_path / "none"),
    }
    config = read_config(settings)
    scripts = search_scripts(config.lunr, config.snowball, config.languages, config.minified)
    assert scripts == search_scripts(LUNR, SNOWBALL, LANGUAGES)
