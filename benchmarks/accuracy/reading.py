"""Read a page with each reader, and measure the time that it takes.

A reader has two steps. The first is the call that its users make; only this one is timed. The second takes the answers
from the result.
"""

import logging
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.accuracy.pages import Answer, KeyedPage
from benchmarks.accuracy.readers import by_import, by_newspaper, by_trafilatura
from capture_import.fields.rejection import Rejected


@dataclass(frozen=True, slots=True)
class PageReader:
    """The two steps of a reader: read a page, and take the answers from the result."""

    read: Callable[[KeyedPage], Any]
    to_answer: Callable[[Any], Answer]


READERS = {
    "ours": PageReader(by_import.read, by_import.to_answer),
    "ours_without_fundus": PageReader(by_import.read_without_fundus, by_import.to_answer),
    "trafilatura": PageReader(by_trafilatura.read, by_trafilatura.to_answer),
    "newspaper4k": PageReader(by_newspaper.read, by_newspaper.to_answer),
}


def load_readers() -> None:
    """Let every reader read a page once, so that what it loads at first use is not timed."""
    text = "The council met on Tuesday, and agreed to repair the pump on Lantern Square before the winter. " * 3
    body = f"<html><head><title>A pump is repaired</title></head><body><p>{text}</p></body></html>".encode()
    for reader in READERS:
        read_timed(reader, KeyedPage("", "", body, "https://www.heise.de/news/A-pump-1.html", "2024-01-01", {}))


def read_timed(name: str, page: KeyedPage) -> Answer:
    """Return a reader's answer with its processor seconds; an error that it raises becomes the answer's `failure`."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    reader = READERS[name]
    failure, found = "", None
    start = time.process_time()
    try:
        found = reader.read(page)
    except Rejected as rejected:
        failure = rejected.reason
    except Exception as error:  # noqa: BLE001 -- a peer that fails on a page has no answer for it
        failure = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - start
    answer = Answer(failure=failure) if failure else reader.to_answer(found)
    return replace(answer, seconds=seconds)
