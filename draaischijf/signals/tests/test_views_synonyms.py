"""The page on which a partnership sets which words mean the same."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.history.models import Entry
from draaischijf.people.models import Partnership
from draaischijf.signals.models import SynonymList
from draaischijf.signals.queries.synonyms import (
    lines_of,
    shared_lines,
    synonyms_of,
    wrong_lines,
)
from draaischijf.signals.tests.factories import make_pre_signal


@pytest.fixture
def settings_url(partnership):
    return reverse("signals:synonyms", args=[partnership.slug])


def fresh(partnership):
    return synonyms_of(Partnership.objects.get(pk=partnership.pk))


def test_the_list_we_start_with_is_right():
    assert wrong_lines(shared_lines()) == []


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_who_does_not_weigh_finds_no_list(request, as_user, settings_url, who):
    client = as_user(request.getfixturevalue(who))

    assert client.get(settings_url).status_code == 404
    assert client.post(settings_url, {"lines": "aap = mens"}).status_code == 404


def test_a_partnership_adds_changes_and_switches_off(
    as_user, alice, partnership, other_partnership, settings_url
):
    client = as_user(alice)
    shown = client.get(settings_url).context["form"]["lines"].value()
    assert shown == shared_lines()
    lines = shown.replace("flexbus = belbus", "flexbus = belbus = dorpsbus")
    lines = lines.replace("gezinszorg = thuiszorg\n", "") + "\nzwembad = plonsbad"

    assert client.post(settings_url, {"lines": lines}).status_code == 302

    mine = fresh(partnership)
    assert ("dorpsbus",) in mine.others("flexbus")
    assert mine.others("plonsbad") == [("zwembad",)]
    assert not mine.others("thuiszorg")
    assert fresh(other_partnership).others("thuiszorg")
    assert not fresh(other_partnership).others("plonsbad")
    entry = Entry.objects.get(verb="synonyms_kept")
    assert entry.partnership_id == partnership.pk
    # The same again is no change.
    client.post(settings_url, {"lines": lines})
    assert Entry.objects.filter(verb="synonyms_kept").count() == 1


def test_all_is_switched_off_with_an_empty_list_and_put_back_with_a_button(
    as_user, alice, partnership, settings_url
):
    client = as_user(alice)
    client.post(settings_url, {"lines": ""})
    assert not fresh(partnership).others("ocmw")

    client.post(settings_url, {"lines": "onzin", "do": "shared"})

    assert not SynonymList.objects.exists()
    assert lines_of(partnership) == shared_lines()
    assert fresh(partnership).others("ocmw")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("aap = noot\nboom", "Regel 2: schrijf minstens twee woorden"),
        ("aap =", "Regel 1: schrijf minstens twee woorden"),
        ("= aap = noot", "Regel 1: schrijf minstens twee woorden"),
        ("aap = noot\n\nboom = Aap", "Regel 3: ‘Aap’ staat ook op regel 1"),
        ("aap = àap", "staat ook op regel 1"),
        ("aap = do", "‘do’ moet minstens drie letters"),
        ("aap = 123", "‘123’ moet minstens drie letters"),
        (f"aap = {'woord ' * 9}", "hoogstens acht woorden"),
        ("aap = " + "x" * 20_000, "20000"),
        ("aap = mevrouw 85.07.30-033.28", "aap"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_kept(
    as_user, alice, partnership, settings_url, lines, said
):
    seen = as_user(alice).post(settings_url, {"lines": lines})

    assert seen.status_code == 422
    assert said in seen.text
    assert lines[:12].strip() in seen.text
    assert not SynonymList.objects.exists()


def test_the_search_follows_the_list(as_user, alice, partnership, settings_url):
    make_pre_signal(partnership, problem="Het plonsbad is dicht.")
    client = as_user(alice)
    client.post(settings_url, {"lines": "zwembad = plonsbad"})

    inbox = reverse("signals:inbox", args=[partnership.slug])
    assert len(client.get(inbox, {"q": "zwembad"}).context["rows"]) == 1
    assert settings_url in client.get(inbox).text
