"""A copy of a person's data and their removal, on rows in every place they stand."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.exceptions import ValidationError

from draaischijf.access.tests.factories import make_invitation
from draaischijf.accounts.models import User
from draaischijf.calls.models import Invited
from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.consultation.models import (
    MeetingTask,
    MinutesReader,
    MinutesRemark,
    Participant,
    Registration,
)
from draaischijf.consultation.tests.factories import (
    make_body,
    make_meeting,
    make_minutes,
    make_participant,
    make_reader,
    make_remark,
    make_seat,
    make_task,
)
from draaischijf.documents.models import ImportRow
from draaischijf.forum.models import ForumTable, SolutionTrack
from draaischijf.forum.tests.factories import (
    make_forum,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.history.domain import record
from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Membership, Person, Role
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
    make_user,
)
from draaischijf.plans.models import ActionParty
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.privacy.domain.persons import give_copy, remove_person
from draaischijf.privacy.enums import Asker
from draaischijf.privacy.models import DataRequest
from draaischijf.privacy.queries.reach import (
    columns_to_accounts,
    path_to_partnership,
)
from draaischijf.privacy.queries.subjects import (
    FORMER,
    subject_by_address,
    subject_of_account,
    subject_of_link,
)
from draaischijf.privacy.queries.traces import TRACES, counts_of, work_of
from draaischijf.privacy.tests.test_retention import DAY, import_run, make_file
from draaischijf.signals import links
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import (
    LogEntry,
    PreSignal,
    PreSignalMessage,
    SignalStep,
    SignalSupport,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db
KIM = "kim.peeters@lokelare.example"
NAME = "Kim Peeters"


def fill(partnership, user):
    """Let Kim stand in every place there is, beside a colleague in the same places."""
    other = make_user("An Claes")
    person = make_person(partnership, user=user, name=NAME, email=KIM, phone="051 1")
    make_person(partnership, user=other, name="An Claes")
    house = make_organisation(partnership, f"CAW {partnership.slug}")
    Membership.objects.create(person=person, organisation=house, function="Onthaal")
    Role.objects.create(partnership=partnership, person=person, kind=RoleKind.LEAD)
    action = make_action(make_objective(make_plan(partnership)))
    make_party(action, person=person, text=NAME)
    make_log_entry(action, actor=user)
    make_log_entry(action, actor=other)
    signal = make_signal(partnership, SignalState.PUBLISHED, title="Geen avondbus")
    SignalStep.objects.create(signal=signal, target="published", actor=user)
    LogEntry.objects.create(signal=signal, text=f"Mail naar {KIM}", date_text="x")
    linked = make_pre_signal(
        partnership, email=KIM, raiser=user, state=PreSignalState.LINKED,
        problem="Geen bus na zes uur",
    )  # fmt: skip
    make_link(linked, signal)
    refused = make_pre_signal(
        partnership, email=KIM.upper(), state=PreSignalState.WITHDRAWN,
        problem="Een klacht",
    )  # fmt: skip
    refused.attachments.create(stored_file=make_file(partnership))
    PreSignalMessage.objects.create(
        pre_signal=refused, kind="example", text="Nog iets", from_raiser=True,
        author=user,
    )  # fmt: skip
    make_pre_signal(partnership, email="an@lokelare.example", raiser=other)
    make_support(signal, email=KIM)
    make_support(signal, email="an@lokelare.example")
    for address in (KIM, "an@lokelare.example"):
        make_invitation(partnership, address, name="Genodigd")
        Mail.objects.create(
            key=f"{address}{partnership.pk}", kind="receipt", to=address, text="Dag",
            partnership_id=partnership.pk,
        )  # fmt: skip
    run = import_run(partnership, DAY)
    ImportRow.objects.filter(run=run).update(verbatim=f"Contact: {KIM}")
    ask_to_meetings(partnership, person)
    record(signal, "log_added", actor=user, text=f"Gebeld met {NAME}")
    record(signal, "log_added", actor=other, text=f"{NAME} en Kim belden")
    return signal


def ask_to_meetings(partnership, person):
    """Let Kim sit in a body, be asked, register, remark and take things on."""
    body = make_body(partnership)
    make_seat(body, person=person)
    meeting = make_meeting(partnership, body, DAY)
    make_participant(meeting, NAME, person=person, email=KIM)
    make_participant(meeting, "An Claes", email="an@lokelare.example")
    make_task(meeting, owner=person, owner_name=NAME)
    minutes = make_minutes(meeting)
    make_remark(minutes, reader=make_reader(minutes, NAME, KIM.upper()), name=NAME)
    Registration.objects.create(
        meeting=meeting, name=NAME, email=KIM, state="waiting", nonce="a",
        link_hash=f"a{partnership.pk}",
    )  # fmt: skip
    theme = make_theme(make_forum(partnership))
    make_table(theme, moderator=person, moderator_name=NAME)
    make_track(theme, owner=person, owner_name=NAME)
    make_invited(make_call(partnership), KIM)


@pytest.fixture
def kim():
    return make_user(NAME, email=KIM)


@pytest.fixture
def signal(partnership, kim, dora):
    return fill(partnership, kim)


def test_a_person_stands_in_every_place_of_the_table(partnership, signal):
    counts = counts_of(subject_by_address(partnership, f" {KIM.upper()} "))

    assert set(counts) == {trace.code for trace in TRACES}
    assert (counts["reports"], counts["supports"], counts["mails"]) == (2, 1, 1)
    # The log entry of the action and the step of the signal.
    assert counts["work"] == 2


def test_the_copy_holds_what_is_the_persons_and_nothing_of_a_colleague(
    partnership, signal, dora
):
    subject = subject_by_address(partnership, KIM)

    archive = give_copy(subject, asker=Asker.OFFICER, actor=dora)

    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = opened.namelist()
        told = json.loads(opened.read("gegevens.json"))
        page = opened.read("gegevens.html").decode()
        file = opened.read(names[2])
    assert names[:2] == ["gegevens.json", "gegevens.html"]
    assert file == b"%PDF"
    assert [one["problem"] for one in told["parts"]["reports"]] == [
        "Geen bus na zes uur",
        "Een klacht",
    ]
    assert told["parts"]["persons"][0]["phone"] == "051 1"
    assert KIM in page
    assert "an@lokelare" not in json.dumps(told) + page


def test_removal_leaves_the_work_and_takes_the_person(partnership, signal, dora):
    subject = subject_by_address(partnership, KIM)

    counts = remove_person(subject, asker=Asker.OFFICER, actor=dora)

    assert counts["persons"] == 1
    assert not User.objects.filter(email=KIM).exists()
    person = Person.objects.get(name=FORMER)
    assert (person.email, person.phone, person.user) == ("", "", None)
    left = partnership.invitations.values_list("email", flat=True)
    assert list(left) == ["an@lokelare.example"]
    assert not person.roles.exists()
    assert not person.memberships.exists()
    assert ActionParty.objects.get().text == FORMER
    signal.refresh_from_db()
    assert signal.title == "Geen avondbus"
    assert sorted(PreSignal.objects.values_list("email", flat=True)) == [
        "", "", "an@lokelare.example",
    ]  # fmt: skip
    assert PreSignal.objects.filter(problem="Geen bus na zes uur").exists()
    assert not PreSignal.objects.filter(problem="Een klacht").exists()
    # It was asked for: no period ended.
    assert PreSignal.objects.filter(problem="(verwijderd)").exists()
    assert SignalSupport.objects.filter(email="an@lokelare.example").exists()
    assert Mail.objects.values_list("to", flat=True).get() == "an@lokelare.example"
    assert set(LogEntry.objects.values_list("actor", flat=True)) == {None}


def test_removal_takes_the_person_out_of_meetings_and_leaves_what_was_agreed(
    partnership, signal, dora
):
    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    names = Participant.objects.order_by("pk").values_list("name", "email")
    assert list(names)[:2] == [(FORMER, ""), ("An Claes", "an@lokelare.example")]
    assert not Registration.objects.exists()
    assert not MinutesReader.objects.exists()
    assert MinutesRemark.objects.get().name == FORMER
    assert MeetingTask.objects.get().owner_name == FORMER
    assert ForumTable.objects.get().moderator_name == FORMER
    assert SolutionTrack.objects.get().owner_name == FORMER
    assert Invited.objects.get().email == ""


def test_who_only_has_an_address_is_found_in_meetings_too(partnership, dora):
    meeting = make_meeting(partnership, day=DAY)
    make_participant(meeting, "Gast", email="gast@buur.example")

    subject = subject_by_address(partnership, "Gast@buur.example")

    assert counts_of(subject) == {"meetings": 1}
    remove_person(subject, asker=Asker.OFFICER, actor=dora)
    assert counts_of(subject) == {}
    assert Participant.objects.get().name == FORMER


def test_after_removal_nothing_is_found_but_texts_a_person_has_to_read(
    partnership, signal, dora
):
    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    again = subject_by_address(partnership, KIM)

    assert counts_of(again) == {"mentions": 1}
    assert DataRequest.objects.count() == 1


def test_history_says_what_happened_and_of_nobody_who(partnership, signal, dora):
    before = Entry.objects.count()

    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    entries = Entry.objects.filter(verb="log_added").order_by("pk")
    own, colleagues = entries
    assert own.actor_name == FORMER
    assert not User.objects.filter(pk=own.actor_id).exists()
    assert own.data["text"] == f"Gebeld met {FORMER}"
    assert colleagues.actor_name == "An Claes"
    # A first name alone may be of somebody else.
    assert colleagues.data["text"] == f"{FORMER} en Kim belden"
    # Two reports that lost their reporter, and the request itself.
    assert Entry.objects.count() == before + 3
    told = json.dumps(list(Entry.objects.values("actor_name", "data", "note")))
    assert NAME not in told
    assert KIM not in told


def test_history_can_still_not_be_changed_afterwards(partnership, signal, dora):
    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    with pytest.raises(Exception, match=r"append_only|Cannot update"):
        Entry.objects.update(note="x")


def test_the_log_says_when_what_and_by_whom_without_the_data(partnership, signal, dora):
    subject = subject_by_address(partnership, KIM)
    give_copy(subject, asker=Asker.OFFICER, actor=dora)
    remove_person(subject, asker=Asker.OFFICER, actor=dora)

    rows = list(DataRequest.objects.order_by("pk").values())

    assert [row["kind"] for row in rows] == ["export", "erase"]
    assert {row["actor_id"] for row in rows} == {dora.pk}
    assert "peeters" not in str(rows).lower()


def test_the_log_vouches_for_the_entries_that_read_differently(
    partnership, signal, dora
):
    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    vouched = Entry.objects.get(verb="person_erased").data["redacted_entries"]

    changed = Entry.objects.filter(verb="log_added")
    assert set(vouched) == {str(one.pk) for one in changed}


def test_an_account_that_goes_on_elsewhere_is_not_found_here_again(
    partnership, other_partnership, signal, kim, dora
):
    make_person(other_partnership, user=kim, name=NAME, email=KIM)

    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    found = counts_of(subject_by_address(partnership, KIM))
    assert set(found) == {"mentions"}


def test_an_account_of_another_partnership_is_nobody_here(
    partnership, other_partnership, kim, dora
):
    make_person(other_partnership, user=kim, name=NAME, email=KIM)
    make_pre_signal(other_partnership, raiser=kim)
    record(other_partnership, "log_added", actor=kim)
    subject = subject_by_address(partnership, KIM)

    archive = give_copy(subject, asker=Asker.OFFICER, actor=dora)
    counts = remove_person(subject, asker=Asker.OFFICER, actor=dora)

    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        told = opened.read("gegevens.json").decode()
    assert NAME not in told
    assert json.loads(told)["parts"] == {}
    assert counts == {}
    assert User.objects.filter(pk=kim.pk).exists()


@pytest.mark.parametrize("what", ["report", "support"])
def test_an_account_that_raised_something_elsewhere_goes_on(
    partnership, other_partnership, kim, dora, what
):
    """It has no person there, so nobody but its owner can tell it apart."""
    make_person(partnership, user=kim, name=NAME, email=KIM)
    if what == "report":
        raised = make_pre_signal(other_partnership, raiser=kim)
    else:
        elsewhere = make_signal(other_partnership, SignalState.PUBLISHED)
        raised = make_support(elsewhere, raiser=kim)

    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    raised.refresh_from_db()
    assert raised.raiser == kim
    assert not Person.objects.filter(user=kim).exists()
    assert set(counts_of(subject_by_address(other_partnership, KIM))) == {
        "account",
        f"{what}s",
    }


@pytest.mark.parametrize("what", ["report", "support", "history"])
def test_an_account_that_left_only_this_here_is_found_and_removed(
    partnership, kim, dora, what
):
    if what == "report":
        make_pre_signal(partnership, raiser=kim)
    elif what == "support":
        make_support(make_signal(partnership, SignalState.PUBLISHED), raiser=kim)
    else:
        record(make_signal(partnership), "log_added", actor=kim)
    pk = kim.pk

    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    assert not User.objects.filter(pk=pk).exists()
    assert NAME not in json.dumps(list(Entry.objects.values("actor_name", "data")))


def test_a_request_in_one_partnership_leaves_the_other_as_it_was(
    partnership, other_partnership, signal, kim, dora
):
    fill(other_partnership, kim)
    there = subject_by_address(other_partnership, KIM)
    before = counts_of(there)

    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    assert counts_of(subject_by_address(other_partnership, KIM)) == before
    assert User.objects.filter(email=KIM).exists()


def test_a_person_removes_everything_everywhere(
    partnership, other_partnership, signal, kim
):
    fill(other_partnership, kim)

    remove_person(subject_of_account(kim), asker=Asker.ACCOUNT, actor=kim)

    for place in (partnership, other_partnership):
        assert set(counts_of(subject_by_address(place, KIM))) == {"mentions"}
        request = DataRequest.objects.get(partnership=place)
        assert (request.asker, request.actor) == (Asker.ACCOUNT, None)
    assert not User.objects.filter(email=KIM).exists()


def test_the_only_administrator_does_not_leave_a_partnership_alone(partnership, dora):
    with pytest.raises(ValidationError, match="Durmeland"):
        remove_person(subject_of_account(dora), asker=Asker.ACCOUNT, actor=dora)
    assert User.objects.filter(pk=dora.pk).exists()

    make_member(partnership, RoleKind.ADMINISTRATOR)
    remove_person(subject_of_account(dora), asker=Asker.ACCOUNT, actor=dora)

    assert not User.objects.filter(pk=dora.pk).exists()


def test_behind_a_link_only_that_report_counts(partnership, signal):
    """Who has the link need not own the address that was left with it."""
    report = PreSignal.objects.get(problem="Geen bus na zes uur")
    nonce = report.follow_nonce
    mail = Mail.objects.get(to=KIM)
    Mail.objects.create(
        key="own", kind="receipt", to=KIM, link_arguments={"nonce": nonce}
    )

    remove_person(subject_of_link(report), asker=Asker.LINK, actor=None)

    report.refresh_from_db()
    assert (report.email, report.raiser) == ("", None)
    assert report.problem == "Geen bus na zes uur"
    assert links.find(links.token_for(nonce)) is None
    assert list(Mail.objects.filter(to=KIM)) == [mail]
    assert PreSignal.objects.filter(email=KIM.upper()).exists()
    assert Person.objects.filter(name=NAME).exists()


def test_twice_is_once(partnership, signal, dora):
    subject = subject_by_address(partnership, KIM)
    remove_person(subject, asker=Asker.OFFICER, actor=dora)

    again = subject_by_address(partnership, "nobody@lokelare.example")

    assert remove_person(again, asker=Asker.OFFICER, actor=dora) == {}
    assert DataRequest.objects.count() == 1


def test_every_column_that_says_who_did_something_leads_to_its_partnership():
    """A new one is found by itself; one that leads nowhere would not be emptied."""
    columns = list(columns_to_accounts())

    lost = [
        f"{model.__name__}.{column}"
        for model, column in columns
        if not path_to_partnership(model)
    ]

    assert lost == []
    assert len(columns) > 15


def test_what_a_colleague_did_is_nobody_elses(partnership, signal, kim):
    subject = subject_by_address(partnership, KIM)

    rows = [row for found, _column in work_of(subject) for row in found]

    assert {getattr(row, "actor_id", None) for row in rows} == {kim.pk}


def test_who_runs_the_site_is_not_removed_by_a_page(partnership, dora):
    root = User.objects.create_user("root@lokelare.example", is_superuser=True)
    make_person(partnership, user=root)
    subject = subject_by_address(partnership, root.email)

    with pytest.raises(ValidationError):
        remove_person(subject, asker=Asker.OFFICER, actor=dora)

    assert User.objects.filter(pk=root.pk).exists()


@pytest.mark.parametrize("word", ["Kim", "Peet", "im Peeters"])
def test_a_part_of_a_word_is_no_name(partnership, kim, dora, word):
    """Only the whole name is taken out; what merely looks like it stays."""
    person = make_person(partnership, user=kim, name=NAME, email=KIM)
    entry = record(person, "role_given", actor=dora, person=f"{word}s en Kimberly")

    remove_person(subject_of_account(kim), asker=Asker.ACCOUNT, actor=kim)

    entry.refresh_from_db()
    assert entry.data["person"] == f"{word}s en Kimberly"
