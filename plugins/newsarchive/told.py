"""What an archive's owner has been told by earlier imports, in the import's data folder: it is not said again."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

FILE = ".newsarchive/told.json"


@dataclass
class Told:
    """Rejections, by a hash of the capture's source and the reason, and the extras that were named as missing."""

    rejections: set[str] = field(default_factory=set)
    extras: set[str] = field(default_factory=set)

    def add_rejection(self, source: str, reason: str) -> bool:
        """Add a rejection; return whether it is new."""
        key = blake2b(f"{source}\0{reason}".encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        is_new = key not in self.rejections
        self.rejections.add(key)
        return is_new


def read_told(content: Path) -> Told:
    """Return what was told; nothing where the file is missing or broken, as it only saves repetition."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        values = json.loads((content / FILE).read_text(encoding="utf-8"))
        return Told(set(map(str, values["rejections"])), set(map(str, values["extras"])))
    return Told()


def write_told(content: Path, told: Told) -> None:
    """Write the file. Where it can't be written, the next import says the same again."""
    values = {"rejections": sorted(told.rejections), "extras": sorted(told.extras)}
    with suppress(OSError):
        (content / FILE).parent.mkdir(parents=True, exist_ok=True)
        draft = (content / FILE).with_suffix(".new")
        draft.write_text(json.dumps(values), encoding="utf-8")
        draft.replace(content / FILE)
