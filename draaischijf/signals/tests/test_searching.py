from __future__ import annotations

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.notifications.models import Notice
from draaischijf.people.models import Role
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import searching
from draaischijf.signals.domain.searching import keep_search, look_again, turn_news
from draaischijf.signals.domain.shaping import edit_signal
from draaischijf.signals.enums import SignalState
from draaischijf.signals.filters.searching import asked_of, left_out, wanted_by
from draaischijf.signals.models import PolicySignal, SavedSearch
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.models import Term
from draaischijf.taxonomy.tests.factories import make_term

db = pytest.mark.django_db
LIST = "/durmeland/zoekopdracht/"
NOW = timezone.now()


@pytest.fixture
def here(db):
    return make_partnership()


@pytest.fixture
def bob(here):
    return make_member(here, "field_worker", name="Bob")


def keep(user, partnership, query, name="Wonen"):
    return keep_search(
        partnership, query, name=name, wanted=wanted_by(query), actor=user,
        now=timezone.now(),
    )  # fmt: skip


def look(seconds=1):
    later = timezone.now() + datetime.timedelta(seconds=seconds)
    return sum(look_again(wanted_by, later))


@db
def test_a_search_is_kept_from_the_list_and_opened_renamed_turned_and_removed(
    client, here, bob
):
    make_signal(here, title="Geen bus na zes uur")
    client.force_login(bob)
    page = client.get("/durmeland/signalen/?q=bus&after=x").content.decode()
    assert "/durmeland/zoekopdracht/?q=bus" in page

    form = client.get(f"{LIST}?q=bus").content.decode()
    assert 'value="bus"' in form
    client.post(f"{LIST}?q=bus", {"name": "De bus", "query": "q=bus&after=x&zomaar=1"})

    kept = SavedSearch.objects.get()
    assert (kept.name, kept.query) == ("De bus", "q=bus")
    mine = client.get("/durmeland/gevolgd/").content.decode()
    assert 'href="/durmeland/signalen/?q=bus"' in mine
    client.post(f"{LIST}{kept.pk}/", {"name": "Openbaar vervoer"})
    client.post(f"{LIST}{kept.pk}/nieuws/", {})
    kept.refresh_from_db()
    assert (kept.name, kept.notifies) == ("Openbaar vervoer", False)
    client.post(f"{LIST}{kept.pk}/nieuws/", {"on": "1"})
    kept.refresh_from_db()
    assert kept.notifies
    client.post(f"{LIST}{kept.pk}/weg/")
    assert not SavedSearch.objects.exists()


@db
def test_an_empty_search_and_one_without_a_name_are_not_kept(client, bob):
    client.force_login(bob)

    for sent in ({"name": "Alles", "query": ""}, {"name": "", "query": "q=bus"}):
        assert client.post(LIST, sent).status_code == 422

    assert not SavedSearch.objects.exists()


@db
def test_the_search_of_another_is_not_there(client, here, bob):
    kept = keep(bob, here, "q=bus")
    client.force_login(make_member(here, "administrator"))

    for step in ("", "nieuws/", "weg/"):
        answer = client.post(f"{LIST}{kept.pk}/{step}", {"name": "x"})
        assert answer.status_code == 404

    assert SavedSearch.objects.get().name == "Wonen"


@db
def test_a_new_signal_is_told_once_and_what_was_there_is_not(here, bob):
    make_signal(here, title="De bus rijdt niet")
    keep(bob, here, "q=bus")
    assert look() == 0
    make_signal(here, title="Geen bus op zondag")
    make_signal(here, title="Te weinig studio's")

    assert [look(2), look(3)] == [1, 0]

    notice = Notice.objects.get()
    assert (notice.user, notice.data["count"]) == (bob, 1)
    PolicySignal.objects.update(last_movement=timezone.now())
    assert look(4) == 0


@db
def test_a_signal_that_is_sorted_later_answers_later(here, bob):
    right = make_term("Wonen")
    keep(bob, here, f"right={right.pk}")
    signal = make_signal(here)
    assert look() == 0

    coordinator = make_member(here, "coordinator")
    edit_signal(signal, actor=coordinator, sets={"rights": [right]})

    assert look(2) == 1


@db
def test_only_what_this_person_may_see_is_told(here, bob):
    keep(bob, here, "q=bus")
    Role.objects.filter(person__user=bob).delete()
    hidden = make_signal(here, title="Geen bus")
    assert look() == 0

    PolicySignal.objects.filter(pk=hidden.pk).update(
        is_public=True, state=SignalState.PUBLISHED, last_movement=timezone.now()
    )

    assert look(2) == 1


