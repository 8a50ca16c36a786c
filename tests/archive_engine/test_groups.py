"""Groups of articles: found by links, kept true by each edit, the same in every kind of build."""

import random
import re

import pytest

from tests.archive_engine.sites import (
    STOCK,
    assert_same_as_new,
    build,
    build_and_keep,
    make_archive,
    read_stock_tree,
    read_times,
    read_tree,
    write_article,
)

# By number (three days apart): headline and text. The stories of the ferry are one thread, those of the mill another.
FERRY = {
    10: "Halvor Ferries seeks new piers",
    11: "Mayor visits Halvor Ferries piers",
    13: "Halvor Ferries wins piers vote",
    14: "Halvor Ferries opens its piers",
    15: "Crowds greet Halvor Ferries at piers",
}
# What stands above a story's thread on its own page.
THREAD = "<h2>This story so far</h2>"
MILL = {30: "Ossel Mills looms idle", 31: "Looms of Ossel Mills sold", 32: "Ossel Mills scraps last looms"}


def write_story(site, number, title, **changes):
    return write_article(
        site,
        number,
        title=title,
        slug=title.lower().replace(" ", "-"),
        summary="",
        body=f"{title}, the board said.\n\nMore.",
        **changes,
    )


def write_stories(site, stories):
    for number, title in stories.items():
        write_story(site, number, title)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("groups") / "site", 40)
    write_stories(site, FERRY | MILL)
    return build_and_keep(site)


@pytest.fixture
def site(built):
    return built.restore()


def list_threads(site, out="output"):
    return sorted(
        path.relative_to(site / out / "thread").as_posix() for path in (site / out / "thread").rglob("*.html")
    )


def read(site, name):
    return (site / "output" / name).read_text(encoding="utf-8")


def test_a_thread_has_a_page_and_a_place_in_the_directory(site):
    assert list_threads(site) == [
        "2019/02/02/halvor-ferries-seeks-new-piers.html",
        "2019/04/03/ossel-mills-looms-idle.html",
    ]
    page = read(site, "thread/2019/02/02/halvor-ferries-seeks-new-piers.html")
    assert all(title in page for title in FERRY.values()) and "5 stories" in page
    directory = read(site, "threads.html")
    assert "Running now" in directory and "ossel-mills-looms-idle.html" in directory and "Ended" in directory
    assert "threads.html" in read(site, "index.html") and "threads.html" in read(site, "about.html")


def test_a_story_shows_two_earlier_and_two_later_ones_of_its_thread(site):
    (path,) = (site / "output").glob("2019/*/*/halvor-ferries-wins-piers-vote.html")
    section = path.read_text("utf-8").partition(THREAD)[2].partition("</section>")[0]
    shown = re.findall(r"<a href=[^>]*>([^<]+)", section)
    titles = list(FERRY.values())
    assert shown == [titles[0], titles[1], titles[3], titles[4], "The whole thread"]
    (last,) = (site / "output").glob("2019/*/*/crowds-greet-halvor-ferries-at-piers.html")
    assert last.read_text("utf-8").count(titles[0]) == 0


def read_sections(site):
    """Return what each story's page shows of its thread."""
    pages = {str(path.relative_to(site)): path.read_text("utf-8") for path in (site / "output").glob("2019/*/*/*.html")}
    return {name: page.partition(THREAD)[2].partition("</section>")[0] for name, page in pages.items()}


def test_an_added_story_changes_its_thread_and_at_most_four_neighbours(site):
    before, shown = read_times(site / "output"), read_sections(site)
    write_story(site, 12, "Halvor Ferries piers delayed")
    assert build(site).code == 0
    changed = {name for name, time in read_times(site / "output").items() if before.get(name, 0) != time}
    assert {name for name in changed if name.startswith("thread")} == {
        "thread/2019/02/02/halvor-ferries-seeks-new-piers.html"
    }
    now = read_sections(site)
    neighbours = {name for name in now if now[name] != shown.get(name)}
    assert len(neighbours) == 5 and any("piers-delayed" in name for name in neighbours)
    assert_same_as_new(site)


