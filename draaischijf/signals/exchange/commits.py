"""How an imported row becomes a signal, a challenge or an abbreviation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.blocks import Document
from draaischijf.documents.importing import Committing, Kind, StagedRow
from draaischijf.documents.models import ImportRow
from draaischijf.people.domain import own_scheme
from draaischijf.people.models import Partnership
from draaischijf.signals.domain import importing
from draaischijf.signals.enums import (
    ActorRole,
    Direction,
    Origin,
    Route,
    SignalState,
)
from draaischijf.signals.exchange.agenda import parse_agenda
from draaischijf.signals.exchange.kinds import parse_kind
from draaischijf.signals.exchange.organisations import Organisations, names_in
from draaischijf.signals.exchange.rows import ImportKind
from draaischijf.signals.exchange.staging import staged_row
from draaischijf.signals.models import AgendaPlace, Challenge, PolicySignal
from draaischijf.taxonomy.domain import add_abbreviation
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Term

CHALLENGES = "challenges"


def reader_of(kind: ImportKind) -> Callable[[Document], Sequence[StagedRow]]:
    """Return the function that reads rows of a kind, ready to be staged."""

    def read(document: Document) -> list[StagedRow]:
        parsed = parse_kind(document, kind)
        return [staged_row(row) for row in parsed.rows]

    return read


def read_challenges(document: Document) -> list[StagedRow]:
    """Return the challenges of the year that an agenda announces."""
    return [
        StagedRow(
            kind=CHALLENGES,
            position=one.position,
            place=one.place.where(),
            verbatim=one.verbatim,
            key=one.key,
            parsed={
                "year": one.year,
                "title": one.title,
                "domain": one.domain,
                "points": list(one.points),
            },
        )
        for one in parse_agenda(document).challenges
    ]


def commit_challenge(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make a challenge of a year, or find the one with this title."""
    parsed = row.parsed
    year = parsed["year"] or timezone.localdate().year
    of_year = Challenge.objects.filter(
        partnership_id=state.run.partnership_id, year=year
    )
    # "Beleidsdomein: Wonen" is called "Wonen"; the row keeps what was written.
    title = (parsed["domain"] or parsed["title"])[:300]
    existing = of_year.filter(title=title).first()
    if existing:
        return existing, False
    taken = set(of_year.values_list("position", flat=True))
    position = next(n for n in range(row.position, 1000) if n not in taken)
    made = Challenge.objects.create(
        partnership_id=state.run.partnership_id,
        year=year,
        position=position,
        title=title,
        policy_domain=parsed["domain"][:200],
        points=parsed["points"],
    )
    return made, True


