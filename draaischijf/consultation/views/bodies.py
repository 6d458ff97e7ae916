"""The overview of bodies, and one body with who sits in it and its meetings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.consultation.domain import bodies as domain
from draaischijf.consultation.enums import MemberFunction
from draaischijf.consultation.exports.bodies import body_cells, body_headers, file_name
from draaischijf.consultation.filters.bodies import wanted_bodies_of
from draaischijf.consultation.forms.bodies import (
    BodyForm,
    CorrectSeatForm,
    EndForm,
    SeatForm,
)
from draaischijf.consultation.models import Body
from draaischijf.consultation.queries.bodies import (
    BodyPage,
    body_or_404,
    member_or_404,
    year_asked,
    years_of,
)
from draaischijf.consultation.queries.body_years import body_rows, choices_of
from draaischijf.core.exports import csv_response, xlsx_response
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


@login_not_required
@require_safe
@in_partnership
def bodies(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the bodies with what they planned and held in a year."""
    years = years_of(partnership)
    year = year_asked(request.GET, years)
    wanted = wanted_bodies_of(request.GET)
    rows = body_rows(request.user, partnership, year, wanted)
    context = {
        "rows": rows,
        "before": [one.year for one in rows[0].before] if rows else [],
        "year": year,
        "years": years,
        "wanted": wanted,
        "choices": choices_of(request.user, partnership),
        "this_year": timezone.localdate().year,
    }
    return render(request, "consultation/bodies.html", context)


@login_not_required
@require_safe
@in_partnership
def bodies_export(
    request: HttpRequest, partnership: Partnership, kind: str
) -> HttpResponseBase:
    """Give the overview, under its filters, as a file."""
    makers = {"csv": csv_response, "xlsx": xlsx_response}
    if kind not in makers:
        raise Http404
    year = year_asked(request.GET, years_of(partnership))
    wanted = wanted_bodies_of(request.GET)
    rows = body_rows(request.user, partnership, year, wanted)
    before = [one.year for one in rows[0].before] if rows else []
    return makers[kind](file_name(partnership), body_headers(before), body_cells(rows))


@login_not_required
@require_safe
@in_partnership
def body(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show one body."""
    return body_page(request, body_or_404(request.user, partnership, pk))


def body_page(
    request: HttpRequest, body: Body, *, seat_form: SeatForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Show a body; a form that was refused takes the place of its empty one."""
    page = BodyPage(body, request.user)
    context = {
        "body": body,
        "page": page,
        "seat_form": seat_form
        or (SeatForm(partnership=body.partnership) if page.may_convene else None),
        "end_form": EndForm(),
    }
    return render(request, "consultation/body.html", context, status=status)


@in_partnership
def body_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Make a body."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    form = BodyForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = domain.found_body(partnership, form.facts, actor=actor)
            _keep_frequency(form, made, request)
            messages.success(request, _t("The body is kept."))
            return redirect(made)
    status = 422 if form.errors else 200
    context = {"form": form, "body": None}
    return render(request, "consultation/body_words.html", context, status=status)


@in_partnership
def body_edit(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Change what a body is."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = body_or_404(actor, partnership, pk)
    page = BodyPage(found, actor)
    initial = {
        name: getattr(found, name)
        for name in ("name", "short_name", "kind", "mandate", "parent", "area",
                     "recognised", "recognised_in", "founded", "is_public")
    } | {"per_year": page.year.planned}  # fmt: skip
    form = BodyForm(
        posted(request), partnership=partnership, body=found, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            domain.edit_body(found, form.facts, actor=actor)
            _keep_frequency(form, found, request)
            messages.success(request, _t("The body is kept."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"form": form, "body": found}
    return render(request, "consultation/body_words.html", context, status=status)


def _keep_frequency(form: BodyForm, body: Body, request: HttpRequest) -> None:
    per_year = form.cleaned_data["per_year"]
    if per_year is None:
        return
    actor = actor_with(request.user, Permission.CONVENE, body.partnership)
    if BodyPage(body, actor).year.planned != per_year:
        year = timezone.localdate().year
        domain.set_frequency(body, per_year, since=year, actor=actor)


@require_POST
@in_partnership
def member_seat(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Give a seat."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = body_or_404(actor, partnership, pk)
    form = SeatForm(request.POST, partnership=partnership)
    if not form.is_valid():
        return body_page(request, found, seat_form=form, status=422)
    given = form.cleaned_data
    try:
        domain.seat_member(
            found,
            actor=actor,
            organisation=given["organisation"],
            person=given["person"],
            name=given["name"],
            organisation_name=given["organisation_name"],
            function=MemberFunction(given["function"]),
            since=given["since"],
            until=given["until"],
        )
    except TransitionDenied as denied:
        form.add_error(None, " ".join(map(str, denied.reasons)))
        return body_page(request, found, seat_form=form, status=422)
    return redirect(found)


@in_partnership
def member_correct(
    request: HttpRequest, partnership: Partnership, pk: int, member: int
) -> HttpResponse:
    """Put the function or term of a member right."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = body_or_404(actor, partnership, pk)
    seat = member_or_404(found, member)
    form = CorrectSeatForm(posted(request), partnership=partnership, member=seat)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            domain.correct_seat(
                seat,
                function=MemberFunction(given["function"]),
                since=given["since"],
                until=given["until"],
                name=given.get("name", ""),
                organisation_name=given.get("organisation_name", ""),
                actor=actor,
            )
            messages.success(request, _t("The member is kept."))
            return redirect(found)
    status = 422 if form.errors else 200
    context = {"body": found, "seat": seat, "form": form}
    return render(request, "consultation/seat.html", context, status=status)


@require_POST
@in_partnership
def member_end(
    request: HttpRequest, partnership: Partnership, pk: int, member: int
) -> HttpResponse:
    """Let a seat end."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = body_or_404(actor, partnership, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _t("Check the day: it was not kept."))
        return redirect(found)
    try:
        domain.end_seat(
            member_or_404(found, member), form.cleaned_data["day"], actor=actor
        )
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    return redirect(found)


@require_POST
@in_partnership
def body_end(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Say that a body ended."""
    actor = actor_with(request.user, Permission.CONVENE, partnership)
    found = body_or_404(actor, partnership, pk)
    form = EndForm(request.POST)
    if form.is_valid():
        domain.end_body(found, form.cleaned_data["day"], actor=actor)
    else:
        messages.error(request, _t("Check the day: it was not kept."))
    return redirect(found)
