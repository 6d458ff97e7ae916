"""Keeping to the periods: real rows of every kind, on the days around the border."""

from __future__ import annotations

import datetime
from itertools import count

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile

from draaischijf.access.models import AccessRequest, Invitation
from draaischijf.access.tests.factories import make_access_request, make_invitation
from draaischijf.accounts.models import User
from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.consultation.models import Registration
from draaischijf.consultation.tests.factories import make_meeting, make_participant
from draaischijf.documents.models import ImportRow, ImportRun, StoredFile
from draaischijf.notifications.models import Mail, Notice
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Person, Role
from draaischijf.people.tests.factories import make_organisation, make_person, make_user
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.privacy.domain.retention import keep_to_periods
from draaischijf.privacy.models import DataRequest, RetentionPeriod
from draaischijf.privacy.queries.retention import due_counts
from draaischijf.privacy.records import RECORDS, record_named
from draaischijf.privacy.records.moments import start_of
from draaischijf.privacy.records.reports import GONE
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.signals import links
from draaischijf.signals.domain.lasting import A_YEAR
from draaischijf.signals.enums import MessageKind, PreSignalState, SignalState
from draaischijf.signals.models import PreSignal, PreSignalMessage, SignalSupport
from draaischijf.signals.tests.factories import (
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 5)
BO = "bo@durmeland.example"
_next = count(1)


def at(day):
    """A moment late on a day: the day counts, not the hour."""
    return start_of(day) + datetime.timedelta(hours=23, minutes=50)


def make_file(partnership, day=DAY):
    return StoredFile.objects.create(
        partnership_id=partnership.pk,
        name="brief.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        file=ContentFile(b"%PDF", name="brief.pdf"),
        uploaded=at(day),
    )


def ended_report(partnership, day, **fields):
    fields = {"state": PreSignalState.NOT_A_SIGNAL, "referral": "Huurpunt", **fields}
    return make_pre_signal(
        partnership, settled=at(day), follow_until=day + A_YEAR, **fields
    )


def reporter(partnership, day):
    return ended_report(partnership, day, email=BO)


def supporter(partnership, day):
    signal = make_signal(partnership, SignalState.CLOSED)
    return make_support(signal, email=BO, follow_until=day + A_YEAR)


def unused_report(partnership, day):
    return ended_report(partnership, day, example="Een moeder van rond de 30.")


def ended_link(partnership, day):
    return make_pre_signal(partnership, follow_until=day)


def ended_support_link(partnership, day):
    return make_support(make_signal(partnership), follow_until=day)


def mail(partnership, day, state="sent"):
    return Mail.objects.create(
        key=f"mail-{next(_next)}", kind="receipt", to=BO, subject="Dag", text="Dag Bo",
        html="<p>Dag", link_path="x.y", link_arguments={"nonce": "abc"}, state=state,
        partnership_id=partnership.pk if partnership else None, created=at(day),
    )  # fmt: skip


def notice(partnership, day):
    return Notice.objects.create(
        user=make_user(), partnership_id=partnership.pk, key="k", created=at(day),
        kind="signal_log", about="signal_log", about_id=1,
    )  # fmt: skip


def former_colleague(partnership, day):
    person = make_person(partnership, name="Kim Peeters", email="kim@lokelare.example")
    Role.objects.create(
        partnership=partnership, person=person, kind=RoleKind.LEAD, until=day
    )
    Person.objects.filter(pk=person.pk).update(updated=at(day))
    return person


def import_run(partnership, day, state="committed"):
    run = ImportRun.objects.create(
        partnership_id=partnership.pk, file_name="plan.docx", sha256="a", state=state,
        stored_file=make_file(partnership, day), created=at(day),
    )  # fmt: skip
    ImportRow.objects.create(
        run=run, kind="signals", position=1, place="blz. 1", key="k",
        verbatim="Trekker: Kim Peeters", parsed={"lead": "Kim Peeters"},
    )  # fmt: skip
    return run


