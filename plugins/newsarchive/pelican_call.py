"""What the settings find out about the call of `pelican` that reads them: the archive's folder, the content, Ctrl-C,
faults.
"""

import glob
import logging
import os
import signal
import sys
import traceback
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import NoReturn

from newsarchive.settings_file import find_place

# The function of Pelican that reads the settings and starts the plugins.
_BEFORE_BUILD = "get_instance"


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


def shorten_faults() -> None:
    """Have Pelican say in one line which setting or plugin ended it before a build, with the line of the settings file.

    With `--debug` it shows the traceback, too. An error of a build is a fault of the program, and keeps it.
    """
    if _is_pelican() and not {"-D", "--debug"}.intersection(sys.argv):
        logging.getLogger("pelican").addFilter(_shorten)


def _shorten(record: logging.LogRecord) -> bool:
    """Take the traceback out of a log record about an error in the settings; return that the record is to be shown."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if error and any(frame.name == _BEFORE_BUILD for frame in traceback.extract_tb(error.__traceback__)):
        place = find_place(error) or "the settings or a plugin"
        said = f"{type(error).__name__}: {' '.join(str(error).split()).rstrip('.')}"
        record.msg, record.args = "Nothing was built. %s. Correct it", (f"{place}: {said}",)
        record.exc_info = None
    return True


def _is_pelican() -> bool:
    """Return whether Pelican runs, rather than a command that reads the settings."""
    return "pelican.settings" in sys.modules


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a further Ctrl-C must not interrupt the exit
    sys.exit(130)
