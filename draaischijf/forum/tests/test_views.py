"""The pages: phones at a table, preparing, ending, and what everybody may read."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.forum import links
from draaischijf.forum.models import SolutionTrack
from draaischijf.forum.tests.factories import (
    make_forum,
    make_note,
    make_theme,
    make_track,
)
from draaischijf.people.tests.factories import make_person
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(reading):
    return reading()


@pytest.fixture
def at_table(table):
    token = links.token_of(table)

    def address(name="table", *rest):
        return reverse(f"forum:{name}", args=[token, *rest])

    return address


def body_of(answer):
    return answer.content.decode()


# -- At the table ------------------------------------------------------------------


def test_a_table_opens_without_an_account_and_goes_no_further(phone, at_table, theme):
    answer = phone.get(at_table())

    assert theme.title in body_of(answer)
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies["forum_device"]["httponly"]
    assert phone.get(reverse("forum:table", args=["x" * 32])).status_code == 404


def test_a_note_is_kept_as_one_types(phone, at_table, table):
    answer = phone.post(
        at_table("note", "sees"),
        {"text": "Zes weken wachten.", "version": 0},
        headers={"HX-Request": "true"},
    )

    assert 'value="1" hx-swap-oob="true"' in body_of(answer)
    assert table.notes.get().text == "Zes weken wachten."


def test_who_typed_on_an_older_note_sees_both_and_puts_them_together(
    phone, at_table, table
):
    make_note(table, "Zes weken wachten.")
    given = {"text": "Niemand neemt op.", "version": 0}

    refused = phone.post(at_table("note", "sees"), given)

    assert refused.status_code == 422
    assert {"Zes weken wachten.", "Niemand neemt op."} <= set(
        body_of(refused).replace("<", ">").split(">")
    )
    assert table.notes.get().text == "Zes weken wachten."
    phone.post(at_table("note", "sees"), {**given, "do": "both"})
    assert table.notes.get().text == "Zes weken wachten.\n\nNiemand neemt op."
    phone.post(
        at_table("note", "sees"),
        {"text": "Alleen dit.", "version": 0, "do": "mine", "newer": 2},
    )
    assert table.notes.get().text == "Alleen dit."


def test_two_texts_that_are_too_long_together_are_both_still_there(
    phone, at_table, table
):
    theirs, mine = "a " * 2900, "b " * 2900
    note = make_note(table, theirs.strip())
    both = {"text": mine, "version": 0, "do": "both"}

    refused = phone.post(at_table("note", "sees"), both)
    piece = phone.post(at_table("note", "sees"), both, headers={"HX-Request": "true"})

    assert (refused.status_code, piece.status_code) == (422, 422)
    for answer in (refused, piece):
        assert "Together they are too long" in body_of(answer)
        assert theirs.strip() in body_of(answer)
    assert mine.strip() in body_of(refused)
    note.refresh_from_db()
    assert note.text == theirs.strip()
    phone.post(at_table("note", "sees"), {**both, "text": "Kort."})
    note.refresh_from_db()
    assert note.text.endswith("\n\nKort.")
    again = phone.post(
        at_table("note", "sees"), {"text": f"{note.text} x", "version": note.version}
    )
    assert again.status_code == 302


def test_client_data_is_shown_and_not_kept(phone, at_table, table):
    text = "Mijn cliënt Jan Peeters, 043.12.34-567-89, wacht al zes weken."

    answer = phone.post(
        at_table("note", "whom"),
        {"text": text, "version": 0},
        headers={"HX-Request": "true"},
    )
    track = phone.post(at_table("track_new"), {"title": text, "key": uuid.uuid4()})

    assert "Not kept yet." in body_of(answer)
    assert (answer.status_code, track.status_code) == (422, 422)
    assert not table.notes.filter(text__contains="Peeters").exists()
    assert not SolutionTrack.objects.exists()


def test_a_track_is_written_down_and_changed(phone, at_table, forum, table):
    forum.stage = "tables"
    forum.save()
    key = uuid.uuid4()
    for _twice in range(2):
        phone.post(at_table("track_new"), {"title": "Een loket", "key": key})
    track = SolutionTrack.objects.get()
    given = {"title": "Eén loket", "who": "De stad", "version": 0}

    phone.post(at_table("track_words", track.pk), given)
    moved = phone.post(
        at_table("track_words", track.pk), {**given, "title": "Een balie"}
    )

    track.refresh_from_db()
    assert (track.title, track.table) == ("Eén loket", table)
    assert moved.status_code == 422
    assert "What stands there now" in body_of(moved)
    assert 'name="version" value="1"' in body_of(moved)


def test_two_phones_have_dots_of_their_own(reading, at_table, track):
    one, other = reading(), reading()
    for client, times in ((one, 4), (other, 1)):
        client.get(at_table())
        for _press in range(times):
            client.post(at_table("dot", track.pk), {"do": "place"})
    assert track.dots.count() == 4

    one.post(at_table("dot", track.pk), {"do": "back"})

    assert track.dots.count() == 3
    shown = body_of(one.get(at_table(), headers={"HX-Request": "true"}))
    assert "You have 1 dot left." in shown
    assert "<html" not in shown


def test_a_table_says_when_it_is_not_open_and_when_it_is_closed(phone, at_table, forum):
    for stage, said in (
        ("preparing", "not open yet"),
        ("closed", "The forum is closed"),
    ):
        forum.stage = stage
        forum.save()
        assert said in body_of(phone.get(at_table()))


# -- Preparing ---------------------------------------------------------------------


def test_a_proposed_signal_is_chosen_with_one_press(reading, director, forum, signal):
    client = reading(director)
    address = reverse("forum:themes", args=["durmeland", forum.pk])
    assert signal.title in body_of(client.get(address))

    client.post(address, {"signal": signal.number, "why": "new", "why_text": "Pas."})

    theme = forum.themes.get()
    assert (theme.signal, theme.why, theme.title) == (signal, "new", signal.title)


def test_the_cards_carry_a_code_for_each_table(
    reading, director, forum, table, at_table
):
    page = body_of(
        reading(director).get(reverse("forum:cards", args=["durmeland", forum.pk]))
    )

    assert page.count("<svg:path") + page.count('id="qr-path"') >= 1
    assert at_table() in page


def test_the_screen_shows_tracks_and_dots_and_is_asked_anew(reading, bob, forum, track):
    client = reading(bob)
    address = reverse("forum:screen", args=["durmeland", forum.pk])

    assert "every 4s" in body_of(client.get(address))
    part = body_of(client.get(address, headers={"HX-Request": "true"}))
    assert track.title in part
    assert "<html" not in part


# -- Afterwards --------------------------------------------------------------------


@pytest.fixture
def closed(forum):
    forum.stage = "closed"
    forum.save()
    return forum


def test_a_track_is_chosen_owned_and_ends_in_an_action(
    reading, director, partnership, closed, track
):
    client = reading(director)
    objective = make_objective(make_plan(partnership, status="draft"))
    els = make_person(partnership, name="Els")

    def post(name, **given):
        address = reverse(f"forum:{name}", args=["durmeland", closed.pk, track.pk])
        return client.post(address, given)

    post("track_choose", do="choose")
    post("track_owner", person=els.pk)
    assert "Els" in body_of(client.get(track.get_absolute_url()))
    assert post("track_action", title="Eén nummer").status_code == 422
    post("track_action", objective=objective.pk, title="Eén nummer")

    track.refresh_from_db()
    assert (track.state, track.plan_action.title) == ("action", "Eén nummer")
    shown = body_of(client.get(closed.get_absolute_url()))
    assert "Eén nummer" in shown


def test_without_an_open_plan_a_track_can_only_become_an_action_that_exists(
    reading, director, partnership, closed, track
):
    existing = make_action(make_objective(make_plan(partnership, status="adopted")))
    client = reading(director)
    track.state, track.owner_name = "chosen", "Els"
    track.save()
    at = reverse("forum:track_action", args=["durmeland", closed.pk, track.pk])

    asked = body_of(client.get(at))
    answer = client.post(at, {"action": existing.pk})

    assert "No plan takes new actions now" in asked
    assert 'name="objective"' not in asked
    assert answer.status_code == 302
    track.refresh_from_db()
    assert track.plan_action == existing


def test_what_was_kept_is_no_draft_any_more(reading, track, table):
    address = reverse("forum:track_new", args=[links.token_of(table)])

    kept = reading().post(address, {"title": "Een ander idee"}, follow=True)

    assert f'data-draft-clear="forum-{table.pk}"' in body_of(kept)


def test_an_owner_finds_the_track_on_the_work_page(
    reading, bob, closed, track, director
):
    track.state, track.owner = "chosen", bob.persons.get()
    track.save()

    work = reverse("website:work", args=["durmeland"])
    assert "you took it on" in body_of(reading(bob).get(work))
    assert track.title not in body_of(reading(director).get(work))
    track.owner = None
    track.save()
    assert "nobody took it on yet" in body_of(reading(director).get(work))


def test_all_tracks_are_filtered_by_the_address(
    reading, bob, forum, track, partnership
):
    other = make_track(
        make_theme(make_forum(partnership, title="Lenteforum"), "Vervoer"),
        "Een belbus",
        state="chosen",
        owner_name="Els",
    )
    client, address = reading(bob), reverse("forum:tracks", args=["durmeland"])

    for asked, shown in (
        ("", {track, other}),
        (f"?forum={forum.pk}", {track}),
        (f"?thema={other.theme_id}", {other}),
        ("?stand=chosen", {other}),
        ("?eigenaar=niemand", {track}),
        ("?stand=x&forum=y&eigenaar=z", {track, other}),
    ):
        found = set(client.get(address + asked).context["tracks"])
        assert found == shown, asked


def test_what_raisers_hear_is_shown_before_it_goes(reading, director, closed, theme):
    client = reading(director)
    address = reverse("forum:tell", args=["durmeland", closed.pk, theme.pk])

    client.post(address, {"text": "Dit zeiden we.", "do": "preview"})
    theme.refresh_from_db()
    assert theme.told is None

    client.post(address, {"text": "Dit zeiden we.", "do": "tell"})
    theme.refresh_from_db()
    assert theme.told_text == "Dit zeiden we."


# -- Everybody ---------------------------------------------------------------------


def test_everybody_reads_a_published_forum_without_names(
    reading, closed, theme, track, table, signal
):
    track.state, track.owner_name = "chosen", "Els Owner"
    track.save()
    table.moderator_name = "Mo Derator"
    table.save()
    visitor, page = reading(), closed.get_absolute_url()
    about = reverse("signals:signal", args=["durmeland", signal.number])
    assert visitor.get(page).status_code == 404
    assert track.title not in body_of(visitor.get(about))

    closed.published = timezone.now()
    closed.save()

    for address in (page, track.get_absolute_url()):
        shown = body_of(visitor.get(address))
        assert track.title in shown
        assert "Els Owner" not in shown
        assert "Mo Derator" not in shown
    assert track.title in body_of(visitor.get(about))


def test_an_action_of_a_plan_that_is_not_public_is_pointed_at_for_partners_alone(
    reading, bob, closed, track, partnership
):
    plan = make_plan(partnership, status="draft", is_public=False)
    track.plan_action = make_action(make_objective(plan), "Geheim plan")
    track.state, track.ended = "action", timezone.localdate()
    track.save()
    closed.published = timezone.now()
    closed.save()
    addresses = (
        closed.get_absolute_url(),
        track.get_absolute_url(),
        reverse("forum:tracks", args=["durmeland"]),
    )

    for address in addresses:
        assert "Geheim plan" in body_of(reading(bob).get(address))
        shown = body_of(reading().get(address))
        assert "not public, or not there" in shown
        assert "Geheim plan" not in shown


def test_a_page_asks_as_many_queries_whatever_there_is(
    reading, director, forum, theme, table, django_assert_max_num_queries
):
    client = reading(director)
    client.get(forum.get_absolute_url())
    for number in range(6):
        more = make_theme(forum, f"Thema {number}")
        make_track(more, f"Piste {number}")
    make_note(table)

    with django_assert_max_num_queries(26):
        client.get(forum.get_absolute_url())
