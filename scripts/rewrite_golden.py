"""What `make golden` does: write the tests' expected files again, and nothing outside tests/. Read the diff."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


from tests.capture_import.cases import case_names, rewrite_case  # noqa: E402
from tests.capture_import.forms.databases.exports import export_names, rewrite_export  # noqa: E402
from tests.capture_import.forms.web_page.pages import page_names, rewrite_page_case  # noqa: E402
from tests.site import golden  # noqa: E402


def main() -> int:
    for name in case_names():
        with tempfile.TemporaryDirectory() as folder:
            rewrite_case(name, Path(folder) / "content")
    for name in page_names():
        rewrite_page_case(name)
    for name in export_names():
        rewrite_export(name)
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        options = ["--output", str(output), "--fatal", "errors", "--extra-settings", f'CACHE_PATH="{folder}/cache"']
        command = [sys.executable, "-m", "pelican", str(golden.SMALL), *options, *golden.OPTIONS]
        subprocess.run(command, cwd=ROOT, check=True)
        golden.rewrite_golden(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
