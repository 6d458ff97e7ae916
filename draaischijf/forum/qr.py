"""The QR code of a table: an SVG that stands in the page itself, asked of nobody."""

from __future__ import annotations

import io

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from draaischijf.forum.links import table_url
from draaischijf.forum.models import ForumTable

DECLARATION = "?>"


def qr_of(table: ForumTable) -> tuple[str, SafeString]:
    """Return the address of a table, and a picture of it that a phone reads."""
    url = table_url(table)
    made = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    made.add_data(url)
    made.make(fit=True)
    kept = io.BytesIO()
    made.make_image(image_factory=SvgPathImage).save(kept)
    drawn = kept.getvalue().decode()
    # An SVG inside a page has no declaration.
    drawn = drawn.partition(DECLARATION)[2] if DECLARATION in drawn else drawn
    return url, mark_safe(drawn.strip())  # drawn by the library from our own address
