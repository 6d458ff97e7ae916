"""What comes along with a signal that becomes part of another one."""

from __future__ import annotations

from draaischijf.signals.carried import Carried

CARRIED = (
    Carried("consultation.AgendaItem", way="signal", goes=True),
    Carried("consultation.BodyDecision", way="signal", goes=True),
)
