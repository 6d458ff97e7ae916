from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.utils import timezone

from draaischijf.core import tokens
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.signals import links
from draaischijf.signals.domain import weighing
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import (
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db
FORMER = "a-former-secret-key-of-fifty-characters-for-the-tests"
NEW = "a-new-secret-key-of-fifty-characters-for-these-tests"


def token_in(mail):
    text, _html = notifications.filled(mail)
    return re.search(r"/volg/([^/\s]+)/", text)[1]


def test_a_token_is_safe_in_an_address_and_its_own(settings):
    nonces = {tokens.new_nonce() for _number in range(50)}
    made = {links.token_for(nonce) for nonce in nonces}

    assert len(nonces) == len(made) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", one) for one in made)
    settings.SECRET_KEY = NEW
    assert not made & {links.token_for(nonce) for nonce in nonces}


def test_a_link_opens_a_report_or_a_support_and_nothing_else(partnership):
    report = make_pre_signal(partnership)
    support = make_support(make_signal(partnership, SignalState.PUBLISHED))

    assert links.find(links.token_of(report)) == report
    assert links.find(links.token_of(support)) == support
    # What lies in the database opens nothing.
    for kept in (report.follow_nonce, report.follow_hash, "", "x" * 32, "é", "a/b"):
        assert links.find(kept) is None


def test_path_and_address_are_of_one_token(partnership, settings):
    settings.SITE_URL = "https://signalen.durmeland.example"
    report = make_pre_signal(partnership)

    token = links.token_of(report)

    assert links.follow_path(report) == f"/volg/{token}/"
    assert links.follow_url(nonce=report.follow_nonce) == (
        f"https://signalen.durmeland.example/volg/{token}/"
    )


@pytest.mark.parametrize(
    ("days", "opens"), [(-1, False), (0, True), (1, True), (None, True)]
)
def test_a_link_opens_until_its_last_day(partnership, days, opens):
    until = None
    if days is not None:
        until = timezone.localdate() + datetime.timedelta(days=days)
    report = make_pre_signal(partnership, follow_until=until)
    support = make_support(make_signal(partnership), follow_until=until)

    for raised in (report, support):
        assert (links.find(links.token_of(raised)) == raised) == opens


def test_the_last_day_is_a_day_here_and_not_in_greenwich(partnership):
    report = make_pre_signal(partnership, follow_until=datetime.date(2026, 7, 1))

    # Half past eleven in London is half past midnight in Brussels.
    with time_machine.travel(
        datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    ):
        assert links.find(links.token_of(report)) is None
    with time_machine.travel(
        datetime.datetime(2026, 6, 30, 22, 30, tzinfo=datetime.UTC)
    ):
        assert links.find(links.token_of(report)) == report


def test_after_a_change_of_key_old_and_new_mails_open_the_same(
    partnership, settings, alice
):
    settings.SECRET_KEY = FORMER
    report = make_pre_signal(partnership, email="bo@durmeland.example")
    old = links.token_of(report)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, ["another", FORMER]

    weighing.ask_back(report, "Waar precies?", actor=alice)

    assert links.find(old) == report
    assert token_in(Mail.objects.get()) == old
    assert links.follow_path(report) == f"/volg/{old}/"


def test_after_a_key_that_leaked_the_next_mail_has_a_link_that_works(
    partnership, settings, alice
):
    settings.SECRET_KEY = FORMER
    report = make_pre_signal(partnership, email="bo@durmeland.example")
    old = links.token_of(report)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, []

    weighing.ask_back(report, "Waar precies?", actor=alice)

    fresh = token_in(Mail.objects.get())
    assert fresh != old
    assert links.find(fresh) == report
    # Who held the leaked key can open nothing with it any more.
    assert links.find(old) is None


def test_a_mail_that_waited_for_the_change_of_key_still_opens(
    partnership, settings, alice
):
    settings.SECRET_KEY = FORMER
    report = make_pre_signal(partnership, email="bo@durmeland.example")
    weighing.ask_back(report, "Waar precies?", actor=alice)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [FORMER]

    assert links.find(token_in(Mail.objects.get())) == report


@pytest.mark.parametrize("kind", ["report", "support"])
def test_the_page_shows_the_link_that_opens_it_also_after_a_change_of_key(
    kind, partnership, settings, client
):
    settings.SECRET_KEY = FORMER
    report = make_pre_signal(partnership)
    support = make_support(make_signal(partnership, SignalState.PUBLISHED))
    raised = report if kind == "report" else support
    path = links.follow_path(raised)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [FORMER]

    assert links.url_of(raised) == f"{settings.SITE_URL}{path}"
    assert links.url_of(raised) in client.get(path).content.decode()
