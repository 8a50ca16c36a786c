"""The files that were made of pictures, kept in CACHE_PATH by the hash of the picture and the recipe.

A picture's description is written last, so that what a killed build left unfinished is made again. Nothing else may
be known of a picture: the same bytes under two names are made once. Safe to delete.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loads Pillow's parts, which a build without a new picture does without
    from archive_pictures.encoding import Encoded

# Digits of the hash that files are called by: no two pictures of one archive share them.
NAME_LENGTH = 32
_NAME_GROUP = 2


@dataclass(frozen=True, slots=True)
class MadeVariant:
    """One file that was made: the end of its name, width and height in pixels, the hash of its bytes."""

    name: str
    width: int
    height: int
    hash: str

    @property
    def is_webp(self) -> bool:
        """Whether it is one of the files that most browsers get."""
        return self.name.endswith(".webp")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a picture: its files, or the `problem` for which there are none."""

    name: str
    variants: tuple[MadeVariant, ...] = ()
    problem: str = ""
    remarks: tuple[str, ...] = ()


def hash_to_name(digest: bytes) -> str:
    """Return what the files of a picture with this SHA-256 are called by."""
    return digest.hex()[:NAME_LENGTH]


class MadePictures:
    """The made pictures of one recipe; `memory` holds a folder for each recipe."""

    def __init__(self, memory: Path, recipe: str) -> None:
        self.memory = memory
        self.folder = memory / recipe

    def find(self, name: str) -> Made | None:
        """Return what was made of a picture; None where that is not known."""
        try:
            row: Any = json.loads(self._path(name, "json").read_text(encoding="utf-8"))
            variants = tuple(MadeVariant(*variant) for variant in row["variants"])
            return Made(name, variants, row["problem"], tuple(row["remarks"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, name: str, encoded: "Encoded") -> None:
        """Keep the files of a picture. Raises OSError."""
        rows = []
        for variant in encoded.variants:
            self._write(self._path(name, variant.name), variant.data)
            rows.append([variant.name, variant.width, variant.height, _hash_data(variant.data)])
        self._describe(name, rows, "", encoded.remarks)

    def keep_problem(self, name: str, problem: str) -> None:
        """Keep that a picture can't be shown, and why."""
        self._describe(name, [], problem, ())

    def intact_files(self, made: Made) -> dict[str, Path] | None:
        """Return the picture's files by the ends of their names; None where one is not as it was made."""
        files = {variant.name: self._path(made.name, variant.name) for variant in made.variants}
        try:
            if all(_hash_data(files[variant.name].read_bytes()) == variant.hash for variant in made.variants):
                return files
        except OSError:
            pass
        return None

    def forget(self, name: str) -> None:
        """Delete what was made of a picture, by any recipe."""
        for recipe in self._recipes():
            for path in (recipe / name[:_NAME_GROUP]).glob(f"{name}*"):
                with suppress(OSError):
                    path.unlink()

    def names(self) -> Iterator[str]:
        """Yield the names of all pictures of which anything is kept, by any recipe."""
        seen: set[str] = set()
        for recipe in self._recipes():
            for group in recipe.iterdir():
                for path in group.iterdir() if group.is_dir() else ():
                    if (name := path.name[:NAME_LENGTH]) not in seen:
                        seen.add(name)
                        yield name

    def _recipes(self) -> list[Path]:
        try:
            return [path for path in self.memory.iterdir() if path.is_dir()]
        except OSError:
            return []

    def _path(self, name: str, end: str) -> Path:
        return self.folder / name[:_NAME_GROUP] / (f"{name}.json" if end == "json" else f"{name}-{end}")

    def _describe(self, name: str, rows: list[list[Any]], problem: str, remarks: tuple[str, ...]) -> None:
        data = {"variants": rows, "problem": problem, "remarks": list(remarks)}
        self._write(self._path(name, "json"), json.dumps(data, ensure_ascii=False).encode())

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        draft.write_bytes(data)
        draft.replace(path)


def _hash_data(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
