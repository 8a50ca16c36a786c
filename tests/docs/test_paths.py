"""Files that guides and the glossary name in backticks exist in the folder that the page names."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
PLACES = (
    ROOT,
    PLUGINS,
    PLUGINS / "capture_import",
    PLUGINS / "capture_import/fields",
    PLUGINS / "capture_import/fields/dates",
)
# Paths that the set-up, an import, a build or a browser makes; `tag/...` and `year/...` are names of lists.
MADE = (
    ".venv",
    "node_modules",
    "content",
    "captures",
    "output",
    "build",
    ".cache",
    "drafts",
    "search",
    "feeds",
    "tag",
    "year",
    "NAME_files",
)
_PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+)?|[\w-]+\.(?:py|tsv|toml))(?: \w+)?`")


def find_missing(text: str) -> list[str]:
    """Return the paths in a text that don't exist."""
    return [
        path
        for path in _PATH.findall(text)
        if not path.startswith(tuple(f"{name}/" for name in MADE))
        and not any((place / path).exists() for place in PLACES)
    ]


def test_a_path_that_does_not_exist_is_found():
    text = "`plugins/` `plugins/gone.py` `fields/kind.py` `output/a.html` `gone.tsv` `assembly.py`"
    assert find_missing(text) == ["plugins/gone.py", "gone.tsv"]


@pytest.mark.parametrize("page", ["developers.md", "owners.md"])
def test_every_path_in_a_guide_exists(page):
    assert find_missing((ROOT / "docs" / page).read_text(encoding="utf-8")) == []


def test_every_path_in_the_glossary_exists():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Glossary\n", 1)[1].split("\n## ", 1)[0]
    assert find_missing(text) == []
