"""Writing an edition: its words, its signals in order, its chapters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from draaischijf.accounts.models import User
from draaischijf.bundles.domain import writing
from draaischijf.bundles.enums import Chaptering
from draaischijf.bundles.filters import wanted_of
from draaischijf.bundles.forms import (
    BundleForm,
    ChapterForm,
    InChapterForm,
    SignalsForm,
    StepForm,
)
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.queries.bundles import (
    WritingPage,
    bundle_or_404,
    chapter_or_404,
    place_or_404,
)
from draaischijf.bundles.queries.choosing import choice_of, chosen_signals
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


def _written_or_404(
    request: HttpRequest, partnership: Partnership, edition: int
) -> tuple[User, SignalBundle]:
    """Return who writes, and the draft. Raises Http404, also for a frozen edition."""
    actor = actor_with(request.user, Permission.EDIT_SIGNAL, partnership)
    found = bundle_or_404(actor, partnership, edition)
    if found.is_frozen:
        raise Http404
    return actor, found


@in_partnership
def bundle_edit(
    request: HttpRequest, partnership: Partnership, edition: int
) -> HttpResponse:
    """Show an edition as it is written: words, chapters, signals, what is missing."""
    _actor, found = _written_or_404(request, partnership, edition)
    context = {
        "bundle": found,
        "page": WritingPage(found),
        "chapter_form": ChapterForm(partnership=partnership),
        "has_own_chapters": found.chaptering == Chaptering.OWN,
    }
    return render(request, "bundles/bundle_edit.html", context)


@in_partnership
def bundle_words(
    request: HttpRequest, partnership: Partnership, edition: int
) -> HttpResponse:
    """Change title, year, introduction and the kind of chapters."""
    actor, found = _written_or_404(request, partnership, edition)
    names = ("title", "year", "introduction", "chaptering")
    form = BundleForm(
        posted(request),
        initial={name: getattr(found, name) for name in names},
        partnership=partnership,
        bundle=found,
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            writing.edit_bundle(found, actor=actor, **form.words)
            messages.success(request, _t("The edition is kept."))
            return redirect("bundles:bundle_edit", partnership.slug, edition)
    context = {"bundle": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "bundles/bundle_words.html", context, status=status)


@in_partnership
def bundle_choose(
    request: HttpRequest, partnership: Partnership, edition: int
) -> HttpResponse:
    """Choose signals, by filter, and put them in."""
    actor, found = _written_or_404(request, partnership, edition)
    wanted = wanted_of(request.GET)
    choice = choice_of(found, wanted)
    if request.method == "POST":
        form = SignalsForm(request.POST, numbers=choice.numbers)
        if form.is_valid():
            numbers = form.cleaned_data["signal"]
            signals = chosen_signals(found, numbers)
            return _put(request, found, actor, signals)
        messages.error(request, _t("Tick at least one signal."))
    context = {"bundle": found, "wanted": wanted, "choice": choice}
    return render(request, "bundles/bundle_choose.html", context)


def _put(
    request: HttpRequest, bundle: SignalBundle, actor: User, signals: list[Any]
) -> HttpResponse:
    back = redirect("bundles:bundle_edit", bundle.partnership.slug, bundle.edition)
    try:
        made = writing.put_signals(bundle, signals, actor=actor)
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return back
    words = ngettext(
        "%(count)s signal stands in the edition now.",
        "%(count)s signals stand in the edition now.",
        len(made),
    )
    messages.success(request, words % {"count": len(made)})
    return back


def _done(
    request: HttpRequest, bundle: SignalBundle, anchor: str, does: Callable[[], object]
) -> HttpResponse:
    """Do one thing, say why not where it was refused, and go back to its place."""
    try:
        does()
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
    page = redirect("bundles:bundle_edit", bundle.partnership.slug, bundle.edition)
    page["Location"] += f"#{anchor}"
    return page


@require_POST
@in_partnership
def place_move(
    request: HttpRequest, partnership: Partnership, edition: int, number: int
) -> HttpResponse:
    """Move a signal one place up or down in its chapter."""
    actor, found = _written_or_404(request, partnership, edition)
    signal = place_or_404(found, number).signal
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404
    step = form.cleaned_data["step"]
    return _done(
        request,
        found,
        f"signaal-{number}",
        lambda: writing.move_signal(found, signal, step, actor=actor),
    )


@require_POST
@in_partnership
def place_remove(
    request: HttpRequest, partnership: Partnership, edition: int, number: int
) -> HttpResponse:
    """Take a signal out of the edition."""
    actor, found = _written_or_404(request, partnership, edition)
    signal = place_or_404(found, number).signal
    return _done(
        request,
        found,
        "signalen",
        lambda: writing.take_out_signal(found, signal, actor=actor),
    )


@require_POST
@in_partnership
def place_chapter(
    request: HttpRequest, partnership: Partnership, edition: int, number: int
) -> HttpResponse:
    """Put a signal in a chapter of the edition's own."""
    actor, found = _written_or_404(request, partnership, edition)
    signal = place_or_404(found, number).signal
    form = InChapterForm(request.POST, bundle=found)
    if not form.is_valid():
        raise Http404
    chapter = form.chapters.get(form.cleaned_data["chapter"] or 0)
    return _done(
        request,
        found,
        f"signaal-{number}",
        lambda: writing.put_in_chapter(found, signal, chapter, actor=actor),
    )


@require_POST
@in_partnership
def chapter_add(
    request: HttpRequest, partnership: Partnership, edition: int
) -> HttpResponse:
    """Add a chapter of the edition's own."""
    actor, found = _written_or_404(request, partnership, edition)
    form = ChapterForm(request.POST, partnership=partnership)
    if form.is_valid():
        title = form.cleaned_data["title"]
        return _done(
            request,
            found,
            "hoofdstukken",
            lambda: writing.add_chapter(found, title, actor=actor),
        )
    context = {
        "bundle": found,
        "page": WritingPage(found),
        "chapter_form": form,
        "has_own_chapters": True,
    }
    return render(request, "bundles/bundle_edit.html", context, status=422)


@require_POST
@in_partnership
def chapter_move(
    request: HttpRequest, partnership: Partnership, edition: int, pk: int
) -> HttpResponse:
    """Move a chapter one place up or down."""
    actor, found = _written_or_404(request, partnership, edition)
    chapter = chapter_or_404(found, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Http404
    step = form.cleaned_data["step"]
    return _done(
        request,
        found,
        "hoofdstukken",
        lambda: writing.move_chapter(found, chapter, step, actor=actor),
    )


@require_POST
@in_partnership
def chapter_remove(
    request: HttpRequest, partnership: Partnership, edition: int, pk: int
) -> HttpResponse:
    """Take a chapter away; its signals stay."""
    actor, found = _written_or_404(request, partnership, edition)
    chapter = chapter_or_404(found, pk)
    return _done(
        request,
        found,
        "hoofdstukken",
        lambda: writing.remove_chapter(found, chapter, actor=actor),
    )
