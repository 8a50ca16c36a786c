"""Metadata of a capture: what a sidecar `NAME.meta.json` or a container declares of a page."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from capture_import.containers.neighbours import Neighbours
from capture_import.containers.streams import Damaged
from capture_import.containers.times import text_to_time
from newsrecord.clean_text import clean_line
from newsrecord.web_urls import normalize_url, split_url
from newsrecord.whole_numbers import text_to_number

SIDECAR_SUFFIX = ".meta.json"
SIDECAR_BYTES = 64 * 1024
_KEYS = ("url", "captured_at", "media_type", "charset", "kind")


@dataclass(frozen=True, slots=True)
class CaptureMetadata:
    """What is declared of a page, in the fields of Capture; empty where nothing is. The URL has no credentials.

    `neighbours` are the files that lie round it, where those can be looked up.
    """

    media_type: str = ""
    charset: str = ""
    url: str = ""
    captured_at: datetime | None = None
    kind: str = ""
    neighbours: Neighbours | None = field(default=None, compare=False, repr=False)


NO_METADATA = CaptureMetadata()


def sidecar_names(name: str) -> tuple[str, ...]:
    """Return the names that a page's sidecar may have: for `a.html`, `a.html.meta.json`, then `a.meta.json`."""
    stem, dot, _ = name.rpartition(".")
    has_extension = dot and stem and not stem.endswith("/")
    return (name + SIDECAR_SUFFIX, stem + SIDECAR_SUFFIX) if has_extension else (name + SIDECAR_SUFFIX,)


def is_sidecar(name: str) -> bool:
    """Return whether a name is a sidecar's."""
    return name.endswith(SIDECAR_SUFFIX) and len(name.rpartition("/")[2]) > len(SIDECAR_SUFFIX)


def sidecar_to_metadata(name: str, content: bytes) -> CaptureMetadata:
    """Return the metadata of a sidecar: `url`, `captured_at` (ISO 8601; UTC where it has no zone), `media_type`,
    `charset`, `kind`.

    The kind is `article` for a page that is to be imported whatever it looks like; any other word for one that is not.
    Raises Damaged, with the sidecar's name in the reason, where a value has a wrong form. A URL that can't be parsed
    (`http://[x`) is kept as it is written.
    """
    name = name.rpartition("/")[2]
    if len(content) > SIDECAR_BYTES:
        raise Damaged(
            f"its sidecar {name} is larger than {SIDECAR_BYTES} bytes: it should hold url and captured_at alone"
        )
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_int=text_to_number)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"its sidecar {name} is no JSON: {_short(str(error))}") from error
    if not isinstance(values, dict):
        raise Damaged(f"its sidecar {name} is no JSON object with url and captured_at")
    for key in _KEYS:
        if values.get(key) is not None and not isinstance(values[key], str):
            raise Damaged(f"its sidecar {name} has a {key} that is no text")
    texts: dict[str, str] = {key: (values.get(key) or "").strip() for key in _KEYS}
    url = read_url(texts["url"])
    if texts["url"] and not url:
        raise Damaged(f"its sidecar {name} has a url that is no web address")
    captured_at = text_to_time(texts["captured_at"])
    if texts["captured_at"] and not captured_at:
        raise Damaged(f"its sidecar {name} has a captured_at that is no time such as 2025-02-17T10:30:00Z")
    if not texts["url"] and not captured_at and not texts["kind"]:
        raise Damaged(f"its sidecar {name} holds neither url nor captured_at")
    return CaptureMetadata(
        texts["media_type"].lower(), texts["charset"].lower(), url, captured_at, clean_line(texts["kind"]).lower()[:40]
    )


def read_url(text: str) -> str:
    """Return a declared URL, normalized; one that can't be parsed as it is written; "" for what is no web URL."""
    return normalize_url(text) or ("" if any(split_url(text)) else clean_line(text))


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[:117] + "..."
