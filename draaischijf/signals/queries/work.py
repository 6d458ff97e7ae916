"""The personal start page: what waits, is late, stands still, and is owed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.people.models import Organisation
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.people.queries import own_organisations
from draaischijf.signals.enums import (
    OPEN_STATES,
    ActorRole,
    MessageKind,
    PreSignalState,
    SignalState,
)
from draaischijf.signals.models import (
    AgreedAction,
    Letter,
    PolicySignal,
    PreSignal,
    PreSignalMessage,
    SignalActor,
)
from draaischijf.signals.models.pre_signals import NOBODYS
from draaischijf.signals.permissions import signals_led_by
from draaischijf.signals.queries.feedback import owed_feedback
from draaischijf.signals.queries.inbox import by_urgency
from draaischijf.signals.queries.inbox_facets import MINE, NOBODY, is_late
from draaischijf.signals.queries.offers import waiting_offers
from draaischijf.signals.queries.path_table import PathRow, path_table
from draaischijf.signals.queries.standing_still import (
    in_phase,
    past_their_date,
    standing_still,
    the_first,
    why_still,
    with_standing,
)
from draaischijf.signals.queries.takers import own_reports
from draaischijf.signals.queries.to_agree import to_agree
from draaischijf.signals.queries.work_items import (
    SHOWN,
    Item,
    Part,
    days_late,
    report_item,
    signal_title,
    signal_url,
)

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

_CARRIES_ON = {Permission.EDIT_SIGNAL, Permission.DECIDE, Permission.FOLLOW_UP}

_Late = TypeVar("_Late", AgreedAction, Letter)


@dataclass(frozen=True)
class WorkPage:
    """The start page of one person in one partnership; a part without things is gone.

    `waiting` and `late` are what the sentence at the top says.
    """

    waits: list[Part] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)
    path: list[PathRow] = field(default_factory=list)
    waiting: int = 0
    late: int = 0

    @property
    def is_empty(self) -> bool:
        return not self.waits and not self.others


class _Desk:
    """One person's work in one partnership, with what several parts need once."""

    def __init__(self, user: Visitor, partnership: Partnership, back: str) -> None:
        self.user = user
        self.partnership = partnership
        self.back = back
        self.held = permissions_of(user, partnership)
        self.today = timezone.localdate()
        self.now = timezone.now()
        self.organisations: list[Organisation] = list(
            own_organisations(user).filter(partnership=partnership)
        )

    def holds(self, *any_of: Permission) -> bool:
        return bool(self.held & set(any_of))

    def item(self, report: PreSignal) -> Item:
        return report_item(report, self.partnership, self.today, back=self.back)

    def reports(self, found: QuerySet[PreSignal]) -> list[Item]:
        shown = found.select_related("organisation").prefetch_related("areas")
        return [self.item(one) for one in shown[:SHOWN]]


def work_page(user: Visitor, partnership: Partnership, *, back: str) -> WorkPage:
    """Return the start page; each part only for whom it concerns.

    `back` is where what is done from here comes back to. The query count depends on
    the permissions alone. Raises Http404 for who is nobody here and reported nothing.
    """
    desk = _Desk(user, partnership, back)
    asked = _asked_of_me(desk)
    if Permission.READ not in desk.held and not _reported_here(desk):
        raise Http404
    late = _late(desk)
    waits = [
        asked,
        *_offered(desk),
        *_to_weigh(desk),
        *_for_me(desk),
        *_agreements(desk),
        *_drafts(desk),
    ]
    others = [*_of_nobody(desk), *_still(desk), *_owed(desk, late), *_led(desk)]
    return WorkPage(
        waits=[part for part in [*late, *waits] if part.items],
        others=[part for part in others if part.items],
        path=path_table(partnership) if Permission.READ in desk.held else [],
        waiting=sum(part.total for part in [*late, *waits]),
        late=sum(part.total for part in late),
    )


def _reported_here(desk: _Desk) -> bool:
    return desk.partnership.pre_signals.filter(raiser=desk.user.pk).exists()


# -- What waits for me --------------------------------------------------------------


def _asked_of_me(desk: _Desk) -> Part:
    """Questions about what I reported myself."""
    mine = desk.partnership.pre_signals.filter(
        raiser=desk.user.pk, state=PreSignalState.QUESTION
    )
    items = desk.reports(mine.order_by("submitted"))
    return Part("asked", _t("A question for you"), items, mine.count())


