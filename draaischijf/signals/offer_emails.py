"""The mail that tells a partnership that a signal was offered to it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.people.models import Person, Role
from draaischijf.people.permissions import Permission, kinds_with
from draaischijf.signals.models import SignalOffer

PAGE = "draaischijf.signals.offer_emails.offer_url"


def tell_offered(offer: SignalOffer) -> None:
    """Tell who coordinates the parent that something was offered; each once."""
    parent = offer.partnership
    roles = Role.objects.current().filter(
        partnership=parent,
        kind__in=kinds_with(Permission.ARRANGE),
        person__user__is_active=True,
    )
    people = Person.objects.filter(pk__in=roles.values("person"))
    for person in people.select_related("user").order_by("pk"):
        user = person.user
        if user is None:
            continue
        with translation.override(user.language):
            subject = _t("%(name)s offers a signal") % {
                "name": offer.signal.partnership.name
            }
        enqueue(
            Draft(
                key=f"offer-{offer.pk}-{person.pk}",
                kind="signal_offered",
                to=user.email,
                subject=subject,
                template="signals/mail/signal_offered",
                context={
                    "name": person.name,
                    "offer": offer,
                    "child": offer.signal.partnership.name,
                    "partnership": parent,
                    "partnership_name": parent.name,
                },
                language=user.language,
                partnership_id=parent.pk,
                reply_to=offer.signal.partnership.contact_email,
                link_path=PAGE,
                link_arguments={"slug": parent.slug, "pk": offer.pk},
            )
        )


def offer_url(*, slug: str, pk: int) -> str:
    """Return the whole address of the page of an offer."""
    return f"{settings.SITE_URL}{reverse('signals:offer', args=[slug, pk])}"
