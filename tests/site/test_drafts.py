"""A draft has a page on the local site, and none on the public one."""

import pytest

STORY = "Title: {title}\nDate: 2023-03-03\nStatus: {status}\n\nKeeper Jonas Arvel lit the lamp.\n"


@pytest.mark.parametrize(("settings", "has_page"), [("pelicanconf.py", True), ("publishconf.py", False)])
def test_a_draft_has_a_page_on_the_local_site_only(build_articles, settings, has_page):
    stories = {
        "a.md": STORY.format(title="Lamp is lit", status="published"),
        "b.md": STORY.format(title="Not yet", status="draft"),
    }
    built, output = build_articles(stories, settings=settings)
    assert built.returncode == 0, built.stderr
    assert (output / "2023/03/03/lamp-is-lit.html").exists()
    assert (output / "drafts/not-yet.html").exists() == has_page
    public = [path for path in output.rglob("*") if path.is_file() and path.parent.name != "drafts"]
    assert not any(b"Not yet" in path.read_bytes() for path in public)
