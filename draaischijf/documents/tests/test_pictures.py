from __future__ import annotations

import contextlib
import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image, PngImagePlugin

from draaischijf.documents import pictures, uploads
from draaischijf.documents.refusals import UploadRefused

PLACE = b"Lokelare station"
ORIENTATION = 0x0112
DESCRIPTION = 0x010E


@pytest.fixture(autouse=True)
def english():
    """The sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


def drawing(size=(40, 24)):
    image = Image.new("RGB", size, "#0f4c5c")
    for x in range(0, size[0], 4):
        image.putpixel((x, x % size[1]), (242, 177, 52))
    return image


def exif(turned=6):
    made = Image.Exif()
    made[DESCRIPTION] = PLACE.decode()
    made[ORIENTATION] = turned
    return made.tobytes()


def saved(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def png_with_text():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", PLACE.decode())
    return saved(drawing(), "PNG", pnginfo=info, exif=exif())


def check(content, name):
    return uploads.check_upload(SimpleUploadedFile(name, content))


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.size, image.convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        (
            "foto.jpg",
            saved(drawing(), "JPEG", exif=exif(), comment=PLACE),
            "image/jpeg",
        ),
        (
            "foto.jpeg",
            saved(drawing(), "JPEG", progressive=True, exif=exif()),
            "image/jpeg",
        ),
        ("scherm.png", png_with_text(), "image/png"),
        (
            "foto.webp",
            saved(drawing(), "WEBP", exif=exif(), xmp=PLACE, lossless=True),
            "image/webp",
        ),
        ("grijs.webp", saved(drawing(), "WEBP"), "image/webp"),
        ("tekening.gif", saved(drawing(), "GIF"), "image/gif"),
    ],
)
def test_a_picture_keeps_every_pixel_and_loses_where_it_was_taken(
    name, content, content_type
):
    checked = check(content, name)

    assert (checked.name, checked.content_type) == (name, content_type)
    assert pixels(checked.content) == pixels(content)
    assert PLACE not in checked.content


def test_the_place_was_in_the_pictures_to_begin_with():
    assert PLACE in saved(drawing(), "JPEG", exif=exif())
    assert PLACE in png_with_text()
    assert PLACE in saved(drawing(), "WEBP", exif=exif())


def test_a_turned_photo_stays_turned():
    checked = check(saved(drawing(), "JPEG", exif=exif(turned=6)), "foto.jpg")

    with Image.open(io.BytesIO(checked.content)) as image:
        assert dict(image.getexif()) == {ORIENTATION: 6}


def test_an_upright_photo_says_nothing_at_all():
    checked = check(saved(drawing(), "JPEG", exif=exif(turned=1)), "foto.jpg")

    with Image.open(io.BytesIO(checked.content)) as image:
        assert dict(image.getexif()) == {}


def test_a_colour_profile_stays():
    profile = b"profile of a screen"
    checked = check(saved(drawing(), "JPEG", icc_profile=profile), "foto.jpg")

    with Image.open(io.BytesIO(checked.content)) as image:
        assert image.info["icc_profile"] == profile


def test_what_hangs_behind_a_picture_is_cut_off():
    behind = b"PK\x03\x04 a film, or a program"

    for kind, name in (("JPEG", "foto.jpg"), ("PNG", "foto.png"), ("WEBP", "a.webp")):
        checked = check(saved(drawing(), kind) + behind, name)

        assert behind not in checked.content
        assert pixels(checked.content) == pixels(saved(drawing(), kind))


def test_a_picture_of_two_photos_is_taken_as_the_first():
    two = saved(drawing(), "MPO", save_all=True, append_images=[drawing((8, 8))])

    checked = check(two, "foto.jpg")

    with Image.open(io.BytesIO(checked.content)) as image:
        assert (image.format, image.size) == ("JPEG", (40, 24))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_picture_is_refused(kind):
    content = saved(drawing((200, 200)), kind)

    with pytest.raises(UploadRefused, match=r"foto\.bin is damaged"):
        check(content[: len(content) // 2], "foto.bin")


def test_a_picture_that_only_begins_like_one_is_refused():
    with pytest.raises(UploadRefused, match="is damaged"):
        check(b"\xff\xd8\xff\xe0 no photo at all", "foto.jpg")


def png_of(width, height):
    """A few bytes that claim to be a picture of this size."""

    def chunk(kind, body):
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [6_000, 40_000])
def test_a_picture_that_would_fill_the_memory_is_refused(side):
    with pytest.raises(UploadRefused, match=r"groot\.png is a very large picture"):
        check(png_of(side, side), "groot.png")


def test_a_film_of_many_pictures_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_FRAMES", 2)
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    film = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])

    with pytest.raises(UploadRefused, match="very large picture"):
        check(film, "film.gif")


@pytest.mark.parametrize("left", [12, 20, 30, -40, -12, -3])
def test_a_gif_that_stops_halfway_is_told_as_damaged(left):
    """Cut anywhere, it ends in words and not in a mistake of ours."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green")]
    film = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    for cleaned in (film[:left], film[:left] + b"\x21"):
        with contextlib.suppress(ValueError):
            pictures._gif(cleaned)
