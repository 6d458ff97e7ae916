from __future__ import annotations

import pytest
from django.utils import translation

from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people import domain as people
from draaischijf.people.enums import RoleKind
from draaischijf.people.permissions import Permission
from draaischijf.people.tests.factories import (
    make_area,
    make_member,
    make_organisation,
)
from draaischijf.signals.domain import shaping, weighing
from draaischijf.signals.domain.shaping import SET_FIELDS, TEXT_FIELDS
from draaischijf.signals.enums import ActorRole, PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, SignalActor, SignalStep
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.stages import (
    VISITORS,
    held_by_visitor,
    make_visitor,
    recorded,
    traces,
)
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.tests.factories import make_term

pytestmark = pytest.mark.django_db
ACCOUNTS = [kind for kind in VISITORS if kind != "anonymous"]
WORDS = {
    "title": "Na zes uur rijdt er geen bus",
    "statement": "Wie avondles volgt raakt niet meer thuis.",
    "examples": "Een vader met twee kinderen.",
    "scale": "regional",
    "direction": "up",
    "origin": "above",
    "test_clear": "yes",
    "test_neutral": "no",
    "test_recognised": "partly",
    "test_shared": "yes",
}


@pytest.fixture
def signal(partnership):
    return make_signal(partnership)


# -- Starting -----------------------------------------------------------------------


def test_a_signal_starts_with_what_its_reports_bring(partnership, alice):
    areas = list(partnership.area.members.all())
    rights = [make_term("Wonen"), make_term("Mobiliteit")]
    reports = [
        make_pre_signal(partnership, email=f"{number}@durmeland.example")
        for number in range(2)
    ]
    for report, area, right in zip(reports, areas, rights, strict=False):
        report.areas.set([area])
        report.rights.set([right])

    with recorded() as entries:
        made = shaping.start_signal(
            partnership,
            title=" Geen bus ",
            statement=" Na zes uur. ",
            sources=reversed(reports),
            answer="Je bent niet alleen.",
            actor=alice,
            examples="Een vader.",
        )

    assert (made.number, made.title, made.statement) == (1, "Geen bus", "Na zes uur.")
    assert (made.state, made.is_public, made.examples) == (
        "bundling",
        False,
        "Een vader.",
    )
    assert set(made.areas.all()) == set(areas[:2])
    assert set(made.rights.all()) == set(rights)
    assert [step.target for step in made.steps.all()] == ["bundling"]
    for report in reports:
        report.refresh_from_db()
        assert report.state == PreSignalState.LINKED
        assert report.outcome_text == "Je bent niet alleen."
    about = [one.verb for one in entries if one.thing == made]
    assert about == ["signal_started", "report_linked", "report_linked"]
    assert {one.actor for one in entries} == {alice}


def test_a_signal_may_start_from_nothing(partnership, other_partnership, alice):
    made = shaping.start_signal(partnership, title="Van boven", actor=alice)

    assert made.links.count() == 0
    assert make_signal(other_partnership).number == 1
    assert shaping.start_signal(partnership, title="Nog een", actor=alice).number == 2


def test_one_report_that_cannot_come_along_stops_it_all(
    partnership, other_partnership, alice
):
    for stranger in (
        make_pre_signal(other_partnership),
        make_pre_signal(partnership, state=PreSignalState.WITHDRAWN),
    ):
        fine = make_pre_signal(partnership)
        with pytest.raises(TransitionDenied):
            shaping.start_signal(
                partnership, title="Geen bus", sources=[fine, stranger], actor=alice
            )
        fine.refresh_from_db()
        assert fine.state == PreSignalState.SUBMITTED
    assert not PolicySignal.objects.exists()
    assert not SignalStep.objects.exists()
    assert not Entry.objects.exists()


def test_who_edits_but_does_not_weigh_starts_a_signal_without_reports(partnership):
    director = make_member(partnership, RoleKind.THEME_DIRECTOR)

    assert shaping.start_signal(partnership, title="Geen bus", actor=director)
    with pytest.raises(TransitionDenied):
        shaping.start_signal(
            partnership,
            title="Geen bus",
            sources=[make_pre_signal(partnership)],
            actor=director,
        )


