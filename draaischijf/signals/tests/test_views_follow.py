from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals import links
from draaischijf.signals.domain import weighing
from draaischijf.signals.enums import PreSignalState, Route, SignalState
from draaischijf.signals.models import (
    AgreedAction,
    Decision,
    Letter,
    PreSignal,
    PreSignalMessage,
)
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.views import limits

pytestmark = pytest.mark.django_db

P = PreSignalState
ANSWER = "Vooral jongeren, en vooral op vrijdag."
CERTAIN = "Dat was mevrouw Verdonck."
DOUBTFUL = "Wie 09 234 56 78 belt, wacht een uur."
ADDRESSES = ["follow", "follow_answer", "follow_add", "follow_withdraw"]


def at(raised, name="follow", *more):
    token = links.token_for(raised.follow_nonce)
    return reverse(f"signals:{name}", args=[token, *more])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# -- Reading ------------------------------------------------------------------------


def test_the_page_tells_when_the_answer_comes(visitor, partnership):
    report = make_pre_signal(partnership, answer_due=datetime.date(2099, 5, 4))

    page = text_of(visitor.get(at(report)))

    assert "We received your report" in page
    assert "You get an answer by 4 May 2099 at the latest." in page
    assert "It arrived. Thank you." not in page


def test_an_answer_that_is_late_is_called_late(visitor, partnership):
    report = make_pre_signal(partnership, answer_due=datetime.date(2020, 5, 4))

    assert "that did not work out" in text_of(visitor.get(at(report)))


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (P.SUBMITTED, "We received your report"),
        (P.IN_REVIEW, "Your report is being weighed"),
        (P.QUESTION, "There is a question for you"),
        (P.HANDLED_INTERNALLY, "Your report was settled"),
        (P.NOT_A_SIGNAL, "There is a better place for what you report"),
        (P.WITHDRAWN, "You withdrew your report"),
    ],
)
def test_every_state_of_a_report_is_told_in_words(state, says, visitor, partnership):
    report = make_pre_signal(partnership, state=state, referral="Klachtendienst")

    response = visitor.get(at(report))

    assert response.status_code == 200
    assert f"<h1>{says}</h1>" in response.content.decode()
    assert response.content.decode().count('<span class="path-number">') == 8


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (SignalState.BUNDLING, "Your signal is being put together"),
        (SignalState.ANALYSIS, "Your signal is being examined"),
        (SignalState.PUBLISHED, "Your signal is public"),
        (SignalState.DECIDED, "There is a decision about your signal"),
        (SignalState.IN_ACTION, "Something is being done about your signal"),
        (SignalState.CLOSED, "Your signal is closed"),
        (SignalState.PARKED, "Your signal waits"),
        (SignalState.NOT_RETAINED, "Your signal does not go on"),
    ],
)
@pytest.mark.parametrize("kind", ["report", "support"])
def test_every_state_of_the_signal_is_told_in_words(
    kind, state, says, visitor, partnership
):
    signal = make_signal(partnership, state)
    if kind == "report":
        raised = make_pre_signal(partnership, state=P.LINKED)
        make_link(raised, signal)
    else:
        raised = make_support(signal)

    html = visitor.get(at(raised)).content.decode()

    assert f"<h1>{says}</h1>" in html
    assert f"Signal {signal.number}" in html
    assert (signal.get_absolute_url() in html) == signal.is_public


def test_a_signal_that_is_not_public_shows_its_title_and_phase_alone(
    visitor, partnership
):
    signal = make_signal(
        partnership,
        SignalState.ANALYSIS,
        title="Na zes uur rijdt er geen bus",
        statement="Nog niet iedereen is het eens over deze zin.",
        feedback="Van een vorige ronde.",
    )
    Decision.objects.create(
        signal=signal, body="Stuurgroep", date="2026-01-05", route=Route.BILATERAL
    )
    report = make_pre_signal(partnership, state=P.LINKED)
    make_link(report, signal)

    page = text_of(visitor.get(at(report)))

    assert "Na zes uur rijdt er geen bus" in page
    assert "Analysed" in page
    assert "Nog niet iedereen" not in page
    assert "Stuurgroep" not in page
    assert "Van een vorige ronde." not in page


