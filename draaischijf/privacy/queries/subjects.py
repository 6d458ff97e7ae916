"""Who a request is about, and where data about that person stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from draaischijf.accounts.models import User
from draaischijf.history.models import Entry
from draaischijf.people.models import Partnership, Person
from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.queries.following import partnership_of

# What stands where a name stood. In Dutch: it is written in rows, not translated.
FORMER = "een vroegere medewerker"


@dataclass(frozen=True)
class Subject:
    """A person in one partnership, or everywhere; or behind one personal link.

    Behind a link only that report counts: who has it need not own the address.
    """

    partnership: Partnership | None
    addresses: frozenset[str] = frozenset()
    users: Sequence[User] = ()
    persons: Sequence[Person] = ()
    raised: PreSignal | SignalSupport | None = None
    names: frozenset[str] = field(default_factory=frozenset)

    def here(self, path: str = "partnership") -> Q:
        """Return the rows of the partnership of the request, or all of them."""
        return Q() if self.partnership is None else Q(**{path: self.partnership.pk})

    def has_address(self, column: str) -> Q:
        """Return the rows whose column is one of the addresses, in any case."""
        return any_of(Q(**{f"{column}__iexact": one}) for one in self.addresses)


def any_of(conditions: Iterable[Q]) -> Q:
    """Return rows for which one of the conditions holds; none of them: no rows."""
    return reduce(or_, conditions, Q(pk__in=[]))


def subject_by_address(partnership: Partnership, address: str) -> Subject:
    """Return who an address is in a partnership: the account, the persons, both.

    An account that only another partnership knows is nobody here.
    """
    address = address.strip().lower()
    users = list(_accounts_known_in(partnership).filter(email__iexact=address))
    persons = list(
        Person.objects.filter(
            Q(email__iexact=address) | Q(user__in=users), partnership=partnership
        ).select_related("user")
    )
    known = {user.pk: user for user in users}
    known |= {one.user.pk: one.user for one in persons if one.user}
    return _subject(partnership, address, list(known.values()), persons)


def subject_of_account(user: User) -> Subject:
    """Return the owner of an account, in every partnership."""
    persons = list(Person.objects.filter(user=user).select_related("user"))
    return _subject(None, user.email.lower(), [user], persons)


def subject_of_link(raised: PreSignal | SignalSupport) -> Subject:
    """Return who raised one report or support, known by the personal link."""
    return Subject(partnership=partnership_of(raised), raised=raised)


def _accounts_known_in(partnership: Partnership) -> QuerySet[User]:
    """Accounts that are a person here, raised something, or stand in the history."""
    own = OuterRef("pk")
    did = Entry.objects.filter(actor=own, partnership_id=partnership.pk)
    return User.objects.filter(
        Exists(Person.objects.filter(user=own, partnership=partnership))
        | Exists(PreSignal.objects.filter(raiser=own, partnership=partnership))
        | Exists(
            SignalSupport.objects.filter(raiser=own, signal__partnership=partnership)
        )
        | Exists(did.exclude(actor_name=FORMER))
    )


def _subject(
    partnership: Partnership | None,
    address: str,
    users: list[User],
    persons: list[Person],
) -> Subject:
    addresses = {address, *(user.email.lower() for user in users)}
    addresses |= {one.email.lower() for one in persons}
    names = {one.name for one in persons} | {user.name for user in users}
    return Subject(
        partnership=partnership,
        addresses=frozenset(addresses - {""}),
        users=users,
        persons=persons,
        names=frozenset(names - {""}),
    )
