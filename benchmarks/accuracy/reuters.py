"""The Reuters stories, imported by `newsarchive`: the share accounted for, and the share of fields that are exact."""

import json
import re
import tarfile
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path

from benchmarks.accuracy.measures import mean
from newsarchive.main import main as newsarchive
from newsrecord import Article, markdown_to_article

ARCHIVE = "reuters-2006-2013-sample.tar.xz"
FIELDS = ("accounted", "headline", "date", "url", "authors", "captures/s")
_HEADER = re.compile(
    r"-- (?P<title>[^\n]+)\n--(?P<byline>[^\n]*)\n"
    r"--\s*(?P<date>[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4})[^\n]*\n-- (?P<url>http\S+)[^\n]*\n"
)
# Words after a name in a byline that are no name.
_KIND = re.compile(r"\s*-\s*(?:analysis|poll|preview|feature|exclusive|factbox|insight)$", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:staff|correspondent|editor|columnist|writer|reporter|analyst|bureau chief)\b", re.IGNORECASE)


def score_stories(data: Path) -> dict[str, float]:
    """Return the share accounted for (imported, or rejected with a reason), and the share that is exact by field."""
    with tempfile.TemporaryDirectory() as folder:
        captures, content, report = (Path(folder) / name for name in ("captures", "content", "report.jsonl"))
        with tarfile.open(data / ARCHIVE) as archive:
            archive.extractall(captures, filter="data")
        count = sum(path.is_file() for path in captures.rglob("*"))
        start = time.perf_counter()
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            newsarchive(["import", str(captures), "--content", str(content), "--report", str(report)])
        seconds = time.perf_counter() - start
        lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
        points: dict[str, list[bool]] = defaultdict(list)
        for line in lines:
            points["accounted"].append(bool(line["article"]) or (line["status"] == "rejected" and bool(line["reason"])))
            if line["status"] == "imported":
                for field, is_right in _score_story(Path(line["source"]), Path(line["article"])):
                    points[field].append(is_right)
        points["accounted"].extend([False] * (count - len(lines)))
        return {**{field: mean(points[field]) for field in FIELDS[:-1]}, "captures/s": count / seconds}


def _score_story(source: Path, written: Path) -> Iterator[tuple[str, bool]]:
    """Compare an article's file with the header of its source, which is parsed here without the rules of the import."""
    header = _HEADER.match(source.read_text(encoding="utf-8", errors="replace"))
    if header is None:
        return
    article: Article = markdown_to_article(written.read_text(encoding="utf-8"))
    yield "headline", article.title == " ".join(header["title"].split())
    day = datetime.strptime(header["date"], "%a %b %d, %Y").date()  # noqa: DTZ007 -- a day without a time has no zone
    yield "date", article.day == day
    yield "url", article.source_url == header["url"]
    byline = " ".join(header["byline"].split())
    if re.match(r"By\s+\S", byline) and not re.search(r"\d", byline):
        pieces = re.split(r"\s*,?\s+and\s+|\s*,\s*", _KIND.sub("", byline[2:].strip()))
        names = [name.removeprefix("and ") for name in pieces if name and not _DUTY.search(name)]
        yield "authors", [name.casefold() for name in article.authors] == [name.casefold() for name in names]
