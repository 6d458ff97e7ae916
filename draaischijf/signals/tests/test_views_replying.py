from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext as _t

from draaischijf.notifications.domain import previewed
from draaischijf.notifications.models import Mail
from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.domain.answering import ReplyKind
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignal, PreSignalMessage
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal

HTMX = {"HX-Request": "true"}
BACK = "/durmeland/meldingen/?age=week&page=2"


@pytest.fixture
def report(partnership):
    return make_pre_signal(
        partnership,
        email="bo@durmeland.example",
        problem="Na zes uur rijdt er geen bus. Wie avondles volgt raakt niet thuis.",
    )


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, title="Geen avondbus")


@pytest.fixture
def coordinator(as_user, alice):
    return as_user(alice)


@pytest.fixture
def to(partnership):
    """Return a function that gives the address of an outcome of report 1."""

    def address(kind, **more):
        page = reverse("signals:pre_signal_reply", args=[partnership.slug, 1])
        return f"{page}?{urlencode({'kind': kind, 'next': BACK, **more})}"

    return address


def words(kind, signal):
    """What a coordinator fills in for each outcome."""
    return {
        "ask": {"text": "Op welke dagen?"},
        "settle": {"text": "De dienst past de brief aan."},
        "refer": {"text": "Dank je.", "referral": "Ombudsdienst van Lokelare"},
        "link": {"text": "Dit zien meer mensen.", "signal": signal.number},
        "start": {
            "text": "Je bent de eerste.",
            "title": "Na zes uur rijdt er geen bus",
            "statement": "Wie avondles volgt raakt niet meer thuis.",
        },
    }[kind]


RESULTS = {
    "ask": PreSignalState.QUESTION,
    "settle": PreSignalState.HANDLED_INTERNALLY,
    "refer": PreSignalState.NOT_A_SIGNAL,
    "link": PreSignalState.LINKED,
    "start": PreSignalState.LINKED,
}


def said(response):
    return [str(one) for one in get_messages(response.wsgi_request)]


# -- From choice to mail ------------------------------------------------------------


@pytest.mark.parametrize("kind", ReplyKind.values)
def test_words_then_the_mail_then_it_goes_and_back_to_the_same_place(
    coordinator, report, signal, to, kind
):
    form = coordinator.get(to(kind)).context["form"]
    data = {**words(kind, signal), "version": form["version"].value()}

    shown = coordinator.post(to(kind), {**data, "step": "preview"})
    (preview,) = shown.context["previews"]
    assert not Mail.objects.exists()
    assert PreSignal.objects.get().state == PreSignalState.SUBMITTED
    assert data["text"] in shown.text
    seen = shown.context["mark"]
    sent = coordinator.post(to(kind), {**data, "step": "send", "seen": seen})

    assert sent.url == BACK
    assert len(said(sent)) == 1
    assert PreSignal.objects.get().state == RESULTS[kind]
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (preview.to, preview.subject)
    assert previewed(mail.text, _t("[the personal link]")) == preview.body
    assert data["text"] in mail.text


@pytest.mark.parametrize("kind", ReplyKind.values)
def test_nothing_goes_that_was_not_shown(coordinator, report, signal, to, kind):
    data = {**words(kind, signal), "version": 0, "step": "send"}

    blind = coordinator.post(to(kind), data)
    changed = coordinator.post(
        to(kind), {**data, "seen": blind.context["mark"], "text": "Iets anders."}
    )

    assert (blind.status_code, changed.status_code) == (200, 200)
    assert changed.context["changed"]
    assert "Iets anders." in changed.context["previews"][0].body
    assert not Mail.objects.exists()
    assert PreSignal.objects.get().state == PreSignalState.SUBMITTED


@pytest.mark.parametrize("kind", ReplyKind.values)
def test_without_an_address_the_follow_page_tells_it(
    coordinator, report, signal, to, kind
):
    report.email = ""
    report.save()
    data = {**words(kind, signal), "version": 0}

    shown = coordinator.post(to(kind), {**data, "step": "preview"})
    coordinator.post(to(kind), {**data, "step": "send", "seen": shown.context["mark"]})

    assert shown.context["previews"][0].to == ""
    assert 'class="mail"' not in shown.text
    assert PreSignal.objects.get().state == RESULTS[kind]
    assert not Mail.objects.exists()


@pytest.mark.parametrize("kind", ["ask", "settle", "refer", "link", "start"])
def test_what_is_missing_is_named_in_place(coordinator, report, to, kind):
    data = {"version": 0, "step": "preview"}

    response = coordinator.post(to(kind), data)

    assert response.status_code == 422
    assert 'class="errors"' in response.text
    assert "previews" not in response.context


def test_the_question_waits_for_the_reporter(coordinator, report, signal, to):
    data = {**words("ask", signal), "version": 0}
    shown = coordinator.post(to("ask"), data)

    coordinator.post(to("ask"), {**data, "step": "send", "seen": shown.context["mark"]})

    assert PreSignalMessage.objects.get().text == "Op welke dagen?"


# -- What can be chosen -------------------------------------------------------------


