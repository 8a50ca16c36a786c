"""The list of files that builds put into an output folder. It lies in that folder, so that it outlives the cache.

A build removes the listed files that it no longer makes. A file that is not listed is the owner's and stays. The list
depends on the site alone, not on earlier builds. Its name begins with a dot, so that hosts of static pages do not
publish it. It is JSON packed by gzip: as text it would take a percent of the room of all pages.
"""

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from archive_engine.output import OutputFolder, Stamp, read_journal, read_stamp
from archive_engine.packed_names import SEPARATOR, pack_text
from newsrecord.folder_walk import is_out_of_reach

MANIFEST = ".archive-engine-manifest.json.gz"
# Earlier versions wrote it as text.
FORMER = ".archive-engine-manifest.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one build left in a folder.

    `files` are the paths of all files that the engine wrote, `others` those of the files that one of the `plugins`
    wrote without the engine. `site` is the fingerprint of the settings and the code of that build, `articles` the
    number of articles in its content.
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
    """Return what earlier builds, also killed ones, left in the folder; an empty manifest where there is no list, or a
    broken one. Raises OSError where it can't be read now: pages of removed articles would stay.
    """
    try:
        data = _read(output)
        files, others = (frozenset(map(str, data[key])) for key in ("files", "others"))
        manifest = Manifest(files, str(data["site"]), int(data["articles"]), others, list(map(str, data["plugins"])))
    except OSError as error:
        if is_out_of_reach(error):
            raise
        manifest = Manifest()
    except (EOFError, zlib.error, ValueError, TypeError, KeyError):
        manifest = Manifest()
    started = read_journal(output.folder)
    return replace(manifest, files=manifest.files | started - {MANIFEST, FORMER})


def write_manifest(
    output: OutputFolder,
    files: Iterable[bytes],
    site: str,
    articles: int,
    *,
    others: Iterable[str] = (),
    plugins: Sequence[str] = (),
) -> Stamp:
    """Write the list into the folder, in one step and only if it differs; return its stamp. Raises OSError.

    `files` are the parts of the sorted paths (`packed_names`). A gzip file may have several members (RFC 1952, 2.2).
    """
    data = {"version": _VERSION, "site": site, "articles": articles, "plugins": list(plugins)}
    data |= {"others": sorted(others)}
    # one file name a line: `", "` can't be part of a name, as JSON puts a backslash before quotation marks
    head = json.dumps(data).replace('", "', '",\n"').removesuffix("}") + ', "files": [\n'
    packed = SEPARATOR.join(files)
    stamp = output.write(MANIFEST, b"".join([pack_text(head), packed, pack_text("\n]}\n")])).stamp
    output.remove(FORMER)
    return stamp


def _read(output: OutputFolder) -> dict[str, Any]:
    """Return what is listed. Raises OSError, EOFError, zlib.error and ValueError."""
    listed: dict[str, Any]
    try:
        with gzip.open(_path(output), "rb") as file:
            listed = json.load(file)
    except FileNotFoundError:
        with open(os.path.join(output.folder, FORMER), encoding="utf-8") as text:
            listed = json.load(text)
    return listed


def manifest_stamp(output: OutputFolder) -> Stamp | None:
    """Return the list's stamp, by which a build sees that nobody changed it; None if there is no list."""
    return read_stamp(_path(output))


def _path(output: OutputFolder) -> str:
    return os.path.join(output.folder, MANIFEST)


@dataclass(frozen=True, slots=True)
class PlannedRemoval:
    """How many files a build is about to remove from the output and how many it keeps, and its site and articles."""

    before: Manifest
    site: str
    articles: int
    removed: int
    kept: int

    def is_explained(self) -> bool:
        """Return whether the content or the settings explain the removal: a guard against faults in a build.

        A removal needs no explanation if at least as many files are kept. Changed settings or code explain any removal,
        and so does content that lost a quarter of its articles.
        """
        if self.removed <= self.kept or self.site != self.before.site:
            return True
        return self.before.articles - self.articles >= self.before.articles / 4


class UnexplainedRemoval(RuntimeError):
    """A build would remove more pages than it keeps, and neither content nor settings explain it."""

    def __init__(self, removal: PlannedRemoval, folder: str) -> None:
        super().__init__(
            f"it would remove {removal.removed:,} files of {folder} and keep {removal.kept:,}, though neither content "
            "nor settings explain it. Nothing was removed. If this is what you want, delete that folder and build again"
        )
