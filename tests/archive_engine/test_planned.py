"""A build after an edit has the same bytes as one from scratch, and writes few files."""

import os
import re
import shutil

import pytest

from tests.archive_engine.sites import KeptSite, build, count_read, make_archive, read_times, read_tree, write_article

ARTICLES = 90


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return an archive that has been built once."""
    site = make_archive(tmp_path_factory.mktemp("archive") / "site", ARTICLES)
    first = build(site)
    assert first.code == 0, first.text
    return KeptSite(site)


@pytest.fixture
def site(built):
    return built.restore()


def add(site):
    write_article(site, ARTICLES)


def add_in_the_past(site):
    write_article(site, 40, slug="a-second-one", date="2019-05-02T09:00:00").rename(site / "content/2019/05/02-late.md")


def change_a_body(site):
    write_article(site, 70, body="Other text.")


def change_a_title(site):
    write_article(site, 70, title="Another headline")


def change_a_date(site):
    write_article(site, 70, date="2020-12-24T12:00:00")


def change_tags(site):
    write_article(site, 70, tags="Bridge; Newcomer")


def hide(site):
    write_article(site, 70, status="hidden")


def remove(site):
    next((site / "content").rglob("*-70.md")).unlink()


def touch(site):
    os.utime(next((site / "content").rglob("*-70.md")))


def lose_a_page(site):
    next((site / "output/2019").rglob("*-4.html")).unlink()


def scribble_on_a_list(site):
    (site / "output/tags.html").write_text("scribble", encoding="utf-8")


def change_the_about_page(site):
    (site / "content/pages/about.md").write_text("Title: About\nSlug: about\n\nOther words.\n", encoding="utf-8")


EDITS = [
    add, add_in_the_past, change_a_body, change_a_title, change_a_date, change_tags, hide, remove, touch, lose_a_page,
    scribble_on_a_list, change_the_about_page,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_build_after_an_edit_equals_one_from_scratch(site, edit):
    before = read_times(site / "output")
    edit(site)
    warm = build(site)
    assert warm.code == 0, warm.text
    cold = build(site, out="cold", cache="cold-cache")
    assert cold.code == 0, cold.text
    assert read_tree(site / "output") == read_tree(site / "cold")
    assert count_read(warm) <= 1
    after = read_times(site / "output")
    assert sum(before.get(path) != time for path, time in after.items()) <= 60


@pytest.mark.parametrize("edit", [add, change_a_title, remove], ids=lambda edit: edit.__name__)
def test_an_index_updated_in_another_process_is_the_same(site, edit):
    edit(site)
    many = "import archive_engine.planned\narchive_engine.planned.MANY = 1\narchive_engine.planned.LIFE = 70\n"
    warm = build(site, "ARCHIVE_ENGINE_PROCESSES=2", first=many)
    assert warm.code == 0, warm.text
    cold = build(site, "ARCHIVE_ENGINE_PROCESSES=2", out="cold", cache="cold-cache", first=many)
    assert cold.code == 0, cold.text
    assert read_tree(site / "output") == read_tree(site / "cold")


def touch_a_page(site):
    os.utime(next((site / "output/2019").rglob("*-4.html")))


# The main process may not compare files itself.
ONLY_IN_WORKERS = """
import os
from archive_engine import damage, work
damage.MANY, main, plain = 1, os.getpid(), work.find_unlike
def find_unlike(site, within):
    assert os.getpid() != main
    return plain(site, within)
find_unlike.__module__ = work.__name__
work.find_unlike = damage.find_unlike = find_unlike
"""


@pytest.mark.parametrize(
    "edit", [add, touch, touch_a_page, lose_a_page, scribble_on_a_list], ids=lambda edit: edit.__name__
)
def test_workers_find_the_same_damage(site, edit):
    edit(site)
    many = ONLY_IN_WORKERS
    warm = build(site, "ARCHIVE_ENGINE_PROCESSES=2", first=many)
    assert warm.code == 0, warm.text
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")
    before = read_times(site / "output")
    assert build(site, "ARCHIVE_ENGINE_PROCESSES=2", first=many).code == 0
    assert read_times(site / "output") == before


def test_a_rebuilt_index_has_no_article_that_was_hidden(site):
    hide(site)
    assert build(site).code == 0
    (site / "output/search/manifest.js").unlink()
    assert build(site).code == 0
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_nothing_is_written_where_nothing_changed(site):
    before = read_times(site / "output")
    assert build(site).code == 0
    assert read_times(site / "output") == before


def test_a_changed_template_renders_the_pages_that_use_it(site):
    before = read_times(site / "output")
    templates = (site / "theme").resolve() / "templates"
    (site / "theme").unlink()
    shutil.copytree(templates.parent, site / "theme")
    theme = site / "theme/templates/base.html"
    assert build(site).code == 0
    assert read_times(site / "output") == before  # the same theme in another folder
    theme.write_text(theme.read_text(encoding="utf-8") + "<p>More</p>\n", encoding="utf-8")
    warm = build(site)
    assert warm.code == 0, warm.text
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")
    assert read_times(site / "output")["2019/index.html"] != before["2019/index.html"]


def test_a_changed_setting_renders_the_pages_that_show_it(site):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write("SITENAME = 'Another name'\nARCHIVE_PAGES_LIST_LENGTH = 10\n")
    assert build(site).code == 0
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")
    assert "Another name" in (site / "output/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("processes", [1, 4])
def test_the_output_does_not_depend_on_the_number_of_processes(site, tmp_path, processes):
    out, cache = tmp_path / "output", tmp_path / "cache"
    assert build(site, f"ARCHIVE_ENGINE_PROCESSES={processes}", out=str(out), cache=str(cache)).code == 0
    assert read_tree(out) == read_tree(site / "output")


def test_a_cluster_builds_the_same_site(site, cluster):
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(
            f"\ndef ARCHIVE_ENGINE_EXECUTOR():\n    import distributed\n"
            f"    return distributed.Client({cluster!r}, set_as_default=False).get_executor(pure=False)\n"
        )
    clustered = build(site, out="clustered", cache="cluster-cache")
    assert clustered.code == 0, clustered.text
    assert read_tree(site / "clustered") == read_tree(site / "output")


def test_a_broken_store_is_rebuilt_with_one_line(site):
    expected = read_tree(site / "output")
    store = site / ".cache/archive-engine.sqlite"
    store.write_bytes(b"no database" * 1000)
    warm = build(site)
    assert warm.code == 0 and warm.text.count("is rebuilt") == 1, warm.text
    assert read_tree(site / "output") == expected


def test_the_store_can_be_ignored(site):
    remove(site)
    write_article(site, 71, body="Other text.")
    warm = build(site, "--ignore-cache")
    assert warm.code == 0 and "the cache is ignored" in warm.text, warm.text
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_the_output_can_be_deleted_first(site):
    (site / "output/stray.txt").write_text("stray", encoding="utf-8")
    assert build(site, "--delete-output-directory").code == 0
    tree = read_tree(site / "output")
    assert "stray.txt" not in tree
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert tree == read_tree(site / "cold")


def test_a_build_with_nothing_to_do_says_so_in_a_line(site):
    build(site)
    again = build(site)
    assert again.code == 0
    assert re.fullmatch(rf"{ARTICLES} articles: nothing has changed \(\d+\.\d s\)", again.text.strip())
    write_article(site, ARTICLES)
    edited = build(site).text
    assert "nothing has changed" not in edited and re.search(rf"^articles +{ARTICLES + 1}$", edited, re.MULTILINE)
