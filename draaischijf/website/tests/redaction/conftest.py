"""A partnership in which one phone number stands everywhere it could."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.base import ContentFile

from draaischijf.documents.models import ImportRow, ImportRun, StoredFile
from draaischijf.documents.tests.factories import docx_bytes
from draaischijf.history.domain import record
from draaischijf.notifications.models import Mail
from draaischijf.people.models import OrganisationAlias
from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.models import LegalElement, PlanVersion
from draaischijf.plans.queries.version_content import checksum, plan_content
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
    make_trajectory_step,
)
from draaischijf.reporting.domain.reports import fingerprint
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import (
    Decision,
    LogEntry,
    PreSignalAttachment,
    PreSignalMessage,
    SignalStep,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

PHONE = "0474 12 34 56"
TEXT = f"Bel haar op {PHONE}, elke week opnieuw."


def keep_file(partnership, name, content, kind="application/pdf"):
    stored = StoredFile(
        partnership_id=partnership.pk,
        name=name,
        content_type=kind,
        size=len(content),
        sha256="0" * 64,
    )
    stored.file.save(name, ContentFile(content), save=False)
    stored.save()
    return stored


@dataclass
class Written:
    """The things in which the words stand."""

    partnership: Any
    report: Any
    signal: Any
    plan: Any
    action: Any
    version: Any
    frozen: Any
    made: Any
    letter: Any
    source: Any
    rows: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
def written(partnership, alice):
    report = make_pre_signal(
        partnership,
        problem=f"Een vraag vooraf. {TEXT}",
        example="Tel. +32474123456",
        screening=[
            {"field": "problem", "kind": "phone", "start": 30, "end": 43,
             "certainty": "doubtful"},
            {"field": "problem", "kind": "name", "start": 45, "end": 49,
             "certainty": "doubtful"},
        ],
    )  # fmt: skip
    PreSignalMessage.objects.create(pre_signal=report, kind="question", text=TEXT)
    signal = make_signal(partnership, SignalState.ANALYSIS, statement=TEXT)
    make_link(report, signal)
    make_support(signal, note=TEXT)
    SignalStep.objects.create(signal=signal, target="analysis", note=TEXT)
    day = datetime.date(2026, 5, 4)
    Decision.objects.create(
        signal=signal, body="Raad", date=day, text=TEXT, route="bilateral"
    )
    LogEntry.objects.create(signal=signal, text=TEXT, start=day, date_text="4/5/2026")
    house = make_organisation(partnership, f"Mevrouw van {PHONE}")
    OrganisationAlias.objects.create(
        organisation=house, name=f"De {PHONE}", normalised="de 0474 12 34 56"
    )
    plan = make_plan(partnership, intro=TEXT)
    action = make_action(make_objective(plan, explanation=TEXT), remark=TEXT)
    make_log_entry(action, text=TEXT)
    make_trajectory_step(plan, remark=TEXT)
    letter = _sent_along(partnership, report, plan)
    version = PlanVersion.objects.create(
        plan=plan, number=1, adopted=day, body="Raad", note=TEXT,
        content=plan_content(plan), sha256=checksum(plan_content(plan)),
    )  # fmt: skip
    content = {"partners": {"blocks": [TEXT]}, "public": None}
    frozen = Report.objects.create(
        partnership=partnership, kind="year_plan", title="Jaarplan", plan=plan,
        status="frozen", frozen=datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC),
        content=content, sha256=fingerprint(content),
    )  # fmt: skip
    made = MadeDocument.objects.create(
        report=frozen, partnership=partnership, format="docx", state="ready",
        file=keep_file(partnership, "jaarplan.docx", docx_bytes(("p", TEXT))),
    )  # fmt: skip
    source = _imported(partnership)
    _told(partnership, report, action, alice)
    return Written(
        partnership, report, signal, plan, action, version, frozen, made, letter, source
    )


def _sent_along(partnership, report, plan):
    letter = keep_file(
        partnership, f"brief {PHONE}.docx", docx_bytes(("p", "Hallo"), ("p", TEXT))
    )
    PreSignalAttachment.objects.create(pre_signal=report, stored_file=letter)
    LegalElement.objects.create(plan=plan, part="vision", note=TEXT)
    return letter


def _imported(partnership):
    source = keep_file(partnership, "agenda.docx", docx_bytes(("p", TEXT)))
    run = ImportRun.objects.create(
        partnership_id=partnership.pk, file_name="agenda.docx", sha256="1" * 64,
        stored_file=source,
    )  # fmt: skip
    ImportRow.objects.create(
        run=run, kind="signal", position=1, place="blz. 1", verbatim=TEXT,
        parsed={"title": TEXT, "more": [{"log": TEXT}]}, key="k" * 64,
    )  # fmt: skip
    return source


def _told(partnership, report, action, alice):
    for state in ("waiting", "sent"):
        Mail.objects.create(
            key=state, partnership_id=partnership.pk, kind="receipt", state=state,
            to="bo@durmeland.example", subject=f"Uw melding {PHONE}", text=TEXT,
            html=f"<p>{TEXT.replace(' ', '&nbsp;')}</p>",
        )  # fmt: skip
    record(report, "pre_signal_asked", actor=alice, note=TEXT, was={"text": [TEXT]})
    record(action, "action_edited", actor=alice, on_behalf_of=f"De {PHONE}", after=TEXT)
