"""The demo: `content/` holds what an import of `captures/` makes."""

from pathlib import Path

from newsarchive.main import main

ROOT = Path(__file__).parents[2]
OWN = ("pages/", "names.toml", ".newsarchive/")


def read_files(content: Path) -> dict[str, bytes]:
    """Return articles and pictures by path, without what a person wrote and the import's own files."""
    paths = {path: path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for path, name in paths.items() if not name.startswith(OWN)}


def test_content_is_a_fresh_import_of_captures(tmp_path: Path) -> None:
    assert main(["import", str(ROOT / "captures"), "--content", str(tmp_path)]) == 0
    assert read_files(tmp_path) == read_files(ROOT / "content")
