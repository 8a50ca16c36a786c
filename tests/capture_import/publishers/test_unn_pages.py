"""Variants of UNN's shapes that the examples in `test_unn_shapes.py` do not have; the pages are invented."""

from datetime import UTC, datetime

import pytest

from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article

URL = "https://unn.ua/en/news/harbour-lamp-is-lit"
FIRST = "On Monday, March 6, 2023, the harbour office lit the lamp on the north mole, UNN reports."


def read(text: str, url: str = URL, captured_at: datetime | None = None) -> Article:
    return capture_to_article(
        Capture("page.txt", text.encode(), url=url, captured_at=captured_at), Options(repairs=False)
    )


def full(body: str = FIRST, below: str = "", stamp: str = " • 12345 views") -> str:
    return (
        f"Harbour lamp is lit\n\nHarbour lamp is lit\n\nKyiv  •  UNN\n\n{stamp}\n\n"
        f"The lamp burns again. It was dark.\n\n{body}\n\n{below}\n"
    )


@pytest.mark.parametrize(
    ("stamp", "views"),
    [
        (" • 12345 views", 12345),
        (" • 12\u00a0345 views", 12345),
        (" • 1 view", 1),
        (" • 12.3K views", None),
        pytest.param(f" • {'9' * 5000} views", None, id="more views than Python reads"),
        (" • 7 тис. переглядів", None),
        ("March 6, 2023, 12:05 PM • 88 views", 88),
    ],
)
def test_views(stamp: str, views: int | None) -> None:
    article = read(full(stamp=stamp))
    assert (article.views, article.summary) == (views, "The lamp burns again. It was dark.")


RELATED = {
    "at the end": (f"{FIRST}\n\nFerry will sail through the winter", ["Ferry will sail through the winter"]),
    "at the end, a question": (
        f"{FIRST}\n\nHow many lamps burn in the harbour?",
        ["How many lamps burn in the harbour?"],
    ),
    "several at the end": (
        f"{FIRST}\n\nFerry will sail through the winter\n\nStorm takes three boats at night",
        ["Ferry will sail through the winter", "Storm takes three boats at night"],
    ),
    "before a known subhead": (
        f"{FIRST}\n\nFerry will sail through the winter\n\nRecall\n\nIt was dark.",
        ["Ferry will sail through the winter"],
    ),
    "before a subhead": (
        f"{FIRST}\n\nFerry will sail through the winter\n\nWhat comes next\n\nIt burns.",
        ["Ferry will sail through the winter"],
    ),
    "with a stamp": (
        f"{FIRST}\n\nFerry will sail through the winterApr 9 2024, 12:09 PM • 22022 views",
        ["Ferry will sail through the winter"],
    ),
    "with a short stamp": (
        (
            f"{FIRST}\n\nFerry will sail through the winter05.03.23, 18:09 • 22022 views\n\n"
            "Storm takes boatsYesterday, 08:00 AM • 3 views"
        ),
        ["Ferry will sail through the winter", "Storm takes boats"],
    ),
}


@pytest.mark.parametrize("name", RELATED)
def test_related_headlines_are_told_from_the_text(name: str) -> None:
    body, related = RELATED[name]
    article = read(full(body, "Yulia Havryliuk\n\nYulia Havryliuk\n\nWar\nlampLamp"))
    assert article.extra["Related"].split("; ") == related
    assert FIRST in article.body
    assert not any(headline in article.body for headline in related)


@pytest.mark.parametrize(
    "text",
    [
        "We waited two winters for the glass. It came in straw",
        "“We waited two winters for the glass”",
        "Photo: the harbour office",
        "Фото: портова служба",
        "Video by the keeper of the lamp",
        "12:00 - 15:00 the third queue of lamps",
    ],
)
def test_a_line_that_looks_like_a_headline_is_text(text: str) -> None:
    assert read(full(f"{FIRST}\n\n{text}")).body.endswith(f"\n\n{text}")


@pytest.mark.parametrize("text", ["18:00 curfew", "100 lamps", "iPhone lamps burn", "it burns", "tanks: 10,500"])
def test_a_last_line_is_no_tag(text: str) -> None:
    article = read(full(f"{FIRST}\n\n{text}"))
    assert (article.tags, article.body.split("\n\n")[-1]) == ((), text)


def test_the_paragraph_of_a_known_subhead_needs_no_full_stop() -> None:
    assert read(full(f"{FIRST}\n\nRecall\n\nThe lamp was dark for two winters")).body.endswith(
        "## Recall\n\nThe lamp was dark for two winters"
    )


def test_items_behind_a_colon_are_no_headlines() -> None:
    body = read(
        full(f"{FIRST}\n\nThe lamp needs:\n\nGlass for the north mole lamp\n\nOil for two long winters\n\nIt has both.")
    ).body
    assert body.endswith("The lamp needs:\n\nGlass for the north mole lamp\n\nOil for two long winters\n\nIt has both.")


