"""Links to the project's own files in its Markdown lead to a file that exists, and an anchor to a heading."""

import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
_DATA = ("content/", "captures/", "tests/")
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*\s*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def list_documents() -> list[Path]:
    """Return the Markdown files that are documentation, without articles and expected files of tests."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / path for path in listed if not path.startswith(_DATA) and (ROOT / path).exists()]


@cache
def list_anchors(path: Path) -> frozenset[str]:
    """Return the anchors of a file's headings, by the rules of the repository's host."""
    anchors: list[str] = []
    for heading in _HEADING.findall(_FENCE.sub("", path.read_text(encoding="utf-8"))):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").casefold()
        anchor = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        anchors.append(anchor if anchor not in anchors else f"{anchor}-{anchors.count(anchor)}")
    return frozenset(anchors)


def list_links(text: str) -> list[str]:
    r"""Return a text's links, without those in code.

    >>> list_links("[a](b.md#c) `[d](e)` [f]\n\n[f]: g.png")
    ['b.md#c', 'g.png']
    """
    prose = _CODE.sub("", _FENCE.sub("", text))
    return [inline or reference for inline, reference in _LINK.findall(prose)]


def find_dead_links(document: Path) -> list[str]:
    """Return the links of a file to places in the project that don't exist."""
    dead = []
    for link in list_links(document.read_text(encoding="utf-8")):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in list_anchors(target)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("document", list_documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_is_dead(document):
    assert find_dead_links(document) == []


def test_a_dead_link_is_found(tmp_path):
    (tmp_path / "other.md").write_text("# Two `words`, here\n\n```\n# no heading\n```\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](other.md) [b](other.md#two-words-here) [c](#top) [d](gone.md) [e](other.md#no-heading)\n\n# Top\n",
        encoding="utf-8",
    )
    assert find_dead_links(page) == ["gone.md", "other.md#no-heading"]
