"""The stories of Reuters-21578, which is SGML, as plain-text captures like those of the Reuters sample."""

import html
import io
import re
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_STORY = re.compile(r'<REUTERS [^>]*NEWID="(?P<number>\d+)">(?P<story>.*?)</REUTERS>', re.DOTALL)
_PARTS = {name: re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL) for name in ("DATE", "TITLE", "BODY")}
_TIME = re.compile(r"\d{1,2}-[A-Z]{3}-\d{4} \d\d:\d\d(?=:)")
_CONTROL = re.compile(r"&#\d{1,2};")


def write_captures(source: Path, target: Path) -> None:
    """Write a tar of captures, one of each story that has a title and a text."""
    with tarfile.open(source) as sgml, tarfile.open(target, "w") as captures:
        for member in sgml:
            file = sgml.extractfile(member) if member.name.endswith(".sgm") else None
            for number, capture in read_stories(file.read().decode("latin-1")) if file else ():
                entry = tarfile.TarInfo(f"{number}.txt")
                entry.size = len(capture)
                captures.addfile(entry, io.BytesIO(capture))


def read_stories(sgml: str) -> Iterator[tuple[str, bytes]]:
    r"""Yield the number and the capture of each story of an SGML file.

    >>> parts = "<DATE> 3-MAR-1987 09:18:21.26</DATE><TITLE>LAMP LIT</TITLE><BODY>It shines.</BODY>"
    >>> next(read_stories(f'<REUTERS NEWID="7">{parts}</REUTERS>'))[1][:43]
    b'-- LAMP LIT\n-- \n-- Tue Mar 3, 1987 9:18am E'
    """
    for found in _STORY.finditer(sgml):
        parts = {name: _find(pattern, found["story"]) for name, pattern in _PARTS.items()}
        time = _TIME.match(parts["DATE"])
        if not all(parts.values()) or not time:
            continue
        moment = datetime.strptime(time[0], "%d-%b-%Y %H:%M")  # noqa: DTZ007 -- EST, below
        day = f"{moment:%a %b} {moment.day}, {moment.year}"
        clock = f"{moment.hour % 12 or 12}:{moment:%M}{moment:%p}".lower()
        title = " ".join(parts["TITLE"].split())
        url = f"http://www.reuters.com/article/{found['number']}"
        yield found["number"], f"-- {title}\n-- \n-- {day} {clock} EST\n-- {url}\n\n\n{parts['BODY']}\n".encode()


def _find(pattern: re.Pattern[str], story: str) -> str:
    found = pattern.search(story)
    return html.unescape(_CONTROL.sub("", found[1])).strip() if found else ""
