"""The five elements the law asks, their files, and the mid-term evaluation."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.documents.downloads import download as hand_over
from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import store_upload
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.domain import evaluating, legal
from draaischijf.plans.enums import LegalPart
from draaischijf.plans.forms.approval import EvaluationForm
from draaischijf.plans.forms.legal import LegalForm
from draaischijf.plans.queries.approval import legal_element_of, legal_file_or_404
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.views.approval_tasks import (
    Task,
    address_of,
    plan_for_task_or_404,
    press,
    show_task,
    task_done,
)
from draaischijf.signals.refusals import RefusalsIn

EDIT = Permission.EDIT_PLAN


@require_POST
@in_partnership
def legal_add(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Put the checklist of the law with a programme."""
    plan = plan_for_task_or_404(request, partnership, slug, EDIT)
    change = partial(legal.add_legal_elements, plan, actor=actor_of(request))
    address = address_of(plan, section="legal")
    return press(request, address, _t("The checklist stands here now."), change)


@in_partnership
def legal_element(
    request: HttpRequest, partnership: Partnership, slug: str, part: str
) -> HttpResponse:
    """Say where one of the elements stands."""
    plan = plan_for_task_or_404(request, partnership, slug, EDIT)
    if part not in LegalPart:
        raise Http404
    element = legal_element_of(plan, part)
    form = LegalForm(posted(request), request.FILES or None, plan=plan, element=element)
    back = address_of(plan, section="legal")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with RefusalsIn(form):
            legal.set_legal_element(
                plan,
                LegalPart(part),
                actor=actor_of(request),
                note=given["note"],
                link=given["link"],
                file=_stored(form, partnership),
                keeps_file=form.keeps_file,
            )
            return task_done(request, back, _t("It is kept."))
    task = Task(
        LegalPart(part).label.capitalize(), _("Keep it"), back, has_file=True,
        lead=_("Say where it stands, give a link or add a file: one is enough."),
        more={"kept_file": element.file if element else None},
    )  # fmt: skip
    return show_task(request, plan, form, task)


def _stored(form: LegalForm, partnership: Partnership) -> StoredFile | None:
    checked = form.cleaned_data["file"]
    return store_upload(checked, partnership_id=partnership.pk) if checked else None


@require_safe
@login_not_required
@in_partnership
def legal_file(
    request: HttpRequest, partnership: Partnership, slug: str, part: str
) -> HttpResponseBase:
    """Hand over the file of an element, to who may read the plan."""
    plan = plan_or_404(request.user, partnership, slug)
    return hand_over(legal_file_or_404(plan, part))


@in_partnership
def plan_evaluate(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Note the mid-term evaluation of a plan of several years."""
    plan = plan_for_task_or_404(request, partnership, slug, EDIT)
    form = EvaluationForm(posted(request), plan=plan)
    back = address_of(plan, section="evaluation")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with RefusalsIn(form):
            evaluating.note_evaluation(
                plan, given["evaluated"], given["text"], actor=actor_of(request)
            )
            return task_done(request, back, _t("The evaluation is noted."))
    task = Task(_("Mid-term evaluation"), _("Note the evaluation"), back)
    return show_task(request, plan, form, task)
