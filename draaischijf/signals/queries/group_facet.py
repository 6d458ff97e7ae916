"""Narrowing the list of signals to working groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _t

from draaischijf.core.pieces import Facet, Option

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

# How an address calls the standard group: a signal keeps it by keeping none.
STANDARD = 0


def with_groups(values: tuple[Any, ...]) -> Q:
    """Return the condition of signals that are with one of these groups."""
    asked = Q(working_group__in=[one for one in values if one != STANDARD])
    return asked | Q(working_group__isnull=True) if STANDARD in values else asked


def group_facets(partnership: Partnership, chosen: tuple[int, ...]) -> list[Facet]:
    """Return the choice between groups, without numbers; none where there is one.

    One query, however many signals.
    """
    groups = list(partnership.working_groups.all())
    if len(groups) < 2:
        return []
    keys = [(STANDARD if one.is_standard else one.pk, one.name) for one in groups]
    options = [Option(str(key), name, None, key in chosen) for key, name in keys]
    return [Facet("working_group", _t("Working group"), options)]
