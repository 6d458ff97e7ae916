"""Planned against held as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import pgettext

from draaischijf.consultation.queries.body_years import BodyRow
from draaischijf.core.exports import Row
from draaischijf.people.models import Partnership


def file_name(partnership: Partnership) -> str:
    """Return the name of the file without its ending: what, where, when."""
    return f"{_t('consultation')}-{partnership.slug}-{timezone.localdate():%Y-%m-%d}"


def body_headers(years: Sequence[int]) -> list[str]:
    """Return the heads; `years` are those before, the oldest first."""
    return [
        _t("Body"),
        _t("Kind"),
        _t("Area"),
        _t("Year"),
        pgettext("frequency", "Planned"),
        pgettext("frequency", "Held"),
        pgettext("frequency", "To come"),
        _t("Postponed or cancelled"),
        _t("To plan still"),
        pgettext("meeting", "Last"),
        pgettext("meeting", "Next"),
        *(
            words % {"year": year}
            for year in years
            for words in (_t("planned in %(year)s"), _t("held in %(year)s"))
        ),
        _t("Address"),
    ]


def body_cells(rows: Iterable[BodyRow]) -> Iterator[Row]:
    """Turn the overview into cells, in the order of `body_headers`."""
    for row in rows:
        body, year = row.body, row.year
        yield [
            body.name,
            body.get_kind_display(),
            body.area.name if body.area else "",
            year.year,
            year.planned,
            year.held,
            year.coming,
            year.fell,
            0 if year.is_over else year.lacking,
            year.last,
            year.next,
            *(cell for one in row.before for cell in (one.planned, one.held)),
            f"{settings.SITE_URL}{body.get_absolute_url()}",
        ]
