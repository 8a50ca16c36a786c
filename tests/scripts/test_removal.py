"""No command deletes files that it did not make: `make golden`, `make clean`, the refresh of the demo."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripts.scripts import ROOT, load_script

CAPTURES = ("2023-05-14-tidegate-bridge-reopens-after-two-years.txt", "2020-09-08-osvell-lighthouse-goes-dark.txt")


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by path, without the import's private ones."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".newsarchive" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


class Demo:
    """A demo of two articles in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.captures, self.content, self.manifest = folder / "captures", folder / "content", folder / "demo.sha256"
        self.captures.mkdir()
        for name in CAPTURES:
            shutil.copy(ROOT / "captures" / name, self.captures)
        (self.content / "pages").mkdir(parents=True)
        (self.content / "pages/about.md").write_text("Title: About\n\nMine.\n", encoding="utf-8")

    def refresh(self) -> int:
        return load_script("refresh_demo").main(self.captures, self.content, self.manifest)


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    made = Demo(tmp_path)
    assert made.refresh() == 0
    assert len(read_tree(made.content)) == 3
    return made


def test_golden_writes_nothing_outside_the_tests(tmp_path):
    """Run the command in a copy of the project that has one case of each kind, and content of an owner."""
    for name in ("plugins", "theme", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    exports = "tests/capture_import/forms/databases"
    for name in ("scripts", "captures", "content", "tests/site/small", exports):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    tests = ("tests/__init__.py", "tests/site/__init__.py", "tests/site/golden.py", "tests/capture_import/cases.py")
    for name in ("pelicanconf.py", *tests, "tests/capture_import/forms/web_page/pages.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for folder in ("tests/capture_import/cases", "tests/capture_import/forms/web_page/pages"):
        case = min(path.name for path in (ROOT / folder).iterdir() if path.is_dir())
        shutil.copytree(ROOT / folder / case, tmp_path / folder / case)
    article = next((tmp_path / "content").glob("2*/*/*/*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nA sentence of mine.\n", encoding="utf-8")
    (article.parent / "mine.jpg").write_bytes(b"a picture")
    (tmp_path / "tests/site/golden").mkdir()
    watched = {name: read_tree(tmp_path / name) for name in ("content", "captures", "scripts")}
    run = subprocess.run(
        [sys.executable, "scripts/rewrite_golden.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert (tmp_path / "tests/site/golden/index.html").exists()
    for name, files in watched.items():
        shutil.rmtree(tmp_path / name / "__pycache__", ignore_errors=True)
        assert read_tree(tmp_path / name) == files


def test_the_demo_is_imported_again_when_a_rule_has_changed(demo):
    before = read_tree(demo.content)
    capture = demo.captures / CAPTURES[0]
    capture.write_text(capture.read_text(encoding="utf-8").replace("Tidegate", "Tidelock"), encoding="utf-8")
    assert demo.refresh() == 0
    after = read_tree(demo.content)
    assert len(after) == 3 and any("tidelock" in path for path in after)
    assert len({*before} & {*after}) == 2
    assert demo.refresh() == 0 and read_tree(demo.content) == after


@pytest.mark.parametrize("change", ["edited", "written", "picture", "link", "unknown"])
def test_the_refresh_changes_nothing_if_content_is_not_the_demos(change, demo, capsys):
    article = next(demo.content.glob("2*/*/*/*.md"))
    if change == "edited":
        article.write_text(article.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    elif change == "written":
        (demo.content / "my-own.md").write_text("Title: Mine\nDate: 2024-01-01\n\nWords.\n", encoding="utf-8")
    elif change == "picture":
        (article.parent / "mine.jpg").write_bytes(b"a picture")
    elif change == "link":
        (demo.content / "elsewhere").symlink_to(demo.captures, target_is_directory=True)
    else:
        demo.manifest.unlink()
    before, listed = read_tree(demo.content), demo.manifest.exists() and demo.manifest.read_bytes()
    assert demo.refresh() == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert read_tree(demo.content) == before
    assert (demo.manifest.exists() and demo.manifest.read_bytes()) == listed


def test_the_refresh_changes_nothing_if_a_capture_can_not_be_imported(demo):
    (demo.captures / CAPTURES[0]).write_text("No page\n", encoding="utf-8")
    before = read_tree(demo.content)
    assert demo.refresh() != 0
    assert read_tree(demo.content) == before


def test_the_manifest_lists_the_demo_as_it_is():
    refresh = load_script("refresh_demo")
    content = ROOT / "content"
    assert refresh.find_foreign(content, refresh.read_manifest(refresh.MANIFEST)) == []


def test_clean_keeps_files_that_no_build_wrote(tmp_path, build_site, capsys):
    shutil.copytree(ROOT / "tests/site/small", tmp_path / "content")
    assert build_site(tmp_path / "content", tmp_path / "output").returncode == 0
    (tmp_path / "output-cache").rename(tmp_path / ".cache")
    theirs = {"output/CNAME": "archive.example", "output/search/notes.txt": "mine", "build/plan.txt": "mine"}
    for path, text in theirs.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "output/404.html").write_text("my own page for nowhere", encoding="utf-8")
    (tmp_path / "build/bench.json").write_text("[]", encoding="utf-8")
    content = read_tree(tmp_path / "content")
    load_script("clean").main(tmp_path)
    left = {path for path in read_tree(tmp_path) if not path.startswith("content/")}
    assert left == {*theirs, "output/404.html"}
    assert read_tree(tmp_path / "content") == content
    assert "output/ keeps" in capsys.readouterr().out


def test_clean_deletes_the_whole_output_without_files_of_an_owner(tmp_path, build_site):
    assert build_site(ROOT / "tests/site/small", tmp_path / "output").returncode == 0
    (tmp_path / "output-cache").rename(tmp_path / ".cache")
    load_script("clean").main(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_clean_keeps_an_output_without_a_list_of_files(tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").write_text("a page", encoding="utf-8")
    load_script("clean").main(tmp_path)
    assert (tmp_path / "output/index.html").exists()
