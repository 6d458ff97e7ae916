from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from draaischijf.documents.models import StoredFile
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_user,
)
from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalAttachment,
    PreSignalMessage,
)
from draaischijf.signals.queries.weighing import version_of
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Scheme, Term

HTMX = {"HX-Request": "true"}
ANSWERS = {
    "recurring": "yes",
    "beyond_one": "partly",
    "practice": "yes",
    "several": "no",
}


@pytest.fixture
def report(partnership):
    return make_pre_signal(partnership, email="bo@durmeland.example")


@pytest.fixture
def coordinator(as_user, alice):
    return as_user(alice)


@pytest.fixture
def at(partnership):
    """Return a function that gives the address of something about report 1."""

    def address(name="pre_signal", number=1):
        return reverse(f"signals:{name}", args=[partnership.slug, number])

    return address


@pytest.fixture
def right():
    scheme = Scheme.objects.create(
        code="rechten", kind=SchemeKind.SOCIAL_RIGHT, label_nl="Grondrechten"
    )
    return Term.objects.create(scheme=scheme, code="wonen", label_nl="Wonen")


def said(response):
    return [str(one) for one in get_messages(response.wsgi_request)]


# -- Who may ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("bob", 404), ("charlie", 404), ("dora", 200)]
)
def test_the_page_of_a_report(request, as_user, report, at, who, status):
    assert as_user(request.getfixturevalue(who)).get(at()).status_code == status


@pytest.mark.parametrize("who", ["bob", "charlie"])
@pytest.mark.parametrize(
    "name", ["pre_signal_weigh", "pre_signal_step", "pre_signal_reply"]
)
def test_others_find_nothing_to_do(request, as_user, report, at, name, who):
    report.raiser = request.getfixturevalue(who)
    report.save()

    response = as_user(report.raiser).post(at(name), {"do": "take_up"})

    assert response.status_code == 404
    assert PreSignal.objects.get().state == PreSignalState.SUBMITTED


