"""The history of a partnership on its page and as a file."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from draaischijf.history.domain import record
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.signals.tests.factories import make_pre_signal, make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(partnership, alice, other_partnership):
    signal = make_signal(partnership)
    record(signal, "signal_edited", actor=alice, on_behalf_of="CAW Durmeland")
    record(
        make_pre_signal(partnership), "pre_signal_taken_up", actor=alice, note="=1+1"
    )
    action = make_action(make_objective(make_plan(partnership)))
    record(action, "action_edited", actor=alice, note="-2+3")
    record(make_signal(other_partnership), "signal_edited", actor=None, note="elders")
    return signal


def body(answer):
    return b"".join(answer.streaming_content)


def test_the_page_says_who_and_on_whose_behalf(told, as_user, alice):
    html = as_user(alice).get("/durmeland/geschiedenis/").content.decode()

    assert "Alice" in html
    assert "voor CAW Durmeland" in html
    assert "Signaal 1" in html
    assert "Melding 1" in html
    assert "elders" not in html


def test_an_action_is_in_the_history_of_its_partnership(told, as_user, alice):
    html = as_user(alice).get("/durmeland/geschiedenis/").content.decode()

    assert "Actie 1" in html


def test_the_csv_has_every_entry_and_no_formula(told, as_user, alice):
    answer = as_user(alice).get("/durmeland/geschiedenis.csv")

    rows = list(
        csv.reader(io.StringIO(body(answer).decode("utf-8-sig")), delimiter=";")
    )
    assert len(rows) == 4
    assert rows[0][:3] == ["Wanneer", "Wie", "Namens"]
    assert [row[1] for row in rows[1:]] == ["Alice"] * 3
    assert rows[1][2] == "CAW Durmeland"
    assert [row[5] for row in rows[1:]] == ["", "'=1+1", "'-2+3"]


def test_the_sheet_has_every_entry_as_text(told, as_user, dora):
    answer = as_user(dora).get("/durmeland/geschiedenis.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    notes = [sheet.cell(row, 6) for row in range(2, sheet.max_row + 1)]
    assert [(one.value, one.data_type) for one in notes[1:]] == [
        ("=1+1", "s"),
        ("-2+3", "s"),
    ]


def test_only_who_may_redact_reads_it(told, as_user, bob, charlie, client):
    for name in ("geschiedenis/", "geschiedenis.csv", "geschiedenis.xlsx"):
        assert as_user(bob).get(f"/durmeland/{name}").status_code == 404
        assert as_user(charlie).get(f"/durmeland/{name}").status_code == 404
        assert client.get(f"/durmeland/{name}").status_code == 302


def test_the_page_is_turned(told, as_user, alice, partnership):
    for number in range(60):
        record(told, "signal_edited", actor=alice, note=f"regel {number}")
    client = as_user(alice)

    first = client.get("/durmeland/geschiedenis/")
    after = first.context["page"].after
    second = client.get("/durmeland/geschiedenis/", {"after": after})

    assert "regel 59" in first.content.decode()
    assert "CAW Durmeland" in second.content.decode()
    assert second.context["page"].before
    empty = client.get("/durmeland/geschiedenis/", {"after": "onzin"})
    assert empty.status_code == 200


def test_its_queries_do_not_grow_with_the_entries(
    told, as_user, alice, partnership, django_assert_max_num_queries
):
    client = as_user(alice)
    client.get("/durmeland/geschiedenis/")
    for _ in range(20):
        record(make_signal(partnership), "signal_edited", actor=alice)

    with django_assert_max_num_queries(13):
        client.get("/durmeland/geschiedenis/")
