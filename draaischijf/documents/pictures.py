"""Pictures: really a picture, not too large to open, and silent about where and when.

A phone writes the place, the moment and its owner into a photo. That is cut out
without touching the picture itself; only how it is turned stays.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _t
from PIL import Image

from draaischijf.documents.refusals import UploadRefused, damaged, refuse

# What one picture may cost to open: about 100 MB of memory. A JPEG is opened at an
# eighth of its size, so it may hold more.
MAX_PIXELS = 25_000_000
MAX_JPEG_PIXELS = 80_000_000
MAX_FRAMES = 300

_EXIF_ORIENTATION = 0x0112
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_JPEG_END = 0xD9
_JPEG_SCAN = 0xDA
# JFIF, colour profile and Adobe's colour transform say how to show it; the rest of the
# application segments and the comments say where it is from.
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_TOLD = range(0xE0, 0xFF)
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED = {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"}
_WEBP_DROPPED = {b"EXIF", b"XMP "}
_GIF_EXTENSION, _GIF_IMAGE = b"!", b","
# How a frame is shown, and text that is part of the picture.
_GIF_KEPT = {0xF9, 0x01}
_GIF_APPLICATION = 0xFF
_WEBP_FLAGS = 0x08 | 0x04


@dataclass(frozen=True)
class Picture:
    """A format: the ending of its files, Pillow's names for it, and its cleaner."""

    ending: str
    formats: tuple[str, ...]
    cleaner: Callable[[bytes], bytes]


def picture_without_metadata(content: bytes, picture: Picture, name: str) -> bytes:
    """Return the picture without what it says about place, time and maker.

    Raises UploadRefused when it cannot be opened, or is so large that opening it
    would hurt.
    """
    try:
        with Image.open(BytesIO(content), formats=picture.formats) as image:
            _check_dimensions(image, picture, name)
            image.draft(None, (image.width // 8, image.height // 8))
            image.load()
        return picture.cleaner(content)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name) from error
    except UploadRefused:
        raise
    except Exception as error:
        # The decoders raise anything at all on a damaged picture.
        raise damaged(name) from error


def _check_dimensions(image: Image.Image, picture: Picture, name: str) -> None:
    most = MAX_JPEG_PIXELS if picture.ending == "jpg" else MAX_PIXELS
    frames = getattr(image, "n_frames", 1)
    if image.width * image.height > most or frames > MAX_FRAMES:
        raise _too_many_pixels(name)


def _too_many_pixels(name: str) -> UploadRefused:
    return refuse(
        _t(
            "%(name)s is a very large picture. Make it smaller, for example with a "
            "screenshot, and choose that file."
        ),
        name,
    )


def _jpeg(content: bytes) -> bytes:
    """Keep the segments that show the picture, up to its end."""
    kept = [b"\xff\xd8", _orientation(content)]
    place = 2
    while True:
        found = _NEXT_MARKER.search(content, place)
        # It was decoded to its end before, so running out of marks is running out.
        marker = found[0][-1] if found else _JPEG_END
        if found is None or marker == _JPEG_END:
            return b"".join([*kept, b"\xff\xd9"])
        start = found.end()
        end = start + int.from_bytes(content[start : start + 2], "big")
        if marker == _JPEG_SCAN:
            following = _NEXT_MARKER.search(content, end)
            end = following.start() if following else len(content)
        about = _JPEG_KEPT.get(marker, b"never")
        if marker not in _JPEG_TOLD or content.startswith(about, start + 2):
            kept.append(b"\xff" + bytes([marker]) + content[start:end])
        place = end


def _orientation(content: bytes) -> bytes:
    """Return a segment with how the picture is turned, or nothing if it stands up."""
    with Image.open(BytesIO(content), formats=("JPEG", "MPO")) as image:
        turned = image.getexif().get(_EXIF_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_EXIF_ORIENTATION] = turned
    body = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(content: bytes) -> bytes:
    kept = [_PNG_START]
    place = len(_PNG_START)
    while True:
        (length,) = struct.unpack_from(">I", content, place)
        kind = content[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(content):
            raise ValueError("a part goes on after the end")
        if kind not in _PNG_DROPPED:
            kept.append(content[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    whole = content[: size + 8]
    kept: list[bytes] = []
    place = 12
    while place < len(whole):
        kind = whole[place : place + 4]
        (length,) = struct.unpack_from("<I", whole, place + 4)
        end = place + 8 + length + length % 2
        chunk = whole[place:end]
        if kind == b"VP8X":
            flags = chunk[8] & ~_WEBP_FLAGS
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind not in _WEBP_DROPPED:
            kept.append(chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(content: bytes) -> bytes:
    """Keep the frames, how they follow each other and the loop; no comments, no XMP."""
    place = _after_palette(6 + 7, _byte(content, 10))
    kept = [content[:place]]
    while content[place : place + 1] in {_GIF_EXTENSION, _GIF_IMAGE}:
        if content[place : place + 1] == _GIF_IMAGE:
            # Descriptor, palette, and a byte before the data.
            data = _after_palette(place + 10, _byte(content, place + 9)) + 1
            end = _after_blocks(content, data)
            kept.append(content[place:end])
        else:
            end = _after_blocks(content, place + 2)
            label = _byte(content, place + 1)
            is_loop = content.startswith(b"NETSCAPE2.0", place + 3)
            if label in _GIF_KEPT or (label == _GIF_APPLICATION and is_loop):
                kept.append(content[place:end])
        place = end
    return b"".join([*kept, b";"])


def _after_palette(place: int, flags: int) -> int:
    return place + (3 << ((flags & 0x07) + 1) if flags & 0x80 else 0)


def _after_blocks(content: bytes, place: int) -> int:
    while length := _byte(content, place):
        place += length + 1
    return place + 1


def _byte(content: bytes, place: int) -> int:
    if place >= len(content):
        raise ValueError("a part goes on after the end")
    return content[place]


PICTURES: dict[re.Pattern[bytes], Picture] = {
    re.compile(rb"\xff\xd8\xff"): Picture("jpg", ("JPEG", "MPO"), _jpeg),
    re.compile(re.escape(_PNG_START)): Picture("png", ("PNG",), _png),
    re.compile(rb"RIFF....WEBP", re.DOTALL): Picture("webp", ("WEBP",), _webp),
    re.compile(rb"GIF8[79]a"): Picture("gif", ("GIF",), _gif),
}