def test_a_public_signal_shows_what_was_decided_done_and_came_of_it(
    visitor, partnership
):
    signal = make_signal(partnership, SignalState.CLOSED, feedback="De avondbus rijdt.")
    day = datetime.date(2026, 9, 18)
    Decision.objects.create(
        signal=signal, body="Stuurgroep", date=day, route=Route.BILATERAL
    )
    AgreedAction.objects.create(signal=signal, what="Avondbus", who="Stad", by=day)
    AgreedAction.objects.create(signal=signal, what="Proefrit", who="Stad", done=day)
    Letter.objects.create(
        signal=signal, addressee="Vervoerregio", sent=day, answer="Dat kan."
    )
    Decision.objects.create(
        signal=signal, body="Vorige ronde", date=day, route=Route.BILATERAL, round=0
    )
    support = make_support(signal, note="Ook bij ons in Zeverdonk.")

    page = text_of(visitor.get(at(support)))

    assert "Stuurgroep, 18 September 2026: in bilateral consultation." in page
    assert "Avondbus (Stad): by 18 September 2026" in page
    assert "done on 18 September 2026" in page
    assert "A letter went to Vervoerregio on 18 September 2026." in page
    assert "Dat kan." in page
    assert "What came of it: solved" in page
    assert "De avondbus rijdt." in page
    assert "Ook bij ons in Zeverdonk." in page
    assert "Vorige ronde" not in page


def test_a_report_in_two_signals_shows_both(visitor, partnership):
    report = make_pre_signal(partnership, state=P.LINKED)
    make_link(report, make_signal(partnership, title="Geen bus"))
    make_link(
        report, make_signal(partnership, SignalState.PUBLISHED, title="Geen geld")
    )

    page = text_of(visitor.get(at(report)))

    assert "Your report is part of several signals" in page
    assert "Geen bus" in page
    assert "Your signal is being put together." in page
    assert "Geen geld" in page
    assert "Your signal is public." in page


def test_the_outcome_stands_there_in_the_coordinators_words(
    visitor, partnership, alice
):
    report = make_pre_signal(partnership)
    weighing.refer(
        report, referral="Klachtendienst", answer="Zij kijken na.", actor=alice
    )

    page = text_of(visitor.get(at(report)))

    assert "Zij kijken na." in page
    assert "Where you can go: Klachtendienst" in page


def test_an_outcome_that_was_taken_back_is_not_shown(visitor, partnership, alice):
    report = make_pre_signal(partnership)
    weighing.settle_internally(report, "Opgelost aan het loket.", actor=alice)
    weighing.reconsider(report, actor=alice)

    assert "Opgelost aan het loket." not in text_of(visitor.get(at(report)))


def test_the_raiser_reads_back_what_was_told(visitor, partnership):
    lokelare = partnership.area.members.get(name="Lokelare")
    report = make_pre_signal(
        partnership,
        problem="Geen bus na zes uur",
        for_whom="avondschoolgangers",
        since="sinds september",
        frequency="weekly",
        people="10-24",
        example="Een vader wandelt.",
        organisation_name="CAW Durmeland",
        email="bo@durmeland.example",
        whole_area=True,
    )
    report.areas.add(lokelare)

    page = text_of(visitor.get(at(report)))

    for told in (
        "Geen bus na zes uur", "avondschoolgangers", "sinds september", "every week",
        "10 to 24", "Een vader wandelt.", "CAW Durmeland", "bo@durmeland.example",
        "the whole area", "Lokelare",
    ):  # fmt: skip
        assert told in page


def test_what_is_written_is_shown_and_not_obeyed(visitor, partnership):
    report = make_pre_signal(partnership, problem="<script>alert(1)</script>")

    html = visitor.get(at(report)).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_coordinators_name_is_not_given(visitor, partnership, alice):
    report = make_pre_signal(partnership)
    weighing.ask_back(report, "Waar precies?", actor=alice)

    page = text_of(visitor.get(at(report)))

    assert "Waar precies?" in page
    assert "Alice" not in page


def test_what_happened_is_told_newest_first(visitor, partnership, alice):
    report = make_pre_signal(partnership)
    weighing.take_up(report, actor=alice)
    weighing.ask_back(report, "Waar precies?", actor=alice)

    page = text_of(visitor.get(at(report)))

    asked = page.index("The coordinator asked the reporter a question.")
    taken = page.index("A coordinator started weighing the report.")
    assert asked < taken


def test_right_after_sending_it_says_so_and_not_a_day_later(visitor, partnership):
    report = make_pre_signal(partnership)
    early = visitor.get(f"{at(report)}?nieuw").content.decode()
    PreSignal.objects.update(created=timezone.now() - datetime.timedelta(hours=2))

    late = visitor.get(f"{at(report)}?nieuw").content.decode()

    assert "data-draft-clear" in early
    assert "data-draft-clear" not in late
    assert "Your personal link" in late


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    count, visitor, partnership, alice, django_assert_num_queries
):
    report = make_pre_signal(partnership, state=P.LINKED)
    for number in range(count):
        signal = make_signal(
            partnership, SignalState.PUBLISHED, title=f"Titel {number}"
        )
        make_link(report, signal)
        AgreedAction.objects.create(signal=signal, what="Bellen", who="CAW")
        PreSignalMessage.objects.create(pre_signal=report, kind="example", text="Nog.")

    # The first visit of a process also reads what it then remembers for good.
    visitor.get(at(report))
    with django_assert_num_queries(17):
        visitor.get(at(report))


