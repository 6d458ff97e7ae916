"""The list of editions, one edition to read, and two beside each other."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from draaischijf.bundles.domain.freezing import freeze_bundle
from draaischijf.bundles.domain.writing import start_bundle
from draaischijf.bundles.enums import Chaptering
from draaischijf.bundles.forms import BundleForm
from draaischijf.bundles.queries.bundles import (
    BundlePage,
    WritingPage,
    bundle_list,
    bundle_or_404,
)
from draaischijf.bundles.queries.comparing import compare
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


@require_safe
@login_not_required
@in_partnership
def bundles(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """List the editions this reader may see, the newest first."""
    context = {"bundles": bundle_list(request.user, partnership)}
    return render(request, "bundles/bundles.html", context)


@in_partnership
def bundle_start(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Start the next edition."""
    actor = actor_with(request.user, Permission.EDIT_SIGNAL, partnership)
    year = timezone.localdate().year
    form = BundleForm(
        posted(request),
        initial={"year": year, "chaptering": Chaptering.RIGHTS},
        partnership=partnership,
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = start_bundle(partnership, actor=actor, **form.words)
            return redirect("bundles:bundle_edit", partnership.slug, made.edition)
    status = 422 if form.errors else 200
    return render(request, "bundles/bundle_start.html", {"form": form}, status=status)


@require_safe
@login_not_required
@in_partnership
def bundle(
    request: HttpRequest, partnership: Partnership, edition: int
) -> HttpResponse:
    """Show an edition as a booklet."""
    found = bundle_or_404(request.user, partnership, edition)
    context = {"bundle": found, "page": BundlePage(found, request.user)}
    return render(request, "bundles/bundle.html", context)


@require_safe
@login_not_required
@in_partnership
def bundle_compare(
    request: HttpRequest, partnership: Partnership, edition: int, other: int
) -> HttpResponse:
    """Show how two editions differ."""
    one = bundle_or_404(request.user, partnership, edition)
    two = bundle_or_404(request.user, partnership, other)
    context = {"bundle": one, "other": two, "comparison": compare(one, two)}
    return render(request, "bundles/bundle_compare.html", context)


@in_partnership
def bundle_freeze(
    request: HttpRequest, partnership: Partnership, edition: int
) -> HttpResponse:
    """Say what becomes public, then keep the edition as it is for ever."""
    actor = actor_with(request.user, Permission.PUBLISH, partnership)
    found = bundle_or_404(request.user, partnership, edition)
    if found.is_frozen:
        return redirect(found)
    if request.method == "POST":
        try:
            freeze_bundle(found, actor=actor)
        except TransitionDenied as denied:
            messages.error(request, " ".join(map(str, denied.reasons)))
            return redirect("bundles:bundle_freeze", partnership.slug, edition)
        messages.success(request, _t("The edition is frozen. Everybody reads it now."))
        return redirect(found)
    context = {"bundle": found, "page": WritingPage(found)}
    return render(request, "bundles/bundle_freeze.html", context)