@db
def test_turned_on_again_it_begins_anew(here, bob):
    kept = keep(bob, here, "q=bus")
    turn_news(kept, on=False, wanted=wanted_by(kept.query), now=timezone.now())
    make_signal(here, title="Geen bus")
    assert look() == 0

    turn_news(kept, on=True, wanted=wanted_by(kept.query), now=timezone.now())

    assert look(2) == 0


@db
def test_a_search_that_finds_thousands_tells_nothing(here, bob, monkeypatch):
    monkeypatch.setattr(searching, "MOST_KNOWN", 1)
    for _number in range(2):
        make_signal(here, title="Geen bus")

    kept = keep(bob, here, "q=bus")

    assert (kept.notifies, kept.known) == (False, [])


@db
def test_an_old_search_never_breaks_and_says_what_is_gone(client, here, bob):
    right = make_term("Wonen")
    kept = keep(bob, here, f"q=bus&right={right.pk}")
    SavedSearch.objects.update(query=f"{kept.query}&kleur=rood&state=verdwenen")
    Term.objects.filter(pk=right.pk).delete()
    client.force_login(bob)

    page = client.get("/durmeland/gevolgd/").content.decode()

    for name in ("kleur", "Fase", "Grondrecht"):
        assert f"onder “{name}” koos, bestaat niet meer" in page
    assert (
        client.get(f"/durmeland/signalen/?{kept.query}&kleur=rood").status_code == 200
    )


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_read_is_read_the_same_again(query):
    asked = asked_of(wanted_by(query))

    assert asked_of(wanted_by(asked)) == asked
    assert left_out(asked) == []
    assert isinstance(QueryDict(asked), QueryDict)


def many(partnership, user, count):
    SavedSearch.objects.bulk_create(
        SavedSearch(
            user=user, partnership=partnership, name=f"Zoek {n}", query=f"q=bus&n={n}",
            looked=timezone.now(),
        )
        for n in range(count)
    )  # fmt: skip


@db
@pytest.mark.parametrize("signals", [1, 30])
def test_a_search_takes_as_many_queries_for_one_new_signal_as_for_many(
    here, bob, signals, django_assert_num_queries
):
    keep(bob, here, "q=bus")
    for number in range(signals):
        make_signal(here, title=f"Geen bus {number}")
    later = timezone.now() + datetime.timedelta(hours=1)

    with django_assert_num_queries(16):
        assert list(look_again(wanted_by, later)) == [signals]


@db
@pytest.mark.parametrize("count", [1, 3])
def test_a_search_without_news_takes_four_queries_and_one_that_finds(
    here, bob, count, django_assert_num_queries
):
    many(here, bob, count)
    make_signal(here, title="Te weinig studio's")
    later = timezone.now() + datetime.timedelta(hours=1)

    # Take it, ask what its owner may read, look, and note up to when; the savepoint of
    # the test's own transaction around each, and the last look that finds none left.
    with django_assert_num_queries(6 * count + 3):
        assert list(look_again(wanted_by, later)) == [0] * count


@db
def test_a_thousand_searches_go_on_where_they_were_stopped(
    here, bob, django_assert_num_queries
):
    many(here, bob, 1_000)
    make_signal(here, title="Geen bus")
    later = timezone.now() + datetime.timedelta(hours=1)
    one_run = look_again(wanted_by, later)
    for _number in range(400):
        next(one_run)
    one_run.close()  # killed here

    assert sum(1 for _new in look_again(wanted_by, later)) == 600
    assert SavedSearch.objects.filter(looked=later).count() == 1_000
    assert Notice.objects.count() == 1_000
    assert Notice.objects.values("about_id").distinct().count() == 1_000


def test_a_megabyte_as_a_name_or_a_search_gets_a_message_and_loses_nothing(
    client, here, bob
):
    client.force_login(bob)
    long = "wonen " * 170_000
    search = keep(bob, here, "q=wonen")

    kept = client.post(f"{LIST}?q=wonen", {"name": long, "query": "q=wonen"})
    asked = client.post(f"{LIST}?q=wonen", {"name": "Wonen", "query": f"q={long}"})
    named = client.post(f"{LIST}{search.pk}/", {"name": long}, follow=True)

    for answer in (kept, asked):
        assert answer.status_code == 422
        assert 'class="errors"' in answer.content.decode()
    assert long.strip() in kept.content.decode()
    assert "hoogstens 100 tekens" in named.content.decode()
    assert list(SavedSearch.objects.values_list("name", flat=True)) == ["Wonen"]
