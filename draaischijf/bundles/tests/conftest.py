"""What the tests of editions share."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Agreement
from draaischijf.signals.tests.factories import make_signal


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def reading(as_user):
    """Return a function that gives a client who reads English."""

    def sign_in(user=None):
        client = as_user(user) if user else Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return sign_in


@pytest.fixture
def house(partnership):
    return make_organisation(partnership, "CAW Durmeland", in_working_group=True)


@pytest.fixture
def published(partnership):
    return make_signal(
        partnership,
        SignalState.PUBLISHED,
        title="Na zes uur rijdt er geen bus",
        statement="Wie in Molenhoek laat werkt, geraakt niet meer thuis.",
        examples="- Een poetshulp betaalt elke avond een taxi.",
    )


@pytest.fixture
def analysed(partnership, house):
    signal = make_signal(partnership, SignalState.ANALYSIS, statement="Geen studio.")
    Agreement.objects.create(
        signal=signal,
        organisation=house,
        round=1,
        result="agree_with_remark",
        remark="Noem ook de kamers.",
    )
    return signal


@pytest.fixture
def bundle(partnership, published, analysed):
    return make_bundle(
        partnership, published, analysed, introduction="Voor het nieuwe bestuur."
    )
