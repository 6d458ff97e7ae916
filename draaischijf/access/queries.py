"""Reads about who takes part, who is invited, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import Http404

from draaischijf.access.enums import RequestState
from draaischijf.access.models import AccessRequest, Invitation, MailDomain
from draaischijf.access.permissions import (
    access_requests_visible_to,
    invitations_visible_to,
    invites_for_all,
    kinds_to_give,
)
from draaischijf.access.wording import CAN, ROLES
from draaischijf.accounts.models import User
from draaischijf.accounts.queries import with_second_factor
from draaischijf.core import tokens
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Person, Role
from draaischijf.people.permissions import (
    GUARDED,
    ROLE_PERMISSIONS,
    Permission,
    holds,
    kinds_with,
    resting_roles,
)
from draaischijf.people.queries import own_organisations

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext.aliases import StrOrPromise

    from draaischijf.people.models import Organisation, Partnership
    from draaischijf.people.permissions import Visitor


@dataclass(frozen=True)
class PeoplePage:
    """Who takes part, who is invited, who asks; as far as the reader answers for it."""

    persons: Sequence[Person]
    invitations: Sequence[Invitation]
    requests: Sequence[AccessRequest]
    is_manager: bool


def people_page(partnership: Partnership, user: Visitor, words: str = "") -> PeoplePage:
    """Return the page of people; five queries whatever their number."""
    persons = persons_visible_to(partnership, user).order_by("name", "pk")
    if words:
        persons = persons.filter(
            Q(name__icontains=words)
            | Q(email__icontains=words)
            | Q(memberships__organisation__name__icontains=words)
        ).distinct()
    open_ones = Invitation.objects.open().filter(pk__in=invitations_visible_to(user))
    waiting = access_requests_visible_to(user).filter(state=RequestState.WAITING)
    return PeoplePage(
        list(persons),
        list(
            open_ones.filter(partnership=partnership).select_related(
                "organisation", "invited_by"
            )
        ),
        list(
            waiting.filter(partnership=partnership)
            .select_related("organisation")
            .order_by("created", "pk")
        ),
        holds(user, Permission.MANAGE_PEOPLE, partnership),
    )


def persons_visible_to(partnership: Partnership, user: Visitor) -> QuerySet[Person]:
    """Return the persons with a role that `user` answers for, with their roles."""
    roles = Role.objects.current().filter(partnership=partnership)
    persons = Person.objects.filter(
        Exists(roles.filter(person=OuterRef("pk"))), partnership=partnership
    )
    if not invites_for_all(user, partnership):
        if not holds(user, Permission.INVITE_COLLEAGUES, partnership):
            return Person.objects.none()
        own = own_organisations(user)
        work = Membership.objects.current().filter(organisation__in=own)
        persons = persons.filter(
            Q(pk__in=work.values("person"))
            | Q(pk__in=roles.filter(organisation__in=own).values("person"))
        )
    return persons.select_related("user").prefetch_related(
        Prefetch(
            "roles",
            roles.select_related("organisation").prefetch_related("terms"),
            to_attr="roles_now",
        ),
        Prefetch(
            "memberships",
            Membership.objects.current().select_related("organisation"),
            to_attr="work_now",
        ),
    )


def person_or_404(partnership: Partnership, user: Visitor, pk: int) -> Person:
    """Return a person that `user` answers for. Raises Http404."""
    found = persons_visible_to(partnership, user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def answers_for(user: Visitor, person: Person) -> bool:
    """Tell whether `user` answers for a person, who still has a role."""
    seen = persons_visible_to(person.partnership, user)
    return seen.filter(pk=person.pk).exists()


def role_or_404(person: Person, user: Visitor, pk: int) -> Role:
    """Return a current role of a person, if `user` may end it. Raises Http404."""
    found = next((one for one in endable_roles(person, user) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


def invitation_or_404(partnership: Partnership, user: Visitor, pk: int) -> Invitation:
    """Return an open invitation that `user` answers for. Raises Http404."""
    found = (
        invitations_visible_to(user)
        .open()
        .filter(partnership=partnership, pk=pk)
        .select_related("partnership", "organisation")
        .first()
    )
    if found is None:
        raise Http404
    return found


def request_or_404(partnership: Partnership, user: Visitor, pk: int) -> AccessRequest:
    """Return a request that waits and that `user` may answer. Raises Http404."""
    found = (
        access_requests_visible_to(user)
        .filter(partnership=partnership, pk=pk, state=RequestState.WAITING)
        .select_related("partnership", "organisation")
        .first()
    )
    if found is None:
        raise Http404
    return found


def opened_invitation(token: str) -> Invitation | None:
    """Return what a link of an invitation opens, also when it is over; or None."""
    return (
        Invitation.objects.filter(token_hash=tokens.hash_of(token))
        .select_related("partnership", "organisation", "invited_by")
        .first()
    )


def opened_request(token: str) -> AccessRequest | None:
    """Return the request whose address a link proves, or None."""
    return (
        AccessRequest.objects.filter(token_hash=tokens.hash_of(token))
        .select_related("partnership", "organisation")
        .first()
    )


def organisation_of_address(
    partnership: Partnership, email: str
) -> Organisation | None:
    """Return the organisation whose mail domain an address has, if any."""
    domain = email.rpartition("@")[2].strip().lower()
    known = MailDomain.objects.filter(
        organisation__partnership=partnership,
        organisation__is_active=True,
        domain=domain,
    )
    found = known.select_related("organisation").first()
    return found.organisation if found else None


def asks_for_access(partnership: Partnership) -> bool:
    """Tell whether anybody can ask for access here: some organisation has a domain."""
    return MailDomain.objects.filter(organisation__partnership=partnership).exists()


def who_lets_in(request: AccessRequest) -> list[User]:
    """Return who is told that somebody asks: for the organisation, else all."""
    roles = Role.objects.current().filter(partnership=request.partnership)
    own = roles.filter(
        kind__in=kinds_with(Permission.INVITE_COLLEAGUES),
        organisation=request.organisation,
    )
    managing = roles.filter(kind__in=kinds_with(Permission.MANAGE_PEOPLE))
    chosen = own if own.filter(person__user__is_active=True).exists() else managing
    return list(
        User.objects.filter(is_active=True, persons__roles__in=chosen)
        .distinct()
        .order_by("pk")
    )


@dataclass(frozen=True)
class Held:
    """Something a person may do, and the roles because of which."""

    text: StrOrPromise
    because: Sequence[Role]


@dataclass(frozen=True)
class MyAccess:
    """What somebody is here, may do, and why."""

    roles: Sequence[tuple[Role, StrOrPromise]]
    can: Sequence[Held]
    resting: Sequence[Role]
    organisations: Sequence[Organisation]


def my_access(partnership: Partnership, user: User) -> MyAccess:
    """Return what `user` may do here, each with the roles that give it."""
    resting = list(
        resting_roles(user)
        .filter(partnership=partnership)
        .select_related("organisation")
    )
    asleep = {one.pk for one in resting}
    held = [
        one
        for one in Role.objects.current()
        .filter(partnership=partnership, person__user=user)
        .select_related("organisation")
        .prefetch_related("terms")
        if one.pk not in asleep
    ]
    can = [
        Held(text, because)
        for permission, text in CAN.items()
        if (because := [one for one in held if permission in _of(one)])
    ]
    own = own_organisations(user).filter(partnership=partnership)
    roles = [(one, ROLES[RoleKind(one.kind)]) for one in held]
    return MyAccess(roles, can, resting, list(own))


def _of(role: Role) -> frozenset[Permission]:
    return ROLE_PERMISSIONS[RoleKind(role.kind)]


def endable_roles(person: Person, user: Visitor) -> list[Role]:
    """Return the current roles of a person that `user` may end."""
    kinds = kinds_to_give(user, person.partnership)
    roles = (
        Role.objects.current()
        .filter(person=person, kind__in=kinds)
        .select_related("organisation")
    )
    if not invites_for_all(user, person.partnership):
        roles = roles.filter(organisation__in=own_organisations(user))
    return list(roles)


def may_end_all(person: Person, user: Visitor) -> bool:
    """Tell whether `user` may end every role of a person, and with that all access."""
    roles = Role.objects.current().filter(person=person).count()
    return roles > 0 and len(endable_roles(person, user)) == roles


def mail_domains_of(partnership: Partnership) -> list[MailDomain]:
    """Return the mail domains of a partnership with their organisations, by name."""
    rows = MailDomain.objects.filter(organisation__partnership=partnership)
    return list(
        rows.select_related("organisation").order_by("organisation__name", "domain")
    )


def mail_domain_or_404(partnership: Partnership, pk: int) -> MailDomain:
    """Return a mail domain of this partnership. Raises Http404."""
    rows = MailDomain.objects.filter(organisation__partnership=partnership, pk=pk)
    found = rows.select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def guarded_without_second_factor(partnership: Partnership) -> list[str]:
    """Return the names of those whose role rests, or would, for lack of one."""
    roles = Role.objects.current().filter(
        partnership=partnership,
        kind__in=GUARDED,
        person__user__is_active=True,
    )
    lacking = roles.exclude(with_second_factor("person__user"))
    return sorted(set(lacking.values_list("person__name", flat=True)))
