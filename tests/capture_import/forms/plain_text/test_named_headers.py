"""A text whose header has a title is read by that header, even if a known publisher's dateline follows."""

from capture_import.containers.capture import Capture
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article

TEXT = """Title: Harbour lamp is lit again
Date: 2013-11-19
Authors: Nina Tarrow

HALVERIN (Reuters) - The harbour lamp was lit again on Tuesday, the pilots' office said, after eleven weeks in the dark.

Boats had kept to the middle of the channel in the meantime.
"""


def test_an_article_with_a_header_of_its_own_is_read_by_it() -> None:
    article = capture_to_article(Capture("lamp.md", TEXT.encode(), "text/plain", "", "", None), Options())
    assert (article.title, article.date.isoformat(), article.authors) == (
        "Harbour lamp is lit again",
        "2013-11-19",
        ("Nina Tarrow",),
    )
    assert "The harbour lamp was lit again" in article.body and article.body.endswith("in the meantime.")
