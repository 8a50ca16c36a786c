"""What `make html` and `make publish` do once set up: import captures/, build output/, say where to open it."""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SET_ASIDE = 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settings", default="pelicanconf.py", help="Pelican's settings file")
    settings = parser.parse_args().settings
    imported = subprocess.run([BIN / "newsarchive", "import", "captures"], cwd=ROOT, check=False).returncode
    if imported not in (0, SET_ASIDE):
        return imported
    built = subprocess.run([BIN / "pelican", "content", "--settings", settings], cwd=ROOT, check=False).returncode
    if (ROOT / "output" / "index.html").exists():
        print(f"Open {(ROOT / 'output' / 'index.html').as_uri()} or run: make serve")
    return built


if __name__ == "__main__":
    sys.exit(main())
