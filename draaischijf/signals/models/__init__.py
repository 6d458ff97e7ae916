"""The tables of the path."""

from draaischijf.signals.models.agenda import AgendaPlace, Challenge
from draaischijf.signals.models.different import DifferentPair
from draaischijf.signals.models.following import (
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    LogEntry,
    SignalActor,
)
from draaischijf.signals.models.meanings import Meaning
from draaischijf.signals.models.merging import SignalMerge
from draaischijf.signals.models.policy_signals import PolicySignal, SignalStep
from draaischijf.signals.models.pre_signals import (
    PreSignal,
    PreSignalAttachment,
    PreSignalLink,
    PreSignalMessage,
    SignalSupport,
)
from draaischijf.signals.models.watching import SavedSearch, SignalFollow

__all__ = [
    "AgendaPlace",
    "AgreedAction",
    "Agreement",
    "Challenge",
    "Decision",
    "DifferentPair",
    "Letter",
    "LogEntry",
    "Meaning",
    "PolicySignal",
    "PreSignal",
    "PreSignalAttachment",
    "PreSignalLink",
    "PreSignalMessage",
    "SavedSearch",
    "SignalActor",
    "SignalFollow",
    "SignalMerge",
    "SignalStep",
    "SignalSupport",
]
