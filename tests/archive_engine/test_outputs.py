"""After any builds an output folder holds the files of the last build and the owner's own, and nothing else."""

import gzip
import json
import os
import shutil

import pytest

from tests.archive_engine.sites import (
    WRITES_ONCE,
    KeptSite,
    build,
    count_read,
    make_archive,
    make_plain_site,
    read_times,
    read_tree,
    write_article,
)

ARTICLES = 40
NEIGHBORS = "PLUGINS = [*PLUGINS, 'pelican.plugins.neighbors']\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("outputs") / "site", ARTICLES)
    (site / "publishconf.py").write_text(
        "import os, sys\nsys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))\nfrom pelicanconf import *\n"
        "SITEURL = 'https://example.org/news'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\n",
        encoding="utf-8",
    )
    first = build(site)
    assert first.code == 0, first.text
    return KeptSite(site)


@pytest.fixture
def site(built):
    return built.restore()


def set_plugins(site, line):
    path = site / "pelicanconf.py"
    path.write_text(path.read_text(encoding="utf-8").replace(NEIGHBORS, "") + line, encoding="utf-8")


def assert_equals_build_from_scratch(site, settings="pelicanconf.py", out="output", cache=".cache"):
    warm = build(site, settings=settings, out=out, cache=cache)
    assert warm.code == 0, warm.text
    assert build(site, settings=settings, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / out) == read_tree(site / "cold")
    shutil.rmtree(site / "cold")
    shutil.rmtree(site / "cold-cache")


def remove_article(site, number):
    next((site / "content").rglob(f"*-{number}.md")).unlink()


def test_a_plugin_that_is_added_and_removed_leaves_no_trace(site):
    set_plugins(site, NEIGHBORS)
    assert "rebuilt each time" in build(site).text
    set_plugins(site, "")
    assert build(site).code == 0
    write_article(site, 20, title="Another headline")
    assert_equals_build_from_scratch(site)


def test_files_that_a_plugin_wrote_are_deleted_with_the_plugin(site):
    sitemap = "PLUGINS = [*PLUGINS, 'pelican.plugins.sitemap']\nSITEMAP = {'format': 'xml'}\n"
    with (site / "publishconf.py").open("a", encoding="utf-8") as file:
        file.write(sitemap)
    for _ in range(2):
        published = build(site, settings="publishconf.py")
        assert published.code == 0, published.text
        assert (site / "output/sitemap.xml").exists() and (site / "output/feeds/all.atom.xml").exists()
    write_article(site, 20, title="Another headline")
    assert_equals_build_from_scratch(site)
    assert not (site / "output/sitemap.xml").exists()


def test_a_whole_build_deletes_old_pages_and_keeps_unchanged_files_of_plugins(tmp_path):
    (tmp_path / "once.py").write_text(WRITES_ONCE, encoding="utf-8")
    site = make_plain_site(tmp_path, settings="PLUGINS = ['once']\n")
    assert build(site).code == 0
    (site / "content/notes/note-05.md").unlink()
    shutil.rmtree(site / ".cache")
    assert build(site).code == 0
    tree = read_tree(site / "output")
    assert "once.txt" in tree and not any(path.startswith("note-5-") for path in tree)
    path = site / "pelicanconf.py"
    path.write_text(path.read_text(encoding="utf-8") + "PLUGINS = []\n", encoding="utf-8")
    assert build(site).code == 0
    assert "once.txt" not in read_tree(site / "output")


def test_each_of_two_outputs_is_updated_by_the_edits_since_its_build(site):
    assert build(site, out="other").code == 0
    write_article(site, 20, title="Another headline")
    remove_article(site, 7)
    assert build(site).code == 0
    write_article(site, 21, tags="Newcomer")
    other = build(site, out="other")
    assert other.code == 0 and count_read(other) == 1
    assert read_tree(site / "other") != read_tree(site / "output")
    assert_equals_build_from_scratch(site)
    assert read_tree(site / "other") == read_tree(site / "output")


