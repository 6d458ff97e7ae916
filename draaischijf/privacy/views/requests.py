"""Handling what somebody asks about the own data, and the log of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.privacy.domain.persons import give_copy, remove_person
from draaischijf.privacy.enums import Asker
from draaischijf.privacy.forms import COPY, REMOVE, RequestForm
from draaischijf.privacy.queries.requests import Found, found_of, requests_of
from draaischijf.privacy.queries.subjects import Subject, subject_by_address


@in_partnership
def requests(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Ask whose data, show where they stand, then give a copy or remove them.

    The address is posted, so that it stands in no log of addresses.
    """
    actor = actor_with(request.user, Permission.MANAGE_PRIVACY, partnership)
    form = RequestForm(request.POST or None)
    if request.method != "POST" or "email" not in form.data:
        return _page(request, partnership, RequestForm())
    valid = form.is_valid()
    address = form.cleaned_data.get("email")
    if not address:
        return _page(request, partnership, form, status=422)
    subject = subject_by_address(partnership, address)
    if valid and form.cleaned_data["do"] == COPY:
        return zip_response(give_copy(subject, asker=Asker.OFFICER, actor=actor))
    if valid and form.cleaned_data["do"] == REMOVE:
        return _remove(request, partnership, form, subject, actor)
    found = found_of(subject)
    return _page(request, partnership, form, found=found, status=200 if valid else 422)


def _remove(
    request: HttpRequest,
    partnership: Partnership,
    form: RequestForm,
    subject: Subject,
    actor: User,
) -> HttpResponse:
    try:
        counts = remove_person(subject, asker=Asker.OFFICER, actor=actor)
    except ValidationError as refused:
        form.add_error(None, refused)
        found = found_of(subject)
        return _page(request, partnership, form, found=found, status=422)
    if counts:
        messages.success(request, _t("The data of this person were removed."))
    else:
        messages.info(request, _t("There was nothing about this address."))
    return redirect("privacy:requests", partnership.slug)


def _page(
    request: HttpRequest,
    partnership: Partnership,
    form: RequestForm,
    *,
    found: list[Found] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "found": found, "log": requests_of(partnership)}
    response = render(request, "privacy/requests.html", context, status=status)
    add_never_cache_headers(response)
    return response


def zip_response(archive: bytes) -> HttpResponse:
    """Return a copy of data as a file to save; kept by no browser or proxy."""
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="gegevens.zip"'
    add_never_cache_headers(response)
    return response