def test_without_a_choice_one_is_asked_for_it(coordinator, report, to, partnership):
    page = reverse("signals:pre_signal", args=[partnership.slug, 1])

    response = coordinator.get(to(""))

    assert response.url == f"{page}?{urlencode({'next': BACK})}"
    assert len(said(response)) == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_settled_report_takes_no_other_outcome(
    coordinator, partnership, signal, to, method
):
    make_pre_signal(partnership, state=PreSignalState.HANDLED_INTERNALLY)

    response = getattr(coordinator, method)(to("ask"), words("ask", signal))

    assert response.status_code == 302
    assert len(said(response)) == 1
    assert PreSignal.objects.get().state == PreSignalState.HANDLED_INTERNALLY


def test_a_linked_report_can_go_into_another_signal_too(
    coordinator, partnership, report, signal, alice, to
):
    weighing.link_to_signal(report, signal, actor=alice)
    other = make_signal(partnership, title="Openbaar vervoer")
    form = coordinator.get(to("link", signal=other.number)).context["form"]
    data = {"version": form["version"].value(), "signal": other.number, "text": ""}

    shown = coordinator.post(to("link"), data)
    coordinator.post(
        to("link"), {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert set(report.signals.all()) == {signal, other}


# -- Choosing a signal --------------------------------------------------------------


@pytest.fixture
def some_signals(partnership):
    make_signal(partnership, title="Geen avondbus", statement="De bus rijdt niet.")
    make_signal(partnership, title="Taaldrempel aan het loket")
    make_signal(partnership, title="Wachtlijsten", statement="Studio's zijn te duur.")
    make_signal(partnership, SignalState.NOT_RETAINED, title="Nog een avondbus")


def found(response):
    """The titles that can be chosen, read from the page or the piece of it."""
    choices = re.findall(r"<span>\d+\. ([^<]*?)\s*<small>", response.text)
    return [html.unescape(one) for one in choices]


@pytest.mark.usefixtures("some_signals", "report")
@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("taaldr", ["Taaldrempel aan het loket"]),
        ("studio", ["Wachtlijsten"]),
        ("2", ["Taaldrempel aan het loket"]),
        ("signaal 3", ["Wachtlijsten"]),
        ("#1", ["Geen avondbus"]),
        ("niets van dat alles", []),
        ("'; drop table --", []),
    ],
)
def test_a_signal_is_found_while_typing_and_by_the_button(
    coordinator, to, typed, titles
):
    while_typing = coordinator.get(to("link", q=typed), headers=HTMX)
    by_button = coordinator.post(
        to("link"), {"step": "search", "q": typed, "text": "Dank je.", "version": 0}
    )

    assert found(while_typing) == titles
    assert while_typing.text.strip().startswith('<div id="signals"')
    assert found(by_button) == titles
    assert "Dank je." in by_button.text
    assert by_button.status_code == 200


@pytest.mark.usefixtures("some_signals", "report")
def test_what_looks_like_the_report_is_offered_first(coordinator, to):
    assert found(coordinator.get(to("link"))) == ["Geen avondbus"]
    alike = coordinator.get(to("start")).context["alike"]
    assert [one.signal.title for one in alike] == ["Geen avondbus"]


@pytest.mark.usefixtures("some_signals", "report")
def test_the_chosen_signal_stays_in_sight_while_searching_on(coordinator, to):
    response = coordinator.get(to("link", q="taaldr", signal=3), headers=HTMX)

    assert found(response) == ["Wachtlijsten", "Taaldrempel aan het loket"]
    assert 'value="3" checked' in response.text


def test_a_report_without_telling_words_looks_like_nothing(
    coordinator, partnership, to
):
    make_pre_signal(partnership, problem="?? 12 ja")
    make_signal(partnership)

    assert found(coordinator.get(to("link"))) == []


@pytest.mark.parametrize("number", ["", "99", "x", "99999999999"])
def test_a_signal_that_is_not_there(coordinator, report, signal, to, number):
    data = {"signal": number, "version": 0, "step": "preview"}

    response = coordinator.post(to("link"), data)

    assert response.status_code == 422
    assert response.context["form"].errors["signal"]


def test_a_signal_of_another_partnership_is_not_there(
    coordinator, report, other_partnership, to
):
    make_signal(other_partnership, title="Elders")

    response = coordinator.post(to("link"), {"signal": 1, "version": 0})

    assert response.status_code == 422
    assert "Elders" not in response.text


def test_a_signal_it_is_part_of_already(coordinator, report, signal, alice, to):
    weighing.link_to_signal(report, signal, actor=alice)

    response = coordinator.post(to("link"), {"signal": signal.number, "version": 0})

    assert response.status_code == 422
    assert "disabled" in response.text


