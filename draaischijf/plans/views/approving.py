"""The approval of a plan: the page, its bodies, and what they said."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.domain import approval_steps, approving
from draaischijf.plans.enums import PlanStatus, StepKind, StepResult
from draaischijf.plans.forms.approval import (
    MoveStepForm,
    ResultForm,
    StepForm,
    SubmitForm,
)
from draaischijf.plans.models import ApprovalStep
from draaischijf.plans.queries.approval import PlanApproval, approval_step_or_404
from draaischijf.plans.queries.approval_next import next_thing
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

ADOPT = Permission.ADOPT_PLAN


@require_safe
@login_not_required
@in_partnership
def approval(request: HttpRequest, partnership: Partnership, slug: str) -> HttpResponse:
    """Show everything about the approval of a plan."""
    plan = plan_or_404(request.user, partnership, slug)
    found = PlanApproval(plan, request.user)
    context = {"plan": plan, "approval": found, "next": next_thing(found)}
    return render(request, "plans/approval.html", context)


@require_POST
@in_partnership
def approval_usual(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Put the usual bodies of this kind of plan."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    change = partial(approval_steps.add_usual_steps, plan, actor=actor_of(request))
    return press(request, address_of(plan), _t("The usual bodies are put."), change)


@in_partnership
def approval_step_add(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Put one more body."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    form = StepForm(posted(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            approval_steps.add_step(
                plan,
                StepKind(given["kind"]),
                given["body"],
                planned=given["planned"],
                actor=actor_of(request),
            )
            return task_done(request, address_of(plan), _t("The body is added."))
    task = Task(_("One more body"), _("Add the body"), address_of(plan))
    return show_task(request, plan, form, task)


@in_partnership
def approval_step(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Change a body that still has to say something."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    step = approval_step_or_404(plan, pk)
    form = StepForm(posted(request), plan=plan, step=step)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = {
                name: form.cleaned_data[name] for name in ("kind", "body", "planned")
            }
            approval_steps.edit_step(step, actor=actor_of(request), **given)
            return task_done(request, address_of(plan), _t("The body is changed."))
    task = Task(_("Change this body"), _("Keep it"), address_of(plan), lead=step.body)
    return show_task(request, plan, form, task)


@require_POST
@in_partnership
def approval_step_move(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Let a body change places with the one before or after it."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    step = approval_step_or_404(plan, pk)
    form = MoveStepForm(request.POST)
    if not form.is_valid():
        raise Http404
    where = form.cleaned_data["where"]
    change = partial(approval_steps.move_step, step, where, actor=actor_of(request))
    said = _t("%(body)s has another place now.") % {"body": step.body}
    return press(request, address_of(plan, section="steps"), said, change)


@require_POST
@in_partnership
def approval_step_remove(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Take out a body that still has to say something."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    step = approval_step_or_404(plan, pk)
    change = partial(approval_steps.remove_step, step, actor=actor_of(request))
    said = _t("%(body)s is taken out.") % {"body": step.body}
    return press(request, address_of(plan), said, change)


@in_partnership
def approval_result(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Note what a body said."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    step = approval_step_or_404(plan, pk)
    form = ResultForm(posted(request), plan=plan, step=step)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            approving.record_result(
                step,
                StepResult(given["result"]),
                given["date"],
                actor=actor_of(request),
                reference=given["reference"],
                remark=given["remark"],
                without_advice=given.get("without_advice", False),
            )
            return task_done(request, address_of(plan), _t("It is noted."))
    return show_task(request, plan, form, _result_task(step, form, address_of(plan)))


def _result_task(step: ApprovalStep, form: ResultForm, back: str) -> Task:
    notifies = step.kind == StepKind.NOTIFICATION
    title = _t("Sent to %(body)s") if notifies else _t("What %(body)s said")
    warning = ""
    if form.waiting:
        warning = _t("There is no advice yet of: %(names)s.") % {
            "names": ", ".join(form.waiting)
        }
    return Task(title % {"body": step.body}, _("Note it"), back, warning=warning)


@require_POST
@in_partnership
def approval_take_back(
    request: HttpRequest, partnership: Partnership, slug: str, pk: int
) -> HttpResponse:
    """Take back what was noted by mistake."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    step = approval_step_or_404(plan, pk)
    change = partial(approving.take_back_result, step, actor=actor_of(request))
    said = _t("What was noted of %(body)s is taken back.") % {"body": step.body}
    return press(request, address_of(plan), said, change)


@in_partnership
def plan_submit(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Lay a plan before its bodies, for the first time or again."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    found = PlanApproval(plan, request.user)
    spoke = [row for row in found.rows if not row.step.is_pending]
    form = SubmitForm(
        posted(request), plan=plan, asks_who=bool(found.refused and spoke)
    )
    if request.method == "POST" and form.is_valid():
        lay = (
            approving.try_again
            if plan.status == PlanStatus.AMENDING
            else approving.submit_plan
        )
        with RefusalsIn(form):
            lay(plan, actor=actor_of(request), all_again=form.is_all_again)
            return task_done(request, address_of(plan), _t("The plan is submitted."))
    lead = _t("It goes to: %(names)s.") % {
        "names": ", ".join(row.step.body for row in found.rows) or "…"
    }
    incomplete = found.shows_legal and not found.is_legal_complete
    task = Task(
        _("Submit for approval"),
        _("Submit"),
        address_of(plan),
        lead=lead,
        warning=_("The elements the law asks are not all there yet.")
        if incomplete
        else "",
    )
    return show_task(request, plan, form, task)


@require_POST
@in_partnership
def plan_take_back(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Make a submitted plan a draft again."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    change = partial(approving.take_back_submission, plan, actor=actor_of(request))
    return press(request, address_of(plan), _t("The plan is a draft again."), change)
