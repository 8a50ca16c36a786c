"""Captures and content as one ZIP: a bag (BagIt) with a manifest of SHA-256 hashes.

Libraries and archives know that format, and `sha256sum --check manifest-sha256.txt` checks it without any program of
ours. Its version is 0.97, not RFC 8493's 1.0: that writes `%` in a manifest as `%25`, which neither `sha256sum` nor
bagit-python reads, and names of saved pages have such signs. The same files give the same bytes: members are sorted,
and have no times, owners or permissions.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

ROOT = "archive/"
_DATA = "data/"
_DECLARATION = "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
# The earliest time that a ZIP can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
# What is compressed already is stored as it is.
_COMPRESSED = (
    ".gz",
    ".zip",
    ".wacz",
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".webp",
    ".avif",
    ".bz2",
    ".xz",
    ".zst",
    ".epub",
)
_BLOCK = 1 << 20


class BagFile(NamedTuple):
    """A file of the bag: its path in it, below `data/`, and on disk."""

    name: str
    source: str


def hash_file(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_bag(files: Iterable[BagFile], file: BinaryIO, description: str) -> int:
    """Write the bag of some files, sorted by name; return their count. `description` is a line of its `bag-info.txt`.

    No name may have a line end. Keeps a line of the manifest for each file in memory. Raises OSError for a file that
    can't be read.
    """
    manifest: list[str] = []
    size = 0
    with zipfile.ZipFile(file, "w", strict_timestamps=True) as bag:
        for name, source in files:
            state = hashlib.sha256()
            is_packed = name.lower().endswith(_COMPRESSED)
            with (
                open(source, "rb") as opened,
                bag.open(_make_info(_DATA + name, is_packed), "w", force_zip64=True) as to,
            ):
                while block := opened.read(_BLOCK):
                    state.update(block)
                    to.write(block)
                    size += len(block)
            manifest.append(f"{state.hexdigest()}  {_DATA}{name}\n")
        info = f"External-Description: {' '.join(description.split())}\nPayload-Oxum: {size}.{len(manifest)}\n"
        texts = {"bag-info.txt": info, "bagit.txt": _DECLARATION, "manifest-sha256.txt": "".join(manifest)}
        tags = {name: text.encode() for name, text in texts.items()}
        lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in tags.items())
        for name, data in {**tags, "tagmanifest-sha256.txt": "".join(lines).encode()}.items():
            bag.writestr(_make_info(name), data)
    return len(manifest)


def _make_info(name: str, is_packed: bool = False) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(ROOT + name, _NO_TIME)
    info.create_system = 3  # Unix, on every machine
    info.external_attr = _MODE
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return info
