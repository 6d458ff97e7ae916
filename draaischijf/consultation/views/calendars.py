"""Calendars to subscribe to, and the page where one finds their addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.consultation.calendar_files import Feed, feed_text
from draaischijf.consultation.domain import feeds as domain
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.queries.bodies import body_named
from draaischijf.consultation.queries.feeds import (
    CalendarsPage,
    calendar_behind,
    feed_or_404,
    public_body_or_404,
    public_calendar,
)
from draaischijf.core.headers import as_personal
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.http import against_guessing

PAGE = "consultation:calendars"


@login_not_required
@require_safe
@in_partnership
def calendars(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show where the calendars are found, and how one subscribes to them."""
    page = CalendarsPage(partnership, request.user)
    answer = render(request, "consultation/calendars.html", {"page": page})
    return as_personal(answer) if page.feeds else answer


@require_POST
@in_partnership
def calendar_make(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Give somebody the address of own meetings, of one body, or of all."""
    actor = actor_with(request.user, Permission.READ, partnership)
    body = body_named(partnership, request.POST.get("body", ""))
    is_whole = "whole" in request.POST
    domain.make_feed(partnership, actor=actor, body=body, is_whole=is_whole)
    return redirect(PAGE, partnership.slug)


@require_POST
@in_partnership
def calendar_renew(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Give a calendar another address."""
    actor = actor_with(request.user, Permission.READ, partnership)
    domain.renew_feed(feed_or_404(actor, partnership, pk), actor=actor)
    messages.success(
        request, _t("The calendar has another address. The old one works no more.")
    )
    return redirect(PAGE, partnership.slug)


@require_POST
@in_partnership
def calendar_withdraw(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Let the address of a calendar work no more."""
    actor = actor_with(request.user, Permission.READ, partnership)
    domain.withdraw_feed(feed_or_404(actor, partnership, pk), actor=actor)
    messages.success(request, _t("The address works no more."))
    return redirect(PAGE, partnership.slug)


@login_not_required
@require_safe
@in_partnership
def body_calendar(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponseBase:
    """Give the public meetings of a public body as a calendar."""
    body = public_body_or_404(partnership, pk)
    return _calendar(request, *public_calendar(partnership, body))


@login_not_required
@require_safe
@in_partnership
def whole_calendar(request: HttpRequest, partnership: Partnership) -> HttpResponseBase:
    """Give the public meetings of a partnership as a calendar."""
    return _calendar(request, *public_calendar(partnership))


@login_not_required
@require_safe
@against_guessing
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the calendar of a secret address."""
    answer = _calendar(request, *calendar_behind(token))
    # A program keeps it to ask whether it changed; nobody between does.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _calendar(
    request: HttpRequest, feed: Feed, meetings: Sequence[Meeting]
) -> HttpResponseBase:
    """Return the file, or 304 when it is the one the program has already."""
    text = feed_text(feed, meetings)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()}"'
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="kalender.ics"'
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, max-age=900"
    newest = max((one.updated for one in meetings), default=None)
    if newest:
        answer.headers["Last-Modified"] = http_date(newest.timestamp())
    # By the ETag alone: of a meeting that went the newest moment tells nothing.
    found = get_conditional_response(request, etag=etag, response=answer)
    assert found is not None  # noqa: S101 with a response it gives one
    return found