# -- Who may ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_by_role(kind, partnership, other_partnership, signal):
    user = make_visitor(kind, partnership, other_partnership)
    held = held_by_visitor(kind)
    edits = Permission.EDIT_SIGNAL in held
    names = edits or Permission.DECIDE in held
    named = SignalActor.objects.create(signal=signal, role="partner", text="CAW")
    before = traces(signal)
    for may, work in [
        (edits, lambda: shaping.start_signal(partnership, title="X", actor=user)),
        (edits, lambda: shaping.edit_signal(signal, title="Y", actor=user)),
        (
            names,
            lambda: shaping.name_actor(signal, ActorRole.LEAD, text="Z", actor=user),
        ),
        (names, lambda: shaping.remove_actor(named, actor=user)),
    ]:
        if may:
            with recorded() as entries:
                work()
            assert [one.actor for one in entries] == [user]
        else:
            with pytest.raises(TransitionDenied):
                work()
    if not names:
        assert traces(signal) == before


# -- Editing ------------------------------------------------------------------------


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_each_text_is_changed_with_before_and_after(field, signal, alice):
    old = getattr(signal, field)
    with recorded() as entries:
        edited = shaping.edit_signal(
            signal, actor=alice, **{field: f" {WORDS[field]} "}
        )

    assert getattr(edited, field) == WORDS[field]
    (entry,) = entries
    assert (entry.verb, entry.actor, entry.is_public) == ("signal_edited", alice, False)
    assert entry.data["before"] == {field: old}
    assert entry.data["after"] == {field: WORDS[field]}


@pytest.mark.parametrize("field", SET_FIELDS)
def test_each_sorting_is_changed_with_before_and_after(field, signal, alice):
    kinds = {"rights": SchemeKind.SOCIAL_RIGHT}
    one, other = (
        make_area(name)
        if field == "areas"
        else make_term(name, kinds.get(field, "sector"))
        for name in ("Wonen", "Zorg")
    )
    getattr(signal, field).set([one])

    with recorded() as entries:
        shaping.edit_signal(signal, actor=alice, sets={field: [other, one]})
        shaping.edit_signal(signal, actor=alice, sets={field: [one, other]})

    assert set(getattr(signal, field).all()) == {one, other}
    (entry,) = entries
    assert entry.data["before"] == {field: ["Wonen"]}
    assert entry.data["after"] == {field: ["Wonen", "Zorg"]}


def test_the_level_of_government_is_a_term_or_nothing(signal, alice):
    level = make_term("Vlaams", SchemeKind.POLICY_LEVEL)

    with recorded() as entries:
        shaping.edit_signal(signal, actor=alice, policy_level=level)
        shaping.edit_signal(signal, actor=alice, policy_level=None)

    signal.refresh_from_db()
    assert signal.policy_level is None
    assert [one.data["after"] for one in entries] == [
        {"policy_level": "Vlaams"},
        {"policy_level": ""},
    ]


def test_a_form_sent_unchanged_or_twice_changes_nothing(signal, alice):
    before = traces(signal)

    shaping.edit_signal(
        signal,
        actor=alice,
        title=f"{signal.title}\n",
        statement="",
        policy_level=None,
        sets={"rights": []},
    )

    assert traces(signal) == before


@pytest.mark.parametrize(
    "field", ["state", "is_public", "outcome", "feedback", "number", "partnership", "x"]
)
def test_what_moves_a_signal_is_not_edited(field, signal, alice):
    before = traces(signal)

    with pytest.raises(ValueError, match=field):
        shaping.edit_signal(signal, actor=alice, title="Anders", **{field: "closed"})
    with pytest.raises(ValueError, match=field):
        shaping.edit_signal(signal, actor=alice, title="X", sets={field: []})

    assert traces(signal)[1:] == before[1:]


