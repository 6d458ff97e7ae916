"""Reports that come in get whose they are, with the ground, in one transaction."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.domain import end_role
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.people.tests.factories import (
    make_area,
    make_member,
    make_organisation,
    make_working_group,
)
from draaischijf.signals import tasks
from draaischijf.signals.domain import reporting, routing, weighing
from draaischijf.signals.domain.reporting import Report
from draaischijf.signals.domain.weighing import Weighing
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.routing import Given, verdicts_of
from draaischijf.signals.queries.routing_words import sentence_of, why_of
from draaischijf.signals.queries.takers import Taker
from draaischijf.signals.tests.factories import make_pre_signal
from draaischijf.signals.tests.routing import make_rule
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.enums import AreaKind
from draaischijf.taxonomy.models import Term

pytestmark = pytest.mark.django_db

HOUSING = (
    "Een gezin vindt geen betaalbare woning en staat al twee jaar op wachtlijsten."
)


@pytest.fixture
def nina(partnership):
    return make_member(partnership, RoleKind.SIGNAL_COORDINATOR, name="Nina")


@pytest.fixture
def karim(partnership):
    return make_member(partnership, RoleKind.THEME_DIRECTOR, name="Karim")


def report(partnership, problem=HOUSING, **fields):
    return reporting.report_pre_signal(
        partnership, Report(problem=problem, **fields), submission_key=uuid.uuid4()
    )


def place(partnership, name):
    return partnership.area.members.get(name=name)


def term(scheme, code):
    return Term.objects.get(scheme__code=scheme, code=code)


# -- What a rule finds --------------------------------------------------------------


def test_words_are_found_as_stems_and_with_a_star_as_beginnings(partnership, nina):
    make_rule(partnership, to=nina, words=["wachtlijst"])
    make_rule(partnership, to=nina, words=["woon*"])

    [first, second] = verdicts_of(partnership, Given(HOUSING))
    [_first, beginning] = verdicts_of(partnership, Given("Er zijn woonproblemen."))

    assert first.fires
    assert not second.met
    assert beginning.fires


@pytest.mark.parametrize(
    "word",
    ["geen betaalbare", "GEZIN", "wachtlijst:*", "'", "\\", "a'b*", "*", "(&|!)"],
)
def test_no_word_breaks_the_search(partnership, nina, word):
    make_rule(partnership, to=nina, words=[word])

    [verdict] = verdicts_of(partnership, Given(HOUSING))

    assert verdict.fires == (word in {"geen betaalbare", "GEZIN", "wachtlijst:*"})


def test_a_rule_for_a_region_fires_for_a_place_anywhere_under_it(partnership, nina):
    flanders = make_area("Vlaanderen", AreaKind.REGION)
    province = make_area("Durmeprovincie", AreaKind.PROVINCE)
    flanders.members.set([province])
    lokelare = place(partnership, "Lokelare")
    lokelare.province = province
    lokelare.save()
    make_rule(partnership, to=nina, areas=[flanders])

    [there] = verdicts_of(partnership, Given("x", areas=(lokelare.pk,)))
    [elsewhere] = verdicts_of(
        partnership, Given("x", areas=(place(partnership, "Wachtbeke").pk,))
    )

    assert there.fires
    assert not elsewhere.fires


def test_the_whole_area_is_no_one_place_in_it(partnership, nina):
    make_rule(partnership, to=nina, areas=[place(partnership, "Lokelare")])
    make_rule(partnership, to=nina, areas=[partnership.area])

    results = [
        one.fires for one in verdicts_of(partnership, Given("x", whole_area=True))
    ]

    assert results == [False, True]


def test_a_domain_fires_for_the_right_it_is_mapped_to(partnership, nina):
    load_reference_data()
    make_rule(partnership, to=nina, domains=[term("life-domains", "housing")])
    right = term("social-rights", "housing")

    [verdict] = verdicts_of(partnership, Given("x", rights=(right.pk,)))
    [other] = verdicts_of(
        partnership, Given("x", rights=(term("social-rights", "work").pk,))
    )

    assert verdict.fires
    assert not other.fires


# -- A report that comes in ---------------------------------------------------------


def test_a_report_gets_the_first_that_fires_with_its_ground(partnership, alice, nina):
    load_reference_data()
    caw = make_organisation(partnership, "CAW Durmeland")
    caw.sectors.set([term("sectors", "general_welfare")])
    make_rule(partnership, to=alice, words=["vervoer"])
    rule = make_rule(
        partnership,
        to=nina,
        words=["woning", "huur"],
        areas=[place(partnership, "Lokelare")],
        sectors=[term("sectors", "general_welfare")],
    )

    made = report(
        partnership,
        areas=(place(partnership, "Lokelare"),),
        organisation_name="CAW Durmeland",
    )

    made.refresh_from_db()
    assert made.assignee.user == nina
    assert made.routed_by == rule
    assert made.routed_because["area"] == ["Lokelare"]
    assert sentence_of(made).startswith("Naar Nina omdat")
    assert "“woning”" in sentence_of(made)
    [mail] = Mail.objects.filter(kind="report_assigned")
    assert mail.to == nina.email
    assert "wachtlijst" not in mail.text
    entry = Entry.objects.get(verb="pre_signal_routed")
    assert not entry.is_public


def test_what_no_rule_catches_is_nobodys_and_nobody_is_mailed(partnership, nina):
    make_rule(partnership, to=nina, words=["vervoer"])

    made = report(partnership)

    assert made.is_of_nobody
    assert not Mail.objects.filter(kind="report_assigned").exists()


def test_storing_and_giving_are_one(partnership, nina, monkeypatch):
    make_rule(partnership, to=nina)

    def fails(*_given, **_named):
        raise RuntimeError("the mail cannot be written")

    monkeypatch.setattr(routing.assigned_emails, "tell_assigned", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        report(partnership)

    assert not PreSignal.objects.exists()


def test_who_left_is_skipped_with_a_reason(partnership, alice, nina):
    broken = make_rule(partnership, to=nina, words=["woning"])
    make_rule(partnership, to=alice)
    end_role(Role.objects.get(person__user=nina), actor=alice, day=timezone.localdate())

    made = report(partnership)

    assert made.assignee.user == alice
    [verdict, _catch_all] = verdicts_of(partnership, Given(HOUSING))
    assert verdict.read.rule == broken
    assert "Nina" in why_of(verdict)


@pytest.mark.parametrize("in_group", [True, False])
def test_an_organisation_and_the_working_group_are_those_of_it_who_take_reports(
    partnership, in_group
):
    caw = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    one = make_member(
        partnership, RoleKind.SIGNAL_COORDINATOR, name="Een", organisation=caw
    )
    make_member(partnership, RoleKind.FIELD_WORKER, name="Veld", organisation=caw)
    make_member(partnership, RoleKind.SIGNAL_COORDINATOR, name="Ander")
    if in_group:
        make_rule(partnership, group=make_working_group(partnership, is_standard=True))
    else:
        make_rule(partnership, to=caw)

    made = report(partnership)

    assert (made.assigned_group is not None, made.assigned_organisation) == (
        in_group,
        None if in_group else caw,
    )
    assert list(Mail.objects.values_list("to", flat=True)) == [one.email]


def test_an_organisation_without_anybody_who_takes_reports_is_broken(partnership):
    make_rule(partnership, to=make_organisation(partnership, "CAW Durmeland"))

    assert report(partnership).is_of_nobody


def test_a_rule_for_a_right_fires_once_the_rights_are_ticked(partnership, alice, karim):
    load_reference_data()
    housing = term("social-rights", "housing")
    make_rule(partnership, to=karim, rights=[housing])
    made = report(partnership)

    weighing.weigh(made, Weighing(rights=(housing,)), actor=alice)

    made.refresh_from_db()
    assert made.assignee.user == karim


def test_who_starts_weighing_what_is_nobodys_has_it(partnership, alice, nina):
    mine, given = report(partnership), report(partnership, "Geen bus na zes uur.")
    routing.hand_over(given, Taker(person=nina.persons.get()), seen="", actor=alice)

    weighing.take_up_many([mine, given], actor=alice)

    mine.refresh_from_db()
    given.refresh_from_db()
    assert (mine.assignee.user, given.assignee.user) == (alice, nina)


@pytest.mark.parametrize("count", [1, 6])
def test_giving_takes_as_many_queries_however_many_rules(
    partnership, nina, count, django_assert_num_queries
):
    for number in range(count):
        make_rule(partnership, to=nina, words=[f"woord{number}"])
    made = make_pre_signal(partnership)

    with django_assert_num_queries(13):
        routing.apply_rules(made)


# -- Taking and handing over --------------------------------------------------------


def test_handing_over_is_told_and_the_ground_of_the_rule_is_gone(
    partnership, alice, nina, karim
):
    make_rule(partnership, to=nina)
    made = report(partnership)
    seen = f"person-{nina.persons.get().pk}"

    routing.hand_over(
        made, Taker(person=karim.persons.get()), seen=seen, actor=alice, note="Wonen"
    )

    made.refresh_from_db()
    assert made.assignee.user == karim
    assert sentence_of(made) == ""
    assert Entry.objects.get(verb="pre_signal_handed_over").note == "Wonen"
    mail = Mail.objects.get(to=karim.email)
    assert "Wonen" in mail.text


def test_taking_twice_is_once_and_mails_nobody(partnership, alice):
    made = report(partnership)

    routing.take(made, seen="", actor=alice)
    routing.take(made, seen="", actor=alice)

    assert Entry.objects.filter(verb="pre_signal_taken").count() == 1
    assert not Mail.objects.filter(kind="report_assigned").exists()


def test_who_is_late_hears_whose_it_is_now(partnership, alice, nina, karim):
    made = report(partnership)
    routing.take(made, seen="", actor=nina)

    with pytest.raises(TransitionDenied, match="Nina"):
        routing.hand_over(made, Taker(person=karim.persons.get()), seen="", actor=alice)


@pytest.mark.parametrize("kind", [RoleKind.FIELD_WORKER, RoleKind.BOARD_READER])
def test_others_take_nothing(partnership, kind):
    somebody = make_member(partnership, kind)
    made = report(partnership)

    with pytest.raises(TransitionDenied):
        routing.take(made, seen="", actor=somebody)


def test_it_is_not_handed_to_who_cannot_read_it(partnership, alice, bob):
    made = report(partnership)

    with pytest.raises(TransitionDenied):
        routing.hand_over(made, Taker(person=bob.persons.get()), seen="", actor=alice)


def test_the_night_lets_go_what_belongs_to_who_left(partnership, alice, nina, karim):
    make_rule(partnership, to=nina, words=["woning"])
    make_rule(partnership, to=karim)
    made, kept = report(partnership), report(partnership, "Geen bus na zes uur.")
    tomorrow = timezone.localdate() + datetime.timedelta(days=0)
    end_role(Role.objects.get(person__user=nina), actor=alice, day=tomorrow)

    tasks.release_left_reports(0)
    tasks.release_left_reports(0)

    made.refresh_from_db()
    kept.refresh_from_db()
    assert (made.assignee.user, kept.assignee.user) == (karim, karim)
    assert Entry.objects.filter(verb="pre_signal_let_go").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_take_one_report_at_once_and_one_has_it(partnership, alice, nina):
    made = make_pre_signal(partnership)

    answers = at_once(
        *[lambda u=u: routing.take(made, seen="", actor=u) for u in (alice, nina)]
    )

    refused = [one for one in answers if isinstance(one, TransitionDenied)]
    assert len(refused) == 1
    made.refresh_from_db()
    assert made.assignee.name in str(refused[0])
    assert Entry.objects.filter(verb="pre_signal_taken").count() == 1
