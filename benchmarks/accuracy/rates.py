"""Pages a second of processor: each reader in a process of its own, what it loads at its start included.

    python -m benchmarks.accuracy.rates READER FOLDER

reads the articles of wcxb-dev in FOLDER with one reader and prints the processor's seconds.
"""

import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.accuracy import wcxb
from benchmarks.accuracy.pages import KeyedPage

READERS = ("ours", "trafilatura")
TURNS = 2  # the best of each counts; the readers take turns, so that what else the machine does falls on both


def measure_rates(data: Path) -> dict[str, float]:
    """Return by reader the articles of wcxb-dev that it reads in a second of processor; empty without that set."""
    count = len(wcxb.read_articles(data))
    if not count:
        return {}
    seconds: dict[str, list[float]] = {reader: [] for reader in READERS}
    for _ in range(TURNS):
        for reader in READERS:
            command = [sys.executable, "-m", "benchmarks.accuracy.rates", reader, str(data)]
            finished = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            seconds[reader].append(float(finished.stdout))
    return {reader: count / min(found) for reader, found in seconds.items()}


def load_reader(name: str) -> Callable[[KeyedPage], object]:
    """Return the function that reads a page. It alone is imported: loading its libraries is measured, too."""
    if name == "ours":
        from benchmarks.accuracy.readers import by_import  # noqa: PLC0415 - see above

        return by_import.read
    from benchmarks.accuracy.readers import by_trafilatura  # noqa: PLC0415 - see above

    return by_trafilatura.read


def time_reading(name: str, data: Path) -> float:
    """Return the seconds of this process since its start, but for those in which it read the set itself."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    before = time.process_time()
    pages = wcxb.read_articles(data)
    spent_on_set = time.process_time() - before
    read = load_reader(name)
    for page in pages:
        with suppress(Exception):  # a rejected page took its time, too
            read(page)
    return time.process_time() - spent_on_set


if __name__ == "__main__":
    print(time_reading(sys.argv[1], Path(sys.argv[2])))
