"""The table of where data about a person stand, and what removal does to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.access.models import AccessRequest, Invitation
from draaischijf.accounts.models import User
from draaischijf.documents.models import ImportRow, StoredFile
from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.models import Membership, Person, Role
from draaischijf.plans.models import ActionParty
from draaischijf.privacy.models import DataRequest
from draaischijf.privacy.queries.meeting_traces import MEETING_TRACES
from draaischijf.privacy.queries.reach import (
    columns_to_accounts,
    path_to_partnership,
    text_columns,
)
from draaischijf.privacy.queries.subjects import FORMER, Subject, any_of
from draaischijf.privacy.queries.trace_shape import Sources, Trace
from draaischijf.signals.models import (
    PreSignal,
    PreSignalMessage,
    SignalSupport,
)


def _accounts(subject: Subject) -> list[QuerySet[Any]]:
    return [User.objects.filter(pk__in=[one.pk for one in subject.users])]


def _of_persons(model: Any, column: str = "person") -> Sources:
    def sources(subject: Subject) -> list[QuerySet[Any]]:
        keys = [one.pk for one in subject.persons]
        return [model.objects.filter(**{f"{column}__in": keys})]

    return sources


def reports_of(subject: Subject) -> QuerySet[PreSignal]:
    """Return the reports a person raised, as far as the request reaches."""
    if subject.raised is not None:
        is_report = isinstance(subject.raised, PreSignal)
        keys = [subject.raised.pk] if is_report else []
        return PreSignal.objects.filter(pk__in=keys)
    return PreSignal.objects.filter(
        subject.has_address("email") | Q(raiser__in=subject.users), subject.here()
    )


def supports_of(subject: Subject) -> QuerySet[SignalSupport]:
    """Return the supports a person gave, as far as the request reaches."""
    if subject.raised is not None:
        is_support = isinstance(subject.raised, SignalSupport)
        keys = [subject.raised.pk] if is_support else []
        return SignalSupport.objects.filter(pk__in=keys)
    return SignalSupport.objects.filter(
        subject.has_address("email") | Q(raiser__in=subject.users),
        subject.here("signal__partnership"),
    )


def invitations_of(subject: Subject) -> list[QuerySet[Any]]:
    """Return the invitations and requests for access of a person."""
    if subject.raised is not None:
        return []
    return [
        model.objects.filter(subject.has_address("email"), subject.here())
        for model in (Invitation, AccessRequest)
    ]


def _messages(subject: Subject) -> list[QuerySet[Any]]:
    own = Q(pre_signal__in=reports_of(subject), from_raiser=True)
    written = Q(author__in=subject.users) & subject.here("pre_signal__partnership")
    return [PreSignalMessage.objects.filter(own | written)]


def files_of(subject: Subject) -> QuerySet[StoredFile]:
    """Return the files that came with the reports of a person."""
    return StoredFile.objects.filter(
        pk__in=reports_of(subject).values("attachments__stored_file")
    )


def mails_of(subject: Subject) -> QuerySet[Mail]:
    """Return the mails to a person; behind a link those that carry that link."""
    if subject.raised is not None:
        nonce = subject.raised.follow_nonce
        return Mail.objects.filter(link_arguments__nonce=nonce)
    return Mail.objects.filter(
        subject.has_address("to"), subject.here("partnership_id")
    )


def work_of(subject: Subject) -> list[tuple[QuerySet[Any], str]]:
    """Return the rows that say an account did something, with the column that does."""
    found = []
    for model, column in columns_to_accounts():
        path = path_to_partnership(model)
        if model in {Person, PreSignal, SignalSupport, PreSignalMessage, Entry}:
            continue  # these have a line of their own
        if model is DataRequest or (subject.partnership and not path):
            continue  # who handled a request; what belongs to no partnership
        rows = model._default_manager.filter(  # noqa: SLF001 Django's documented API
            Q(**{f"{column}__in": [one.pk for one in subject.users]}),
            subject.here(path),
        )
        found.append((rows, column))
    return found


def history_of(subject: Subject) -> QuerySet[Entry]:
    """Return what history says a person did, or says about the person."""
    about = [one.pk for one in subject.persons]
    return Entry.objects.filter(
        Q(actor__in=[one.pk for one in subject.users]) & ~Q(actor_name=FORMER)
        | Q(content_type__app_label="people", content_type__model="person",
            object_id__in=about),
        subject.here("partnership_id"),
    )  # fmt: skip


def _mentions(subject: Subject) -> list[QuerySet[Any]]:
    """Free texts in which an address of the person was written."""
    if not subject.addresses:
        return []
    own = {User, Person, Mail, Entry, ImportRow}
    found = []
    for model, names in text_columns():
        if model in own:
            continue
        said = any_of(
            Q(**{f"{name}__icontains": one})
            for name in names
            for one in subject.addresses
        )
        rows = model._default_manager.filter(  # noqa: SLF001 Django's documented API
            said, subject.here(path_to_partnership(model))
        )
        found.append(rows)
    return found


def imported_of(subject: Subject) -> QuerySet[ImportRow]:
    """Return imported rows in which an address of the person stands."""
    said = any_of(Q(verbatim__icontains=one) for one in subject.addresses)
    return ImportRow.objects.filter(said, subject.here("run__partnership_id"))


TRACES: tuple[Trace, ...] = (
    Trace(
        "account",
        _("Account"),
        ("email", "name", "language", "date_joined", "last_login"),
        _("Removed, unless it is used in another partnership."),
        _accounts,
    ),
    Trace(
        "persons",
        _("Person"),
        ("partnership", "name", "email", "phone", "is_public"),
        _("Name becomes “a former colleague”, the rest is emptied."),
        lambda subject: [
            Person.objects.filter(pk__in=[one.pk for one in subject.persons])
        ],
    ),
    Trace(
        "memberships",
        _("Work"),
        ("organisation", "function", "since", "until"),
        _("Removed."),
        _of_persons(Membership),
    ),
    Trace(
        "roles",
        _("Roles"),
        ("kind", "organisation", "until"),
        _("Removed: nothing can be done with them any more."),
        _of_persons(Role),
    ),
    Trace(
        "invitations",
        _("Invitations and requests for access"),
        ("created", "name", "email", "function", "organisation"),
        _("Removed."),
        invitations_of,
    ),
    Trace(
        "plans",
        _("Named in plans"),
        ("action", "role", "text"),
        _("Reads “a former colleague”. An adopted version stays as it was adopted."),
        _of_persons(ActionParty),
    ),
    Trace(
        "reports",
        _("Reports"),
        (
            "number", "submitted", "email", "problem", "for_whom", "example", "since",
            "organisation_name", "state", "outcome_text", "referral",
        ),
        _("Address and account are emptied, and the text of what became no signal."),
        lambda subject: [reports_of(subject)],
    ),
    Trace(
        "supports",
        _("“We see this too”"),
        ("signal", "given", "email", "organisation_name", "since", "note"),
        _("Address and account are emptied."),
        lambda subject: [supports_of(subject)],
    ),
    Trace(
        "messages",
        _("Messages with a report"),
        ("at", "kind", "text"),
        _("They stay without a name, or go with the text of the report."),
        _messages,
    ),
    Trace(
        "files",
        _("Files"),
        ("name", "content_type", "size", "uploaded"),
        _("They stay with a report that is part of a signal; else they are removed."),
        lambda subject: [files_of(subject)],
    ),
    *MEETING_TRACES,
    Trace(
        "mails",
        _("Mails"),
        ("created", "to", "subject", "state", "text"),
        _("Removed; what still waits is not sent."),
        lambda subject: [mails_of(subject)],
    ),
    Trace(
        "work",
        _("What the person did here"),
        ("pk",),
        _("It stays, and says of nobody who did it."),
        lambda subject: [rows for rows, _column in work_of(subject)],
    ),
    Trace(
        "history",
        _("History"),
        ("at", "verb", "actor_name", "note"),
        _("It stays, with “a former colleague” in the place of the name."),
        lambda subject: [history_of(subject)],
    ),
    Trace(
        "imported",
        _("Imported documents"),
        ("place", "verbatim"),
        _("The text of those rows is emptied."),
        lambda subject: [imported_of(subject)],
    ),
    Trace(
        "mentions",
        _("Texts that hold the address"),
        ("pk",),
        _("They stay: a text is taken out where it stands, by a person who reads it."),
        _mentions,
    ),
)  # fmt: skip


def counts_of(subject: Subject) -> dict[str, int]:
    """Return how many rows stand in each place; places without any are left out."""
    found = {}
    for trace in TRACES:
        number = sum(rows.count() for rows in trace.sources(subject))
        if number:
            found[trace.code] = number
    return found