@pytest.mark.parametrize(
    "name", ["pre_signal", "pre_signal_weigh", "pre_signal_step", "pre_signal_reply"]
)
def test_nobody_gets_in_without_signing_in(client, report, at, name):
    response = client.post(at(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["pre_signal_weigh", "pre_signal_step"])
def test_a_link_changes_nothing(coordinator, report, at, name):
    assert coordinator.get(at(name)).status_code == 405


def test_a_raiser_reads_it_without_names_addresses_and_doubts(
    as_user, partnership, alice, at
):
    mia = make_user("Mia")
    report = make_pre_signal(
        partnership,
        raiser=mia,
        problem="Mevrouw De Smet wacht al een jaar.",
        screening=[
            {
                "field": "problem",
                "kind": "name",
                "start": 0,
                "end": 15,
                "certainty": "doubtful",
            }
        ],
        test_recurring="no",
    )
    signal = make_signal(partnership, title="Niet openbaar")
    weighing.link_to_signal(report, signal, actor=alice)

    raiser = as_user(mia).get(at()).text
    coordinator = as_user(alice).get(at()).text

    assert "<mark>Mevrouw De Smet</mark>" in coordinator
    assert mia.email in coordinator
    assert "<mark>" not in raiser
    assert mia.email not in raiser
    assert "Alice" in coordinator
    assert "Alice" not in raiser
    assert "Niet openbaar" in raiser
    assert signal.get_absolute_url() in coordinator
    assert signal.get_absolute_url() not in raiser
    assert at("pre_signal_step") not in raiser


def test_a_director_reads_the_answers_and_weighs_nothing(
    as_user, partnership, report, at
):
    director = make_member(partnership, RoleKind.THEME_DIRECTOR)
    report.test_several = "partly"
    report.save()

    text = as_user(director).get(at()).text

    assert report.email in text
    assert at("pre_signal_weigh") not in text
    labels = [one.label for one in as_user(director).get(at()).context["page"].details]
    assert len(labels) == 2


# -- The page -----------------------------------------------------------------------


def test_everything_that_was_reported_is_there(coordinator, partnership, at):
    house = make_organisation(partnership, "CAW Durmeland")
    report = make_pre_signal(
        partnership,
        organisation=house,
        for_whom="jonge ouders",
        example="Een gezin kwam drie keer terug.",
        since="vorige winter",
        frequency="weekly",
        people="5-9",
        whole_area=True,
        state=PreSignalState.QUESTION,
    )
    report.areas.add(partnership.area.members.get(name="Lokelare"))
    stored = StoredFile.objects.create(
        partnership_id=partnership.pk,
        name="brief.pdf",
        size=2048,
        file="x",
        content_type="application/pdf",
    )
    PreSignalAttachment.objects.create(pre_signal=report, stored_file=stored)
    PreSignalMessage.objects.create(
        pre_signal=report, kind="question", text="Sinds wanneer?"
    )
    PreSignalMessage.objects.create(
        pre_signal=report, kind="example", from_raiser=True, text="Nog een voorbeeld."
    )

    response = coordinator.get(at())

    for words in (
        "jonge ouders",
        "Een gezin kwam drie keer terug.",
        "vorige winter",
        "Lokelare",
        "CAW Durmeland",
        f"/durmeland/meldingen/1/bijlage/{stored.uuid}/",
        "brief.pdf",
        "PDF",
        "Sinds wanneer?",
        "Nog een voorbeeld.",
    ):
        assert words in response.text
    page = response.context["page"]
    assert [one.is_waiting for one in page.said] == [True, False]
    assert len(page.path) == 8


def test_doubts_in_an_answer_are_marked_where_it_stands(coordinator, report, at):
    weighing.ask_back(report, "Bij wie?", actor=coordinator_of(report))
    text = "Bij meneer Pieters, en nog bij vijf andere mensen."
    marks = [{"kind": "name", "start": 4, "end": 18, "certainty": "doubtful"}]
    reporting.answer_question(report, text, screening=marks)

    assert "Bij <mark>meneer Pieters</mark>, en" in coordinator.get(at()).text


def coordinator_of(report):
    return make_member(report.partnership, RoleKind.COORDINATOR)


def test_one_button_is_the_primary_one(coordinator, report, at):
    def primaries():
        return coordinator.get(at()).text.count('<button class="button "')

    assert primaries() == 1
    for name, answer in ANSWERS.items():
        setattr(report, f"test_{name}", answer)
    report.save()
    assert primaries() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_one_of_all_as_for_three(
    coordinator, partnership, at, alice, count, django_assert_num_queries
):
    report = make_pre_signal(partnership, state=PreSignalState.LINKED)
    report.areas.set(partnership.area.members.all()[:count])
    for _ in range(count):
        make_link(report, make_signal(partnership))
        PreSignalMessage.objects.create(
            pre_signal=report, kind="question", text="Ja?", author=alice
        )
        stored = StoredFile.objects.create(
            partnership_id=partnership.pk, name="brief.pdf", size=1, file="x"
        )
        PreSignalAttachment.objects.create(pre_signal=report, stored_file=stored)
    coordinator.get(at())

    with django_assert_num_queries(19):
        coordinator.get(at())


# -- Weighing -----------------------------------------------------------------------


def test_answers_are_kept_and_the_report_is_taken_up(coordinator, report, at, right):
    data = {**ANSWERS, "rights": right.pk, "version": 0, "next": "/durmeland/werk/"}

    response = coordinator.post(at("pre_signal_weigh"), data)

    assert response.url == f"{at()}?next=%2Fdurmeland%2Fwerk%2F"
    report.refresh_from_db()
    assert report.state == PreSignalState.IN_REVIEW
    assert report.test_beyond_one == "partly"
    assert list(report.rights.all()) == [right]


def test_htmx_gets_the_weighing_back_with_the_new_state(coordinator, report, at):
    response = coordinator.post(
        at("pre_signal_weigh"), {**ANSWERS, "version": 0}, headers=HTMX
    )

    assert response.status_code == 200
    assert response.text.strip().startswith('<div id="weighing">')
    assert 'id="report-state" hx-swap-oob="true"' in response.text
    assert 'class="alert success"' in response.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_answer_that_does_not_exist_is_refused_in_place(
    coordinator, report, at, headers
):
    data = {**ANSWERS, "recurring": "maybe", "version": 0}

    response = coordinator.post(at("pre_signal_weigh"), data, headers=headers)

    assert response.status_code == 422
    assert 'class="errors"' in response.text
    assert PreSignal.objects.get().test_beyond_one == ""


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_coordinators_at_once_and_nothing_is_lost(
    coordinator, report, dora, at, headers
):
    version = coordinator.get(at()).context["page"].version
    weighing.settle_internally(report, "De dienst past de brief aan.", actor=dora)

    response = coordinator.post(
        at("pre_signal_weigh"), {**ANSWERS, "version": version}, headers=headers
    )

    assert response.status_code == 422
    assert "Dora" in response.text
    assert 'value="partly" id="id_beyond_one_1" checked' in response.text
    assert PreSignal.objects.get().test_beyond_one == ""


def test_after_reading_what_changed_the_second_press_keeps_the_answers(
    coordinator, report, dora, at
):
    version = version_of([report])
    weighing.take_up(report, actor=dora)
    data = {**ANSWERS, "version": version}

    refused = coordinator.post(at("pre_signal_weigh"), data)
    data["version"] = refused.context["weigh_form"]["version"].value()
    kept = coordinator.post(at("pre_signal_weigh"), data)

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert PreSignal.objects.get().test_several == "no"


# -- Steps without words ------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "do"),
    [
        (PreSignalState.SUBMITTED, "take_up"),
        (PreSignalState.QUESTION, "go_on"),
        (PreSignalState.HANDLED_INTERNALLY, "reconsider"),
    ],
)
def test_a_step_stays_with_the_report_and_keeps_the_place(
    coordinator, partnership, at, before, do
):
    make_pre_signal(partnership, state=before)

    response = coordinator.post(
        at("pre_signal_step"), {"do": do, "next": "/durmeland/meldingen/?age=week"}
    )

    assert response.url == f"{at()}?next=%2Fdurmeland%2Fmeldingen%2F%3Fage%3Dweek"
    assert len(said(response)) == 1
    assert PreSignal.objects.get().state == PreSignalState.IN_REVIEW


