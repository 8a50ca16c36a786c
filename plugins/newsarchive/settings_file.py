"""Reads an archive's settings file, which is Python of its owner's."""

import runpy
import sys
import traceback
from pathlib import Path
from typing import Any

SETTINGS = "pelicanconf.py"
PUBLIC_SETTINGS = "publishconf.py"


class BadSettings(Exception):
    """A settings file is missing or can't be run: the message names the file, the line and the remedy."""


def read_settings(path: Path) -> dict[str, Any]:
    """Return the settings of a file. Raises BadSettings."""
    if not path.is_file():
        folder = path.resolve().parent
        raise BadSettings(
            f"there is no {path.name} in {folder}: go to the folder of an archive; `newsarchive new DIR` makes one"
        )
    places = sys.path[:]
    try:
        return {name: value for name, value in runpy.run_path(str(path)).items() if name.isupper()}
    except Exception as error:
        raise BadSettings(f"{find_place(error) or path.name}: {type(error).__name__}: {error}. Correct it") from error
    finally:
        sys.path[:] = places
        sys.modules.pop("pelicanconf", None)  # publishconf.py imports it; another archive has another one


def find_output(settings: dict[str, Any]) -> str:
    """Return the folder that the site is built into."""
    return str(settings["OUTPUT_PATH"]).rstrip("/")


def find_place(error: BaseException) -> str:
    """Return the settings file and the line of an error; "" where it comes from no settings file."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{Path(error.filename).name}, line {error.lineno}"
    names = (SETTINGS, PUBLIC_SETTINGS)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name in names]
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
