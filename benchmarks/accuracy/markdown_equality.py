"""`python -m benchmarks.accuracy.markdown_equality`: read all articles of the reference data with both readers.

Each set is imported as a user would, into `build/equality/`, and kept there; `--content FOLDER`
compares the articles of a folder instead. The engine's own reader must give the bytes of Python-Markdown, or leave the
article to it. The exit code is 1 if one differs.
"""

import argparse
import copy
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.settings import DEFAULT_CONFIG

from archive_engine.markdown_reader import KeptMarkdownReader
from benchmarks.accuracy.sgml_stories import write_captures
from benchmarks.reference_data import ROOT, find_reference_data

SGML = "reuters-21578.tar.xz"
SETS = ("reuters-2006-2013-sample.tar.xz", SGML, "html-pages.tar.xz", "wcxb-dev.tar", "captures", "reports")
MARKDOWN: dict[str, Any] = {
    "extensions": ["archive_engine.article_markdown", "markdown.extensions.sane_lists"],
    "extension_configs": {"markdown.extensions.meta": {}},
    "output_format": "html",
}
PART = 50


def main() -> int:
    """Compare all articles, show how many of each set were read by which reader; return the exit code."""
    parser = argparse.ArgumentParser(prog="markdown_equality", description=__doc__)
    parser.add_argument("--content", type=Path, nargs="+", help="folders of articles to compare")
    parser.add_argument("--sets", nargs="+", default=SETS, help="files and folders of the reference data")
    arguments = parser.parse_args()
    folders = arguments.content or _import_sets(arguments.sets)
    are_equal = True
    for folder in folders:
        paths = sorted(folder.rglob("*.md"))
        found: Counter[str] = Counter()
        with ProcessPoolExecutor() as executor:
            parts = [paths[start : start + PART] for start in range(0, len(paths), PART)]
            for result, different in executor.map(compare_articles, parts):
                found.update(result)
                for path in different:
                    print(f"differs: {path}")
        are_equal = are_equal and not found["different"]
        counts = (
            f"{found['equal']:,} equal, {found['left']:,} left to Python-Markdown, {found['different']:,} different"
        )
        print(f"{folder.name}: {len(paths):,} articles, {counts}", flush=True)
    return 0 if are_equal else 1


def compare_articles(paths: Iterable[Path]) -> tuple[Counter[str], list[Path]]:
    """Return how many articles are `equal`, `left` to Python-Markdown, or `different`, and which differ."""
    reference, reader = _make_readers()
    found: Counter[str] = Counter()
    different = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        canonical = reader.read_canonical(str(path), text)
        if canonical is None:
            found["left"] += 1
        elif canonical[0].html == reference.reset().convert(text):
            found["equal"] += 1
        else:
            found["different"] += 1
            different.append(path)
    return found, different


@cache
def _make_readers() -> tuple[Markdown, KeptMarkdownReader]:
    """Return Python-Markdown and the engine's reader, both as the project sets them."""
    reference = Markdown(extensions=[*MARKDOWN["extensions"], "markdown.extensions.meta"], output_format="html")
    settings = copy.deepcopy(DEFAULT_CONFIG) | {"MARKDOWN": copy.deepcopy(MARKDOWN), "FORMATTED_FIELDS": []}
    return reference, KeptMarkdownReader(settings)


def _import_sets(names: Iterable[str]) -> list[Path]:
    """Import sets of the reference data, each into a folder of its own; return the folders."""
    data = find_reference_data(*names)
    if data is None:
        raise SystemExit("There is no reference data (../shared/data, or NEWSARCHIVE_REFERENCE_DATA).")
    folders = []
    for name in names:
        folder = ROOT / "build/equality" / name.split(".")[0]
        captures = data / name
        if name == SGML:
            captures = folder.with_suffix(".tar")
            captures.parent.mkdir(parents=True, exist_ok=True)
            write_captures(data / name, captures)
        command = [str(Path(sys.executable).with_name("newsarchive")), "import", str(captures)]
        ran = subprocess.run([*command, "--content", str(folder)], capture_output=True, text=True, check=False)
        if ran.returncode not in (0, 1):  # 1: some captures were rejected
            raise SystemExit(ran.stderr[-2000:])
        folders.append(folder)
    return folders


if __name__ == "__main__":
    sys.exit(main())
