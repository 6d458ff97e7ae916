from __future__ import annotations

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from draaischijf.notifications.models import Mail, MailState
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import GroupMember
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_user,
)
from draaischijf.signals.enums import ActorRole, PreSignalState, SignalState
from draaischijf.signals.models import (
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    PreSignalMessage,
    SignalActor,
    SignalStep,
)
from draaischijf.signals.queries.feedback import owed_feedback, unheard, untold
from draaischijf.signals.queries.path_table import path_table
from draaischijf.signals.queries.standing_still import (
    standing_still,
    why_still,
    with_standing,
)
from draaischijf.signals.queries.work import work_page
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

DAY = datetime.timedelta(days=1)
TESTS = {
    "test_clear": "yes",
    "test_neutral": "yes",
    "test_recognised": "partly",
    "test_shared": "yes",
}


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def long_ago():
    return timezone.now() - 94 * DAY


@pytest.fixture
def caw(partnership):
    return make_organisation(partnership, "CAW Durmeland", in_working_group=True)


@pytest.fixture
def wim(partnership, caw):
    return make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Wim", organisation=caw
    )


def parts(user, partnership):
    page = work_page(user, partnership, back="/durmeland/werk/")
    return {part.key: part for part in [*page.waits, *page.others]}


def titles(part):
    return [item.title for item in part.items]


# -- To whom each part is shown -----------------------------------------------------


@pytest.fixture
def a_bit_of_everything(partnership, long_ago, today, caw):
    make_pre_signal(partnership)
    make_pre_signal(partnership, answer_due=today - DAY)
    make_signal(partnership, SignalState.ANALYSIS, last_movement=long_ago)
    make_signal(partnership)
    acted = make_signal(partnership, SignalState.IN_ACTION)
    AgreedAction.objects.create(signal=acted, what="Bellen", who="CAW", by=today - DAY)
    SignalActor.objects.create(signal=acted, role=ActorRole.LEAD, organisation=caw)
    closed = make_signal(partnership, SignalState.CLOSED, state_since=long_ago)
    make_link(make_pre_signal(partnership, submitted=long_ago - DAY), closed)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        (RoleKind.FIELD_WORKER, {"led"}),
        (RoleKind.BOARD_READER, {"led"}),
        (RoleKind.WORKING_GROUP_MEMBER, {"led", "agree"}),
        (RoleKind.LEAD, {"led", "actions"}),
        (
            RoleKind.SIGNAL_COORDINATOR,
            {"led", "late", "actions", "weigh", "nobody", "drafts", "still", "owed"},
        ),
        (RoleKind.THEME_DIRECTOR, {"led", "actions", "drafts", "still", "owed"}),
        (
            RoleKind.ADMINISTRATOR,
            {
                "led",
                "late",
                "actions",
                "weigh",
                "nobody",
                "drafts",
                "still",
                "owed",
                "agree",
            },
        ),
    ],
)
@pytest.mark.usefixtures("a_bit_of_everything")
def test_each_part_is_for_whom_it_concerns(partnership, caw, kind, seen):
    user = make_member(partnership, kind, organisation=caw)

    assert set(parts(user, partnership)) == seen


@pytest.mark.usefixtures("a_bit_of_everything")
def test_nothing_of_it_is_for_somebody_from_elsewhere(partnership, charlie):
    with pytest.raises(Http404):
        work_page(charlie, partnership, back="/")


def test_an_account_without_a_role_finds_the_question_about_its_report(partnership):
    raiser = make_user("Mia")
    make_pre_signal(partnership, raiser=raiser, state=PreSignalState.QUESTION)
    make_pre_signal(partnership, state=PreSignalState.QUESTION)

    page = work_page(raiser, partnership, back="/")

    assert [(part.key, part.total) for part in page.waits] == [("asked", 1)]
    assert page.path == []


def test_a_day_without_work(partnership, alice):
    page = work_page(alice, partnership, back="/")

    assert (page.is_empty, page.waiting, page.late) == (True, 0, 0)
    assert [row.now for row in page.path] == [0] * 6


# -- What waits and what is late ----------------------------------------------------


