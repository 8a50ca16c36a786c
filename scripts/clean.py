"""What `make clean` does: remove all that can be made again, and no file of the site's folders that no build wrote.

Runs on any Python 3 without .venv, which it removes.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITES = ("output", "build/public")
MADE = ("build/bench", "build/bench.json", "build/score.json", ".cache", ".venv", "node_modules")
_NAMED = 5


def main(root=ROOT):
    """Clean the project at `root`, and name what stays in the folders of its sites."""
    written = read_written(root / ".cache")
    for name in SITES:
        kept = remove_written(root / name, written)
        if kept:
            named = ", ".join(kept[:_NAMED]) + (f" and {len(kept) - _NAMED} more" if len(kept) > _NAMED else "")
            print(f"{name}/ stays with what no build is known to have written: {named}")
    for name in MADE:
        path = root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.is_symlink() or path.exists():
            path.unlink()
    remove_if_empty(root / "build")


def read_written(cache):
    """Return the (path, BLAKE2b) pairs of all files that the builds left, as the engine's stores have them."""
    written = set()
    for store in sorted(cache.rglob("archive-engine.sqlite")):
        try:
            base = sqlite3.connect(store)
            try:
                written.update(base.execute("SELECT save_as, digest FROM page"))
            finally:
                base.close()
        except sqlite3.DatabaseError:
            pass  # a broken store knows nothing
    return written


def remove_written(site, written):
    """Remove the files of `site` that are as a build wrote them, and folders left empty; return the paths of the others."""
    kept = []
    for folder, _, names in os.walk(site, topdown=False):
        for name in sorted(names):
            path = Path(folder, name)
            save_as = path.relative_to(site).as_posix()
            if path.is_file() and (save_as, hashlib.blake2b(path.read_bytes(), digest_size=16).digest()) in written:
                path.unlink()
            else:
                kept.append(save_as)
        remove_if_empty(Path(folder))
    return sorted(kept)


def remove_if_empty(folder):
    """Remove a folder that holds nothing."""
    if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()


if __name__ == "__main__":
    sys.exit(main())
