"""What `make test-fast` does: run the tests of the files changed since the last commit, or of a given module.

python scripts/test_fast.py                        the tests of the files that `git status` lists
python scripts/test_fast.py lunr_search.tokens     the tests of one module
python scripts/test_fast.py archive_pages          the tests of a whole package

A module's tests are those that mirror it (`plugins/a/b.py`: `tests/a/test_b*.py`) and those that import it. Tests in
the browser, on real news, or marked `slow` are left out.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = "not browser and not reference and not slow"


def list_changed(root: Path) -> list[str]:
    """Return the paths that differ from the last commit, also new files; if none does, those of that commit."""
    for command in (
        ["status", "--porcelain", "--no-renames", "--untracked-files=all", "-z"],
        ["show", "--name-only", "--format=", "-z"],
    ):
        text = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=True).stdout
        skipped = 3 if command[0] == "status" else 0  # two letters and a space say how a file differs
        paths = [entry[skipped:] for entry in text.split("\0") if entry]
        if paths:
            return paths
    return []


def path_to_module(path: str) -> str | None:
    """Return the name of the module in a file of this project; None for any other file.

    >>> path_to_module("plugins/lunr_search/tokens.py"), path_to_module("scripts/node.py")
    ('lunr_search.tokens', 'scripts.node')
    >>> path_to_module("plugins/lunr_search/__init__.py"), path_to_module("README.md")
    ('lunr_search', None)
    """
    pure = PurePosixPath(path)
    if pure.suffix != ".py" or len(pure.parts) < 2:
        return None
    parts = pure.with_suffix("").parts
    if parts[0] == "plugins":
        parts = parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def list_imports(path: Path) -> frozenset[str]:
    """Return the modules that a test file imports; `from a import b` counts as `a` and as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def find_tests(module: str, root: Path) -> set[Path]:
    """Return the test files of a module, or of all modules of a package."""
    tests = root / "tests"
    is_package = (root / "plugins" / module.replace(".", "/")).is_dir()
    folder, _, name = module.replace(".", "/").rpartition("/")
    found = set((tests / folder).glob(f"test_{name}*.py")) if folder else set()
    if is_package:
        found |= set((tests / module.replace(".", "/")).rglob("test_*.py"))
    for path in tests.rglob("test_*.py"):
        imports = list_imports(path)
        if module in imports or (is_package and any(name.startswith(f"{module}.") for name in imports)):
            found.add(path)
    return found


def choose_tests(paths: Iterable[str], root: Path) -> set[Path]:
    """Return the test files to run for changed files."""
    chosen: set[Path] = set()
    for path in paths:
        file = root / path
        if path.startswith("tests/") and file.name.startswith("test_") and file.suffix == ".py":
            chosen |= {file} if file.exists() else set()
        elif path.startswith("tests/") and (file.parent / "conftest.py").exists() and file.parent != root / "tests":
            chosen |= set(file.parent.rglob("test_*.py"))
        elif path.startswith("theme/templates/"):
            chosen.add(root / "tests/site/test_theme.py")
        elif module := path_to_module(path):
            chosen |= find_tests(module, root)
    return chosen


def main(modules: list[str]) -> int:
    """Run the tests of the modules, or if there are none, of the changed files; return the exit status."""
    changed = [] if modules else list_changed(ROOT)
    tests = set().union(*(find_tests(module, ROOT) for module in modules)) | choose_tests(changed, ROOT)
    if modules and not tests:
        print(f"No test mirrors or imports {' or '.join(modules)}.", file=sys.stderr)
        return 2
    status = 0
    if any(path.endswith(".js") for path in changed):
        status = subprocess.run(
            [sys.executable, "scripts/node.py", "--test", "tests/js/"], cwd=ROOT, check=False
        ).returncode
    if tests:
        names = sorted(test.relative_to(ROOT).as_posix() for test in tests)
        print("Running", *names, flush=True)
        command = [sys.executable, "-m", "pytest", "--quiet", "-m", LEFT_OUT, *names]
        if len(names) > 3:  # starting more processes takes longer than most files' tests
            command += ["--numprocesses", "logical", "--maxprocesses", "8", "--dist", "worksteal"]
        done = subprocess.run(command, cwd=ROOT, check=False).returncode
        status = status or (0 if done == 5 else done)  # 5: pytest had nothing to run, as LEFT_OUT left out all tests
    elif not modules:
        print("The changed files have no tests.")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
