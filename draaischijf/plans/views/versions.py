"""Adopting and amending, the adopted versions, the elements of the law, evaluation."""

from __future__ import annotations

import uuid
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.documents.downloads import download
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.domain import adopting
from draaischijf.plans.forms.approval import AdoptForm, AmendForm
from draaischijf.plans.queries.approval import PlanApproval
from draaischijf.plans.queries.plans import plan_or_404
from draaischijf.plans.queries.version_readers import content_for, difference_for
from draaischijf.plans.queries.versions import (
    read_content,
    version_file_or_404,
    version_is_intact,
    version_or_404,
    versions_of,
)
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


@in_partnership
def plan_adopt(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Freeze a plan as it was adopted."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    found = PlanApproval(plan, request.user)
    form = AdoptForm(posted(request), plan=plan, approval=found)
    if request.method == "POST" and form.is_valid():
        names = ("body", "adopted", "reference", "make_public")
        given = {name: form.cleaned_data[name] for name in names}
        note = form.cleaned_data.get("note", "")
        with RefusalsIn(form):
            version = adopting.adopt_plan(
                plan, note=note, actor=actor_of(request), **given
            )
            said = _t("Version %(number)s is adopted.") % {"number": version.number}
            return task_done(request, address_of(plan), said)
    lead = _t(
        "The plan is kept whole as it is now, and can be read for ever. After this its "
        "words only change by an amendment."
    )
    task = Task(_("Adopt the plan"), _("Adopt"), address_of(plan), lead=lead)
    return show_task(request, plan, form, task)


@in_partnership
def plan_amend(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Open the words of an adopted plan again."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    form = AmendForm(posted(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            reason = form.cleaned_data["reason"]
            adopting.start_amendment(plan, reason, actor=actor_of(request))
            said = _t("The words of the plan can be changed again.")
            return task_done(request, address_of(plan), said)
    lead = _t("The plan goes through the same bodies again; what was adopted stays.")
    task = Task(
        _("Amend the plan"), _("Start the amendment"), address_of(plan), lead=lead
    )
    return show_task(request, plan, form, task)


@require_POST
@in_partnership
def plan_amend_cancel(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Stop an amendment that changed nothing."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    change = partial(adopting.cancel_amendment, plan, actor=actor_of(request))
    return press(request, address_of(plan), _t("The amendment is stopped."), change)


@require_POST
@in_partnership
def plan_close(
    request: HttpRequest, partnership: Partnership, slug: str
) -> HttpResponse:
    """Close a plan whose period is over."""
    plan = plan_for_task_or_404(request, partnership, slug, ADOPT)
    change = partial(adopting.close_plan, plan, actor=actor_of(request))
    return press(request, address_of(plan), _t("The plan is closed."), change)


@require_safe
@login_not_required
@in_partnership
def versions(request: HttpRequest, partnership: Partnership, slug: str) -> HttpResponse:
    """List the versions that were adopted."""
    plan = plan_or_404(request.user, partnership, slug)
    context = {"plan": plan, "versions": versions_of(plan)}
    return render(request, "plans/versions.html", context)


@require_safe
@login_not_required
@in_partnership
def version(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Show a plan as it was adopted, from what was kept alone."""
    plan = plan_or_404(request.user, partnership, slug)
    found = version_or_404(plan, number)
    context = {
        "plan": plan,
        "version": found,
        "kept": read_content(content_for(request.user, plan, found)),
        "is_intact": version_is_intact(found),
        "before": number - 1,
    }
    return render(request, "plans/version.html", context)


@require_safe
@login_not_required
@in_partnership
def version_difference(
    request: HttpRequest,
    partnership: Partnership,
    slug: str,
    number: int,
    earlier: int,
) -> HttpResponse:
    """Show what differs between two adopted versions."""
    plan = plan_or_404(request.user, partnership, slug)
    later, before = version_or_404(plan, number), version_or_404(plan, earlier)
    context = {
        "plan": plan,
        "version": later,
        "before": before,
        "difference": difference_for(request.user, plan, before, later),
    }
    return render(request, "plans/version_difference.html", context)


@require_safe
@login_not_required
@in_partnership
def version_file(
    request: HttpRequest,
    partnership: Partnership,
    slug: str,
    number: int,
    uid: uuid.UUID,
) -> HttpResponseBase:
    """Hand over a file that was adopted with a version."""
    plan = plan_or_404(request.user, partnership, slug)
    return download(version_file_or_404(plan, number, uid))