def test_reports_are_in_one_place_only(partnership, alice, today):
    make_pre_signal(partnership, problem="Nieuw.")
    make_pre_signal(partnership, problem="Te laat.", answer_due=today - DAY)
    back = make_pre_signal(
        partnership, problem="Beantwoord.", state=PreSignalState.IN_REVIEW
    )
    PreSignalMessage.objects.create(
        pre_signal=back, kind="answer", from_raiser=True, text="Sinds mei."
    )
    gone_on = make_pre_signal(
        partnership,
        problem="Verder gegaan.",
        state=PreSignalState.IN_REVIEW,
        answered=timezone.now(),
    )
    PreSignalMessage.objects.create(
        pre_signal=gone_on, kind="answer", from_raiser=True, text="Sinds juni."
    )
    make_pre_signal(partnership, state=PreSignalState.QUESTION)

    found = parts(alice, partnership)

    assert titles(found["weigh"]) == ["Nieuw.", "Verder gegaan."]
    assert titles(found["answered"]) == ["Beantwoord."]
    assert titles(found["late"]) == ["Te laat."]
    page = work_page(alice, partnership, back="/")
    assert (page.waiting, page.late) == (4, 1)


def test_a_report_comes_back_to_the_start_page(partnership, alice):
    house = make_organisation(partnership, "OCMW Lokelare")
    report = make_pre_signal(partnership, organisation=house)
    report.areas.add(partnership.area.members.get(name="Lokelare"))

    (item,) = parts(alice, partnership)["weigh"].items

    assert item.url.endswith("?next=%2Fdurmeland%2Fwerk%2F")
    assert item.why == "OCMW Lokelare · Lokelare"


def test_five_are_shown_and_the_rest_is_counted(partnership, alice):
    for _ in range(7):
        make_pre_signal(partnership)

    part = parts(alice, partnership)["weigh"]

    assert (len(part.items), part.total, part.more) == (5, 7, 2)


def test_an_organisation_owes_its_agreement_once_a_round(partnership, wim, caw):
    signal = make_signal(partnership, SignalState.ANALYSIS, round=2)
    Agreement.objects.create(signal=signal, organisation=caw, round=1, result="agree")
    make_signal(partnership)

    assert parts(wim, partnership)["agree"].total == 1
    Agreement.objects.create(signal=signal, organisation=caw, round=2, result="abstain")
    assert "agree" not in parts(wim, partnership)


def test_who_speaks_for_nobody_owes_no_agreement(partnership):
    user = make_member(partnership, RoleKind.WORKING_GROUP_MEMBER)
    make_signal(partnership, SignalState.ANALYSIS)

    assert parts(user, partnership) == {}


def test_actions_and_letters_past_their_date(partnership, alice, today):
    signal = make_signal(partnership, SignalState.IN_ACTION, title="Geen avondbus")
    AgreedAction.objects.create(
        signal=signal, what="Proef", who="CAW", by=today - 3 * DAY
    )
    AgreedAction.objects.create(
        signal=signal, what="Klaar", who="CAW", by=today - DAY, done=today
    )
    AgreedAction.objects.create(signal=signal, what="Later", who="CAW", by=today)
    Letter.objects.create(
        signal=signal, addressee="De minister", sent=today, answer_awaited=today - DAY
    )
    Letter.objects.create(
        signal=signal,
        addressee="De provincie",
        sent=today,
        answer_awaited=today - DAY,
        answered=today,
    )

    found = parts(alice, partnership)

    assert titles(found["actions"]) == ["Proef"]
    assert found["actions"].items[0].why == f"CAW · {signal.number}. Geen avondbus"
    assert ["De minister" in one for one in titles(found["letters"])] == [True]


# -- What stands still --------------------------------------------------------------


def test_open_signals_without_movement_stand_still(partnership, long_ago):
    make_signal(partnership, title="Beweegt", state_since=long_ago)
    oldest = make_signal(
        partnership, title="Oudste", last_movement=long_ago - DAY, state_since=long_ago
    )
    make_signal(partnership, title="Ook", last_movement=long_ago)
    make_signal(partnership, SignalState.PARKED, last_movement=long_ago)
    make_signal(partnership, SignalState.CLOSED, last_movement=long_ago)

    part = standing_still(partnership)

    assert titles(part) == [f"{oldest.number}. Oudste", f"{oldest.number + 1}. Ook"]
    assert part.items[0].mark.startswith("94 ")


def why(signal):
    (found,) = with_standing(signal.partnership.signals.filter(pk=signal.pk))
    return why_still(found, signal.partnership)


def test_why_a_bundle_waits(partnership):
    signal = make_signal(partnership)
    without = why(signal)
    make_link(make_pre_signal(partnership), signal)

    assert why(signal) != without


