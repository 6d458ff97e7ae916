"""Noting, changing and removing a line of the log, and telling the raisers."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.documents.models import StoredFile
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.domain import following, telling
from draaischijf.plans.models import ActionLogEntry
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.following import follow_page
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db
DAY = parse_fuzzy("5 maart 2027", year=2027)


@pytest.fixture
def action(partnership):
    return make_action(make_objective(make_plan(partnership)))


@pytest.fixture
def lead(partnership, action):
    """Leads this action, and no other."""
    user = make_member(partnership, RoleKind.LEAD, name="Lena")
    make_party(action, person=user.persons.get(), text="Lena")
    return user


def told(action):
    return [line.text for line in history(action)]


def history(action):
    return as_lines(Entry.objects.about(action), with_names=True)


def waiting_jobs():
    return list(ProcrastinateJob.objects.filter(task_name=following.TELL_RAISERS))


def stored(partnership, name="verslag.pdf"):
    return StoredFile.objects.create(
        partnership_id=partnership.pk,
        name=name,
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        file=ContentFile(b"%PDF", name=name),
    )


def edit(entry, actor, **changes):
    given = {
        "text": entry.text,
        "attendance": entry.attendance,
        "attendance_is_about": entry.attendance_is_about,
        "meetings": entry.meetings,
        "is_public": entry.is_public,
        "also_about": list(entry.also_about.all()),
        "files": list(entry.files.all()),
        **changes,
    }
    when = given.pop("when", entry.when)
    return following.edit_log_entry(entry, when, actor=actor, **given)


def test_a_date_alone_is_a_line(action, lead):
    entry = following.add_log_entry(action, DAY, actor=lead)

    assert (entry.text, entry.start) == ("", datetime.date(2027, 3, 5))
    assert [one.verb for one in Entry.objects.about(action)] == ["action_logged"]


def test_a_changed_line_leaves_what_it_was(action, lead, partnership):
    entry = following.add_log_entry(action, DAY, text="Overleg", actor=lead)
    other = make_action(action.objective, "Affiche")
    later = parse_fuzzy("najaar 2027", year=2027)

    changed = edit(
        entry,
        lead,
        when=later,
        text="Overleg met verhuurders",
        attendance=12,
        also_about=[other],
        files=[stored(partnership)],
    )

    assert changed.date_text == "najaar 2027"
    assert list(changed.also_about.all()) == [other]
    last = Entry.objects.about(action).last()
    assert last.verb == "action_log_edited"
    assert last.data["before"]["text"] == "Overleg"
    assert last.data["after"] == {
        "text": "Overleg met verhuurders",
        "attendance": "12",
        "date_text": "najaar 2027",
        "also_about": str(other.number),
        "files": "verslag.pdf",
    }


def test_changing_nothing_says_nothing(action, lead):
    entry = following.add_log_entry(action, DAY, text="Overleg", actor=lead)

    edit(entry, lead)

    assert Entry.objects.about(action).count() == 1


def test_a_lead_changes_own_lines_and_a_coordinator_all(action, lead, alice, bob):
    own = following.add_log_entry(action, DAY, text="Van Lena", actor=lead)
    other = following.add_log_entry(action, DAY, text="Van Alice", actor=alice)

    with pytest.raises(TransitionDenied):
        edit(other, lead, text="Anders")
    with pytest.raises(TransitionDenied):
        following.remove_log_entry(other, actor=lead)
    with pytest.raises(TransitionDenied):
        edit(own, bob, text="Anders")

    assert edit(own, alice, text="Beter").text == "Beter"
    other.refresh_from_db()
    assert other.text == "Van Alice"


def test_who_no_longer_follows_up_does_not_change_the_own_line(action, bob):
    own = make_log_entry(action, actor=bob)

    with pytest.raises(TransitionDenied):
        edit(own, bob, text="Anders")


def test_a_removed_line_stays_in_the_history(action, lead, client):
    entry = following.add_log_entry(action, DAY, text="Vergissing", actor=lead)

    following.remove_log_entry(entry, actor=lead)
    following.remove_log_entry(entry, actor=lead)

    assert not ActionLogEntry.objects.exists()
    entries = Entry.objects.about(action)
    assert [one.verb for one in entries] == ["action_logged", "action_log_removed"]
    assert "Vergissing" in told(action)[-1]


def test_a_line_somebody_removed_meanwhile_cannot_be_changed(action, lead):
    entry = following.add_log_entry(action, DAY, text="Weg", actor=lead)
    following.remove_log_entry(ActionLogEntry.objects.get(), actor=lead)

    with pytest.raises(TransitionDenied):
        edit_gone(entry, lead)


def edit_gone(entry, actor):
    following.edit_log_entry(
        entry, DAY, actor=actor, also_about=[], files=[], text="Toch"
    )


def test_a_removed_line_lets_its_file_be_forgotten(action, lead, partnership):
    from draaischijf.documents.uploads import abandoned

    file = stored(partnership)
    entry = following.add_log_entry(action, DAY, actor=lead, files=[file])
    assert not abandoned(timezone.now()).exists()

    following.remove_log_entry(entry, actor=lead)

    assert abandoned(timezone.now()).get() == file


# -- Telling ------------------------------------------------------------------------


@pytest.fixture
def raised(partnership, action):
    """A published and a hidden signal; Bo raised both, Mo supports, Jo has no mail."""
    first = make_signal(partnership, SignalState.PUBLISHED, title="Geen studio's")
    second = make_signal(partnership, title="Geen opvang")
    for signal in (first, second):
        make_link(make_pre_signal(partnership, email="Bo@durmeland.example"), signal)
    make_support(first, email="mo@durmeland.example")
    make_link(make_pre_signal(partnership), first)
    action.signals.set([first, second])
    return first, second


def tell(action, actor, text="Er zijn twee studio's bij.", **facts):
    entry = following.add_log_entry(
        action, DAY, text=text, actor=actor, tells_raisers=True, **facts
    )
    return entry, telling.tell_raisers(entry.pk, timezone.now())


def test_each_address_gets_one_mail_about_all_its_signals(action, lead, raised):
    _entry, count = tell(action, lead)

    assert count == 2
    mails = {mail.to.lower(): mail for mail in Mail.objects.all()}
    assert set(mails) == {"bo@durmeland.example", "mo@durmeland.example"}
    both = mails["bo@durmeland.example"].text
    assert "Geen studio's" in both
    assert "Geen opvang" in both
    assert "Er zijn twee studio's bij." in both
    assert "5 maart 2027" in both
    assert "Geen opvang" not in mails["mo@durmeland.example"].text
    assert all(mail.link_path.endswith("follow_url") for mail in mails.values())


def test_telling_again_tells_nobody_twice(action, lead, raised):
    entry, _count = tell(action, lead)

    telling.tell_raisers(entry.pk, timezone.now())

    assert Mail.objects.count() == 2
    verbs = [one.verb for one in Entry.objects.about(action)]
    assert verbs == ["action_logged", "action_told_raisers"]
    for signal in raised:
        assert Entry.objects.about(signal).filter(verb="told_progress").count() == 1


def test_who_joined_after_it_was_noted_is_not_told(action, lead, raised, partnership):
    entry = following.add_log_entry(action, DAY, actor=lead, tells_raisers=True)
    moment = timezone.now()
    late = make_support(raised[0], email="laat@durmeland.example")

    telling.tell_raisers(entry.pk, moment)

    assert late.given > moment
    assert Mail.objects.count() == 2
    assert not Mail.objects.filter(to="laat@durmeland.example").exists()


def test_a_closed_account_is_not_written_to(action, lead, raised, partnership):
    gone = make_member(partnership, RoleKind.FIELD_WORKER, name="Gone")
    gone.is_active = False
    gone.save()
    make_support(raised[0], raiser=gone)

    tell(action, lead)

    assert not Mail.objects.filter(to=gone.email).exists()
    assert Mail.objects.count() == 2


def test_the_history_of_a_signal_tells_everybody_only_what_is_public(
    action, lead, raised
):
    tell(action, lead)
    assert not Entry.objects.about(raised[0]).public().filter(verb="told_progress")

    action.plan.is_public = True
    action.plan.save()
    tell(action, lead, text="Nog eentje.")

    (public,) = Entry.objects.about(raised[0]).public().filter(verb="told_progress")
    (line,) = as_lines([public], with_names=False)
    assert "Nog eentje." in line.text
    assert line.who == ""


def test_the_follow_page_of_a_raiser_and_a_supporter_tells_it(action, lead, raised):
    tell(action, lead)
    report = PreSignal.objects.filter(email="").get()
    report.state = "linked"
    report.save()

    (shown,) = follow_page(report, "x").signals
    assert [one.text for one in shown.news] == ["Er zijn twee studio's bij."]
    (shown,) = follow_page(raised[0].supports.get(), "x").signals
    assert shown.news[0].what == action.title


def test_a_signal_that_is_told_about_does_not_stand_still(action, lead, raised):
    before = raised[0].last_movement

    tell(action, lead)

    raised[0].refresh_from_db()
    assert raised[0].last_movement > before


def test_the_job_waits_in_the_same_transaction(action, lead, raised):
    entry = following.add_log_entry(action, DAY, actor=lead, tells_raisers=True)

    (job,) = waiting_jobs()
    assert job.args["entry_id"] == entry.pk
    assert not Mail.objects.exists()


def test_an_import_tells_nobody(action, raised):
    following.add_log_entry(
        action, DAY, actor=None, source="verslag.md", tells_raisers=True
    )

    assert not waiting_jobs()


def test_without_a_signal_there_is_nobody_to_tell(action, lead):
    entry = following.add_log_entry(action, DAY, actor=lead, tells_raisers=True)

    assert not entry.tells_raisers
    assert telling.tell_raisers(entry.pk, timezone.now()) == 0


def test_what_is_only_for_partners_is_not_told(action, lead, raised):
    with pytest.raises(TransitionDenied):
        tell(action, lead, is_public=False)

    entry = following.add_log_entry(action, DAY, actor=lead, is_public=False)
    with pytest.raises(TransitionDenied):
        edit(entry, lead, tells_raisers=True)
    assert not Mail.objects.exists()


def test_what_was_made_internal_or_removed_before_the_job_is_not_told(
    action, lead, raised
):
    entry = following.add_log_entry(action, DAY, actor=lead, tells_raisers=True)
    ActionLogEntry.objects.update(is_public=False)
    assert telling.tell_raisers(entry.pk, timezone.now()) == 0

    following.remove_log_entry(entry, actor=lead)
    assert telling.tell_raisers(entry.pk, timezone.now()) == 0
    assert not Mail.objects.exists()


def test_an_edit_can_tell_once(action, lead, raised):
    entry = following.add_log_entry(action, DAY, text="Overleg", actor=lead)

    edit(entry, lead, tells_raisers=True)
    edit(ActionLogEntry.objects.get(), lead, text="Overleg!")

    entry.refresh_from_db()
    assert entry.tells_raisers
    assert len(waiting_jobs()) == 1


def test_the_preview_is_the_mail(action, lead, raised):
    news = telling.news_of(action, DAY, text="Er zijn twee studio's bij.")

    assert (news.told, news.unreached) == (2, 1)
    assert "Er zijn twee studio's bij." in news.mail.text
    assert telling.count_listeners(action) == 3
    assert not Mail.objects.exists()


def test_the_preview_says_when_nobody_left_an_address(action, partnership):
    signal = make_signal(partnership)
    make_link(make_pre_signal(partnership), signal)
    action.signals.add(signal)

    news = telling.news_of(action, DAY, text="Iets")

    assert (news.told, news.unreached, news.mail) == (0, 1, None)