def test_a_stale_page_changes_only_what_it_was_asked_to(signal, alice):
    stale = PolicySignal.objects.get(pk=signal.pk)
    shaping.edit_signal(signal, actor=alice, title="Nieuwe titel")

    edited = shaping.edit_signal(stale, actor=alice, statement="Nieuwe tekst")

    assert edited.title == "Nieuwe titel"


def test_the_parts_that_were_changed_are_named_in_the_language_of_the_reader(
    signal, alice
):
    with translation.override("en"):
        shaping.edit_signal(signal, actor=alice, title="Anders", examples="Nog een")
    entries = Entry.objects.about(signal)

    with translation.override("nl"):
        (dutch,) = as_lines(entries, with_names=False)
        label = str(PolicySignal._meta.get_field("examples").verbose_name)
    with translation.override("en"):
        (english,) = as_lines(entries, with_names=False)

    assert label in dutch.text
    assert english.text == "These parts were changed: title, examples."


# -- Organisations ------------------------------------------------------------------


@pytest.mark.parametrize("role", list(ActorRole))
@pytest.mark.parametrize("as_text", [True, False])
def test_an_organisation_or_a_name_has_a_role_once(
    role, as_text, partnership, signal, alice
):
    given = {"text": " Elf fora "}
    if not as_text:
        given["organisation"] = make_organisation(partnership, "CAW")

    with recorded() as entries:
        made = shaping.name_actor(signal, role, actor=alice, **given)
        again = shaping.name_actor(signal, role, actor=alice, **given)

    assert made == again
    assert made.text == "Elf fora"
    (entry,) = entries
    is_lead = role == ActorRole.LEAD
    assert entry.verb == ("lead_named" if is_lead else "actor_named")
    assert entry.is_public == is_lead


def test_an_organisation_of_another_partnership_is_not_here(
    other_partnership, signal, alice
):
    stranger = make_organisation(other_partnership, "Elders")
    before = traces(signal)

    with pytest.raises(TransitionDenied) as denied:
        shaping.name_actor(signal, ActorRole.LEAD, organisation=stranger, actor=alice)

    assert "Elders" not in str(denied.value)
    assert traces(signal) == before
    assert not signal.actors.exists()


@pytest.mark.parametrize("text", ["", " \n"])
def test_nobody_is_not_named(text, signal, alice):
    with pytest.raises(ValueError, match="organisation"):
        shaping.name_actor(signal, ActorRole.LEAD, text=text, actor=alice)


def test_whom_a_document_named_twice_is_found_and_not_named_again(
    partnership, signal, alice
):
    caw = make_organisation(partnership, "CAW")
    first, _second = (
        SignalActor.objects.create(signal=signal, role="partner", organisation=caw)
        for _number in range(2)
    )

    found = shaping.name_actor(signal, ActorRole.PARTNER, organisation=caw, actor=alice)

    assert found == first
    assert signal.actors.count() == 2


def test_taking_out_twice_is_once(signal, alice):
    named = SignalActor.objects.create(signal=signal, role="partner", text="CAW")
    stale = SignalActor.objects.get(pk=named.pk)

    with recorded() as entries:
        shaping.remove_actor(named, actor=alice)
        shaping.remove_actor(stale, actor=alice)

    assert [one.verb for one in entries] == ["actor_removed"]
    assert not signal.actors.exists()


def test_a_merged_organisation_keeps_its_place_in_a_signal(partnership, signal, alice):
    double, real = (make_organisation(partnership, name) for name in ("Caw", "C A W x"))
    shaping.name_actor(signal, ActorRole.LEAD, organisation=double, actor=alice)

    people.merge_organisations(double, into=real, actor=alice)

    assert signal.actors.get().organisation == real


def test_a_signal_that_was_linked_and_named_stays_where_it_is(partnership, alice):
    report = make_pre_signal(partnership)
    made = shaping.start_signal(
        partnership, title="Geen bus", sources=[report], actor=alice
    )

    weighing.reconsider(report, actor=alice)

    made.refresh_from_db()
    assert made.state == SignalState.BUNDLING
