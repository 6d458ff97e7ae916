"""The log of an action: noting a line, changing it, taking it out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.fuzzy.asking import WhenForm
from draaischijf.core.sent import posted
from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import store_upload
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.plans.domain import following, telling
from draaischijf.plans.forms.log_entries import LogEntryForm
from draaischijf.plans.models import PlanAction
from draaischijf.plans.queries import log_page
from draaischijf.plans.views.action_tasks import (
    Task,
    action_for_task_or_404,
    show_task,
    task_done,
    told_no,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.refusals import RefusalsIn

LOG = "follow-up"
FIELDS = "plans/_action_log_fields.html"


@in_partnership
def action_log(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Note one dated line; a line of before is there to repeat."""
    action = _action_to_follow_or_404(request, partnership, slug, number)
    user = actor_of(request)
    form = LogEntryForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        action=action,
        repeats=log_page.repeated(action, user, request.GET.get("repeat", "")),
        listeners=telling.count_listeners(action),
    )
    if request.method == "POST" and _is_ready(form):
        with RefusalsIn(form):
            following.add_log_entry(
                action,
                form.read_date,
                actor=user,
                also_about=form.cleaned_data["also_about"],
                files=form.kept_before,
                **form.facts,
            )
            return task_done(request, action, LOG, _t("The line is in the log."))
    return _show(request, action, form, _("Note something"), _("Note it"))


@in_partnership
def action_log_edit(
    request: HttpRequest, partnership: Partnership, slug: str, number: int, pk: int
) -> HttpResponse:
    """Change a line of the log."""
    action = _action_to_follow_or_404(request, partnership, slug, number)
    entry = log_page.entry_to_change_or_404(actor_of(request), action, pk)
    form = LogEntryForm(
        posted(request),
        request.FILES if request.method == "POST" else None,
        action=action,
        entry=entry,
        listeners=telling.count_listeners(action),
    )
    if request.method == "POST" and _is_ready(form):
        with RefusalsIn(form):
            following.edit_log_entry(
                entry,
                form.read_date,
                actor=actor_of(request),
                also_about=form.cleaned_data["also_about"],
                files=form.kept_before,
                **form.facts,
            )
            return task_done(request, action, LOG, _t("The line was changed."))
    return _show(request, action, form, _("Change the line"), _("Keep the changes"))


@require_POST
@in_partnership
def action_log_remove(
    request: HttpRequest, partnership: Partnership, slug: str, number: int, pk: int
) -> HttpResponse:
    """Take a line out of the log; the history keeps that it was there."""
    action = _action_to_follow_or_404(request, partnership, slug, number)
    user = actor_of(request)
    entry = log_page.entry_to_change_or_404(user, action, pk)
    try:
        following.remove_log_entry(entry, actor=user)
    except TransitionDenied as denied:
        return told_no(request, action, denied)
    return task_done(request, action, LOG, _t("The line was taken out of the log."))


@require_safe
@in_partnership
def action_log_date(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> HttpResponse:
    """Say how a date that is being typed is read."""
    _action_to_follow_or_404(request, partnership, slug, number)
    typed = {"understood": WhenForm(request.GET).understood}
    return render(request, "signals/_read_date.html", typed)


def _action_to_follow_or_404(
    request: HttpRequest, partnership: Partnership, slug: str, number: int
) -> PlanAction:
    needed = Permission.FOLLOW_UP
    return action_for_task_or_404(request, partnership, slug, number, needed)


def _is_ready(form: LogEntryForm) -> bool:
    """Keep the files that came along, and tell whether the line can be noted now.

    They are kept also when something else has to be put right: a browser does not
    choose the files again.
    """
    is_valid = form.is_valid()
    fresh: list[StoredFile] = [
        store_upload(one, partnership_id=form.partnership.pk) for one in form.checked
    ]
    form.show_kept([*form.kept_before, *fresh])
    return is_valid and not form.wants_preview


def _show(
    request: HttpRequest,
    action: PlanAction,
    form: LogEntryForm,
    title: Promise,
    submit: Promise,
) -> HttpResponse:
    news = None
    if form.is_bound and form.is_valid() and form.wants_preview:
        facts = {name: form.facts[name] for name in following.FACTS}
        news = telling.news_of(action, form.read_date, **facts)
    more = {
        "news": news,
        "repeats": log_page.repeats_for(action, actor_of(request)),
    }
    task = Task(title=title, submit=submit, section=LOG, fields=FIELDS, more=more)
    return show_task(request, action, form, task)
