"""Dumb makers of reports, and a plan with everything a document may tell."""

from __future__ import annotations

import datetime

from django.urls import reverse

from draaischijf.people.tests.factories import make_organisation, make_person
from draaischijf.plans.enums import Lifecycle, PartyRole, SectionKind
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.content import as_json
from draaischijf.reporting.models import MadeDocument, Report


def make_report(partnership, kind="year_plan", **fields):
    fields.setdefault("title", "Jaarplan 2027")
    return Report.objects.create(partnership=partnership, kind=kind, **fields)


def make_document(report, **fields):
    fields.setdefault("format", "pdf")
    return MadeDocument.objects.create(
        report=report, partnership=report.partnership, **fields
    )


def make_full_plan(partnership, year=2027, **fields):
    """A plan with two objectives and a section, and every kind of action once."""
    fields.setdefault("is_public", True)
    plan = make_plan(partnership, year, intro="Samen werken aan wonen.", **fields)
    top = make_objective(plan, "Iedereen woont betaalbaar", code="1")
    under = make_objective(
        plan,
        "Meer huizen voor wie weinig verdient",
        parent=top,
        code="1.1",
        deadline=datetime.date(year, 12, 31),
    )
    inside = make_objective(
        plan, "Interne werking", section=SectionKind.INTERNAL, code=""
    )
    action = make_action(
        under,
        "Huurtafel met het CAW",
        lifecycle=Lifecycle.NEW,
        remark="Elke maand samen.",
        start_year=year,
        date_text="najaar 2027",
        date_kind="season",
        start=datetime.date(year, 9, 1),
        end=datetime.date(year, 11, 30),
    )
    make_action(
        under,
        "Noodwoning van de politiezone",
        lifecycle=Lifecycle.NOT_EXTENDED,
        reason="Er is geen pand gevonden.",
    )
    make_action(
        under,
        "Community Land Trust",
        is_pro_memorie=True,
        decided_by="Gemeenteraad Lokelare",
    )
    make_action(inside, "Website bijhouden", lifecycle=Lifecycle.PERMANENT)
    person = make_person(partnership, name="Katrien Contact")
    make_party(action, PartyRole.CONTACT, "Katrien Contact", person=person)
    make_party(action, PartyRole.LEAD, "Dienst Wonen")
    house = make_organisation(partnership, "Huis van het Kind Wachtbeke")
    make_party(action, PartyRole.PARTNER, "", organisation=house)
    return plan


def log(action, month, text="Overleg", **fields):
    return make_log_entry(action, datetime.date(2027, month, 5), text, **fields)


def subject(kind, partnership, plan=None, signal=None, year=2027, **rest):
    return Subject(kind, partnership, year, plan, signal, **rest)


def words_of(content):
    """Everything that can be read in a document, in one text."""
    return "\n".join(_texts(as_json(content)))


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def blocks_of(content, kind):
    return [block for block in content.blocks if isinstance(block, kind)]


def page(client, where, **rest):
    """Return the page at an address as this client sees it."""
    answer = client.get(where, **rest)
    assert answer.status_code == 200
    return answer.content.decode()


def address(name, report, *rest):
    return reverse(
        f"reporting:{name}", args=[report.partnership.slug, report.pk, *rest]
    )