def test_an_output_is_updated_after_many_builds_of_another(site):
    assert build(site, out="other").code == 0
    few = "import archive_engine.content_reading as reading\nreading.EDITS_KEPT = 1\n"
    for number in range(ARTICLES + 2):
        write_article(site, number, title=f"Headline {number} anew")
    assert build(site, first=few).code == 0
    remove_article(site, 7)
    assert build(site, first=few).code == 0
    assert_equals_build_from_scratch(site, out="other")


NOTE_READ = """
import archive_engine.content_reading as reading
resolve = reading.resolve_path_conflicts
def note(store, reader, build, read):
    print("READ", "all" if read is None else sorted(path.rsplit("/", 1)[-1] for path in read))
    resolve(store, reader, build, read)
reading.resolve_path_conflicts = note
"""
FAIL_ONCE_READ = """
import archive_engine.content_reading as reading
def fail(*values):
    raise OSError("the disk is full")
reading.resolve_path_conflicts = fail
"""


def test_only_articles_that_were_read_contest_places_but_after_a_build_that_failed(site):
    path = write_article(site, 20, title="Another headline")
    edited = build(site, first=NOTE_READ)
    assert edited.code == 0 and f"READ ['{path.name}']" in edited.text, edited.text
    write_article(site, 20, slug="same")
    assert build(site, first=FAIL_ONCE_READ).code != 0
    write_article(site, 21, slug="same", date=path.parent.relative_to(site / "content").as_posix().replace("/", "-"))
    again = build(site, first=NOTE_READ)
    assert "READ all" in again.text and "another article has its place" in again.text, again.text
    build(site, out="cold", cache="cold-cache")
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_publishing_reads_nothing_again(site):
    published = build(site, settings="publishconf.py", out="public")
    assert published.code == 0 and count_read(published) == 0, published.text
    before = read_times(site / "output")
    assert count_read(build(site)) == 0
    assert read_times(site / "output") == before
    write_article(site, 20, title="Another headline")
    assert build(site).code == 0
    assert_equals_build_from_scratch(site, "publishconf.py", out="public")


@pytest.mark.parametrize("loss", ["cache", "ignored", "moved"])
def test_the_pages_of_a_removed_article_are_deleted_though_the_cache_is_lost(site, loss):
    (site / "output/CNAME").write_text("news.example.org\n", encoding="utf-8")
    (site / "output/2019/owner.html").write_text("the owner's", encoding="utf-8")
    page = next((site / "output").rglob("*-7.html"))
    remove_article(site, 7)
    if loss == "cache":
        shutil.rmtree(site / ".cache")
    run = build(
        site, *(["--ignore-cache"] if loss == "ignored" else []), cache="elsewhere" if loss == "moved" else ".cache"
    )
    assert run.code == 0, run.text
    assert not page.exists()
    for name in ("CNAME", "2019/owner.html"):
        (site / "output" / name).unlink()  # the pages existed before
    assert_equals_build_from_scratch(site, cache="elsewhere" if loss == "moved" else ".cache")


@pytest.mark.parametrize("moment", ["planned.IndexUpdates.finish", "output_state.write_manifest"])
def test_the_next_build_knows_the_files_of_a_killed_build(site, moment):
    write_article(site, ARTICLES)
    dies = f"import os\nfrom archive_engine import output_state, planned\n{moment} = lambda *a, **b: os._exit(9)\n"
    assert build(site, first=dies).code == 9
    page = next((site / "output").rglob(f"*-{ARTICLES}.html"))
    remove_article(site, ARTICLES)
    shutil.rmtree(site / ".cache")
    assert build(site).code == 0
    assert not page.exists()
    assert_equals_build_from_scratch(site)


@pytest.mark.parametrize("is_first", [False, True])
def test_what_a_killed_build_has_read_gets_its_place_in_the_next(site, is_first):
    path = write_article(site, ARTICLES)
    twin = path.with_name("twin.md")
    twin.write_bytes(path.read_bytes())  # both want one place
    dies = (
        "import os\nfrom archive_engine import content_reading as step\nstep._settle_sources = lambda *a: os._exit(9)\n"
    )
    if is_first:
        shutil.rmtree(site / ".cache")
    assert build(site, first=dies).code == 9
    warm, cold = build(site), build(site, out="cold", cache="cold-cache")
    assert warm.code == cold.code == 1  # the other place is told
    assert read_tree(site / "output") == read_tree(site / "cold")


