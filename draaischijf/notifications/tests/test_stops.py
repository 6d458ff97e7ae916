from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.test import Client
from django.test.utils import override_settings
from hypothesis import given
from hypothesis import strategies as st

import draaischijf
from draaischijf.notifications import domain, kinds, stops
from draaischijf.notifications.models import Mail, MailState, MailStop
from draaischijf.notifications.tests.test_outbox import draft, waiting_jobs

pytestmark = pytest.mark.django_db
BO = "bo@durmeland.example"


def sent(**changes):
    """Send one mail for real and return the message as it left."""
    assert domain.send(domain.enqueue(draft(partnership_id=7, **changes)).pk)
    return outbox.outbox[-1]


def path_in(message):
    address = re.fullmatch(r"<(.+)>", message.extra_headers["List-Unsubscribe"])[1]
    return address.split("localhost:8000", 1)[1]


def test_a_mail_says_how_to_stop_it_to_people_and_to_programs():
    message = sent(key="1")

    html = message.alternatives[0][0]
    path = path_in(message)
    assert path in message.body
    assert path in html
    assert "{stop}" not in message.body + html
    assert message.extra_headers["List-Unsubscribe-Post"] == (
        "List-Unsubscribe=One-Click"
    )
    assert BO not in path


def test_a_mail_program_stops_them_with_one_post_and_no_cookie():
    path = path_in(sent(key="1"))
    program = Client(enforce_csrf_checks=True)

    answer = program.post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    mail = domain.enqueue(draft(key="2", partnership_id=7))
    assert mail.state == MailState.STOPPED
    assert (mail.text, mail.html) == ("", "")
    assert len(outbox.outbox) == waiting_jobs() == 1


def test_looking_at_the_page_stops_nothing(client):
    """Mail scanners open every link."""
    page = client.get(path_in(sent(key="1")))

    assert page.status_code == 200
    assert not MailStop.objects.exists()
    assert "noindex" in page["X-Robots-Tag"]


def test_a_mail_that_waits_when_the_stop_comes_does_not_go():
    path = path_in(sent(key="1"))
    waiting = domain.enqueue(draft(key="2", partnership_id=7))
    Client().post(path)

    assert not domain.send(waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.text) == (MailState.STOPPED, "")
    assert len(outbox.outbox) == 1


def test_it_is_taken_back_on_the_same_page(client):
    path = path_in(sent(key="1"))
    client.post(path)
    client.post(path)
    assert MailStop.objects.count() == 1

    client.post(path, {"again": "1"})

    assert not MailStop.objects.exists()
    assert domain.enqueue(draft(key="3", partnership_id=7)).state == MailState.WAITING


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "an@durmeland.example"},
        {"partnership_id": 8},
        {"partnership_id": None},
        {"kind": "silent_actions"},
        {"kind": "invitation"},
    ],
)
def test_a_stop_holds_for_one_address_group_and_partnership(changes):
    Client().post(path_in(sent(key="1")))

    other = domain.enqueue(draft(**{"key": "2", "partnership_id": 7, **changes}))

    assert other.state == MailState.WAITING


def test_an_address_in_capitals_is_the_same_address():
    Client().post(path_in(sent(key="1")))

    mail = domain.enqueue(draft(key="2", to="BO@durmeland.example", partnership_id=7))

    assert mail.state == MailState.STOPPED


def test_a_mail_an_account_cannot_do_without_has_no_stop():
    message = sent(key="1", kind="invitation")

    assert "List-Unsubscribe" not in message.extra_headers
    assert "mails/stoppen" not in message.body
    assert stops.stop_url(BO, kinds.ACCOUNT, 7) == ""


def test_the_address_itself_is_not_kept_with_the_stop():
    Client().post(path_in(sent(key="1")))

    kept = MailStop.objects.values().get()

    assert "durmeland" not in str(kept)


def test_a_stop_outlives_the_secret_key():
    with override_settings(SECRET_KEY="old" * 20):
        path = path_in(sent(key="1"))
        Client().post(path)

    with override_settings(SECRET_KEY="new" * 20, SECRET_KEY_FALLBACKS=["old" * 20]):
        mail = domain.enqueue(draft(key="2", partnership_id=7))
        assert Client().get(path).status_code == 200

    assert mail.state == MailState.STOPPED


@given(st.text(alphabet=st.characters(exclude_characters="/\x00"), max_size=80))
def test_only_what_was_signed_here_stops_anything(token):
    assert stops.stop_of(token) is None


def test_a_link_that_was_changed_is_not_found(client):
    path = path_in(sent(key="1"))

    assert client.get(path.replace("/7.", "/8.")).status_code == 404


def test_every_kind_of_mail_that_is_written_belongs_to_a_group():
    """A kind that nobody registered cannot be stopped: that has to be meant."""
    written = set()
    for path in Path(draaischijf.__file__).parent.rglob("emails.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "kind"
                and isinstance(node.value, ast.Constant)
            ):
                written.add(node.value.value)

    assert written - set(kinds.kinds()) == set()
    assert len(written) > 4


def test_a_kind_belongs_to_one_group():
    other = kinds.MailGroup("x", "x", "x", "x")

    with pytest.raises(ValueError, match="receipt"):
        kinds.register(other, ["receipt"])
    kinds._groups.pop("x")


def test_what_is_stopped_leaves_a_row_and_twice_is_once():
    Client().post(path_in(sent(key="1")))

    domain.enqueue(draft(key="2", partnership_id=7))
    domain.enqueue(draft(key="2", partnership_id=7))

    assert Mail.objects.filter(key="2").count() == 1


def test_every_mail_has_the_frame_that_says_why_and_how_to_stop():
    package = Path(draaischijf.__file__).parent
    mails = [
        path
        for path in package.rglob("templates/*/mail/*")
        if path.parts[-3] != "core" and path.name != "path.html"
    ]

    bare = [
        path.name
        for path in mails
        if not path.read_text().startswith(f'{{% extends "core/mail/base{path.suffix}"')
    ]

    assert bare == []
    assert len(mails) > 10
