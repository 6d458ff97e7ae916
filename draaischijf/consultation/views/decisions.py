"""The register of decisions: found, shown with what came of each, taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from draaischijf.consultation.domain.correcting import correct_decision
from draaischijf.consultation.exports.linked_data import as_script, decision_graph
from draaischijf.consultation.forms.correcting import CorrectionForm
from draaischijf.consultation.forms.register import RegisterForm
from draaischijf.consultation.models import BodyDecision
from draaischijf.consultation.queries.bodies import bodies_readable_in, years_of
from draaischijf.consultation.queries.decisions import (
    decision_or_404,
    is_in_kept_minutes,
    moved_by,
    register_of,
    register_page,
)
from draaischijf.consultation.queries.meetings import names_at
from draaischijf.core.exports import Row, csv_response, xlsx_response
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

HEADERS = (
    _("number"), _("date"), _("body"), _("what was decided"), _("result"),
    _("in favour"), _("against"), _("abstained"), _("reference"), _("signal"),
    _("state of the signal"), _("action"), _("state of the action"), _("plan"),
)  # fmt: skip


def _filters(request: HttpRequest, partnership: Partnership) -> RegisterForm:
    bodies = bodies_readable_in(request.user, partnership)
    return RegisterForm(request.GET, bodies=bodies, years=years_of(partnership))


@login_not_required
@require_safe
@in_partnership
def decisions(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the register under the filters of the address, the newest first."""
    form = _filters(request, partnership)
    rows, page = register_page(
        request.user,
        partnership,
        form.wanted,
        after=request.GET.get("after", "")[:60],
        before=request.GET.get("before", "")[:60],
    )
    context = {"form": form, "rows": rows, "place": page, "wanted": form.wanted}
    return render(request, "consultation/decisions.html", context)


@login_not_required
@require_safe
@in_partnership
def decisions_export(
    request: HttpRequest, partnership: Partnership, kind: str
) -> HttpResponseBase:
    """Give the register under the filters as a file."""
    makers = {"csv": csv_response, "xlsx": xlsx_response}
    if kind not in makers:
        raise Http404
    form = _filters(request, partnership)
    found = register_of(request.user, partnership, form.wanted)
    name = f"{_t('decisions')}-{partnership.slug}"
    # Row by row: a register of twenty years is not held in memory.
    ordered = found.order_by("-day", "-pk").iterator(chunk_size=500)
    rows = (_cells(one, request.user) for one in ordered)
    return makers[kind](name, HEADERS, rows)


def _cells(decision: BodyDecision, reader: Visitor) -> Row:
    moved = moved_by(decision, reader)
    signal, action, plan = moved.signal, moved.action, moved.plan
    return (
        str(decision), decision.day, moved.decided_in,
        decision.text, decision.get_result_display(),
        decision.in_favour, decision.against, decision.abstained, decision.reference,
        signal.title if signal else "", signal.get_state_display() if signal else "",
        action.title if action else "",
        action.get_lifecycle_display() if action else "",
        plan.title if plan else "",
    )  # fmt: skip


@login_not_required
@require_safe
@in_partnership
def decision(
    request: HttpRequest, partnership: Partnership, year: int, number: int
) -> HttpResponse:
    """Show one decision with what came of it."""
    found = decision_or_404(request.user, partnership, year, number)
    shown = moved_by(found, request.user)
    context = {
        "decision": found,
        "shown": shown,
        "may_correct": Permission.CONVENE in permissions_of(request.user, partnership),
        "linked": as_script(decision_graph(found, body=shown.body)),
    }
    return render(request, "consultation/decision.html", context)


@in_partnership
def decision_correct(
    request: HttpRequest, partnership: Partnership, year: int, number: int
) -> HttpResponse:
    """Put the words, the reference or the openness of a decision right."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = decision_or_404(actor, partnership, year, number)
    names = names_at(found.meeting) if found.meeting else ()
    form = CorrectionForm(
        posted(request),
        partnership=partnership,
        also_known=names,
        initial={name: getattr(found, name) for name in CorrectionForm.CORRECTED},
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            correct_decision(found, form.correction, actor=actor)
            return redirect(found)
    context = {
        "form": form,
        "decision": found,
        "has_kept_minutes": is_in_kept_minutes(found),
    }
    status = 422 if form.errors else 200
    return render(request, "consultation/correct.html", context, status=status)
