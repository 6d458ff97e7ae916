"""Which actions are silent, who is reminded of them, and once a month only."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.notifications.domain import filled
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Role
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
)
from draaischijf.plans import tasks
from draaischijf.plans.domain import reminding
from draaischijf.plans.enums import Lifecycle, PlanStatus
from draaischijf.plans.models import PlanAction
from draaischijf.plans.queries.reminders import (
    leads_to_remind,
    my_actions,
    running,
    with_silence,
)
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 6, 1)


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, status=PlanStatus.ADOPTED)


@pytest.fixture
def objective(plan):
    return make_objective(plan)


@pytest.fixture
def lead(partnership):
    return make_member(partnership, RoleKind.LEAD, name="Lena Trekker")


def action_of(objective, title="Woonoverleg", *, lead=None, **fields):
    made = make_action(objective, title, **fields)
    PlanAction.objects.filter(pk=made.pk).update(created="2026-12-01T00:00:00Z")
    if lead:
        make_party(made, person=lead.persons.get(), text=str(lead))
    return made


def silent(today=TODAY):
    rows = with_silence(running(today), today).filter(is_silent=True)
    return [one.title for one in rows]


def test_nothing_noted_since_the_plan_began_is_silent_after_the_interval(objective):
    action_of(objective)

    assert silent(datetime.date(2027, 3, 31)) == []
    assert silent(datetime.date(2027, 4, 1)) == ["Woonoverleg"]


def test_the_last_entry_counts_wherever_it_was_noted(objective):
    action = action_of(objective)
    other = action_of(objective, "Affiche")
    make_log_entry(action, datetime.date(2027, 1, 10))
    entry = make_log_entry(other, datetime.date(2027, 4, 2))
    assert silent() == ["Woonoverleg"]

    entry.also_about.add(action)

    assert silent() == []
    assert silent(datetime.date(2027, 7, 2)) == ["Woonoverleg", "Affiche"]


def test_an_entry_about_a_day_to_come_counts_for_now(objective):
    action = action_of(objective)
    make_log_entry(action, datetime.date(2027, 12, 1))

    (row,) = with_silence(running(TODAY), TODAY)
    assert row.last_noted == TODAY
    assert not row.is_silent


def test_an_entry_without_a_day_counts_from_when_it_was_noted(objective):
    action = action_of(objective)
    make_log_entry(action)
    action.log_entries.update(
        start=None, end=None, date_kind="unknown", created="2027-05-30T10:00:00Z"
    )

    assert silent() == []


def test_an_action_has_its_own_interval_and_its_own_timing(objective):
    action_of(objective, "Elk jaar", log_interval=12)
    action_of(objective, "Najaar", start=datetime.date(2027, 9, 1))
    action_of(objective, "Gewoon")

    assert silent() == ["Gewoon"]
    assert silent(datetime.date(2027, 12, 2)) == ["Najaar", "Gewoon"]


def test_an_action_that_was_just_written_in_is_not_silent(objective):
    made = action_of(objective)
    PlanAction.objects.filter(pk=made.pk).update(created="2027-05-20T00:00:00Z")

    assert silent() == []


@pytest.mark.parametrize(
    "state", [Lifecycle.NOT_EXTENDED, Lifecycle.COMPLETED, Lifecycle.POSTPONED]
)
def test_what_ended_or_waits_is_left_out(objective, state):
    action_of(objective, "Loopt")
    action_of(objective, "Voorbij", lifecycle=state, reason="Omdat")

    assert silent() == ["Loopt"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (PlanStatus.DRAFT, False),
        (PlanStatus.SUBMITTED, False),
        (PlanStatus.ADOPTED, True),
        (PlanStatus.AMENDING, True),
        (PlanStatus.CLOSED, False),
    ],
)
def test_only_what_was_adopted_and_runs_is_silent(objective, status, expected):
    action_of(objective)
    objective.plan.status = status
    objective.plan.save()

    assert bool(silent()) == expected


def test_only_plans_of_today(objective):
    action_of(objective)

    assert silent(datetime.date(2028, 1, 1)) == []
    assert silent(datetime.date(2026, 12, 31)) == []


# -- Who ------------------------------------------------------------------------------


def reminded(partnership):
    return {
        one.to: [line.action.title for line in one.actions]
        for one in leads_to_remind(partnership, TODAY)
    }


def test_a_lead_gets_the_longest_silent_first(partnership, objective, lead):
    late, later = (
        action_of(objective, "Laat", lead=lead),
        action_of(objective, "Later", lead=lead),
    )
    make_log_entry(late, datetime.date(2027, 2, 20))
    make_log_entry(later, datetime.date(2027, 2, 1))
    action_of(objective, "Niemand")

    assert reminded(partnership) == {lead.email: ["Later", "Laat"]}


def test_a_contact_or_a_partner_is_not_reminded(partnership, objective, lead):
    action = action_of(objective)
    for role in ("contact", "partner"):
        make_party(action, role, text="Lena", person=lead.persons.get())

    assert reminded(partnership) == {}


def test_an_organisation_that_leads_is_who_has_the_role_for_it(partnership, objective):
    house, other = (
        make_organisation(partnership, "CAW"),
        make_organisation(partnership, "OCMW"),
    )
    of_house = make_member(partnership, RoleKind.LEAD, name="Caro", organisation=house)
    make_member(partnership, RoleKind.LEAD, name="Otto", organisation=other)
    works_there = make_member(partnership, RoleKind.FIELD_WORKER, name="Wout")
    Membership.objects.create(person=works_there.persons.get(), organisation=house)
    ended = make_member(partnership, RoleKind.LEAD, name="Els", organisation=house)
    Role.objects.filter(person__user=ended).update(until="2020-01-01")
    make_party(action_of(objective), organisation=house, text="CAW")

    assert reminded(partnership) == {of_house.email: ["Woonoverleg"]}


def test_who_cannot_open_the_form_is_not_reminded(partnership, objective):
    without = make_person(partnership, name="Jo", email="jo@durmeland.example")
    reader = make_member(partnership, RoleKind.BOARD_READER, name="Rita")
    ended = make_member(partnership, RoleKind.LEAD, name="Els")
    Role.objects.filter(person__user=ended).update(until="2020-01-01")
    action = action_of(objective)
    for person in (without, reader.persons.get(), ended.persons.get()):
        make_party(action, person=person, text=person.name)

    assert reminded(partnership) == {}


def test_what_is_there_pro_memorie_is_not_silent(partnership, objective, lead):
    action_of(objective, lead=lead, is_pro_memorie=True, decided_by="Gemeenteraad")

    assert silent() == []
    assert reminded(partnership) == {}


def test_a_closed_account_is_not_reminded(partnership, objective, lead):
    action_of(objective, lead=lead)
    lead.is_active = False
    lead.save()

    assert reminded(partnership) == {}


def test_one_address_gets_one_list_with_each_action_once(partnership, objective, lead):
    action = action_of(objective, lead=lead)
    house = make_organisation(partnership, "CAW")
    Role.objects.filter(person__user=lead).update(organisation=house)
    make_party(action, organisation=house, text="CAW")
    same = make_person(partnership, name="Lena T.", email=lead.email.upper())
    make_party(action, person=same, text="Lena T.")

    assert reminded(partnership) == {lead.email: ["Woonoverleg"]}


def test_nothing_of_another_partnership(
    partnership, other_partnership, objective, lead
):
    elsewhere = make_objective(make_plan(other_partnership, status=PlanStatus.ADOPTED))
    action_of(elsewhere, "Elders", lead=lead)
    action_of(objective, "Hier", lead=lead)

    assert reminded(partnership) == {lead.email: ["Hier"]}


def test_more_actions_and_leads_ask_no_more_queries(partnership, objective, lead):
    def count():
        with CaptureQueriesContext(connection) as seen:
            leads_to_remind(partnership, TODAY)
        return len(seen)

    action_of(objective, lead=lead)
    one = count()
    for number in range(3):
        made = action_of(objective, f"Nog {number}", lead=lead)
        make_party(
            made, person=make_person(partnership, email=f"{number}@durmeland.example")
        )

    assert count() == one


# -- When, and once -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2027-06-15", "2027-06-01"),
        ("2027-05-02", "2027-05-03"),  # a Saturday, and the first of May
        ("2027-01-01", "2027-01-04"),
    ],
)
def test_it_is_the_first_working_day(today, day):
    found = reminding.reminder_day(datetime.date.fromisoformat(today))

    assert found == datetime.date.fromisoformat(day)


def test_jobs_come_on_the_day_and_catch_up_but_not_before(objective, lead):
    action_of(objective, lead=lead)

    assert reminding.queue_reminders(datetime.date(2027, 5, 2)) == 0
    assert reminding.queue_reminders(datetime.date(2027, 5, 3)) == 1
    assert reminding.queue_reminders(datetime.date(2027, 5, 4)) == 0  # it still waits
    job = ProcrastinateJob.objects.get(task_name=reminding.REMIND_LEADS)
    assert job.args["day"] == "2027-05-03"


def test_the_periodic_job_asks_for_today(objective, lead, monkeypatch):
    action_of(objective, lead=lead)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)

    tasks.remind_leads_everywhere(timestamp=0)

    assert ProcrastinateJob.objects.filter(task_name=reminding.REMIND_LEADS).exists()


def test_run_again_in_the_same_month_is_the_same_mail(partnership, objective, lead):
    action = action_of(objective, lead=lead)
    for _time in range(2):
        tasks.remind_leads(partnership_id=partnership.pk, day="2027-06-01")
    action_of(objective, "Nog een", lead=lead)
    tasks.remind_leads(partnership_id=partnership.pk, day="2027-06-01")

    (mail,) = Mail.objects.all()
    assert mail.to == lead.email
    assert action.title in mail.text

    tasks.remind_leads(partnership_id=partnership.pk, day="2027-07-01")
    assert Mail.objects.count() == 2


def test_the_mail_opens_the_form_and_speaks_the_readers_language(
    partnership, objective, lead, settings
):
    settings.SITE_URL = "https://durmeland.example"
    partnership.contact_email = "info@durmeland.example"
    partnership.save()
    action = action_of(objective, "Woonoverleg <b>", code="1.1", lead=lead)
    lead.language = "en"
    lead.save()

    reminding.remind_leads(partnership, TODAY)

    mail = Mail.objects.get()
    text, html = filled(mail)
    form = f"https://durmeland.example{action.get_absolute_url()}noteren/"
    assert form in text
    assert f'href="{form}"' in html
    assert "https://durmeland.example/durmeland/plannen/mijn/" in text
    assert "Hello Lena Trekker," in text
    assert "nothing noted yet" in text
    assert "Woonoverleg &lt;b&gt;" in html
    assert mail.reply_to == "info@durmeland.example"
    assert "1 action" in mail.subject


def test_dutch_is_the_language_of_who_chose_none(partnership, objective, lead):
    make_log_entry(action_of(objective, lead=lead), datetime.date(2027, 2, 1))

    reminding.remind_leads(partnership, TODAY)

    mail = Mail.objects.get()
    assert "Dag Lena Trekker," in mail.text
    assert "1 februari 2027" in mail.text
    assert mail.language == "nl"


# -- My actions ------------------------------------------------------------------------


def test_my_actions_are_mine_and_those_of_my_organisation(partnership, objective, lead):
    house = make_organisation(partnership, "CAW")
    Membership.objects.create(person=lead.persons.get(), organisation=house)
    action_of(objective, "Van mij", lead=lead)
    make_party(action_of(objective, "Van ons huis"), organisation=house, text="CAW")
    action_of(objective, "Van niemand")
    fresh = action_of(objective, "Net genoteerd", lead=lead)
    make_log_entry(fresh, datetime.date(2027, 5, 30))

    mine = my_actions(lead, partnership, TODAY, most=2)

    assert [one.action.title for one in mine.shown] == ["Van mij", "Van ons huis"]
    assert (mine.total, mine.silent, mine.more) == (3, 2, 1)


def test_somebody_who_leads_nothing_has_no_actions(partnership, objective, lead, bob):
    action_of(objective, lead=lead)

    assert my_actions(bob, partnership, TODAY, most=5).total == 0


def test_who_may_not_read_the_plan_leads_nothing_to_see(partnership, objective):
    user = make_member(partnership, name="Gast")
    action_of(objective, lead=user)

    assert my_actions(user, partnership, TODAY, most=5).total == 0
    objective.plan.is_public = True
    objective.plan.save()
    assert my_actions(user, partnership, TODAY, most=5).total == 1
