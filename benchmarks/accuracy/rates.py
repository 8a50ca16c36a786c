"""Pages per second of processor time: each reader runs in its own process, and its start counts.

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
TURNS = 2  # of each reader; the best counts. They take turns, so that other load on the machine affects both


def measure_rates(data: Path) -> dict[str, float]:
    """Return by reader how many articles of wcxb-dev it reads per second of processor time; {} without that set."""
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
    """Return the function that reads a page. Only this reader is imported: loading its libraries is measured, too."""
    if name == "ours":
        from benchmarks.accuracy.readers import by_import  # noqa: PLC0415 - see above

        return by_import.read
    from benchmarks.accuracy.readers import by_trafilatura  # noqa: PLC0415 - see above

    return by_trafilatura.read


def time_reading(name: str, data: Path) -> float:
    """Return the processor seconds of this process since its start, without those for loading the set."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    before = time.process_time()
    pages = wcxb.read_articles(data)
    spent_on_set = time.process_time() - before
    read = load_reader(name)
    for page in pages:
        with suppress(Exception):  # the time of a rejected page counts, too
            read(page)
    return time.process_time() - spent_on_set


if __name__ == "__main__":
    print(time_reading(sys.argv[1], Path(sys.argv[2])))
