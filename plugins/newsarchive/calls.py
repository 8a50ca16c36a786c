"""What the commands share: exit statuses, options that several have, the message of a call that can't be done."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

OK = 0
INCOMPLETE = 1
"""Done, but not for everything: a capture was rejected, for example."""
WRONG_CALL = 2

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `add_command(commands: Commands)` is given."""


class WrongCall(Exception):
    """The call's arguments can't be meant: `main` prints the usage and this message, and ends with WRONG_CALL."""


def add_content_option(command: argparse.ArgumentParser, meaning: str) -> None:
    """Add `--content DIR` to a command; `call.content` is a Path."""
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help=f"{meaning} (default: content)"
    )


def fail(reason: str) -> int:
    """Print why a well-formed call can't be done; return the exit status."""
    print(f"newsarchive: {reason}", file=sys.stderr)  # noqa: T201 - the command's result
    return WRONG_CALL


def describe_error(error: Exception) -> str:
    """Return one line about an error, with the file that it is about."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)