def test_where_an_earlier_story_arrives_the_old_address_leads_to_the_thread(site):
    conf = site / "pelicanconf.py"
    conf.write_text(
        conf.read_text("utf-8").replace("KEEP_ADDRESSES = False", "KEEP_ADDRESSES = True"), encoding="utf-8"
    )
    assert build(site).code == 0
    write_story(site, 9, "Town waits for Halvor Ferries piers")
    assert build(site).code == 0
    old = read(site, "thread/2019/02/02/halvor-ferries-seeks-new-piers.html")
    assert 'content="0; url=../../../../thread/2019/01/30/town-waits-for-halvor-ferries-piers.html"' in old
    write_article(site, 9)
    assert build(site).code == 0
    assert "http-equiv=refresh" not in read(site, "thread/2019/02/02/halvor-ferries-seeks-new-piers.html")


def test_a_story_that_goes_takes_its_thread_with_it(site):
    for number in (30, 31):
        write_article(site, number)
    assert build(site).code == 0
    assert list_threads(site) == ["2019/02/02/halvor-ferries-seeks-new-piers.html"]
    write_story(site, 31, MILL[31], status="draft")
    assert build(site).code == 0
    assert_same_as_new(site)


def test_without_threads_there_is_no_directory_and_no_link_to_it(site):
    for number in FERRY | MILL:
        write_article(site, number)
    assert build(site).code == 0
    assert not (site / "output/thread").exists() and not (site / "output/threads.html").exists()
    assert "threads.html" not in read(site, "index.html") + read(site, "about.html") + read(site, "search.html")
    assert_same_as_new(site)


def test_any_order_of_arrival_ends_with_the_same_pages(site):
    whole = read_tree(site / "output")
    stories = list((FERRY | MILL).items())
    for seed in range(2):
        random.Random(seed).shuffle(stories)
        for number in FERRY | MILL:
            write_article(site, number, status="draft")
        assert build(site).code == 0
        for part in (stories[:3], stories[3:5], stories[5:]):
            write_stories(site, dict(part))
            assert build(site).code == 0
        assert read_tree(site / "output") == whole, seed


def read_running(site):
    """Return what the home page shows of threads that run on; "" for none."""
    return read(site, "index.html").partition("<h2>Running threads</h2>")[2].partition("</ul>")[0]


def test_home_shows_the_threads_that_run_and_keeps_up_with_them(site):
    links = re.findall(r"<a href=([^ >]+)", read_running(site))
    assert links == ["thread/2019/04/03/ossel-mills-looms-idle.html", "2019/04/09/ossel-mills-scraps-last-looms.html"]
    write_story(site, 33, "Ossel Mills sells its looms")
    assert build(site).code == 0
    assert "Ossel Mills sells its looms" in read_running(site) and MILL[32] not in read_running(site)
    assert_same_as_new(site)
    write_article(site, 100)
    assert build(site).code == 0
    assert read_running(site) == "" and "<h2>Running threads" not in read(site, "index.html")
    assert_same_as_new(site)


def test_another_output_learns_of_changed_groups(site):
    assert build(site, out="other").code == 0
    write_story(site, 9, "Town waits for Halvor Ferries piers")
    assert build(site).code == 0
    assert build(site, out="other").code == 0
    assert read_tree(site / "output") == read_tree(site / "other")


def test_stock_pelican_finds_the_same_threads(site):
    assert build(site, out="stock", cache=".cache-stock", engine=STOCK).code == 0
    assert list_threads(site, "stock") == list_threads(site)
    stock, planned = read_stock_tree(site / "stock"), read_tree(site / "output")
    names = [name for name in planned if name.startswith("thread") or "halvor" in name]
    assert len(names) > 7 and {name: stock[name] for name in names} == {name: planned[name] for name in names}
