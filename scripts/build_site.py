"""What `make html` and `make publish` do once set up: import captures/, build the site, say where it is."""

import argparse
import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.steps import listen, run_step

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
REJECTED = 1
# The message after a finished build, by settings file.
WORDS = {
    "pelicanconf.py": "Open {address} or run: make serve",
    "publishconf.py": "Upload what is in {folder}/; to look at it, open {address}",
}


def main() -> int:
    listen()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", default="pelicanconf.py", choices=WORDS, help="Pelican's settings file")
    settings = parser.parse_args().settings
    imported = run_step([BIN / "newsarchive", "import", "captures"], cwd=ROOT)
    if imported not in (0, REJECTED):
        return imported
    built = run_step([BIN / "pelican", "content", "--settings", settings], cwd=ROOT)
    folder = find_output(settings)
    home = ROOT / folder / "index.html"
    if home.exists():
        print(WORDS[settings].format(folder=folder, address=home.as_uri()))
    return built


def find_output(settings: str) -> str:
    """Return the folder that a settings file builds into."""
    return str(runpy.run_path(str(ROOT / settings))["OUTPUT_PATH"]).rstrip("/")


if __name__ == "__main__":
    sys.exit(main())
