"""Where partnerships and organisations hold words of a person (core/redaction)."""

from __future__ import annotations

from collections.abc import Sequence

from draaischijf.core.redaction.register import Changes, Texts
from draaischijf.people.models import (
    Organisation,
    OrganisationAlias,
    WorkingGroup,
    normalise_name,
)
from draaischijf.people.models.working_groups import LONGEST_NAME


def _as_compared(
    row: Organisation | OrganisationAlias, changed: Sequence[str]
) -> Changes:
    """Give the name as it is compared; of a name there can be one: the number tells."""
    if "name" not in changed:
        return {}
    rows = type(row)._base_manager.exclude(pk=row.pk)  # noqa: SLF001 Django's documented API
    taken = {"name": row.name} if isinstance(row, OrganisationAlias) else {}
    taken |= {"normalised": normalise_name(row.name)}
    if rows.filter(**taken).exists():
        row.name = f"{row.name} {row.pk}"[:200]
    return {"name": row.name, "normalised": normalise_name(row.name)}


def _as_the_only_one(row: WorkingGroup, changed: Sequence[str]) -> Changes:
    """Keep the names of active groups apart: the number tells."""
    rows = WorkingGroup.objects.active().exclude(pk=row.pk)
    same = rows.filter(partnership=row.partnership_id, name__iexact=row.name)
    if "name" not in changed or not row.is_active or not same.exists():
        return {}
    return {"name": f"{row.name} {row.pk}"[:LONGEST_NAME]}


TEXTS = (
    Texts("people.Partnership", ("tagline", "intro"), of="pk"),
    Texts("people.Organisation", ("name", "short_name"), settle=_as_compared),
    Texts("people.WorkingGroup", ("name", "description"), settle=_as_the_only_one),
    Texts(
        "people.OrganisationAlias",
        ("name",),
        of="organisation__partnership_id",
        about=("organisation",),
        settle=_as_compared,
    ),
)
_STAFF = "about people who work here; their own data, with its own retention"

LEFT = {
    "people.Partnership.slug": "the address of a partnership",
    "people.Partnership.name": "the name of a partnership",
    "people.Partnership.contact_email": "the address of an office",
    "people.Organisation.normalised": "made of the name, and follows it",
    "people.Organisation.website": "the address of an organisation",
    "people.OrganisationAlias.normalised": "made of the name, and follows it",
    "people.Person.*": _STAFF,
    "people.Membership.*": _STAFF,
}
