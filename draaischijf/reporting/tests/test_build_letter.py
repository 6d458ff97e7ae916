"""The draft letter says the problem and what is asked, and nothing of who raised it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.people.tests.factories import make_organisation
from draaischijf.reporting import writers
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.enums import DocumentFormat
from draaischijf.reporting.queries.house_styles import style_of
from draaischijf.reporting.tests.factories import subject, words_of
from draaischijf.signals.enums import ActorRole, Route, SignalState
from draaischijf.signals.models import SignalActor
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def signal(partnership):
    made = make_signal(
        partnership,
        SignalState.PUBLISHED,
        statement="Wie alleen woont, betaalt te veel.",
        examples="Een man van rond de vijftig.",
        route=Route.HIGHER_AUTHORITY,
    )
    caw = make_organisation(partnership, "CAW Durmeland")
    for role, named in (
        (ActorRole.ADDRESSEE, {"text": "De minister van Wonen"}),
        (ActorRole.RAISED_BY, {"organisation": caw}),
        (ActorRole.RAISED_BY, {"text": "Jan van om de hoek"}),
    ):
        SignalActor.objects.create(signal=made, role=role, **named)
    report = make_pre_signal(
        partnership, email="bo@durmeland.example", problem="Mijn eigen woorden."
    )
    make_link(report, made)
    return made


def letter(signal, **fields):
    return build(subject("signal_letter", signal.partnership, signal=signal, **fields))


def test_it_has_the_facts_and_asks_a_question(signal):
    said = words_of(letter(signal))

    for words in (
        "De minister van Wonen",
        signal.title,
        signal.statement,
        signal.examples,
        "CAW Durmeland",
        "Do you know this problem",
        signal.partnership.name,
    ):
        assert words in said


def test_a_level_of_government_alone_is_left_to_fill_in(signal):
    load_reference_data()
    signal.actors.filter(role=ActorRole.ADDRESSEE).delete()
    signal.policy_level = Term.objects.get(
        scheme__kind=SchemeKind.POLICY_LEVEL, code="flemish"
    )
    signal.save()

    assert dict(letter(signal).facts)["To"].startswith("(to whom")


def test_nothing_stands_under_the_signature_and_the_title_stands_once(signal):
    signal.statement = "Het OCMW ziet dat wie alleen woont te veel betaalt."
    signal.save()
    load_reference_data()
    made = letter(signal)

    assert made.abbreviations == {}
    assert words_of(made).count(signal.title) == 1


@pytest.mark.parametrize("words", ["Jan", "bo@durmeland", "Mijn eigen woorden"])
def test_no_raiser_is_in_it(signal, words):
    assert words not in words_of(letter(signal))


def test_examples_that_are_not_public_stay_in_the_house(signal):
    signal.is_public = False
    signal.save()

    assert signal.examples not in words_of(letter(signal))


def test_what_an_editor_wrote_takes_the_place_of_the_usual_words(signal):
    said = words_of(letter(signal, texts={"question": "Wanneer komt er een decreet?"}))

    assert "Wanneer komt er een decreet?" in said
    assert "Do you know this problem" not in said


@pytest.mark.parametrize(
    ("form", "begins"), [(DocumentFormat.DOCX, b"PK"), (DocumentFormat.PDF, b"%PDF")]
)
def test_it_comes_as_word_and_pdf(signal, form, begins):
    data = writers.write(letter(signal), form, style_of(signal.partnership))

    assert data.startswith(begins)


def test_it_is_offered_on_the_signal_and_where_the_letter_is_noted(
    as_user, alice, signal
):
    client = as_user(alice)
    place = [signal.partnership.slug, signal.number]
    kind = 'name="kind" value="signal_letter"'

    for name in ("signal", "signal_letter"):
        page = client.get(reverse(f"signals:{name}", args=place)).content.decode()
        assert kind in page

    started = client.post(
        reverse("reporting:report_start", args=[signal.partnership.slug]),
        {"kind": "signal_letter", "signal": signal.number},
    )
    assert started.status_code == 302
