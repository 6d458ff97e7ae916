"""A person's own page of notices, and how they come by mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from draaischijf.accounts.http import actor_of
from draaischijf.core.frame import Place as Tab
from draaischijf.notifications import choices, subjects
from draaischijf.notifications import notices as domain
from draaischijf.notifications.forms import AllReadForm, ChoiceForm, PageForm


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show what happened with what this person follows, the unread first."""
    form = PageForm(request.GET)
    page = domain.notice_page(actor_of(request), slug=form.slug, before=form.number)
    context = {"page": page, "slug": form.slug, "tabs": _tabs(page, form.slug)}
    return render(request, "notifications/notices.html", context)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to what a notice is about; it is read then."""
    return redirect(domain.open_notice(actor_of(request), pk))


@require_POST
def notice_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read, and stay on the page."""
    domain.mark_read(actor_of(request), pk)
    return _back(PageForm(request.POST).slug)


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark everything that stood on the page as read."""
    form = AllReadForm(request.POST)
    slug = ""
    if form.is_valid():
        slug = form.cleaned_data["p"]
        until = form.cleaned_data["until"]
        count = domain.mark_all_read(actor_of(request), until=until, slug=slug)
        words = ngettext(
            "%(count)s notice is marked as read.",
            "%(count)s notices are marked as read.",
            count,
        )
        messages.success(request, words % {"count": count})
    return _back(slug)


def mail_choices(request: HttpRequest) -> HttpResponse:
    """Let a person choose how the mails of each partnership come."""
    user = actor_of(request)
    places = list(subjects.places_of(user).values())
    rows = choices.rows_of(user)
    forms = {one: ChoiceForm.of(rows.get(one.pk), one.slug) for one in places}
    if request.method == "POST":
        place = next((one for one in places if one.slug == request.POST.get("p")), None)
        if place is None:
            raise Http404
        forms[place] = form = ChoiceForm(request.POST, prefix=place.slug)
        if form.is_valid():
            choices.choose(user, place.pk, form.chosen)
            said = _t("Saved. Mails of %(name)s come as you chose.")
            messages.success(request, said % {"name": place.name})
            return redirect("notifications:mail_choices")
    context = {"forms": list(forms.items())}
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "notifications/mail_choices.html", context, status=status)


def _tabs(page: domain.NoticePage, slug: str) -> list[Tab]:
    """Return the partnerships there are notices of; none where there is one."""
    if len(page.places) <= 1 and not slug:
        return []
    address = reverse("notifications:notices")
    return [
        Tab(_t("All"), address, current=not slug),
        *[
            Tab(one.name, f"{address}?p={one.slug}", one.slug == slug, count)
            for one, count in page.places
        ],
    ]


def _back(slug: str) -> HttpResponse:
    address = reverse("notifications:notices")
    return redirect(f"{address}?p={slug}" if slug else address)
