"""Which files are exports of a database, in any encoding and container, and which only mention a database."""

import codecs
import gzip
import zipfile

import pytest

from capture_import.containers import kinds
from capture_import.forms.databases.detection import find_database
from capture_import.forms.databases.hints import has_hint
from newsrecord.record import Article
from tests.capture_import.containers.builders import http, record
from tests.capture_import.forms.databases.exports import INPUTS, export_names, read_stories

TEXT = (
    "The harbour council of Halverin agreed on Monday to build a second ramp beside the old one. The work is to start "
    "in October and to cost four million, the office said."
)
ARTICLE = "Harbour council agrees on a second ramp\n\nBy June Alderton\n\nAugust 4, 2015\n\n"

ORDINARY = {
    "a count in a sentence": f"{ARTICLE}{TEXT}\n\nThe office found 1 of 3 documents.\n\nDocument 1 of 3 was lost.\n",
    "a count alone in a line": f"{ARTICLE}{TEXT}\n\n1 of 3 DOCUMENTS\n\n{TEXT}\n",
    "a length": f"{ARTICLE}{TEXT}\n\nLENGTH: 62 words\n\n{TEXT}\n",
    "a length in the header": f"Title: A ramp\nDate: 2015-08-04\nLength: 62 words\n\n{TEXT}\n",
    "two letters": f"{ARTICLE}{TEXT}\n\nHD\n\nTD\n\n{TEXT}\n",
    "the end of a document": f"{ARTICLE}{TEXT}\n\nEnd of Document\n",
    "a number of a document": f"{ARTICLE}{TEXT}\n\nDocument HALVGZ0020150804eb840001f\n",
    "labels of a search": f"{ARTICLE}{TEXT}\n\nFull text: {TEXT}\n\nTitle: none\n",
}
LIST_OF_RESULTS = (
    '<html><head><title>Results</title></head><body><div class="DocHeader">Documents (3)</div><ul>'
    + "".join(
        f'<li><a class="DocPublicationName" href="/{n}">Harbour story {n}</a> 62 words, 4 August 2015</li>'
        for n in range(3)
    )
    + "</ul></body></html>"
)


@pytest.mark.parametrize("name", export_names())
def test_each_export_is_recognized(name):
    head = (INPUTS / name).read_bytes()
    expected = {
        "nexis": kinds.NEXIS,
        "factiva": kinds.FACTIVA,
        "proquest": kinds.PROQUEST,
        "europresse": kinds.EUROPRESSE,
    }
    assert has_hint(head)
    assert find_database(head) == expected[name.partition("-")[0]]


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_an_article_that_mentions_a_database_is_no_export(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    ((source, article),) = read_stories(tmp_path)
    assert source == "a.txt" and isinstance(article, Article)
    assert find_database(text.encode()) == ""


@pytest.mark.parametrize(
    ("beginning", "reason"),
    [("%!PS-Adobe-3.0\n", "PostScript")],
)
def test_a_format_that_is_not_read_is_rejected_by_its_name(tmp_path, beginning, reason):
    text = (INPUTS / "nexis-english.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(beginning + text, encoding="utf-8")
    ((source, told),) = read_stories(tmp_path)
    assert source == "a.txt" and isinstance(told, str) and told.startswith(f"{reason} is not read")


@pytest.mark.parametrize("page", [LIST_OF_RESULTS, f"<html><body><p>{TEXT}</p><p>1 of 3 DOCUMENTS</p></body></html>"])
def test_a_page_that_lists_stories_is_no_export(page):
    assert find_database(page.encode()) == ""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "iso8859-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_an_export_is_read_in_each_encoding(tmp_path, encoding, end):
    text = (INPUTS / "nexis-german.txt").read_bytes().decode("cp1252").replace("\r\n", "\n")
    (tmp_path / "a.txt").write_bytes(text.replace("\n", end).encode(encoding).replace(codecs.BOM_UTF8 * 2, b""))
    stories = [story for _, story in read_stories(tmp_path)]
    assert [isinstance(story, Article) and story.title for story in stories] == [
        "Der Hafenrat stimmt für eine zweite Rampe",
        "Die Navigationsschule schließt ihre Türen",
    ]


def test_a_code_page_is_found_though_its_first_letter_comes_late(tmp_path):
    """The first non-ASCII letter comes after the part that is examined before the text is decoded."""
    head = (INPUTS / "nexis-english.txt").read_text(encoding="utf-8")
    stories = head.replace("1 of 3", "1 of 4").replace("2 of 3", "2 of 4").replace("3 of 3", "3 of 4")
    late = (
        "\n\n                  4 of 4 DOCUMENTS\n\n\nHalveriner Nachrichten\n\n18. August 2015\n\nDie Türen\n\n"
        f"LÄNGE: 30 Wörter\n\n{'Die Türen der Schule schließen, über die wir schrieben, für immer. ' * 8}\n"
    )
    padding = "The keeper said so.\n\n" * 6000
    text = stories.replace("Two members voted", f"{padding}   Two members voted", 1) + late
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    _, last = read_stories(tmp_path)[-1]
    assert isinstance(last, Article) and last.title == "Die Türen" and "schließen" in last.body


@pytest.mark.parametrize("name", ["nexis-english.html", "europresse-french.html", "factiva-english.txt"])
def test_an_export_is_read_in_a_container(tmp_path, name):
    content = (INPUTS / name).read_bytes()
    alone = [story.title for _, story in read_stories(INPUTS / name) if isinstance(story, Article)]
    for folder in ("zip", "gzip", "warc"):
        (tmp_path / folder).mkdir()
    with zipfile.ZipFile(tmp_path / "zip" / "a.zip", "w") as archive:
        archive.writestr(name, content)
    (tmp_path / "gzip" / f"{name}.gz").write_bytes(gzip.compress(content))
    media_type = "text/html" if name.endswith("html") else "text/plain"
    response = http(content, media_type)
    (tmp_path / "warc" / "a.warc").write_bytes(record(response, "https://halverin.example/export"))
    for folder in ("zip", "gzip", "warc"):
        found = read_stories(tmp_path / folder)
        assert [story.title for _, story in found if isinstance(story, Article)] == alone, folder
        assert found[-1][0].endswith(f"#{len(alone)}")
