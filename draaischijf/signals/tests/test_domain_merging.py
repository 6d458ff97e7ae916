"""Two signals go on as one: what comes along, what stays, and what is told."""

from __future__ import annotations

import pytest
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals import emails
from draaischijf.signals.domain import (
    following,
    merging,
    movement,
    reporting,
    shaping,
    weighing,
)
from draaischijf.signals.domain.merging import merge_signals
from draaischijf.signals.domain.reporting import Support
from draaischijf.signals.enums import ActorRole, Route, SignalState
from draaischijf.signals.models import (
    AgendaPlace,
    PolicySignal,
    PreSignal,
    SignalActor,
    SignalMerge,
)
from draaischijf.signals.permissions import signals_visible_to
from draaischijf.signals.tests.factories import make_link, make_signal, make_support
from draaischijf.signals.tests.merging import DAY, hang, make_pair, make_report, where
from draaischijf.signals.tests.stages import traces
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


def raisers(signal):
    return PolicySignal.objects.get(pk=signal.pk).raisers


# -- What comes along -----------------------------------------------------------------


def test_all_that_hangs_on_it_comes_along_but_for_its_agreement(pair, alice):
    survivor, absorbed = pair
    own, came = hang(survivor, "Elf"), hang(absorbed, "CAW")
    # The two places are under one route and one challenge: that is one place.
    place = came.pop("place")
    placed = came["placed"]

    merge_signals(absorbed, survivor, actor=alice)

    assert where(came) == dict.fromkeys(came, 1) | {"agreement": 2}
    assert where(own) == dict.fromkeys(own, 1)
    assert where({"place": place}) == {"place": 2}
    placed.refresh_from_db()
    assert placed.place is None
    assert [one.number for one in survivor.pre_signals.order_by("number")] == [1, 2]


def test_a_place_comes_along_with_who_is_named_in_it(pair, alice):
    survivor, absorbed = pair
    place = AgendaPlace.objects.create(signal=absorbed, route=Route.CHALLENGE)
    named = SignalActor.objects.create(
        signal=absorbed, place=place, role=ActorRole.LEAD, text="OCMW"
    )

    merge_signals(absorbed, survivor, actor=alice)

    named.refresh_from_db()
    assert (named.signal, named.place) == (survivor, place)
    assert list(survivor.places.all()) == [place]


def test_counts_add_up_and_what_is_in_both_counts_once(partnership, pair, alice):
    survivor, absorbed = pair
    both = make_report(partnership, survivor, email="cis@durmeland.example")
    make_link(both, absorbed)
    make_support(absorbed, email="do@durmeland.example")
    for signal in pair:
        shaping.name_actor(signal, ActorRole.RAISED_BY, actor=alice, text="Buurtraad")

    merge = merge_signals(absorbed, survivor, actor=alice)

    assert raisers(survivor) == 4
    assert (merge.survivor_raisers, merge.absorbed_raisers) == (2, 3)
    assert list(both.signals.all()) == [survivor]
    assert survivor.actors.count() == absorbed.actors.count() == 1


def test_what_counted_now_counts_now_and_what_was_before_was_before(partnership, alice):
    survivor, absorbed = make_pair(partnership, S.PUBLISHED, S.PUBLISHED)
    PolicySignal.objects.filter(pk=absorbed.pk).update(round=2)
    first, second = hang(absorbed, "Eerst"), hang(absorbed, "Nu", round_=2)

    merge_signals(absorbed, survivor, actor=alice)

    for name in ("decision", "letter", "action"):
        first[name].refresh_from_db()
        second[name].refresh_from_db()
        assert (first[name].round, second[name].round) == (0, 1)


def test_sortings_are_put_together_and_words_are_chosen(pair, alice):
    survivor, absorbed = pair
    housing, money = make_term("Wonen"), make_term("Inkomen")
    survivor.rights.set([housing])
    absorbed.rights.set([housing, money])

    merge = merge_signals(absorbed, survivor, actor=alice, takes_words=True)

    survivor.refresh_from_db()
    assert set(survivor.rights.all()) == {housing, money}
    assert (survivor.title, survivor.statement, survivor.examples) == (
        "Geen kamers",
        "Te weinig.",
        "Tien.",
    )
    assert (merge.title, merge.statement) == ("Geen studio's", "Te duur.")
    edited = Entry.objects.get(verb="signal_edited")
    assert edited.data["before"]["title"] == "Geen studio's"


# -- What becomes of the two -----------------------------------------------------------


def test_one_number_stays_and_both_histories_tell_it(pair, alice, bob):
    survivor, absorbed = pair

    merge_signals(absorbed, survivor, actor=alice, note="Zelfde wachtlijst.")

    absorbed.refresh_from_db()
    survivor.refresh_from_db()
    assert (absorbed.state, absorbed.state_before) == (S.MERGED, S.ANALYSIS)
    assert absorbed.merged_into == survivor
    assert survivor.state == S.ANALYSIS
    assert list(signals_visible_to(bob)) == [survivor]
    step = absorbed.steps.last()
    assert (step.source, step.target, step.note) == (
        S.ANALYSIS,
        S.MERGED,
        "Zelfde wachtlijst.",
    )
    told = {one.verb: one.data.get("number") for one in Entry.objects.all()}
    assert told == {"signal_merged": 1, "signal_absorbed": 2, "pre_signal_merged": 2}


