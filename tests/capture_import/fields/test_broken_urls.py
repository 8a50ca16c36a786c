"""A URL that can't be parsed is left out, in every place and form; the article is imported without it."""

import pytest

from tests.capture_import.story_forms import DAY, FORMS, TITLE, read_articles, write_files

BROKEN = [
    "http://[x",
    "http://[www.gazette.example/2023/03/03/lamp",
    "https://gazette.example]/lamp",
    "//[x/lamp",
    "http://\u2100.example/lamp",
    "http://gazette.example:port/lamp",
    "http://gazette.example:99999999/lamp",
]


@pytest.mark.parametrize("url", BROKEN)
@pytest.mark.parametrize("form", FORMS)
def test_the_article_stays(tmp_path, form, url):
    if form.endswith("text line") and not url.startswith("http"):
        pytest.skip("no line of a text that is a URL")
    write_files(tmp_path, FORMS[form](url))
    (article,) = read_articles(tmp_path)
    assert (article.title, str(article.day)) == (TITLE, DAY)
    assert article.source_url == ""
    # links and pictures are not the article's own URL
    is_own = form not in ("base", "links of tags and authors", "JSON-LD") and "://" in url
    # headers of mail are ASCII
    is_own = is_own and (form != "MHTML" or url.isascii())
    assert (url in article.extra.get("Url_note", "")) == is_own
    assert "Arvel lit the lamp" in article.body
    assert "](http://[" not in article.body
    assert "[x" not in article.extra.get("Images", "")


@pytest.mark.parametrize("form", FORMS)
def test_a_good_url_is_kept(tmp_path, form):
    url = "https://gazette.example/lamp"
    write_files(tmp_path, FORMS[form](url))
    (article,) = read_articles(tmp_path)
    assert article.source_url == url or form in ("base", "links of tags and authors", "JSON-LD")
