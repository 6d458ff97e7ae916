"""An edition while it is written: its words, signals, order and chapters."""

from __future__ import annotations

import pytest

from draaischijf.bundles.domain import writing
from draaischijf.bundles.domain.freezing import freeze_bundle
from draaischijf.bundles.models import BundledSignal, SignalBundle
from draaischijf.bundles.queries.content import edition_of
from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import recorded
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.models import Scheme, Term

pytestmark = pytest.mark.django_db


def numbers_in(bundle):
    return [
        [entry.number for entry in chapter.entries]
        for chapter in edition_of(SignalBundle.objects.get(pk=bundle.pk)).chapters
    ]


def test_editions_are_numbered_one_after_the_other(partnership, alice):
    one = writing.start_bundle(partnership, title="Een", year=2025, actor=alice)
    two = writing.start_bundle(partnership, title="Twee", year=2027, actor=alice)

    assert [one.edition, two.edition] == [1, 2]


def test_pressing_twice_starts_one_edition(partnership, alice):
    for _press in range(2):
        writing.start_bundle(partnership, title="Een", year=2025, actor=alice)

    assert SignalBundle.objects.count() == 1


def test_who_may_not_word_signals_starts_none(partnership, bob):
    with pytest.raises(TransitionDenied):
        writing.start_bundle(partnership, title="Een", year=2025, actor=bob)


def test_edits_are_recorded_with_before_and_after(bundle, alice):
    with recorded() as made:
        writing.edit_bundle(bundle, actor=alice, title="Anders", year=2027)
        writing.edit_bundle(bundle, actor=alice, title="Anders ")

    assert [entry.data for entry in made] == [
        {"before": {"title": bundle.title}, "after": {"title": "Anders"}}
    ]


def test_another_field_is_a_slip_of_the_pen(bundle, alice):
    with pytest.raises(ValueError, match="sha256"):
        writing.edit_bundle(bundle, actor=alice, sha256="0")


@pytest.mark.parametrize("state", list(SignalState))
def test_only_signals_from_analysis_on_go_in(partnership, alice, state):
    bundle = make_bundle(partnership)
    signal = make_signal(partnership, state)
    goes = {"analysis", "published", "decided", "in_action", "closed"}

    if state in goes:
        writing.put_signals(bundle, [signal], actor=alice)
        assert bundle.places.get().signal == signal
    else:
        with pytest.raises(TransitionDenied):
            writing.put_signals(bundle, [signal], actor=alice)
        assert not bundle.places.exists()


def test_a_parked_signal_goes_in_by_the_phase_it_had(partnership, alice):
    bundle = make_bundle(partnership)
    parked = make_signal(partnership, SignalState.PARKED, state_before="decided")

    writing.put_signals(bundle, [parked], actor=alice)

    assert numbers_in(bundle) == [[parked.number]]


def test_a_signal_of_elsewhere_stays_out(bundle, other_partnership, alice):
    foreign = make_signal(other_partnership, SignalState.PUBLISHED)

    with pytest.raises(TransitionDenied):
        writing.put_signals(bundle, [foreign], actor=alice)


def test_a_signal_goes_in_once_and_comes_out_once(bundle, published, alice):
    assert writing.put_signals(bundle, [published], actor=alice) == []
    with recorded() as made:
        writing.take_out_signal(bundle, published, actor=alice)
        writing.take_out_signal(bundle, published, actor=alice)

    assert [entry.verb for entry in made] == ["bundle_signals_removed"]
    assert bundle.places.count() == 1


def test_up_and_down_change_places_within_the_chapter(
    bundle, published, analysed, alice
):
    first, second = published.number, analysed.number
    assert numbers_in(bundle) == [[first, second]]

    writing.move_signal(bundle, analysed, -1, actor=alice)
    assert numbers_in(bundle) == [[second, first]]

    writing.move_signal(bundle, analysed, -1, actor=alice)
    assert numbers_in(bundle) == [[second, first]]

    writing.move_signal(bundle, analysed, 1, actor=alice)
    assert numbers_in(bundle) == [[first, second]]


def test_chapters_by_right_stand_in_the_order_of_the_list(bundle, published, analysed):
    scheme = Scheme.objects.create(code="r", kind="social_right")
    late = Term.objects.create(scheme=scheme, code="z", label_nl="Wonen", position=2)
    soon = Term.objects.create(scheme=scheme, code="a", label_nl="Werk", position=1)
    published.rights.add(late)
    analysed.rights.add(soon)

    edition = edition_of(bundle)

    assert [chapter.title for chapter in edition.chapters] == ["Werk", "Wonen"]
    assert [entry.place for entry in edition.entries] == [1, 2]


def test_own_chapters_hold_what_was_put_in_them(bundle, published, analysed, alice):
    living = writing.add_chapter(bundle, "Wonen", actor=alice)
    moving = writing.add_chapter(bundle, "Vervoer", actor=alice)
    writing.put_in_chapter(bundle, published, moving, actor=alice)
    writing.put_in_chapter(bundle, analysed, living, actor=alice)
    assert numbers_in(bundle) == [[analysed.number], [published.number]]

    writing.move_chapter(bundle, moving, -1, actor=alice)
    assert numbers_in(bundle) == [[published.number], [analysed.number]]

    writing.remove_chapter(bundle, living, actor=alice)
    assert numbers_in(bundle) == [[published.number], [analysed.number]]
    assert BundledSignal.objects.get(signal=analysed).chapter is None


def test_a_chapter_of_another_edition_is_refused(bundle, partnership, published, alice):
    other = make_bundle(partnership)
    chapter = writing.add_chapter(other, "Wonen", actor=alice)

    with pytest.raises(TransitionDenied):
        writing.put_in_chapter(bundle, published, chapter, actor=alice)


def test_nothing_changes_in_a_frozen_edition(bundle, published, alice):
    freeze_bundle(bundle, actor=alice)
    works = (
        lambda: writing.edit_bundle(bundle, actor=alice, title="Anders"),
        lambda: writing.put_signals(bundle, [published], actor=alice),
        lambda: writing.take_out_signal(bundle, published, actor=alice),
        lambda: writing.move_signal(bundle, published, 1, actor=alice),
        lambda: writing.add_chapter(bundle, "Wonen", actor=alice),
    )

    for work in works:
        with pytest.raises(TransitionDenied):
            work()


@pytest.mark.parametrize("kind", list(RoleKind))
def test_who_writes_in_an_edition(bundle, partnership, kind):
    user = make_member(partnership, kind)
    may = kind in {"signal_coordinator", "theme_director", "coordinator"} | {
        "administrator"
    }

    if may:
        writing.edit_bundle(bundle, actor=user, title="Anders")
    else:
        with pytest.raises(TransitionDenied):
            writing.edit_bundle(bundle, actor=user, title="Anders")
