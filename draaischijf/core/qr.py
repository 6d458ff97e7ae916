"""A QR code as an SVG that stands in the page itself, asked of nobody.

Drawn by `qrcode`, which the codes of the second factor need already.
"""

from __future__ import annotations

import io

import qrcode
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

DECLARATION = "?>"


def qr_code(text: str, *, box_size: int = 10) -> SafeString:
    """Return a picture of a text that a phone reads, with the white around it."""
    made = qrcode.QRCode(
        border=4, box_size=box_size, error_correction=qrcode.constants.ERROR_CORRECT_M
    )
    made.add_data(text)
    made.make(fit=True)
    kept = io.BytesIO()
    made.make_image(image_factory=SvgPathImage).save(kept)
    drawn = kept.getvalue().decode()
    # An SVG inside a page has no declaration.
    drawn = drawn.partition(DECLARATION)[2] if DECLARATION in drawn else drawn
    return mark_safe(drawn.strip())  # drawn by the library from the text alone
