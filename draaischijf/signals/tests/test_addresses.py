"""The address of a signal is built from that of the list: it must be the same."""

from __future__ import annotations

import pytest
from django.urls import reverse, set_script_prefix

from draaischijf.people.models import Partnership
from draaischijf.signals.models import PolicySignal


@pytest.fixture
def signal():
    return PolicySignal(number=42, partnership=Partnership(slug="durmeland"))


def test_it_is_what_the_table_of_addresses_says(signal):
    assert signal.get_absolute_url() == reverse(
        "signals:signal", args=["durmeland", 42]
    )


def test_a_report_stands_under_the_inbox_in_the_same_way():
    # templates/signals/_inbox_rows.html builds it so.
    inbox = reverse("signals:inbox", args=["durmeland"])

    assert f"{inbox}7/" == reverse("signals:pre_signal", args=["durmeland", 7])


def test_a_site_below_an_address_keeps_it(signal):
    set_script_prefix("/draai/")
    try:
        assert signal.get_absolute_url() == "/draai/durmeland/signalen/42/"
    finally:
        set_script_prefix("/")
