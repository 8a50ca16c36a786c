"""What `make golden` does: the tests' expected files and the demo's content/ are written anew. Read the diff."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


from capture_import.cli import main as newsarchive  # noqa: E402
from tests.capture_import.cases import case_names, rewrite_case  # noqa: E402
from tests.capture_import.extraction.pages import page_names, rewrite_page_case  # noqa: E402
from tests.site import golden  # noqa: E402

_KEPT = "pages"


def main() -> int:
    for name in case_names():
        with tempfile.TemporaryDirectory() as folder:
            rewrite_case(name, Path(folder) / "content")
    for name in page_names():
        rewrite_page_case(name)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        settings = [f'CACHE_PATH="{folder}/cache"', *golden.OPTIONS]
        command = [sys.executable, "-m", "pelican", str(golden.SMALL), "--output", str(output), "--fatal", "errors"]
        subprocess.run([*command, "--extra-settings", *settings], cwd=ROOT, check=True)
        golden.rewrite_golden(output)
    content = ROOT / "content"
    content.mkdir(exist_ok=True)
    for path in content.iterdir():
        if path.is_dir() and path.name != _KEPT:
            shutil.rmtree(path)
    return (
        newsarchive(["import", str(ROOT / "captures"), "--content", str(content)])
        if (ROOT / "captures").exists()
        else 0
    )


if __name__ == "__main__":
    sys.exit(main())