@pytest.mark.parametrize("kind", ["planned", "whole"])
def test_the_files_of_a_killed_build_are_known_after_a_second_killed_one(site, kind):
    set_plugins(site, NEIGHBORS if kind == "whole" else "")
    assert build(site).code == 0
    write_article(site, ARTICLES)
    dies = {
        "planned": "import os, archive_engine.planned as planned\n"
        "planned.IndexUpdates.finish = lambda self: os._exit(9)\n",
        "whole": "import os, archive_engine.whole as whole\n"
        "whole.WholeBuild._remove_others = lambda self, before, files: os._exit(9)\n",
    }
    assert build(site, first=dies[kind]).code == 9
    page = next((site / "output").rglob(f"*-{ARTICLES}.html"))
    remove_article(site, ARTICLES)
    assert build(site, first=dies[kind]).code == 9
    assert page.exists()
    assert_equals_build_from_scratch(site)


def copy_project(site):
    copy = site.with_name("copy")
    shutil.copytree(site, copy, symlinks=True, copy_function=shutil.copy)
    return copy


def touch_all(site):
    for path in site.rglob("*"):
        if path.is_file() and ".cache" not in path.parts:
            os.utime(path)
    return site


@pytest.mark.parametrize("change", [touch_all, copy_project], ids=lambda change: change.__name__)
def test_other_times_and_folders_rebuild_nothing(site, change):
    other = change(site)
    try:
        before = read_times(other / "output")
        run = build(other)
        assert run.code == 0 and "nothing has changed" in run.text, run.text
        assert read_times(other / "output") == before
        write_article(other, 20, title="Another headline")
        edited = build(other)
        assert count_read(edited) == 1, edited.text
    finally:
        if other != site:
            shutil.rmtree(other)


def test_the_list_of_files_is_the_same_for_the_same_site(site):
    write_article(site, 20, title="Another headline")
    remove_article(site, 7)
    assert build(site).code == 0
    assert build(site, out="cold", cache="cold-cache").code == 0
    lists = [(site / out / ".archive-engine-manifest.json.gz").read_bytes() for out in ("output", "cold")]
    assert lists[0] == lists[1]
    assert set(json.loads(gzip.decompress(lists[0]))["files"]) == set(read_tree(site / "output"))


def test_a_list_of_an_earlier_version_tells_which_pages_are_gone(site):
    path = site / "output/.archive-engine-manifest.json.gz"
    former = path.with_suffix("")
    former.write_bytes(gzip.decompress(path.read_bytes()))
    path.unlink()
    shutil.rmtree(site / ".cache")
    remove_article(site, 7)
    assert_equals_build_from_scratch(site)
    assert path.exists() and not former.exists()


@pytest.mark.parametrize("bytes_left", [b"", b"{", b'{"files": 3}', b"\xff\x00"])
def test_a_damaged_list_of_files_is_written_again(site, bytes_left):
    path = site / "output/.archive-engine-manifest.json.gz"
    before = path.read_bytes()
    path.write_bytes(bytes_left)
    assert build(site).code == 0
    assert path.read_bytes() == before


def test_files_of_a_plugin_are_deleted_though_the_list_of_files_is_damaged(site):
    set_plugins(
        site,
        "PLUGINS = [*PLUGINS, 'pelican.plugins.sitemap']\nSITEMAP = {'format': 'xml'}\nSITEURL = 'https://example.org'\n",
    )
    assert build(site).code == 0 and (site / "output/sitemap.xml").exists()
    (site / "output/.archive-engine-manifest.json.gz").write_bytes(b"spoiled")
    path = site / "pelicanconf.py"
    path.write_text(path.read_text(encoding="utf-8").replace("'pelican.plugins.sitemap'", ""), encoding="utf-8")
    assert_equals_build_from_scratch(site)


