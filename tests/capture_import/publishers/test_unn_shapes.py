"""Every shape of UNN's pages, with invented text: every field of the shape is read correctly."""

import csv
import re

import pytest

from benchmarks.accuracy.unn_shapes import TEXTS, fill_shape
from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.markdown_text import escape_text
from tests.newsarchive.test_import_ import REFERENCE

SHAPES = REFERENCE / "captures" / "unn-shapes"

pytestmark = pytest.mark.reference


def shape_rows() -> list[dict[str, str]]:
    if not SHAPES.exists():
        return []
    with (SHAPES / "index.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_there_are_shapes_to_test() -> None:
    if not SHAPES.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    assert len(shape_rows()) > 20


@pytest.mark.parametrize("row", shape_rows(), ids=lambda row: f"{row['file']}-{row['variant']}")
def test_every_field_of_a_shape_is_read(row: dict[str, str]) -> None:
    shape = (SHAPES / row["file"]).read_text(encoding="utf-8")
    filled = fill_shape(shape, row["lang"])
    capture = Capture(row["file"], filled.text.encode())
    if row["variant"].startswith("L") or not {"T", "P"} & set(filled.texts):
        with pytest.raises(Rejected, match=r"listing|headlines"):
            capture_to_article(capture, Options())
        return
    article = capture_to_article(capture, Options())
    if "T" in filled.texts:
        assert article.title == TEXTS[row["lang"]]["T"]
    assert article.summary == (filled.texts["L"][0] if "L" in filled.texts else "")
    for paragraph in (*filled.texts.get("P", ()), *filled.texts.get("Q", ())):
        assert escape_text(paragraph) in article.body
    assert [text for text in filled.texts.get("H", ()) if text in article.body] == []
    assert TEXTS[row["lang"]]["T"] not in article.body
    assert article.lang == row["lang"]
    assert article.source_url == (row["url"] if row["url"].startswith("http") else "")
    declared = re.search(r"^ date (\S+)|/cluster/(\d{4}-\d\d-\d\d)", shape, re.MULTILINE)
    assert str(article.day) == (next(filter(None, declared.groups())) if declared else "2023-03-03")
    assert article.date_basis == ("text" if not declared else "header" if declared[1] else "url")
    views = re.findall(r"^[\s•]*(\d+)\s*(?:views|перегляд\S*)$", shape, re.MULTILINE)
    assert article.views == (int(views[0]) if views else None)
    if "UNN" in shape.replace("**UNN**", ""):
        assert (article.dateline, article.publisher) == ("Kyiv", "UNN")
    attributions = re.findall(r"^[-—] .*$", shape, re.MULTILINE)
    for attribution in attributions:
        assert f"\n>\n> {escape_text(attribution)}" in article.body


@pytest.mark.parametrize("name", ["001.txt", "011.txt"])
def test_authors_and_sections_are_read(name: str) -> None:
    if not SHAPES.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    filled = fill_shape((SHAPES / name).read_text(encoding="utf-8"), "en")
    article = capture_to_article(Capture(name, filled.text.encode()), Options())
    author, sections, tags = {
        "001.txt": ("Yulia Havryliuk", ("War", "Politics"), 7),
        "011.txt": ("Julia Shramko", ("Society", "Economy"), 7),
    }[name]
    assert (article.authors, article.sections, len(article.tags)) == ((author,), sections, tags)
