"""The texts of the files under search/: classic scripts that each hand one piece of data to `newsSearch.receive`.

A script, not JSON, because a page opened from disk may load scripts and nothing else.
"""

import base64
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = "search"
_RECEIVE = "newsSearch.receive("
_PLAIN = re.compile("[a-z0-9]")
_MAX_NAME = 40


def key_to_name(key: str) -> str:
    """Return a file name for a key, safe on every file system: `kello` → `-kello`, `п'я` → `-_43f_27_44f`; long ones as
    a hash.

    Its twin in scripts.js gives the same names.
    """
    name = "-" + "".join(sign if _PLAIN.match(sign) else f"_{ord(sign):x}" for sign in key)
    return name if len(name) <= _MAX_NAME else f"--{fnv1a(name):08x}{fnv1a(name, 0x01000193):08x}"


def fnv1a(text: str, seed: int = 0x811C9DC5) -> int:
    """Return the hash FNV-1a (Fowler, Noll, Vo; 32 bits) over a text's UTF-16 units. Twin in scripts.js."""
    value = seed
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"):
        value = (value ^ unit) * 0x01000193 & 0xFFFFFFFF
    return value


def to_json(value: Any) -> str:
    """JSON without spaces, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def data_script(name: str, *values: Any) -> bytes:
    """Return the script that hands over `values` under `name`."""
    arguments = ",".join(map(to_json, (name, *values)))
    return f"{_RECEIVE}{arguments})\n".encode("utf-8", "replace")


def is_data(path: Path) -> bool:
    """Whether a file is one of the search's data scripts, and no file that somebody else put there."""
    with path.open("rb") as file:
        return file.read(len(_RECEIVE)) == _RECEIVE.encode()


def records_to_base64(payloads: Sequence[bytes]) -> str:
    """Byte strings as one text: their sizes as numbers of 7 bits a byte, then the strings; Base64."""
    sizes = bytearray()
    for payload in payloads:
        size = len(payload)
        while size > 127:
            sizes.append(size & 127 | 128)
            size >>= 7
        sizes.append(size)
    return base64.b64encode(bytes(sizes) + b"".join(payloads)).decode("ascii")
