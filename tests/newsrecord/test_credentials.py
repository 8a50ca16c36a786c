"""Credentials are removed from URLs in any text, and nothing else of the text changes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord import Article, article_to_markdown, credentials
from newsrecord.credentials import find_credentials, remove_credentials

# "S" stands for what must be removed
SECRET = [
    "see https://[S:S@]example.org/a, and more",
    "<https://[S@]example.org>",
    "[a](http://[S:S%40S@]example.org/b)",
    "[a]: ftp://[S:@]example.org",
    "HTTPS://[S:S@S@]example.org",
    "postgres://[S:S@]db.example/x",
    '<img src="https://[S:S@]example.org/c.png">',
    "https&#58;//[S&colon;S&#x40;]example.org",
    "https:&#47;&sol;[S:S&commat;]example.org",
    "https://[S\\_S:S\\*S&amp;S@]example.org",
    '[{"src": "https://[S:S@]example.org/d.jpg"}]',
]
KEPT = [
    "ssh://git@host.example/x",
    "https://example.org/@ann",
    "https://example.org?to=a@b.example",
    "https://example.org#a@b",
    "write to a@b.example, or see https://example.org",
    "[a](https://example.org)@ann",
    "https://example.org:8080/a@b",
    "a:b@c, and //host@x",
    "mailto:ann@example.org",
]


@pytest.mark.parametrize("text", SECRET)
def test_credentials_are_removed_and_the_rest_stays(text):
    before, _, rest = text.partition("[S")
    secret, after = rest.split("]", 1)
    given_text = f"{before}S{secret}{after}"
    assert remove_credentials(given_text) == before + after
    assert list(find_credentials(f"\n{given_text}")) == [2]


@pytest.mark.parametrize("text", KEPT)
def test_text_without_credentials_stays(text):
    assert remove_credentials(text) == text and list(find_credentials(text)) == []


@given(st.text(alphabet="ahtps:/@&#;[]()<> \n%\\", max_size=60))
def test_no_part_of_credentials_is_left(text):
    once = remove_credentials(text)
    assert remove_credentials(once) == once and list(find_credentials(once)) == []
    assert (once == text) == (list(find_credentials(text)) == [])


PIECES = [
    "https",
    "ssh",
    ":",
    "/",
    "//",
    "@",
    "a",
    "&#58;",
    "&#x3A;",
    "&Colon;",
    "&#047;",
    "&sol;",
    "&#64;",
    "&commat;",
    "&",
]


@given(st.lists(st.sampled_from([*PIECES, "#", "?", " ", "&amp;", "&#8203;"]), max_size=14).map("".join))
def test_the_quick_check_misses_no_credentials(text):
    assert credentials._may_hold(text) or not credentials._CREDENTIALS.search(text)


@pytest.mark.parametrize(
    "text", ["a@b.example &amp; https://c.example", "&#8203; &#124; it is&#58; so @ 5", "https://a/@b"]
)
def test_the_quick_check_finds_nothing_in_common_text(text):
    assert not credentials._may_hold(text)


def test_an_article_is_written_without_credentials():
    words = "See https://ann:secret@example.org/a"
    article = Article(words, date(2024, 5, 2), summary=words, source_url=words[4:], body=words, extra={"Images": words})
    assert article_to_markdown(article).count("https://example.org/a") == 5