def test_taking_a_report_out_of_its_signal(coordinator, report, partnership, alice, at):
    signal = make_signal(partnership)
    weighing.link_to_signal(report, signal, actor=alice)
    data = {"do": "unlink", "signal": signal.number}

    coordinator.post(at("pre_signal_step"), data)
    again = coordinator.post(at("pre_signal_step"), data)

    assert not signal.links.exists()
    assert [one.level_tag for one in get_messages(again.wsgi_request)][-1] == "error"


def test_a_step_the_workflow_refuses_says_why(coordinator, partnership, at):
    make_pre_signal(partnership, state=PreSignalState.WITHDRAWN)

    response = coordinator.post(at("pre_signal_step"), {"do": "reconsider"})

    assert len(said(response)) == 1
    assert PreSignal.objects.get().state == PreSignalState.WITHDRAWN


def test_a_step_that_does_not_exist(coordinator, report, at):
    assert coordinator.post(at("pre_signal_step"), {"do": "burn"}).status_code == 404


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "/\\e.x"],
)
def test_the_way_back_never_leaves_the_site(coordinator, report, at, elsewhere):
    response = coordinator.get(at(), {"next": elsewhere})

    assert response.context["back"] == "/durmeland/meldingen/"


def test_history_reads_as_sentences(coordinator, report, alice, at):
    weighing.take_up(report, actor=alice)

    events = coordinator.get(at()).context["page"].events

    assert [(one.icon_name, one.note) for one in events] == [("work", "Alice")]


def test_a_withdrawn_report_is_not_weighed_again(coordinator, partnership, at):
    make_pre_signal(partnership, state=PreSignalState.WITHDRAWN)

    text = coordinator.get(at()).text

    assert 'value="reconsider"' not in text
    assert at("pre_signal_weigh") not in text


def test_who_may_not_start_signals_is_not_offered_it(report):
    from draaischijf.signals.forms.replying import KindForm

    kinds = [
        one for one, _label in KindForm.offered(may_start=False)["kind"].field.choices
    ]

    assert kinds == ["ask", "settle", "refer", "link"]


# -- A signal without reports -------------------------------------------------------


@pytest.fixture
def start(partnership):
    return reverse("signals:signal_start", args=[partnership.slug])


@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("bob", 404), ("charlie", 404), ("dora", 200)]
)
def test_who_edits_signals_starts_one(request, as_user, start, who, status):
    assert as_user(request.getfixturevalue(who)).get(start).status_code == status


def test_a_signal_that_nobody_reported(coordinator, partnership, start, right):
    house = make_organisation(partnership, "CAW Durmeland")
    data = {
        "title": "Attesten alleen digitaal",
        "statement": "Wie geen computer heeft raakt niet aan een attest.",
        "examples": "",
        "origin": "consultation",
        "raised_by": house.pk,
        "raised_by_text": "Vlaams forum",
        "rights": right.pk,
    }

    response = coordinator.post(start, data)

    signal = PolicySignal.objects.get()
    assert response.url == signal.get_absolute_url()
    assert (signal.origin, signal.state) == ("consultation", SignalState.BUNDLING)
    assert [str(one) for one in signal.actors.all()] == [
        "CAW Durmeland",
        "Vlaams forum",
    ]
    assert list(signal.rights.all()) == [right]


def test_client_data_does_not_get_into_a_signal(coordinator, start):
    data = {
        "title": "Geen opvang",
        "statement": "Bel met mevrouw op 0470 12 34 56.",
        "origin": "field",
    }

    response = coordinator.post(start, data)

    assert response.status_code == 422
    assert "<mark>0470 12 34 56</mark>" in response.text
    assert not PolicySignal.objects.exists()
