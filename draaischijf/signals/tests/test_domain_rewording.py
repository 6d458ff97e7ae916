"""Proposals to reword: who makes them, what accepting does, who is asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain.following import give_agreement
from draaischijf.signals.domain.rewording import (
    accept_wording,
    decline_wording,
    propose_wording,
    really_changed,
)
from draaischijf.signals.enums import AgreementResult, SignalState
from draaischijf.signals.models import PolicySignal, WordingProposal
from draaischijf.signals.queries.gates import facts_of
from draaischijf.signals.queries.rewording import proposals_of
from draaischijf.signals.queries.work import work_page
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import at_once, change, recorded
from draaischijf.signals.workflow import TransitionDenied

TITLE = "Geen studio voor wie alleen woont"


@pytest.fixture
def house(partnership):
    return make_organisation(partnership, "CAW Durmeland", in_working_group=True)


@pytest.fixture
def other(partnership):
    return make_organisation(partnership, "OCMW Lokelare", in_working_group=True)


@pytest.fixture
def signal(partnership, house):
    return make_signal(
        partnership, SignalState.ANALYSIS, title=TITLE, statement="Duur."
    )


@pytest.fixture
def member(partnership, house):
    return make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Mo", organisation=house
    )


def propose(signal, house, actor, **words):
    words = {
        "title": "Te weinig studio's voor wie alleen woont",
        "statement": "Duur.",
        "reason": "“Geen” klopt niet.",
        **words,
    }
    return propose_wording(signal, house, actor=actor, **words)


def accept(proposal, actor, **words):
    words = {"title": proposal.title, "statement": proposal.statement, **words}
    return accept_wording(proposal, actor=actor, **words)


@pytest.mark.django_db
class TestProposing:
    def test_a_member_proposes_for_the_own_organisation_once(
        self, signal, house, member
    ):
        with recorded() as made:
            one = propose(signal, house, member)
            two = propose(signal, house, member)

        assert one == two
        assert [entry.verb for entry in made] == ["wording_proposed"]
        assert (one.title_before, one.state) == (TITLE, "open")
        signal.refresh_from_db()
        assert signal.title == TITLE

    def test_not_for_another_organisation(self, signal, other, member):
        with pytest.raises(TransitionDenied):
            propose(signal, other, member)

    def test_not_for_one_outside_the_working_group(self, signal, partnership, alice):
        outside = make_organisation(partnership, "Streekvereniging")
        with pytest.raises(TransitionDenied):
            propose(signal, outside, alice)

    @pytest.mark.parametrize(
        "words", [{"reason": " "}, {"title": TITLE, "statement": "Duur. "}]
    )
    def test_not_without_a_reason_or_a_change(self, signal, house, member, words):
        with pytest.raises(TransitionDenied):
            propose(signal, house, member, **words)

    def test_not_outside_analysis(self, signal, house, member):
        change(signal, state=SignalState.PUBLISHED)
        with pytest.raises(TransitionDenied):
            propose(signal, house, member)


@pytest.mark.django_db
class TestSettling:
    def test_accepting_gives_the_signal_the_words_and_keeps_those_before(
        self, signal, house, member, alice
    ):
        proposal = propose(signal, house, member)
        with recorded() as made:
            settled = accept(proposal, alice)

        signal.refresh_from_db()
        assert signal.title == proposal.title
        assert (settled.state, settled.title_before) == ("accepted", TITLE)
        assert [entry.verb for entry in made] == ["signal_edited", "wording_accepted"]
        assert made[0].data["before"] == {"title": TITLE}

    def test_adjusting_says_so(self, signal, house, member, alice):
        settled = accept(propose(signal, house, member), alice, title="Heel anders")

        signal.refresh_from_db()
        assert (signal.title, settled.state) == ("Heel anders", "adjusted")

    def test_who_had_agreed_is_asked_again_and_the_answer_stays(
        self, signal, house, other, member, alice
    ):
        third = make_organisation(
            signal.partnership, "Woonmaatschappij", in_working_group=True
        )
        give_agreement(signal, house, AgreementResult.AGREE, actor=alice)
        give_agreement(signal, other, AgreementResult.ABSTAIN, actor=alice)
        give_agreement(
            signal, third, AgreementResult.OBJECT, remark="Te smal.", actor=alice
        )

        accept(propose(signal, house, member), alice)

        facts = facts_of(PolicySignal.objects.get(pk=signal.pk))
        assert facts.agreement_missing == ("CAW Durmeland",)
        assert facts.agreement_objections == ("Woonmaatschappij",)
        (shown,) = proposals_of(signal)
        assert [one.organisation for one in shown.answers] == [house]

        give_agreement(signal, house, AgreementResult.AGREE, actor=alice)
        assert facts_of(signal).agreement_missing == ()
        assert signal.agreements.filter(organisation=house).count() == 2

    def test_it_stands_among_the_work_of_who_is_asked_again(
        self, signal, house, member, alice
    ):
        give_agreement(signal, house, AgreementResult.AGREE, actor=member)
        accept(propose(signal, house, member), alice)

        page = work_page(member, signal.partnership, back="")

        parts = {part.key: part.total for part in page.waits}
        assert parts["agree"] == 1

    def test_a_comma_asks_nobody_again(self, signal, house, member, alice):
        give_agreement(signal, house, AgreementResult.AGREE, actor=alice)

        accept(propose(signal, house, member, title=TITLE.upper() + "!"), alice)

        assert facts_of(signal).agreement_missing == ()

    def test_declining_needs_a_word(self, signal, house, member, alice):
        proposal = propose(signal, house, member)
        with pytest.raises(TransitionDenied):
            decline_wording(proposal, answer=" ", actor=alice)

        declined = decline_wording(proposal, answer="Dit is enger.", actor=alice)

        assert (declined.state, declined.answer) == ("declined", "Dit is enger.")
        signal.refresh_from_db()
        assert signal.title == TITLE

    def test_what_was_settled_stays(self, signal, house, member, alice):
        proposal = propose(signal, house, member)
        decline_wording(proposal, answer="Nee.", actor=alice)

        with recorded() as made:
            accept(proposal, alice)

        assert made == []
        assert WordingProposal.objects.get().state == "declined"

    def test_a_member_settles_nothing(self, signal, house, member):
        proposal = propose(signal, house, member)
        with pytest.raises(TransitionDenied):
            accept(proposal, member)


@pytest.mark.django_db(transaction=True)
def test_accepting_and_declining_at_once_settle_it_once(signal, house, alice):
    proposal = propose(signal, house, alice)

    at_once(
        lambda: accept(proposal, alice),
        lambda: decline_wording(proposal, answer="Nee.", actor=alice),
    )

    settled = WordingProposal.objects.get()
    signal.refresh_from_db()
    assert (signal.title == settled.title) == (settled.state == "accepted")
    assert settled.state in {"accepted", "declined"}


@given(st.text(max_size=40))
def test_white_space_and_points_are_no_change(text):
    assert not really_changed(text, f"  {text} . ")
    assert really_changed(text, f"{text} anders")
