"""The working groups of a partnership: read, made, joined, left and closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership, WorkingGroup
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.queries import require
from draaischijf.signals.domain import working_groups as deeds
from draaischijf.signals.forms.groups import PageForm
from draaischijf.signals.forms.working_groups import (
    CloseGroupForm,
    JoinForm,
    SignalGroupForm,
    WorkingGroupForm,
)
from draaischijf.signals.queries.working_groups import (
    GroupPage,
    active_groups,
    can_chair,
    can_join,
    group_or_404,
    groups_of,
    member_or_404,
)
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import (
    Task,
    show_task,
    signal_for_task_or_404,
    task_done,
)
from draaischijf.signals.workflow import TransitionDenied

AGREEMENT = "agreement"


@require_safe
@in_partnership
def working_groups(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the groups: who sits in them, and what waits for them."""
    require(request.user, Permission.READ, partnership)
    context = {
        "rows": groups_of(partnership),
        "may_arrange": holds(request.user, Permission.ARRANGE, partnership),
    }
    return render(request, "signals/working_groups.html", context)


@require_safe
@in_partnership
def working_group(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Show one group: its members, its signals, and what each of them answered."""
    require(request.user, Permission.READ, partnership)
    group = group_or_404(partnership, pk)
    page = GroupPage(group, request.user, PageForm(request.GET).wanted)
    takes_members = page.may_arrange and group.is_active
    context = {
        "page": page,
        "group": group,
        "join": JoinForm(offered=can_join(group)) if takes_members else None,
        "previous_url": f"?page={page.page - 1}" if page.page > 1 else "",
        "next_url": f"?page={page.page + 1}" if page.has_next else "",
    }
    return render(request, "signals/working_group.html", context)


@in_partnership
def working_group_add(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Make a group."""
    require(request.user, Permission.ARRANGE, partnership)
    return _write(request, partnership, None)


@in_partnership
def working_group_edit(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Give a group another name, description or chair."""
    require(request.user, Permission.ARRANGE, partnership)
    return _write(request, partnership, group_or_404(partnership, pk))


def _write(
    request: HttpRequest, partnership: Partnership, group: WorkingGroup | None
) -> HttpResponse:
    form = WorkingGroupForm(
        posted(request),
        partnership=partnership,
        people=can_chair(partnership),
        group=group,
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = {
                "name": form.cleaned_data["name"],
                "description": form.cleaned_data["description"],
                "chair": form.chosen_chair,
                "actor": actor_of(request),
            }
            if group is None:
                kept = deeds.make_group(partnership, **given)
            else:
                kept = deeds.change_group(group, **given)
            messages.success(request, _t("The working group is kept."))
            return _to_group(kept)
    back = reverse("signals:working_groups", args=[partnership.slug])
    if group:
        back = _address_of(group)
    context = {"form": form, "group": group, "back": back}
    status = 422 if form.errors else 200
    return render(request, "signals/working_group_edit.html", context, status=status)


@require_POST
@in_partnership
def working_group_join(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Let an organisation sit in the group."""
    require(request.user, Permission.ARRANGE, partnership)
    group = group_or_404(partnership, pk)
    form = JoinForm(request.POST, offered=can_join(group))
    if not form.is_valid():
        messages.error(request, _t("Choose an organisation that is not in it yet."))
        return _to_group(group)
    try:
        deeds.join_group(group, form.chosen, actor=actor_of(request))
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.error(request, reason)
    else:
        said = _t("%(name)s sits in the working group now.")
        messages.success(request, said % {"name": form.chosen.name})
    return _to_group(group)


@require_POST
@in_partnership
def working_group_leave(
    request: HttpRequest, partnership: Partnership, pk: int, member: int
) -> HttpResponse:
    """Let an organisation leave the group."""
    require(request.user, Permission.ARRANGE, partnership)
    group = group_or_404(partnership, pk)
    row = member_or_404(group, member)
    deeds.leave_group(row, actor=actor_of(request))
    said = _t("%(name)s left the working group. What it answered can still be read.")
    messages.success(request, said % {"name": row.organisation.name})
    return _to_group(group)


@in_partnership
def working_group_close(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Close the group, and say where its open signals go."""
    require(request.user, Permission.ARRANGE, partnership)
    group = group_or_404(partnership, pk)
    if group.is_standard or not group.is_active:
        raise Http404
    others = [one for one in active_groups(partnership) if one != group]
    form = CloseGroupForm(posted(request), partnership=partnership, groups=others)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            moved = deeds.close_group(group, to=form.chosen, actor=actor_of(request))
            messages.success(request, _closed(form.chosen, moved))
            return redirect("signals:working_groups", partnership.slug)
    context = {"form": form, "group": group, "back": _address_of(group)}
    status = 422 if form.errors else 200
    return render(request, "signals/working_group_close.html", context, status=status)


def _closed(to: WorkingGroup, moved: int) -> str:
    words = ngettext(
        "The working group is closed. %(count)s signal goes on with %(group)s.",
        "The working group is closed. %(count)s signals go on with %(group)s.",
        moved,
    )
    return words % {"count": moved, "group": to.name}


@in_partnership
def signal_group(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Give a signal to another working group."""
    signal = signal_for_task_or_404(
        request, partnership, number, Permission.EDIT_SIGNAL
    )
    form = SignalGroupForm(
        posted(request), signal=signal, groups=active_groups(partnership)
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = deeds.give_to_group(signal, form.chosen, actor=actor_of(request))
            return task_done(request, signal, AGREEMENT, _given(form.chosen, given))
    task = Task(
        _("Which working group agrees to it"),
        _("Give it to this group"),
        AGREEMENT,
        lead=_(
            "What was answered stays. Only the answers of organisations of the chosen "
            "group count."
        ),
    )
    return show_task(request, signal, form, task)


def _given(group: WorkingGroup, given: deeds.Given) -> str:
    said = _t("The signal is with %(group)s.") % {"group": group.name}
    if given.missing:
        asked = _t("Still to be asked: %(names)s.")
        return f"{said} {asked % {'names': ', '.join(given.missing)}}"
    return said


def _address_of(group: WorkingGroup) -> str:
    args = [group.partnership.slug, group.pk]
    return reverse("signals:working_group", args=args)


def _to_group(group: WorkingGroup) -> HttpResponse:
    return redirect(_address_of(group))
