"""Plain text of unknown publishers: nothing is made up, no word is lost, and no text takes long.

Whole files are in `cases/plain-text`.
"""

import re
import tarfile
from datetime import datetime
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_import.containers.capture import Capture
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.rejection import Rejected
from capture_import.forms.plain_text.headers import is_date_line, read_named_header
from capture_import.forms.plain_text.page import capture_to_page
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article, read_captures
from capture_import.publishers import any_publisher
from newsrecord.clean_text import clean_block
from newsrecord.record import Article
from tests.capture_import.forms.test_words_in_order import rendered_words, words
from tests.newsarchive.test_import_ import REFERENCE

SENTENCE = "The keeper lit the lamp on the north mole at dusk, and the boats came to see it."


def read(text: str, name: str = "page.txt") -> Article:
    return capture_to_article(Capture(name, text.encode("utf-8", "replace")), Options(repairs=False))


@pytest.mark.parametrize(
    "line",
    [
        "2023-03-03",
        "2023-03-03T10:00:00Z",
        "3 March 2023",
        "Friday, March 3, 2023 at 2:30 PM EST",
        "Published: March 3, 2023",
        "Fri Mar 3, 2023 6:15pm EDT",
        "03.03.2023 | 14:05",
        "3 березня 2023 р.",
        "Fri, 03 Mar 2023 14:30:00 +0200",
    ],
)
def test_a_line_is_a_date(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    ["The bridge of March 3, 2023", "March 3", "March 3, 2023 - March 5, 2023", "2023", "", "14:05", "Lamp 2023-03-03"],
)
def test_a_line_is_no_date(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "title",
    [
        "Lamps to be made in the U.S.",
        "Lamps of Halverin Inc.",
        "And then ...",
        "Is it lit?",
        "LAMP IS LIT",
        "«Ліхтар» горить",
    ],
)
def test_a_first_line_is_a_title(title: str) -> None:
    assert read(f"{title}\n\n2023-03-03\n\n{SENTENCE}").title == title


def test_struck_words_of_markdown_are_kept_without_tildes() -> None:
    body = f"The ~~old lamp~~ is lit, `~~so~~`. {SENTENCE}\n\n~~ Not ~~ this.\n"
    text = f"---\ntitle: Lamp is lit\ndate: 2023-03-03\n---\n\n{body}"
    assert read(text).body == f"The old lamp is lit, ~~so~~. {SENTENCE}\n\n&#126;~ Not ~~ this."


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "by ANN LEE, Staff Writer",
        "By Ann Lee and Bo de la Ek in Port Ost",
        "Story by Ann Lee",
        "Автор: Олена Петренко",
    ],
)
def test_a_line_is_a_byline(line: str) -> None:
    article = read(f"Lamp is lit\n\n{line}\n2023-03-03\n\n{SENTENCE}")
    assert article.authors and article.body == SENTENCE


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee HALVERIN (Gazette) - The lamp is lit on the",
        "By Friday the lamp was lit.",
        "By dusk the lamp was lit",
        "By 2023 it burned",
    ],
)
def test_a_line_is_no_byline(line: str) -> None:
    article = read(f"Lamp is lit\n\n2023-03-03\n\n{line}\n\n{SENTENCE}")
    assert article.authors == () and article.body.startswith("By ")


@pytest.mark.parametrize("line", ["The lamp is lit.", "the lamp is lit", "Dear all,", "Lamps:", "x" * 300])
def test_a_first_line_is_no_title(line: str) -> None:
    with pytest.raises(Rejected, match="no headline"):
        read(f"{line}\n\n2023-03-03\n\n{SENTENCE}")


@pytest.mark.parametrize(
    "text",
    ["Note: one thing\nAnd another", "Lamp: lit", "Title: only this", "---\nno names\n---", "Author: Ann\nTags: a"],
)
def test_a_text_has_no_header(text: str) -> None:
    assert read_named_header(text.split("\n")) is None


def test_front_matter_is_read_in_each_format() -> None:
    header = read_named_header(
        (
            "---\ntitle: 'It''s lit'\ndescription: >\n  One\n  two\nauthor: \"Ann: Lee\" \ntags:\n- a\n"
            "- b # c\nnested:\n  title: no\nkeywords: []\n---\nText"
        ).split("\n")
    )
    assert header is not None
    assert (header.get("title"), header.get("authors"), header.lists["tags"], header.get("summary")) == (
        "It's lit",
        "Ann: Lee",
        ["a", "b"],
        "One two",
    )
    assert header.rest == ("Text",)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    "",
                    SENTENCE,
                    "By Ann Lee",
                    "March 3, 2023",
                    "https://x.example/a",
                    "---",
                    "Title: x",
                    "Date: 2023-03-03",
                    "# y",
                    "===",
                ]
            ),
        ),
        max_size=14,
    )
)
def test_whatever_the_lines_are_no_word_is_made_up_or_lost(lines: list[str]) -> None:
    text = clean_block("\n".join(["Lamp is lit", "", "2023-03-04", "", *lines]))
    try:
        article = read(text)
    except Rejected:
        return
    source = iter(words(text))
    ours = [*words(article.title), *rendered_words(article.body)]
    assert [word for word in ours if word not in source] == []
    taken = [
        *words(article.source_url),
        *words(" ".join(article.authors)),
        "By",
        "2023",
        "03",
        "04",
        "Lamp",
        "is",
        "lit",
        "March",
        "3",
    ]
    assert [word for word in words(text) if word not in ours and word not in taken and article.body] == []


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
@pytest.mark.parametrize(
    "text",
    [
        "a b " * 400_000,
        " " * 1_000_000 + "x",
        "# " + "a " * 500_000,
        "---\ntitle: " + 'x",' * 300_000 + "\n---\n" + SENTENCE,
        "Title: x\nDate: 2023-03-03\n" + "y@" * 400_000,
        "Lamp\n\n" + "a: b\n" * 200_000,
    ],
)
def test_no_text_takes_long(text: str, name: str) -> None:
    """The limit is the import's own, of processor time; a rule that scans a text from each position exceeds it."""
    (reading,) = read_captures([Capture(name, text.encode())], Options(repairs=False))
    assert "too slow" not in reading.reason


@pytest.mark.reference
def test_real_stories_in_another_layout() -> None:
    """Stories of a known publisher in a common layout: title, byline, date, URL, text."""
    archive = REFERENCE / "reuters-2006-2013-sample.tar.xz"
    if not archive.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    read_stories = 0
    with tarfile.open(archive) as stories:
        for member in islice((member for member in stories if member.isfile()), 300):
            title, byline, day, url, *story = stories.extractfile(member).read().decode().split("\n")
            if not "".join(story).strip():
                continue
            title, byline, day, url = (line.removeprefix("--").strip() for line in (title, byline, day, url))
            text = "\n".join([title, "", byline, day, url, "", *story])
            page = capture_to_page(Capture("story.txt", text.encode()), bytes_to_text(text.encode()))
            article = evidence_to_article(any_publisher.read(page))
            assert (article.title, article.source_url) == (" ".join(title.split()), url)
            assert article.day == datetime.strptime(re.match(r"\w+ (\w+ \d+, \d+)", day)[1], "%b %d, %Y").date()
            assert rendered_words(article.body) == words("\n".join(story))
            read_stories += 1
    assert read_stories > 250
