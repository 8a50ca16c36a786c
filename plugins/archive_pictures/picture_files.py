"""Files of the content that articles name as their pictures: read whole, never from outside the content."""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

# A file of more bytes is no picture that a page could show.
MOST_BYTES = 100_000_000


class UnfitPicture(Exception):
    """A picture that can't be shown; the reason in words, fit behind "The picture NAME can't be shown: "."""


class MissingPicture(UnfitPicture):
    """A picture that the article names by mistake: there is no such file, or none that it may show."""


class UnreadPicture(UnfitPicture):
    """A picture that the system could not read now: another time it may do."""


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A file as it was read: its time (ns) and size, the SHA-256 of its bytes, the bytes."""

    mtime_ns: int
    size: int
    hash: bytes
    data: bytes


def read_picture(content: Path, file: str) -> ReadPicture:
    """Return a file of the content. Raises UnfitPicture where there is none that may be shown."""
    path = content / file
    try:
        inside = os.path.realpath(content)
        if not os.path.realpath(path).startswith(inside + os.sep):
            raise MissingPicture("it is a link that leads out of the content")
        with open(path, "rb", opener=_open_at_once) as opened:
            status = os.fstat(opened.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise MissingPicture("it is a folder" if stat.S_ISDIR(status.st_mode) else "it is no file")
            if status.st_size > MOST_BYTES:
                raise UnfitPicture(f"it is larger than {MOST_BYTES // 1_000_000} MB")
            data = opened.read(MOST_BYTES + 1)
    except IsADirectoryError:
        raise MissingPicture("it is a folder") from None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise MissingPicture("there is no such file") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise MissingPicture("it is a link that leads to itself") from None
        if error.errno == errno.ENAMETOOLONG:
            raise MissingPicture("there is no such file") from None
        raise UnreadPicture(f"it can't be read: {error.strerror}") from None
    if not data:
        raise UnfitPicture("it is empty")
    return ReadPicture(status.st_mtime_ns, status.st_size, hashlib.sha256(data).digest(), data)


def _open_at_once(path: str, flags: int) -> int:
    """Open a file; a named pipe must not hold the build up."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
