"""A copy of a person's data, and their removal: one transaction, one line in the log.

What stays is what was decided and done, without saying by whom.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from draaischijf.access.domain.leaving import check_others_give_roles
from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Membership, Partnership, Person, Role
from draaischijf.plans.models import ActionParty
from draaischijf.privacy.domain.history_names import forget_in_history
from draaischijf.privacy.domain.meeting_persons import forget_in_meetings
from draaischijf.privacy.enums import Asker, RequestKind
from draaischijf.privacy.models import DataRequest
from draaischijf.privacy.queries.copies import archive_of
from draaischijf.privacy.queries.subjects import FORMER, Subject
from draaischijf.privacy.queries.traces import (
    counts_of,
    imported_of,
    invitations_of,
    mails_of,
    reports_of,
    supports_of,
    work_of,
)
from draaischijf.privacy.records.files import empty_rows
from draaischijf.privacy.records.reports import (
    empty_texts,
    forget_links,
    forget_raisers,
)
from draaischijf.signals.domain.lasting import ENDED_REPORT
from draaischijf.signals.models import PreSignal, PreSignalMessage, SignalSupport

RUNS_THE_SITE = _(
    "This account runs the whole site. Whoever manages the machine takes that away "
    "first."
)


@transaction.atomic
def give_copy(subject: Subject, *, asker: Asker, actor: User | None) -> bytes:
    """Return all that is kept about a person as a ZIP, and note that it was asked."""
    archive = archive_of(subject)
    _note(subject, RequestKind.EXPORT, asker, actor, counts_of(subject))
    return archive


@transaction.atomic
def remove_person(
    subject: Subject, *, asker: Asker, actor: User | None
) -> dict[str, int]:
    """Remove what is kept about a person; return how many rows stood in each place.

    Twice is once: the second time nothing is found. Raises ValidationError for the only
    administrator of a partnership, who would leave it without anybody.
    """
    check_may_go(subject)
    keys = [one.pk for one in subject.persons]
    check_others_give_roles(list(Role.objects.current().filter(person__in=keys)))
    counts = counts_of(subject)
    if not counts:
        return {}
    list(Person.objects.filter(pk__in=keys).select_for_update())
    _forget_raised(subject)
    forget_in_meetings(subject)
    mails_of(subject).delete()
    for rows in invitations_of(subject):
        rows.delete()
    empty_rows(imported_of(subject))
    changed = forget_in_history(subject)
    _forget_work(subject)
    _forget_persons(subject)
    # The line of the log vouches for the entries that read differently now.
    _note(subject, RequestKind.ERASE, asker, actor, counts, redacted_entries=changed)
    _remove_accounts(subject)
    return counts


def check_may_go(subject: Subject) -> None:
    """Raise ValidationError for an account that runs the whole site."""
    if any(user.is_superuser for user in subject.users):
        raise ValidationError(RUNS_THE_SITE)


def _forget_raised(subject: Subject) -> None:
    reports = list(reports_of(subject).values_list("pk", flat=True))
    supports = list(supports_of(subject).values_list("pk", flat=True))
    chosen = PreSignal.objects.filter(pk__in=reports)
    supported = SignalSupport.objects.filter(pk__in=supports)
    written = PreSignalMessage.objects.filter(author__in=subject.users)
    written.filter(subject.here("pre_signal__partnership")).update(author=None)
    for rows in (chosen, supported):
        forget_raisers(rows)
        rows.update(organisation_name="")
        forget_links(rows)
    empty_texts(chosen.filter(state__in=ENDED_REPORT))
    for report in chosen:
        record(report, "reporter_forgotten", actor=None)


def _forget_work(subject: Subject) -> None:
    for rows, column in work_of(subject):
        rows.update(**{column: None})


def _forget_persons(subject: Subject) -> None:
    keys = [one.pk for one in subject.persons]
    parties = ActionParty.objects.filter(person__in=keys)
    parties.filter(text__in=subject.names).update(text=FORMER)
    Membership.objects.filter(person__in=keys).delete()
    Role.objects.filter(person__in=keys).delete()
    Person.objects.filter(pk__in=keys).update(
        name=FORMER, email="", phone="", user=None, is_public=False
    )


def _remove_accounts(subject: Subject) -> None:
    """Remove the account where nobody needs it: elsewhere it goes on."""
    for user in subject.users:
        used = (
            Person.objects.filter(user=user),
            PreSignal.objects.filter(raiser=user),
            SignalSupport.objects.filter(raiser=user),
        )
        if not any(rows.exists() for rows in used):
            user.delete()


def _note(
    subject: Subject,
    kind: RequestKind,
    asker: Asker,
    actor: User | None,
    counts: dict[str, int],
    **told: Any,
) -> None:
    verb = "person_erased" if kind == RequestKind.ERASE else "person_exported"
    for partnership in _places(subject):
        handled = actor if asker == Asker.OFFICER else None
        request = DataRequest.objects.create(
            partnership=partnership,
            kind=kind,
            asker=asker,
            actor=handled,
            counts=counts,
        )
        record(request, verb, actor=handled, **told)


def _places(subject: Subject) -> list[Partnership | None]:
    """Where the log has its line: in the partnership, or in each of the person's."""
    if subject.partnership is not None:
        return [subject.partnership]
    found: dict[int, Any] = {
        one.partnership_id: one.partnership for one in subject.persons
    }
    return list(found.values()) or [None]
