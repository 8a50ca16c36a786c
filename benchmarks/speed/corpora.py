"""The articles for the measured builds, written by `newsarchive import` and kept in build/ for later runs.

*stories* are Reuters captures: paragraphs of plain text. *web* are pages of some seven hundred sites: headings, links,
lists, quotations, tables. *decade* are stories again, as many as an agency writes in ten years. The project keeps
none of them: without the reference data there is nothing to measure.
"""

import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reference_data import ROOT
from benchmarks.speed.laps import move_within_decade, write_laps
from benchmarks.speed.story_captures import shift_capture

STORIES = "reuters-2006-2013-sample.tar.xz"
STORIES_A_LAP = 21304
WEB = "wcxb-dev.tar"
# The code that decides how an article is written and how a lap changes it.
_CODE = (
    "plugins/capture_import",
    "plugins/newsrecord",
    "benchmarks/speed/corpora.py",
    "benchmarks/speed/lap_words.py",
    "benchmarks/speed/laps.py",
    "benchmarks/speed/story_captures.py",
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Imported articles: `count` is the number of story captures or articles asked for, `content` their folder."""

    name: str
    count: int
    content: Path


def prepare_corpus(name: str, count: int, data: Path, store: Path) -> Corpus:
    """Return a corpus below `store`; import it unless an earlier run did so with the same code.

    `count` is the number of captures for *stories* (some are broken), of articles for *web* and *decade*. Corpora of
    other versions of the code are kept, since a file system writes slowly after it has deleted much.
    """
    folder = store / f"{name}-{count}-{_fingerprint(data / (WEB if name == 'web' else STORIES))}"
    if not folder.exists():
        draft = folder.with_name(folder.name + ".part")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        if name == "decade":
            stories = prepare_corpus("stories", STORIES_A_LAP, data, store)
            write_laps(stories.content, draft / "content", count, move_within_decade)
        else:
            write = _write_stories if name == "stories" else _write_web
            write(draft, count, data)
        draft.rename(folder)
    return Corpus(name, count, folder / "content")


def _fingerprint(data: Path) -> str:
    """Return a hash of the code and of the size of the data, which an imported corpus depends on."""
    found = hashlib.sha256(str(data.stat().st_size).encode())
    for place in _CODE:
        path = ROOT / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                found.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:12]


def _write_stories(folder: Path, count: int, data: Path) -> None:
    """Import `count` captures, lap by lap. An incomplete lap has captures of all its years."""
    with tarfile.open(data / STORIES) as tar:
        captures = [(member.name, file.read()) for member in tar if (file := tar.extractfile(member))]
    for lap, first in enumerate(range(0, count, len(captures))):
        wanted = min(count - first, len(captures))
        packed = folder / f"captures-{lap}.tar"
        with tarfile.open(packed, "w") as tar:
            for place in sorted(number * 7919 % len(captures) for number in range(wanted)):
                name, capture = captures[place]
                _add(tar, f"{lap}/{name}", shift_capture(capture, lap))
        _import(packed, folder / "content")
        packed.unlink()


def _write_web(folder: Path, count: int, data: Path) -> None:
    """Import the pages that are articles once, and repeat them in laps until there are `count` articles."""
    packed = folder / "captures.tar"
    with tarfile.open(data / WEB) as tar, tarfile.open(packed, "w") as articles:
        for name, page in _read_articles(tar):
            _add(articles, name, page)
    _import(packed, folder / "imported")
    packed.unlink()
    write_laps(folder / "imported", folder / "content", count)


def _read_articles(tar: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    """Yield name and HTML of the pages that are articles, in the order of their names."""
    table = tar.extractfile("wcxb-dev.json.gz")
    assert table is not None
    entries = json.loads(gzip.decompress(table.read()))
    for name in sorted(tar.getnames()):
        page = tar.extractfile(name)
        if page is not None and entries.get(Path(name).name.split(".")[0], {}).get("page_type") == "article":
            yield Path(name).name.removesuffix(".gz"), gzip.decompress(page.read())


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    """Add a file to a tar file."""
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def _import(captures: Path, content: Path) -> None:
    """Import captures as a user would; raise RuntimeError if the import itself fails."""
    command = [str(Path(sys.executable).with_name("newsarchive")), "import", str(captures), "--content", str(content)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1):  # 1: some captures were rejected, as broken ones must be
        raise RuntimeError(ran.stderr[-2000:])
