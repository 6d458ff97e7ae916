"""Documents on the pages of plans, signals and the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse

from draaischijf.bundles.models import SignalBundle
from draaischijf.calls.models import Call
from draaischijf.consultation.links import registration_token_of
from draaischijf.consultation.models import Meeting, Registration
from draaischijf.consultation.queries.gatherings import registers_people
from draaischijf.core.panels import Panel
from draaischijf.forum.models import Forum
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.models import ActionPlan
from draaischijf.reporting.enums import (
    AGENDA_FORMATS,
    BUNDLE_FORMATS,
    CALL_FORMATS,
    FORUM_FORMATS,
    SIGN_IN_FORMATS,
    DocumentFormat,
)
from draaischijf.reporting.queries.certificates import may_have_one, present_at
from draaischijf.reporting.queries.offers import (
    Offer,
    offers_of_agenda,
    offers_of_difference,
    offers_of_letter,
    offers_of_plan,
    offers_of_signal,
)
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.agenda import AgendaDay

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

OFFERS = "reporting/_offers.html"


def plan_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the documents of a plan, or nothing."""
    if not isinstance(thing, ActionPlan):
        return None
    return _panel(offers_of_plan(visitor, thing), thing.partnership)


def difference_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the difference of a plan with the one before as a document, or nothing."""
    if not isinstance(thing, ActionPlan):
        return None
    offers = offers_of_difference(visitor, thing)
    return _panel(offers, thing.partnership, has_heading=False)


def signal_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the dossier of a signal, or nothing."""
    if not isinstance(thing, PolicySignal):
        return None
    return _panel(offers_of_signal(visitor, thing), thing.partnership)


def letter_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the draft of the letter about a signal, or nothing."""
    if not isinstance(thing, PolicySignal):
        return None
    offers = offers_of_letter(visitor, thing)
    return _panel(offers, thing.partnership, has_heading=False)


def agenda_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the work agenda of a partnership as documents, or nothing."""
    if not isinstance(thing, Partnership):
        return None
    # Above the agenda: without a heading of its own it does not stand in the way.
    return _panel(offers_of_agenda(visitor, thing), thing, has_heading=False)


def agenda_day_files(thing: object, visitor: Visitor) -> Panel | None:
    """Return the work agenda as it stood on a day, as files."""
    del visitor
    if not isinstance(thing, AgendaDay):
        return None
    slug, day = thing.partnership.slug, thing.day.isoformat()
    files = [
        (form, f"{reverse('reporting:agenda_file', args=[slug, form])}?op={day}")
        for form in AGENDA_FORMATS
    ]
    return Panel("reporting/_bundle_documents.html", {"files": files})


def bundle_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return an edition of signals as files."""
    del visitor
    if not isinstance(thing, SignalBundle):
        return None
    slug = thing.partnership.slug
    files = [
        (form, reverse("reporting:bundle_file", args=[slug, thing.edition, form]))
        for form in BUNDLE_FORMATS
    ]
    return Panel("reporting/_bundle_documents.html", {"files": files})


def call_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the synthesis of a call for input as files, once it was opened."""
    del visitor
    if not isinstance(thing, Call) or thing.is_draft:
        return None
    slug = thing.partnership.slug
    files = [
        (form, reverse("reporting:call_file", args=[slug, thing.number, form]))
        for form in CALL_FORMATS
    ]
    return Panel("reporting/_bundle_documents.html", {"files": files})


def minutes_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the minutes of a meeting as files; the page itself is for who may read."""
    del visitor
    if not isinstance(thing, Meeting):
        return None
    slug = thing.partnership.slug
    files = [
        (form, reverse("reporting:minutes_file", args=[slug, thing.pk, form]))
        for form in CALL_FORMATS
    ]
    return Panel("reporting/_bundle_documents.html", {"files": files})


def forum_documents(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the report of a joint forum as files, once it was closed."""
    del visitor
    if not isinstance(thing, Forum) or not thing.is_closed:
        return None
    slug = thing.partnership.slug
    files = [
        (form, reverse("reporting:forum_file", args=[slug, thing.pk, form]))
        for form in FORUM_FORMATS
    ]
    return Panel("reporting/_bundle_documents.html", {"files": files})


def _panel(
    offers: list[Offer], partnership: Partnership, *, has_heading: bool = True
) -> Panel | None:
    if not offers:
        return None
    context = {
        "offers": offers,
        "partnership": partnership,
        "has_heading": has_heading,
    }
    return Panel(OFFERS, context)


def meeting_certificates(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the certificates of who was at a gathering, for who convenes."""
    if not isinstance(thing, Meeting):
        return None
    present = present_at(thing)
    if not present or not holds(visitor, Permission.CONVENE, thing.partnership):
        return None
    slug = thing.partnership.slug
    rows = [
        (one.name, reverse("reporting:certificate", args=[slug, thing.pk, one.pk]))
        for one in present
    ]
    return Panel("reporting/_certificates.html", {"rows": rows})


def own_certificate(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the certificate of who registered and was there."""
    del visitor
    if not isinstance(thing, Registration) or thing.participant is None:
        return None
    thing.participant.meeting = thing.meeting
    if not may_have_one(thing.participant):
        return None
    token = registration_token_of(thing)
    address = reverse("reporting:own_certificate", args=[token])
    return Panel("reporting/_own_certificate.html", {"address": address})


def registration_files(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the sign-in sheet of a gathering and its list, for who convenes."""
    if not isinstance(thing, Meeting) or not registers_people(thing):
        return None
    if not holds(visitor, Permission.CONVENE, thing.partnership):
        return None
    here = [thing.partnership.slug, thing.pk]
    files = [
        (form, reverse("reporting:sign_in_sheet", args=[*here, form]))
        for form in SIGN_IN_FORMATS
    ]
    sheet = DocumentFormat.XLSX
    address = reverse("consultation:registrations_export", args=[*here, sheet])
    context = {"files": files, "sheet": (sheet, address)}
    return Panel("reporting/_sign_in.html", context)