def commit_need(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make a need of the agenda a signal with its route; a repeat is another place."""
    parsed = row.parsed
    partnership = _partnership(state)
    signal, is_new = state.first, False
    if not isinstance(signal, PolicySignal):
        is_new = True
        signal = importing.take_over_signal(
            partnership,
            title=importing.title_from(parsed["text"]),
            statement=parsed["text"],
            state=(
                SignalState.IN_ACTION if parsed["in_execution"] else SignalState.DECIDED
            ),
            source=state.run.file_name,
            where=row.place,
            actor=state.actor,
            route=parsed["route"],
            origin=Origin.CONSULTATION,
            direction=Direction.UP
            if parsed["route"] == Route.HIGHER_AUTHORITY
            else Direction.SIDEWAYS,
        )
    place = importing.take_over_place(
        signal,
        route=Route(parsed["route"]),
        rubric=parsed["challenge"] or parsed["right"] or parsed["rubric"],
        position=row.position,
        challenge=_challenge(row, state),
        right=_right(parsed["right_code"], state),
    )
    _name_actors(signal, place, parsed, _organisations(state))
    return signal, is_new


def commit_followed(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make a signal of an annual report with its dated follow-up."""
    parsed = row.parsed
    if isinstance(state.first, PolicySignal):
        return state.first, False
    is_above = parsed["origin"] == Origin.ABOVE
    signal = importing.take_over_signal(
        _partnership(state),
        title=parsed["title"],
        statement=parsed["summary"],
        state=SignalState.IN_ACTION if parsed["entries"] else SignalState.PUBLISHED,
        source=state.run.file_name,
        where=row.place,
        actor=state.actor,
        origin=Origin.ABOVE if is_above else Origin.CONSULTATION,
        direction=Direction.DOWN if is_above else "",
    )
    if parsed["origin_hint"]:
        importing.take_over_actor(
            signal, ActorRole.RAISED_BY, text=parsed["origin_hint"]
        )
    for entry in parsed["entries"]:
        importing.take_over_entry(signal, entry, actor=state.actor)
    for plan in parsed["plans"]:
        importing.take_over_plan(signal, plan, who=_t("still to be agreed"))
    return signal, True


def commit_abbreviation(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Add an abbreviation to the partnership's own list."""
    scheme = own_scheme(_partnership(state), SchemeKind.ABBREVIATION)
    return add_abbreviation(scheme, row.parsed["short"], row.parsed["long"])


def _partnership(state: Committing) -> Partnership:
    if "partnership" not in state.notes:
        state.notes["partnership"] = Partnership.objects.get(
            pk=state.run.partnership_id
        )
    found: Partnership = state.notes["partnership"]
    return found


def _organisations(state: Committing) -> Organisations:
    if "organisations" not in state.notes:
        rows = state.run.rows.filter(kind=ImportKind.AGENDA)
        state.notes["organisations"] = Organisations(
            _partnership(state),
            [name for row in rows for name in names_in(row.parsed)],
            actor=state.actor,
        )
    found: Organisations = state.notes["organisations"]
    return found


def _challenge(row: ImportRow, state: Committing) -> Challenge | None:
    """Return the challenge a need stands under, by the place it has in its document."""
    if "challenges" not in state.notes:
        announced = state.run.rows.filter(kind=CHALLENGES).prefetch_related("thing")
        state.notes["challenges"] = {one.position: one.thing for one in announced}
    thing = state.notes["challenges"].get(row.parsed["challenge_position"])
    return thing if isinstance(thing, Challenge) else None


def _right(code: str, state: Committing) -> Term | None:
    if "rights" not in state.notes:
        rights = Term.objects.filter(scheme__code="social-rights")
        state.notes["rights"] = {term.code: term for term in rights}
    found: Term | None = state.notes["rights"].get(code)
    return found


def _name_actors(
    signal: PolicySignal,
    place: AgendaPlace,
    parsed: dict[str, Any],
    organisations: Organisations,
) -> None:
    roles = {
        ActorRole.PARTNER: [*parsed["partner_names"], *parsed["actor_names"]],
        ActorRole.LEAD: parsed["lead_names"],
        ActorRole.RAISED_BY: parsed["raised_by_names"],
    }
    for role, names in roles.items():
        for name in names:
            importing.take_over_actor(
                signal,
                role,
                text=name,
                organisation=organisations.find(name),
                place=place,
            )
    # A higher authority is addressed by its level, not as one of our organisations.
    importing.take_over_actor(
        signal, ActorRole.ADDRESSEE, text=parsed["addressee"], place=place
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        CHALLENGES,
        _("challenges of the year"),
        read_challenges,
        commit_challenge,
        goes_with=ImportKind.AGENDA,
    ),
    Kind(
        ImportKind.AGENDA,
        _("work agenda"),
        reader_of(ImportKind.AGENDA),
        commit_need,
    ),
    Kind(
        ImportKind.SIGNALS,
        _("signals with their follow-up"),
        reader_of(ImportKind.SIGNALS),
        commit_followed,
    ),
    Kind(
        ImportKind.ABBREVIATIONS,
        _("abbreviations"),
        reader_of(ImportKind.ABBREVIATIONS),
        commit_abbreviation,
    ),
)
