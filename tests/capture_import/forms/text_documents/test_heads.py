"""What stands round a document's headline: whose names, days and papers are taken from it, and what stays text."""

import pytest

from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article
from tests.capture_import.containers.builders import read
from tests.capture_import.form_inputs.document_inputs import docx, lines, paragraph, pdf

TITLE = "Harbour wins the cup at last"
TEXT = "Halverin Harbour won the cup on Monday night, for the first time since 1961, by two goals to one."


def read_docx(tmp_path, above: list[str], below: list[str], core: str = "") -> Article:
    """Return the article of a Word document with lines above and below its headline."""
    body = [*map(paragraph, above), paragraph(TITLE, "Titel"), *map(paragraph, [*below, TEXT, TEXT])]
    (capture,) = read(tmp_path, "a.docx", docx("".join(body), core)).captures
    return capture_to_article(capture, Options(repairs=False))


@pytest.mark.parametrize(
    ("below", "day", "authors"),
    [
        (["By Ivor Pask", "2 May 2023"], "2023-05-02", ("Ivor Pask",)),
        (["Ivor Pask", "2 May 2023"], "2023-05-02", ("Ivor Pask",)),
        (["2 May 2023", "Ivor Pask"], "2023-05-02", ("Ivor Pask",)),
        (["Ivor Pask, 2 May 2023"], "2023-05-02", ("Ivor Pask",)),
        (["Sport | 2 May 2023 | Words: Ivor Pask"], "2023-05-02", ("Ivor Pask",)),
        (["Надія Ковальчук, 21 вересня 2024"], "2024-09-21", ("Надія Ковальчук",)),
        (["Von Marta Lind", "Dienstag, 2. Mai 2023"], "2023-05-02", ("Marta Lind",)),
    ],
)
def test_names_and_days_below_a_headline(tmp_path, below, day, authors):
    article = read_docx(tmp_path, [], below)
    assert (article.title, str(article.date), article.authors) == (TITLE, day, authors)
    assert article.body == f"{TEXT}\n\n{TEXT}"


def test_what_stands_above_a_headline_is_no_author(tmp_path):
    article = read_docx(tmp_path, ["НОВИНИ МІСТА", "Halverin Gazette"], ["2 May 2023"])
    assert (article.authors, article.publisher, article.body) == ((), "Halverin Gazette", f"{TEXT}\n\n{TEXT}")


def test_a_short_paragraph_of_the_text_stays(tmp_path):
    article = read_docx(tmp_path, [], ["2 May 2023", "It was over.", "Lev Dorn scored twice."])
    assert article.body.startswith("It was over.\n\nLev Dorn scored twice.")


@pytest.mark.parametrize("title", ["Microsoft Word - cup_final.doc", "Untitled 1", "Документ1", "cup-v2.docx"])
def test_properties_that_software_wrote_name_nothing(tmp_path, title):
    made = "<dcterms:created>2024-01-01T00:00:00Z</dcterms:created>"
    core = f"<dc:title>{title}</dc:title><dc:creator>Windows User</dc:creator>{made}"
    article = read_docx(tmp_path, [], ["2 May 2023"], core)
    assert (article.title, article.authors, str(article.date)) == (TITLE, (), "2023-05-02")


def test_properties_count_where_the_text_says_nothing(tmp_path):
    core = "<dc:creator>Ivor Pask</dc:creator><dcterms:created>2023-05-02T20:00:00Z</dcterms:created>"
    article = read_docx(tmp_path, [], [], core)
    assert (article.authors, str(article.date), article.date_basis) == (("Ivor Pask",), "2023-05-02", "metadata")
    assert "properties" in article.extra["Date_note"]


def test_the_running_head_of_pages_tells_their_day(tmp_path):
    head = lines(["The Halverin Gazette, 2 May 2023"], 60, 815, 8)
    text = lines([TEXT[:80], TEXT[80:]], 60, 700)
    page = "\n".join([head, lines([TITLE], 60, 740, 20, "F2"), text])
    (capture,) = read(tmp_path, "a.pdf", pdf([page, f"{head}\n{text}"])).captures
    article = capture_to_article(capture, Options(repairs=False))
    assert (article.title, str(article.date), article.date_basis) == (TITLE, "2023-05-02", "header")
    assert "Gazette" not in article.body
