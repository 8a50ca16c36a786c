"""What the settings find out about the call of `pelican` that reads them: the archive's folder, Ctrl-C, the content."""

import glob
import os
import signal
import sys
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import NoReturn


def find_archive() -> Path:
    """Return the folder of the settings file that the call names; the working folder where it names none.

    >>> sys.argv = ["pelican", "content", "--settings=/srv/archive/publishconf.py"]
    >>> find_archive().as_posix()
    '/srv/archive'
    """
    arguments = sys.argv[1:]
    for option, following in pairwise([*arguments, ""]):
        name, sign, value = option.partition("=")
        if name in ("-s", "--settings"):
            return Path(os.path.abspath(value if sign else following)).parent
    return Path.cwd()


def list_extra_files(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, relative to it, in order; none where there is no such folder.

    Files whose names begin with a dot are left out, as Pelican leaves them out.
    """
    return sorted(path for path in glob.glob("**", root_dir=folder, recursive=True) if (folder / path).is_file())


def stop_with_interrupts() -> None:
    """Let Ctrl-C end the program with its exit status. Pelican would exit with 0 if it came before the build began."""
    if _is_pelican() and not {"-l", "--listen", "-lr", "-rl"}.intersection(sys.argv):
        signal.signal(signal.SIGINT, _stop)


def stop_without_content(path: str) -> None:
    """End the program where there is no folder of content, before Pelican does so with a traceback.

    `path` is the setting PATH; the command may name another folder.
    """
    folders = (str(find_archive() / path), *sys.argv[1:])
    if _is_pelican() and not any(os.path.isdir(folder) for folder in folders):
        sys.exit(f"There is no folder {path}/ to build from: put saved pages into captures/ and run `make html`.")


def _is_pelican() -> bool:
    """Return whether Pelican runs, rather than a command that reads the settings."""
    return "pelican.settings" in sys.modules


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a further Ctrl-C must not interrupt the exit
    sys.exit(130)
