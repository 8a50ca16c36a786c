"""WCXB's development split: articles of some seven hundred sites, and listings that are no articles.

The answers were drafted by a model and reviewed by hand (Foley 2026). Wrong answers are left out for all readers; a
table beside this file lists them with the reasons.
"""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy.pages import KeyedPage

SET = "wcxb-dev"
ARCHIVE = "wcxb-dev.tar"
LEFT_OUT = Path(__file__).with_name("wcxb_left_out.tsv")
ARTICLES = ("article",)
# The set does not say when its pages were saved, as a crawl would. Without that time a page that shows no day would be
# rejected. The latest day of an answer is 13 March 2026.
CAPTURED_AT = "2026-04-01T00:00:00+00:00"


def read_articles(folder: Path) -> list[KeyedPage]:
    """Return the set's articles without the answers that are left out; none where the set is missing."""
    left_out = read_left_out()
    pages = []
    for page in read_pages(folder, ARTICLES):
        key = {field: None if (page.name, field) in left_out else answer for field, answer in page.key.items()}
        pages.append(page._replace(key=key))
    return pages


def read_left_out() -> dict[tuple[str, str], str]:
    """Return the reasons why answers are left out, by page and field."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(name, field): reason for name, field, reason in rows}


def read_pages(folder: Path, types: tuple[str, ...]) -> Iterator[KeyedPage]:
    """Yield the set's pages of some types; none where the set is missing."""
    if not (folder / ARCHIVE).exists():
        return
    with tarfile.open(folder / ARCHIVE) as archive:
        files = {
            member.name.rpartition("/")[2]: content.read()
            for member in archive
            if member.isfile() and (content := archive.extractfile(member)) is not None
        }
    for name, key in json.loads(gzip.decompress(files[f"{SET}.json.gz"])).items():
        if key["page_type"] in types:
            yield KeyedPage(
                SET, name, gzip.decompress(files[f"{name}.html.gz"]), key.get("url") or "", CAPTURED_AT, key
            )
