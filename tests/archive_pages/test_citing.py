"""The citation on an article's page: the same key and names as in an export, and what is not known left out."""

from datetime import UTC, date, datetime

from archive_pages.citing import cite_story, make_citation_filter
from archive_pages.stories import describe_story
from newsrecord.record import Article
from publication.handed_on import HandedOn, Site, article_to_citation

ROOT = "https://archive.example"
METADATA = {
    "title": "The lamp: lit again?",
    "date": datetime(2024, 5, 2, 10, 30, tzinfo=UTC),
    "lang": "en",
    "authors": ["Clara Whitlow", "HVN Newsroom"],
    "publisher": "Halverin Post",
    "source_url": "https://post.example/lamp",
    "captured": "2024-05-04T12:00:00+00:00",
}


def test_a_page_and_an_export_cite_an_article_alike():
    page = "2024/05/02/lamp-lit.html"
    article = Article(
        METADATA["title"],
        METADATA["date"],
        slug="lamp-lit",
        lang="en",
        authors=tuple(METADATA["authors"]),
        publisher="Halverin Post",
        source_url=METADATA["source_url"],
        captured=datetime(2024, 5, 4, 12, tzinfo=UTC),
    )
    handed = HandedOn(article, "2024/05/02/lamp-lit.md", page, f"{ROOT}/{page}")
    on_page = cite_story(describe_story(METADATA), page, ROOT, "Halverin Archive")
    assert on_page == article_to_citation(handed, Site("Halverin Archive", ROOT))


def test_without_a_public_url_the_original_alone_is_cited():
    cited = make_citation_filter("Halverin Archive")(describe_story(METADATA), "2024/05/02/lamp-lit.html", "")
    assert cited["text"] == (
        "Whitlow, Clara; HVN Newsroom. The lamp: lit again? Halverin Post, 2024-05-02. https://post.example/lamp"
    )
    assert "Archive" not in cited["bibtex"] + cited["ris"]


def test_of_a_story_of_which_little_is_known_little_is_said():
    cited = make_citation_filter("A")(
        describe_story({"title": "The lamp", "date": date(2024, 5, 2)}), "lamp.html", ROOT
    )
    assert cited["text"] == "The lamp. 2024-05-02. https://archive.example/lamp.html"
    assert cited["ris"].splitlines()[0] == "TY  - NEWS" and "AU  - " not in cited["ris"] and "\r" not in cited["ris"]
