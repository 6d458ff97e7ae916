"""The agenda of a meeting: its items, notes, decisions and tasks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from draaischijf.consultation.domain import agenda, deciding, tasking
from draaischijf.consultation.enums import TaskState
from draaischijf.consultation.forms.deciding import DecisionForm
from draaischijf.consultation.forms.items import ItemForm
from draaischijf.consultation.forms.meetings import TaskForm
from draaischijf.consultation.models import AgendaItem, Meeting
from draaischijf.consultation.queries.meetings import (
    item_named,
    item_or_404,
    meeting_or_404,
    names_at,
    task_or_404,
)
from draaischijf.consultation.views.in_place import in_place, outcome
from draaischijf.consultation.views.meetings import convened_or_404, done
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn

FIELDS = ("title", "treatment", "minutes", "text", "plan_action", "plan", "bundle")


def _asked(
    request: HttpRequest,
    form: ItemForm,
    meeting: Meeting,
    item: AgendaItem | None = None,
) -> HttpResponse:
    """Ask about an item, or ask again; files that came along are not asked again."""
    form.keep_files()
    status = 422 if form.errors else 200
    context = {"form": form, "meeting": meeting, "item": item}
    return render(request, "consultation/item.html", context, status=status)


@in_partnership
def item_new(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Put an item on the agenda; the address may name a signal."""
    actor, found = convened_or_404(request, partnership, pk)
    form = ItemForm(
        posted(request),
        request.FILES or None,
        partnership=partnership,
        reader=actor,
        initial={"signal": request.GET.get("signaal", "")[:7]},
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = agenda.add_item(found, form.facts, actor=actor)
            return redirect(f"{found.get_absolute_url()}#punt-{made.pk}")
    return _asked(request, form, found)


@in_partnership
def item_edit(
    request: HttpRequest, partnership: Partnership, pk: int, item: int
) -> HttpResponse:
    """Change an item."""
    actor, found = convened_or_404(request, partnership, pk)
    row = item_or_404(found, item)
    initial = {name: getattr(row, name) for name in FIELDS} | {
        "signal": row.signal.number if row.signal else None
    }
    form = ItemForm(
        posted(request),
        request.FILES or None,
        partnership=partnership,
        reader=actor,
        item=row,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            agenda.edit_item(row, form.facts, actor=actor)
            return redirect(f"{found.get_absolute_url()}#punt-{row.pk}")
    return _asked(request, form, found, row)


@require_POST
@in_partnership
def item_move(
    request: HttpRequest, partnership: Partnership, pk: int, item: int
) -> HttpResponse:
    """Give an item another place."""
    actor, found = convened_or_404(request, partnership, pk)
    row = item_or_404(found, item)
    asked = request.POST.get("place", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 4):
        return redirect(found)
    return done(
        request,
        found,
        lambda: agenda.move_item(row, int(asked), actor=actor),
        f"#punt-{row.pk}",
    )


@require_POST
@in_partnership
def item_remove(
    request: HttpRequest, partnership: Partnership, pk: int, item: int
) -> HttpResponse:
    """Take an item off the agenda."""
    actor, found = convened_or_404(request, partnership, pk)
    row = item_or_404(found, item)
    return done(request, found, lambda: agenda.remove_item(row, actor=actor), "#agenda")


@require_POST
@in_partnership
def item_ask(
    request: HttpRequest, partnership: Partnership, pk: int, item: int
) -> HttpResponse:
    """Ask to talk about an item that would pass by consent."""
    actor = actor_with(request.user, Permission.READ, partnership)
    found = meeting_or_404(actor, partnership, pk)
    row = item_or_404(found, item)
    return done(
        request,
        found,
        lambda: agenda.ask_to_discuss(row, actor=actor),
        f"#punt-{row.pk}",
    )


@in_partnership
def item_decide(
    request: HttpRequest, partnership: Partnership, pk: int, item: int
) -> HttpResponse:
    """Note what was decided under an item."""
    actor, found = convened_or_404(request, partnership, pk)
    row = item_or_404(found, item)
    form = DecisionForm(posted(request), item=row)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            deciding.decide(
                row, form.verdict, actor=actor, way=form.way, life=form.life,
                step=form.step,
            )  # fmt: skip
            return outcome(request, found, row, actor)
    return in_place(request, found, row, form, "decide")


@in_partnership
def task_new(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Note who does what; the address may name the item."""
    actor, found = convened_or_404(request, partnership, pk)
    row = item_named(found, request.GET.get("punt", ""))
    form = TaskForm(
        posted(request), partnership=partnership, also_known=names_at(found)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with RefusalsIn(form):
            tasking.give_task(
                found,
                given["what"],
                actor=actor,
                owner=given["owner"],
                owner_name=given["owner_name"],
                due=given["due"],
                item=row,
            )
            return outcome(request, found, row, actor)
    return in_place(request, found, row, form, "task")


@require_POST
@in_partnership
def task_close(
    request: HttpRequest, partnership: Partnership, pk: int, task: int
) -> HttpResponse:
    """Say that a task is done, or open again."""
    actor = actor_with(request.user, Permission.READ, partnership)
    found = meeting_or_404(actor, partnership, pk)
    row = task_or_404(found, task)
    said = request.POST.get("state", "")
    if said not in TaskState.values:
        return redirect(found)
    return done(
        request,
        found,
        lambda: tasking.close_task(row, actor=actor, state=TaskState(said)),
        "#taken",
    )
