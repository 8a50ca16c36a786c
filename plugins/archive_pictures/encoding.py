"""From a picture's bytes to the files that pages show: smaller, upright, in sRGB, without what a camera wrote into it.

What comes out are our own encoder's bytes alone, whatever stood in or behind the picture. No files.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError

from archive_pictures.config import PictureConfig
from archive_pictures.picture_files import UnfitPicture

# What Pillow calls the formats that pages of the web are made of; any other is not even tried.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
# Guard against decompression bombs, by what the header says: a JPEG is decoded at a fraction of its size.
MOST_PIXELS = {"JPEG": 100_000_000, "MPO": 100_000_000}
MOST_PIXELS_OTHERWISE = 50_000_000
# The form that browsers without WebP get: that of the original where it is one that all of them show.
_FALLBACKS = {"JPEG": ("JPEG", "jpg"), "MPO": ("JPEG", "jpg"), "PNG": ("PNG", "png"), "GIF": ("GIF", "gif")}
_FALLBACK_WIDTH = 960
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
# From 3 on it takes twice the time for files a twentieth smaller.
_WEBP_METHOD = 2
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a picture: the end of its name (`480.webp`), its width and height in pixels, its bytes."""

    name: str
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture's files: WebP by width, then the fallback where there is one; what was remarkable, in words."""

    variants: tuple[Variant, ...]
    remarks: tuple[str, ...]


def encode_picture(data: bytes, config: PictureConfig) -> Encoded:
    """Return the files of a picture. Raises UnfitPicture where its bytes are no picture that can be shown."""
    try:
        with _only_bombs_warned(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            return _encode(image, config)
    except UnfitPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnfitPicture("it has too many pixels") from None
    except UnidentifiedImageError:
        raise UnfitPicture(_say_what_it_is(data)) from None
    except MemoryError:
        raise UnfitPicture("it takes too much memory") from None
    except Exception as error:  # noqa: BLE001 - a decoder may raise anything at a broken file
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise UnfitPicture(f"it is broken ({reason})") from None


def _encode(image: ImageFile.ImageFile, config: PictureConfig) -> Encoded:
    form = image.format or ""
    if image.width * image.height > MOST_PIXELS.get(form, MOST_PIXELS_OTHERWISE):
        raise UnfitPicture(f"it has too many pixels ({image.width} × {image.height})")
    is_animated = form != "MPO" and getattr(image, "is_animated", False)
    orientation = _read_orientation(image)
    turns = orientation >= 5
    width, height = (image.height, image.width) if turns else image.size
    widths = list_widths(width, height, config)
    largest = widths[-1], _height_of(widths[-1], width, height)
    image.draft(None, largest[::-1] if turns else largest)
    image.load()
    plain = _resize(_to_plain(image), largest[::-1] if turns else largest)
    for turn in _UPRIGHT.get(orientation, ()):
        plain = plain.transpose(turn)
    plain = _to_srgb(plain, image.info.get("icc_profile"))
    plain.info = {}
    sized: dict[int, Image.Image] = {}
    for wide in reversed(widths):
        plain = sized[wide] = _resize(plain, (wide, _height_of(wide, width, height)))
    variants = [_save(sized[wide], "WEBP", f"{wide}.webp", config.quality) for wide in widths]
    if form in _FALLBACKS:
        kind, ending = _FALLBACKS[form]
        wide = max((each for each in widths if each <= _FALLBACK_WIDTH), default=widths[0])
        variants.append(_save(sized[wide], kind, f"{wide}.{ending}", config.quality))
    return Encoded(tuple(variants), ("it is animated: its first frame is shown",) if is_animated else ())


def list_widths(width: int, height: int, config: PictureConfig) -> list[int]:
    """Return the widths of a picture's files, ascending: those of the settings, none above the picture's own.

    >>> list_widths(1200, 800, PictureConfig()), list_widths(300, 200, PictureConfig())
    ([480, 960, 1200], [300])
    >>> list_widths(1000, 10_000, PictureConfig(longest_edge=2000))
    [200]
    """
    most = max(1, min(width, config.widths[-1], width * config.longest_edge // max(width, height)))
    return [*(each for each in config.widths if each < most), most]


def _height_of(wide: int, width: int, height: int) -> int:
    return max(1, round(height * wide / width))


def _read_orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - what a camera wrote may be anything; the picture is none the worse
        return 1


def _to_plain(image: Image.Image) -> Image.Image:
    """Return the picture as grey values, colours, or colours with an alpha channel; CMYK stays, for its profile."""
    mode = image.mode
    if mode in ("RGB", "L", "CMYK") and "transparency" not in image.info:
        return image
    if mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if mode == "F":
        return image.convert("L")
    if mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        return coloured.convert("RGB") if coloured.getchannel("A").getextrema() == (255, 255) else coloured
    return image.convert("L" if mode == "1" else "RGB")


def _resize(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture's colours as a page shows them that knows of no profile."""
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(own):
                converted = ImageCms.profileToProfile(colours, own, _SRGB, outputMode="RGB")
                colours = converted if converted is not None else colours
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile, or one of another kind of colours: the values are taken as they are
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if image.mode == "RGBA":
        colours = colours.convert("RGB")
        colours.putalpha(image.getchannel("A"))
    return colours if colours is not image else image.copy()


def _save(image: Image.Image, kind: str, name: str, quality: int) -> Variant:
    file = io.BytesIO()
    if kind == "WEBP":
        image.save(file, kind, quality=quality, method=_WEBP_METHOD)
    elif kind == "JPEG":
        image.save(file, kind, quality=quality, optimize=True, progressive=True)
    else:
        image.save(file, kind)
    return Variant(name, image.width, image.height, file.getvalue())


def _say_what_it_is(data: bytes) -> str:
    """Return what a file is that is no picture of a known format."""
    begin = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(b"<svg") or (begin.startswith(b"<?xml") and b"<svg" in begin):
        return "it is an SVG drawing, which may hold code; save it as PNG"
    return "it is none of JPEG, PNG, GIF, WebP and AVIF"


@contextmanager
def _only_bombs_warned() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, max(*MOST_PIXELS.values(), MOST_PIXELS_OTHERWISE)
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = limit
