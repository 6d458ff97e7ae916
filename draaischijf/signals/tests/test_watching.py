from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.notifications import choices, digests
from draaischijf.notifications.models import Mail, Notice, Pace
from draaischijf.notifications.quiet import Quiet
from draaischijf.people.models import Role
from draaischijf.people.tests.factories import make_member, make_partnership, make_user
from draaischijf.signals.domain import watching
from draaischijf.signals.domain.following import add_log_entry
from draaischijf.signals.domain.merging import merge_signals
from draaischijf.signals.domain.movement import Move, change_state
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import LogEntry, SignalFollow
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal

pytestmark = pytest.mark.django_db
PAGE = "/account/berichten/"


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def alice(here):
    return make_member(here, "coordinator", name="Alice")


@pytest.fixture
def bob(here):
    return make_member(here, "field_worker", name="Bob")


@pytest.fixture
def signal(here):
    return make_signal(here)


def move(signal, actor):
    reason = Move(reason="Het werd intussen opgelost.")
    return change_state(signal, SignalState.NOT_RETAINED, actor=actor, move=reason)


def kinds_of(user):
    return list(user.notices.order_by("pk").values_list("kind", flat=True))


def test_a_person_follows_with_a_button_and_stops_with_a_button(client, bob, signal):
    client.force_login(bob)
    page = signal.get_absolute_url()
    assert "Volg dit signaal" in client.get(page).content.decode()

    for _time in range(2):
        answer = client.post(f"{page}volgen/")

    assert (answer.status_code, answer.url) == (302, page)
    assert SignalFollow.objects.get().user == bob
    assert "Je volgt dit signaal." in client.get(page).content.decode()

    client.post(f"{page}niet-volgen/")
    assert not SignalFollow.objects.exists()


def test_who_is_not_signed_in_sees_no_button(client, here):
    shown = make_signal(here, SignalState.PUBLISHED)

    page = client.get(shown.get_absolute_url()).content.decode()

    assert "Te weinig betaalbare studio" in page
    assert "/volgen/" not in page


def test_who_follows_reads_that_it_moved_but_not_who_moved_it(signal, alice, bob):
    watching.follow(signal, actor=alice)
    watching.follow(signal, actor=bob)

    move(signal, alice)

    assert kinds_of(alice) == []
    assert kinds_of(bob) == ["signal_step"]
    assert bob.notices.get().data == {"target": "not_retained"}


def test_who_raised_it_is_not_mailed_twice(signal, alice, bob):
    make_link(make_pre_signal(signal.partnership, raiser=bob), signal)
    watching.follow(signal, actor=bob)

    move(signal, alice)

    notice = bob.notices.get()
    assert notice.mail_due is None
    assert digests.due(timezone.now() + datetime.timedelta(days=30)) == []


def test_a_line_of_the_follow_up_is_news_once(signal, alice, bob):
    watching.follow(signal, actor=bob)

    for _time in range(2):
        add_log_entry(signal, parse_fuzzy("5 maart 2026"), text="Gebeld.", actor=alice)

    assert kinds_of(bob) == ["signal_log"]


def test_who_followed_a_signal_that_was_merged_follows_the_other_one(
    here, alice, bob, client
):
    gone, stays = make_signal(here), make_signal(here)
    watching.follow(gone, actor=bob)

    merge_signals(gone, stays, actor=alice)

    assert SignalFollow.objects.get().signal == stays
    assert kinds_of(bob) == ["signal_merged"]
    client.force_login(bob)
    opened = client.get(f"{PAGE}{bob.notices.get().pk}/")
    assert opened.url == stays.get_absolute_url()


def test_the_page_has_the_unread_first_and_marks_one_or_all(client, alice, bob, here):
    signals = [make_signal(here, title=f"Titel {n}") for n in range(3)]
    for one in signals:
        watching.follow(one, actor=bob)
        move(one, alice)
    first, second, third = bob.notices.order_by("pk")
    client.force_login(bob)

    client.post(f"{PAGE}{third.pk}/gelezen/")
    page = client.get(PAGE).content.decode()

    assert page.index("Titel 1") < page.index("Titel 0") < page.index("Titel 2")
    assert "Nog niet gelezen (2)" in page
    later = make_signal(here)
    watching.follow(later, actor=bob)
    move(later, alice)
    client.post(f"{PAGE}gelezen/", {"until": second.pk, "p": ""})
    first.refresh_from_db()
    assert first.read
    assert bob.notices.unread().count() == 1  # it came in after the page was made


