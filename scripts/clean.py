"""What `make clean` does: remove all that can be made again. In a site's folder it removes only what a build wrote.

It removes .venv and so runs without it, on any Python 3: annotations are in quotes, which old versions can't evaluate.
"""

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITES = ("output", "build/public")
MADE = (
    "build/bench",
    "build/bench.json",
    "build/score.json",
    "build/storm.json",
    "build/fuzz.json",
    "build/fuzz",
    "build/wheel",
    "build/lib",
    "build/docs",
    "build/docs-source",
    "build/pictures",
    "build/publish",
    "build/search_needs.json",
    "build/equality",
    "build/chains",
    ".cache",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "node_modules",
)
# The list of the files that builds put into a site's folder (`archive_engine.manifest`).
MANIFEST = ".archive-engine-manifest.json.gz"
FORMER = ".archive-engine-manifest.json"  # earlier builds wrote the list as text
_NAMED = 5


def main(root: Path = ROOT) -> None:
    """Clean the project at `root`, and name the files that stay in the folders of its sites."""
    written = read_written(root / ".cache")
    for name in SITES:
        kept = remove_written(root / name, written)
        if kept:
            named = ", ".join(kept[:_NAMED]) + (f" and {len(kept) - _NAMED} more" if len(kept) > _NAMED else "")
            print(f"{name}/ keeps files that no known build wrote: {named}")
    for name in MADE:
        path = root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.is_symlink() or path.exists():
            path.unlink()
    remove_if_empty(root / "build")


def read_written(cache: Path) -> "dict[str, set[bytes]]":
    """Return the BLAKE2b digests of the files that builds wrote, by path, from the engine's stores."""
    written: dict[str, set[bytes]] = {}
    for store in sorted(cache.rglob("pages.sqlite")):
        try:
            base = sqlite3.connect(store)
            try:
                for save_as, digest in base.execute("SELECT save_as, digest FROM page WHERE digest <> x''"):
                    written.setdefault(save_as, set()).add(digest)
            finally:
                base.close()
        except sqlite3.DatabaseError:
            pass  # a broken store tells nothing
    return written


def read_list(site: Path) -> "set[str]":
    """Return the paths of the files that builds put into `site`, from the list there."""
    try:
        packed = site / MANIFEST
        data = gzip.decompress(packed.read_bytes()) if packed.exists() else (site / FORMER).read_bytes()
        listed = json.loads(data)
        return {*listed["files"], *listed["others"], MANIFEST, FORMER}
    except (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError):
        return set()


def remove_written(site: Path, written: "dict[str, set[bytes]]") -> "list[str]":
    """Remove the files of `site` that are unchanged since a build, and empty folders; return the paths of the others.

    Whether a file of a whole build was changed is not known: only its name is stored.
    """
    kept = []
    listed = read_list(site)
    for folder, _, names in os.walk(site, topdown=False):
        for name in sorted(names):
            path = Path(folder, name)
            save_as = path.relative_to(site).as_posix()
            digests = written.get(save_as, () if save_as in listed else None)
            if path.is_file() and digests is not None and (not digests or digest_file(path) in digests):
                path.unlink()
            else:
                kept.append(save_as)
        remove_if_empty(Path(folder))
    return sorted(kept)


def digest_file(path: Path) -> bytes:
    """Return the digest of a file's bytes."""
    return hashlib.blake2b(path.read_bytes(), digest_size=16).digest()


def remove_if_empty(folder: Path) -> None:
    """Remove a folder that holds nothing."""
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()


if __name__ == "__main__":
    main()
