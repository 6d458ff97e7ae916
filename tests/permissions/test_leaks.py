"""Nothing of one partnership shows in another, and nothing hidden shows outside.

Two partnerships with the same titles, numbers, slugs and names stand side by side, as
do their parent and a child. Each text holds a word that says whose it is. Every address
of the matrix is walked, the ordinary way and as HTMX asks it, and no answer may hold a
word that is not for who asks.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.urls import reverse

from draaischijf.documents.models import ImportRun
from draaischijf.history.domain import record
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_person,
    make_user,
)
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.reporting.domain.reports import (
    freeze_report,
    publish_report,
    start_report,
)
from draaischijf.signals.enums import ActorRole, PreSignalState, Route, SignalState
from draaischijf.signals.models import (
    AgendaPlace,
    Agreement,
    Challenge,
    Decision,
    LogEntry,
    PreSignalMessage,
    SavedSearch,
    SignalActor,
    SynonymList,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_merged,
    make_pre_signal,
    make_signal,
    make_support,
)

sys.path.insert(0, str(Path(__file__).parent))

import test_matrix
from marked import mark_since, rows_now, texts_of, words_in

matrix = test_matrix.matrix
pytestmark = pytest.mark.django_db

OURS, OURS_HIDDEN = "Kwaleman", "Zwijgbron"
THEIRS, THEIRS_HIDDEN = "Droefzang", "Vuurkolk"
DAY = datetime.date(2026, 5, 4)
# Who walks: somebody without an account, and who holds every role somewhere.
WALKERS = ("anonymous", "own", "parent", "child", "other")


def fill(partnership, public, hidden):
    """Fill a partnership with the public things, and then with those that are not."""
    editor = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    before = rows_now()
    things = open_things(partnership)
    mark_since(before, public)
    before = rows_now()
    world = test_matrix.make_world(partnership)
    closed_things(partnership, things)
    mark_since(before, hidden)
    # a confirmed organisation is public
    house = world["house"]
    type(house).objects.filter(pk=house.pk).update(name=f"{public} CAW", short_name="")
    notes(partnership, things, editor, hidden)
    things["report"] = published(partnership, things["plan"], editor)
    return {**world, "open": things}


def open_things(partnership):
    """What everybody may read: signals, a plan, organisations."""
    house = make_organisation(partnership, "OCMW Lokelare", is_confirmed=True)
    signals = {
        state: make_signal(partnership, state)
        for state in (
            SignalState.PUBLISHED,
            SignalState.DECIDED,
            SignalState.IN_ACTION,
            SignalState.CLOSED,
        )
    }
    challenge = Challenge.objects.create(
        partnership=partnership, year=2026, position=1, title="Wonen"
    )
    decided = signals[SignalState.DECIDED]
    AgendaPlace.objects.create(
        signal=decided, route=Route.CHALLENGE, challenge=challenge
    )
    SignalActor.objects.create(signal=decided, role=ActorRole.LEAD, organisation=house)
    plan = make_plan(partnership, 2026, is_public=True)
    action = make_action(make_objective(plan))
    make_party(action, organisation=house, text="")
    make_log_entry(action)
    return {"signals": signals, "plan": plan, "action": action, "house": house}


def closed_things(partnership, things):
    """What hangs on public things and is for partners, or for one person only."""
    person = make_person(partnership, name="Katrien Contact", phone="09 210 10 10")
    for state, signal in things["signals"].items():
        report = make_pre_signal(
            partnership, state=PreSignalState.LINKED, email="raiser@x.example",
            organisation_name="Buurtwerk", people="2_to_5", since="voorjaar",
            for_whom="ouderen", example="Een voorbeeld.", outcome_text="Gebundeld.",
        )  # fmt: skip
        make_link(report, signal)
        PreSignalMessage.objects.create(
            pre_signal=report, kind="question", text="Waar precies?"
        )
        make_support(signal, note="Ook hier.", email="s@x.example", people="2_to_5")
        house = make_organisation(
            partnership, f"Nog onbevestigd {state}", is_confirmed=False
        )
        Agreement.objects.create(
            signal=signal, organisation=house, round=signal.round,
            result="agree", remark="Akkoord, maar.",
        )  # fmt: skip
        LogEntry.objects.create(
            signal=signal, text="Onder ons", is_public=False, date_text="4/5/2026",
            start=DAY, end=DAY,
        )  # fmt: skip
    # What nobody could read before it became part of a public one.
    make_merged(things["signals"][SignalState.PUBLISHED])
    for state in (SignalState.BUNDLING, SignalState.PARKED):
        hidden = make_signal(partnership, state)
        Decision.objects.create(
            signal=hidden, round=hidden.round, body="Stuurgroep", date=DAY,
            route=Route.BILATERAL, text="Niet nu.", reference="2026/7",
        )  # fmt: skip
    kim = make_user("Kim")
    SavedSearch.objects.create(
        user=kim, partnership=partnership, name="Wonen", query="q=studio"
    )
    SynonymList.objects.create(partnership=partnership, lines="studio = kamer")
    colleague = make_person(partnership, user=kim)
    Membership.objects.create(
        person=colleague, organisation=things["house"], function="Diensthoofd"
    )
    run = ImportRun.objects.create(
        partnership_id=partnership.pk, file_name="oud.docx", sha256=""
    )
    run.rows.create(
        kind="signals", position=1, place="tabel 1", verbatim="Wonen", parsed={},
        key=f"{partnership.slug}-1", outcome="created", problems=[],
    )  # fmt: skip
    action = things["action"]
    make_party(action, PartyRole.CONTACT, "Katrien Contact", person=person)
    make_log_entry(action, text="Onder ons", is_public=False)


def notes(partnership, things, editor, hidden):
    """History of public things: who did what is for partners."""
    for thing in [*things["signals"].values(), things["plan"], things["action"]]:
        record(
            thing, "edited", actor=editor, on_behalf_of=hidden, note=hidden,
            changes={"title": [hidden, hidden]}, before={}, after={},
        )  # fmt: skip


def published(partnership, plan, editor):
    """A report as it was frozen and published, made of what is there by now."""
    report = start_report(partnership, "year_plan", plan=plan, year=2026, actor=editor)
    freeze_report(report, actor=editor)
    return publish_report(report, actor=editor)


@pytest.fixture
def everywhere():
    """Ours, and three more that look just like it."""
    names = {"own": "durmeland", "other": "scheldekant", "parent": "vlaanderen"}
    made = {key: make_partnership(slug) for key, slug in names.items()}
    own = made["own"]
    own.parent = made["parent"]
    own.save()
    made["child"] = make_partnership("lokelare", parent=own)
    worlds = {"own": fill(own, OURS, OURS_HIDDEN)}
    for key in ("other", "parent", "child"):
        worlds[key] = fill(made[key], THEIRS, THEIRS_HIDDEN)
    return made, worlds


def walker(kind, made):
    """Return a client: of nobody, or of somebody with every role in one partnership."""
    client = Client()
    if kind != "anonymous":
        user = make_member(made[kind], *RoleKind, name="Overal")
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def addresses(world):
    """Yield the addresses of the matrix, first those that change nothing."""
    rows = [
        (name, row)
        for name, row in matrix.URLS.items()
        if name not in {"account_confirm_login_code", "account_logout"}
    ]
    for name, row in sorted(rows, key=lambda one: one[1].method == "post"):
        yield name, row, reverse(name, args=[world[a] for a in row.arguments])


def public_addresses(partnership, world):
    """The public things of a partnership: their pages, exports and documents."""
    slug, things = partnership.slug, world["open"]
    plan, action, report = things["plan"], things["action"], things["report"]
    for signal in things["signals"].values():
        yield reverse("signals:signal", args=[slug, signal.number])
        yield reverse("signals:support", args=[slug, signal.number])
    for name in ("plans:plan", "plans:versions", "plans:trajectory"):
        yield reverse(name, args=[slug, plan.slug])
    yield reverse("plans:action", args=[slug, plan.slug, action.number])
    yield reverse("reporting:report", args=[slug, report.pk])
    for format_ in ("csv", "xlsx"):
        yield reverse("signals:signals_export", args=[slug, format_])
        yield reverse("signals:agenda_export", args=[slug, format_])
    base = reverse("signals:signals", args=[slug])
    yield from (f"{base}?q={word}" for word in ("studio", OURS, THEIRS_HIDDEN))
    search = reverse("website:search")
    yield from (f"{search}?q={word}" for word in ("studio", "woonoverleg", "ocmw"))


@pytest.mark.parametrize("kind", WALKERS)
def test_no_answer_holds_a_word_that_is_not_for_who_asks(kind, everywhere):
    made, worlds = everywhere
    world = worlds["own"]
    client = walker(kind, made)
    leaks, statuses, shown, told = {}, {}, 0, set()

    for address in public_addresses(made["own"], world):
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown += OURS.lower() in words_in(answer)
        if found := leaking(answer, kind, address):
            leaks[address] = found
    for name, row, address in addresses(world):
        given = [dict(parse_qsl(row.posted))] if row.posted else []
        answers = [getattr(client, row.method)(address, *given)]
        statuses[name] = test_matrix.met(answers[0])
        if row.method == "get":
            answers.append(client.get(address, headers={"HX-Request": "true"}))
        # Who holds the link is who it went to, whoever it is.
        is_link = any(one.endswith("token") for one in row.arguments)
        answers = answers if not is_link or kind == "own" else []
        told |= {name for one in answers if OURS_HIDDEN.lower() in words_in(one)}
        for answer in answers:
            if found := leaking(answer, kind, address):
                leaks[name] = found

    assert leaks == {}
    assert shown > 10
    # There was something to leak: partners read the hidden words everywhere.
    assert len(told) > 40 if kind == "own" else len(told) < 10
    # A role in the parent, in a child or elsewhere counts for nothing here.
    if kind != "own":
        role = "anonymous" if kind == "anonymous" else "outsider"
        assert statuses == {name: matrix.URLS[name].expected(role) for name in statuses}


# Pages of the site itself show what is public of every partnership.
OF_THE_SITE = ("website:home", "website:search", "website:mine")


def leaking(answer, kind, address):
    """Return the words in an answer that are not for this walker."""
    hidden = [OURS_HIDDEN] if kind != "own" else []
    theirs = [THEIRS, THEIRS_HIDDEN]
    where = address.partition("?")[0]
    if where in {reverse(name) for name in OF_THE_SITE}:
        # A member of another partnership finds there what is theirs.
        theirs = [THEIRS_HIDDEN] if kind in {"own", "anonymous"} else []
    # What somebody typed in the search comes back in its box.
    typed = address.partition("?q=")[2]
    said = words_in(answer)
    words = [*hidden, *theirs]
    return [word for word in words if word != typed and word.lower() in said]


def test_every_text_of_every_table_is_marked(everywhere):
    """What could leak is there: no text of a partnership is without its word."""
    words = [word.lower() for word in (OURS, OURS_HIDDEN, THEIRS, THEIRS_HIDDEN)]
    empty = []
    for model in rows_now():
        if not texts_of(model) or model._meta.app_label in {"accounts", "taxonomy"}:
            continue
        rows = model._base_manager.all()
        values = [
            str(value).lower()
            for row in rows.values_list(*(field.name for field in texts_of(model)))
            for value in row
        ]
        if not any(word in value for value in values for word in words):
            empty.append(model._meta.label)

    assert set(empty) <= {
        # made by the walks and by domain functions only
        "people.Partnership",
        # holds numbers alone; its words are asked of the thing itself
        "notifications.Notice",
        "plans.CarryChoice",
        "plans.CarryOver",
        "plans.LifecycleDecision",
        "privacy.RegisterEntry",
        "reporting.HouseStyle",
        "reporting.ReportText",
    }, empty
