"""The files under search/ as bytes: classic scripts, each of which hands its data to `newsSearch.receive`.

They are scripts, not JSON, since a page opened from disk may load nothing but scripts.
"""

import base64
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = "search"
FORMAT = 15
"""The version of the files' layout: raise it with every change of the layout."""
_RECEIVE = "newsSearch.receive("
_PLAIN = re.compile("[a-z0-9]")
_MAX_NAME = 40


def key_to_name(key: str) -> str:
    """Return a file name for a key that is safe on every file system; a hash where the name would be long.

    Other characters than letters a to z and digits are four hexadecimal digits, or six after a second underscore, so
    that no two keys have one name, but for hashes. Twin: keyToName in scripts.js.

    >>> key_to_name("kello"), key_to_name("п'я"), key_to_name("𝕏1")
    ('-kello', '-_043f_0027_044f', '-__01d54f1')
    """
    name = "-" + "".join(character if _PLAIN.match(character) else _escape(ord(character)) for character in key)
    return name if len(name) <= _MAX_NAME else f"--{fnv1a(name):08x}{fnv1a(name, 0x01000193):08x}"


def _escape(code: int) -> str:
    return f"_{code:04x}" if code <= 0xFFFF else f"__{code:06x}"


def fnv1a(text: str, seed: int = 0x811C9DC5) -> int:
    """Return the hash FNV-1a (Fowler, Noll, Vo; 32 bits) over a text's UTF-16 units. Twin in scripts.js."""
    value = seed
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"):
        value = (value ^ unit) * 0x01000193 & 0xFFFFFFFF
    return value


def to_json(value: object) -> str:
    """Return a value as JSON, without spaces and with letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Base64(str):
    """A text in Base64, which JSON holds as it is: megabytes of it are not looked through for what JSON escapes."""

    __slots__ = ()


def to_base64(data: bytes) -> Base64:
    """Return bytes in Base64."""
    return Base64(base64.b64encode(data), "ascii")


def data_script(name: str, *values: object) -> bytes:
    """Return the script that hands over JSON values under a name."""
    arguments = ",".join(f'"{value}"' if isinstance(value, Base64) else to_json(value) for value in (name, *values))
    return f"{_RECEIVE}{arguments})\n".encode("utf-8", "replace")


def script_to_values(script: bytes) -> list[Any]:
    """Return the name and the values of a data script. Any: a script may hold any JSON.

    Raises ValueError where it is no data script.
    """
    text = script.decode("utf-8")
    if not text.startswith(_RECEIVE) or not text.endswith(")\n"):
        raise ValueError("no data script")
    values: list[Any] = json.loads(f"[{text[len(_RECEIVE) : -2]}]")
    return values


def is_data(path: Path) -> bool:
    """Return whether a file is a data script of the search, as `data_script` makes them."""
    with path.open("rb") as file:
        return file.read(len(_RECEIVE)) == _RECEIVE.encode()


def add_number(data: bytearray, number: int) -> None:
    """Append a number in 7 bits a byte, the lowest first; all bytes but the last have the eighth bit set (LEB128)."""
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)


def take_number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that `add_number` wrote at an index, and the index behind it. Raises IndexError at the end, and
    ValueError for a number of more than 64 bits.
    """
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if shift > 63:
            raise ValueError("no number")
    return number | data[at] << shift, at + 1


def records_to_base64(payloads: Sequence[bytes]) -> Base64:
    """Return byte strings as Base64 of one: all sizes in 7 bits a byte (LEB128), then the strings."""
    sizes = bytearray()
    for payload in payloads:
        add_number(sizes, len(payload))
    return to_base64(bytes(sizes) + b"".join(payloads))
