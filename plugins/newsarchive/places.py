"""Where the package has what is no code: in a wheel beside this file (setup.py), in the project's own folder above; the
URL of an archive that has none yet.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PROJECT = _HERE.parents[1]

THEME = _HERE / "theme" if (_HERE / "theme").is_dir() else _PROJECT / "theme"
DEMO = _HERE / "demo" if (_HERE / "demo").is_dir() else _PROJECT
"""The folder whose captures/ and content/ are the demo's."""
TEMPLATE = _HERE / "archive"
"""The files of a new archive (`new.py`)."""
EXAMPLE_URL = "https://news-archive.example"
