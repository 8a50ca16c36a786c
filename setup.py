"""What a wheel has beside the packages in plugins/: the theme, the demo, and the browser code that npm brought.

pyproject.toml has everything else. Build the wheel by `make wheel`: no network is used, since `make setup` has brought
and minified the browser code.
"""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
NPM = ROOT / "node_modules"
# A wheel holds of npm's packages what a built site serves, and their licences.
SERVED = (
    *("lunr/lunr.min.js", "lunr/LICENSE", "lunr/package.json"),
    *("@orama/stemmers/package.json", "@orama/stemmers/LICENSE.md", "@orama/stemmers/dist"),
    ".minified",
)
# The same modules in other forms, their types and source maps; the data of an import that has run here.
LEFT_OUT = ("*.map", "*.ts", "*.cts", "??.js", ".newsarchive")
OTHERS = {"theme": "newsarchive/theme", "captures": "newsarchive/demo/captures", "content": "newsarchive/demo/content"}


class BuildPackage(build_py):
    """Copies what lies outside plugins/, except for an editable install, which finds it where it is."""

    def run(self) -> None:
        """Build; raise SystemExit where npm's code is missing."""
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)  # modules that an earlier build had
        super().run()
        if self.editable_mode:
            return
        if missing := [name for name in SERVED if not (NPM / name).exists()]:
            sys.exit(f"A wheel has browser code, and node_modules/{missing[0]} is not there: run `make setup` first.")
        build = Path(self.build_lib)
        for name in SERVED:
            _copy(NPM / name, build / "lunr_search/npm" / name)
        for name, place in OTHERS.items():
            _copy(ROOT / name, build / place)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
    else:
        shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildPackage})
