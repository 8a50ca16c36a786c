"""`pelican -r` and `pelican -lr` driven step by step: the storm, not the file system, tells Pelican of changes."""

import json
import os
import select
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.storm.processes import Command, Ended, start
from tests.storm.project import Project

# Edits that Pelican does not watch for, or that it reads only at its start.
NOT_WATCHED = {
    "plugin", "no plugins", "setting", "output folder", "settings file", "content folder", "cache folder",
    "copied project", "moved project",
}  # fmt: skip


class Watching:
    """Pelican's autoreload in a process of its own; each of its builds is requested and waited for."""

    def __init__(self, project: Project, *, is_listening: bool) -> None:
        self.call = project.call
        self._ready, ready = os.pipe()
        go, self._go = os.pipe()
        flags = ["-lr", "--port=0"] if is_listening else ["-r"]
        self._seen = 0

        def prepare() -> None:
            import pelican

            def wait_for_changes(settings_file: str, settings: object) -> set[tuple[int, str]]:
                os.write(ready, b"r")
                line = b""
                while not line.endswith(b"\n"):
                    line += os.read(go, 1)
                return {(1, path) for path in json.loads(line)}

            pelican.wait_for_changes = wait_for_changes

        self._command: Command = start(
            "pelican",
            project.arguments(project.call, *flags),
            project.folder,
            project.folder.parent / "watching.log",
            is_forked=True,
            prepare=prepare,
        )
        os.close(ready)
        os.close(go)

    def rebuild(self, changed: Iterable[Path]) -> None:
        """Tell Pelican that files have changed, so that the next build begins."""
        with suppress(BrokenPipeError):
            os.write(self._go, json.dumps([str(path) for path in changed]).encode() + b"\n")

    def wait(self, seconds: float = 60) -> Ended:
        """Wait for the requested build; return its output with exit code 0, or how Pelican ended."""
        for _ in range(int(seconds * 10)):
            if select.select([self._ready], [], [], 0.1)[0] and os.read(self._ready, 1):
                text = self._command.log.read_text(encoding="utf-8", errors="replace")
                new, self._seen = text[self._seen :], len(text)
                return Ended(0, new, 0)
            if not self._command.is_running():
                return self._command.wait()
        self.end()
        return Ended(1, "Traceback: a watched build did not end", seconds)

    def end(self) -> None:
        """End Pelican by Ctrl-C, or by force if that does not help."""
        self._command.kill_group(signal.SIGINT)
        with suppress(TimeoutError):
            self._command.wait(5)
        for pid in self._command.find_processes():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pipe in (self._ready, self._go):
            with suppress(OSError):
                os.close(pipe)