# -- Nobody else --------------------------------------------------------------------


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_link_that_opens_nothing_says_what_to_do(name, visitor, partnership):
    response = visitor.get(reverse(f"signals:{name}", args=["x" * 32]))

    assert response.status_code == 404
    assert "This link opens nothing" in response.content.decode()
    assert response["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_link_ends_on_its_day(name, visitor, partnership):
    today = timezone.localdate()
    past = make_pre_signal(partnership, follow_until=today - datetime.timedelta(days=1))
    last = make_pre_signal(partnership, follow_until=today)

    assert visitor.get(at(past, name)).status_code == 404
    assert visitor.get(at(last, name)).status_code in {200, 302}


@pytest.mark.parametrize("name", ADDRESSES[1:])
def test_who_supports_a_signal_has_no_report_to_work_on(name, visitor, partnership):
    support = make_support(make_signal(partnership, SignalState.PUBLISHED))

    response = visitor.post(at(support, name), {"answer": ANSWER, "example": ANSWER})

    assert response.status_code == 404
    assert not PreSignalMessage.objects.exists()


def test_the_page_is_kept_and_found_by_nobody(visitor, partnership):
    response = visitor.get(at(make_pre_signal(partnership)))

    assert response["Referrer-Policy"] == "strict-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert b'<meta name="robots" content="noindex, nofollow">' in response.content


def test_a_form_of_this_page_passes_the_check_against_forgery(partnership):
    """The browser must send an origin, which the strictest policy would take away."""
    report = make_pre_signal(partnership)
    client = Client(enforce_csrf_checks=True)
    page = client.get(at(report)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"example": ANSWER, "csrfmiddlewaretoken": token}

    own = client.post(
        at(report, "follow_add"), form, headers={"origin": "http://testserver"}
    )
    none = client.post(at(report, "follow_add"), form, headers={"origin": "null"})

    assert own.status_code == 302
    assert none.status_code == 403


# -- Answering, adding --------------------------------------------------------------


@pytest.fixture
def asked(partnership, alice):
    report = make_pre_signal(partnership)
    return weighing.ask_back(report, "Voor wie vooral?", actor=alice)


def test_an_answer_goes_back_to_the_coordinator(visitor, asked):
    response = visitor.post(at(asked, "follow_answer"), {"answer": ANSWER}, follow=True)

    asked.refresh_from_db()
    answer = asked.messages.last()
    page = text_of(response)
    assert asked.state == P.IN_REVIEW
    assert (answer.text, answer.kind, answer.from_raiser) == (ANSWER, "answer", True)
    assert response.redirect_chain == [(at(asked), 302)]
    assert "Thank you. Your answer arrived." in page
    assert ANSWER in page
    assert "Voor wie vooral?" in page


def test_an_empty_answer_is_shown_again(visitor, asked):
    response = visitor.post(at(asked, "follow_answer"), {"answer": " "})

    asked.refresh_from_db()
    assert response.status_code == 422
    assert "Write a few words first." in response.content.decode()
    assert asked.state == P.QUESTION


@pytest.mark.parametrize("state", [s for s in P if s != P.QUESTION])
def test_an_answer_nobody_asked_for_is_not_lost(state, visitor, partnership):
    report = make_pre_signal(partnership, state=state, referral="Klachtendienst")

    response = visitor.post(at(report, "follow_answer"), {"answer": ANSWER})

    html = response.content.decode()
    assert response.status_code == 422
    assert ANSWER in html
    assert "There is no open question any more." in html
    assert not PreSignalMessage.objects.exists()


@pytest.mark.parametrize("state", [s for s in P if s != P.WITHDRAWN])
def test_an_example_can_always_be_added(state, visitor, partnership):
    report = make_pre_signal(partnership, state=state, referral="Klachtendienst")

    response = visitor.post(at(report, "follow_add"), {"example": ANSWER})

    report.refresh_from_db()
    message = report.messages.get()
    assert response.status_code == 302
    assert (message.kind, message.text) == ("example", ANSWER)
    assert report.state == state


def test_a_withdrawn_report_takes_no_examples(visitor, partnership):
    report = make_pre_signal(partnership, state=P.WITHDRAWN)

    page = visitor.get(at(report)).content.decode()
    response = visitor.post(at(report, "follow_add"), {"example": ANSWER})

    assert 'name="example"' not in page
    assert response.status_code == 422
    assert ANSWER in response.content.decode()
    assert not PreSignalMessage.objects.exists()


@pytest.mark.parametrize("name", ["follow_answer", "follow_add"])
def test_opening_the_address_of_a_form_leads_to_the_page(name, visitor, asked):
    response = visitor.get(at(asked, name))

    assert response.status_code == 302
    assert response["Location"] == at(asked)


@pytest.mark.parametrize(
    ("name", "field"),
    [("follow_answer", "answer"), ("follow_add", "example")],
)
def test_what_is_certain_is_refused_in_place(name, field, visitor, asked):
    response = visitor.post(at(asked, name), {field: CERTAIN})

    html = response.content.decode()
    assert response.status_code == 422
    assert "<mark>mevrouw Verdonck</mark>" in html
    assert asked.messages.count() == 1


@pytest.mark.parametrize(
    ("name", "field"),
    [("follow_answer", "answer"), ("follow_add", "example")],
)
def test_what_is_doubtful_may_stay_and_is_marked(name, field, visitor, asked):
    first = visitor.post(at(asked, name), {field: DOUBTFUL})
    token = re.search(r'name="accepted" value="([^"]+)"', first.content.decode())[1]

    second = visitor.post(at(asked, name), {field: DOUBTFUL, "accepted": [token]})

    asked.refresh_from_db()
    (mark,) = asked.screening
    assert first.status_code == 422
    assert second.status_code == 302
    assert mark["field"] == f"message-{asked.messages.last().pk}"


def test_after_too_much_one_has_to_wait_and_loses_nothing(visitor, asked, monkeypatch):
    monkeypatch.setattr(limits, "FOLLOW_UP", limits.Limit("follow-up", 1))
    visitor.post(at(asked, "follow_add"), {"example": "Eerste."})

    response = visitor.post(at(asked, "follow_add"), {"example": ANSWER})

    assert response.status_code == 429
    assert "Retry-After" in response
    assert ANSWER in response.content.decode()
    assert asked.messages.filter(kind="example").count() == 1


def test_who_is_signed_in_is_named_in_the_history(as_user, bob, asked):
    as_user(bob).post(at(asked, "follow_answer"), {"answer": ANSWER})

    assert asked.messages.last().author == bob


# -- Withdrawing --------------------------------------------------------------------


@pytest.mark.parametrize("state", [P.SUBMITTED, P.IN_REVIEW, P.QUESTION])
def test_a_report_is_withdrawn_after_a_second_look(state, visitor, partnership):
    report = make_pre_signal(partnership, state=state)

    page = visitor.get(at(report)).content.decode()
    asks = visitor.get(at(report, "follow_withdraw"))
    response = visitor.post(
        at(report, "follow_withdraw"), {"reason": "Al opgelost."}, follow=True
    )

    report.refresh_from_db()
    assert at(report, "follow_withdraw") in page
    assert "Withdraw this report?" in asks.content.decode()
    assert report.state == P.WITHDRAWN
    assert "Your report was withdrawn." in text_of(response)


@pytest.mark.parametrize("state", [P.LINKED, P.HANDLED_INTERNALLY, P.NOT_A_SIGNAL])
def test_a_report_with_an_outcome_is_not_withdrawn(state, visitor, partnership):
    report = make_pre_signal(partnership, state=state, referral="Klachtendienst")

    page = visitor.get(at(report)).content.decode()
    asks = visitor.get(at(report, "follow_withdraw")).content.decode()
    response = visitor.post(at(report, "follow_withdraw"), {"reason": "Toch niet."})

    report.refresh_from_db()
    assert at(report, "follow_withdraw") not in page
    assert "so it cannot be withdrawn" in asks
    assert response.status_code == 422
    assert report.state == state


def test_the_reason_is_screened(visitor, partnership):
    report = make_pre_signal(partnership)

    response = visitor.post(at(report, "follow_withdraw"), {"reason": CERTAIN})

    report.refresh_from_db()
    assert response.status_code == 422
    assert "<mark>mevrouw Verdonck</mark>" in response.content.decode()
    assert report.state == P.SUBMITTED


def test_withdrawing_has_a_limit(visitor, partnership, monkeypatch):
    monkeypatch.setattr(limits, "FOLLOW_UP", limits.Limit("follow-up", 0))
    report = make_pre_signal(partnership)

    response = visitor.post(at(report, "follow_withdraw"), {"reason": "Al opgelost."})

    report.refresh_from_db()
    assert response.status_code == 429
    assert "Al opgelost." in response.content.decode()
    assert report.state == P.SUBMITTED


def test_the_frame_around_the_page_is_that_of_the_partnership(visitor):
    report = make_pre_signal(make_partnership("scheldekant"))

    html = visitor.get(at(report)).content.decode()

    assert 'href="/scheldekant/signaleren/"' in html
