"""Builds wheels of this project and installs them into empty environments."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.journeys.checkouts import ROOT, run_well


def build_wheel(project: Path, folder: Path) -> Path:
    """Return the wheel of a checkout that has node_modules/, built without a network."""
    call = f"'{sys.executable}' -m pip wheel --quiet --no-index --no-deps --no-build-isolation --wheel-dir '{folder}' ."
    run_well(call, project)
    (wheel,) = folder.glob("newsarchive-*.whl")
    return wheel


def check_out(commit: str, version: str, folder: Path) -> Path:
    """Return the project as it was at a commit, with another version number and today's npm packages."""
    folder.mkdir()
    run_well(f"git -C '{ROOT}' archive {commit} | tar -x", folder)
    settings = folder / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('version = "0.1.0"', f'version = "{version}"', 1), encoding="utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    return folder


def make_environment(folder: Path, wheel: Path, extra: str = "") -> Path:
    """Install a wheel, with all that it and an extra of it need, into an empty environment; return the folder of its
    programs.
    """
    run_well(f"'{sys.executable}' -m venv '{folder}'", folder.parent)
    run_well(f"'{folder / 'bin/python'}' -m pip install --quiet '{wheel}{extra}'", folder.parent)
    return folder / "bin"


def measure(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the files of an archive that are its owner's, by path: what no command makes again."""
    made = {"output", "build", ".cache", ".venv", ".newsarchive", "__pycache__"}
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if not made & set(path.parts)}


def copy_captures(folder: Path, years: str) -> None:
    """Copy the demo's captures of some years into an archive."""
    for path in (ROOT / "captures").iterdir():
        if path.name.startswith(tuple(years.split())):
            target = folder / "captures" / path.name
            shutil.copytree(path, target) if path.is_dir() else shutil.copyfile(path, target)


def offline_index(wheel: Path) -> dict[str, str]:
    """Return the environment in which `pip install newsarchive` installs this wheel, and the rest as before."""
    asked = [sys.executable, "-m", "pip", "config", "get", "global.find-links"]
    configured = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout
    links = os.environ.get("PIP_FIND_LINKS", configured)
    return {"PIP_FIND_LINKS": f"{wheel.parent} {links}".strip()}
