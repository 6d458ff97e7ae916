"""Who takes part: the list, one person, roles given and ended."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.access import queries
from draaischijf.access.domain import leaving
from draaischijf.access.forms import PersonSearchForm, RoleForm
from draaischijf.access.permissions import kinds_to_give, may_invite
from draaischijf.accounts.models import User
from draaischijf.people.domain import give_role
from draaischijf.people.enums import RoleKind
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership, Person


def manager_or_404(request: HttpRequest, partnership: Partnership) -> User:
    """Return the account if it lets anybody in here. Raises Http404."""
    user = actor_of(request)
    if not kinds_to_give(user, partnership):
        raise Http404
    return user


@require_safe
@in_partnership
def people(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show who takes part, who is invited and who asks."""
    user = manager_or_404(request, partnership)
    form = PersonSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = queries.people_page(partnership, user, words)
    return render(request, "access/people.html", {"page": page, "form": form})


@require_safe
@in_partnership
def person(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show one person, with the roles that can be given and ended."""
    user = manager_or_404(request, partnership)
    found = queries.person_or_404(partnership, user, pk)
    form = RoleForm(partnership=partnership, actor=user)
    return _person(request, found, form, user)


@require_POST
@in_partnership
def role_give(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Give a person one more role."""
    user = manager_or_404(request, partnership)
    found = queries.person_or_404(partnership, user, pk)
    form = RoleForm(request.POST, partnership=partnership, actor=user)
    if form.is_valid():
        kind, organisation = (
            form.cleaned_data[one] for one in ("kind", "organisation")
        )
        if not may_invite(user, partnership, kind, organisation):
            raise Http404
        give_role(
            found,
            RoleKind(kind),
            actor=user,
            organisation=organisation,
            terms=form.chosen,
        )
        messages.success(request, _t("The role is given."))
        return redirect("access:person", partnership.slug, found.pk)
    return _person(request, found, form, user)


@require_POST
@in_partnership
def role_end(
    request: HttpRequest, partnership: Partnership, pk: int, role: int
) -> HttpResponse:
    """End one role of a person; what it allowed is over at once."""
    user = manager_or_404(request, partnership)
    found = queries.person_or_404(partnership, user, pk)
    ending = queries.role_or_404(found, user, role)
    try:
        leaving.take_role(ending, actor=user)
    except ValidationError as denied:
        messages.error(request, " ".join(denied.messages))
        return redirect("access:person", partnership.slug, found.pk)
    messages.success(request, _t("The role is ended."))
    if queries.answers_for(user, found):
        return redirect("access:person", partnership.slug, found.pk)
    return redirect("access:people", partnership.slug)


@in_partnership
def access_end(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Ask whether somebody really leaves, then end every access."""
    user = manager_or_404(request, partnership)
    found = queries.person_or_404(partnership, user, pk)
    if not queries.may_end_all(found, user):
        raise Http404
    if request.method == "POST":
        try:
            leaving.leave(found, actor=user)
        except ValidationError as denied:
            messages.error(request, " ".join(denied.messages))
            return redirect("access:person", partnership.slug, found.pk)
        messages.success(
            request,
            _t("%(name)s has no access any more. The history stays.")
            % {"name": found.name},
        )
        return redirect("access:people", partnership.slug)
    return render(request, "access/access_end.html", {"person": found})


def _person(
    request: HttpRequest, found: Person, form: RoleForm, user: User
) -> HttpResponse:
    context = {
        "person": found,
        "form": form,
        "endable": queries.endable_roles(found, user),
        "may_end_all": queries.may_end_all(found, user),
    }
    status = 422 if form.errors else 200
    return render(request, "access/person.html", context, status=status)