@pytest.mark.parametrize("kind", ["planned", "whole"])
def test_a_build_that_would_delete_most_of_the_site_stops(site, kind):
    if kind == "whole":
        set_plugins(site, NEIGHBORS)
        assert build(site).code == 0
    before = read_tree(site / "output")
    loses = {
        "planned": "import archive_engine.planned as planned\n"
        "def lose(build, visited, edits, is_full):\n"
        "    return build.pages.base.execute('SELECT save_as, owner FROM page').fetchall()[9:]\n"
        "planned.find_stale = lose\n",
        "whole": "import archive_engine.whole as whole\nreal = whole.list_files\n"
        "whole.WholeWriter = type('Other', (whole.WholeWriter,), {})\n",
    }
    write_article(site, 20, title="Another headline")
    run = build(site, first=loses[kind])
    assert run.code == 1 and "Nothing was removed" in run.text and "delete that folder" in run.text, run.text
    assert read_tree(site / "output").keys() == before.keys()
    assert build(site).code == 0


def test_a_build_without_articles_explains_what_it_would_delete(site):
    for number in range(ARTICLES - 3):
        remove_article(site, number)
    assert_equals_build_from_scratch(site)


def test_pages_of_other_generators_are_rebuilt_only_when_their_sources_change(site):
    from_rest = "import archive_engine.other_generators as rest\nreal = rest.OtherGenerators._generate\n"
    from_rest += "def told(self, only_feeds):\n    print('THE REST', only_feeds)\n    return real(self, only_feeds)\n"
    from_rest += "rest.OtherGenerators._generate = told\n"
    write_article(site, 20, title="Another headline")
    assert "THE REST False" not in build(site, first=from_rest).text
    about = site / "content/pages/about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert "THE REST False" in build(site, first=from_rest).text
    assert_equals_build_from_scratch(site)
    template = site / "theme"
    folder = template.resolve()
    template.unlink()
    shutil.copytree(folder, template)
    search = template / "templates/search.html"
    search.write_text(search.read_text("utf-8") + "{% for a in articles %}{{ a.title }}{% endfor %}", encoding="utf-8")
    assert "THE REST False" in build(site, first=from_rest).text
    write_article(site, 21, title="And another headline")
    assert "THE REST False" in build(site, first=from_rest).text  # a template shows articles now
    assert_equals_build_from_scratch(site)


def test_every_build_names_a_rejected_page(site):
    (site / "content/pages/bad.md").write_text("Slug: bad\n\nNo title.\n", encoding="utf-8")
    for _ in range(2):
        run = build(site)
        assert run.code == 1 and "bad.md" in run.text, run.text


@pytest.mark.parametrize("kind", ["planned", "whole"])
def test_files_with_a_leading_dot_are_not_published(site, kind):
    more = "STATIC_PATHS = ['files']\nIGNORE_FILES = []\n" + (NEIGHBORS if kind == "whole" else "")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(more)
    text = next((site / "content").rglob("*-20.md")).read_text(encoding="utf-8").replace("Slug: ", "Slug: secret-")
    for name in (".trash/a.md", "2019/.history/b.md", ".c.md", "pages/.d.md", "files/.e.txt", "files/.f/g.txt"):
        path = site / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (site / "content/files/shown.txt").write_text("shown", encoding="utf-8")
    assert build(site).code == 0
    tree = read_tree(site / "output")
    assert "files/shown.txt" in tree
    assert not any(b"secret-" in (site / "output" / path).read_bytes() for path in tree)
    assert not any("/." in path for path in tree)


def test_an_older_copy_of_the_store_hides_no_edit(site):
    stores = {path: path.read_bytes() for path in (site / ".cache").glob("archive-engine.sqlite*")}
    write_article(site, 3, title="Another headline")
    assert build(site).code == 0
    for path in (site / ".cache").glob("archive-engine.sqlite*"):
        path.unlink()
    for path, data in stores.items():
        path.write_bytes(data)
    write_article(site, 4, title="A third headline", authors="Someone New")
    assert_equals_build_from_scratch(site)
