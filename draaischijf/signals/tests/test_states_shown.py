"""A state in a list: the word of its field, in the language of the page."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from draaischijf.core.icons import ICONS
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal


def written(signal, language):
    with translation.override(language):
        return Template("{% state_of signal %}").render(Context({"signal": signal}))


@pytest.mark.parametrize("state", SignalState)
def test_it_is_what_the_part_shows(state):
    signal = PolicySignal(state=state)
    source = "{% state_mark signal.state signal.get_state_display %}"

    with translation.override("nl"):
        part = Template(source).render(Context({"signal": signal}))

    assert written(signal, "nl") == part


def test_it_follows_the_language():
    signal = PolicySignal(state=SignalState.CLOSED)

    dutch, english = written(signal, "nl"), written(signal, "en")

    assert dutch != english
    assert ICONS["check-circle"] in dutch