def test_why_an_analysis_waits(partnership, caw):
    other = make_organisation(partnership, "OCMW Lokelare", in_working_group=True)
    outside = make_organisation(partnership, "JAC")
    signal = make_signal(partnership, SignalState.ANALYSIS)
    for house in (caw, outside):
        Agreement.objects.create(signal=signal, organisation=house, result="agree")

    untested = why(signal)
    assert "1" in untested
    assert "2" in untested
    assert " · " in untested
    for name, answer in TESTS.items():
        setattr(signal, name, answer)
    signal.save()
    assert why(signal) == untested.split(" · ")[0]
    objection = Agreement.objects.create(
        signal=signal, organisation=other, result="object", remark="Te vaag."
    )
    assert why(signal) != untested.split(" · ")[0]
    objection.result, objection.remark = "agree", ""
    objection.save()
    ready = why(signal)
    GroupMember.objects.update(until=timezone.localdate())
    assert why(signal) != ready
    partnership.agreement_required = False
    partnership.save()
    signal.refresh_from_db()
    assert why(signal) == ready


def test_why_the_later_phases_wait(partnership, caw, today):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    undecided = why(signal)
    Decision.objects.create(signal=signal, body="Stuurgroep", date=today)
    assert why(signal) != undecided
    signal.state = SignalState.DECIDED
    signal.save()
    without_action = why(signal)
    Letter.objects.create(signal=signal, addressee="De minister", sent=today)
    without_lead = why(signal)
    assert without_lead != without_action
    SignalActor.objects.create(signal=signal, role=ActorRole.LEAD, organisation=caw)
    assert "CAW Durmeland" in why(signal)
    signal.state = SignalState.IN_ACTION
    signal.save()
    assert "CAW Durmeland" in why(signal)


def test_what_my_organisation_leads(partnership, wim, caw):
    acted = make_signal(partnership, SignalState.IN_ACTION, title="In actie")
    waits = make_signal(partnership, SignalState.PUBLISHED, title="Wacht")
    closed = make_signal(partnership, SignalState.CLOSED)
    for one in (acted, waits, closed):
        SignalActor.objects.create(signal=one, role=ActorRole.LEAD, organisation=caw)
    partner = make_signal(partnership, SignalState.IN_ACTION)
    SignalActor.objects.create(signal=partner, role=ActorRole.PARTNER, organisation=caw)

    part = parts(wim, partnership)["led"]

    assert "CAW Durmeland" in part.title
    assert set(titles(part)) == {
        f"{acted.number}. In actie",
        f"{waits.number}. Wacht",
    }
    assert all(item.why for item in part.items)


# -- Feedback owed ------------------------------------------------------------------


def test_raisers_of_a_closed_signal_that_were_not_told(partnership, long_ago):
    closed = make_signal(
        partnership, SignalState.CLOSED, state_since=long_ago, title="Gesloten"
    )
    before, after = long_ago - DAY, long_ago + DAY
    for told in (None, before, after):
        report = make_pre_signal(
            partnership, submitted=before - DAY, last_told=told, state="linked"
        )
        make_link(report, closed)
    make_support(closed, given=before - DAY)
    make_support(closed, given=before - DAY, last_told=after)

    (owed,) = untold(partnership)

    assert (owed.number, owed.count) == (closed.number, 3)
    assert unheard(partnership) == []


def test_the_worker_gets_half_an_hour(partnership):
    closed = make_signal(partnership, SignalState.CLOSED)
    make_link(make_pre_signal(partnership, state="linked"), closed)

    assert untold(partnership) == []


def test_raisers_that_heard_nothing_for_half_a_year(partnership):
    now = timezone.now()
    signal = make_signal(partnership)
    silent = now - 200 * DAY
    make_link(make_pre_signal(partnership, submitted=silent), signal)
    make_link(
        make_pre_signal(partnership, submitted=silent, last_told=now - 3 * DAY), signal
    )
    make_support(signal, given=silent - DAY)
    parked = make_signal(partnership, SignalState.PARKED)
    make_link(make_pre_signal(partnership, submitted=silent), parked)

    (owed,) = unheard(partnership)

    assert (owed.number, owed.count) == (signal.number, 2)
    assert owed.heard == silent - DAY


