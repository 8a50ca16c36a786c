"""The lead picture of a story as lists show it, small. Which files there are is `archive_pictures`' business."""

from collections.abc import Mapping
from typing import Any, TypedDict

from archive_engine.interface import Summary
from archive_pages.addresses import find_relative_url


class Thumbnail(TypedDict):
    """A picture in a list: the URL of a small file from the list's page, its size, and larger files as `srcset`."""

    url: str
    width: int
    height: int
    srcset: str


def read_lead(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a story's summary holds of its lead picture, as part of the summary; {} where it has none.

    A picture is `src`, a file of the site, its `width` and `height`, and `larger`, files with their widths.
    """
    lead = metadata.get("lead_picture")
    return {"picture": lead} if isinstance(lead, Mapping) else {}


class LargePicture(TypedDict):
    """A picture by the path of its largest file, with that file's size in pixels, and its words."""

    path: str
    alt: str
    width: int
    height: int


def find_large(story: Summary) -> LargePicture | None:
    """Return the largest file of a story's lead picture, for who shows the story elsewhere: None where it has none.

    >>> find_large({"picture": {"src": "p/a-480.webp", "width": 480, "height": 320, "larger": [["p/a-960.webp", 960]]}})
    {'path': 'p/a-960.webp', 'width': 960, 'height': 640, 'alt': ''}
    """
    picture = story.get("picture")
    if picture is None:
        return None
    path, width = max(picture["larger"], key=lambda file: file[1], default=(picture["src"], picture["width"]))
    height = round(picture["height"] * width / picture["width"])
    return {"path": path, "width": width, "height": height, "alt": picture.get("alt", "")}


def find_thumbnail(story: Summary, page: str) -> Thumbnail | None:
    """Return a story's picture for a list on `page`: None where it has none.

    >>> find_thumbnail({"picture": {"src": "p/a-480.webp", "width": 480, "height": 320, "larger": []}}, "tag/a.html")
    {'url': '../p/a-480.webp', 'width': 480, 'height': 320, 'srcset': ''}
    """
    picture = story.get("picture")
    if picture is None:
        return None
    return {
        "url": find_relative_url(page, picture["src"]),
        "width": picture["width"],
        "height": picture["height"],
        "srcset": ", ".join(f"{find_relative_url(page, src)} {width}w" for src, width in picture["larger"]),
    }