def test_a_report_weighed_again_may_come_back_to_its_signal(
    coordinator, report, signal, alice, to
):
    weighing.link_to_signal(report, signal, actor=alice)
    weighing.reconsider(report, actor=alice)
    form = coordinator.get(to("link")).context["form"]
    data = {"version": form["version"].value(), "signal": signal.number}

    shown = coordinator.post(to("link"), data)
    coordinator.post(
        to("link"), {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert PreSignal.objects.get().state == PreSignalState.LINKED
    assert Mail.objects.count() == 2


# -- A new signal -------------------------------------------------------------------


def test_title_and_statement_start_from_the_report(coordinator, report, to):
    form = coordinator.get(to("start")).context["form"]

    assert form["title"].value() == "Na zes uur rijdt er geen bus"
    assert form["statement"].value() == report.problem


def test_what_may_be_about_one_person_is_not_taken_over(coordinator, report, to):
    report.problem = "In Stationsstraat 12 is er geen bus. Dat is al lang zo."
    report.screening = [
        {
            "field": "problem",
            "kind": "address",
            "start": 3,
            "end": 20,
            "certainty": "doubtful",
        },
        {"field": "example", "kind": "name", "start": 0, "end": 2},
    ]
    report.save()

    form = coordinator.get(to("start")).context["form"]

    assert form["statement"].value() == "In … is er geen bus. Dat is al lang zo."
    assert form["title"].value() == "In … is er geen bus"


def test_a_long_first_sentence_is_cut_at_a_word(coordinator, partnership, to):
    make_pre_signal(partnership, problem="Het woord " * 40)

    title = coordinator.get(to("start")).context["form"]["title"].value()

    assert len(title) <= 90
    assert title.endswith("woord")


def test_a_number_taken_meanwhile_shows_the_mail_again(
    coordinator, partnership, report, signal, to
):
    data = {**words("start", signal), "version": 0}
    shown = coordinator.post(to("start"), data)
    make_signal(partnership)

    again = coordinator.post(
        to("start"), {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert again.context["changed"]
    assert PolicySignal.objects.count() == 2


def test_client_data_is_asked_about_before_it_goes(coordinator, report, signal, to):
    data = {
        **words("start", signal),
        "statement": "Aan Stationsstraat 12 rijdt er geen bus.",
        "version": 0,
        "step": "preview",
    }

    doubted = coordinator.post(to("start"), data)
    token = doubted.context["form"].found["statement"].token
    accepted = coordinator.post(to("start"), {**data, "accepted": token})

    assert doubted.status_code == 422
    assert "<mark>Stationsstraat 12</mark>" in doubted.text
    assert accepted.status_code == 200
    assert "previews" in accepted.context


# -- The preview follows the text ---------------------------------------------------


def test_htmx_refreshes_the_mail_and_its_mark_alone(coordinator, report, signal, to):
    data = {**words("ask", signal), "version": 0, "step": "preview"}

    whole = coordinator.post(to("ask"), data)
    piece = coordinator.post(to("ask"), data, headers=HTMX)

    assert piece.text.strip().startswith('<div id="preview"')
    assert f'name="seen" value="{whole.context["mark"]}"' in piece.text
    assert "Op welke dagen?" in piece.text


def test_htmx_is_told_that_something_is_missing(coordinator, report, to):
    response = coordinator.post(
        to("ask"), {"text": "", "version": 0, "step": "preview"}, headers=HTMX
    )

    assert response.status_code == 422
    assert response.text.strip().startswith('<div id="preview"')
    assert 'value="send"' not in response.text


# -- Two at once --------------------------------------------------------------------


def test_the_second_coordinator_reads_what_changed_and_keeps_the_words(
    coordinator, report, signal, dora, to
):
    form = coordinator.get(to("settle")).context["form"]
    data = {**words("settle", signal), "version": form["version"].value()}
    shown = coordinator.post(to("settle"), data)
    weighing.take_up(report, actor=dora)

    refused = coordinator.post(
        to("settle"), {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert refused.status_code == 422
    assert "Dora" in refused.text
    assert data["text"] in refused.text
    assert not Mail.objects.exists()
    again = {
        **data,
        "version": refused.context["form"]["version"].value(),
        "step": "send",
        "seen": refused.context["mark"],
    }
    assert coordinator.post(to("settle"), again).url == BACK
    assert Mail.objects.count() == 1


def test_an_example_added_meanwhile_is_read_first(coordinator, report, signal, to):
    form = coordinator.get(to("settle")).context["form"]
    data = {**words("settle", signal), "version": form["version"].value()}
    shown = coordinator.post(to("settle"), data)
    reporting.add_example(report, "Gisteren weer.")

    refused = coordinator.post(
        to("settle"), {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert refused.status_code == 422
    assert PreSignal.objects.get().state == PreSignalState.SUBMITTED


def test_sending_twice_sends_once(coordinator, report, signal, to):
    data = {**words("settle", signal), "version": 0}
    shown = coordinator.post(to("settle"), data)
    send = {**data, "step": "send", "seen": shown.context["mark"]}

    coordinator.post(to("settle"), send)
    second = coordinator.post(to("settle"), send)

    assert second.status_code == 302
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_choice_takes_as_many_queries_for_one_signal_as_for_three(
    coordinator, partnership, report, to, count, django_assert_num_queries
):
    for _ in range(count):
        make_link(make_pre_signal(partnership), make_signal(partnership, title="Bus"))
    coordinator.get(to("link"))

    with django_assert_num_queries(11):
        coordinator.get(to("link", q="bus"))
