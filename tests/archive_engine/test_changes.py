"""Pages that show what changed follow the texts that they compare: every build writes what a new build writes."""

import re

import pytest

from newsrecord.revisions import Revision, revisions_to_text
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

OLD, NEW = "a" * 64, "b" * 64


def write_revised(site, number, before, after):
    """Write an article whose URL was captured twice, with these bodies."""
    listed = f"{OLD[:12]} 2019-02-01T10:00:00+00:00 (first); {NEW[:12]} 2019-02-02T10:00:00+00:00 (1 paragraph changed)"
    path = write_article(
        site, number, body=after, captured="2019-02-02T10:00:00+00:00", capture_sha256=NEW, revisions=listed
    )
    text = path.read_text("utf-8").partition("\n\n")[0].replace(NEW, OLD).replace("2019-02-02T10", "2019-02-01T10")
    kept = Revision(OLD, "2019-02-01T10:00:00+00:00", f"{text}\n\n{before}\n")
    path.with_suffix(".revisions.jsonl").write_text(revisions_to_text([kept]), encoding="utf-8")
    return path


def write_pair(site, numbers, **changes):
    """Write near-duplicates, each naming the others."""
    places = [
        write_article(site, number).relative_to(site / "content").with_suffix("").as_posix() for number in numbers
    ]
    return [
        write_article(site, number, versions="; ".join(place for place in places if place != own), **changes)
        for number, own in zip(numbers, places, strict=True)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("changes") / "site", 12)
    write_revised(site, 3, "The lamp is lit. It shines.", "The lamp is out. It shines.")
    write_pair(site, [5, 7])
    return build_and_keep(site)


@pytest.fixture
def site(built):
    return built.restore()


def find_pages(site, folder):
    return sorted((site / "output" / folder).rglob("*.html"))


def test_an_article_saved_twice_links_what_changed(site):
    (page,) = find_pages(site, "changes")
    text = page.read_text("utf-8")
    assert re.search(
        r"<del><span class=away>taken out: </span>lit.</del>\s*<ins><span class=away>added: </span>out.</ins>", text
    )
    article = next(path for path in (site / "output/2019").rglob("*-3.html")).read_text("utf-8")
    (link,) = re.findall(r'href="([^"]*changes/[^"]*)"', article)
    (home,) = (path for path in (site / "output/2019").rglob("*-3.html"))
    assert (home.parent / link).resolve() == page.resolve()


def test_near_duplicates_link_one_page(site):
    (page,) = find_pages(site, "versions")
    for number in (5, 7):
        (path,) = (site / "output/2019").rglob(f"*-{number}.html")
        (link,) = re.findall(r'href="([^"]*versions/[^"]*)"', path.read_text("utf-8"))
        assert (path.parent / link).resolve() == page.resolve()


def test_an_edit_of_one_text_rewrites_the_page_of_both(site):
    before = read_times(site / "output")
    write_revised(site, 3, "The lamp is lit. It shines.", "The lamp is dark. It shines.")
    write_pair(site, [5, 7], body="Other words.")
    assert build(site).code == 0
    (page,) = find_pages(site, "changes")
    assert "dark." in page.read_text("utf-8")
    name = find_pages(site, "versions")[0].relative_to(site / "output").as_posix()
    assert before[name] != read_times(site / "output")[name]
    assert_same_as_new(site)


def test_the_pages_go_with_their_texts(site):
    path = write_article(site, 3)
    path.with_suffix(".revisions.jsonl").unlink()
    next((site / "content").rglob("*-7.md")).unlink()
    assert build(site).code == 0
    assert find_pages(site, "changes") == find_pages(site, "versions") == []
    assert_same_as_new(site)


def test_a_draft_or_an_unreadable_text_has_no_page_and_no_link(site):
    write_revised(site, 3, "One.", "Two.").with_suffix(".revisions.jsonl").write_text("{", encoding="utf-8")
    path = write_revised(site, 4, "One.", "Two.")
    path.write_text(f"Status: draft\n{path.read_text('utf-8')}", encoding="utf-8")
    assert build(site).code == 0
    assert find_pages(site, "changes") == []
    assert [path.name for path in (site / "output").rglob("*.html") if "changes/" in path.read_text("utf-8")] == []
    assert_same_as_new(site)


def test_an_owner_leaves_the_pages_out(site):
    built = build(site, "ARCHIVE_PAGES_CHANGES=false")
    assert built.code == 0, built.text
    assert find_pages(site, "changes") == find_pages(site, "versions") == []
    assert [
        path.name for path in (site / "output/2019").rglob("*.html") if "What changed" in path.read_text("utf-8")
    ] == []


def test_stock_pelican_writes_the_same_pages(site):
    stock = build(site, engine=STOCK, out="stock", cache=".stock")
    assert stock.code == 0, stock.text
    ours, theirs = read_tree(site / "output"), read_stock_tree(site / "stock")
    kinds = re.compile(r"(?:changes|versions)/|2019/")
    assert {path: text for path, text in theirs.items() if kinds.match(path)} == {
        path: text for path, text in ours.items() if kinds.match(path)
    }
