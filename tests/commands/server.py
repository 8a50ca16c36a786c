"""The process that waits with everything imported, and forks itself for each command.

`python -m tests.commands.server`

It is a process apart from that of the tests, which has threads and a browser and can't be forked without danger. A
line of JSON on standard input asks for a command (`Request`); it is answered by a line with the command's process id,
and, when it has ended, by one with its exit code, below 0 for the signal that ended it. The end of the input ends it.
"""

import gc
import json
import os
import sys
from pathlib import Path
from typing import TypedDict

from tests.commands.forked import become_command, warm_up


class Request(TypedDict):
    """What a test asks for."""

    program: str
    """`pelican` or `newsarchive`."""
    arguments: list[str]
    folder: str
    environment: dict[str, str]
    stdout: str
    stderr: str


def serve() -> None:
    """Run the commands that are asked for, one after the other."""
    warm_up()
    gc.collect()
    gc.freeze()  # what a collection in a fork touches is copied
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
