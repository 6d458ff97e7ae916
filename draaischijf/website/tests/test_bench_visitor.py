"""The visitor of the measures: fills in forms as a browser would."""

from __future__ import annotations

from http.client import HTTPConnection

import pytest
from django.urls import reverse

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.models import PreSignal
from draaischijf.website.bench import served, visitor
from draaischijf.website.bench.visitor import Visitor, form_with, forms_of, session_of

PAGE = """
<form action="/zoeken/"><input name="q"></form>
<form method="post" action="/hier/">
  <input type="hidden" name="key" value="k&amp;1">
  <textarea name="problem">een
twee</textarea>
  <input type="radio" name="often" value="weekly">
  <input type="radio" name="often" value="monthly" checked>
  <input type="checkbox" name="area" value="3">
  <select name="people"><option value="">?</option><option value="5" selected>5</option>
  </select>
  <input type="file" name="attachments"><input type="submit" name="go" value="1">
</form>
"""


def test_a_form_is_read_as_a_browser_would_send_it():
    form = form_with(PAGE, "problem")

    assert (form.action, form.method) == ("/hier/", "post")
    assert form.fields == {
        "key": "k&1",
        "problem": "een\ntwee",
        "often": "monthly",
        "people": "5",
    }
    assert [one.method for one in forms_of(PAGE)] == ["get", "post"]
    assert form_with(PAGE, "q") is None


@pytest.mark.django_db(transaction=True)
def test_a_visitor_reports_over_the_network_and_reads_the_inbox(live_server):
    partnership = make_partnership("durmeland")
    alice = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    port = live_server.thread.port
    path = reverse("signals:report", args=["durmeland"])

    nobody = Visitor(port, address="10.0.0.1")
    form = form_with(nobody.get(path).text, "problem")
    answer = nobody.send(form, path, problem="De wachtlijst is te lang.")
    inside = Visitor(port, address="10.0.0.2", session=session_of(alice))
    inbox = inside.get(reverse("signals:inbox", args=["durmeland"]))

    assert answer.status == 302
    assert answer.location.startswith("/volg/")
    assert PreSignal.objects.get().problem == "De wachtlijst is te lang."
    assert inbox.status == 200
    assert "De wachtlijst is te lang." in inbox.text
    assert inbox.seconds > 0


def test_a_connection_that_the_server_closed_is_made_again(monkeypatch):
    asked = []

    def request(self, method, path, *rest):
        asked.append(path)
        if len(asked) == 1:
            raise ConnectionResetError

    class Response:
        status = 200
        headers = type("Headers", (dict,), {"get_all": lambda self, name: []})()

        def read(self):
            return b"dag"

    monkeypatch.setattr(HTTPConnection, "request", request)
    monkeypatch.setattr(HTTPConnection, "getresponse", lambda self: Response())

    assert Visitor(1, address="10.0.0.1").get("/").text == "dag"
    assert asked == ["/", "/"]
    assert visitor.HOST == served.HOST