def test_opening_a_notice_reads_it_and_leads_to_the_signal(client, signal, alice, bob):
    watching.follow(signal, actor=bob)
    move(signal, alice)
    notice = bob.notices.get()
    client.force_login(bob)

    answer = client.get(f"{PAGE}{notice.pk}/")

    assert answer.url == signal.get_absolute_url()
    notice.refresh_from_db()
    assert notice.read
    assert notice.mail_due is None


def test_nothing_shows_of_what_one_may_no_longer_see(client, signal, alice, bob):
    watching.follow(signal, actor=bob)
    move(signal, alice)
    notice = bob.notices.get()
    Role.objects.filter(person__user=bob).delete()
    client.force_login(bob)

    page = client.get(PAGE).content.decode()

    assert signal.title not in page
    assert f"Signaal {signal.number}" not in page
    assert "Het gaat niet verder" not in page
    assert signal.partnership.name not in page.partition("<main")[2]
    assert "nu voor je gesloten is" in page
    assert client.get(f"{PAGE}{notice.pk}/").status_code == 404
    later = timezone.now() + datetime.timedelta(days=7)
    assert digests.mail_due(bob.pk, signal.partnership_id, later) is None
    assert not Mail.objects.filter(kind="digest").exists()
    assert client.post(f"{PAGE}{notice.pk}/gelezen/").status_code == 302


def test_a_line_for_partners_stays_closed_to_who_became_an_outsider(
    client, here, alice, bob
):
    shown = make_signal(here, SignalState.PUBLISHED)
    watching.follow(shown, actor=bob)
    when = parse_fuzzy("5 maart 2026")
    add_log_entry(shown, when, text="Intern.", actor=alice, is_public=False)
    entry = LogEntry.objects.get()
    Role.objects.filter(person__user=bob).delete()
    client.force_login(bob)

    assert client.get(f"{PAGE}{bob.notices.get().pk}/").status_code == 404

    entry.is_public = True
    entry.save()
    answer = client.get(f"{PAGE}{bob.notices.get().pk}/")
    assert answer.url == f"{shown.get_absolute_url()}#log"


def test_notices_of_another_are_not_there(client, signal, alice, bob):
    watching.follow(signal, actor=bob)
    move(signal, alice)
    notice = bob.notices.get()
    client.force_login(make_member(signal.partnership, "coordinator"))

    assert client.get(f"{PAGE}{notice.pk}/").status_code == 404
    assert client.post(f"{PAGE}{notice.pk}/gelezen/").status_code == 404
    client.post(f"{PAGE}gelezen/", {"until": notice.pk + 9})
    notice.refresh_from_db()
    assert notice.read is None


def test_the_page_is_narrowed_to_a_partnership(client, signal, alice, bob):
    elsewhere = make_partnership("scheldekant")
    other = make_signal(elsewhere, SignalState.PUBLISHED, title="Aan de Schelde")
    for one, actor in ((signal, alice), (other, make_member(elsewhere, "coordinator"))):
        watching.follow(one, actor=bob)
        when = parse_fuzzy("5 maart 2026")
        add_log_entry(one, when, text="Gebeld.", actor=actor)
    client.force_login(bob)

    page = client.get(f"{PAGE}?p=scheldekant").content.decode()

    assert "Aan de Schelde" in page
    assert signal.title not in page
    assert "Welzijnsoverleg Durmeland" in page  # the way to the others


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_as_many_queries_for_one_as_for_many(
    client, here, alice, bob, count, django_assert_num_queries
):
    for _number in range(count):
        one = make_signal(here)
        watching.follow(one, actor=bob)
        move(one, alice)
    bob.notices.filter(pk=bob.notices.first().pk).update(read=timezone.now())
    client.force_login(bob)

    with django_assert_num_queries(10):
        client.get(PAGE)


def test_the_frame_asks_nothing_for_who_is_not_signed_in(
    client, django_assert_num_queries
):
    user = make_user()
    with django_assert_num_queries(1):
        client.get("/toegankelijkheid/")
    client.force_login(user)
    Notice.objects.bulk_create(
        Notice(user=user, partnership_id=1, key=str(n), kind="signal_log",
               about="signal", about_id=n)
        for n in range(120)
    )  # fmt: skip

    page = client.get("/toegankelijkheid/").content.decode()

    assert "99+" in page


def test_who_chose_the_page_only_is_not_mailed(signal, alice, bob):
    choices.choose(bob, signal.partnership_id, choices.Chosen(Pace.PAGE, Quiet()))
    watching.follow(signal, actor=bob)

    move(signal, alice)

    assert bob.notices.get().mail_due is None
