"""A process that has everything imported, and forks itself for each command.

`python -m tests.commands.server`

It is not the process of the tests, which has threads and a browser and can't be forked safely. A line of JSON on
standard input requests a command (`Request`). The server writes a line with the command's process id and, when the
command has ended, a line with its exit code (negative: the signal that ended it). The end of the input ends the server.
"""

import gc
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TypedDict

from tests.commands.forked import become_command, warm_up
from tests.commands.shared_templates import share_compiled_templates


class Request(TypedDict):
    """The command that a test requests."""

    program: str
    """`pelican` or `newsarchive`."""
    arguments: list[str]
    folder: str
    environment: dict[str, str]
    stdout: str
    stderr: str


def serve() -> None:
    """Run the requested commands, one after the other."""
    warm_up()
    gc.collect()
    gc.freeze()  # a garbage collection in a fork would copy the memory that it touches
    with tempfile.TemporaryDirectory(prefix="templates-") as folder:
        share_compiled_templates(Path(folder))
        _answer()


def _answer() -> None:
    for line in sys.stdin:
        request: Request = json.loads(line)
        pid = os.fork()
        if not pid:
            become_command(
                request["program"],
                request["arguments"],
                Path(request["folder"]),
                stdout=Path(request["stdout"]),
                stderr=Path(request["stderr"]),
                environment=request["environment"],
            )
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    serve()
