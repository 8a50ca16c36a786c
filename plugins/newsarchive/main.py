"""The command `newsarchive`: finds the called command's module and runs it."""

import argparse
import sqlite3
from collections.abc import Sequence
from typing import Any

from capture_import.pipeline.interrupts import report_interrupt
from newsarchive import build, check, export, import_, list_, new, publish, remove, rename, serve, stats
from newsarchive.calls import Failure, WrongCall, describe_error, fail

COMMANDS = (new, import_, list_, stats, check, remove, rename, build, serve, publish, export)
"""Each has `add_command(commands)`, which sets the parser's default `run`; `run(call)` returns the exit status."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 2 for a wrong call, 130 after Ctrl-C, else what the command says."""
    parser = make_parser()
    try:
        call = parser.parse_args(arguments)
        status: int = call.run(call)
    except WrongCall as error:
        parser.error(str(error))
    except Failure as failure:
        return fail(str(failure))
    except (OSError, sqlite3.Error) as error:
        return fail(describe_error(error))
    except KeyboardInterrupt:
        return report_interrupt()
    return status


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(prog="newsarchive", description="Saved news pages in, a searchable archive out.")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add_command(commands)
    return parser


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        """Print the version and exit."""
        from importlib.metadata import version  # noqa: PLC0415 - loads the mail parser

        print(f"newsarchive {version('newsarchive')}")  # noqa: T201 - the command's result
        parser.exit()
