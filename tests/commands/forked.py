"""Turns a forked process into a command and runs it to its end.

It has imported its libraries already. Otherwise it is like a new one: a process group of its own, its own arguments,
folder, environment and output.
"""

import atexit
import faulthandler
import functools
import importlib
import logging
import multiprocessing.util
import os
import pkgutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

# Each table and expression is read with the first page that needs it.
_PAGE = b"""<!doctype html><html lang="en"><head><title>Lamp is lit</title>
<meta property="article:published_time" content="2023-03-03"></head><body><article><h1>Lamp is lit</h1>
<p>By Nina Tarrow</p><p>The harbour office lit the lamp on the north mole at dusk on Friday, after a dark winter.</p>
<p>Two ferries waited for the light before they left. Their captains had asked the council for it since October, and the
council paid for a new mast, which the storm of 2022 had broken.</p></article></body></html>"""


@functools.cache
def warm_up() -> None:
    """Import what commands import, and read what most of them read of the project's own tables; once in a process."""
    import markdown.extensions.meta
    import markdown.extensions.sane_lists
    import markdown.extensions.tables  # noqa: F401
    import pelican.plugins.neighbors
    import pelican.plugins.related_posts
    import pelican.plugins.sitemap  # noqa: F401
    import watchfiles  # noqa: F401

    import newsarchive.main  # noqa: F401

    for module in pkgutil.walk_packages([str(ROOT / "plugins")]):
        # settings (`newsarchive.defaults`) look at the folder of the archive that imports them
        if module.name.partition(".")[0] != "newsarchive":
            importlib.import_module(module.name)

    from archive_names.known import world_names
    from archive_pages import wording
    from capture_import.containers.capture import Capture
    from capture_import.pipeline.config import Options
    from capture_import.pipeline.reader import read_captures

    world_names("en")
    for table in (wording.MONTHS, wording.MONTHS_OF_DAYS, wording.SHORT_MONTHS, wording.WEEKDAYS):
        table["en"]
    (read,) = read_captures([Capture("page.html", _PAGE)], Options())
    assert read.article, read.reason


def become_command(
    program: str,
    arguments: Sequence[str],
    folder: Path,
    *,
    stdout: Path,
    stderr: Path,
    environment: Mapping[str, str],
    prepare: Callable[[], object] | None = None,
) -> NoReturn:
    """Run `pelican` or `newsarchive` in this process, which was forked for it, and end the process with its exit code.

    `prepare` is called before the command begins. `stdout` and `stderr` may be one file.
    """
    code = 70
    try:
        _leave_parent()
        _open_streams(stdout, stderr)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = [str(BIN / program), *arguments]
        added = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
        sys.path[:] = [*added, *(path for path in sys.path if path not in ("", str(ROOT)))]
        if prepare:
            prepare()
        code = _call(program)
        threading._shutdown()  # type: ignore[attr-defined]  # as the interpreter does when it ends
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - a fork must never return into its parent's code
        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stderr.flush()
        os._exit(code)


def _leave_parent() -> None:
    """Remove what the parent has registered: exit functions, logging, signal handlers."""
    atexit._clear()
    atexit.register(multiprocessing.util._exit_function)  # type: ignore[attr-defined]
    logging.getLogger().handlers.clear()  # pytest's
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _open_streams(stdout: Path, stderr: Path) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(stdout, flags, 0o644), 1)
    os.dup2(1 if stderr == stdout else os.open(stderr, flags, 0o644), 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    faulthandler.register(signal.SIGUSR1, file=2, all_threads=True)
    # stays open as long as the process runs
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115


def _call(program: str) -> int:
    try:
        if program == "pelican":
            from pelican import main as pelican_main

            pelican_main()
            return 0
        from newsarchive.__main__ import main as import_main

        return import_main()
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        traceback.print_exc()
        return 130
