"""Made data: as many as asked, sound, the same each time, and never among real ones."""

from __future__ import annotations

import contextlib
import datetime
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.models import (
    AgendaItem,
    Body,
    BodyDecision,
    Meeting,
    Participant,
)
from draaischijf.core import encoder
from draaischijf.history import chain
from draaischijf.history.models import Entry
from draaischijf.people.models import Partnership, Role
from draaischijf.people.tests.factories import make_partnership
from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.signals import links
from draaischijf.signals.domain.lasting import ENDED_REPORT, ENDED_SIGNAL
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import (
    COUNT_RAISERS,
    LogEntry,
    Meaning,
    PolicySignal,
    PreSignal,
    PreSignalLink,
    SignalStep,
)
from draaischijf.signals.workflow import signal_transition
from draaischijf.website.scale import journal, texts
from draaischijf.website.scale.journal import OtherDataError, Run
from draaischijf.website.scale.seed import seed
from draaischijf.website.scale.sizes import Outline, Sizes, sizes_for
from draaischijf.website.scale.steps import meanings

SMALL = 0.0003
RUN = Run(SMALL, 7, datetime.date(2026, 6, 1))
TABLES = ("seed_scale", "seed_scale_event")


@pytest.fixture
def empty_site(transactional_db):
    yield
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"drop table if exists {table}")


def killed_at(step, run=RUN):
    """Run until the first batch of a step is in, and stop there as a kill would."""
    for done in seed(run):
        if done.step == step:
            return
    raise AssertionError(f"there is no step {step}")


def test_a_tenth_is_a_tenth_of_everything():
    assert sizes_for(0.1) == Sizes(30, 100_000, 20_000, 200_000, 500_000)
    assert sizes_for(1) == Sizes()


@pytest.mark.parametrize("scale", [0, -1, 1.5])
def test_a_scale_that_makes_no_sense_is_refused(scale):
    with pytest.raises(ValueError, match="at most 1"):
        sizes_for(scale)


def test_a_few_partnerships_have_most_of_it():
    outline = Outline(sizes_for(0.1), 1, datetime.date(2026, 1, 1))

    assert sum(outline.shares) == pytest.approx(1)
    assert outline.shares[0] > 5 * outline.shares[-1]
    assert outline.reports.count(0) > 5 * outline.reports.count(29)


def test_a_report_is_part_of_a_signal_of_its_own_partnership():
    outline = Outline(sizes_for(0.001), 1, datetime.date(2026, 1, 1))
    chance = outline.rng("test")

    for report in range(1000):
        signal = outline.signal_for(report, chance)
        if signal is not None:
            assert outline.signals[signal] == outline.reports[report]


def test_the_same_seed_tells_the_same():
    outlines = [
        Outline(sizes_for(0.001), n, datetime.date(2026, 1, 1)) for n in (3, 3, 4)
    ]
    told = [
        [
            texts.problem(texts.themes()[n % 20], "Lokelare", outline.rng("test", n))
            for n in range(20)
        ]
        for outline in outlines
    ]

    assert told[0] == told[1] != told[2]
    assert outlines[0].reports == outlines[1].reports != outlines[2].reports


def test_a_run_that_was_killed_goes_on_and_all_is_sound(
    empty_site, client, capsys, monkeypatch
):
    monkeypatch.setattr(meanings, "STATED", 4)
    monkeypatch.setattr(meanings, "TOLD", 8)
    killed_at("reports")
    killed_at("vectors")
    killed_at("history")
    for _done in seed(RUN):
        pass

    sizes = sizes_for(SMALL)
    assert PreSignal.objects.count() == sizes.pre_signals
    assert PolicySignal.objects.count() == sizes.signals
    assert (
        LogEntry.objects.count() + ActionLogEntry.objects.count() == sizes.log_entries
    )
    assert Entry.objects.count() == sizes.history_entries
    assert chain.verify().is_sound
    assert not PreSignalLink.objects.exclude(
        signal__partnership=F("pre_signal__partnership")
    ).exists()
    for step in SignalStep.objects.exclude(source=""):
        assert signal_transition(step.source, step.target), step
    assert all(done == total for done, total in journal.progress().values())
    every_text_has_its_vector()
    the_raisers_are_counted()
    every_partnership_consults()
    a_number_goes_on_after_the_last()
    pages_of_a_coordinator_work(client)
    each_work_is_measured_through_the_server(capsys)
    a_crowd_meets_no_error(capsys)
    the_link_of_a_raiser_works(client)


def every_text_has_its_vector():
    assert not Meaning.objects.due(encoder.MODEL).exists()
    assert Meaning.objects.count() >= PolicySignal.objects.count()


