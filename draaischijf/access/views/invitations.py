"""Inviting somebody, and the page that the link in the mail opens."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.access import queries
from draaischijf.access.domain import invitations
from draaischijf.access.forms import AcceptForm, InviteForm
from draaischijf.access.models import Invitation
from draaischijf.access.views.people import manager_or_404
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership


@in_partnership
def invite(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Invite somebody by mail."""
    user = manager_or_404(request, partnership)
    sent = posted(request)
    form = InviteForm(sent, partnership=partnership, actor=user)
    if sent is not None and form.is_valid():
        try:
            made = invitations.invite(partnership, actor=user, **form.cleaned_data)
        except ValidationError as refused:
            form.refuse(refused)
        else:
            said = _t("The invitation is on its way to %(email)s.")
            messages.success(request, said % {"email": made.email})
            return redirect("access:people", partnership.slug)
    status = 422 if form.errors else 200
    return render(request, "access/invite.html", {"form": form}, status=status)


@require_POST
@in_partnership
def invitation_renew(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Send an invitation again."""
    user = manager_or_404(request, partnership)
    found = queries.invitation_or_404(partnership, user, pk)
    try:
        invitations.renew(found, actor=user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        said = _t("The invitation is on its way to %(email)s.")
        messages.success(request, said % {"email": found.email})
    return redirect("access:people", partnership.slug)


@require_POST
@in_partnership
def invitation_withdraw(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Take an invitation back."""
    user = manager_or_404(request, partnership)
    found = queries.invitation_or_404(partnership, user, pk)
    try:
        invitations.withdraw(found, actor=user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _t("The invitation is taken back."))
    return redirect("access:people", partnership.slug)


@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what, and let somebody in who says yes.

    Without an account the link is enough, once: it came by mail. An account with a
    second factor still has to use it.
    """
    found = queries.opened_invitation(token)
    if found is None or found.accepted or found.withdrawn or found.is_expired:
        return render(
            request, "access/invitation_over.html", {"invitation": found}, status=410
        )
    if not _is_for(request, found):
        return render(request, "access/invitation_other.html", {"invitation": found})
    sent = posted(request)
    form = AcceptForm(sent, initial={"name": found.name})
    if sent is not None and form.is_valid():
        try:
            user = invitations.accept(found, name=form.cleaned_data["name"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            page = reverse("access:mine", args=[found.partnership.slug])
            if request.user.is_authenticated:
                return redirect(page)
            answer: HttpResponse = perform_login(
                request, user, email_verification="none", redirect_url=page
            )
            return answer
    context = {"invitation": found, "form": form, "partnership": found.partnership}
    status = 422 if form.errors else 200
    return render(request, "access/invitation.html", context, status=status)


def _is_for(request: HttpRequest, found: Invitation) -> bool:
    user = request.user
    return not user.is_authenticated or user.email.lower() == found.email.lower()
