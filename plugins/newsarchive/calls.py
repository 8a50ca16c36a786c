"""What the commands share: exit statuses, options that several have, the message of a call that can't be done."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from capture_import.pipeline.standard_streams import find_loss

OK = 0
INCOMPLETE = 1
"""Done, but not for everything: a capture was rejected, for example."""
WRONG_CALL = 2

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What `add_command(commands: Commands)` is given."""


class WrongCall(Exception):
    """The call's arguments can't be meant: `main` prints the usage and this message, and ends with WRONG_CALL."""


class Failure(Exception):
    """A well-formed call can't be done: `main` prints this reason as `fail` does, and ends with its status."""


def add_content_option(command: argparse.ArgumentParser, meaning: str) -> None:
    """Add `--content DIR` to a command; `call.content` is a Path."""
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help=f"{meaning} (default: content)"
    )


def require_content(content: Path) -> None:
    """Raise Failure where the folder of the articles is not there."""
    if not content.is_dir():
        raise Failure(
            f"there is no folder {content}: go to the folder of an archive, or name that of the articles with --content"
        )


def add_quiet_option(command: argparse.ArgumentParser) -> None:
    """Add `--quiet` to a command that prints what it did; `call.quiet` is a bool."""
    command.add_argument("--quiet", action="store_true", help="print nothing but errors; the exit status says the rest")


def fail(reason: str) -> int:
    """Print why a well-formed call can't be done; return the exit status."""
    print(f"newsarchive: {reason}", file=sys.stderr)  # noqa: T201 - the command's result
    return WRONG_CALL


def end_output(status: int) -> int:
    """Return the exit status of a command whose output is all that it does: another one where not all was written."""
    loss = find_loss()
    return fail(f"standard output: {loss.strerror or loss}") if loss else status


def describe_error(error: Exception) -> str:
    """Return one line about an error, with the file that it is about."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def to_site_url(text: str) -> str:
    """Return the URL of a site, without a slash at its end; the type of an argument."""
    try:
        parts = urlsplit(text)
        is_site = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query + parts.fragment
    except ValueError:
        is_site = False
    if not is_site or any(sign.isspace() for sign in text):
        raise argparse.ArgumentTypeError(f"not the URL of a site, such as https://you.example/archive: {text}")
    return text.rstrip("/")
