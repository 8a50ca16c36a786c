"""UNN's page layouts, filled with text of our own: by field, the share of its layouts that are read correctly."""

import csv
import re
from collections import defaultdict
from pathlib import Path

from benchmarks.accuracy.markdown_words import markdown_to_text
from benchmarks.accuracy.measures import fold, mean
from benchmarks.accuracy.unn_shapes import TEXTS, Filled, fill_shape
from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord import Article, article_to_markdown, markdown_to_article

FOLDER = Path("captures") / "unn-shapes"
FIELDS = ("headline", "lede", "body", "date", "language", "url", "views", "dateline", "listings rejected")
_DAY = "2023-03-03"
_DECLARED_DAY = re.compile(r"^ date (\S+)|/cluster/(\d{4}-\d\d-\d\d)", re.MULTILINE)
_VIEWS = re.compile(r"^[\s•]*(\d+)\s*(?:views|перегляд\S*)$", re.MULTILINE)


def score_shapes(data: Path) -> dict[str, float]:
    """Return the figures by field."""
    points: dict[str, list[bool]] = defaultdict(list)
    with (data / FOLDER / "index.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            shape = (data / FOLDER / row["file"]).read_text(encoding="utf-8")
            for field, is_right in _score_shape(row, shape).items():
                points[field].append(is_right)
    return {field: mean(points[field]) for field in FIELDS}


def _score_shape(row: dict[str, str], shape: str) -> dict[str, bool]:
    filled = fill_shape(shape, row["lang"])
    is_listing = row["variant"].startswith("L") or not {"T", "P"} & set(filled.texts)
    try:
        article = markdown_to_article(
            article_to_markdown(capture_to_article(Capture(row["file"], filled.text.encode()), Options()))
        )
    except Rejected:
        return {"listings rejected": True} if is_listing else dict.fromkeys(_expect(row, shape, filled), False)
    if is_listing:
        return {"listings rejected": False}
    found = _read_fields(article)
    return {
        field: (found[field] == value if field != "body" else _is_body(found["body"], filled))
        for field, value in _expect(row, shape, filled).items()
    }


def _expect(row: dict[str, str], shape: str, filled: Filled) -> dict[str, str]:
    """Return the expected values by field, for the fields that the shape has."""
    declared = _DECLARED_DAY.search(shape)
    expected = {
        "body": "",
        "language": row["lang"],
        "date": next(filter(None, declared.groups())) if declared else _DAY,
    }
    if "T" in filled.texts:
        expected["headline"] = TEXTS[row["lang"]]["T"]
    if "L" in filled.texts:
        expected["lede"] = filled.texts["L"][0]
    if row["url"].startswith("http"):
        expected["url"] = row["url"]
    if views := _VIEWS.findall(shape):
        expected["views"] = views[0]
    if "UNN" in shape.replace("**UNN**", ""):
        expected["dateline"] = "Kyiv, UNN"
    return expected


def _read_fields(article: Article) -> dict[str, str]:
    return {
        "headline": article.title,
        "lede": article.summary,
        "body": markdown_to_text(article.body),
        "date": article.day.isoformat(),
        "language": article.lang,
        "url": article.source_url,
        "views": str(article.views),
        "dateline": f"{article.dateline}, {article.publisher}",
    }


def _is_body(body: str, filled: Filled) -> bool:
    """Return whether a body has all paragraphs and quotations, and no other article's headline."""
    folded = fold(body)
    wanted = [*filled.texts.get("P", ()), *filled.texts.get("Q", ())]
    return all(fold(text) in folded for text in wanted) and not any(
        fold(text) in folded for text in filled.texts.get("H", ())
    )
