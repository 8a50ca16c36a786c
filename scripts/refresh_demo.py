"""Import the demo's captures again after a change of the import's rules. For developers; no owner's command calls it.

`demo.sha256`, beside this file and in the form of `sha256sum`, lists the files that the import made of the demo's
captures. Only unchanged files of this list are removed. If content/ has any other file, outside pages/ and but for
names.toml, the script names it, exits with 1 and changes nothing.
"""

import hashlib
import sys
import tempfile
from pathlib import Path

from newsarchive.main import main as newsarchive
from newsrecord.names_file import FILE as NAMES_FILE

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = Path(__file__).with_name("demo.sha256")
_NAMED = 5


def main(captures: Path = ROOT / "captures", content: Path = ROOT / "content", manifest: Path = MANIFEST) -> int:
    """Refresh `content` and `manifest`; return the exit code."""
    written = read_manifest(manifest)
    foreign = find_foreign(content, written)
    if foreign:
        named = ", ".join(foreign[:_NAMED]) + (f" and {len(foreign) - _NAMED} more" if len(foreign) > _NAMED else "")
        print(f"Nothing was changed: {content} has files that are edited or not the demo's: {named}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:  # a trial: remove nothing unless all captures can be imported
        if code := newsarchive(["import", str(captures), "--content", folder]):
            return code
    for path in list_files(content):
        (content / path).unlink()
        _remove_empty_folders(content / path, content)
    code = newsarchive(["import", str(captures), "--content", str(content)])
    lines = [f"{hash_file(content / path)}  {path}\n" for path in list_files(content)]
    manifest.write_text("".join(lines), encoding="utf-8")
    return code


def read_manifest(manifest: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that the import made, by its path below the content folder."""
    lines = manifest.read_text(encoding="utf-8").splitlines() if manifest.exists() else []
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def find_foreign(content: Path, written: dict[str, str]) -> list[str]:
    """Return the files of `content` that are not in `written` or have other bytes."""
    return [
        path
        for path in list_files(content)
        if (content / path).is_symlink()
        or not (content / path).is_file()
        or written.get(path) != hash_file(content / path)
    ]


def list_files(content: Path) -> list[str]:
    """Return all files below `content`, except its names file and those in pages/ and .newsarchive/."""
    kept = {content / "pages", content / ".newsarchive", content / NAMES_FILE}
    paths = [path for path in sorted(content.rglob("*")) if path.is_symlink() or not path.is_dir()]
    return [path.relative_to(content).as_posix() for path in paths if kept.isdisjoint([path, *path.parents])]


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _remove_empty_folders(path: Path, content: Path) -> None:
    for folder in path.parents:
        if folder == content or any(folder.iterdir()):
            return
        folder.rmdir()


if __name__ == "__main__":
    sys.exit(main())
