"""Fewer than five people is all the public reads; partners read how many."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from draaischijf.core.small_numbers import LEAST_SHOWN, shown_count
from draaischijf.reporting.builders import signal_dossier
from draaischijf.reporting.tests.factories import subject
from draaischijf.signals.enums import PeopleRange, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)

FEW = "minder dan 5"


@pytest.mark.parametrize("count", range(8))
def test_one_to_four_people_are_few_to_the_public(count):
    shown = shown_count(count, is_partner=False)

    assert shown == (FEW if 0 < count < LEAST_SHOWN else count)
    assert shown_count(count, is_partner=True) == count


@pytest.fixture
def signal(partnership):
    """Two reported it and two support it: four raisers, of at least four people."""
    made = make_signal(partnership, SignalState.PUBLISHED)
    for _ in range(2):
        few = {"people": PeopleRange.UP_TO_4}
        make_link(make_pre_signal(partnership, **few), made)
        make_support(made, **few)
    return made


def one_more(signal):
    make_support(signal, people=PeopleRange.UP_TO_4)


def facts(client, signal):
    """Return the figures on the page of a signal."""
    page = client.get(signal.get_absolute_url()).context["page"]
    return {str(fact.label): fact.value for fact in page.facts}


def test_the_page_of_a_signal(client, as_user, bob, signal):
    assert facts(client, signal) == {"melders": FEW, "mensen, minstens": FEW}
    assert facts(as_user(bob), signal) == {"melders": 4, "mensen, minstens": 4}

    one_more(signal)

    assert facts(client, signal) == {"melders": 5, "mensen, minstens": 5}


def test_the_list_of_signals(client, as_user, bob, signal, partnership):
    where = reverse("signals:signals", args=[partnership.slug])

    assert f"{FEW} melders" in client.get(where).content.decode()
    assert "4 melders" in as_user(bob).get(where).content.decode()


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_exports(format_, client, as_user, bob, signal, partnership):
    where = reverse("signals:signals_export", args=[partnership.slug, format_])

    def cells(one):
        body = one.get(where).getvalue()
        if format_ == "csv":
            _heads, line = body.decode("utf-8-sig").strip().split("\r\n")
            row = line.split(";")
        else:
            rows = openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows()
            row = [str(cell.value) for cell in list(rows)[1]]
        return row[6], row[9]

    assert cells(client) == (FEW, FEW)
    assert cells(as_user(bob)) == ("4", "4")


@pytest.mark.parametrize(("is_public", "shown"), [(True, FEW), (False, "4")])
def test_the_dossier_as_a_document(is_public, shown, signal, partnership):
    signal = PolicySignal.objects.get(pk=signal.pk)
    about = subject("signal_dossier", partnership, signal=signal, is_public=is_public)

    assert dict(signal_dossier._counts(about, signal)) == {
        "Melders": shown,
        "Mensen, minstens": shown,
    }
