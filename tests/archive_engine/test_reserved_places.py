"""Which file has priority for a path in a planned build: the archive's own, then articles, then pages and others.

The file that loses is moved, rejected or left out, and a message names the article or page that has to change.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive_engine.own_places import fold_place, page_path
from archive_engine.reserved import ReservedPlaces, reserve_places
from archive_pages.planner import ArchivePlanner
from lunr_search.plugin import EngineIndex
from tests.archive_engine.sites import Built, build, make_archive, make_plain_site, read_tree, write_article
from tests.site.links import find_dead_links

RESERVED = [
    "index.html", "INDEX.html", "404.html", "archives.html", "search.html", "tags.html", "authors.html",
    "tag/river.html", "tag/river/2024.html", "section/none.html", "tags/r.html", "2024/index.html",
    "2024/05/index.html",
    "2024/05/06/index.html", "search/index.html", "theme/css/base.css",
]  # fmt: skip


def given(site: Path, name: str, matter: str) -> Path:
    path = site / "content" / name
    path.write_text(f"Title: Lamp {name}\nDate: 2024-05-06\n{matter}\n\nWords.\n", encoding="utf-8")
    return path


def lines(run: Built) -> list[str]:
    return sorted(re.findall(r"content/(\S+?\.md:\d+: .*)", run.text))


def assert_equals_build_from_scratch(site: Path, run: Built) -> None:
    cold = build(site, out="cold", cache=".cold")
    assert (run.code, lines(run)) == (cold.code, lines(cold))
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_no_article_takes_the_path_of_one_of_the_archives_own_files(tmp_path: Path) -> None:
    site = make_archive(tmp_path / "site", 3)
    for number, place in enumerate(RESERVED):
        given(site, f"given-{number:02}.md", f"Save_as: {place}")
    given(site, "page.md", "Url: archives.html")
    run = build(site)
    assert run.code == 1
    told = ["is the archive's own: give it another Save_as, or none" in line for line in lines(run)]
    assert told == [True] * (len(RESERVED) + 1), run.text
    assert not any(b"Lamp given" in path.read_bytes() for path in (site / "output").rglob("*.*") if path.is_file())
    assert "given-00.md:3: rejected: its place index.html is" in run.text
    assert find_dead_links(site / "output") == []


def test_every_path_of_lists_and_indexes_is_reserved(tmp_path: Path) -> None:
    site = make_archive(tmp_path / "site", 200, "ARCHIVE_PAGES_LIST_LENGTH = 5\n")
    assert build(site).code == 0
    reserved = ReservedPlaces([*ArchivePlanner.places, *EngineIndex.places])
    (path,) = (site / ".cache/outputs").glob("*/pages.sqlite")
    with closing(sqlite3.connect(path)) as base:
        rows = base.execute("SELECT save_as, owner FROM page").fetchall()
    own = {save_as for save_as, owner in rows if owner.startswith(("list/", "index/"))}
    assert len(own) > 300 and {name for name in own if not reserved.holds(name)} == set()
    articles = {save_as for save_as, owner in rows if owner.startswith("article/")}
    assert len(articles) == 200 and not any(map(reserved.holds, articles))


def test_the_paths_of_template_pages_are_reserved() -> None:
    settings = {
        "THEME_STATIC_DIR": "theme",
        "DIRECT_TEMPLATES": ["search", "none", "notes"],
        "NOTES_SAVE_AS": "n/o.html",
    }
    reserved = reserve_places(settings | {"NONE_SAVE_AS": "", "TEMPLATE_PAGES": {"a.html": "More/Latest.html"}}, [])
    own = ["search.html", "n/o.html", "n", "more/latest.html", "theme/x.css", "theme", ".archive-engine-partial/a"]
    assert all(map(reserved.holds, own))
    assert not any(map(reserved.holds, ["notes.html", "none.html", "more/other.html", "themes/x.css", "search/x.html"]))


@pytest.mark.parametrize("kind", ["planned", "whole"])
def test_a_slug_that_leads_to_a_reserved_path_is_changed(kind: str, tmp_path: Path) -> None:
    settings = "ARTICLE_TRANSLATION_ID = 'slug'\n" if kind == "whole" else ""
    site = make_archive(tmp_path / "site", 2, f"ARTICLE_URL = ARTICLE_SAVE_AS = '{{slug}}.html'\n{settings}")
    given(site, "archives.md", "Slug: archives")
    given(site, "search.md", "Slug: Search")
    (site / "content/pages/tags.md").write_text("Title: Tags\nSlug: tags\n\nWords.\n", encoding="utf-8")
    run = build(site)
    assert lines(run) == [
        "archives.md:3: its place archives.html is the archive's own: its slug is archives-name",
        "pages/tags.md:2: its place tags.html is the archive's own: its slug is tags-name",
        "search.md:3: its place Search.html is the archive's own: its slug is Search-name",
    ]
    for name in ("archives-name.html", "tags-name.html", "Search-name.html"):
        assert "Words." in (site / "output" / name).read_text(encoding="utf-8")
    assert find_dead_links(site / "output") == []


def test_on_a_plain_site_a_save_as_replaces_a_list_and_a_slug_does_not(tmp_path: Path) -> None:
    site = make_plain_site(tmp_path)
    given(site, "slug.md", "Slug: tags")
    given(site, "own.md", "Save_as: archives.html")
    run = build(site)
    assert lines(run) == ["slug.md:3: its place tags.html is the archive's own: its slug is tags-name"]
    assert "Words." in (site / "output/tags-name.html").read_text(encoding="utf-8")
    assert "Words." in (site / "output/archives.html").read_text(encoding="utf-8")


def test_an_article_is_rejected_if_the_settings_lead_to_a_reserved_path(tmp_path: Path) -> None:
    site = make_archive(tmp_path / "site", 1, "ARTICLE_URL = ARTICLE_SAVE_AS = 'tag/{slug}.html'\n")
    assert "rejected: its place tag/river-river-0.html is the archive's own, whatever its Slug" in build(site).text


def test_an_article_replaces_a_page_or_a_file_and_is_named(tmp_path: Path) -> None:
    site = make_archive(tmp_path / "site", 3, "STATIC_PATHS = ['images']\n")
    (site / "content/images").mkdir()
    (site / "content/images/lamp.txt").write_text("A picture.", encoding="utf-8")
    run = build(site)
    assert (run.code, (site / "output/images/lamp.txt").read_text(encoding="utf-8")) == (0, "A picture.")

    picture, about = given(site, "picture.md", "Save_as: Images/lamp.txt"), given(site, "z.md", "Save_as: about.html")
    run = build(site)
    left_out = "is that of another file, which was left out: give it another Save_as"
    assert lines(run) == [
        "pages/about.md:1: z.md has its place: its slug is about-2",
        f"picture.md:1: its place images/lamp.txt {left_out}",
        f"z.md:1: its place about.html {left_out}",
    ]
    assert "Words." in (site / "output/about.html").read_text(encoding="utf-8")
    assert not (site / "output/images/lamp.txt").exists()
    assert_equals_build_from_scratch(site, run)

    write_article(site, 9)
    assert_equals_build_from_scratch(site, build(site))
    picture.rename(picture.with_name("other.md"))
    about.rename(about.with_name("x.md"))
    run = build(site)
    assert [line.partition(":")[0] for line in lines(run)] == ["other.md", "pages/about.md", "x.md"]
    assert_equals_build_from_scratch(site, run)
    (site / "content/other.md").unlink()
    (site / "content/x.md").unlink()
    run = build(site)
    assert (run.code, (site / "output/images/lamp.txt").read_text(encoding="utf-8")) == (0, "A picture.")
    assert_equals_build_from_scratch(site, run)


def test_every_build_names_an_article_with_the_path_of_a_feed(tmp_path: Path) -> None:
    settings = "SITEURL = 'https://x.example'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\nARCHIVE_ENGINE_RESERVED = []\n"
    site = make_archive(tmp_path / "site", 3, settings)
    given(site, "feed.md", "Save_as: feeds/all.atom.xml")
    expected = [
        "feed.md:1: its place feeds/all.atom.xml is that of another file, which was left out: give it another Save_as"
    ]
    first = build(site)
    assert lines(first) == expected
    write_article(site, 7)
    run = build(site)
    assert lines(run) == expected
    assert_equals_build_from_scratch(site, run)
    (site / "content/feed.md").unlink()
    run = build(site)
    assert lines(run) == [] and "<feed" in (site / "output/feeds/all.atom.xml").read_text(encoding="utf-8")
    assert_equals_build_from_scratch(site, run)


@pytest.mark.parametrize("more", ["", "PLUGINS = [*PLUGINS, 'publication']\nSITEURL = 'https://x.example'\n"])
def test_an_article_can_have_no_place_of_the_public_build_in_any_build(tmp_path: Path, more: str) -> None:
    site = make_archive(tmp_path / "site", 3, more)
    places = (
        "feeds/all.atom.xml",
        "data/2019.csv.gz",
        "sitemaps/2019.xml",
        "sitemap.xml",
        "robots.txt",
        "opensearch.xml",
    )
    for number, place in enumerate(places):
        given(site, f"{number}.md", f"Save_as: {place}")
    found = lines(build(site))
    assert [line.partition(":")[0] for line in found] == [f"{number}.md" for number in range(6)]
    assert all("is the archive's own" in line for line in found)


@pytest.mark.parametrize(
    "path", ["a/b.html", "2024/05/06/lamp.html", "a/b.txt", "v1.2/a.html", ".well-known/a.json", "../a.html", "a/"]
)
def test_the_path_of_a_page_does_not_change(path: str) -> None:
    assert page_path(path) == path
    assert fold_place(path) == path
