"""Times of capture, in the formats of programs that save pages."""

import pytest

from capture_import.containers.times import text_to_time

TIMES = [
    ("2025-02-17T10:30:00Z", "2025-02-17 10:30:00+00:00"),
    ("2025-02-17 10:30", "2025-02-17 10:30:00+00:00"),
    ("2025-02-17", "2025-02-17 00:00:00+00:00"),
    ("2025-02-17T10:30:00.123456+02:00", "2025-02-17 10:30:00.123456+02:00"),
    ("2025-02-17 10:30:00 UTC", "2025-02-17 10:30:00+00:00"),
    ("20250217103000", "2025-02-17 10:30:00+00:00"),
    ("Mon, 17 Feb 2025 10:30:00 GMT", "2025-02-17 10:30:00+00:00"),
    ("17 Feb 2025 10:30:00 -0500", "2025-02-17 10:30:00-05:00"),
    ("Mon Feb 17 2025 10:30:00 GMT+0100 (Central European Standard Time)", "2025-02-17 10:30:00+01:00"),
    ("", "None"),
    ("yesterday", "None"),
    ("20251317103000", "None"),
    ("2025-02-30", "None"),
    ("0001-01-01T00:00:00+14:00", "None"),
    ("Mon, 17 Feb 2025 99:30:00 GMT", "None"),
]


@pytest.mark.parametrize(("text", "time"), TIMES)
def test_a_time_of_capture_is_read(text: str, time: str) -> None:
    assert str(text_to_time(text)) == time
