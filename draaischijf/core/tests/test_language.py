from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["", "en-GB,en;q=0.9", "fr"])
def test_the_site_speaks_dutch_whatever_the_browser_asks(client, asked):
    answer = client.get("/privacy/", headers={"Accept-Language": asked})

    assert answer["Content-Language"] == "nl"
    assert '<html lang="nl"' in answer.content.decode()


def test_who_chose_english_reads_english(client):
    client.cookies["django_language"] = "en"

    assert client.get("/privacy/")["Content-Language"] == "en"


def test_an_unknown_language_in_the_cookie_is_dutch(client):
    client.cookies["django_language"] = "tlh"

    assert client.get("/privacy/")["Content-Language"] == "nl"
