"""Names that related tools failed to read, as their users reported: cases of the reference data, by file and record."""

from pathlib import Path

import pytest

from tests.capture_import.reports import import_report

JUNE, PAUL, ANN = "June Alderton", "Paul Rendle", "Ann Derby"
# For each folder: the authors, by the last part of the capture's source.
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
    found = {}
    for name, (row, article) in import_report(folder, tmp_path).items():
        assert article, row
        found[name] = article.authors
    assert {name: found.get(name) for name in AUTHORS[folder]} == AUTHORS[folder]
