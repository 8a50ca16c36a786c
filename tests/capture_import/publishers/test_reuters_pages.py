"""Headers, datelines and bylines of Reuters stories, as rows with invented words."""

from datetime import UTC, datetime

import pytest

from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article

HEADER = (
    "Harbour lamp is lit",
    "By  Ann Lee",
    "Fri Oct 20, 2006 6:15pm EDT",
    "http://www.reuters.com/article/2006/10/20/us-lamp-idUSN2036",
)
STORY = "PORT OST, Halverin  (Reuters) - The harbour office lit the lamp on Friday."


def read(header: tuple[str, ...] = HEADER, story: str = STORY, captured_at: datetime | None = None) -> Article:
    text = "".join(f"-- {line}\n" for line in header) + f"\n{story}\n"
    return capture_to_article(Capture("story.txt", text.encode(), captured_at=captured_at), Options(repairs=False))


@pytest.mark.parametrize(
    ("place", "dateline"),
    [
        ("NEW YORK", "New York"),
        ("Halverin", "Halverin"),
        ("PORT OST/HALVERIN", "Port Ost/Halverin"),
        ("PORT OST, Halverin/ANDRIDGE", "Port Ost, Halverin/Andridge"),
        ("ANDRIDGE, N.C./PORT OST, Fla.", "Andridge, N.C./Port Ost, Fla."),
        ("WASHINGTON, April 12", "Washington"),
        ("WASHINGTON, DC", "Washington, DC"),
        ("ST. JOHN'S, Antigua", "St. John's, Antigua"),
        ("By Ann Lee\nHALVERIN", "Halverin"),
        ("Corrects the lamp in the 3rd paragraph\nHALVERIN", "Halverin"),
        ("(Corrects the lamp in the 3rd paragraph)\nHALVERIN", "Halverin"),
    ],
)
def test_datelines(place: str, dateline: str) -> None:
    assert read(story=f"{place} (Reuters) - The lamp is lit.").dateline == dateline


@pytest.mark.parametrize(
    "story", ["(Reuters) - The lamp is lit.", "The lamp is lit, HALVERIN told (Reuters) - so it was."]
)
def test_no_dateline(story: str) -> None:
    assert read(story=story).dateline == ""


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("Fri Oct 20, 2006 6:15pm EDT", "2006-10-20T18:15:00-04:00"),
        ("Fri Oct 20, 2006 12:05am GMT", "2006-10-20T00:05:00+00:00"),
        ("Fri Oct 20, 2006 12:05pm BST", "2006-10-20T12:05:00+01:00"),
        ("Friday, October 20, 2006", "2006-10-20"),
        ("Fri Oct 20, 2006 6:15pm ZZZ", "2006-10-20T18:15:00"),
    ],
)
def test_dates(date: str, when: str) -> None:
    article = read((HEADER[0], HEADER[1], date, HEADER[3]))
    assert (article.date.isoformat(), article.date_basis) == (when, "header")


def test_a_story_whose_header_has_no_date_gets_that_of_its_url() -> None:
    assert read((HEADER[0], "", "", HEADER[3])).date.isoformat() == "2006-10-20"


def test_a_story_whose_header_has_no_url_has_none() -> None:
    article = read((HEADER[0], HEADER[1], HEADER[2], ""))
    assert (article.source_url, article.authors, article.day.isoformat()) == ("", ("Ann Lee",), "2006-10-20")


@pytest.mark.parametrize(
    "title", ["UPDATE 1-Harbour lamp is lit", "HARBOUR LAMP IS LIT", "CORRECTED: Lamp -- and boat", 'Lamp: "lit"?']
)
def test_headlines_do_not_change(title: str) -> None:
    assert read((title, *HEADER[1:])).title == title


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By  Ann Lee ,  Bo Ek  and  Cy Dee", ("Ann Lee", "Bo Ek", "Cy Dee")),
        ("By Ann Lee in Port Ost and Bo Ek in Halverin", ("Ann Lee", "Bo Ek")),
        ("By Ann Lee, Chief Lamp Correspondent - Analysis", ("Ann Lee",)),
        ("By Ann Lee with Bo Ek", ("Ann Lee", "Bo Ek")),
    ],
)
def test_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert read((HEADER[0], byline, *HEADER[2:])).authors == names


@pytest.mark.parametrize("above", ["", "(Corrects the lamp in paragraph 10) \n\n ", "(Adds quotes)      "])
def test_a_byline_in_the_text_counts_where_the_header_has_none(above: str) -> None:
    story = f"{above}By  Ann Lee  and Bo Ek PORT OST/HALVERIN  Nov 9 (Reuters) - The lamp is lit. (Reporting by Cy Dee)"
    article = read((HEADER[0], "", *HEADER[2:]), story)
    assert (article.authors, article.dateline) == (("Ann Lee", "Bo Ek"), "Port Ost/Halverin")
    assert read(HEADER, story).authors == ("Ann Lee",)


def test_a_story_without_a_date_is_rejected() -> None:
    with pytest.raises(Rejected, match="no date"):
        read((HEADER[0], "", "", ""))
    assert read((HEADER[0], "", "", ""), captured_at=datetime(2006, 10, 21, tzinfo=UTC)).date_basis == "captured"
