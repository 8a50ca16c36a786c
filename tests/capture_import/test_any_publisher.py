"""Plain text of publishers that nobody knows: nothing is made up, no word is lost, and no text takes long. Whole files are in `cases/plain-text`."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_import.capture import Capture, Rejected
from capture_import.config import Options
from capture_import.reader import capture_to_article
from capture_import.text_headers import is_date_line, read_named_header
from newsrecord.clean_text import clean_block
from newsrecord.record import Article
from tests.capture_import.test_words_in_order import rendered_words, words

SENTENCE = "The keeper lit the lamp on the north mole at dusk, and the boats came to see it."


def read(text: str, name: str = "page.txt") -> Article:
    return capture_to_article(Capture(name, text.encode("utf-8", "replace")), Options(mends=False))


@pytest.mark.parametrize("line", ["2023-03-03", "2023-03-03T10:00:00Z", "3 March 2023", "Friday, March 3, 2023 at 2:30 PM EST", "Published: March 3, 2023", "03.03.2023 | 14:05", "3 березня 2023 р.", "Fri, 03 Mar 2023 14:30:00 +0200"])
def test_lines_that_are_a_day(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["The bridge of March 3, 2023", "March 3", "March 3, 2023 - March 5, 2023", "2023", "", "14:05", "Lamp 2023-03-03"])
def test_lines_that_are_more_or_less_than_a_day(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("text", ["Note: one thing\nAnd another", "Lamp: lit", "Title: only this", "---\nno names\n---", "Author: Ann\nTags: a"])
def test_no_header(text: str) -> None:
    assert read_named_header(text.split("\n")) is None


def test_front_matter_in_its_forms() -> None:
    header = read_named_header("---\ntitle: 'It''s lit'\ndescription: >\n  One\n  two\nauthor: \"Ann: Lee\" \ntags:\n- a\n- b # c\nnested:\n  title: no\nkeywords: []\n---\nText".split("\n"))
    assert header is not None
    assert (header.get("title"), header.get("authors"), header.lists["tags"], header.get("summary")) == ("It's lit", "Ann: Lee", ["a", "b"], "One two")
    assert header.rest == ("Text",)


@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(["", SENTENCE, "By Ann Lee", "March 3, 2023", "https://x.example/a", "---", "Title: x", "Date: 2023-03-03", "# y", "==="])), max_size=14))
def test_whatever_the_lines_are_no_word_is_made_up_or_lost(lines: list[str]) -> None:
    text = clean_block("\n".join(["Lamp is lit", "", "2023-03-04", "", *lines]))
    try:
        article = read(text)
    except Rejected:
        return
    source = iter(words(text))
    ours = [*words(article.title), *rendered_words(article.body)]
    assert [word for word in ours if word not in source] == []
    taken = [*words(article.source_url), *words(" ".join(article.authors)), "By", "2023", "03", "04", "Lamp", "is", "lit", "March", "3"]
    assert [word for word in words(text) if word not in ours and word not in taken and article.body] == []


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
@pytest.mark.parametrize("text", ["a b " * 400_000, " " * 1_000_000 + "x", "# " + "a " * 500_000, "---\ntitle: " + "x\"," * 300_000 + "\n---\n" + SENTENCE, "Title: x\nDate: 2023-03-03\n" + "y@" * 400_000, "Lamp\n\n" + "a: b\n" * 200_000])
def test_no_text_takes_long(text: str, name: str) -> None:
    start = time.process_time()
    try:
        read(text, name)
    except Rejected:
        pass
    assert time.process_time() - start < 10
