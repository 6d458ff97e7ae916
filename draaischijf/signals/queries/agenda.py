"""The dynamic work agenda: decided signals by route and right, and the challenges."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from draaischijf.core.pieces import Facet
from draaischijf.people.models import Partnership
from draaischijf.signals.enums import ActorRole, Route
from draaischijf.signals.models import (
    AgendaPlace,
    Challenge,
    Decision,
    PolicySignal,
    SignalActor,
    SignalStep,
)
from draaischijf.signals.permissions import signals_readable_in
from draaischijf.signals.queries.agenda_facets import Wanted, facets_of, narrowed

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

# Beyond this an agenda is no agenda any more: the filters get there sooner.
# An agenda of so many places is read from front to end. Of a longer one the first stand
# there, as of any list; the filters and the files have the rest.
MOST_PLACES, FIRST_PLACES = 100, 50
# What a line does not show of a signal.
LONG_TEXTS = ("statement", "examples", "feedback", "reason", "search")


@dataclass
class Line:
    """One place on the agenda, with who is named there."""

    place: AgendaPlace
    signal: PolicySignal
    year: int
    actors: dict[str, list[str]]

    @property
    def number(self) -> str:
        """The number as text: a number in a template is made to its language first."""
        return str(self.signal.number)

    @property
    def leads(self) -> str:
        return ", ".join(self.actors[ActorRole.LEAD])

    @property
    def partners(self) -> str:
        return ", ".join(self.actors[ActorRole.PARTNER])

    @property
    def raised_by(self) -> str:
        return ", ".join(self.actors[ActorRole.RAISED_BY])

    @property
    def addressees(self) -> str:
        return ", ".join(self.actors[ActorRole.ADDRESSEE])


@dataclass
class Block:
    """Lines under one heading: a right, or nothing."""

    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class ChallengeBlock:
    """A challenge of the year and the signals it carries."""

    challenge: Challenge
    blocks: list[Block]


@dataclass
class RouteBlock:
    """One way to take up needs, with its signals by right."""

    route: Route
    blocks: list[Block]

    @property
    def goes_up(self) -> bool:
        """Whether it is about who raised it and to whom it is addressed."""
        return self.route == Route.HIGHER_AUTHORITY


@dataclass(frozen=True)
class Agenda:
    """The agenda as one reader may see it."""

    year: int
    challenges: list[ChallengeBlock]
    routes: list[RouteBlock]
    facets: list[Facet]
    total: int
    is_capped: bool


@dataclass(frozen=True)
class AgendaDay:
    """The agenda of a partnership as it stood on a day."""

    partnership: Partnership
    day: datetime.date


def agenda_of(user: Visitor, partnership: Partnership, wanted: Wanted) -> Agenda:
    """Return the agenda under the filters.

    Without a year: the challenges of this year, or of the newest that has any, and all
    that is taken up otherwise. The number of queries does not depend on its length.
    """
    places = places_of(user, partnership, day=wanted.day)
    year = _year_shown(partnership, wanted)
    found = _shown(places, wanted, year)
    # The keys first: the rows with their signals are wide, and there may be thousands.
    keys = list(_ordered(found).values_list("pk", flat=True)[: MOST_PLACES + 1])
    is_capped = len(keys) > MOST_PLACES
    if is_capped:
        keys = keys[: min(FIRST_PLACES, MOST_PLACES)]
    shown = _ordered(places.filter(pk__one_of=keys))
    lines = _lines(
        partnership, list(shown.defer(*(f"signal__{text}" for text in LONG_TEXTS)))
    )
    under = _by_challenge(lines)
    years = wanted.years or (year,)
    challenges = Challenge.objects.filter(partnership=partnership, year__in=years)
    shows_all = not (wanted.routes or wanted.rights or wanted.states)
    return Agenda(
        year=year,
        challenges=[
            ChallengeBlock(one, under.get(one.pk, []))
            for one in challenges
            if shows_all or one.pk in under
        ],
        routes=_by_route([line for line in lines if not line.place.challenge_id]),
        facets=facets_of(places, wanted),
        total=len(lines),
        is_capped=is_capped,
    )


def export_lines(
    user: Visitor, partnership: Partnership, wanted: Wanted
) -> Iterator[Line]:
    """Return every line the page has under the filters, in the order of the page."""
    year = _year_shown(partnership, wanted)
    found = _shown(places_of(user, partnership, day=wanted.day), wanted, year)
    yield from _lines(partnership, list(_ordered(found)))


def agenda_of_year(
    partnership: Partnership,
    year: int,
    *,
    is_partner: bool,
    day: datetime.date | None = None,
) -> Agenda:
    """Return the whole agenda with the challenges of one year, for a document.

    As partners read it, or as everybody does. As many queries for one as for many.
    """
    signals = PolicySignal.objects.standing().filter(partnership=partnership)
    places = _placed(partnership, signals if is_partner else signals.public(), day)
    shown = places.filter(Q(challenge__isnull=True) | Q(challenge__year=year))
    lines = _lines(partnership, list(_ordered(shown)))
    under = _by_challenge(lines)
    challenges = Challenge.objects.filter(partnership=partnership, year=year)
    return Agenda(
        year=year,
        challenges=[ChallengeBlock(one, under.get(one.pk, [])) for one in challenges],
        routes=_by_route([line for line in lines if not line.place.challenge_id]),
        facets=[],
        total=len(lines),
        is_capped=False,
    )


def year_of_agenda(partnership: Partnership) -> int:
    """Return the year whose challenges the page shows when nobody asks for another."""
    return _year_shown(partnership, Wanted())


def places_of(
    user: Visitor, partnership: Partnership, *, day: datetime.date | None = None
) -> QuerySet[AgendaPlace]:
    """Return the places on the agenda of signals that `user` may read, as of a day.

    Without a day as it stands: what left is gone, but under a challenge of an earlier
    year what it carried then.

    Each has a `year`: that of its challenge, else of the last decision, else of the
    day it was put on the agenda.
    """
    return _placed(partnership, signals_readable_in(user, partnership), day)


def _placed(
    partnership: Partnership,
    signals: QuerySet[PolicySignal],
    day: datetime.date | None = None,
) -> QuerySet[AgendaPlace]:
    today = timezone.localdate()
    stands = (
        AgendaPlace.objects.on(day)
        if day
        else AgendaPlace.objects.filter(
            Q(until__isnull=True)
            | Q(until__gte=today)
            | Q(challenge__year__lt=today.year)
        )
    )
    if day:
        # What it was then: the last step that was taken by the end of that day.
        steps = SignalStep.objects.filter(signal=OuterRef("signal"), at__date__lte=day)
        state = Subquery(steps.order_by("-at", "-pk").values("target")[:1])
    else:
        # Not of a join: the keys of an agenda are put in order without it.
        here = PolicySignal.objects.filter(pk=OuterRef("signal"))
        state = Subquery(here.order_by().values("state")[:1])
    decided = Decision.objects.filter(signal=OuterRef("signal")).order_by("-date")
    return stands.filter(partnership=partnership, signal__in=signals).annotate(
        state_then=state,
        year=Coalesce(
            "challenge__year",
            Subquery(decided.values(decided_in=ExtractYear("date"))[:1]),
            ExtractYear("created"),
        ),
    )


def _shown(
    places: QuerySet[AgendaPlace], wanted: Wanted, year: int
) -> QuerySet[AgendaPlace]:
    found = narrowed(places, wanted)
    if wanted.years:
        return found
    return found.filter(Q(challenge__isnull=True) | Q(challenge__year=year))


def _year_shown(partnership: Partnership, wanted: Wanted) -> int:
    if wanted.years:
        return max(wanted.years)
    if wanted.day:
        return wanted.day.year
    today = timezone.localdate().year
    of_years = Challenge.objects.filter(partnership=partnership)
    years = set(of_years.order_by().values_list("year", flat=True).distinct())
    return today if today in years or not years else max(years)


def _ordered(places: QuerySet[AgendaPlace]) -> QuerySet[AgendaPlace]:
    """Challenges first, then route by route; in a route right by right."""
    in_turn = Case(
        *(When(route=route, then=Value(turn)) for turn, route in enumerate(Route)),
        output_field=IntegerField(),
    )
    return places.select_related("signal", "challenge", "right").order_by(
        F("challenge__year").desc(nulls_last=True),
        F("challenge__position").asc(nulls_last=True),
        in_turn,
        F("right__position").asc(nulls_last=True),
        F("right__code").asc(nulls_last=True),
        "position",
        "pk",
    )


def _lines(partnership: Partnership, places: list[AgendaPlace]) -> list[Line]:
    named: defaultdict[int, list[SignalActor]] = defaultdict(list)
    for actor in SignalActor.objects.filter(
        signal__in=[place.signal_id for place in places]
    ).select_related("organisation"):
        named[actor.signal_id].append(actor)
    made = []
    for place in places:
        # The address of a signal needs its partnership: no query for what is known.
        place.signal.partnership = partnership
        # Only shown: on an earlier agenda it stands as it stood then.
        place.signal.state = getattr(place, "state_then", "") or place.signal.state
        year = getattr(place, "year", 0)
        actors = _actors(place, named[place.signal_id])
        made.append(Line(place, place.signal, year, actors))
    return made


def _actors(place: AgendaPlace, named: list[SignalActor]) -> dict[str, list[str]]:
    """Who is named at this place; for a role nobody is named for here, anywhere."""
    made: dict[str, list[str]] = {}
    for role in ActorRole:
        of_role = [one for one in named if one.role == role]
        here = [one for one in of_role if one.place_id == place.pk]
        made[role] = list(dict.fromkeys(str(one) for one in here or of_role))
    return made


def _by_challenge(lines: Iterable[Line]) -> dict[int, list[Block]]:
    under: dict[int, list[Block]] = {}
    for line in lines:
        if line.place.challenge_id:
            blocks = under.setdefault(line.place.challenge_id, [Block("")])
            blocks[0].lines.append(line)
    return under


def _by_route(lines: Iterable[Line]) -> list[RouteBlock]:
    by_route: dict[str, dict[int, Block]] = {route: {} for route in Route}
    for line in lines:
        right = line.place.right
        blocks = by_route[line.place.route]
        key = right.pk if right else 0
        title = right.label if right else ""
        blocks.setdefault(key, Block(title)).lines.append(line)
    return [
        RouteBlock(Route(route), list(blocks.values()))
        for route, blocks in by_route.items()
        if blocks
    ]
