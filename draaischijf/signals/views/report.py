"""Reporting a problem: for everybody, without an account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from draaischijf.accounts.models import User
from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import store_upload
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals import links
from draaischijf.signals.domain.reporting import report_pre_signal
from draaischijf.signals.forms.report import AlikeForm, ReportForm
from draaischijf.signals.forms.screened import LONGEST_TEXT, CheckForm
from draaischijf.signals.queries.suggesting import suggestions
from draaischijf.signals.views import limits


@login_not_required
@in_partnership
def report(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    if "alike" in request.POST and not limits.is_over(request, limits.CHECK):
        return _look_first(request, partnership)
    if request.method == "POST":
        return _take_in(request, partnership)
    form = ReportForm(partnership=partnership, user=request.user)
    return _page(request, form)


def _look_first(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show what is alike in the form as it was filled in: where there is no script."""
    form = ReportForm(
        request.POST, request.FILES, partnership=partnership, user=request.user
    )
    form.is_valid()
    form.show_kept(_kept(form, partnership))
    text = request.POST.get("problem", "")
    found = suggestions(request.user, partnership, text[:LONGEST_TEXT])
    return _page(request, form, suggestions=found, asked=True)


def _take_in(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    over = limits.is_over(request, limits.REPORT)
    files = None if over else request.FILES
    form = ReportForm(request.POST, files, partnership=partnership, user=request.user)
    if over:
        form.refuse(limits.too_many(limits.REPORT))
        return limits.wait(_page(request, form), limits.REPORT)
    is_valid = form.is_valid()
    # Kept at once, also when something else has to be put right: a browser does not
    # choose the files again.
    kept = _kept(form, partnership)
    if not is_valid:
        form.show_kept(kept)
        return _page(request, form, status=422)
    made = report_pre_signal(
        partnership,
        form.report,
        submission_key=form.key,
        raiser=raiser_of(request),
        files=kept,
    )
    return redirect(f"{links.follow_path(made)}?nieuw")


@login_not_required
@require_POST
@in_partnership
def check(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Read one text over that was just left; nothing is kept of it."""
    name = request.headers.get("HX-Trigger-Name", "")
    text = request.POST.get(name, "")
    ticked = {"name": name, "text": text}
    form = CheckForm({**ticked, "accepted": request.POST.getlist("accepted")})
    if limits.is_over(request, limits.CHECK) or not form.is_valid():
        return HttpResponse(status=204)
    return render(
        request,
        "signals/_screening_note.html",
        {"name": name, "screening": form.found(partnership)},
    )


@login_not_required
@require_POST
@in_partnership
def alike(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show what looks like the text that is being written; nothing is kept of it."""
    form = AlikeForm(request.POST)
    if limits.is_over(request, limits.CHECK) or not form.is_valid():
        return HttpResponse(status=204)
    found = suggestions(request.user, partnership, form.cleaned_data["problem"])
    context = {"suggestions": found, "asked": True}
    return render(request, "signals/_alike.html", context)


def raiser_of(request: HttpRequest) -> User | None:
    """Return who is signed in, if anybody is."""
    return request.user if isinstance(request.user, User) else None


def _kept(form: ReportForm, partnership: Partnership) -> list[StoredFile]:
    fresh = [store_upload(one, partnership_id=partnership.pk) for one in form.checked]
    return [*form.kept_before, *fresh]


def _page(
    request: HttpRequest, form: ReportForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, **more}
    return render(request, "signals/report.html", context, status=status)
