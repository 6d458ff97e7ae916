"""What is alike, found through everything that was reported, with the real model."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import embedding
from draaischijf.signals.domain.telling_apart import tell_apart
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import DifferentPair, PolicySignal, PreSignal
from draaischijf.signals.queries.alike import alike_signals
from draaischijf.signals.queries.looks_like import lookalikes
from draaischijf.signals.queries.suggesting import suggestions
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db

CARE = "Voor zes uur 's morgens is er geen kinderopvang"
BUS = "Na acht uur 's avonds rijdt er geen bus meer"
DEBT = "Op een eerste gesprek over schulden wacht men maanden"
ASKED = "Een mama met vroege shift kan haar kindje nergens brengen zo vroeg."
HTMX = {"HX-Request": "true"}


def embed():
    for _done in embedding.embed_due():
        pass


@pytest.fixture
def signals(partnership):
    made = [
        make_signal(partnership, SignalState.PUBLISHED, title=title)
        for title in (CARE, BUS, DEBT)
    ]
    embed()
    return made


@pytest.fixture
def client_user():
    return AnonymousUser()


def numbers_of(found):
    return [one.row.signal.number for one in found]


def test_the_same_in_other_words_stands_first(partnership, signals, client_user):
    assert numbers_of(suggestions(client_user, partnership, ASKED))[0] == 1


def test_a_signal_is_found_by_what_was_reported_under_it(partnership, signals):
    report = make_pre_signal(
        partnership,
        problem="Met de rolstoel raak ik niet op de trap van het station.",
    )
    make_link(report, signals[2])
    make_support(
        signals[1], note="In Molenhoek is het zwembad dicht voor wie reuma heeft."
    )
    embed()

    stairs = alike_signals(
        "Wie slecht te been is, komt niet op het perron.",
        PolicySignal.objects.all(),
        partnership,
    )
    pool = alike_signals(
        "Mensen met reuma kunnen nergens meer gaan zwemmen.",
        PolicySignal.objects.all(),
        partnership,
    )

    assert stairs[0].key == signals[2].pk
    assert pool[0].key == signals[1].pk


def test_nothing_of_what_may_not_be_read_is_suggested(partnership, client_user):
    make_signal(partnership, SignalState.ANALYSIS, title=CARE)
    make_signal(
        make_partnership(name="Elders", slug="elders"),
        SignalState.PUBLISHED,
        title=CARE,
    )
    embed()

    assert suggestions(client_user, partnership, ASKED) == []
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    assert len(suggestions(alice, partnership, ASKED)) == 1


def test_at_most_five_and_not_for_two_words(partnership, client_user):
    for number in range(7):
        make_signal(partnership, SignalState.PUBLISHED, title=f"{CARE} {number}")
    embed()

    assert len(suggestions(client_user, partnership, ASKED)) == 5
    assert suggestions(client_user, partnership, "geen opvang") == []


def test_a_new_signal_is_found_by_its_words_before_it_has_a_vector(
    partnership, client_user
):
    make_signal(partnership, SignalState.PUBLISHED, title=CARE)

    found = suggestions(client_user, partnership, "kinderopvang om zes uur morgens")

    assert numbers_of(found) == [1]


def test_the_number_of_queries_does_not_grow(
    partnership, client_user, django_assert_max_num_queries
):
    for number in range(1, 5):
        signal = make_signal(
            partnership, SignalState.PUBLISHED, title=f"{CARE} {number}"
        )
        make_link(make_pre_signal(partnership, problem=ASKED), signal)
    embed()
    with django_assert_max_num_queries(16):
        assert len(suggestions(client_user, partnership, ASKED)) == 4


# -- While reporting ----------------------------------------------------------------


def test_while_typing_what_is_alike_is_shown_and_nothing_kept(
    visitor, partnership, signals
):
    response = visitor.post(
        "/durmeland/signaleren/gelijkaardig/", {"problem": ASKED}, headers=HTMX
    )

    html = response.content.decode()
    assert CARE.replace("'", "&#x27;") in html
    assert "/durmeland/signalen/1/ook-bij-ons/" in html
    assert "<html" not in html
    assert not PreSignal.objects.exists()


@pytest.mark.parametrize("text", ["a" * 1_000_000, "\0geen opvang om zes uur", ""])
def test_what_nobody_types_is_answered_with_nothing(visitor, partnership, text):
    response = visitor.post(
        "/durmeland/signaleren/gelijkaardig/", {"problem": text}, headers=HTMX
    )

    assert (response.status_code, response.content) == (204, b"")


def test_without_a_script_a_button_looks_first_and_keeps_what_was_typed(
    visitor, partnership, signals
):
    response = visitor.post(
        "/durmeland/signaleren/", {"problem": ASKED, "since": "de zomer", "alike": "1"}
    )

    html = response.content.decode()
    assert response.status_code == 200
    assert "Is it one of these?" in html
    assert ASKED in html
    assert 'value="de zomer"' in html
    assert not PreSignal.objects.exists()


def test_a_report_becomes_a_support_with_all_that_was_filled_in(
    visitor, partnership, signals
):
    page = "/durmeland/signalen/1/ook-bij-ons/"
    typed = {
        "problem": ASKED,
        "example": "Vorige week nog.",
        "people": "5-9",
        "since": "de zomer",
        "organisation_name": "Huis van het Kind",
        "email": "bo@durmeland.example",
    }

    shown = visitor.post(page, {**typed, "van-melding": "1"})

    html = shown.content.decode()
    assert shown.status_code == 200
    assert f"{ASKED}\n\nVorige week nog." in html
    assert 'value="de zomer"' in html
    assert "bo@durmeland.example" in html
    assert not signals[0].supports.exists()
    sent = visitor.post(
        page, {**typed, "note": ASKED, "van-melding": "2", "website": ""}
    )
    assert sent.status_code == 302
    assert sent.url.endswith("?nieuw&melding")
    assert signals[0].supports.get().note == ASKED
    assert (
        'data-draft-clear="support-durmeland-1 report-durmeland"'
        in visitor.get(sent.url).content.decode()
    )


# -- While weighing -----------------------------------------------------------------


def test_what_looks_like_a_report_is_shown_with_why(partnership, signals):
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    report = make_pre_signal(partnership, problem=f"{ASKED} Er is geen kinderopvang.")
    other = make_pre_signal(partnership, problem="Kinderopvang opent pas om zeven uur.")
    linked = make_pre_signal(
        partnership, problem="De bus rijdt niet.", state=PreSignalState.LINKED
    )
    make_link(linked, signals[1])
    embed()

    found = lookalikes(report, alice)

    assert found.signals[0].thing == signals[0]
    assert any("kinderopvang" in reason for reason in found.signals[0].reasons)
    assert [one.thing for one in found.reports] == [other]


def test_what_was_told_apart_never_comes_back(partnership, signals):
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    first, second = (make_pre_signal(partnership, problem=ASKED) for _ in range(2))
    embed()

    for _twice in range(2):
        tell_apart(second, first, actor=alice)
        tell_apart(first, signals[0], actor=alice)

    assert DifferentPair.objects.count() == 2
    assert lookalikes(first, alice).reports == []
    assert lookalikes(second, alice).reports == []
    assert signals[0] not in [one.thing for one in lookalikes(first, alice).signals]
    assert signals[0] in [one.thing for one in lookalikes(second, alice).signals]
    assert Entry.objects.filter(verb__startswith="told_apart").count() == 2


def test_what_was_told_apart_can_be_taken_back(as_user, alice, partnership, signals):
    report, other = (make_pre_signal(partnership, problem=ASKED) for _ in range(2))
    embed()
    tell_apart(report, signals[0], actor=alice)
    tell_apart(other, report, actor=alice)
    coordinator = as_user(alice)
    undo = reverse("signals:pre_signal_apart_back", args=["durmeland", report.number])
    page = reverse("signals:pre_signal_alike", args=["durmeland", report.number])

    assert undo in coordinator.get(page).content.decode()
    after = coordinator.post(undo, {"signal": 1}, headers=HTMX).content.decode()
    assert "kind=link&amp;signal=1&" in after
    for _twice in range(2):
        coordinator.post(undo, {"report": other.number})

    assert not DifferentPair.objects.exists()
    assert [one.thing for one in lookalikes(report, alice).reports] == [other]
    assert undo not in coordinator.get(page).content.decode()
    assert Entry.objects.filter(verb__startswith="not_apart").count() == 2


def test_the_name_of_a_town_is_no_word_they_share(partnership, signals):
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    words = "In Molenhoek is er geen kinderopvang voor zes uur."
    report, _other = (make_pre_signal(partnership, problem=words) for _ in range(2))
    embed()

    [found] = lookalikes(report, alice).reports

    assert any("kinderopvang" in reason for reason in found.reasons)
    assert not any("molenhoek" in reason.lower() for reason in found.reasons)


def test_only_who_weighs_here_tells_apart_and_only_what_is_here(partnership, signals):
    bob = make_member(partnership, RoleKind.FIELD_WORKER, name="Bob")
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    report = make_pre_signal(partnership)
    elsewhere = make_signal(make_partnership(name="Elders", slug="elders"))

    for actor, other in ((bob, signals[0]), (alice, elsewhere), (alice, report)):
        with pytest.raises(TransitionDenied):
            tell_apart(report, other, actor=actor)
    assert not DifferentPair.objects.exists()


def test_the_page_of_a_report_fetches_what_looks_like_it(
    as_user, alice, partnership, signals
):
    report = make_pre_signal(partnership, problem=ASKED)
    embed()
    coordinator = as_user(alice)
    page = reverse("signals:pre_signal", args=["durmeland", report.number])
    part = reverse("signals:pre_signal_alike", args=["durmeland", report.number])
    apart = reverse("signals:pre_signal_apart", args=["durmeland", report.number])

    assert f'hx-get="{part}' in coordinator.get(page).content.decode()
    html = coordinator.get(part, headers=HTMX).content.decode()
    assert CARE.replace("'", "&#x27;") in html
    assert "kind=link&amp;signal=1&" in html
    assert "<html" not in html
    after = coordinator.post(apart, {"signal": 1}, headers=HTMX).content.decode()
    assert "kind=link&amp;signal=1&" not in after
    assert coordinator.post(apart, {"report": report.number}).status_code == 302
    assert coordinator.post(apart, {"signal": 99}).status_code == 302
    assert DifferentPair.objects.count() == 1


def test_the_words_of_a_merged_signal_find_the_one_it_became_part_of(
    partnership, signals
):
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    PolicySignal.objects.filter(pk=signals[0].pk).update(
        merged_into=signals[1],
        state=SignalState.MERGED,
        state_before=SignalState.PUBLISHED,
    )

    assert numbers_of(suggestions(alice, partnership, ASKED))[0] == 2
