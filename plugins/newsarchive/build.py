"""`newsarchive build`: imports captures/, builds the site, says where it is. `publish` uses its steps.

It works in the archive's folder, the working folder.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from newsarchive.calls import INCOMPLETE, OK, WRONG_CALL, Commands, add_quiet_option, fail
from newsarchive.named_files import list_missing_files
from newsarchive.settings_file import SETTINGS, BadSettings, find_output, read_settings
from newsarchive.steps import listen, run_step
from newsrecord.folder_walk import is_folder
from newsrecord.names_file import BadNamesFile, read_names_file

CAPTURES = Path("captures")
# The interpreter of a script stands in its first line, or where its path is long, in the second.
_HEAD = 2000


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "build",
        help="import captures/ and build the site into output/",
        description="Import what is new in captures/, and build the site into output/. Exit status: 0 when every "
        "article of content/ is on the site (captures that the import rejects are named, and do not count), 1 when an "
        "article was rejected or repaired, 2 when nothing could be built.",
    )
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Import and build; return the exit status."""
    listen()
    try:
        settings = read_settings(Path(SETTINGS))
    except BadSettings as error:
        return fail(str(error))
    imported = import_captures(is_quiet=call.quiet)
    if imported not in (OK, INCOMPLETE):
        return imported
    built = build(SETTINGS, is_quiet=call.quiet)
    if built not in (OK, INCOMPLETE):
        return built
    output = Path(find_output(settings))
    lines = [f"newsarchive: {line}" for line in list_missing_files(settings, output)]
    lines.append(f"Open {(output / 'index.html').resolve().as_uri()} or run: make serve")
    if not call.quiet:
        print("\n".join(lines))  # noqa: T201 - the command's result
    return built


def import_captures(*options: str | Path, is_quiet: bool = False) -> int:
    """Import captures/, and return the exit status. An archive whose captures are kept elsewhere has no such folder."""
    if not is_folder(CAPTURES):
        if not is_quiet:
            print("There is no folder captures/: the site is built from content/ as it is.", flush=True)  # noqa: T201
        return OK
    return run_step([*find_program("newsarchive"), "import", CAPTURES, *options, *["--quiet"] * is_quiet])


def build(settings: str, report: Path | None = None, *, is_quiet: bool = False) -> int:
    """Build the site by a settings file, and return the exit status: 2 where nothing was built, for whatever reason.

    `report` is where the build's figures go (ARCHIVE_ENGINE_REPORT).
    """
    try:
        read_names_file(Path("content"))
    except BadNamesFile as error:
        return fail(str(error))
    with TemporaryDirectory() as folder:
        place = report or Path(folder, "build.json")
        place.unlink(missing_ok=True)
        overrides = [f"ARCHIVE_ENGINE_REPORT={json.dumps(str(place.resolve()))}"]
        overrides += ["ARCHIVE_ENGINE_FIGURES=false"] * is_quiet
        call = [*find_program("pelican"), "content", "--settings", settings, "--extra-settings", *overrides]
        status = run_step(call)
        # Pelican ends with 1 after a build that left something out, and when it did not build
        return WRONG_CALL if status == INCOMPLETE and not place.exists() else status


def find_program(name: str) -> list[str | Path]:
    """Return how to call a program of this installation: its script, or where it has none that works, its module.

    A script names the folder in which it was installed, which its owner may have moved.
    """
    script = Path(sys.executable).with_name(name)
    try:
        with script.open("rb") as file:
            is_current = os.fsencode(sys.executable) in file.read(_HEAD)
    except OSError:
        is_current = False
    return [script] if is_current else [sys.executable, "-P", "-m", name]
