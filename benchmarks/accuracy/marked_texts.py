"""Texts with their names marked: WikiGold's files (CoNLL) and SlavicNER's (a table beside each text)."""

import csv
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ARCHIVE = "names.tar.xz"
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
"""The sets' classes whose names are asked for; others (MISC, PRO, EVT) count as no name."""
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%''")
_NO_SPACE_AFTER = frozenset("([{")


class MarkedName(NamedTuple):
    """A name as people marked it: its span in the text, its kind, and its entity ("" where the set has none)."""

    start: int
    end: int
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document: its language (ISO 639-1), its text, and the names of people, organisations and places in it."""

    name: str
    language: str
    text: str
    names: list[MarkedName]


def unpack_texts(data: Path, folder: Path) -> Path:
    """Unpack the sets of the reference data, and return their folder, which has one folder a language."""
    with tarfile.open(data / ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder / "names"


def read_texts(folder: Path) -> list[MarkedText]:
    """Return all marked texts below a folder; the folder right below it is the language.

    Raises ValueError, with the file's name and its line, where a file has another form.
    """
    return [
        MarkedText(path.relative_to(folder).as_posix(), path.relative_to(folder).parts[0], *_read(path))
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".conll", ".tsv")
    ]


def _read(path: Path) -> tuple[str, list[MarkedName]]:
    return _read_tokens(path) if path.suffix == ".conll" else _read_table(path)


def _read_table(path: Path) -> tuple[str, list[MarkedName]]:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    names = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            try:
                start, end, mention, _, kind, entity = row
                span = int(start), int(end)
            except ValueError:
                raise ValueError(f"{path}, line {number}: not start, end, mention, lemma, class and entity") from None
            if text[span[0] : span[1]] != mention:
                raise ValueError(f"{path}, line {number}: the text has no {mention!r} at {start}")
            if kind in KINDS:
                names.append(MarkedName(*span, KINDS[kind], entity))
    return text, names


def _read_tokens(path: Path) -> tuple[str, list[MarkedName]]:
    text = ""
    names: list[MarkedName] = []
    open_class = ""
    for token, tag in _tokens(path):
        if not token:
            text += "" if text.endswith("\n") else "\n"
            open_class = ""
            continue
        if text and text[-1] not in "\n([{" and not (token in _NO_SPACE_BEFORE or token.startswith("'")):
            text += " "
        start = len(text)
        text += token
        prefix, _, kind = tag.partition("-")
        if kind in KINDS and kind == open_class and prefix != "B":
            names[-1] = names[-1]._replace(end=len(text))
        elif kind in KINDS:
            names.append(MarkedName(start, len(text), KINDS[kind], ""))
        open_class = kind
    return text, names


def _tokens(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            yield "", "O"
            continue
        token, _, tag = line.rpartition(" ")
        if not token:
            raise ValueError(f"{path}, line {number}: not a token and its tag")
        yield token, tag
