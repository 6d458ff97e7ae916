"""Taking out what is about a client: which words, where they stand, and done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from draaischijf.accounts.models import User
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.redaction import domain
from draaischijf.redaction.forms import TakeOutForm
from draaischijf.redaction.queries import Found, Thing, find, suggestions, thing_or_404


@never_cache
@sensitive_post_parameters("words", "instead", "reason")
@in_partnership
def take_out(
    request: HttpRequest, partnership: Partnership, kind: str, pk: int
) -> HttpResponse:
    """Ask which words; show every place where they stand; take them out.

    What is asked goes in the body of the request alone, never in an address.
    """
    actor = actor_with(request.user, Permission.REDACT, partnership)
    thing = thing_or_404(partnership, kind, pk)
    if request.method != "POST" or "step" not in request.POST:
        given = {"instead": _t("[taken out]")}
        if words := request.POST.get("words"):
            given["words"] = words
        form = TakeOutForm(partnership=partnership, initial=given)
        return _asked(request, partnership, thing, form)
    form = TakeOutForm(request.POST, partnership=partnership)
    if not form.is_valid():
        return _asked(request, partnership, thing, form, status=422)
    if request.POST["step"] == "do":
        return _done(request, partnership, thing, form, actor)
    return _shown(request, partnership, thing, form)


def _asked(
    request: HttpRequest,
    partnership: Partnership,
    thing: Thing,
    form: TakeOutForm,
    *,
    status: int = 200,
) -> HttpResponse:
    page = {
        "thing": thing,
        "form": form,
        "suggestions": suggestions(thing.row, partnership),
    }
    return render(request, "redaction/take_out.html", page, status=status)


def _shown(
    request: HttpRequest,
    partnership: Partnership,
    thing: Thing,
    form: TakeOutForm,
    *,
    status: int = 200,
) -> HttpResponse:
    found = _found(partnership, thing, form)
    page = {
        "thing": thing,
        "form": form,
        "found": found,
        "ticked": form.cleaned_data["chosen"],
        "is_first": not form.cleaned_data["seen"],
    }
    return render(request, "redaction/preview.html", page, status=status)


def _found(partnership: Partnership, thing: Thing, form: TakeOutForm) -> Found:
    return find(
        partnership.pk,
        form.cleaned_data["words"],
        thing.row,
        everywhere=form.is_everywhere,
    )


def _done(
    request: HttpRequest,
    partnership: Partnership,
    thing: Thing,
    form: TakeOutForm,
    actor: User,
) -> HttpResponse:
    given = form.cleaned_data
    try:
        done = domain.take_out(
            partnership,
            thing.row,
            given["words"],
            given["instead"],
            actor=actor,
            reason=given["reason"],
            everywhere=form.is_everywhere,
            seen=given["seen"],
            files=given["chosen"],
        )
    except domain.ChangedMeanwhileError as changed:
        messages.warning(request, str(changed))
        return _shown(request, partnership, thing, form, status=409)
    except domain.RedactionDenied as denied:
        messages.info(request, str(denied))
        return redirect(thing.url)
    messages.success(request, _told(done))
    return redirect(thing.url)


def _told(done: domain.Done) -> str:
    told = ngettext(
        "Taken out in %(places)s place.",
        "Taken out in %(places)s places.",
        done.places,
    ) % {"places": done.places}
    if not done.files:
        return told
    files = ngettext(
        "%(files)s file was thrown away.",
        "%(files)s files were thrown away.",
        done.files,
    ) % {"files": done.files}
    return f"{told} {files}"
