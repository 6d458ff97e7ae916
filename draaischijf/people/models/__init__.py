"""The tables of who works together."""

from draaischijf.people.models.partners import (
    RESERVED_SLUGS,
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationQuerySet,
    OrganisationSuccession,
    Partnership,
    Person,
    Role,
    normalise_name,
    validate_slug_is_free,
)
from draaischijf.people.models.working_groups import GroupMember, WorkingGroup

__all__ = [
    "RESERVED_SLUGS",
    "GroupMember",
    "Membership",
    "Organisation",
    "OrganisationAlias",
    "OrganisationQuerySet",
    "OrganisationSuccession",
    "Partnership",
    "Person",
    "Role",
    "WorkingGroup",
    "normalise_name",
    "validate_slug_is_free",
]