def the_raisers_are_counted():
    kept = dict(PolicySignal.objects.values_list("pk", "raisers"))
    with connection.cursor() as cursor:
        cursor.execute(COUNT_RAISERS)
    assert dict(PolicySignal.objects.values_list("pk", "raisers")) == kept
    assert max(kept.values()) > 1


def every_partnership_consults():
    """Once each, though the run was killed; decisions keep a register of their own."""
    assert Body.objects.count() == 12 * Partnership.objects.count()
    assert Meeting.objects.count() == 25 * Body.objects.count()
    assert Participant.objects.exclude(presence="unknown").exists()
    assert not AgendaItem.objects.exclude(
        signal__partnership=F("meeting__partnership")
    ).exists()
    assert BodyDecision.objects.filter(number=1).count() >= Partnership.objects.count()


def pages_of_a_coordinator_work(client):
    role = Role.objects.filter(kind="coordinator").order_by("pk").first()
    client.force_login(
        role.person.user, backend="django.contrib.auth.backends.ModelBackend"
    )
    slug = role.partnership.slug
    signal = PolicySignal.objects.filter(partnership=role.partnership).first()
    action = PlanAction.objects.filter(plan__partnership=role.partnership).first()
    for address in (
        reverse("signals:inbox", args=[slug]),
        reverse("website:work", args=[slug]),
        signal.get_absolute_url(),
        action.get_absolute_url(),
    ):
        assert client.get(address).status_code == 200, address


def each_work_is_measured_through_the_server(capsys):
    """Here because a filled site takes its time; how fast it is matters to no test."""
    before = PreSignal.objects.count()
    with contextlib.suppress(CommandError):
        call_command("bench", "pages", times=1, json=True)

    told = json.loads(capsys.readouterr().out)
    assert told["scale"] == SMALL
    works = {one["name"]: one for one in told["works"]}
    assert {"signals", "inbox", "agenda", "search, signals", "work page"} <= set(works)
    assert {"bodies", "body", "meetings", "meeting", "decisions"} <= set(works)
    assert all(one["queries"] > 0 for one in works.values())
    # Warmed up once, then measured once; what was counted was taken back.
    assert works["report, sent"]["budget"] == 0.15
    assert PreSignal.objects.count() == before + 2


# What each kind of person does, under the names of the figures; one is enough to know
# that they were answered, however busy the machine is.
DOINGS = (
    {"front", "signals", "signal", "agenda", "plans"},
    {"search, signals", "search, whole site"},
    {"report, form", "report, sent", "follow page"},
    {"work page", "inbox", "report", "report, weighed"},
)


def a_crowd_meets_no_error(capsys):
    with contextlib.suppress(CommandError):
        call_command("bench", "load", people=10, seconds=6.0, pause=0.2, json=True)

    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == {}
    assert told["answers"] >= len(told["works"])
    assert all(kind & set(told["works"]) for kind in DOINGS)
    assert set(told["works"]) <= set().union(*DOINGS)


def the_link_of_a_raiser_works(client):
    client.logout()

    going_on = PreSignal.objects.filter(state="linked", follow_until=None).first()
    assert client.get(links.follow_path(going_on)).status_code == 200
    lasting = ~Q(links__signal__state__in=ENDED_SIGNAL) & Q(state="linked")
    assert not PreSignal.objects.filter(lasting).exclude(follow_until=None).exists()
    ended = PreSignal.objects.filter(state__in=ENDED_REPORT)
    assert ended.exists()
    assert not ended.filter(follow_until=None).exists()


def a_number_goes_on_after_the_last():
    largest = Partnership.objects.order_by("pk").first()
    assert largest.last_pre_signal_number == largest.pre_signals.count()
    assert largest.last_signal_number == largest.signals.count()
    closed = PolicySignal.objects.filter(state=SignalState.CLOSED)
    assert not closed.filter(state_since__date__gt=RUN.day).exists()


def test_a_site_with_data_of_its_own_is_left_alone(empty_site):
    make_partnership()

    with pytest.raises(CommandError, match="data of its own"):
        call_command("seed_scale", scale=SMALL)
    assert Partnership.objects.count() == 1
    assert journal.known_run() is None


def test_another_run_is_not_put_on_top_of_the_first(empty_site):
    killed_at("partnerships")

    with pytest.raises(OtherDataError, match=f"--scale {SMALL:g} --seed 7"):
        list(seed(Run(0.5, 7, RUN.day)))


def test_the_command_goes_on_without_being_told_again(empty_site, capsys):
    killed_at("people", Run(SMALL, 3, timezone.localdate()))

    call_command("seed_scale", json=True)

    told = json.loads(capsys.readouterr().out)
    assert (told["scale"], told["seed"]) == (SMALL, 3)
    assert told["made"]["reports"] == PreSignal.objects.count()
