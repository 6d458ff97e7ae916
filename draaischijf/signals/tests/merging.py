"""Two signals with something of every kind on them, for the tests of merging."""

from __future__ import annotations

import datetime

from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import ActorRole, PreSignalState, Route, SignalState
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    LogEntry,
    SignalActor,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

DAY = datetime.date(2026, 5, 3)


def make_report(partnership, signal, **fields):
    report = make_pre_signal(partnership, state=PreSignalState.LINKED, **fields)
    make_link(report, signal)
    return report


def make_pair(partnership, stays=SignalState.ANALYSIS, goes=SignalState.ANALYSIS):
    """Return a signal that stays and one that goes, each with a report."""
    survivor = make_signal(
        partnership, stays, title="Geen studio's", statement="Te duur."
    )
    absorbed = make_signal(
        partnership, goes, title="Geen kamers", statement="Te weinig.", examples="Tien."
    )
    make_report(partnership, survivor, email="an@durmeland.example")
    make_report(partnership, absorbed, email="bo@durmeland.example")
    return survivor, absorbed


def hang(signal, name, *, round_=1):
    """Hang one row of every kind on a signal; `name` tells them apart."""
    organisation = make_organisation(signal.partnership, name)
    place = AgendaPlace.objects.create(
        signal=signal, route=Route.BILATERAL, rubric=name
    )
    actor = {"signal": signal, "role": ActorRole.PARTNER}
    return {
        "support": make_support(signal, email=f"{name.lower()}@durmeland.example"),
        "place": place,
        "placed": SignalActor.objects.create(**actor, place=place, text=f"{name} 1"),
        "actor": SignalActor.objects.create(**actor, organisation=organisation),
        "agreement": Agreement.objects.create(
            signal=signal, organisation=organisation, result="agree", round=round_
        ),
        "decision": Decision.objects.create(
            signal=signal, body=name, date=DAY, route=Route.BILATERAL, round=round_
        ),
        "letter": Letter.objects.create(
            signal=signal, addressee=name, sent=DAY, round=round_
        ),
        "action": AgreedAction.objects.create(
            signal=signal, what=name, who=name, round=round_
        ),
        "log": LogEntry.objects.create(
            signal=signal, date_text="mei 2026", text=name, start=DAY, end=DAY
        ),
    }


def where(rows):
    """Return on which signal each of these rows hangs now."""
    return {
        name: type(row).objects.values_list("signal__number", flat=True).get(pk=row.pk)
        for name, row in rows.items()
    }
