"""Exports, crawls, lists, drafts and printed texts that related tools read wrongly, as their users reported."""

import pytest

from tests.capture_import.reports import import_report

pytestmark = pytest.mark.reference


def test_several_stories_of_nexis_in_one_file(tmp_path):
    found = import_report("01-nexis-several-in-one", tmp_path)
    told = {source: (row["status"], article and article.title) for source, (row, article) in found.items()}
    ramp = "Harbour council agrees on a second ramp"
    assert told == {
        "nexis1.txt#1": ("imported", ramp),
        "nexis1b.txt#1": ("duplicate", ramp),
        "nexis3.txt#1": ("duplicate", ramp),
        "nexis3.txt#2": ("imported", "School of navigation closes its doors"),
        "nexis3.txt#3": ("imported", "Oyster beds reopen after the storm"),
    }
    _, article = found["nexis3.txt#3"]
    assert article and (article.date.isoformat(), article.sections) == ("2015-08-18", ("BUSINESS",))
    assert article.authors == ("JUNE ALDERTON",) and article.publisher == "The Wexmoor Herald"
    assert "LOAD-DATE" not in article.body and "Copyright" not in article.body


def test_several_stories_of_europresse_in_one_file(tmp_path):
    found = import_report("02-europresse-html", tmp_path)
    told = [(article.title, article.date.isoformat(), article.authors) for _, article in found.values() if article]
    assert told == [
        ("Le conseil du port vote une seconde rampe", "2015-08-04", ("Jeanne Aldert",)),
        ("L'école de navigation ferme ses portes", "2015-08-11", ("Paul Rendel",)),
    ]


def test_several_stories_of_proquest_in_one_file(tmp_path):
    found = import_report("04-proquest-text", tmp_path)
    told = [(article.title, article.date.isoformat(), article.authors) for _, article in found.values() if article]
    assert told == [
        ("Harbour council agrees on a second ramp", "2015-08-04", ("June Alderton",)),
        ("School of navigation closes its doors", "2015-08-11", ("Paul Rendle",)),
    ]


def test_entities_in_the_names_of_a_wordpress_export(tmp_path):
    found = import_report("13-wordpress-entities-in-names", tmp_path)
    row, article = found["wp.xml#1"]
    assert row["status"] == "imported" and article
    assert (article.title, article.sections) == ("Shortcodes & captions", ("Harbour & Sea",))


def test_the_bodies_of_a_wordpress_export(tmp_path):
    found = import_report("14-wordpress-bodies", tmp_path)
    bodies = {source: article.body for source, (_, article) in found.items() if article}
    assert "Inner one ends.Inner two" not in "".join(bodies.values())
    assert "https://twitter.com/pask/status/1" in bodies["wp.xml#2"]
    assert "What the mayor wrote" in bodies["wp.xml#2"]
    assert "We have one ramp." in bodies["wp.xml#1"] and "su_quote" not in bodies["wp.xml#1"]
    assert "https://www.youtube.com/watch?v=abc" in bodies["wp.xml#1"]
    assert "wp.xml#9" in bodies  # of a custom post type
    assert "[inaudible]" in bodies["wp.xml#1"].replace("\\", "")


def test_a_wordpress_export_of_the_namespace_with_https(tmp_path):
    found = import_report("web-17-wxr-https-namespace", tmp_path)
    assert [article.title for _, article in found.values() if article] == ["Board keeps the swing bridge"]


def test_a_page_that_a_browser_printed_to_text(tmp_path):
    found = import_report("42-printed-to-text", tmp_path)
    _, article = found["print.txt"]
    assert article and (article.title, article.source_url) == (
        "Ferry sails again at Wexmoor",
        "https://wexmoor.example/2021/03/08/ferry",
    )
    assert article.authors == ("June Alderton",) and article.date.isoformat() == "2021-03-08"
    assert "1/2" not in article.body and "Herald" not in article.body
    assert "who came on\nMonday with a crane" in article.body


def test_words_broken_by_a_printed_line_are_joined(tmp_path):
    found = import_report("42-printed-to-text", tmp_path)
    _, article = found["wrapped.txt"]
    assert article and "new international\nramp had been tested twice" in article.body.replace(
        "international ramp", "international\nramp"
    )
    assert "Monday with a crane" in article.body
    assert "inter- national → international" in article.extra["Repairs"]


