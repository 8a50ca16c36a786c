"""What `make html` does once set up: import captures/, build the site, say where it is. `publish.py` uses its steps."""

import runpy
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.steps import listen, run_step

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
REJECTED = 1


def main() -> int:
    """Import and build; return the exit status."""
    listen()
    imported = import_captures()
    if imported not in (0, REJECTED):
        return imported
    built = build("pelicanconf.py")
    home = ROOT / find_output(read_settings("pelicanconf.py")) / "index.html"
    if home.exists():
        print(f"Open {home.as_uri()} or run: make serve")
    return built


def import_captures(*options: str | Path) -> int:
    """Import captures/, and return the exit status. An archive whose captures are kept elsewhere has no such folder."""
    if not (ROOT / "captures").is_dir():
        print("There is no folder captures/: the site is built from content/ as it is.", flush=True)
        return 0
    return run_step([BIN / "newsarchive", "import", "captures", *options], cwd=ROOT)


def build(settings: str, *options: str | Path) -> int:
    """Build the site by a settings file, and return the exit status."""
    return run_step([BIN / "pelican", "content", "--settings", settings, *options], cwd=ROOT)


def read_settings(name: str) -> dict[str, Any]:
    """Return the settings of a file."""
    return runpy.run_path(str(ROOT / name))


def find_output(settings: dict[str, Any]) -> str:
    """Return the folder that the site is built into."""
    return str(settings["OUTPUT_PATH"]).rstrip("/")


if __name__ == "__main__":
    sys.exit(main())
