"""One kill at a random moment: of the whole process group, of the command's own process, or of one of its workers."""

import os
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.storm.processes import Command, Ended, find_session, say_at_once

SIGNALS = [signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]
TARGETS = ["group", "group", "main", "worker"]
_SECONDS_TO_GO = 10
_MOST_SECONDS = 120
# The last line of a command: an interrupt after it comes too late, and the command's usual exit code is right.
_LAST_LINE = re.compile(r"^[\d,]+ captures?: |articles: nothing has changed|^peak memory", re.MULTILINE)


@dataclass
class Tally:
    """The counts of a storm so far: kills that hit a running process, and faults."""

    wanted: int
    say: Callable[[str], object] = say_at_once
    kills: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    @property
    def is_full(self) -> bool:
        """Whether the storm has made enough kills."""
        return self.kills.total() >= self.wanted

    def add_fault(self, kind: str, **facts: object) -> None:
        """Record a fault."""
        self.faults.append({"kind": kind, **facts})
        self.say(f"fault: {kind} { ({key: value for key, value in facts.items() if key not in ('text', 'lines')}) }")

    def to_report(self, seed: int) -> dict[str, Any]:
        """Return the report."""
        return {
            "steps": self.kills.total(),
            "seed": seed,
            "seconds": round(time.monotonic() - self.began, 1),
            "kills": dict(sorted(self.kills.items())),
            "ended before the kill": self.missed,
            "faults": self.faults,
        }


def kill_by_chance(
    command: Command, chance: random.Random, seconds: float, tally: Tally, **facts: object
) -> Ended | None:
    """Kill a command at a random moment of its expected `seconds`; return how it ended, or None if it ended before.

    A traceback in its output and processes that survive it are recorded as faults.
    """
    moment = seconds * chance.uniform(0.02, 1)
    target, number = chance.choice(TARGETS), chance.choice(SIGNALS)
    limit = command.began + moment
    while time.monotonic() < limit and command.is_running():
        time.sleep(0.002)
    if target == "worker":
        target = _kill_worker(command, chance, number)
    elif target == "group":
        if not command.is_running():
            target = ""
        command.kill_group(number)
    else:
        if not command.is_running():
            target = ""
        command.kill_main(number)
    facts |= {"target": target, "signal": signal.Signals(number).name, "moment": round(moment, 3)}
    try:
        ended = command.wait(_MOST_SECONDS)
    except TimeoutError as error:
        tally.kills[f"{target} {signal.Signals(number).name}"] += 1
        tally.add_fault("it does not end", text=str(error), **facts)
        return None
    left = _wait_for_processes(command.pid)
    if left:
        tally.add_fault("processes were left", pids=len(left), text=ended.text, **facts)
    is_over = number == signal.SIGINT and ended.code in (0, 1) and _LAST_LINE.search(ended.text)
    # Python itself or Pelican was being loaded, so no code of the project could handle the signal
    is_early = number == signal.SIGINT and ended.code == -signal.SIGINT and "/plugins/" not in ended.text
    if not target or is_over or is_early or (target != "worker" and ended.code == 0 and number == signal.SIGKILL):
        tally.missed += 1
        return None
    tally.kills[f"{target} {signal.Signals(number).name}"] += 1
    if "Traceback" in ended.text:
        tally.add_fault("a traceback", code=ended.code, text=ended.text[-3000:], **facts)
    if target in ("group", "main") and number == signal.SIGINT and ended.code not in (130, -signal.SIGINT):
        tally.add_fault("exit code after an interrupt", code=ended.code, text=ended.text[-500:], **facts)
    return ended


def _kill_worker(command: Command, chance: random.Random, number: int) -> str:
    """Kill one of the command's workers as soon as it has any; return "worker", or "" if it ended without workers."""
    while command.is_running():
        workers = [pid for pid in find_session(command.pid) if pid != command.pid]
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL if number == signal.SIGINT else number)
                return "worker"
        time.sleep(0.005)
    return ""


def _wait_for_processes(leader: int) -> list[int]:
    limit = time.monotonic() + _SECONDS_TO_GO
    left = find_session(leader)
    while left and time.monotonic() < limit:
        time.sleep(0.02)
        left = find_session(leader)
    for pid in left:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return left
