"""The saved web pages with known answers, and the scores of a reader's answers."""

import gzip
import json
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.accuracy.measures import find_snippets, is_same_day, is_same_headline, mean, score_list, score_words

ARCHIVE = "html-pages.tar.xz"
SETS = ("general", "publishers", "wcxb-dev")
FIELDS = {
    "general": ("headline", "date", "authors", "has", "lacks", "tags"),
    "publishers": ("headline", "date", "authors", "body", "tags"),
    "wcxb-dev": ("headline", "date", "authors", "body", "has", "lacks"),
}
# By set: the names in its key of the snippets that a body must have, and must lack.
_SNIPPETS = {"general": ("body_has", "body_lacks"), "wcxb-dev": ("has", "lacks")}


class KeyedPage(NamedTuple):
    """A page of a set: its bytes, what its container knows, and the answer key."""

    set_name: str
    name: str
    body: bytes
    url: str
    captured_at: str
    key: Mapping[str, Any]


@dataclass(slots=True)
class Answer:
    """What a reader found in a page, as plain text; empty where it found nothing."""

    headline: str = ""
    date: str = ""
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    text: str = ""
    seconds: float = 0.0
    failure: str = ""


def read_pages(folder: Path) -> list[KeyedPage]:
    """Return the pages of `html-pages` in the reference data; `wcxb` reads the other set."""
    files: dict[str, bytes] = {}
    with tarfile.open(folder / ARCHIVE) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                files[member.name.partition("/")[2] if member.name.startswith("html-pages/") else member.name] = (
                    content.read()
                )
    return [page for name in SETS if f"{name}.json" in files for page in _read_set(name, files)]


def _read_set(set_name: str, files: Mapping[str, bytes]) -> Iterator[KeyedPage]:
    for name, key in json.loads(files[f"{set_name}.json"]).items():
        body = files[f"{set_name}/{name}"]
        yield KeyedPage(
            set_name,
            name,
            gzip.decompress(body) if name.endswith(".gz") else body,
            key["url"],
            key.get("captured_at") or "",
            key,
        )


def score_page(page: KeyedPage, answer: Answer) -> dict[str, list[float]]:
    """Return the points of a page by field, several for snippets; a field that the key does not name has none."""
    key = page.key
    points: dict[str, list[float]] = {}
    if key["title"]:
        points["headline"] = [float(is_same_headline(answer.headline, key["title"]))]
    if key["date"]:
        points["date"] = [float(is_same_day(answer.date, str(key["date"])))]
    if key.get("authors"):
        points["authors"] = [score_list(answer.authors, key["authors"])]
    if key.get("author"):  # the byline as one text
        points["authors"] = [score_words(" ".join(answer.authors), key["author"])]
    if key.get("tags"):
        points["tags"] = [score_list(answer.tags, key["tags"])]
    names = _SNIPPETS.get(page.set_name)
    if names:
        has, lacks = (key[name] or () for name in names)
        points["has"] = [float(found) for found in find_snippets(answer.text, has)]
        points["lacks"] = [float(not found) for found in find_snippets(answer.text, lacks)]
    text = " ".join(key["paragraphs"]) if "paragraphs" in key else key.get("text")
    if text:
        points["body"] = [score_words(answer.text, text)]
    return points


def score_set(pages: list[KeyedPage], answers: Mapping[str, Answer]) -> dict[str, float]:
    """Return the figures of a set by field: the mean of the points of all pages."""
    points: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for name, values in score_page(page, answers[page.name]).items():
            points[name].extend(values)
    return {name: mean(values) for name, values in points.items()}