def test_a_quotation_has_its_attribution() -> None:
    said = "\"We will light it. It is 'our' lamp, and its «glass» is good,\""
    assert (
        f"> {said}\n>\n> \\- added the keeper."
        in read(full(f"{FIRST}\n\n{said}\n\n- added the keeper.\n\nIt burns.")).body
    )


@pytest.mark.parametrize(
    ("above", "when", "basis"),
    [
        ("March 6 2023, 12:05 PM", "2023-03-06T12:05:00+02:00", "header"),
        ("12:05 AM", "2023-03-06T00:05:00+02:00", "text"),
        ("6 березня 2023 р., 00:00", "2023-03-06T00:00:00+02:00", "header"),
        ("06.03.2023, 18:09", "2023-03-06T18:09:00+02:00", "header"),
    ],
)
def test_a_time_above_the_headline(above: str, when: str, basis: str) -> None:
    text = FIRST if basis == "text" else "The harbour office lit the lamp on the north mole, and boats came to see it."
    article = read(f"{above}\nHarbour lamp is lit\n\nKyiv • UNN\n\nThe lamp burns.\n\n{text}")
    assert (article.date.isoformat(), article.date_basis) == (when, basis)


@pytest.mark.parametrize(
    "line",
    ["Kyiv • UNN • 12345 views", "Kyiv  •  UNN  •  12345 views", "Kyiv • UNN • March 6, 2023, 12:05 PM • 12345 views"],
)
def test_a_dateline_is_split_from_what_follows(line: str) -> None:
    article = read(f"Harbour lamp is lit\n\n{line}\n\nThe lamp burns.\n\n{FIRST}")
    assert (article.title, article.dateline, article.views, article.summary) == (
        "Harbour lamp is lit",
        "Kyiv",
        12345,
        "The lamp burns.",
    )


@pytest.mark.parametrize(
    "dateline",
    [
        "КИЇВ. 6 березня 2023 року. УНН.",
        "КИЇВ. 6 березня 2023. УНН -",
        "КИЕВ. 6 марта 2023 года. УНН.",
        "KYIV. March 6, 2023. UNN.",
    ],
)
def test_an_older_dateline_may_have_a_year(dateline: str) -> None:
    article = read(
        f"{dateline} Ліхтар горить на молі, і човни прийшли.\n\nВін горить.", "https://unn.ua/news/likhtar-horyt-znovu"
    )
    assert (article.day.isoformat(), article.date_basis) == ("2023-03-06", "header")
    assert article.body.startswith("Ліхтар горить на молі")


def test_a_time_without_a_year_gets_that_of_the_capture() -> None:
    article = read(
        "March 6, 12:05 PM\nHarbour lamp is lit\n\nKyiv • UNN\n\nThe lamp burns.\n\nIt burns.",
        captured_at=datetime(2023, 4, 1, tzinfo=UTC),
    )
    assert article.date.isoformat() == "2023-03-06T12:05:00+02:00"


def test_a_headline_below_a_tickers_time_is_known_by_the_url() -> None:
    """The last time of a ticker in another language stands directly above the page's own headline."""
    article = read(
        " date 2023-03-06 $41.60\nПором ходитиме взимку\n17:48 • 17368 перегляди\n"
        "Harbour lamp is lit\n\nKyiv • UNN\n\nThe lamp burns.\n\nIt burns, and boats see it."
    )
    assert (article.title, article.extra.get("Title_basis", ""), article.lang) == ("Harbour lamp is lit", "", "en")


def test_an_amp_page_in_russian() -> None:
    article = read(
        "fonar-na-molu-gorit\n\nФонарь на молу горит\n\n • 23981 переглядiв\n\n"
        "3 марта 2023 года служба зажгла фонарь, передает УНН.\n\nНапомним\n\n"
        "Было темно.\n\nПопулярное\nПаром будет ходить\n\n • 12501 переглядiв\n\nНовости по теме\nБуря\n",
        "https://unn.ua/ru/amp/fonar-na-molu-gorit",
    )
    assert (article.title, article.views, article.lang, article.day.isoformat()) == (
        "Фонарь на молу горит",
        23981,
        "ru",
        "2023-03-03",
    )
    assert article.body.endswith("## Напомним\n\nБыло темно.")


@pytest.mark.parametrize(
    "path",
    [
        "en/tags/lamp",
        "en/authors/yulia-havryliuk",
        "en",
        "en/society?page=3",
        "search?q=lamp",
        "ru/exclusives?page=336",
    ],
)
def test_lists_of_other_articles_are_rejected(path: str) -> None:
    page = (
        "Lamp\n\nThe lamp burns again. It was dark.\nThe ferry will sail. It is winter.\n"
        "March 3, 2023, 12:00 PM • 100 views\n"
    )
    with pytest.raises(Rejected, match="listing page"):
        read(page, f"https://unn.ua/{path}")
