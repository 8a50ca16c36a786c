"""The files of a picture: sizes, colours, nothing of what a camera wrote, nothing of what a hostile file holds."""

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from archive_pictures.config import PictureConfig
from archive_pictures.encoding import encode_picture, list_widths
from archive_pictures.picture_files import UnfitPicture

from .pictures import HOSTILE, draw, encode, open_bytes, picture

SMALL = PictureConfig(widths=(16, 32, 64), longest_edge=200)


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours near the four corners, clockwise from the left upper one, as 0 or 1 a channel."""
    plain = image.convert("RGB")
    width, height = plain.size
    places = [(0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)]
    return [tuple(int(value > 127) for value in plain.getpixel((int(width * x), int(height * y)))) for x, y in places]


RED, GREEN, BLUE, WHITE = (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)


@given(st.integers(1, 40_000), st.integers(1, 40_000), st.sets(st.integers(16, 4000), min_size=1, max_size=5))
def test_no_file_is_larger_than_the_picture_or_than_the_settings_say(width, height, given_widths):
    config = PictureConfig(widths=tuple(sorted(given_widths)), longest_edge=2400)
    widths = list_widths(width, height, config)
    assert widths == sorted(set(widths)) and widths[0] >= 1 and widths[-1] <= min(width, config.widths[-1], 2400)
    assert set(widths[:-1]) <= given_widths
    assert widths[-1] * height // width <= 2400 or widths[-1] == 1


@pytest.mark.parametrize(
    "form, names",
    [
        ("JPEG", ["16.webp", "32.webp", "64.webp", "64.jpg"]),
        ("PNG", ["16.webp", "32.webp", "64.webp", "64.png"]),
        ("GIF", ["16.webp", "32.webp", "64.webp", "64.gif"]),
        ("WEBP", ["16.webp", "32.webp", "64.webp"]),
        ("AVIF", ["16.webp", "32.webp", "64.webp"]),
    ],
)
def test_each_form_gives_webp_and_a_fallback_of_its_own(form, names):
    encoded = encode_picture(picture(120, 90, form=form), SMALL)
    assert [variant.name for variant in encoded.variants] == names
    assert encoded.remarks == ()
    for variant in encoded.variants:
        image = open_bytes(variant.data)
        assert image.size == (variant.width, variant.height) == (variant.width, round(variant.width * 0.75))
        assert image.format == {"webp": "WEBP", "jpg": "JPEG"}.get(variant.name[-4:].strip("."), form)
        if variant.width == 64:
            assert corners(image) == [RED, GREEN, WHITE, BLUE]


def test_a_picture_is_never_made_larger():
    assert [variant.name for variant in encode_picture(picture(20, 10), SMALL).variants] == [
        "16.webp",
        "20.webp",
        "20.jpg",
    ]


def test_a_fallback_is_as_wide_as_a_page_s_column_at_most():
    names = [variant.name for variant in encode_picture(picture(1700, 20), PictureConfig()).variants]
    assert names == ["480.webp", "960.webp", "1600.webp", "960.jpg"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    upright = draw(96, 64)
    # what a camera stores that was held so: the inverse of what a viewer has to do
    stored = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }[orientation]
    image = upright
    for step in stored:
        image = image.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    encoded = encode_picture(encode(image, quality=95, exif=exif), PictureConfig(widths=(96,)))
    for variant in encoded.variants:
        shown = open_bytes(variant.data)
        assert shown.size == (96, 64) and corners(shown) == [RED, GREEN, WHITE, BLUE]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_nothing_of_what_a_camera_or_a_program_wrote_is_published(form):
    exif = Image.Exif()
    exif[0x010F] = "SECRET-MAKER"
    exif.get_ifd(0x8825)[2] = (50.0, 27.0, 1.0)
    exif.get_ifd(0x8825)[29] = "SECRET-DAY"
    options = {"exif": exif, "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    if form == "JPEG":
        options |= {"comment": b"SECRET-COMMENT", "xmp": b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>"}
    if form == "GIF":
        options = {"comment": b"SECRET-COMMENT"}
    data = encode(draw(64, 48), form, **options)
    assert b"SECRET" in data
    for variant in encode_picture(data + b"SECRET-APPENDIX <script>", SMALL).variants:
        for sign in (b"SECRET", b"Exif", b"xmp", b"ICC", b"acsp", b"iCCP", b"<script"):
            assert sign not in variant.data, (variant.name, sign)
        shown = open_bytes(variant.data)
        assert not {"exif", "xmp", "icc_profile", "comment"} & shown.info.keys()
        assert not shown.getexif()


def test_colours_of_another_profile_are_those_that_its_owner_saw():
    # a profile whose red and blue are exchanged, made of sRGB's own
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tags = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}
    swapped = bytearray(srgb)
    for at in range(132, 132 + 12 * int.from_bytes(srgb[128:132], "big"), 12):
        swapped[at : at + 4] = tags.get(srgb[at : at + 4], srgb[at : at + 4])
    profile = bytes(swapped).replace(b"sRGB", b"tRGB").replace("sRGB".encode("utf-16-be"), "tRGB".encode("utf-16-be"))
    shown = open_bytes(encode_picture(picture(64, 48, form="PNG", icc_profile=profile), SMALL).variants[-1].data)
    assert corners(shown) == [BLUE, GREEN, WHITE, RED]
    broken = picture(64, 48, form="PNG", icc_profile=b"no profile at all")
    assert corners(open_bytes(encode_picture(broken, SMALL).variants[-1].data)) == [RED, GREEN, WHITE, BLUE]


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "I;16", "LA", "RGBA", "PA"])
def test_each_kind_of_pixels_is_shown(mode):
    image = draw(64, 48)
    if mode == "I;16":
        image = image.convert("L").convert("I").point(lambda value: value * 256).convert("I;16")
    elif mode == "PA":
        image = image.convert("P").convert("PA")
    else:
        image = image.convert(mode)
    form = "JPEG" if mode == "CMYK" else "PNG"
    if mode == "PA":
        form, image = "PNG", image.convert("RGBA")
    shown = open_bytes(encode_picture(encode(image, form), SMALL).variants[-1].data)
    assert shown.size == (64, 48) and corners(shown)[2] == WHITE
    grey = shown.convert("L")
    assert grey.getpixel((60, 44)) > 220 and grey.getpixel((60, 4)) > 80


def test_what_is_transparent_stays_so():
    image = draw(64, 48).convert("RGBA")
    image.putalpha(Image.new("L", (64, 48), 0))
    for variant in encode_picture(encode(image, "PNG"), SMALL).variants:
        assert open_bytes(variant.data).convert("RGBA").getpixel((30, 20) if variant.width > 60 else (2, 2))[3] == 0


def test_of_what_moves_the_first_frame_is_shown():
    frames = [draw(64, 48, seed) for seed in (1, 2, 3)]
    for form in ("GIF", "WEBP", "PNG"):
        data = encode(frames[0], form, save_all=True, append_images=frames[1:])
        encoded = encode_picture(data, SMALL)
        assert encoded.remarks == ("it is animated: its first frame is shown",)
        assert all(getattr(open_bytes(variant.data), "n_frames", 1) == 1 for variant in encoded.variants)


def test_a_panorama_of_30_000_pixels_takes_little_memory():
    data = encode(draw(300, 20).resize((30_000, 2_000)), quality=30)
    config = PictureConfig()
    tracemalloc.start()
    try:
        encoded = encode_picture(data, config)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [variant.width for variant in encoded.variants] == [480, 960, 1600, 960]
    assert peak < 50_000_000  # of Python's own; decoded, the whole picture would be 180 MB


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_no_picture(name):
    data, reason = HOSTILE[name]
    with pytest.raises(UnfitPicture) as raised:
        encode_picture(data, SMALL)
    assert str(raised.value).startswith(reason)


@settings(max_examples=150)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]), st.randoms(use_true_random=False))
def test_a_damaged_file_gives_a_picture_or_a_reason(form, chance):
    data = bytearray(picture(40, 30, form=form))
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    data = data[: chance.randrange(1, len(data) + 1)] if chance.random() < 0.3 else data
    try:
        encoded = encode_picture(bytes(data), SMALL)
    except UnfitPicture as error:
        assert str(error).startswith("it ")
    else:
        assert all(open_bytes(variant.data).size == (variant.width, variant.height) for variant in encoded.variants)


def test_the_same_picture_gives_the_same_bytes():
    assert encode_picture(picture(), SMALL) == encode_picture(picture(), SMALL)
    assert io.BytesIO(picture()).getvalue() == picture()
