"""The page about how one signs in; the steps on it are those of the library."""

from __future__ import annotations

from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts import domain
from draaischijf.accounts.http import actor_of
from draaischijf.accounts.queries import has_passkey, has_second_factor, safety_of


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """Show with what one signs in, and where one is signed in."""
    context = {"safety": safety_of(request)}
    return render(request, "accounts/safety.html", context)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out somewhere else: a phone that is lost, a computer at a desk."""
    domain.end_session(actor_of(request), pk)
    messages.success(request, _t("That device is signed out."))
    return redirect("mfa_index")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    here = request.session.session_key or ""
    domain.end_other_sessions(actor_of(request), here=here)
    messages.success(request, _t("You are signed out everywhere else."))
    return redirect("mfa_index")


def once_more(request: HttpRequest) -> HttpResponse:
    """Ask for a code again; who has no second factor has nothing to be asked."""
    if not has_second_factor(actor_of(request)):
        return redirect("mfa_index")
    answer: HttpResponse = mfa.reauthenticate(request)
    return answer


def once_more_with_passkey(request: HttpRequest) -> HttpResponse:
    """Ask for the passkey again."""
    if not has_passkey(actor_of(request)):
        return redirect("mfa_reauthenticate")
    answer: HttpResponse = webauthn.reauthenticate_webauthn(request)
    return answer


@require_safe
@login_not_required
def not_signed_in(request: HttpRequest) -> HttpResponse:
    """Say that the other site did not let somebody through."""
    return render(request, "socialaccount/authentication_error.html")


@require_safe
@login_not_required
def no_account(request: HttpRequest) -> HttpResponse:
    """Say to who comes from another site that there is no account here."""
    return render(request, "account/signup_closed.html")
