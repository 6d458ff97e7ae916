"""A signal goes up in neutral words, is answered once, and its news comes down."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_area, make_member, make_partnership
from draaischijf.signals import tasks
from draaischijf.signals.domain import movement, offering
from draaischijf.signals.domain.following import record_decision
from draaischijf.signals.domain.merging import merge_signals
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import OfferState, Route, SignalState
from draaischijf.signals.models import (
    PolicySignal,
    SignalOffer,
    SignalStep,
    TakenUp,
)
from draaischijf.signals.queries.offers import OfferWords, above_of, children_of
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
WORDS = OfferWords("Geen bus na zes uur", "Wie laat werkt, raakt niet thuis.", "Help.")
RAISER = "bo@lokelare.example"


@pytest.fixture
def child(partnership):
    return make_partnership(
        "lokelare", name="Sociaal beleid Lokelare", parent=partnership
    )


@pytest.fixture
def tine(child):
    return make_member(child, RoleKind.COORDINATOR, name="Tine")


@pytest.fixture
def signal(child):
    made = make_signal(
        child,
        SignalState.ANALYSIS,
        title="Geen bus na zes uur",
        statement="Wie laat werkt, raakt niet thuis.",
        examples="De buurvrouw van Jan.",
    )
    made.areas.set([make_area("Lokelare-Dorp")])
    report = make_pre_signal(child, email=RAISER, problem="Mijn geheime woorden.")
    make_link(report, made)
    return made


@pytest.fixture
def offer(signal, alice, tine):
    return offering.offer_signal(signal, WORDS, actor=tine)


def step_to(signal, state, **fields):
    """Put a signal in a state as a move would, and give its step."""
    signal.state, signal.state_since = state, timezone.now()
    signal.is_public = fields.pop("is_public", signal.is_public)
    for name, value in fields.items():
        setattr(signal, name, value)
    signal.save()
    return SignalStep.objects.create(signal=signal, target=state, source="analysis")


def page(response):
    return response.content.decode()


def to(name, partnership, *rest):
    return reverse(f"signals:{name}", args=[partnership.slug, *rest])


# -- Going up -----------------------------------------------------------------------


def test_a_neutral_copy_goes_up_and_nothing_of_the_raiser(
    as_user, partnership, alice, offer
):
    text = page(as_user(alice).get(to("offer", partnership, offer.pk)))
    mail = Mail.objects.get(kind="signal_offered")

    assert "Wie laat werkt, raakt niet thuis." in text
    assert "Lokelare-Dorp" in text
    assert mail.to == alice.email
    for secret in (RAISER, "geheime", "buurvrouw"):
        assert secret not in text
        assert secret not in mail.text
    # One raiser is a small number: as the public reads it.
    assert offer.counts.get("raisers") != 1


def test_it_is_offered_once_at_a_time(signal, tine, alice, offer):
    with pytest.raises(TransitionDenied):
        offering.offer_signal(signal, WORDS, actor=tine)

    offering.refuse_offer(offer, "Dat doen we al.", actor=alice)
    again = offering.offer_signal(signal, WORDS, actor=tine)

    assert again.state == OfferState.OFFERED


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        (SignalState.BUNDLING, {"statement": "Er is een probleem."}),
        (SignalState.ANALYSIS, {"statement": " "}),
        (SignalState.CLOSED, {"statement": "Er was een probleem."}),
    ],
)
def test_what_is_not_ready_does_not_go_up(child, tine, state, fields):
    with pytest.raises(TransitionDenied):
        offering.offer_signal(make_signal(child, state, **fields), WORDS, actor=tine)


def test_without_a_partnership_above_there_is_no_offer(partnership, alice):
    signal = make_signal(partnership, SignalState.ANALYSIS, statement="Probleem.")

    with pytest.raises(TransitionDenied):
        offering.offer_signal(signal, WORDS, actor=alice)


def test_the_words_are_screened_before_they_leave(as_user, child, signal, tine):
    url = to("signal_offer", child, signal.number)
    sent = {"title": "Geen bus", "statement": "Bel Jan Peeters op 0478 12 34 56."}

    response = as_user(tine).post(url, sent)

    assert response.status_code == 422
    assert not SignalOffer.objects.exists()


# -- The answer ---------------------------------------------------------------------


def test_taken_up_as_a_new_signal_it_can_go_on_there(partnership, alice, signal, offer):
    taken = offering.accept_as_new(offer, actor=alice)

    assert (taken.partnership, taken.title) == (partnership, offer.title)
    assert list(taken.areas.all()) == list(signal.areas.all())
    assert children_of(taken) == ["Sociaal beleid Lokelare"]
    movement.change_state(taken, SignalState.ANALYSIS, actor=alice)
    assert Entry.objects.filter(verb="offer_accepted").count() == 1


def test_several_children_go_on_in_one_signal(
    as_user, partnership, alice, tine, signal, offer
):
    mine = make_signal(partnership, SignalState.ANALYSIS)
    other = make_partnership("wachtbeke", name="Wachtbeke", parent=partnership)
    theirs = make_signal(other, SignalState.ANALYSIS, statement="Ook hier.")
    pia = make_member(other, RoleKind.COORDINATOR, name="Pia")
    second = offering.offer_signal(theirs, WORDS, actor=pia)

    for one in (offer, second):
        sent = {"answer": "into", "number": mine.number}
        as_user(alice).post(to("offer", partnership, one.pk), sent)

    assert children_of(mine) == ["Sociaal beleid Lokelare", "Wachtbeke"]
    text = page(as_user(alice).get(to("signal", partnership, mine.number)))
    assert "2 samenwerkingsverbanden legden dit voor" in text


def test_a_refusal_needs_a_reason_which_the_child_reads(
    as_user, client, child, partnership, alice, tine, signal, offer
):
    url = to("offer", partnership, offer.pk)
    assert as_user(alice).post(url, {"answer": "refuse"}).status_code == 422

    as_user(alice).post(url, {"answer": "refuse", "reason": "De regio doet dit al."})

    here = to("signal", child, signal.number)
    assert "De regio doet dit al." in page(as_user(tine).get(here))
    step_to(signal, SignalState.PUBLISHED, is_public=True)
    assert "De regio doet dit al." not in page(client.get(here))


@pytest.mark.parametrize("kind", [RoleKind.FIELD_WORKER, RoleKind.BOARD_READER])
def test_others_do_not_answer(partnership, offer, kind):
    somebody = make_member(partnership, kind)

    with pytest.raises(TransitionDenied):
        offering.accept_as_new(offer, actor=somebody)


def test_the_child_does_not_answer_its_own_offer(tine, offer):
    with pytest.raises(TransitionDenied):
        offering.accept_as_new(offer, actor=tine)


def test_what_was_taken_back_cannot_be_answered(alice, tine, offer):
    offering.withdraw_offer(offer, actor=tine)

    with pytest.raises(TransitionDenied, match="teruggenomen"):
        offering.accept_as_new(offer, actor=alice)


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_one_wins_and_the_other_reads_how(
    partnership, alice, dora, signal, offer
):
    answers = at_once(
        lambda: offering.accept_as_new(offer, actor=alice),
        lambda: offering.refuse_offer(offer, "Doen we al.", actor=dora),
        lambda: offering.accept_as_new(offer, actor=dora),
    )

    refused = [one for one in answers if isinstance(one, TransitionDenied)]
    assert len(refused) == 2
    assert all("intussen" in str(one) for one in refused)
    offer.refresh_from_db()
    taken = PolicySignal.objects.filter(partnership=partnership).count()
    assert taken == TakenUp.objects.count() == (offer.state == OfferState.ACCEPTED)
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


# -- The news back down -------------------------------------------------------------


def test_progress_above_reaches_the_raisers_below_once(
    as_user, client, child, partnership, alice, tine, signal, offer
):
    taken = offering.accept_as_new(offer, actor=alice)
    published = step_to(taken, SignalState.PUBLISHED, is_public=True)
    record_decision(
        taken,
        body="Stuurgroep Durmeland",
        date=timezone.localdate(),
        route=Route.BILATERAL,
        text="We praten met de vervoerder.",
        actor=alice,
    )
    decided = step_to(taken, SignalState.DECIDED)

    for step in (published, decided, decided):
        tasks.tell_movement(step.pk)

    mails = Mail.objects.filter(to=RAISER, kind="signal_progress")
    assert mails.count() == 2
    assert "We praten met de vervoerder." in mails.order_by("pk").last().text
    assert Entry.objects.filter(verb="told_progress").count() == 2
    text = page(as_user(tine).get(to("signal", child, signal.number)))
    assert taken.get_absolute_url() in text
    assert "Welzijnsoverleg Durmeland" in text


def test_what_is_not_public_above_is_shown_to_nobody_below(
    as_user, client, child, partnership, alice, tine, signal, offer
):
    taken = offering.accept_as_new(offer, actor=alice)
    taken.title = "Iets heel anders en nog geheim"
    taken.save()
    step_to(signal, SignalState.PUBLISHED, is_public=True)
    step = step_to(taken, SignalState.NOT_RETAINED, reason="Een interne reden.")

    tasks.tell_movement(step.pk)

    here = to("signal", child, signal.number)
    for reader in (client, as_user(tine)):
        text = page(reader.get(here))
        assert "nog geheim" not in text
        assert "interne reden" not in text
        assert taken.get_absolute_url() not in text
    assert above_of(signal, is_partner=False) == []
    assert [one.url for one in above_of(signal, is_partner=True)] == [""]
    [mail] = Mail.objects.filter(to=RAISER, kind="signal_progress")
    assert "interne reden" not in mail.text


def test_the_news_goes_on_when_the_signal_below_is_merged(
    child, alice, tine, signal, offer
):
    taken = offering.accept_as_new(offer, actor=alice)
    survivor = make_signal(child, SignalState.ANALYSIS, statement="Samen.")
    merge_signals(signal, survivor, actor=tine)
    step = step_to(taken, SignalState.PUBLISHED, is_public=True)

    tasks.tell_movement(step.pk)

    assert Mail.objects.filter(to=RAISER, kind="signal_progress").count() == 1
    assert Entry.objects.about(survivor).filter(verb="told_progress").exists()


def test_what_happened_above_before_it_was_taken_up_is_no_news(
    partnership, alice, offer
):
    mine = make_signal(partnership, SignalState.ANALYSIS)
    before = step_to(mine, SignalState.PUBLISHED, is_public=True)
    offering.accept_into(offer, mine, actor=alice)

    tasks.tell_movement(before.pk)

    assert not Mail.objects.filter(to=RAISER).exists()


def test_the_offer_waits_on_the_work_page(as_user, partnership, alice, offer):
    text = page(as_user(alice).get(reverse("website:work", args=[partnership.slug])))

    assert "Signalen die je aangeboden krijgt" in text
    assert offer.title in text


def test_a_parked_move_is_no_news(alice, offer):
    taken = offering.accept_as_new(offer, actor=alice)
    until = timezone.localdate() + datetime.timedelta(days=30)
    move = Move(reason="Wacht", until=until)
    movement.change_state(taken, SignalState.PARKED, actor=alice, move=move)

    assert not Mail.objects.filter(to=RAISER).exists()