def test_a_signal_that_is_part_of_another_takes_nothing_any_more(pair, alice):
    survivor, absorbed = pair
    stale = PolicySignal.objects.get(pk=absorbed.pk)
    merge_signals(absorbed, survivor, actor=alice)
    report = make_report(survivor.partnership, survivor)
    deeds = [
        lambda: movement.change_state(stale, S.BUNDLING, actor=alice),
        lambda: shaping.edit_signal(stale, actor=alice, title="Anders"),
        lambda: shaping.name_actor(stale, ActorRole.LEAD, actor=alice, text="CAW"),
        lambda: reporting.support_signal(stale, Support(), submission_key="0" * 32),
        lambda: following.send_letter(stale, addressee="X", sent=DAY, actor=alice),
        lambda: weighing.link_to_signal(report, stale, actor=alice),
    ]

    for deed in deeds:
        before = traces(absorbed)
        with pytest.raises(TransitionDenied, match="goes on as part of signal 1 now"):
            deed()
        assert traces(absorbed) == before


def test_the_same_merge_twice_is_one(pair, alice, dora):
    survivor, absorbed = pair
    first = merge_signals(absorbed, survivor, actor=alice)
    before = traces(survivor)

    assert merge_signals(absorbed, survivor, actor=dora) == first
    assert traces(survivor) == before
    assert SignalMerge.objects.count() == 1


def test_refusals_leave_everything_as_it_was(partnership, pair, alice, bob):
    survivor, absorbed = pair
    third = make_signal(partnership, S.BUNDLING)
    public = make_signal(partnership, S.PUBLISHED)
    weigher = make_member(partnership, RoleKind.SIGNAL_COORDINATOR, name="Wies")
    merge_signals(absorbed, survivor, actor=alice)
    tries = [
        (third, survivor, bob, "not allowed"),
        (survivor, survivor, alice, "with itself"),
        (survivor, public, alice, "put together from several"),
        (public, survivor, alice, "went further"),
        (third, absorbed, alice, "part of another"),
        (absorbed, third, alice, "part of another"),
        (public, make_signal(partnership, S.PUBLISHED), weigher, "not allowed"),
    ]

    for one, other, actor, words in tries:
        before = traces(one), traces(other)
        with pytest.raises(TransitionDenied, match=words):
            merge_signals(one, other, actor=actor)
        assert (traces(one), traces(other)) == before


def test_never_over_the_border(pair, other_partnership, alice):
    elsewhere = make_signal(other_partnership, S.ANALYSIS)

    with pytest.raises(TransitionDenied, match="no such signal"):
        merge_signals(pair[1], elsewhere, actor=alice)
    with pytest.raises(TransitionDenied, match="not allowed"):
        merge_signals(elsewhere, pair[0], actor=alice)


# -- Who is told ----------------------------------------------------------------------


def work_off(merge, *, parted=False):
    return merging.tell(SignalMerge.objects.get(pk=merge.pk), parted=parted)


def test_who_raised_the_old_one_is_told_once(partnership, pair, alice):
    survivor, absorbed = pair
    make_report(partnership, absorbed, email="BO@durmeland.example")
    make_support(absorbed, email="bo@durmeland.example", language="nl")
    silent = make_report(partnership, absorbed)
    both = make_report(partnership, survivor, email="cis@durmeland.example")
    make_link(both, absorbed)

    merge = merge_signals(absorbed, survivor, actor=alice)
    job = ProcrastinateJob.objects.get()
    assert job.args == {"merge_id": merge.pk, "parted": False}

    assert [work_off(merge), work_off(merge)] == [2, 2]
    mails = Mail.objects.order_by("to")
    assert [(one.to, one.kind) for one in mails] == [
        ("bo@durmeland.example", "signal_merged"),
        ("cis@durmeland.example", "signal_merged"),
    ]
    assert "1. Geen studio's" in mails[0].text
    assert Entry.objects.filter(verb="told_raisers").count() == 1
    heard = PreSignal.objects.exclude(last_told=None).order_by("pk")
    assert silent in heard
    assert "an@durmeland.example" not in {one.email for one in heard}


def test_the_preview_is_the_mail_that_goes(pair, alice):
    survivor, absorbed = pair
    make_support(absorbed)

    news = merging.news_of(absorbed, survivor)
    work_off(merge_signals(absorbed, survivor, actor=alice))

    assert (news.told, news.unreached) == (1, 1)
    assert news.mail.subject == Mail.objects.get().subject
    assert "1. Geen studio's" in news.body


def test_the_news_of_the_one_that_stays_goes_to_all(partnership, alice):
    survivor, absorbed = make_pair(partnership, S.IN_ACTION, S.IN_ACTION)
    merge_signals(absorbed, survivor, actor=alice)

    assert len(emails.raisers_of(survivor)) == 2
    assert emails.raisers_of(absorbed) == []
