"""The browser's scripts are joined from files in an order in which each file follows those that it needs."""

import re

import pytest

from lunr_search.browser_code import CODE, PAGE, list_parts, read_needs, search_scripts, strip_comments
from tests.lunr_search.javascript import ROOT, SNOWBALL

FILES = sorted(path.relative_to(CODE).as_posix() for path in CODE.rglob("*.js"))
_SHARED = re.compile(r"Object\.assign\((search|page), (?:/\*\*.*?\*/ )?\(?\{([^}]*)\}")
_SET = re.compile(r"^  search\.(\w+) = ", re.MULTILINE)
# Names that other code defines: lunr.js, and what archive.js hands to the engine that it loads by its URL.
_ELSEWHERE = {"lunr", "page", "pageWords", "stemmers"}
_AT_RUN_TIME = {
    "archive.js": {"Engine", "RebuiltError", "errorToData"},
    "marks.js": {"callEngine"},
    "engine.js": {"further", "matchAll", "partToClause", "rankByDay", "savedDatesNote"},
    "expansion.js": {"expandPattern"},
    "query.js": {"noteFieldApart", "readField"},
    "page/bringing.js": {"further"},
}


def names_defined(name: str) -> set[tuple[str, str]]:
    """Return what a file adds to the shared objects: the object and the name."""
    text = (CODE / name).read_text("utf-8")
    found = {(shared, key) for shared, keys in _SHARED.findall(text) for key in re.findall(r"\w+", keys)}
    if name == "page/elements.js":
        found |= {("page", key) for key in re.findall(r"^    (\w+)[:,]", text, re.MULTILINE)}
    return found | {("search", key) for key in _SET.findall(text)}


def names_used(name: str) -> set[tuple[str, str]]:
    text = (CODE / name).read_text("utf-8")
    taken = {
        (shared, key.split(":")[0].strip())
        for keys, shared in re.findall(r"const \{ ([^}]*) \} = (page|search);", text)
        for key in keys.split(",")
    }
    return taken | set(re.findall(r"\b(search|page)\.(\w+)", re.sub(r"//.*|/\*\*.*?\*/", "", text)))


DEFINED = {name: names_defined(name) for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_a_file_needs_the_files_whose_names_it_uses(name):
    needed = {key for part in (name, *read_needs(CODE / name)) for key in DEFINED[part]}
    missing = {key for _, key in names_used(name) - needed} - _ELSEWHERE - _AT_RUN_TIME.get(name, set())
    assert not missing


@pytest.mark.parametrize("name", FILES)
def test_a_file_lists_no_file_that_it_does_not_need(name):
    used = names_used(name)
    at_run_time = set().union(*_AT_RUN_TIME.values())
    needed = (part for part in read_needs(CODE / name) if at_run_time.isdisjoint(key for _, key in DEFINED[part]))
    idle = {part for part in needed if not used & DEFINED[part]}
    # files that only start something, listen or register themselves define no names
    assert idle <= {"early.js", "page/keyboard.js", "stemmers/english.js"}


def test_a_file_is_placed_after_those_that_it_needs(tmp_path):
    (tmp_path / "a.js").write_text("// Needs: b.js c.js\n")
    (tmp_path / "b.js").write_text("// Needs: c.js\n")
    (tmp_path / "c.js").write_text("")
    assert list_parts(tmp_path, "a.js") == ("c.js", "b.js", "a.js")
    (tmp_path / "c.js").write_text("// Needs: a.js\n")
    with pytest.raises(ValueError, match=r"a\.js needs b\.js needs c\.js needs a\.js"):
        list_parts(tmp_path, "a.js")


def test_only_what_needs_the_pages_elements_waits_until_the_page_is_read():
    page = search_scripts(ROOT / "node_modules/lunr/lunr.min.js", SNOWBALL, ("en",))[PAGE].decode()
    waits = page.index('"DOMContentLoaded", run')
    for name in list_parts(CODE, "page/start.js"):
        is_later = page.index(strip_comments((CODE / name).read_text("utf-8"))) > waits
        assert is_later == name.startswith("page/"), name
