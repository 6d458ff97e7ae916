"""Accounts on social media."""

from __future__ import annotations

import pytest

from draaischijf.core.screening.findings import Certainty
from draaischijf.core.screening.screen import screen
from draaischijf.core.screening.social_media import social_media_accounts


def found_in(text):
    return [(one.text, one.certainty) for one in social_media_accounts(text)]


@pytest.mark.parametrize(
    "account",
    [
        "@kleine.jef_09",
        "https://www.facebook.com/jan.vandevoorde.9",
        "www.facebook.com/profile.php?id=100012345678",
        "fb.com/fatima.benali.52",
        "instagram.com/emma_dmr",
        "https://www.tiktok.com/@yass.t04",
        "https://www.linkedin.com/in/els-mertens-123",
        "twitter.com/kwade_buur",
    ],
)
def test_a_page_and_a_handle_are_doubtful(account):
    assert found_in(f"zie {account}, daar") == [(account, Certainty.DOUBTFUL)]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("haar insta is @ayaatje.x en", "@ayaatje.x"),
        ("zijn tiktok tiktok.com/@bilal.x04", "tiktok.com/@bilal.x04"),
        ("snap: lore_2006 en", "lore_2006"),
    ],
)
def test_somebodys_own_is_certain(text, account):
    assert found_in(text) == [(account, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    "text",
    [
        "@ocmwlokelare antwoordt niet",
        "facebook.com/huisvanhetkindlokelare",
        "facebook.com/groups/lokelarehelpt",
        "facebook.com/events/1234",
        "via Facebook, Instagram en TikTok",
        "facebook: vragen stellen",
        "jan@gmail.com",
        "mail @ de dienst",
        "https://elders.example/@nieuws",
        "@iedereen",
        "@ab",
    ],
)
def test_services_groups_and_mail_are_no_accounts(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    ["facebook.com/DeBrugDurmeland", "@debrugdurmeland_vzw1", "instagram.com/de_brug"],
)
def test_organisation_that_is_known_is_no_finding(text):
    known = ["De Brug", "De Brug Durmeland"]

    assert screen(text, known_names=known) == []
    assert screen(text) != [] or "vzw" in text


def test_short_name_of_an_organisation_excuses_only_itself():
    assert screen("@amal", known_names=["Amal"]) == []
    assert screen("@amal.x04", known_names=["Amal"]) != []
