"""The header and footer that a browser prints on every sheet of a page are removed."""

import pytest

from capture_import.forms.plain_text.printed_pages import take_off_frames

URL = "https://gazette.example/lamp"
ABOVE = "03.03.2023, 14:30          Lamp on the mole is lit"


def print_sheets(*sheets: str, above: str = ABOVE, url: str = URL) -> str:
    count = len(sheets)
    return "\f".join(f"{above}\n\n{text}\n{url}      {at}/{count}\n" for at, text in enumerate(sheets, 1))


def test_a_paragraph_divided_between_two_sheets_is_joined() -> None:
    text = print_sheets("Lamp is lit\n\nThe keeper who lit the", "lamp was glad.\n\nIt shone.", "The end.")
    shown = "Lamp is lit\n\nThe keeper who lit the\nlamp was glad.\n\nIt shone.\n\nThe end."
    assert take_off_frames(text) == (shown, URL)


def test_the_header_and_footer_of_a_single_sheet_are_removed() -> None:
    assert take_off_frames(print_sheets("Lamp is lit\n\nIt shone.")) == ("Lamp is lit\n\nIt shone.", URL)


def test_the_first_line_of_a_single_sheet_is_a_header_only_with_a_day_and_a_gap() -> None:
    text = print_sheets("It shone.", above="Lamp is lit")
    assert take_off_frames(text) == ("Lamp is lit\n\nIt shone.", URL)


@pytest.mark.parametrize(
    "text",
    [
        "It shone.\n\nRead https://gazette.example/lamp 2/3",
        f"It shone.\n{URL} 1/3\nAgain.\n{URL} 2/3",
        f"It shone.\n{URL} 1/2\nAgain.\nhttps://other.example/ 2/2",
        "The score was 1/2.",
    ],
)
def test_a_text_that_is_not_printed_stays(text: str) -> None:
    assert take_off_frames(text) == (text, "")
