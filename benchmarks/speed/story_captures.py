"""Copies of Reuters captures for another lap: years earlier, with other words and another URL."""

import re
from datetime import datetime, timedelta

from benchmarks.speed.lap_words import change_words

LAP = timedelta(days=2800)  # a little more than the time that the stories span, so that laps do not overlap
_STAMP = re.compile(r"\A(-- )(\w{3} \w{3} \d{1,2}, \d{4} \d{1,2}:\d\d[ap]m)(?= E[DS]T\Z)")
_FORM = "%a %b %d, %Y %I:%M%p"
_DAY_OF_URL = re.compile(r"/(\d{4})/(\d\d)/(\d\d)/")


def shift_capture(capture: bytes, lap: int) -> bytes:
    """Return a capture changed for a lap, always in the same way; lap 0, the first, changes nothing."""
    if not lap:
        return capture
    lines = capture.decode("utf-8", "replace").split("\n")
    lines[2:4] = [_shift_stamp(lines[2], lap), _shift_url(lines[3], lap)] if len(lines) > 3 else lines[2:4]
    return "\n".join(
        line if number in (1, 2, 3) else change_words(line, lap) for number, line in enumerate(lines)
    ).encode()


def _shift_stamp(line: str, lap: int) -> str:
    found = _STAMP.match(line)
    if not found:
        return line
    moment = datetime.strptime(found[2], _FORM) - lap * LAP  # noqa: DTZ007 - the zone after it is kept
    return found[1] + moment.strftime(_FORM) + line[found.end() :]


def _shift_url(line: str, lap: int) -> str:
    found = _DAY_OF_URL.search(line)
    if found:
        day = datetime(*map(int, found.groups())) - lap * LAP  # type: ignore[arg-type]  # noqa: DTZ001 - a day
        line = f"{line[: found.start()]}/{day:%Y/%m/%d}/{line[found.end() :]}"
    return f"{line}L{lap}"
