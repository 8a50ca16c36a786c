"""A fault while one capture is read rejects that capture only; the reason names the fault."""

import pytest

from capture_import.containers.capture import Capture
from capture_import.pipeline import reader
from capture_import.pipeline.config import Options

TEXT = b"Title: Lamp is lit\nDate: 2024-05-01\n\nThe lamp of the tower was lit again, and two hundred people watched."


@pytest.mark.parametrize(
    "error, reason",
    [
        (RecursionError(), "too deep: nested further than can be read"),
        (MemoryError(), "too large: not enough memory to read it"),
        (KeyError("lamp"), "could not be read: KeyError: 'lamp'"),
    ],
)
def test_a_fault_rejects_only_its_capture(monkeypatch, error, reason):
    read = reader._read

    def fail_at_the_first(capture: Capture, options: Options) -> object:
        if capture.source == "first.txt":
            raise error
        return read(capture, options)

    monkeypatch.setattr(reader, "_read", fail_at_the_first)
    first, second = reader.read_captures([Capture("first.txt", TEXT), Capture("second.txt", TEXT)], Options())
    assert (first.article, first.reason) == (None, reason)
    assert second.article is not None and second.article.title == "Lamp is lit"
