"""The own data: of an account, or of who has the personal link of a report."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _t

from draaischijf.people.http import actor_of
from draaischijf.privacy.domain.mails import choose_mails, stop_or_resume
from draaischijf.privacy.domain.persons import give_copy, remove_person
from draaischijf.privacy.enums import Asker
from draaischijf.privacy.forms import COPY, LinkDataForm, OwnDataForm
from draaischijf.privacy.queries.requests import (
    found_of,
    mail_settings,
    setting_behind,
)
from draaischijf.privacy.queries.subjects import (
    Subject,
    subject_of_account,
    subject_of_link,
)
from draaischijf.privacy.views.requests import zip_response
from draaischijf.signals.http import Raised, behind_link


def own_data(request: HttpRequest) -> HttpResponse:
    user = actor_of(request)
    subject = subject_of_account(user)
    if request.method != "POST":
        return _page(request, subject, OwnDataForm())
    form = OwnDataForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, form, status=422)
    if form.cleaned_data["do"] == COPY:
        return zip_response(give_copy(subject, asker=Asker.ACCOUNT, actor=user))
    try:
        remove_person(subject, asker=Asker.ACCOUNT, actor=user)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _page(request, subject, form, status=422)
    logout(request)
    messages.success(request, _t("Your data and your account were removed."))
    return redirect(settings.LOGOUT_REDIRECT_URL)


def own_mails(request: HttpRequest) -> HttpResponse:
    user = actor_of(request)
    if request.method == "POST":
        choose_mails(user, request.POST.getlist("wanted"))
        messages.success(request, _t("Your choice is kept."))
        return redirect("privacy:own_mails")
    return render(request, "privacy/own_mails.html", {"places": mail_settings(user)})


@login_not_required
@behind_link
def link_data(request: HttpRequest, token: str, raised: Raised) -> HttpResponse:
    """The data behind one personal link."""
    subject = subject_of_link(raised)
    if request.method != "POST":
        return _page(request, subject, LinkDataForm(), token=token)
    form = LinkDataForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, form, token=token, status=422)
    if form.is_about_mails:
        stop_or_resume(raised, stops=form.stops_mails)
        return redirect("privacy:link_data", token)
    if form.cleaned_data["do"] == COPY:
        return zip_response(give_copy(subject, asker=Asker.LINK, actor=None))
    remove_person(subject, asker=Asker.LINK, actor=None)
    return render(request, "privacy/link_removed.html")


def _page(
    request: HttpRequest,
    subject: Subject,
    form: OwnDataForm,
    *,
    token: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found_of(subject),
        "token": token,
        "mails": setting_behind(subject.raised) if subject.raised else None,
    }
    response = render(request, "privacy/own_data.html", context, status=status)
    add_never_cache_headers(response)
    return response
