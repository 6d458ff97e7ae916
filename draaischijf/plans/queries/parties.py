"""Who stands in an action, as partners and as everybody else may read it."""

from __future__ import annotations

from draaischijf.plans.enums import PartyRole
from draaischijf.plans.models import ActionParty


def may_be_read(party: ActionParty) -> bool:
    """Whether everybody may read it.

    Not a person who is not public, and not a contact as typed, for that is a name.
    """
    if party.organisation_id:
        return True
    if party.person:
        return party.person.is_public
    return party.role != PartyRole.CONTACT


def party_in_words(party: ActionParty, *, is_partner: bool) -> str:
    """Return somebody in an action as written; the public reads no hidden person."""
    person, organisation = party.person, party.organisation
    if person and (is_partner or person.is_public):
        return f"{person.name} ({organisation.name})" if organisation else person.name
    if organisation and not is_partner and (person or party.role == PartyRole.CONTACT):
        return organisation.name
    return party.text or str(party)
