"""Groups of reports that look alike: what the inbox proposes to take together."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.people.queries import abbreviations_of, require
from draaischijf.signals.domain import group_deeds
from draaischijf.signals.domain.answering import ReplyKind
from draaischijf.signals.forms.groups import END, OWN, GroupForm, NameForm, PageForm
from draaischijf.signals.models import ReportGroup
from draaischijf.signals.queries.groups import (
    PER_PAGE,
    group_or_404,
    groups_page,
    numbers_in,
)
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


@require_safe
@in_partnership
def groups(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the groups there are, each with its reports."""
    require(request.user, Permission.WEIGH, partnership)
    page = groups_page(request.user, partnership, PageForm(request.GET).wanted)
    context: dict[str, Any] = {
        "page": page,
        "here": request.get_full_path(),
        "abbreviations": abbreviations_of(partnership),
        "weighs": True,
        "reads_all": True,
        "may_start": Permission.EDIT_SIGNAL
        in permissions_of(request.user, partnership),
        "previous_url": f"?page={page.page - 1}" if page.page > 1 else "",
        "next_url": f"?page={page.page + 1}" if page.has_next else "",
        "pages_text": _pages_text(page.page, page.total),
    }
    return render(request, "signals/groups.html", context)


def _pages_text(page: int, total: int) -> str:
    if total <= PER_PAGE:
        return ""
    first = (page - 1) * PER_PAGE + 1
    last = min(page * PER_PAGE, total)
    place = {"first": first, "last": last, "total": total}
    return _t("%(first)s to %(last)s of %(total)s") % place


@require_POST
@in_partnership
def group_do(request: HttpRequest, partnership: Partnership, key: int) -> HttpResponse:
    """Go on to a signal with these reports, or split, take out, say it is no group."""
    require(request.user, Permission.WEIGH, partnership)
    form = GroupForm(request.POST)
    if not form.is_valid():
        raise Http404
    group = _group_or_none(request, partnership, key)
    if group is None:
        messages.warning(request, _t("This group is not there any more."))
        return redirect("signals:groups", partnership.slug)
    do, numbers = form.cleaned_data["do"], form.cleaned_data["report"]
    if do in {ReplyKind.START, ReplyKind.LINK}:
        return redirect(_together(group, do, numbers or numbers_in(group)))
    try:
        messages.success(request, _done(request, group, do, numbers))
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.error(request, reason)
    return redirect("signals:groups", partnership.slug)


def _group_or_none(
    request: HttpRequest, partnership: Partnership, key: int
) -> ReportGroup | None:
    """Another coordinator may have been quicker: that is told, and is no 404."""
    try:
        return group_or_404(request.user, partnership, key)
    except Http404:
        return None


def _together(group: ReportGroup, action: str, numbers: list[int]) -> str:
    """Return the page where several reports get one outcome, under this title."""
    slug = group.partnership.slug
    asked: list[tuple[str, Any]] = [("action", action), ("group", group.pk)]
    asked += [("report", number) for number in numbers]
    asked.append(("next", reverse("signals:groups", args=[slug])))
    return f"{reverse('signals:inbox_bulk', args=[slug])}?{urlencode(asked)}"


def _done(request: HttpRequest, group: ReportGroup, do: str, numbers: list[int]) -> str:
    actor = actor_of(request)
    if do == OWN:
        made = group_deeds.split_off(group, numbers, actor=actor)
        return _t("“%(title)s” is a group of its own now.") % {"title": made.title}
    if do == END:
        group_deeds.end_group(group, actor=actor)
        return _t("Kept: “%(title)s” is no group. These do not come back together.") % {
            "title": group.title
        }
    count = group_deeds.take_out(group, numbers, actor=actor)
    words = ngettext(
        "%(count)s report was taken out of “%(title)s”.",
        "%(count)s reports were taken out of “%(title)s”.",
        count,
    )
    return words % {"count": count, "title": group.title}


@in_partnership
def group_name(
    request: HttpRequest, partnership: Partnership, key: int
) -> HttpResponse:
    """Give a group another working title."""
    require(request.user, Permission.WEIGH, partnership)
    group = group_or_404(request.user, partnership, key)
    form = NameForm(
        posted(request), partnership=partnership, initial={"title": group.title}
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            title = form.cleaned_data["title"]
            group_deeds.name_group(group, title, actor=actor_of(request))
            messages.success(request, _t("The group has its new title."))
            return redirect("signals:groups", partnership.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "group": group}
    return render(request, "signals/group_name.html", context, status=status)
