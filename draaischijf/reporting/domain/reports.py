"""Starting a report, writing in it, freezing it, making it public."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.workflow import TransitionDenied, check_held, not_of_here
from draaischijf.reporting.builders.building import build, title_of
from draaischijf.reporting.builders.subject import subject_of
from draaischijf.reporting.content import as_json
from draaischijf.reporting.enums import (
    ABOUT_A_PLAN,
    ABOUT_A_SIGNAL,
    ReportKind,
    ReportStatus,
)
from draaischijf.reporting.models import Report, ReportText
from draaischijf.reporting.queries.editions import PARTNERS, PUBLIC, sections_of
from draaischijf.signals.models import PolicySignal


@transaction.atomic
def start_report(
    partnership: Partnership,
    kind: str,
    *,
    actor: User,
    year: int | None = None,
    plan: ActionPlan | None = None,
    signal: PolicySignal | None = None,
) -> Report:
    """Return the report of this kind that is being written, started if there is none.

    Raises TransitionDenied without the right to write reports, for a plan or signal of
    another partnership, and when the kind asks for one that is not given.
    """
    check_held(permissions_of(actor, partnership), Permission.WRITE_REPORT)
    about = _about(partnership, kind, year=year, plan=plan, signal=signal)
    named = title_of(subject_of(Report(partnership=partnership, kind=kind, **about)))
    draft = {"partnership": partnership, "kind": kind, **about}
    try:
        with transaction.atomic():
            report, is_new = Report.objects.get_or_create(
                **draft,
                status=ReportStatus.DRAFT,
                defaults={"title": named},
            )
    except IntegrityError:
        # Somebody pressed at the same moment: there is one draft, and this is it.
        return Report.objects.get(**draft, status=ReportStatus.DRAFT)
    if is_new:
        record(report, "report_started", actor=actor, title=report.title)
    return report


def _about(
    partnership: Partnership,
    kind: str,
    *,
    year: int | None,
    plan: ActionPlan | None,
    signal: PolicySignal | None,
) -> dict[str, Any]:
    """Return what a kind needs and nothing else, so that one draft is found again."""
    for thing in (plan, signal):
        if thing and thing.partnership_id != partnership.pk:
            raise TransitionDenied([not_of_here()])
    if kind in ABOUT_A_PLAN:
        if plan is None:
            raise TransitionDenied([_t("Choose the plan it is about.")])
        return {"year": plan.start.year, "plan": plan, "signal": None}
    if kind in ABOUT_A_SIGNAL:
        if signal is None:
            raise TransitionDenied([_t("Choose the signal it is about.")])
        return {"year": None, "plan": None, "signal": signal}
    if year is None:
        raise TransitionDenied([_t("Choose the year it is about.")])
    own = plan if kind == ReportKind.YEAR_REPORT else None
    return {"year": year, "plan": own, "signal": None}


@transaction.atomic
def write_text(report: Report, section: str, text: str, *, actor: User) -> ReportText:
    """Keep what an editor wrote in a section and return it; the same again is once.

    Raises TransitionDenied without the right to write reports, when the report is
    frozen, and for a section that the report does not have (any more).
    """
    locked = lock_report(report)
    _check_may_write(locked, actor)
    label = sections_of(build(subject_of(locked))).get(section)
    if label is None:
        raise TransitionDenied(
            [_t("What this section is about went out of the report meanwhile.")]
        )
    written, _is_new = ReportText.objects.get_or_create(report=locked, section=section)
    if written.text == text.strip():
        return written
    written.text, written.actor = text.strip(), actor
    written.save(update_fields=["text", "actor", "updated"])
    record(locked, "report_text_written", actor=actor, section=label)
    return written


@transaction.atomic
def freeze_report(report: Report, *, actor: User) -> Report:
    """Keep the document as it is now, for ever, and return the report; twice is once.

    Page and documents come from what is kept from then on. The edition for everybody
    is kept beside that for partners where its subject is public. Raises
    TransitionDenied without the right to write reports.
    """
    locked = lock_report(report)
    check_held(permissions_of(actor, locked.partnership), Permission.WRITE_REPORT)
    if locked.is_frozen:
        return locked
    locked.content = editions_of(locked)
    locked.sha256 = fingerprint(locked.content)
    locked.status = ReportStatus.FROZEN
    locked.frozen, locked.frozen_by = timezone.now(), actor
    locked.save(
        update_fields=[
            "content", "sha256", "status", "frozen", "frozen_by", "updated",
        ]
    )  # fmt: skip
    record(locked, "report_frozen", actor=actor, sha256=locked.sha256)
    return locked


def editions_of(report: Report) -> dict[str, Any]:
    """Return both editions of a report as JSON; no public one of what is not public."""
    subject = subject_of(report, is_final=True)
    public = None
    if subject.may_be_public:
        public = as_json(build(replace(subject, is_public=True)))
    return {PARTNERS: as_json(build(subject)), PUBLIC: public}


def fingerprint(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a kept document, whatever the order of its keys."""
    canonical = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def publish_report(report: Report, *, actor: User, is_public: bool = True) -> Report:
    """Let everybody read a frozen report, or no longer, and return it; twice is once.

    Raises TransitionDenied without the right to write reports, for a report that is
    still being written, and when its subject was not public when it was frozen.
    """
    locked = lock_report(report)
    check_held(permissions_of(actor, locked.partnership), Permission.WRITE_REPORT)
    if not locked.is_frozen:
        raise TransitionDenied([_t("Freeze the report first.")])
    if is_public and not (locked.content or {}).get(PUBLIC):
        raise TransitionDenied(
            [
                _t(
                    "What it is about was not public when it was frozen. Make that "
                    "public, and start a new report."
                )
            ]
        )
    if locked.is_public == is_public:
        return locked
    locked.is_public = is_public
    locked.save(update_fields=["is_public", "updated"])
    verb = "report_published" if is_public else "report_withdrawn"
    record(locked, verb, actor=actor)
    return locked


def lock_report(report: Report) -> Report:
    """Return the report as it is now, locked until the transaction ends.

    Raises TransitionDenied when it is gone.
    """
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("partnership", "plan__partnership", "signal__partnership")
        .filter(pk=report.pk)
        .first()
    )
    if locked is None:
        raise TransitionDenied([_t("This report is not there any more.")])
    return locked


def _check_may_write(locked: Report, actor: User) -> None:
    check_held(permissions_of(actor, locked.partnership), Permission.WRITE_REPORT)
    if locked.is_frozen:
        raise TransitionDenied(
            [_t("This report is frozen. Start a new one to change its words.")]
        )
