"""The works of the design on a large site, each through the running server."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from django.db import transaction
from django.test import Client
from django.urls import reverse

from draaischijf.signals import links
from draaischijf.website.bench.measuring import Work
from draaischijf.website.bench.samples import Samples
from draaischijf.website.bench.served import Served
from draaischijf.website.bench.visitor import (
    Form,
    VisitFailedError,
    Visitor,
    form_with,
    session_of,
)
from draaischijf.website.bench.working import worked
from draaischijf.website.bench.works import answering_host

# Seconds (design 8).
PAGE, SEARCH, ALIKE, SUBMIT, DASHBOARD = 0.05, 0.1, 0.1, 0.15, 0.2
# Words that many texts hold, few texts hold, and none.
WORDS = (
    "wachtlijst",
    "huurwoning betalen",
    "tandarts",
    "kinderopvang opleiding",
    "zeppelin",
)
REPORTED = (
    "Jonge gezinnen vinden geen kinderopvang die opengaat voor de eerste trein. We zien"
    " dit in onze werking nu elke week, en het aanbod in de buurt is volzet."
)
# What somebody has typed when the pause comes: short and long, told and turned.
TYPED = (
    REPORTED,
    "Alleenstaande ouders staan al maanden op een wachtlijst voor een sociale woning.",
    "De huurwaarborg is betaald, maar na het vertrek krijgen de mensen hem niet terug.",
    "Geen plaats bij de tandarts met verhoogde tegemoetkoming, en de stad is te ver.",
    "Ouderen raken niet aan een afspraak omdat alles nu via een app moet.",
)


@dataclass(frozen=True)
class Page:
    """A page that is asked for: its addresses in turn, and whether one is signed in."""

    name: str
    addresses: tuple[str, ...]
    budget: float | None = PAGE
    signed_in: bool = True


def scale_works(served: Served, found: Samples) -> Iterator[Work]:
    """Give every work: the pages first, then a report while typed and when sent."""
    port = served.port
    anonymous = Visitor(port, address="10.1.0.1")
    signed_in = Visitor(port, address="10.1.0.2", session=session_of(found.coordinator))
    inside = Client(SERVER_NAME=answering_host())
    inside.force_login(
        found.coordinator, backend="django.contrib.auth.backends.ModelBackend"
    )
    outside = Client(SERVER_NAME=answering_host())
    for page in (
        *list_pages(found),
        *consultation_pages(found),
        *detail_pages(found),
        *search_pages(found),
    ):
        visitor, client = (
            (signed_in, inside) if page.signed_in else (anonymous, outside)
        )
        yield Work(
            page.name,
            _asking(visitor, page.addresses),
            page.budget,
            counted=_counting(client, page.addresses[0]),
            variants=len(page.addresses),
            worked=partial(worked, served.process),
        )
    yield _typing(served, outside, found)
    yield _reporting(served, outside, found)


def consultation_pages(found: Samples) -> Iterator[Page]:
    """Give the bodies, the meetings and the register; none where there are none."""
    if not found.meetings:
        return
    here = [found.partnership.slug]
    bodies = reverse("consultation:bodies", args=here)
    yield Page("bodies", (bodies,))
    yield Page("bodies, everybody", (bodies,), signed_in=False)
    yield Page(
        "body", tuple(m.body.get_absolute_url() for m in found.meetings if m.body)
    )
    yield Page("meetings", (reverse("consultation:meetings", args=here),))
    yield Page("meeting", tuple(one.get_absolute_url() for one in found.meetings))
    yield Page("decisions", (reverse("consultation:decisions", args=here),))
    yield Page("organisations asked", (reverse("consultation:loads", args=here),))


def list_pages(found: Samples) -> Iterator[Page]:
    """Give the lists, with filters and without, and a page deep down."""
    here = [found.partnership.slug]
    signals = reverse("signals:signals", args=here)
    inbox = reverse("signals:inbox", args=here)
    place = {"right": found.right, "area": found.area}
    yield Page("signals", (signals,))
    yield Page("signals, everybody", (signals,), signed_in=False)
    yield Page(
        "signals, filtered",
        (
            _with(signals, **place),
            _with(signals, state="in_action"),
            _with(signals, route="higher_authority", right=found.right),
        ),
    )
    yield Page("signals, most raisers", (_with(signals, sort="raised"),))
    yield Page("signals, far down", (_with(signals, after=_deep(found)),))
    yield Page("inbox", (inbox,))
    yield Page(
        "inbox, filtered",
        (_with(inbox, late=1), _with(inbox, state="all", **place)),
    )
    yield Page("inbox, linked", (_with(inbox, state="linked"),))
    yield Page("inbox, all, far down", (_with(inbox, state="all", page=100),))
    yield Page("agenda", (reverse("signals:agenda", args=here),))
    yield Page("plans", (reverse("plans:plans", args=here),))
    yield Page("organisations", (reverse("people:organisations", args=here),))
    yield Page("history", (reverse("website:history", args=here),))


def detail_pages(found: Samples) -> Iterator[Page]:
    """Give the pages of one thing, and those where one begins."""
    here = found.partnership.slug
    signals = tuple(one.get_absolute_url() for one in found.signals)
    yield Page("signal", signals)
    public = tuple(one.get_absolute_url() for one in found.signals if one.is_public)
    yield Page("signal, everybody", public, signed_in=False)
    yield Page(
        "report",
        tuple(
            reverse("signals:pre_signal", args=[here, one.number])
            for one in found.reports
        ),
    )
    yield Page("action", tuple(one.get_absolute_url() for one in found.actions))
    yield Page(
        "follow page",
        tuple(links.follow_path(one) for one in found.reports),
        signed_in=False,
    )
    yield Page("work page", (reverse("website:work", args=[here]),), DASHBOARD)
    front = (reverse("website:partnership", args=[here]),)
    yield Page("front of a partnership", front, DASHBOARD, signed_in=False)
    yield Page("front of the site", (reverse("website:home"),), DASHBOARD, False)
    # The whole plan on one page, every action in it: no page of fifty rows.
    yield Page("plan, tree", (found.actions[0].plan.get_absolute_url(),), None)


def search_pages(found: Samples) -> Iterator[Page]:
    """Give the searches: over the whole site, in the list, in the inbox."""
    here = [found.partnership.slug]
    places = (
        ("search, whole site", reverse("website:search"), True),
        ("search, whole site, everybody", reverse("website:search"), False),
        ("search, signals", reverse("signals:signals", args=here), True),
        (
            "search, inbox",
            _with(reverse("signals:inbox", args=here), state="all"),
            True,
        ),
    )
    for name, address, signed_in in places:
        asked = tuple(_with(address, q=words) for words in WORDS)
        yield Page(name, asked, SEARCH, signed_in)


def _with(address: str, **asked: object) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def _deep(found: Samples) -> str:
    """Return the place from which the second half of the list goes on."""
    signals = found.partnership.signals.order_by("-last_movement", "-pk")
    middle = signals[signals.count() // 2]
    return f"{middle.last_movement.isoformat()}~{middle.pk}"


def _asking(visitor: Visitor, addresses: tuple[str, ...]) -> Callable[[], object]:
    turns = itertools.cycle(addresses)

    def ask() -> None:
        address = next(turns)
        answer = visitor.get(address)
        if answer.status != 200:
            raise VisitFailedError(f"{address} answered {answer.status}")

    return ask


def _counting(client: Client, address: str) -> Callable[[], object]:
    def count() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise VisitFailedError(f"{address} answered {answer.status_code}")

    return count


@dataclass
class _Sending:
    """Sends reports, each from another address: the limits are those of people."""

    port: int
    path: str
    sent: Iterator[int] = field(default_factory=itertools.count)
    visitor: Visitor | None = None
    form: Form | None = None

    def open(self) -> None:
        """Open the form, as somebody new."""
        if self.visitor:
            self.visitor.close()
        number = next(self.sent)
        address = f"10.2.{number // 250 % 250}.{number % 250 + 1}"
        self.visitor = Visitor(self.port, address=address)
        self.form = form_with(self.visitor.get(self.path).text, "problem")

    def ask(self, path: str, typed: str) -> None:
        """Ask what looks like a text. Raises VisitFailedError without an answer."""
        if self.visitor is None or self.form is None:
            raise VisitFailedError(f"{self.path} has no form")
        answer = self.visitor.send(self.form, path, problem=typed)
        if answer.status != 200:
            raise VisitFailedError(f"{path} answered {answer.status}")

    def send(self) -> None:
        """Send what was filled in. Raises VisitFailedError unless it was taken."""
        if self.visitor is None or self.form is None:
            raise VisitFailedError(f"{self.path} has no form")
        answer = self.visitor.send(self.form, self.path, problem=REPORTED)
        # To the personal page: elsewhere it was not taken.
        if not answer.location.startswith("/volg/"):
            raise VisitFailedError(f"{self.path} answered {answer.status}")


def _typing(served: Served, client: Client, found: Samples) -> Work:
    here = [found.partnership.slug]
    path = reverse("signals:report_alike", args=here)
    sending = _Sending(
        served.port, reverse("signals:report", args=here), itertools.count(100_000)
    )
    turns = itertools.cycle(TYPED)

    def count() -> None:
        other = f"10.3.1.{uuid.uuid4().int % 250}"
        client.post(path, {"problem": REPORTED}, REMOTE_ADDR=other)

    return Work(
        "alike, while typing",
        lambda: sending.ask(path, next(turns)),
        ALIKE,
        before=sending.open,
        counted=count,
        variants=len(TYPED),
        worked=partial(worked, served.process),
    )


def _reporting(served: Served, client: Client, found: Samples) -> Work:
    path = reverse("signals:report", args=[found.partnership.slug])
    sending = _Sending(served.port, path)

    def count() -> None:
        with transaction.atomic():
            data = {"problem": REPORTED, "submission_key": str(uuid.uuid4())}
            client.post(path, data, REMOTE_ADDR=f"10.3.0.{uuid.uuid4().int % 250}")
            transaction.set_rollback(True)

    return Work(
        "report, sent",
        sending.send,
        SUBMIT,
        before=sending.open,
        counted=count,
        worked=partial(worked, served.process),
    )
