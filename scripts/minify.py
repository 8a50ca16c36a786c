"""Minify the search's own scripts by terser, when the project is set up: a browser loads a fifth less of them.

They go into the folder where builds look for them, each named by the hash of the text that it is made of.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from lunr_search.browser_code import minified_name, own_scripts  # noqa: E402
from scripts.node import find_node  # noqa: E402

FOLDER = ROOT / "node_modules/.minified"
# Local names alone become short: what scripts share are properties and globals. ES2020 is what browser/ is written in.
TERSER = (
    *("node_modules/terser/bin/terser", "--ecma", "2020"),
    *("--compress", "passes=3,ecma=2020", "--mangle", "--comments", "false"),
)


def minify_scripts(folder: Path = FOLDER) -> None:
    """Write all scripts minified into `folder`, and remove those of other texts; raise SystemExit where one fails."""
    command = [*find_node("node"), *TERSER]
    texts = list(own_scripts().values())
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        minified = list(pool.map(lambda text: _minify(command, text), texts))
    names = {minified_name(text): script for text, script in zip(texts, minified, strict=True)}
    for name, script in names.items():
        # a build that runs meanwhile must not read half a script
        draft = folder / f"{name}.new"
        draft.write_bytes(script)
        draft.replace(folder / name)
    for file in folder.iterdir():
        if file.name not in names:
            file.unlink()


def _minify(command: list[str], text: str) -> bytes:
    ran = subprocess.run(command, input=text.encode(), capture_output=True, cwd=ROOT, check=False)
    if ran.returncode or not ran.stdout.strip():
        sys.exit(f"terser can't minify a script of the search:\n{ran.stderr.decode('utf-8', 'replace')}")
    return ran.stdout


if __name__ == "__main__":
    minify_scripts()
