"""The articles of WCXB's development split with their days: a set of hundreds of sites.

What is left out of it, and why, is a table beside this file.
"""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

from score.pages import KeyedPage

SET = "wcxb-dev"
ARCHIVE = "wcxb-dev.tar"
LEFT_OUT = Path(__file__).with_name("wcxb_left_out.tsv")


def read_articles(folder: Path) -> list[KeyedPage]:
    """Return the set's articles whose answer names a day, but for those left out; none where the set is missing."""
    if not (folder / ARCHIVE).exists():
        return []
    left_out = read_left_out()
    return [page for page in _read_articles(folder) if page.key["date"] and page.name not in left_out]


def read_left_out() -> dict[str, str]:
    """Return the pages whose answer is wrong, each with the reason."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def _read_articles(folder: Path) -> Iterator[KeyedPage]:
    with tarfile.open(folder / ARCHIVE) as archive:
        files = {
            member.name.rpartition("/")[2]: content.read()
            for member in archive
            if member.isfile() and (content := archive.extractfile(member)) is not None
        }
    for name, key in json.loads(gzip.decompress(files[f"{SET}.json.gz"])).items():
        if key["page_type"] == "article":
            body = gzip.decompress(files[f"{name}.html.gz"])
            yield KeyedPage(SET, name, body, key.get("url") or key.get("address") or "", "", key)
