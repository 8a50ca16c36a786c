"""Which files of an output folder the archive put there: a list in the folder itself, so that it outlives the cache.

What the list names and a build no longer makes is removed; what it does not name is the owner's and stays. The list is
the same for the same site, whatever builds came before. Its name begins with a dot: hosts of static pages leave it out.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from archive_engine.output import OutputFolder, Stamp, read_journal, read_stamp

MANIFEST = ".archive-engine-manifest.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one build left in a folder.

    `site` is the fingerprint of the settings and the code that made it, `articles` the number of articles that the
    content held, `files` the paths of all files that the engine wrote, `others` of those that one of the `plugins`
    wrote by itself.
    """

    files: frozenset[str] = field(default_factory=frozenset)
    site: str = ""
    articles: int = 0
    others: frozenset[str] = field(default_factory=frozenset)
    plugins: list[str] = field(default_factory=list)

    @property
    def all_files(self) -> frozenset[str]:
        """The paths of all files that are the archive's."""
        return self.files | self.others


def read_manifest(output: OutputFolder) -> Manifest:
    """Return what earlier builds left in the folder, killed ones included; nothing where no list can be read."""
    try:
        with open(_path(output), encoding="utf-8") as file:
            data: dict[str, Any] = json.load(file)
        files, others = (frozenset(map(str, data[key])) for key in ("files", "others"))
        manifest = Manifest(files, str(data["site"]), int(data["articles"]), others, list(map(str, data["plugins"])))
    except (OSError, ValueError, TypeError, KeyError):
        manifest = Manifest()
    started = read_journal(output.folder)
    return replace(manifest, files=manifest.files | started - {MANIFEST})


def write_manifest(
    output: OutputFolder,
    files: Iterable[str],
    site: str,
    articles: int,
    *,
    others: Iterable[str] = (),
    plugins: Sequence[str] = (),
) -> Stamp:
    """Leave the list in the folder, written whole and only where it differs; return its stamp. Raises OSError."""
    data = {"version": _VERSION, "site": site, "articles": articles, "plugins": list(plugins)}
    data |= {"files": sorted(files), "others": sorted(others)}
    # a file's name a line: within a name `", "` can't stand, as JSON puts a backslash before its quotation marks
    text = json.dumps(data).replace('", "', '",\n"')
    return output.write(MANIFEST, f"{text}\n".encode("ascii")).stamp


def manifest_stamp(output: OutputFolder) -> Stamp | None:
    """Return what tells that the list is as a build left it; None where there is none."""
    return read_stamp(_path(output))


def _path(output: OutputFolder) -> str:
    return os.path.join(output.folder, MANIFEST)


@dataclass(frozen=True, slots=True)
class Removal:
    """What a build is about to remove from the output, and what it keeps there."""

    before: Manifest
    site: str
    articles: int
    removed: int
    kept: int

    def is_explained(self) -> bool:
        """Return whether the content or the settings account for it: a guard against whatever a build may get wrong.

        Settings or code that differ explain any removal, and so does a content that lost a quarter of its articles.
        """
        if self.removed <= self.kept or self.site != self.before.site:
            return True
        return self.before.articles - self.articles >= self.before.articles / 4


class UnexplainedRemoval(RuntimeError):
    """A build would remove more pages than it keeps, and neither content nor settings explain it."""

    def __init__(self, removal: Removal, folder: str) -> None:
        super().__init__(
            f"it would remove {removal.removed:,} files of {folder} and keep {removal.kept:,}, though neither content "
            "nor settings explain it. Nothing was removed. If this is what you want, delete that folder and build again"
        )
