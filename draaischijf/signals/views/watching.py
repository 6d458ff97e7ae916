"""What a person follows: signals, and the answers to a search that was kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.domain import searching, watching
from draaischijf.signals.filters.searching import (
    KeepForm,
    NameForm,
    TurnForm,
    asked_of,
    left_out,
    wanted_by,
)
from draaischijf.signals.filters.signals import wanted_of
from draaischijf.signals.queries import searching as queries
from draaischijf.signals.queries.signals import signal_or_404
from draaischijf.signals.queries.watching import followed_by


@require_safe
@in_partnership
def watched(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the signals a person follows here, and the searches that were kept."""
    user = actor_of(request)
    searches = [
        queries.Read(one, wanted_by(one.query), left_out(one.query))
        for one in queries.searches_of(user, partnership)
    ]
    context = {
        "signals": followed_by(user, partnership),
        "searches": queries.kept_searches(searches),
    }
    return render(request, "signals/watched.html", context)


@require_POST
@in_partnership
def signal_follow(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Follow a signal that one may read."""
    signal = signal_or_404(request.user, partnership, number)
    watching.follow(signal, actor=actor_of(request))
    messages.success(
        request, _t("You follow this signal. What happens you read under Notices.")
    )
    return redirect("signals:signal", partnership.slug, signal.number)


@require_POST
@in_partnership
def signal_unfollow(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Follow a signal no longer."""
    signal = signal_or_404(request.user, partnership, number)
    watching.unfollow(signal, actor=actor_of(request))
    messages.success(request, _t("You no longer follow this signal."))
    return redirect("signals:signal", partnership.slug, signal.number)


@in_partnership
def search_keep(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Keep the search of the address under a name."""
    asked = wanted_of(request.GET)
    words = queries.words_of(asked)
    start = {"query": asked_of(asked), "name": ", ".join(words).strip("“”")[:100]}
    form = KeepForm(posted(request), initial=start)
    if form.is_valid():
        query = form.cleaned_data["query"]
        kept = searching.keep_search(
            partnership,
            query,
            name=form.cleaned_data["name"],
            wanted=wanted_by(query),
            actor=actor_of(request),
            now=timezone.now(),
        )
        messages.success(request, _kept(on=kept.notifies))
        return redirect("signals:watched", partnership.slug)
    status = 422 if form.errors else 200
    context = {"form": form, "words": words}
    return render(request, "signals/search_keep.html", context, status=status)


@require_POST
@in_partnership
def search_name(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Give a kept search another name; an empty one, or one too long, says why not."""
    search = queries.search_or_404(actor_of(request), partnership, pk)
    form = NameForm(request.POST)
    if form.is_valid():
        searching.rename_search(search, form.cleaned_data["name"])
        messages.success(request, _t("The search has its new name."))
    for error in form.errors.get("name", []):
        messages.error(request, str(error))
    return redirect("signals:watched", partnership.slug)


@require_POST
@in_partnership
def search_turn(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Turn the news of a kept search on or off."""
    search = queries.search_or_404(actor_of(request), partnership, pk)
    form = TurnForm(request.POST)
    wants = form.is_valid() and form.cleaned_data["on"]
    wanted = wanted_by(search.query)
    on = searching.turn_news(search, on=wants, wanted=wanted, now=timezone.now())
    said = _kept(on=on) if wants else _t("You hear nothing of this search any more.")
    messages.success(request, said)
    return redirect("signals:watched", partnership.slug)


@require_POST
@in_partnership
def search_forget(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Keep a search no longer."""
    searching.forget_search(queries.search_or_404(actor_of(request), partnership, pk))
    messages.success(request, _t("The search is not kept any more."))
    return redirect("signals:watched", partnership.slug)


def _kept(*, on: bool) -> str:
    if on:
        return _t("Kept. New signals that answer it you read under Notices.")
    return _t(
        "Kept. It finds thousands of signals, so you get no notices of it: narrow it "
        "and keep it again."
    )
