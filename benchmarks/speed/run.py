"""Runs a command and measures it: wall time, and the memory of all its processes together at its highest."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: wall time, the time of all its processors, memory.

    `peak_bytes` is shared memory counted once (PSS), sampled five times a second.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    code: int
    output: str


def measure(command: list[str], folder: Path) -> Measured:
    """Run `command` in `folder` and give what it took; raises nothing when it fails: see `code`."""
    started, cpu_before = time.perf_counter(), _cpu_of_children()
    # as in a person's shell, where Python keeps what it has compiled
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, _memory_of_tree(process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    return Measured(seconds, _cpu_of_children() - cpu_before, peak, process.returncode, output)


def _cpu_of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _memory_of_tree(pid: int) -> int:
    try:
        root = psutil.Process(pid)
        processes = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0
    total = 0
    for process in processes:
        try:
            # what processes share is counted once; of a process by itself the cheap figure is as good, and asking for
            # the other stops a process of gigabytes for a while
            total += process.memory_info().rss if len(processes) <= 2 else process.memory_full_info().pss
        except psutil.Error:
            continue
    return total
