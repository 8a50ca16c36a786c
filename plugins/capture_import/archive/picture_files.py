"""Whether bytes are a picture that the archive keeps, by its format and size. Only the file's header is decoded."""

import warnings
from io import BytesIO
from typing import NamedTuple

from capture_import.containers.pictures import LARGEST_PICTURE

_SMALLEST_SIDE = 50
_LARGEST_SIDE = 20_000
# The formats that browsers show (HTML, "Images"; MIME Sniffing, "Matching an image type pattern"), by Pillow's names.
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}


class PictureFile(NamedTuple):
    """A picture's format, as a file's suffix, and its width and height in pixels."""

    suffix: str
    width: int
    height: int


def read_picture(body: bytes) -> PictureFile | str:
    """Return a picture's format and size; for bytes that the archive does not keep, what they are, for the report."""
    # imported here, since Pillow takes longer to load than a plain text takes to read
    from PIL import Image  # noqa: PLC0415 - see above

    if len(body) > LARGEST_PICTURE:
        return f"pictures of more than {LARGEST_PICTURE} bytes"
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures with very many pixels; the limit below decides
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(body), formats=tuple(_SUFFIXES)) as image:
                suffix, (width, height) = _SUFFIXES[image.format or ""], image.size
    except Image.DecompressionBombError:
        return f"pictures of more than {_LARGEST_SIDE} pixels a side"
    except Exception:  # noqa: BLE001 - whatever a hostile header makes Pillow raise, it is no picture
        return "files that are no pictures that browsers show"
    if max(width, height) > _LARGEST_SIDE:
        return f"pictures of more than {_LARGEST_SIDE} pixels a side"
    if min(width, height) < _SMALLEST_SIDE:
        return f"pictures of less than {_SMALLEST_SIDE} pixels a side"
    return PictureFile(suffix, width, height)