def _to_weigh(desk: _Desk) -> list[Part]:
    """Reports that came back with an answer, and those nobody has judged yet."""
    if not desk.holds(Permission.WEIGH):
        return []
    base = reverse("signals:inbox", args=[desk.partnership.slug])
    answers = PreSignalMessage.objects.filter(
        pre_signal=OuterRef("pk"), kind=MessageKind.ANSWER
    )
    waiting = (
        desk.partnership.pre_signals.to_weigh()
        .exclude(is_late(desk.today))
        .annotate(came_back=Exists(answers))
    )
    back = waiting.filter(came_back=True, answered__isnull=True)
    new = waiting.exclude(came_back=True, answered__isnull=True)
    return [
        Part(
            "answered",
            _t("The reporter answered"),
            desk.reports(by_urgency(back)),
            back.count(),
            f"{base}?state={PreSignalState.IN_REVIEW}",
        ),
        Part("weigh", _t("To weigh"), desk.reports(by_urgency(new)), new.count(), base),
    ]


def _offered(desk: _Desk) -> list[Part]:
    """Signals a partnership under this one offers, for who coordinates here."""
    if not desk.holds(Permission.ARRANGE):
        return []
    waiting = waiting_offers(desk.partnership)
    items = [
        Item(
            title=one.title,
            url=reverse("signals:offer", args=[desk.partnership.slug, one.pk]),
            mark=day(one.created, "short"),
            why=one.signal.partnership.name,
        )
        for one in waiting[:SHOWN]
    ]
    address = reverse("signals:offers", args=[desk.partnership.slug])
    title = _t("Signals that are offered to you")
    return [Part("offered", title, items, waiting.count(), address)]


def _for_me(desk: _Desk) -> list[Part]:
    """Reports a director got: who weighs finds all of them under "to weigh"."""
    if not desk.holds(Permission.EDIT_SIGNAL) or desk.holds(Permission.WEIGH):
        return []
    own = own_reports(desk.user, desk.partnership)
    mine = desk.partnership.pre_signals.open().filter(own)
    base = reverse("signals:inbox", args=[desk.partnership.slug])
    items = desk.reports(by_urgency(mine))
    title = _t("Reports that are for you")
    return [Part("mine", title, items, mine.count(), f"{base}?whose={MINE}")]


def _of_nobody(desk: _Desk) -> list[Part]:
    """Reports that no rule gave to anybody, and nobody took."""
    if not desk.holds(Permission.WEIGH):
        return []
    loose = desk.partnership.pre_signals.filter(NOBODYS).open()
    base = reverse("signals:inbox", args=[desk.partnership.slug])
    items = desk.reports(by_urgency(loose))
    address = f"{base}?whose={NOBODY}"
    return [Part("nobody", _t("Nobody's yet"), items, loose.count(), address)]


def _agreements(desk: _Desk) -> list[Part]:
    """Signals in analysis that my organisation has not answered, by group."""
    if not desk.holds(Permission.AGREE):
        return []
    return to_agree(desk.partnership, desk.organisations, desk.now)


def _drafts(desk: _Desk) -> list[Part]:
    """Signals that are being put together: not yet shown to the working group."""
    if not desk.holds(Permission.EDIT_SIGNAL):
        return []
    drafts = desk.partnership.signals.filter(state=SignalState.BUNDLING)
    base = reverse("signals:signals", args=[desk.partnership.slug])
    items = [
        Item(
            title=signal_title(one),
            url=signal_url(desk.partnership, one.number),
            mark=in_phase(one, desk.now),
            why=why_still(one, desk.partnership),
        )
        for one in with_standing(the_first(drafts, "-last_movement", "-pk"))
    ]
    address = f"{base}?state={SignalState.BUNDLING}"
    return [Part("drafts", _t("Being put together"), items, drafts.count(), address)]


# -- What is late -------------------------------------------------------------------


