"""Safari's web archives: a property list of a page with all that it shows.

Apple, "WebArchive" of WebKit: `WebMainResource`, `WebSubresources`, `WebSubframeArchives`; a resource has its data,
URL, media type and encoding.
"""

import plistlib
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture
from capture_import.containers.items import ContainerItem
from capture_import.containers.limits import page_too_large
from capture_import.containers.metadata import CaptureMetadata, read_url
from capture_import.containers.pictures import picture_to_item
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream, Damaged, read_whole

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_FAULTS = (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError, OverflowError)
_NO_ARCHIVE = "a property list that is no web archive: save the page itself, and import that"


def webarchive_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata
) -> Iterator[ContainerItem]:
    """Yield the page of a web archive, its pictures before it; frames, styles and scripts are counted."""
    content = read_whole(stream, budget.limits.feed_bytes, "a web archive")
    try:
        archive = plistlib.loads(content)
    except RecursionError as error:
        raise Damaged("a web archive that is nested further than can be read") from error
    except _FAULTS as error:
        raise Damaged(f"a web archive that is cut off or damaged ({error}): save the page anew") from error
    main = archive.get("WebMainResource") if isinstance(archive, dict) else None
    if not isinstance(main, dict):
        raise Damaged(_NO_ARCHIVE)
    body, media_type = main.get("WebResourceData"), _text(main, "WebResourceMIMEType").lower()
    if not isinstance(body, bytes) or media_type not in ("", *_PAGES):
        raise Damaged(f"a web archive without a page in it ({media_type[:40]}): save the page that it belongs to")
    if len(body) > budget.limits.capture_bytes:
        raise Damaged(page_too_large(budget.limits.capture_bytes))
    skipped = SkippedCounter(source)
    for part in _list(archive, "WebSubresources"):
        data, kind = part.get("WebResourceData"), _text(part, "WebResourceMIMEType").lower()
        address = _text(part, "WebResourceURL")
        if kind.startswith("image/") and isinstance(data, bytes):
            yield from picture_to_item(f"{source}#{address}", address, kind, data)
        else:
            skipped.add("files that a browser saved beside a page")
    for _ in _list(archive, "WebSubframeArchives"):
        skipped.add("files that a browser saved beside a page")
    url = metadata.url or read_url(_text(main, "WebResourceURL"))
    charset = metadata.charset or _text(main, "WebResourceTextEncodingName").lower()
    yield Capture(source, body, media_type or "text/html", charset, url, metadata.captured_at, kind=metadata.kind)
    yield from skipped.totals()


def _text(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) else ""


def _list(values: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = values.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
