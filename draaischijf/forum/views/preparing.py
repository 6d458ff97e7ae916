"""Choosing themes, inviting, and setting tables."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.qr import qr_code
from draaischijf.core.sent import posted
from draaischijf.forum.domain import preparing
from draaischijf.forum.enums import ForumRole
from draaischijf.forum.forms.preparing import PlaceForm, TableForm, ThemeForm
from draaischijf.forum.links import table_url
from draaischijf.forum.queries.forums import (
    ForumPage,
    invitee_or_404,
    table_or_404,
    theme_or_404,
)
from draaischijf.forum.queries.proposals import proposals_for
from draaischijf.forum.views.forums import convened_or_404, done
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals.refusals import RefusalsIn


@in_partnership
def themes(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show what the system proposes, and take what somebody chooses."""
    actor, found = convened_or_404(request, partnership, pk)
    initial = {"signal": request.GET.get("signaal", "")[:7]}
    form = ThemeForm(
        posted(request), partnership=partnership, reader=actor, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            made = preparing.choose_theme(found, form.facts, actor=actor)
            said = _t("“%(title)s” is a theme of the forum now.")
            messages.success(request, said % {"title": made.title})
            return redirect("forum:themes", partnership.slug, found.pk)
    context = {
        "forum": found,
        "form": form,
        "proposals": proposals_for(found),
        "page": ForumPage(found, actor),
    }
    status = 422 if form.errors else 200
    return render(request, "forum/themes.html", context, status=status)


@in_partnership
def theme_edit(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int
) -> HttpResponse:
    """Change title and why of a theme."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme)
    initial = {name: getattr(row, name) for name in ("title", "why", "why_text")}
    form = ThemeForm(
        posted(request), partnership=partnership, reader=actor, initial=initial
    )
    # A theme stays with its signal: the history of that one tells it was chosen.
    del form.fields["signal"]
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            preparing.edit_theme(row, form.facts, actor=actor)
            return redirect(f"{found.get_absolute_url()}#thema-{row.pk}")
    context = {"forum": found, "theme": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "forum/theme.html", context, status=status)


@require_POST
@in_partnership
def theme_move(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int
) -> HttpResponse:
    """Give a theme another place."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme)
    asked = request.POST.get("place", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 4):
        return redirect(found)
    return done(
        request,
        found,
        lambda: preparing.move_theme(row, int(asked), actor=actor),
        place=f"#thema-{row.pk}",
    )


@require_POST
@in_partnership
def theme_remove(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int
) -> HttpResponse:
    """Take a theme away."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme)
    return done(request, found, lambda: preparing.remove_theme(row, actor=actor))


@in_partnership
def invite(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int = 0
) -> HttpResponse:
    """Give somebody a place at a theme, or at the whole forum."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme) if theme else None
    form = PlaceForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return done(
            request,
            found,
            lambda: preparing.invite(
                found,
                ForumRole(given["role"]),
                actor=actor,
                theme=row,
                person=given["person"],
                name=given["name"],
                organisation=given["organisation"],
                email=given["email"],
            ),
            place=f"#thema-{row.pk}" if row else "#wie",
        )
    context = {"forum": found, "theme": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "forum/invite.html", context, status=status)


@require_POST
@in_partnership
def uninvite(
    request: HttpRequest, partnership: Partnership, pk: int, invitee: int
) -> HttpResponse:
    """Take the place of somebody back."""
    actor, found = convened_or_404(request, partnership, pk)
    row = invitee_or_404(found, invitee)
    return done(request, found, lambda: preparing.uninvite(row, actor=actor))


@in_partnership
def table_set(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int
) -> HttpResponse:
    """Set one more table for a theme."""
    actor, found = convened_or_404(request, partnership, pk)
    row = theme_or_404(found, theme)
    form = TableForm(posted(request), partnership=partnership)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return done(
            request,
            found,
            lambda: preparing.set_table(
                row,
                actor=actor,
                moderator=given["moderator"],
                moderator_name=given["moderator_name"],
            ),
            place=f"#thema-{row.pk}",
        )
    context = {"forum": found, "theme": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "forum/table_set.html", context, status=status)


@require_POST
@in_partnership
def table_remove(
    request: HttpRequest, partnership: Partnership, pk: int, theme: int, table: int
) -> HttpResponse:
    """Take a table away."""
    actor, found = convened_or_404(request, partnership, pk)
    row = table_or_404(theme_or_404(found, theme), table)
    return done(
        request,
        found,
        lambda: preparing.remove_table(row, actor=actor),
        place=f"#thema-{row.theme_id}",
    )


@require_safe
@in_partnership
def cards(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show a card for each table to print: its theme, and the QR code of its page."""
    actor, found = convened_or_404(request, partnership, pk)
    page = ForumPage(found, actor)
    tables = [one for theme in page.themes for one in theme.tables.all()]
    urls = [(one, table_url(one)) for one in tables]
    rows = [(one, url, qr_code(url)) for one, url in urls]
    context = {"forum": found, "rows": rows}
    return render(request, "forum/cards.html", context)
