"""Who may read reports and their documents; each predicate with its queryset twin.

Whether somebody may start, write and freeze is asked of `people.permissions.holds`
with WRITE_REPORT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.db.models import Q

from draaischijf.people.permissions import Permission, holds, partnerships_where
from draaischijf.reporting.enums import MakingState
from draaischijf.reporting.models import MadeDocument, Report

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def can_view_report(user: Visitor, report: Report) -> bool:
    """Everybody reads what is frozen and public; partners all of their partnership."""
    if report.is_public and report.is_frozen:
        return True
    return holds(user, Permission.READ, report.partnership)


def reports_visible_to(user: Visitor) -> QuerySet[Report]:
    """The reports `user` may read, of all partnerships: twin of `can_view_report`."""
    # What is public is frozen: a constraint of the table.
    return Report.objects.filter(
        Q(is_public=True) | Q(partnership__in=partnerships_where(user, Permission.READ))
    )


def reports_readable_in(user: Visitor, partnership: Partnership) -> QuerySet[Report]:
    """The reports `user` may read in one partnership.

    What `reports_visible_to` comes down to there, without its alternatives.
    """
    reports = Report.objects.filter(partnership=partnership)
    if holds(user, Permission.READ, partnership):
        return reports
    return reports.filter(is_public=True)


def can_view_document(user: Visitor, document: MadeDocument) -> bool:
    """Everybody reads finished public editions of public reports; partners all."""
    if holds(user, Permission.READ, document.partnership):
        return True
    return (
        document.is_public
        and document.state == MakingState.READY
        and document.report.is_public
    )


def documents_visible_to(user: Visitor) -> QuerySet[MadeDocument]:
    """The documents `user` may read: twin of `can_view_document`."""
    return MadeDocument.objects.filter(
        Q(is_public=True, state=MakingState.READY, report__is_public=True)
        | Q(partnership__in=partnerships_where(user, Permission.READ))
    )


rules.add_perm("reporting.view_report", rules.predicate(can_view_report))
rules.add_perm("reporting.view_madedocument", rules.predicate(can_view_document))
