"""Names that users of related tools reported as not read: the cases beside the project, by file and record."""

import json
from pathlib import Path

import pytest

from capture_import.cli import main
from newsrecord.frontmatter import markdown_to_article
from tests.capture_import.test_cli import REFERENCE

REPORTS = REFERENCE / "reports"
JUNE, PAUL, ANN = "June Alderton", "Paul Rendle", "Ann Derby"
# By folder: the last part of a capture's source to its authors.
AUTHORS: dict[str, dict[str, tuple[str, ...]]] = {
    "12-feed-authors": {
        **{f"authors.xml#{number}": (JUNE,) for number in (1, 2, 3, 6, 8, 14, 15, 16, 20)},
        "authors.xml#4": (JUNE, PAUL),
        "authors.xml#5": (),
        "authors.xml#7": (JUNE.upper(), PAUL.upper()),
        "authors.xml#9": (JUNE,),
        "authors.xml#10": (JUNE, PAUL, ANN),
        **{f"authors.xml#{number}": (JUNE, PAUL) for number in (11, 12, 13)},
        "authors.xml#17": (),
        "authors.xml#21": ("Reuters",),
    },
    "35-family-name-first": {
        "h_authors4.html": ("Karl-Heinz Müller-Lüdenscheidt", "Anna van der Berg"),
        "obrien.md": ("Sinéad O’Brien", "李明"),
    },
    "43-web-clipper-markdown": {"obsidian.md": (JUNE,)},
    "web-01-name-cut-at-am": {"page.html": ("Edda Cunningham",)},
    "web-03-day-below-byline-as-author": {"page.html": ("Nele Warfield",)},
    "web-05-buttons-as-authors": {"page.html": ("Ivo Kettler",)},
    "web-08-by-in-a-teaser": {"page.html": ()},
    "web-09-byline-in-an-aside": {"page.html": ("Rhea Tolliver", "Jon Abbey")},
}


@pytest.mark.reference
@pytest.mark.parametrize("folder", AUTHORS)
def test_reported_names(folder: str, tmp_path: Path):
    source = REPORTS / folder
    if not source.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    report, content = tmp_path / "report.jsonl", tmp_path / "content"
    path = source / "input" if (source / "input").exists() else source / "page.html"
    main(["import", str(path), "--content", str(content), "--report", str(report), "--workers", "1"])
    found = {}
    for line in report.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        assert values["article"], values
        article = markdown_to_article((content / values["article"]).read_text(encoding="utf-8"))
        found[values["source"].rpartition("/")[2]] = article.authors
    assert {name: found.get(name) for name in AUTHORS[folder]} == AUTHORS[folder]
