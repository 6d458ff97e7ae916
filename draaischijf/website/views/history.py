"""The history of a partnership: on a page, and as a file to keep."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from draaischijf.core.exports import Cell, csv_response, xlsx_response
from draaischijf.history.queries import Recorded, recorded, recorded_page
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import require

# Who may take words out of the history may read all of it: coordination, and the data
# protection officer.
MAY_READ = Permission.REDACT
HEADERS = (
    _("When"), _("Who"), _("On behalf of"), _("About"), _("What happened"), _("Note"),
    _("Public"), _("Words taken out"), _("Place in the chain"), _("Chain"),
)  # fmt: skip


@require_safe
@in_partnership
def history(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    require(request.user, MAY_READ, partnership)
    lines, page = recorded_page(
        partnership.pk,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {"lines": lines, "page": page}
    return render(request, "website/history.html", context)


@require_safe
@in_partnership
def history_csv(request: HttpRequest, partnership: Partnership) -> HttpResponseBase:
    require(request.user, MAY_READ, partnership)
    rows = (_cells(line) for line in recorded(partnership.pk))
    return csv_response(_name(partnership), HEADERS, rows)


@require_safe
@in_partnership
def history_xlsx(request: HttpRequest, partnership: Partnership) -> HttpResponseBase:
    require(request.user, MAY_READ, partnership)
    rows = (_cells(line) for line in recorded(partnership.pk))
    return xlsx_response(_name(partnership), HEADERS, rows, sheet=_t("History"))


def _name(partnership: Partnership) -> str:
    day = f"{timezone.localdate():%Y-%m-%d}"
    return _t("history %(slug)s %(day)s") % {"slug": partnership.slug, "day": day}


def _cells(line: Recorded) -> list[Cell]:
    return [
        line.at,
        line.who,
        line.on_behalf_of,
        line.about,
        line.text,
        line.note,
        line.is_public,
        line.is_redacted,
        line.position,
        line.chain,
    ]