def import_row(partnership, day):
    return import_run(partnership, day).rows.get()


def preview(partnership, day):
    return import_run(partnership, day, state="preview")


def made_document(partnership, day, **report):
    written = Report.objects.create(
        partnership=partnership, kind="work_agenda", title="Agenda",
        year=2000 + next(_next), **report,
    )  # fmt: skip
    made = MadeDocument.objects.create(
        report=written, partnership=partnership, format="pdf", state="ready",
        file=make_file(partnership, day),
    )  # fmt: skip
    MadeDocument.objects.filter(pk=made.pk).update(created=at(day))
    return made


def loose_file(partnership, day):
    return make_file(partnership, day)


def request(partnership, day):
    return DataRequest.objects.create(
        partnership=partnership, kind="export", asker="link", at=at(day)
    )


def account(partnership, day):
    return make_user(
        "Ann", date_joined=at(day - datetime.timedelta(days=99)), last_login=at(day)
    )


def session(partnership, day):
    return Session.objects.create(
        session_key=f"s{next(_next)}", session_data="", expire_date=at(day)
    )


def site_mail(partnership, day):
    return mail(None, day)


def invitation(partnership, day):
    made = make_invitation(partnership, f"i{next(_next)}@x.example")
    Invitation.objects.filter(pk=made.pk).update(expires=at(day))
    return made


def access_request(partnership, day):
    house = make_organisation(partnership, f"Huis {next(_next)}")
    made = make_access_request(partnership, house, f"a{next(_next)}@x.example")
    AccessRequest.objects.filter(pk=made.pk).update(expires=at(day))
    return made


def call_address(partnership, day):
    call = make_call(partnership, deadline=day)
    return make_invited(call, f"c{next(_next)}@x.example")


def meeting_address(partnership, day):
    return make_participant(make_meeting(partnership, day=day), email="m@x.example")


def registration(partnership, day):
    return Registration.objects.create(
        meeting=make_meeting(partnership, day=day), name="Bo", email="r@x.example",
        state="waiting", link_hash=f"r{next(_next)}",
    )  # fmt: skip


def signed_in(partnership, day):
    return UserSession.objects.create(
        user=account(partnership, day), ip="192.0.2.1", session_key=f"u{next(_next)}",
        user_agent="", last_seen_at=at(day),
    )  # fmt: skip


MAKERS = {
    "reporters": reporter,
    "supporters": supporter,
    "unused_reports": unused_report,
    "report_links": ended_link,
    "support_links": ended_support_link,
    "mail_texts": mail,
    "mail_addresses": mail,
    "notices": notice,
    "former_colleagues": former_colleague,
    "import_previews": preview,
    "import_sources": import_run,
    "import_rows": import_row,
    "made_documents": made_document,
    "loose_files": loose_file,
    "data_requests": request,
    "invitations": invitation,
    "access_requests": access_request,
    "call_addresses": call_address,
    "registrations": registration,
    "meeting_addresses": meeting_address,
    "signed_in": signed_in,
    "unused_accounts": account,
    "sessions": session,
    "site_mails": site_mail,
}


def test_every_record_that_ends_is_tried_here():
    assert set(MAKERS) == {one.code for one in RECORDS if one.has_period}


def place_of(record, partnership):
    return None if record.is_of_site else partnership


def last_day_of(record):
    """The last day it may be read, when it is of DAY."""
    return DAY + datetime.timedelta(days=record.days)


@pytest.mark.parametrize("code", MAKERS)
def test_it_may_be_read_up_to_its_last_day_and_is_due_the_day_after(code, partnership):
    record = record_named(code)
    MAKERS[code](partnership, DAY)
    place, last = place_of(record, partnership), last_day_of(record)

    assert due_counts(place, last)[code] == 0
    assert due_counts(place, last + datetime.timedelta(days=1))[code] == 1


