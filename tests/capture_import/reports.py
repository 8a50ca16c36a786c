"""Captures that related tools read wrongly, as their users reported: finds and imports them."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsarchive.main import main
from newsrecord import Article
from newsrecord.frontmatter import markdown_to_article
from tests.newsarchive.test_import_ import REFERENCE

NOTES = ("README.md", "report.md", "expected.md")


def import_report(folder: str, tmp_path: Path) -> dict[str, tuple[dict[str, Any], Article | None]]:
    """Return the rows of the import's report, by the last part of a capture's source, each with its article.

    The test is skipped if the reference data is not there.
    """
    source = REFERENCE / "reports" / folder
    if not source.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    report, content = tmp_path / "report.jsonl", tmp_path / "content"
    captures = [path for path in source.iterdir() if path.name not in NOTES and not path.name.endswith(".meta.json")]
    (path,) = [path for path in captures if path.name == "input"] or captures
    main(["import", str(path), "--content", str(content), "--report", str(report), "--workers", "1"])
    found: dict[str, tuple[dict[str, Any], Article | None]] = {}
    for line in report.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (content / row["article"]).read_text(encoding="utf-8") if row["article"] else ""
        found[row["source"].rpartition("/")[2]] = row, markdown_to_article(text) if text else None
    return found
