"""What an owner removed for good stays in nothing that a build makes or keeps."""

from pathlib import Path

import pytest

from newsrecord.removals import HEADER
from tests.archive_engine.sites import build, make_archive, read_times, read_tree, write_article

SECRET = "zerberostquux"
LINE = f"{'a' * 64}\thttps://halverin.example/lamp\tby wish of the keeper\t"


def find_secret(site: Path) -> list[str]:
    """Return the files, of those that builds make or keep, that hold the secret."""
    folders = [site / name for name in ("output", "output2", ".cache", "cache")]
    paths = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()]
    return [str(path.relative_to(site)) for path in paths if SECRET.encode() in path.read_bytes().lower()]


def add_secret(site: Path) -> Path:
    path = write_article(site, 900, Title=f"The {SECRET} of Halverin")
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{SECRET} was there.\n", encoding="utf-8")
    return path


def remove(site: Path, path: Path, page: str = "") -> None:
    path.unlink()
    (site / "content/removed.tsv").write_text(f"{HEADER}\n{LINE}{page}\n", encoding="utf-8")


@pytest.mark.parametrize("is_edited_before", [False, True], ids=["", "edited before"])
def test_nothing_of_a_removed_article_stays(tmp_path, is_edited_before):
    site = make_archive(tmp_path, 5)
    path = add_secret(site)
    build(site)
    assert len(find_secret(site)) > 4
    if is_edited_before:
        path.write_text(path.read_text(encoding="utf-8").replace(f"{SECRET} was there", "Nobody"), encoding="utf-8")
        build(site)
    remove(site, path)
    build(site)
    assert find_secret(site) == []
    before = read_times(site / "output")
    build(site)
    assert read_times(site / "output") == before


def test_each_output_loses_it_with_its_own_next_build(tmp_path):
    site = make_archive(tmp_path, 5)
    path = add_secret(site)
    build(site)
    build(site, out="output2")
    remove(site, path)
    build(site)
    build(site, out="output2")
    assert find_secret(site) == []
    assert read_tree(site / "output") == read_tree(site / "output2")


def test_the_list_of_removals_is_not_published(tmp_path):
    site = make_archive(tmp_path, 5)
    remove(site, add_secret(site))
    build(site)
    paths = [path for path in (site / "output").rglob("*") if path.is_file()]
    assert paths
    assert [path for path in paths if b"wish of the keeper" in path.read_bytes() or path.suffix == ".tsv"] == []


def test_a_page_says_that_an_article_was_removed(tmp_path):
    site = make_archive(tmp_path, 5)
    path = add_secret(site)
    build(site)
    remove(site, path, "2024/05/02/a-story")
    build(site)
    page = (site / "output/2024/05/02/a-story.html").read_text(encoding="utf-8")
    assert "This story was removed" in page and "wish of the keeper" not in page
    (site / "content/removed.tsv").write_text(f"{HEADER}\n", encoding="utf-8")
    build(site)
    assert not (site / "output/2024/05/02/a-story.html").exists()


def test_a_line_that_is_none_is_named(tmp_path):
    site = make_archive(tmp_path, 5)
    (site / "content/removed.tsv").write_text("rubbish\n", encoding="utf-8")
    run = build(site)
    assert run.code and "removed.tsv, line 1" in run.text
