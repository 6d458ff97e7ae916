"""Two signals that were merged go on apart again: everything goes back where it was."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals.domain import following, merging, movement, shaping, weighing
from draaischijf.signals.domain.merging import merge_signals, part_signals
from draaischijf.signals.enums import ActorRole, Route, SignalState
from draaischijf.signals.models import AgreedAction, PolicySignal, SignalMerge
from draaischijf.signals.tests.factories import make_link, make_signal, make_support
from draaischijf.signals.tests.merging import DAY, hang, make_pair, make_report, where
from draaischijf.signals.tests.stages import FULL_MOVE, traces
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = pytest.mark.django_db
S = SignalState


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def pair(partnership):
    return make_pair(partnership)


def rows_of(signal):
    """Return everything about a signal that has to come back, and nothing of when."""
    kinds = (
        "links", "supports", "places", "actors", "agreements", "decisions", "letters",
        "agreed_actions", "log_entries",
    )  # fmt: skip
    own = PolicySignal.objects.filter(pk=signal.pk).values().get()
    for name in ("last_movement", "updated"):
        own.pop(name)
    rows = {
        name: [
            {key: value for key, value in row.items() if key != "updated"}
            for row in getattr(signal, name).order_by("pk").values()
        ]
        for name in kinds
    }
    rows["rights"] = sorted(signal.rights.values_list("pk", flat=True))
    return own, rows


# -- Everything goes back -------------------------------------------------------------


@pytest.mark.parametrize("takes_words", [True, False])
def test_all_is_as_it_was(partnership, pair, alice, takes_words):
    survivor, absorbed = pair
    hang(survivor, "Elf")
    hang(absorbed, "CAW", round_=2)
    hang(absorbed, "OCMW")
    PolicySignal.objects.filter(pk=absorbed.pk).update(round=2)
    absorbed.rights.set([make_term("Inkomen")])
    shared = make_report(partnership, survivor)
    make_link(shared, absorbed)
    before = rows_of(survivor), rows_of(absorbed)
    # A link that was a double is made again: it has another key.
    keys = [row.pop("id") for row in before[1][1]["links"]]

    merge = merge_signals(absorbed, survivor, actor=alice, takes_words=takes_words)
    parted = part_signals(merge, actor=alice, note="Toch een ander probleem.")

    after = rows_of(survivor), rows_of(absorbed)
    assert len({row.pop("id") for row in after[1][1]["links"]}) == len(keys)
    assert after == before
    assert parted.undone_by == alice
    assert absorbed.steps.last().note == "Toch een ander probleem."
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    told = ["signal_parted", "signal_let_go", "pre_signal_parted"]
    assert [verb for verb in verbs if verb in told] == told


def test_a_parked_signal_is_parked_again_until_its_day(partnership, alice):
    survivor = make_signal(partnership, S.ANALYSIS)
    parked = make_signal(partnership, S.PARKED, reason="Decreet op komst.")
    before = rows_of(parked)

    part_signals(merge_signals(parked, survivor, actor=alice), actor=alice)

    assert rows_of(parked) == before
    assert movement.wake_due(timezone.localdate()) == 1


def test_what_was_added_meanwhile_stays(partnership, pair, alice, bob):
    survivor, absorbed = pair
    came = hang(absorbed, "CAW")
    merge = merge_signals(absorbed, survivor, actor=alice)
    new = hang(survivor, "Nieuw")
    report = make_report(partnership, survivor)
    came["letter"].refresh_from_db()
    following.note_letter_answer(
        came["letter"], answered=DAY, answer="Neen.", actor=alice
    )

    part_signals(merge, actor=alice)

    assert where(new) == dict.fromkeys(new, 1)
    assert where(came) == dict.fromkeys(came, 2)
    assert list(report.signals.all()) == [survivor]
    assert absorbed.letters.get().answer == "Neen."


def test_words_that_were_edited_meanwhile_stay(pair, alice):
    survivor, absorbed = pair
    merge = merge_signals(absorbed, survivor, actor=alice, takes_words=True)
    shaping.edit_signal(survivor, actor=alice, title="Geen kamers en studio's")

    part_signals(merge, actor=alice)

    survivor.refresh_from_db()
    assert survivor.title == "Geen kamers en studio's"
    assert survivor.statement == "Te duur."


def test_what_was_taken_out_meanwhile_does_not_come_back(partnership, pair, alice):
    survivor, absorbed = pair
    [own] = absorbed.pre_signals.all()
    both = make_report(partnership, survivor)
    make_link(both, absorbed)
    merge = merge_signals(absorbed, survivor, actor=alice)
    for report in (own, both):
        weighing.unlink(report, survivor, actor=alice)

    part_signals(merge, actor=alice)

    assert not absorbed.links.exists()
    assert not own.links.exists()


def test_what_also_came_with_another_stays_for_that_one(partnership, pair, alice):
    survivor, absorbed = pair
    third = make_signal(partnership, S.ANALYSIS)
    both = make_report(partnership, absorbed)
    make_link(both, third)
    for signal in (absorbed, third):
        shaping.name_actor(signal, ActorRole.RAISED_BY, actor=alice, text="Buurtraad")
    first = merge_signals(absorbed, survivor, actor=alice)
    second = merge_signals(third, survivor, actor=alice)

    part_signals(first, actor=alice)
    assert {*both.signals.all()} == {absorbed, survivor}
    assert [one.text for one in survivor.actors.all()] == ["Buurtraad"]

    part_signals(SignalMerge.objects.get(pk=second.pk), actor=alice)
    assert {*both.signals.all()} == {absorbed, third}
    assert not survivor.actors.exists()
    assert third.actors.count() == 1


# -- Who may, when --------------------------------------------------------------------


def test_parting_twice_is_once_and_it_can_be_merged_again(pair, alice):
    survivor, absorbed = pair
    merge = part_signals(merge_signals(absorbed, survivor, actor=alice), actor=alice)
    before = traces(survivor)

    assert part_signals(merge, actor=alice).undone == merge.undone
    assert traces(survivor) == before
    again = merge_signals(survivor, absorbed, actor=alice)
    assert again.survivor == absorbed


def test_by_the_hands_that_merging_needed(partnership, alice, bob):
    survivor, absorbed = make_pair(partnership, S.PUBLISHED, S.PUBLISHED)
    merge = merge_signals(absorbed, survivor, actor=alice)
    weigher = make_member(partnership, RoleKind.SIGNAL_COORDINATOR, name="Wies")

    for user in (bob, weigher):
        with pytest.raises(TransitionDenied, match="not allowed"):
            part_signals(merge, actor=user)
    assert part_signals(merge, actor=alice).undone


def test_it_gets_its_own_state_back_where_the_other_moved_on(partnership, alice):
    survivor, absorbed = make_pair(partnership, S.ANALYSIS, S.BUNDLING)
    merge = merge_signals(absorbed, survivor, actor=alice)
    PolicySignal.objects.filter(pk=survivor.pk).update(
        state=S.PUBLISHED, is_public=True
    )

    part_signals(merge, actor=alice)

    absorbed.refresh_from_db()
    survivor.refresh_from_db()
    assert (absorbed.state, absorbed.is_public) == (S.BUNDLING, False)
    assert survivor.state == S.PUBLISHED


def test_an_ended_signal_is_taken_up_again_first(partnership, alice):
    survivor, absorbed = make_pair(partnership, S.IN_ACTION, S.IN_ACTION)
    merge = merge_signals(absorbed, survivor, actor=alice)
    movement.change_state(survivor, S.CLOSED, actor=alice, move=FULL_MOVE)

    with pytest.raises(TransitionDenied, match="Take it up again first"):
        part_signals(merge, actor=alice)
    movement.change_state(survivor, S.ANALYSIS, actor=alice, move=FULL_MOVE)
    part_signals(merge, actor=alice)

    absorbed.refresh_from_db()
    assert (absorbed.state, absorbed.round) == (S.IN_ACTION, 1)


def test_a_signal_does_not_lose_what_it_stands_on(partnership, alice):
    survivor, absorbed = make_pair(partnership, S.PUBLISHED, S.PUBLISHED)
    decided = {"body": "Stuurgroep", "date": DAY, "route": Route.BILATERAL}
    following.record_decision(absorbed, **decided, lead_text="CAW", actor=alice)
    merge = merge_signals(absorbed, survivor, actor=alice)
    PolicySignal.objects.filter(pk=survivor.pk).update(route=Route.BILATERAL)
    movement.change_state(survivor, S.DECIDED, actor=alice)
    before = traces(survivor)

    with pytest.raises(TransitionDenied, match="thanks to what would go back"):
        part_signals(merge, actor=alice)
    assert traces(survivor) == before
    own = decided | {"reference": "B2"}
    following.record_decision(survivor, **own, lead_text="OCMW", actor=alice)
    part_signals(merge, actor=alice)

    assert survivor.decisions.get().reference == "B2"
    assert absorbed.decisions.count() == 1


# -- Who is told ----------------------------------------------------------------------


def work_off(merge, *, parted):
    return merging.tell(SignalMerge.objects.get(pk=merge.pk), parted=parted)


def test_who_heard_that_they_were_merged_hears_that_they_are_not(pair, alice):
    survivor, absorbed = pair
    make_support(absorbed, email="do@durmeland.example")
    merge = merge_signals(absorbed, survivor, actor=alice)
    work_off(merge, parted=False)
    part_signals(merge, actor=alice)

    assert [work_off(merge, parted=True) for _time in range(2)] == [2, 2]
    mails = Mail.objects.filter(kind="signal_parted").order_by("to")
    assert [one.to for one in mails] == ["bo@durmeland.example", "do@durmeland.example"]
    assert "2. Geen kamers" in mails[0].text


def test_what_nobody_heard_of_is_not_taken_back_aloud(pair, alice):
    survivor, absorbed = pair
    merge = part_signals(merge_signals(absorbed, survivor, actor=alice), actor=alice)

    assert work_off(merge, parted=False) == work_off(merge, parted=True) == 0
    assert not Mail.objects.exists()


def test_an_action_that_was_agreed_before_counts_for_its_own_round(pair, alice):
    survivor, absorbed = pair
    AgreedAction.objects.create(signal=absorbed, what="Bus", who="CAW", round=1)
    PolicySignal.objects.filter(pk=absorbed.pk).update(round=3)

    part_signals(merge_signals(absorbed, survivor, actor=alice), actor=alice)

    assert absorbed.agreed_actions.get().round == 1
