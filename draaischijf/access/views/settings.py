"""What a partnership asks of who comes in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.access import queries
from draaischijf.access.domain import settings
from draaischijf.access.forms import MailDomainForm, SafetyForm
from draaischijf.access.permissions import organisations_to_invite_for
from draaischijf.core.sent import posted
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with


@in_partnership
def access_settings(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show and change the mail domains and the second factor."""
    user = actor_with(request.user, Permission.MANAGE_PEOPLE, partnership)
    organisations = organisations_to_invite_for(user, partnership)
    domain = MailDomainForm(posted(request), organisations=organisations)
    if domain.is_valid():
        settings.add_mail_domain(
            domain.cleaned_data["organisation"],
            domain.cleaned_data["domain"],
            actor=user,
        )
        messages.success(request, _t("The mail domain is added."))
        return redirect("access:settings", partnership.slug)
    context = {
        "form": domain,
        "safety": SafetyForm(
            initial={"second_factor_required": partnership.second_factor_required}
        ),
        "domains": queries.mail_domains_of(partnership),
        "without": queries.guarded_without_second_factor(partnership),
    }
    status = 422 if domain.errors else 200
    return render(request, "access/settings.html", context, status=status)


@require_POST
@in_partnership
def second_step(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Ask a second step at sign-in of who reads reports, or no longer."""
    user = actor_with(request.user, Permission.MANAGE_PEOPLE, partnership)
    form = SafetyForm(request.POST)
    is_required = form.is_valid() and form.cleaned_data["second_factor_required"]
    try:
        settings.ask_second_factor(partnership, is_required=is_required, actor=user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _t("The setting is kept."))
    return redirect("access:settings", partnership.slug)


@require_POST
@in_partnership
def domain_remove(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """No longer let addresses of a domain ask for access."""
    user = actor_with(request.user, Permission.MANAGE_PEOPLE, partnership)
    settings.remove_mail_domain(queries.mail_domain_or_404(partnership, pk), actor=user)
    messages.success(request, _t("The mail domain is removed."))
    return redirect("access:settings", partnership.slug)
