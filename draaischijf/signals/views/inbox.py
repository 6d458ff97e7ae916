"""The inbox, and several reports at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from draaischijf.core.frame import Place
from draaischijf.core.pieces import BulkAction
from draaischijf.core.sent import wants_part
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.people.queries import abbreviations_of, require
from draaischijf.signals.domain import answering
from draaischijf.signals.domain.answering import TAKE_UP, ReplyKind
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.filters.inbox import InboxFilter
from draaischijf.signals.forms.weighing import BulkForm, TakeUpForm, place_after
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.groups import groups_count, title_of_group
from draaischijf.signals.queries.inbox import (
    PER_PAGE,
    InboxPage,
    inbox_page,
    order_of,
)
from draaischijf.signals.queries.inbox_facets import ALL, MINE, NOBODY, OPEN, Wanted
from draaischijf.signals.queries.weighing import chosen_reports, version_of
from draaischijf.signals.views.replying import Task, with_version, write_reply
from draaischijf.signals.workflow import TransitionDenied

TABS: dict[str, Promise | str] = {
    OPEN: _("Open"),
    PreSignalState.SUBMITTED: _("New"),
    PreSignalState.IN_REVIEW: _("Being weighed"),
    PreSignalState.QUESTION: _("Question asked"),
    PreSignalState.LINKED: _("In a signal"),
    PreSignalState.HANDLED_INTERNALLY: _("Settled"),
    PreSignalState.NOT_A_SIGNAL: _("Referred"),
    PreSignalState.WITHDRAWN: _("Withdrawn"),
    ALL: _("All"),
}
PLACE = ("page",)


@require_safe
@in_partnership
def inbox(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = InboxFilter(request.GET)
    wanted = form.wanted
    page = inbox_page(request.user, partnership, wanted)
    held = permissions_of(request.user, partnership)
    context = {
        "page": page,
        "rows": page.rows,
        "facets": page.facets,
        "form": form.showing(order_of(wanted)),
        "wanted": wanted,
        "kept_by_search": _kept(request, {"q", *PLACE}),
        "kept_by_order": _kept(request, {"sort", *PLACE}),
        "here": request.get_full_path(),
        "abbreviations": abbreviations_of(partnership),
        "weighs": Permission.WEIGH in held,
        "reads_all": Permission.READ_REPORTS in held,
        "bulk_actions": _bulk_actions(held),
        "groups_count": groups_count(partnership) if Permission.WEIGH in held else 0,
        "tabs": _tabs(request, wanted, page.counts),
        "whose_tabs": _whose_tabs(request, wanted, page),
        **_addresses(request, partnership, page),
    }
    part = "#listing" if wants_part(request) else ""
    return render(request, f"signals/inbox.html{part}", context)


def _bulk_actions(held: frozenset[Permission]) -> list[BulkAction]:
    if Permission.WEIGH not in held:
        return []
    actions = [
        BulkAction(TAKE_UP, _t("Take up"), "work"),
        BulkAction(ReplyKind.LINK, _t("Add to a signal"), "link"),
    ]
    if Permission.EDIT_SIGNAL in held:
        actions.append(BulkAction(ReplyKind.START, _t("Start a signal"), "plus"))
    return actions


def _kept(request: HttpRequest, without: set[str]) -> list[tuple[str, str]]:
    """The filters that a form beside them has to send along."""
    return [
        (name, value)
        for name, values in request.GET.lists()
        if name not in without
        for value in values
    ]


def _at(request: HttpRequest, **changes: str | int) -> str:
    """Return the query of this list with something changed, from the first page on."""
    query = request.GET.copy()
    for name in PLACE:
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def _tabs(request: HttpRequest, wanted: Wanted, counts: dict[str, int]) -> list[Place]:
    return [
        Place(str(label), _at(request, state=state), state == wanted.state, count)
        for state, label in TABS.items()
        if (count := counts[state]) or state in {OPEN, ALL, wanted.state}
    ]


def _whose_tabs(request: HttpRequest, wanted: Wanted, page: InboxPage) -> list[Place]:
    """All, one's own and nobody's; only for who reads all of them."""
    if not page.whose:
        return []
    labels = {
        "": _t("Of everybody"),
        MINE: _t("Mine"),
        NOBODY: _t("Nobody's yet"),
    }
    return [
        Place(label, _at(request, whose=one), one == wanted.whose, page.whose.get(one))
        for one, label in labels.items()
    ]


def _addresses(
    request: HttpRequest, partnership: Partnership, page: InboxPage
) -> dict[str, Any]:
    last = page.first + len(page.rows) - 1
    csv = reverse("signals:inbox_csv", args=[partnership.slug])
    xlsx = reverse("signals:inbox_xlsx", args=[partnership.slug])
    place = {"first": page.first, "last": last, "total": page.total}
    return {
        "clear_url": f"?state={page.state}",
        "csv_url": csv + _at(request),
        "xlsx_url": xlsx + _at(request),
        "previous_url": _at(request, page=page.page - 1) if page.page > 1 else "",
        "next_url": _at(request, page=page.page + 1) if page.has_next else "",
        "pages_text": _t("%(first)s to %(last)s of %(total)s") % place
        if page.total > PER_PAGE
        else "",
        "count_text": ngettext("%(count)s report", "%(count)s reports", page.total)
        % {"count": page.total},
        "chosen_count": sum(
            option.selected for facet in page.facets for option in facet.options
        ),
    }


@in_partnership
def bulk(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Do one thing with several reports; the address says what and with which.

    Shows first what will happen; only the POST of that page does it.
    """
    require(request.user, Permission.WEIGH, partnership)
    back = place_after(request.GET, partnership)
    form = BulkForm(request.GET)
    if not form.is_valid():
        messages.error(request, _t("Tick at least one report first."))
        return redirect(back)
    action = form.cleaned_data["action"]
    if action == ReplyKind.START:
        require(request.user, Permission.EDIT_SIGNAL, partnership)
    chosen = chosen_reports(request.user, partnership, form.cleaned_data["report"])
    able = [one for one in chosen if answering.takes_reply(one, action)]
    left = [one for one in chosen if one not in able]
    if not able:
        messages.warning(request, _t("This cannot be done with these reports now."))
        return redirect(back)
    if action == TAKE_UP:
        return _take_up(request, able, left, back)
    kind = ReplyKind(action)
    title = title_of_group(partnership, form.cleaned_data["group"])
    return write_reply(request, Task(partnership, able, kind, back, back, left, title))


def _take_up(
    request: HttpRequest, able: list[PreSignal], left: list[PreSignal], back: str
) -> HttpResponse:
    chosen = [*able, *left]
    form = TakeUpForm(request.POST or None, initial={"version": version_of(chosen)})
    context: dict[str, Any] = {
        "form": form,
        "reports": able,
        "left": left,
        "back": back,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "signals/take_up.html", context | {"form": form})
    version = form.cleaned_data["version"]
    try:
        count = answering.take_up_all(
            able, actor=actor_of(request), version=version, beside=left
        )
    except TransitionDenied as denied:
        again = TakeUpForm(with_version(request.POST, chosen))
        context |= {"form": again, "denied": denied}
        return render(request, "signals/take_up.html", context, status=422)
    words = ngettext(
        "You are weighing %(count)s report.",
        "You are weighing %(count)s reports.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect(back)