@pytest.mark.parametrize("code", MAKERS)
def test_a_run_does_it_once_and_counts_it(code, partnership):
    record = record_named(code)
    MAKERS[code](partnership, DAY)
    place = place_of(record, partnership)
    day = last_day_of(record) + datetime.timedelta(days=1)

    run = keep_to_periods(place, day)

    assert run.finished
    assert run.counts[code] == 1
    assert due_counts(place, day)[code] == 0
    assert (
        keep_to_periods(place, day + datetime.timedelta(days=1)).counts.get(code)
        is None
    )


@pytest.mark.parametrize("code", [c for c in MAKERS if not record_named(c).is_of_site])
def test_nothing_of_another_partnership_is_touched(
    code, partnership, other_partnership
):
    record = record_named(code)
    made = MAKERS[code](other_partnership, DAY)
    before = type(made).objects.filter(pk=made.pk).values().get()

    run = keep_to_periods(
        partnership, last_day_of(record) + datetime.timedelta(days=999)
    )

    assert run.counts == {}
    assert type(made).objects.filter(pk=made.pk).values().get() == before


def after(code):
    return last_day_of(record_named(code)) + datetime.timedelta(days=1)


def test_who_reported_is_forgotten_and_what_was_said_stays(partnership):
    user = make_user("Bob")
    report = reporter(partnership, DAY)
    PreSignal.objects.filter(pk=report.pk).update(raiser=user, problem="Geen bus.")
    coordinator, other = make_user("Alice"), make_user("Bob Elders")
    # The last one signed in with another account than the report was made with.
    asked, said, added = (
        PreSignalMessage.objects.create(
            pre_signal=report, kind=kind, text="Ook hier.", author=author,
            from_raiser=author != coordinator,
        )
        for kind, author in [
            (MessageKind.QUESTION, coordinator),
            (MessageKind.ANSWER, user),
            (MessageKind.EXAMPLE, other),
        ]
    )  # fmt: skip

    keep_to_periods(partnership, after("reporters"))

    for one in (report, asked, said, added):
        one.refresh_from_db()
    assert (report.email, report.raiser) == ("", None)
    assert (asked.author, said.author, added.author) == (coordinator, None, None)
    assert (report.problem, said.text) == ("Geen bus.", "Ook hier.")


def test_a_loose_file_goes_from_the_disk_too(
    partnership, django_capture_on_commit_callbacks
):
    """The only place where they go: no other job looks for them."""
    stored = make_file(partnership)
    storage, name = stored.file.storage, stored.file.name

    with django_capture_on_commit_callbacks(execute=True):
        run = keep_to_periods(partnership, after("loose_files"))

    assert run.counts == {"loose_files": 1}
    assert not StoredFile.objects.exists()
    assert not storage.exists(name)


def test_the_report_of_a_signal_that_goes_on_keeps_its_reporter(partnership):
    report = make_pre_signal(partnership, email=BO, state=PreSignalState.LINKED)
    report.links.create(signal=make_signal(partnership))
    PreSignal.objects.update(created=at(DAY - datetime.timedelta(days=4000)))

    keep_to_periods(partnership, DAY)

    report.refresh_from_db()
    assert report.email == BO


def test_a_report_that_became_no_signal_keeps_its_number_and_outcome(partnership):
    report = unused_report(partnership, DAY)
    report.attachments.create(stored_file=make_file(partnership))
    PreSignalMessage.objects.create(pre_signal=report, kind="example", text="Ook hier")
    number = report.number

    keep_to_periods(partnership, after("unused_reports"))

    report = PreSignal.objects.get(number=number)
    assert report.state == PreSignalState.NOT_A_SIGNAL
    assert (report.problem, report.referral) == (GONE, GONE)
    assert (report.example, report.messages.count()) == ("", 0)
    assert not StoredFile.objects.exists()


