"""What `make golden` does: the tests' expected files and the demo's content/ are written anew. Read the diff."""

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "capture_import"))

from capture_import.cli import main as newsarchive  # noqa: E402
from cases import case_names, rewrite_case  # noqa: E402

_KEPT = "pages"


def main() -> int:
    for name in case_names():
        with tempfile.TemporaryDirectory() as folder:
            rewrite_case(name, Path(folder) / "content")
    content = ROOT / "content"
    content.mkdir(exist_ok=True)
    for path in content.iterdir():
        if path.is_dir() and path.name != _KEPT:
            shutil.rmtree(path)
    return newsarchive(["import", str(ROOT / "captures"), "--content", str(content)]) if (ROOT / "captures").exists() else 0


if __name__ == "__main__":
    sys.exit(main())
