"""Build the documentation as pages: MkDocs makes a site of the project's Markdown files."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "build/docs-source"
SITE = ROOT / "build/docs"
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
FOLDERS = ("docs", "plugins", "benchmarks", "tests/journeys")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
# what a browser loads without being asked; links that a reader may follow do not count
_LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\ssrc=["']?(?:https?:)?//[^"'\s>]+"""
    r"""|<link\b(?![^>]*rel=["']?canonical)[^>]*?\shref=["']?(?:https?:)?//[^"'\s>]+""",
    re.IGNORECASE,
)
_STYLED = re.compile(r"""(?:@import\s+|url\(\s*)["']?(?:https?:)?//[^"')\s]+""", re.IGNORECASE)


def list_documents(root: Path) -> list[Path]:
    """Return the paths of the documentation's pages and pictures, relative to the project's root."""
    found = [root / name for name in DOCUMENTS]
    for folder in FOLDERS:
        found += [path for path in (root / folder).rglob("*") if path.suffix in (".md", ".png")]
    return sorted(path.relative_to(root) for path in found)


def unlink_code(text: str, document: Path, root: Path, pages: set[Path]) -> str:
    """Return a page's text without links to existing files that are no pages: code, folders, the licence.

    `document` and `pages` are relative to `root`. A link to a file that does not exist stays, so that the build fails.
    """

    def keep_or_unlink(link: re.Match[str]) -> str:
        target = Path(os.path.normpath(document.parent / link[2]))
        return link[1] if (root / target).exists() and target not in pages else link[0]

    return _LINK.sub(keep_or_unlink, text)


def copy_documents(root: Path, folder: Path) -> None:
    """Copy the documentation to `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    documents = list_documents(root)
    pages = set(documents)
    for document in documents:
        target = folder / document
        target.parent.mkdir(parents=True, exist_ok=True)
        if document.suffix == ".md":
            text = (root / document).read_text(encoding="utf-8")
            target.write_text(unlink_code(text, document, root, pages), encoding="utf-8")
        else:
            shutil.copyfile(root / document, target)


def find_foreign_requests(site: Path) -> list[str]:
    """Return the requests to other hosts in the built pages and styles, each with its file."""
    found = []
    for path in sorted(site.rglob("*")):
        pattern = {".html": _LOADED, ".css": _STYLED}.get(path.suffix)
        if pattern is not None:
            found += [f"{path.relative_to(site)}: {hit}" for hit in pattern.findall(path.read_text(encoding="utf-8"))]
    return found


if __name__ == "__main__":
    copy_documents(ROOT, SOURCE)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--config-file",
        str(ROOT / "mkdocs.yml"),
    ]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status == 0 and (foreign := find_foreign_requests(SITE)):
        print("These pages load from other hosts:", *foreign, sep="\n", file=sys.stderr)
        status = 1
    if status == 0:
        print("Built build/docs/index.html")
    sys.exit(status)
