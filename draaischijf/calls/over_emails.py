"""The mail that tells who coordinates that a call is over, and what came in."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.calls.models import Call, CallPoint
from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.people.models import Person, Role
from draaischijf.people.permissions import Permission, kinds_with

PAGE = "draaischijf.calls.over_emails.call_url"


def tell_over(call: Call) -> None:
    """Tell who weighs reports there that a call closed by itself; each once a deadline.

    The points are theirs to look at: each of them is a report that waits.
    """
    counts = {
        "asked": call.invited.count(),
        "answered": call.invited.filter(answered__isnull=False).count(),
        "points": CallPoint.objects.filter(
            invited__call=call, report__isnull=False
        ).count(),
    }
    roles = Role.objects.current().filter(
        partnership=call.partnership,
        kind__in=kinds_with(Permission.WEIGH),
        person__user__is_active=True,
    )
    people = Person.objects.filter(pk__in=roles.values("person"))
    for person in people.select_related("user").order_by("pk"):
        if person.user:
            enqueue(_draft(call, person, person.user, counts))


def _draft(call: Call, person: Person, user: User, counts: dict[str, int]) -> Draft:
    partnership = call.partnership
    with translation.override(user.language):
        subject = _t("The call is over: %(title)s") % {"title": call.title}
    return Draft(
        key=f"call-over-{call.pk}-{call.deadline.isoformat()}-{person.pk}",
        kind="call_over",
        to=user.email,
        subject=subject,
        template="calls/mail/call_over",
        context={
            "name": person.name,
            "call": call,
            "partnership": partnership,
            "partnership_name": partnership.name,
            **counts,
        },
        language=user.language,
        partnership_id=partnership.pk,
        reply_to=partnership.contact_email,
        link_path=PAGE,
        link_arguments={"address": call.get_absolute_url()},
    )


def call_url(*, address: str) -> str:
    """Return the whole address of the page of a call."""
    return f"{settings.SITE_URL}{address}"
