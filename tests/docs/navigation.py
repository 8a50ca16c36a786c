"""The menu of the documentation, from mkdocs.yml."""

import re
from pathlib import Path


def list_pages(settings: Path) -> list[str]:
    """Return the files that the menu names, in its order."""
    menu = settings.read_text(encoding="utf-8").split("\nnav:\n", 1)[1]
    return re.findall(r"^ +- [^:\n]+: (\S+)$", menu, re.MULTILINE)