def test_arc_files_and_odd_responses_of_a_warc(tmp_path):
    found = import_report("41-arc-files", tmp_path)
    titles = {article.title for _, article in found.values() if article}
    assert {"Arc story", "Second arc story", "Gzip story", "Twice gzipped story"} <= titles
    assert not [source for source, (row, _) in found.items() if row["status"] == "rejected"]


def test_documents(tmp_path):
    found = import_report("05-docx-pdf-epub-rtf-mbox", tmp_path)
    for name in ("clip.rtf", "clip.epub", "Harbour council agrees.docx#1"):
        row, article = found[name]
        assert article and article.title == "Harbour council agrees on a second ramp", row
        assert str(article.date) == "2015-08-04"
    assert found["clip.pdf"][0]["reason"].startswith("no text")


def test_pages_that_other_browsers_saved(tmp_path):
    found = import_report("40-webarchive-maff-reader-view", tmp_path)
    urls = {article.title: article.source_url for _, article in found.values() if article}
    assert urls == {
        "Reader story": "https://wexmoor.example/2021/03/05/reader",
        "Safari story": "https://wexmoor.example/sa",
        "Maff story": "https://wexmoor.example/maff",
    }


def test_exports_of_read_later_services(tmp_path):
    found = import_report("06-wallabag-omnivore-evernote", tmp_path)
    assert {row["status"] for row, _ in found.values()} == {"imported", "revision"}  # one story at one address
    _, article = found["wallabag.json#1"]
    assert article and (article.authors, article.title) == (
        ("June Alderton",),
        "Harbour council agrees on a second ramp",
    )
    assert article.source_url == "https://wexmoor.example/2015/ramp" and "nobody mends the first" in article.body


def test_what_crawlers_write(tmp_path):
    found = import_report("07-tool-and-agency-formats", tmp_path)
    for name, title in {
        "fundus.json#1": "Ferry sails again, fundus",
        "newsplease.json": "Ferry sails again, news please",
        "allnews.csv#1": "Ferry sails again, csv",
    }.items():
        _, article = found[name]
        assert article and (article.title, article.date.isoformat()[:10]) == (title, "2021-03-05")
        assert article.authors == ("June Alderton",) and "had brought their own chairs" in article.body


def test_markdown_of_a_web_clipper(tmp_path):
    found = import_report("43-web-clipper-markdown", tmp_path)
    _, article = found["obsidian.md"]
    assert article and article.authors == ("June Alderton",) and article.date.isoformat() == "2021-03-05"
    assert "The ferry of Wexmoor sails again, the office says, and all is well." in article.body
    assert "[!quote]" not in article.body and "> A callout" in article.body


def test_drafts_stay_drafts(tmp_path):
    found = import_report("09-drafts-in-front-matter", tmp_path)
    assert [article.status for _, article in found.values() if article] == ["draft", "draft"]


def test_lists_are_no_articles(tmp_path):
    found = import_report("36-listing-pages", tmp_path)
    assert len(found) == 2
    assert all(row["reason"].startswith("no article (listing)") for row, _ in found.values())


def test_pages_from_web_archives(tmp_path):
    found = import_report("38-pages-saved-from-archives", tmp_path)
    wayback, today = found["c_wayback.html"][1], found["d_archivetoday.html"][1]
    assert wayback and today
    assert (wayback.source_url, wayback.publisher) == ("https://wexmoor.example/wb", "wexmoor.example")
    assert wayback.date_basis == "captured"  # the toolbar dates nothing
    assert (today.source_url, today.publisher) == ("https://wexmoor.example/at", "wexmoor.example")
    assert "web.archive.org" not in wayback.body


def test_one_story_at_many_urls_is_one_article(tmp_path):
    found = import_report("47-one-story-at-many-addresses", tmp_path)
    states = [row["status"] for row, _ in found.values()]
    assert states == ["imported", *["duplicate"] * (len(states) - 1)] and len(states) > 8


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("web-21-permalink-sign-in-headline", "Shared moorings"),
        ("web-25-arc", "Board keeps the swing bridge open"),
    ],
)
def test_titles(folder, title, tmp_path):
    found = import_report(folder, tmp_path)
    assert [article.title for _, article in found.values() if article] == [title]
