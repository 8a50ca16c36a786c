"""`newsarchive serve`: shows the built site on this machine."""

import argparse
from pathlib import Path

from newsarchive.build import find_program
from newsarchive.calls import Commands, add_quiet_option, fail
from newsarchive.settings_file import SETTINGS, BadSettings, find_output, read_settings
from newsarchive.steps import listen, run_step

_LAST_PORT = 65535


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "serve",
        help="show the site on this machine",
        description="Show output/ at http://localhost:8000 until Ctrl-C, to this machine alone. Exit status: 130 after "
        "Ctrl-C, 2 when there is no site yet, another when the port is taken.",
    )
    command.add_argument(
        "--port", type=_to_port, default=8000, metavar="NUMBER", help="the port of this machine (default: 8000)"
    )
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Serve the site; return the exit status."""
    listen()
    try:
        folder = find_output(read_settings(Path(SETTINGS)))
    except BadSettings as error:
        return fail(str(error))
    if not Path(folder, "index.html").exists():
        return fail(f"there is no site in {folder}/ yet: `newsarchive build` builds it")
    options = ["--listen", "--bind", "127.0.0.1", "--port", str(call.port), *["--quiet"] * call.quiet]
    return run_step([*find_program("pelican"), *options])


def _to_port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:6]) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"not a port from 1 to {_LAST_PORT}: {text}")
    return int(text)
