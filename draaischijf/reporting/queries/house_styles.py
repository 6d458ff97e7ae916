"""Reads about house styles."""

from __future__ import annotations

import logging

from django.http import Http404

from draaischijf.core.exports import UNPRINTABLE
from draaischijf.documents.models import StoredFile
from draaischijf.people.models import Partnership
from draaischijf.reporting.models import HouseStyle
from draaischijf.reporting.writers.style import Style

logger = logging.getLogger(__name__)

LOGO_TYPES = {"image/png": "png", "image/jpeg": "jpg"}


def house_style_of(partnership: Partnership) -> HouseStyle:
    """Return the house style of a partnership, unsaved while nothing was given."""
    found = (
        HouseStyle.objects.select_related("template", "logo")
        .filter(partnership=partnership)
        .first()
    )
    return found or HouseStyle(partnership=partnership)


def style_of(partnership: Partnership) -> Style:
    """Return how the documents of a partnership look, its files read; one query.

    What no document can hold, such as the soft line break of Word, is a space in it.
    """
    kept = house_style_of(partnership)
    logo = _content(kept.logo)
    return Style(
        colour=kept.colour,
        accent=kept.accent,
        logo=logo,
        logo_type=LOGO_TYPES[kept.logo.content_type] if kept.logo and logo else "",
        logo_text=UNPRINTABLE.sub(" ", kept.logo_text),
        address_line=UNPRINTABLE.sub(" ", kept.address_line),
        template=_content(kept.template),
    )


def logo_or_404(partnership: Partnership) -> tuple[bytes, str]:
    """Return the logo of a partnership and its kind. Raises Http404 without one."""
    kept = house_style_of(partnership)
    content = _content(kept.logo)
    if content is None or kept.logo is None:
        raise Http404
    return content, kept.logo.content_type


def _content(stored: StoredFile | None) -> bytes | None:
    if stored is None:
        return None
    try:
        with stored.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        # A document in the default style is better than none.
        logger.warning("The file of %s is gone: %s", stored.pk, stored.file.name)
        return None
    return content
