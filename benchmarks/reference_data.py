"""The folder of the reference data: real captures, and pages with known answers, which are not part of the project."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def locate_reference_data() -> Path:
    """Return the folder that NEWSARCHIVE_REFERENCE_DATA names, else ../shared/data; it may not exist."""
    return Path(os.environ.get("NEWSARCHIVE_REFERENCE_DATA") or ROOT.parent / "shared" / "data")


def find_reference_data(*needed: str) -> Path | None:
    """Return the folder of the reference data; None if it is missing, or lacks one of the needed files."""
    folder = locate_reference_data()
    return folder if folder.is_dir() and all((folder / name).exists() for name in needed) else None