def test_what_is_owed_names_the_late_the_lost_and_the_silent(
    partnership, other_partnership, long_ago
):
    closed = make_signal(partnership, SignalState.CLOSED, state_since=long_ago)
    make_link(make_pre_signal(partnership, submitted=long_ago - DAY), closed)
    open_still = make_signal(partnership)
    make_support(open_still, given=timezone.now() - 200 * DAY)
    for place, state in [
        (partnership, MailState.FAILED),
        (partnership, MailState.SENT),
        (other_partnership, MailState.FAILED),
    ]:
        Mail.objects.create(
            key=f"{place.pk}-{state}",
            kind="receipt",
            to=f"bo@{place.slug}.example",
            subject="Ontvangen",
            text="Dank je.",
            partnership_id=place.pk,
            state=state,
        )

    part = owed_feedback(partnership, late_reports=2)

    assert part.total == 4
    assert part.items[0].url.endswith("/meldingen/?late=1")
    assert part.items[1].why == "bo@durmeland.example"
    assert [item.urgency for item in part.items] == ["late", "late", "late", "soon"]


def test_nothing_is_owed(partnership):
    assert owed_feedback(partnership, late_reports=0).items == []


# -- The path of all signals --------------------------------------------------------


def test_the_path_counts_each_phase(partnership, long_ago, today):
    now = timezone.now()
    for days in (2, 4, 90):
        make_pre_signal(partnership, submitted=now - days * DAY)
    make_pre_signal(partnership, submitted=now, answer_due=today - DAY)
    make_pre_signal(
        partnership,
        submitted=long_ago,
        settled=now - 5 * DAY,
        state=PreSignalState.HANDLED_INTERNALLY,
    )
    make_signal(partnership, SignalState.PARKED)

    collected, bundled, *_rest = path_table(partnership)

    assert (collected.number, collected.now, collected.days) == (2, 4, 3)
    assert (collected.late, collected.before, collected.percent) == (1, 2, 100)
    assert "2" in collected.change
    assert (bundled.now, bundled.days, bundled.percent) == (0, None, 0)


def test_the_change_since_last_month_comes_from_the_steps(partnership, long_ago):
    now = timezone.now()
    signal = make_signal(
        partnership,
        SignalState.PUBLISHED,
        state_since=now - 10 * DAY,
        last_movement=long_ago,
    )
    signal.steps.all().delete()
    for days, target in [(90, "bundling"), (60, "analysis"), (10, "published")]:
        SignalStep.objects.create(signal=signal, target=target, at=now - days * DAY)

    rows = {row.number: row for row in path_table(partnership)}

    assert (rows[4].now, rows[4].before) == (0, 1)
    assert (rows[5].now, rows[5].before) == (1, 0)
    assert (rows[5].days, rows[5].late) == (10, 1)
    assert len({rows[3].change, rows[4].change, rows[5].change}) == 3


def test_nothing_of_another_partnership_counts(partnership, other_partnership):
    make_pre_signal(other_partnership)
    make_signal(other_partnership, SignalState.IN_ACTION)

    assert [row.now for row in path_table(partnership)] == [0] * 6


@pytest.mark.parametrize("count", [1, 3])
def test_the_query_count_does_not_depend_on_how_much_there_is(
    partnership, caw, long_ago, today, count, django_assert_num_queries
):
    dora = make_member(partnership, RoleKind.ADMINISTRATOR, organisation=caw)
    for number in range(count):
        house = make_organisation(partnership, f"Organisatie {number}")
        for fields in (
            {},
            {"answer_due": today - DAY},
            {"raiser": dora, "state": PreSignalState.QUESTION},
        ):
            report = make_pre_signal(partnership, organisation=house, **fields)
            report.areas.set(partnership.area.members.all())
        back = make_pre_signal(partnership, state=PreSignalState.IN_REVIEW)
        PreSignalMessage.objects.create(pre_signal=back, kind="answer", text="Ja.")
        for state in (SignalState.BUNDLING, SignalState.ANALYSIS, SignalState.CLOSED):
            signal = make_signal(
                partnership, state, last_movement=long_ago, state_since=long_ago
            )
            make_link(make_pre_signal(partnership, submitted=long_ago - DAY), signal)
            make_support(signal, given=long_ago - 200 * DAY)
            SignalActor.objects.create(
                signal=signal, role=ActorRole.LEAD, organisation=caw
            )
            AgreedAction.objects.create(
                signal=signal, what="x", who="y", by=today - DAY
            )
            Letter.objects.create(
                signal=signal, addressee="x", sent=today, answer_awaited=today - DAY
            )

    with django_assert_num_queries(50):
        work_page(dora, partnership, back="/")
