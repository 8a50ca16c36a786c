"""A fresh checkout with the store of an earlier build: files have new times, and are compared by their bytes."""

import json
import os
import shutil

import pytest

from tests.archive_engine.sites import build, count_read, make_archive, read_tree, write_article

NOW = 1_800_000_000  # the time of all files of a checkout


def check_out(site, clone, kept):
    """Copy a site as git does, with all files of one time, and restore the `kept` folders as a cache does."""
    shutil.copytree(site, clone, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("output", ".cache"))
    for path in clone.rglob("*"):
        os.utime(path, (NOW, NOW))
    for name in kept:
        shutil.copytree(site / name, clone / name)
    return clone


@pytest.mark.parametrize("kept", [[".cache"], [".cache", "output"]], ids=["store", "store-and-output"])
def test_a_checkout_with_the_restored_store_reads_nothing_again(tmp_path, kept):
    site = make_archive(tmp_path / "site", 12)
    first = build(site)
    assert first.code == 0 and count_read(first) == 12
    clone = check_out(site, tmp_path / "clone", kept)
    again = build(clone)
    assert again.code == 0 and count_read(again) == 0, again.text
    assert ("nothing has changed" in again.text) == ("output" in kept)
    assert read_tree(clone / "output") == read_tree(site / "output")


@pytest.mark.parametrize("kept", [[".cache"], [".cache", "output"]], ids=["store", "store-and-output"])
def test_one_article_added_to_a_checkout_is_the_one_that_is_read(tmp_path, kept):
    site = make_archive(tmp_path / "site", 12)
    assert build(site).code == 0
    clone = check_out(site, tmp_path / "clone", kept)
    write_article(clone, 40)
    added = build(clone)
    assert added.code == 0 and count_read(added) == 1, added.text
    assert build(clone, out="new", cache="new-cache").code == 0
    assert read_tree(clone / "output") == read_tree(clone / "new")


def test_an_article_that_changed_without_its_size_is_read(tmp_path):
    site = make_archive(tmp_path / "site", 12)
    assert build(site).code == 0
    path = write_article(site, 3)
    path.write_bytes(path.read_bytes().replace(b"second", b"strong"))
    clone = check_out(site, tmp_path / "clone", [".cache", "output"])
    assert count_read(build(clone)) == 1
    page = next(clone.glob(f"output/*/*/*/{path.stem}.html"))
    assert "strong" in page.read_text(encoding="utf-8")


def test_a_program_gets_the_figures_and_the_rejected_files_of_each_build(tmp_path):
    site = make_archive(tmp_path / "site", 3)
    write_article(site, 1, date="2024-13-45")
    report = site / "reports/build.json"
    setting = 'ARCHIVE_ENGINE_REPORT="reports/build.json"'
    assert build(site, setting).code == 1
    figures = json.loads(report.read_text(encoding="utf-8"))
    (problem,) = figures.pop("problems")
    assert problem["line"] == 2 and problem["is_rejected"] and "is no date" in problem["reason"]
    assert (site / problem["file"]).is_file()
    assert (figures["found"], figures["read"], figures["rejected"], figures["repaired"]) == (3, 3, 1, 0)
    assert build(site).code == 1  # the setting is no reason to read or to render anything again
    assert build(site, setting).code == 1
    assert json.loads(report.read_text(encoding="utf-8"))["read"] == 0


def test_a_report_that_can_not_be_written_stops_with_a_message(tmp_path):
    site = make_archive(tmp_path / "site", 1)
    (site / "reports").touch()
    built = build(site, 'ARCHIVE_ENGINE_REPORT="reports/build.json"')
    assert built.code == 1
    assert "The build has stopped" in built.text and "Traceback" not in built.text


def test_extra_files_of_the_content_lie_in_the_sites_root(tmp_path):
    more = "STATIC_PATHS = ['extra']\nARTICLE_EXCLUDES = ['extra']\n"
    site = make_archive(tmp_path / "site", 3, f"{more}EXTRA_PATH_METADATA = {{'extra/CNAME': {{'path': 'CNAME'}}}}\n")
    name = site / "content/extra/CNAME"
    name.parent.mkdir()
    name.write_text("news.halverin.example\n", encoding="utf-8")
    assert build(site).code == 0
    assert (site / "output/CNAME").read_text(encoding="utf-8") == "news.halverin.example\n"
    name.unlink()
    assert build(site).code == 0
    assert not (site / "output/CNAME").exists()
