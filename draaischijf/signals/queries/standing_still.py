"""Signals that do not move, and what each of them waits for."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.signals.deeds import acted_on
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import (
    AgreedAction,
    Decision,
    Letter,
    PolicySignal,
    PreSignalLink,
    SignalActor,
    SignalSupport,
)
from draaischijf.signals.queries.gates import AgreementStanding, agreement_standings
from draaischijf.signals.queries.signal_facets import LATE, STILL, STILL_AFTER
from draaischijf.signals.queries.work_items import (
    SHOWN,
    Item,
    Part,
    days_late,
    days_since,
    signal_title,
    signal_url,
)

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership


def standing_still(partnership: Partnership) -> Part:
    """Return the open signals without movement for two months, longest first.

    Their number changes no query: the count, the signals, who leads, and what their
    working groups say.
    """
    now = timezone.now()
    still = partnership.signals.standing_still(now - STILL_AFTER)
    found = with_standing(the_first(still, "last_movement", "pk"))
    items = [
        Item(
            title=signal_title(one),
            url=signal_url(partnership, one.number),
            mark=in_phase(one, now),
            why=why_still(one, partnership),
        )
        for one in found
    ]
    base = reverse("signals:signals", args=[partnership.slug])
    title, address = _t("Stands still"), f"{base}?pace={STILL}"
    return Part("still", title, items, still.count(), address)


def past_their_date(partnership: Partnership) -> Part:
    """Return the open signals past their target date, longest first."""
    today = timezone.localdate()
    late = partnership.signals.late(today)
    items = [
        Item(
            title=signal_title(one),
            url=signal_url(partnership, one.number),
            mark=days_late(one.phase_due, today),
            urgency="late",
            why=why_still(one, partnership),
        )
        for one in with_standing(the_first(late, "phase_due", "pk"))
    ]
    base = reverse("signals:signals", args=[partnership.slug])
    title, address = _t("Signals past their target date"), f"{base}?pace={LATE}"
    return Part("late_signals", title, items, late.count(), address)


def in_phase(signal: PolicySignal, now: datetime.datetime) -> str:
    """Return how long a signal has been where it is, such as "94 days in analysis"."""
    days = days_since(signal.state_since, now)
    words = ngettext("%(count)s day %(state)s", "%(count)s days %(state)s", days)
    return words % {"count": days, "state": signal.get_state_display()}


def the_first(signals: QuerySet[PolicySignal], *order: str) -> QuerySet[PolicySignal]:
    """Return as many signals as a part shows, in this order.

    By key: what `with_standing` adds is then worked out for these and no others.
    """
    shown = signals.order_by(*order).values("pk")[:SHOWN]
    return PolicySignal.objects.filter(pk__in=shown).order_by(*order)


def with_standing(signals: QuerySet[PolicySignal]) -> list[Any]:
    """Return signals with what `why_still` looks at, without a query for each."""
    own = {"signal": OuterRef("pk")}
    this_round = {**own, "round": OuterRef("round")}
    leads = SignalActor.objects.filter(role=ActorRole.LEAD)
    found: list[Any] = list(
        signals.annotate(
            has_source=Exists(PreSignalLink.objects.filter(**own))
            | Exists(SignalSupport.objects.filter(**own))
            | Exists(SignalActor.objects.filter(**own, role=ActorRole.RAISED_BY)),
            has_decision=Exists(Decision.objects.filter(**this_round)),
            has_action=Exists(AgreedAction.objects.filter(**this_round))
            | Exists(Letter.objects.filter(**this_round)),
        ).prefetch_related(
            Prefetch("actors", leads.select_related("organisation"), to_attr="leads")
        )
    )
    standings = agreement_standings(
        [one for one in found if one.state == SignalState.ANALYSIS]
    )
    acted = acted_on(
        [
            one.pk
            for one in found
            if one.state == SignalState.DECIDED and not one.has_action
        ]
    )
    for one in found:
        one.standing = standings.get(one.pk)
        one.has_action = one.has_action or one.pk in acted
    return found


def why_still(signal: Any, partnership: Partnership) -> str:
    """Say in a few words what a signal from `with_standing` waits for."""
    state = signal.state
    if state == SignalState.BUNDLING:
        if not signal.has_source:
            return _t("no report, support or source yet")
        return _t("can go to analysis")
    if state == SignalState.ANALYSIS:
        return _why_in_analysis(signal, partnership)
    if state == SignalState.PUBLISHED:
        return _t("can be decided") if signal.has_decision else _t("no decision yet")
    if state == SignalState.DECIDED and not signal.has_action:
        return _t("no action agreed yet")
    return _led(signal)


def _why_in_analysis(signal: Any, partnership: Partnership) -> str:
    is_asked = partnership.agreement_required
    open_still = [_agreement_open(signal.standing)] if is_asked else []
    if not signal.tests_answered:
        open_still.append(_t("the four tests are not answered yet"))
    return " · ".join(filter(None, open_still)) or _t("can be published")


def _agreement_open(standing: AgreementStanding) -> str:
    if not standing.group:
        return _t("no organisation is in the working group yet")
    objections, missing = len(standing.objections), len(standing.missing)
    if objections:
        words = ngettext(
            "%(count)s organisation objects",
            "%(count)s organisations object",
            objections,
        )
        return words % {"count": objections}
    if not missing:
        return ""
    words = ngettext(
        "%(count)s of %(all)s organisations still has to agree",
        "%(count)s of %(all)s organisations still have to agree",
        missing,
    )
    return words % {"count": missing, "all": len(standing.group)}


def _led(signal: Any) -> str:
    names = ", ".join(str(lead) for lead in signal.leads)
    return _t("lead: %(names)s") % {"names": names} if names else _t("has no lead")
