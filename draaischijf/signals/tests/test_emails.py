from __future__ import annotations

import datetime
import re
import uuid

import pytest
from django.core import mail as outbox
from django.utils import translation

from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.signals import emails, links
from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.domain.reporting import Report, Support
from draaischijf.signals.emails import Answer
from draaischijf.signals.enums import PreSignalState, Route, SignalState
from draaischijf.signals.models import AgreedAction, Decision, Letter
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db

ATTACK = "<script>alert(1)</script> & <b>vet</b>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;vet&lt;/b&gt;"
MOVES = [
    SignalState.PUBLISHED,
    SignalState.DECIDED,
    SignalState.IN_ACTION,
    SignalState.CLOSED,
    SignalState.NOT_RETAINED,
]


@pytest.fixture
def report(partnership):
    return make_pre_signal(
        partnership, problem=ATTACK, email="bo@durmeland.example", state="linked"
    )


@pytest.fixture
def signal(partnership, report):
    made = make_signal(
        partnership,
        SignalState.CLOSED,
        title=f"Titel {ATTACK}",
        feedback=f"Er kwam dit van: {ATTACK}",
        reason=f"Daarom niet: {ATTACK}",
    )
    make_link(report, made)
    day = datetime.date(2026, 9, 18)
    Decision.objects.create(
        signal=made, body=f"Stuurgroep {ATTACK}", date=day, route=Route.BILATERAL,
        text=f"Beslist {ATTACK}",
    )  # fmt: skip
    AgreedAction.objects.create(signal=made, what=f"Doen {ATTACK}", who="CAW", by=day)
    Letter.objects.create(signal=made, addressee=f"Minister {ATTACK}", sent=day)
    return made


def outcome(state, **given):
    return lambda report, signal: emails.outcome_draft(
        report, Answer(state=state, text=f"Antwoord {ATTACK}", **given)
    )


def movement(state):
    return lambda report, signal: emails.movement_draft(report, signal, state)


DRAFTS = {
    "question": lambda report, _signal: emails.question_draft(
        report, f"Vraag {ATTACK}"
    ),
    "linked": lambda report, signal: emails.outcome_draft(
        report,
        Answer(state=PreSignalState.LINKED, text=f"Antwoord {ATTACK}", signal=signal),
    ),
    "settled": outcome(PreSignalState.HANDLED_INTERNALLY),
    "referred": outcome(PreSignalState.NOT_A_SIGNAL, referral=f"Dienst {ATTACK}"),
    **{str(state): movement(state) for state in MOVES},
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", DRAFTS)
def test_a_mail_reads_well_in_both_parts_and_obeys_no_markup(
    name, language, report, signal
):
    report.language = language

    mail = notifications.render(DRAFTS[name](report, signal))

    assert mail.subject
    assert ATTACK in mail.text
    assert "&lt;" not in mail.text
    assert ESCAPED in mail.html
    assert "<script>" not in mail.html
    assert "<b>vet" not in mail.html
    assert f'lang="{language}"' in mail.html
    assert mail.text.count("{link}") == 1
    assert 'href="{link}"' in mail.html
    assert "Welzijnsoverleg Durmeland" in mail.text
    assert "Welzijnsoverleg Durmeland" in mail.html
    # No line of blanks after another: the text part is read as it is.
    assert "\n\n\n" not in mail.text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("give", ["receipt", "support"])
def test_a_confirmation_goes_with_the_real_link(give, language, partnership):
    if give == "receipt":
        raised = reporting.report_pre_signal(
            partnership,
            Report(problem=ATTACK, email="bo@durmeland.example", language=language),
            submission_key=uuid.uuid4(),
        )
    else:
        signal = make_signal(partnership, SignalState.PUBLISHED, title=ATTACK)
        raised = reporting.support_signal(
            signal,
            Support(email="bo@durmeland.example", language=language),
            submission_key=uuid.uuid4(),
        )

    notifications.send(Mail.objects.get().pk)

    (sent,) = outbox.outbox
    html = sent.alternatives[0].content
    link = links.follow_url(nonce=raised.follow_nonce)
    assert sent.to == ["bo@durmeland.example"]
    assert sent.body.count(link) == 1
    assert html.count(link) == 3
    assert ATTACK in sent.body
    assert ESCAPED in html
    assert "<script>" not in html
    # The token lies nowhere in the database.
    token = links.token_for(raised.follow_nonce)
    mail = Mail.objects.get()
    assert token not in f"{mail.text}{mail.html}{mail.link_arguments}"


def test_the_receipt_shows_the_path_in_the_language_of_the_raiser(partnership):
    reporting.report_pre_signal(
        partnership,
        Report(problem="Geen bus", email="bo@durmeland.example", language="en"),
        submission_key=uuid.uuid4(),
    )

    text = Mail.objects.get().text

    assert re.search(r"^\[x\] 1\. Noticed: \d", text, re.MULTILINE)
    assert "\n[>] 2. Collected: now\n" in text
    assert "\n[ ] 8. Reported back\n" in text


def test_news_of_a_move_comes_in_the_language_of_each_raiser(partnership):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    dutch = make_support(signal, email="jo@durmeland.example", language="nl")
    english = make_support(signal, email="an@durmeland.example", language="en")

    with translation.override("nl"):
        drafts = [
            emails.movement_draft(raised, signal, SignalState.PUBLISHED)
            for raised in (dutch, english)
        ]

    nl, en = (notifications.render(draft) for draft in drafts)
    assert en.subject == "Your signal has been published"
    assert "5. Reported: now\n" in en.text
    assert 'lang="nl"' in nl.html
    assert 'lang="en"' in en.html


def test_a_decision_is_told_with_who_when_and_how(report, signal):
    report.language = "en"

    text = notifications.render(movement(SignalState.DECIDED)(report, signal)).text

    assert "took a decision on 18 September 2026: in bilateral consultation." in text
    assert "Beslist" in text


def test_what_is_done_is_told_with_who_and_by_when(report, signal):
    report.language = "en"

    text = notifications.render(movement(SignalState.IN_ACTION)(report, signal)).text

    assert f"- Doen {ATTACK} (CAW), by 18 September 2026\n" in text
    assert f"- A letter went to Minister {ATTACK} on 18 September 2026.\n" in text


def test_closing_tells_the_outcome_and_what_came_of_it(report, signal):
    report.language = "en"

    text = notifications.render(movement(SignalState.CLOSED)(report, signal)).text

    assert "What came of it: solved\n\nEr kwam dit van:" in text


@pytest.mark.parametrize("target", [SignalState.PUBLISHED, SignalState.CLOSED])
def test_a_mail_about_a_move_says_why_it_comes_and_how_to_stop(report, signal, target):
    report.language = "en"

    told = notifications.render(movement(target)(report, signal))

    for text in (told.text, told.html):
        assert "because you reported this problem" in text
        assert "No more of these mails" in text
        assert "{stop}" in text


def test_without_an_address_there_is_no_mail(partnership, alice):
    report = make_pre_signal(partnership)

    weighing.ask_back(report, "Waar precies?", actor=alice)

    assert not Mail.objects.exists()


def test_a_question_goes_to_the_raiser_at_once(partnership, alice):
    report = make_pre_signal(partnership, email="bo@durmeland.example", language="en")

    weighing.ask_back(report, "Waar precies?\n\nEn sinds wanneer?", actor=alice)

    mail = Mail.objects.get()
    assert mail.subject == "A question about your report"
    assert "Waar precies?\n\nEn sinds wanneer?" in mail.text
    assert "<p>Waar precies?</p>\n<p>En sinds wanneer?</p>" in mail.html
