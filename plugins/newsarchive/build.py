"""`newsarchive build`: imports captures/, builds the site, says where it is. `publish` uses its steps.

It works in the archive's folder, the working folder.
"""

import argparse
import sys
from pathlib import Path

from newsarchive.calls import INCOMPLETE, OK, Commands, add_quiet_option, fail
from newsarchive.settings_file import SETTINGS, BadSettings, find_output, read_settings
from newsarchive.steps import listen, run_step
from newsrecord.names_file import BadNamesFile, read_names_file

CAPTURES = Path("captures")


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "build",
        help="import captures/ and build the site into output/",
        description="Import what is new in captures/, and build the site into output/. Exit status: 0 when all of it "
        "is on the site, 1 when something was rejected, 2 when nothing could be built.",
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
    home = Path(find_output(settings), "index.html").resolve()
    if home.exists() and not call.quiet:
        print(f"Open {home.as_uri()} or run: make serve")  # noqa: T201 - the command's result
    return built


def import_captures(*options: str | Path, is_quiet: bool = False) -> int:
    """Import captures/, and return the exit status. An archive whose captures are kept elsewhere has no such folder."""
    if not CAPTURES.is_dir():
        if not is_quiet:
            print("There is no folder captures/: the site is built from content/ as it is.", flush=True)  # noqa: T201
        return OK
    return run_step([*find_program("newsarchive"), "import", CAPTURES, *options, *["--quiet"] * is_quiet])


def build(settings: str, *options: str | Path, is_quiet: bool = False) -> int:
    """Build the site by a settings file, and return the exit status."""
    try:
        read_names_file(Path("content"))  # Pelican would end with 1, as after a build that left something out
    except BadNamesFile as error:
        return fail(str(error))
    call = [*find_program("pelican"), "content", "--settings", settings, *options]
    return run_step([*call, "--extra-settings", "ARCHIVE_ENGINE_FIGURES=false"] if is_quiet else call)


def find_program(name: str) -> list[str | Path]:
    """Return how to call a program of this installation: its script, or where that is elsewhere, its module."""
    script = Path(sys.executable).with_name(name)
    return [script] if script.exists() else [sys.executable, "-m", name]