def test_a_link_that_was_mailed_once_opens_nothing_any_more(partnership):
    report = ended_link(partnership, DAY)
    token = links.token_of(report)

    keep_to_periods(partnership, after("report_links"))
    PreSignal.objects.update(follow_until=None)

    assert links.find(token) is None
    report.refresh_from_db()
    assert links.find(links.token_of(report)) is None


def test_a_mail_that_still_waits_keeps_its_text(partnership):
    waiting = mail(partnership, DAY, state="waiting")

    keep_to_periods(partnership, DAY + datetime.timedelta(days=3000))

    waiting.refresh_from_db()
    assert waiting.text == "Dag Bo"


def test_a_mail_loses_its_text_first_and_its_address_later(partnership):
    one = mail(partnership, DAY)

    keep_to_periods(partnership, after("mail_texts"))

    one.refresh_from_db()
    assert (one.text, one.html, one.link_path, one.link_arguments) == ("", "", "", {})
    assert (one.to, one.subject) == (BO, "Dag")
    keep_to_periods(partnership, after("mail_addresses"))
    assert not Mail.objects.exists()


def test_a_colleague_with_a_running_plan_a_role_or_work_can_be_reached(partnership):
    plan = make_plan(partnership, 2040)
    action = make_action(make_objective(plan))
    for keep in ("plan", "role", "nothing"):
        person = former_colleague(partnership, DAY)
        if keep == "plan":
            make_party(action, person=person)
        if keep == "role":
            Role.objects.create(
                partnership=partnership, person=person, kind=RoleKind.COORDINATOR
            )

    run = keep_to_periods(partnership, after("former_colleagues"))

    assert run.counts["former_colleagues"] == 1
    assert Person.objects.exclude(email="").count() == 2
    assert set(Person.objects.values_list("name", flat=True)) == {"Kim Peeters"}


def test_an_account_with_a_role_anywhere_or_of_the_site_stays(other_partnership):
    used = account(None, DAY)
    person = make_person(other_partnership, user=used)
    Role.objects.create(
        partnership=other_partnership, person=person, kind=RoleKind.LEAD
    )
    account(None, DAY)
    User.objects.create_user(
        "root@durmeland.example", is_superuser=True, last_login=at(DAY)
    )

    keep_to_periods(None, after("unused_accounts"))

    assert User.objects.count() == 2


def test_published_signals_adopted_plans_and_frozen_reports_are_untouched(partnership):
    signal = make_signal(partnership, SignalState.PUBLISHED, examples="Een gezin.")
    plan = make_plan(partnership, 2001, status="adopted")
    action = make_action(make_objective(plan))
    make_party(action, person=former_colleague(partnership, DAY), text="Kim Peeters")
    frozen = made_document(
        partnership, DAY, status="frozen", content={}, frozen=at(DAY)
    )
    before = [
        list(one.objects.order_by("pk").values())
        for one in (type(signal), type(plan), type(action), Report, MadeDocument)
    ]

    keep_to_periods(partnership, DAY + datetime.timedelta(days=9000))

    assert before == [
        list(one.objects.order_by("pk").values())
        for one in (type(signal), type(plan), type(action), Report, MadeDocument)
    ]
    assert frozen.file.file.storage.exists(frozen.file.file.name)
    assert action.parties.get().text == "Kim Peeters"


def test_the_period_of_the_partnership_goes_before_the_usual_one(partnership):
    reporter(partnership, DAY)
    RetentionPeriod.objects.create(partnership=partnership, record="reporters", days=30)

    keep_to_periods(partnership, DAY + datetime.timedelta(days=31))

    assert PreSignal.objects.get().email == ""


def test_supporters_are_told_apart_by_their_partnership(partnership, other_partnership):
    supporter(partnership, DAY)
    supporter(other_partnership, DAY)

    keep_to_periods(partnership, after("supporters"))

    assert sorted(SignalSupport.objects.values_list("email", flat=True)) == ["", BO]
