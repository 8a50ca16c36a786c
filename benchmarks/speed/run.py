"""Run a command and measure it: wall time, processor time, and the peak memory of all its processes together."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Measured:
    """The measurements of one run: wall time, the time of all its processors, memory.

    `peak_bytes` counts shared memory once (PSS); it is sampled five times a second, or less often where that would take
    more than a twentieth of a processor.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    code: int
    output: str


def measure(command: list[str], folder: Path) -> Measured:
    """Run `command` in `folder` and return the measurements. A failure raises nothing: see `code`."""
    started, cpu_before = time.perf_counter(), _cpu_of_children()
    # as in a user's shell, where Python keeps compiled files
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            began = time.perf_counter()
            peak = max(peak, _memory_of_tree(process.pid))
            # reading the PSS of large processes takes a while, in which less is left for them
            time.sleep(max(0.2, 19 * (time.perf_counter() - began)))

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
            # PSS counts shared memory once. For a single process RSS is as good, and cheaper: reading PSS stops a
            # process of several gigabytes for a while
            total += process.memory_info().rss if len(processes) <= 2 else process.memory_full_info().pss
        except psutil.Error:
            continue
    return total
