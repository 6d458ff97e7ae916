"""People, their accounts and their sessions."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.people.models import Membership, Person, Role
from draaischijf.plans.models import ActionParty
from draaischijf.privacy.enums import Effect
from draaischijf.privacy.models import DataRequest
from draaischijf.privacy.records.moments import in_place, start_of
from draaischijf.privacy.records.shape import Record


def former_due(partnership_id: int | None, before: datetime.date) -> QuerySet[Person]:
    """Return persons who left: no role, no work and no running plan since a day.

    Only those of whom something can still be reached.
    """
    of_person = Q(person=OuterRef("pk"))
    going_on = Q(until__isnull=True) | Q(until__gte=before)
    named = ActionParty.objects.filter(of_person, action__plan__end__gte=before)
    return Person.objects.filter(
        ~Exists(Role.objects.filter(of_person & going_on)),
        ~Exists(Membership.objects.filter(of_person & going_on)),
        ~Exists(named),
        ~Q(email="") | ~Q(phone="") | Q(user__isnull=False),
        in_place(partnership_id),
        updated__lt=start_of(before),
    )


def forget_contact(persons: QuerySet[Person]) -> None:
    """Leave the name, which stands in plans; nothing by which to reach somebody."""
    persons.update(email="", phone="", user=None, is_public=False)


def accounts_due(partnership_id: int | None, before: datetime.date) -> QuerySet[User]:
    """Return accounts without any role, that were not used since a day."""
    del partnership_id
    roles = Role.objects.filter(
        Q(until__isnull=True) | Q(until__gte=before), person__user=OuterRef("pk")
    )
    return (
        User.objects.annotate(last=Coalesce(F("last_login"), F("date_joined")))
        .filter(~Exists(roles), last__lt=start_of(before))
        .exclude(is_superuser=True)
    )


def sessions_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[Session]:
    """Return sessions that ended."""
    del partnership_id
    return Session.objects.filter(expire_date__lt=start_of(before))


def requests_due(
    partnership_id: int | None, before: datetime.date
) -> QuerySet[DataRequest]:
    """Return old lines of the log of requests."""
    return DataRequest.objects.filter(in_place(partnership_id), at__lt=start_of(before))


def remove(rows: QuerySet[Any]) -> None:
    """Remove rows. What points at an account points at nobody afterwards."""
    rows.delete()


def remove_accounts(users: QuerySet[User]) -> None:
    """Remove accounts; an annotated list cannot be removed as it is."""
    User.objects.filter(pk__in=list(users.values_list("pk", flat=True))).delete()


FORMER_COLLEAGUES = Record(
    code="former_colleagues",
    activity="people",
    label=_("How to reach former colleagues"),
    data=_("E-mail address, phone number, account"),
    since=_("after the last role, work or plan ended"),
    why=_(
        "For two years a successor may have a question. The name stays in the plans."
    ),
    effect=Effect.EMPTIED,
    fields=("people.Person.email", "people.Person.phone", "people.Person.user"),
    days=730,
    least=30,
    most=1825,
    due=former_due,
    carry_out=forget_contact,
)
UNUSED_ACCOUNTS = Record(
    code="unused_accounts",
    activity="people",
    label=_("Accounts without a role"),
    data=_("E-mail address, name, language, when somebody last signed in"),
    since=_("after somebody last signed in"),
    why=_("Who comes back within a year finds the account again."),
    effect=Effect.REMOVED,
    fields=(
        "accounts.User",
        "accounts.User_groups",
        "accounts.User_user_permissions",
        "account.EmailAddress",
        "account.EmailConfirmation",
        "mfa.Authenticator",
        "socialaccount.SocialAccount",
        "socialaccount.SocialToken",
    ),
    days=365,
    due=accounts_due,
    carry_out=remove_accounts,
    is_of_site=True,
)
SESSIONS = Record(
    code="sessions",
    activity="security",
    label=_("Sessions that ended"),
    data=_("Who was signed in in a browser"),
    since=_("after the session ended"),
    why=_("An ended session lets nobody in; there is no reason to keep it."),
    effect=Effect.REMOVED,
    fields=("sessions.Session",),
    days=1,
    due=sessions_due,
    carry_out=remove,
    is_of_site=True,
)
REQUESTS = Record(
    code="data_requests",
    activity="security",
    label=_("The log of requests about data"),
    data=_("Day, what was asked, who handled it, figures"),
    since=_("after the request"),
    why=_("To show that a request was answered within a month (GDPR, article 12)."),
    effect=Effect.REMOVED,
    fields=("privacy.DataRequest",),
    days=1825,
    least=365,
    most=3650,
    due=requests_due,
    carry_out=remove,
)
