"""The demo shows names and threads: of several languages and forms of captures, and more than its tags tell."""

from archive_pages.names import NAME_DIRECTORIES


def test_the_demo_has_threads_of_several_stories(demo_site):
    threads = list(demo_site.glob("thread/**/*.html"))
    counts = [page.read_text("utf-8").count("<time datetime=") for page in threads]
    assert len(threads) >= 3 and min(counts) >= 3 and max(counts) >= 5
    directory = (demo_site / "threads.html").read_text("utf-8")
    assert all(page.relative_to(demo_site).as_posix() in directory for page in threads)


def test_names_that_are_no_tags_have_pages_of_each_kind(demo_site):
    for kind, directory in NAME_DIRECTORIES.items():
        pages = [
            page for page in (demo_site / kind).glob("*.html") if "http-equiv=refresh" not in page.read_text("utf-8")
        ]
        listed = (demo_site / f"{directory}.html").read_text("utf-8")
        assert len(pages) >= 3 and all(f"{kind}/{page.name}" in listed for page in pages)


def test_the_owners_file_says_what_a_name_is(demo_site):
    page = (demo_site / "person/solomiia-vakulenko.html").read_text("utf-8")
    assert "Solomiya Vakulenko" in page and "built the observatory" in page