def _late(desk: _Desk) -> list[Part]:
    parts = []
    if desk.holds(Permission.WEIGH):
        late = desk.partnership.pre_signals.late(desk.today)
        base = reverse("signals:inbox", args=[desk.partnership.slug])
        items = desk.reports(late.order_by("answer_due", "pk"))
        title = _t("Reports past the deadline")
        parts.append(Part("late", title, items, late.count(), f"{base}?late=1"))
    if desk.holds(Permission.FOLLOW_UP, Permission.FOLLOW_OWN):
        parts += [_late_actions(desk), _late_letters(desk)]
    return parts


def _followed(desk: _Desk) -> QuerySet[PolicySignal]:
    """The open signals whose actions and letters are this person's business."""
    signals = PolicySignal.objects.filter(
        partnership=desk.partnership, state__in=OPEN_STATES
    )
    if desk.holds(Permission.FOLLOW_UP):
        return signals
    return signals.filter(pk__in=signals_led_by(desk.user))


def _late_actions(desk: _Desk) -> Part:
    late = AgreedAction.objects.filter(
        signal__in=_followed(desk), done__isnull=True, by__lt=desk.today
    )
    first, count = _longest_late(late, "by")
    items = [
        Item(
            title=one.what,
            url=signal_url(desk.partnership, one.signal.number),
            mark=days_late(one.by, desk.today),
            urgency="late",
            why=f"{one.who} · {signal_title(one.signal)}",
        )
        for one in first
    ]
    return Part("actions", _t("Actions past their date"), items, count)


def _late_letters(desk: _Desk) -> Part:
    late = Letter.objects.filter(
        signal__in=_followed(desk),
        answered__isnull=True,
        answer_awaited__lt=desk.today,
    )
    first, count = _longest_late(late, "answer_awaited")
    items = [
        Item(
            title=_t("Letter to %(addressee)s") % {"addressee": one.addressee},
            url=signal_url(desk.partnership, one.signal.number),
            mark=days_late(one.answer_awaited, desk.today)
            if one.answer_awaited
            else "",
            urgency="late",
            why=signal_title(one.signal),
        )
        for one in first
    ]
    return Part("letters", _t("Letters without an answer"), items, count)


def _longest_late(late: QuerySet[_Late], column: str) -> tuple[list[_Late], int]:
    """Return what is late longest, and how much there is; two queries.

    The dates of all of them, put in order here: asked for the first few, the database
    would look through what is late in every partnership in the order of the dates.
    """
    keys = sorted(late.order_by().values_list(column, "pk"))
    shown = [pk for _day, pk in keys[:SHOWN]]
    rows = late.model._default_manager.filter(pk__in=shown)  # noqa: SLF001 Django's documented API
    first = rows.select_related("signal").defer("signal__search")
    return sorted(first, key=lambda one: shown.index(one.pk)), len(keys)


# -- What does not move, what is owed, what I lead ----------------------------------


def _still(desk: _Desk) -> list[Part]:
    if not desk.holds(*_CARRIES_ON):
        return []
    return [past_their_date(desk.partnership), standing_still(desk.partnership)]


def _owed(desk: _Desk, late: list[Part]) -> list[Part]:
    if not desk.holds(Permission.WEIGH, Permission.CLOSE):
        return []
    count = sum(part.total for part in late if part.key == "late")
    return [owed_feedback(desk.partnership, late_reports=count)]


def _led_why(desk: _Desk, signal: Any) -> str:
    """What it waits for; once there is action, since when nothing was heard of it."""
    if signal.state == SignalState.IN_ACTION:
        date = day(signal.last_movement, "short")
        return _t("last movement on %(date)s") % {"date": date}
    return why_still(signal, desk.partnership)


def _led(desk: _Desk) -> list[Part]:
    """Open signals my organisation has the lead of."""
    if not desk.organisations:
        return []
    mine = SignalActor.objects.filter(
        signal=OuterRef("pk"),
        role=ActorRole.LEAD,
        organisation__in=desk.organisations,
    )
    led = desk.partnership.signals.open().filter(Exists(mine))
    items = [
        Item(
            title=signal_title(one),
            url=signal_url(desk.partnership, one.number),
            mark=in_phase(one, desk.now),
            why=_led_why(desk, one),
        )
        for one in with_standing(the_first(led, "last_movement", "pk"))
    ]
    names = ", ".join(one.name for one in desk.organisations)
    title = _t("Led by %(names)s") % {"names": names}
    return [Part("led", title, items, led.count())]
