"""The tables of the path."""

from draaischijf.signals.models.agenda import AgendaPlace, Challenge
from draaischijf.signals.models.deadlines import PhaseDeadlines
from draaischijf.signals.models.different import DifferentPair
from draaischijf.signals.models.following import (
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    LogEntry,
    SignalActor,
)
from draaischijf.signals.models.grouping import (
    GroupedReport,
    Grouping,
    ReportGroup,
)
from draaischijf.signals.models.meanings import Meaning
from draaischijf.signals.models.merging import SignalMerge
from draaischijf.signals.models.offers import SignalOffer, TakenUp
from draaischijf.signals.models.policy_signals import PolicySignal, SignalStep
from draaischijf.signals.models.pre_signals import (
    PreSignal,
    PreSignalAttachment,
    PreSignalLink,
    PreSignalMessage,
    SignalSupport,
)
from draaischijf.signals.models.raiser_counts import COUNT as COUNT_RAISERS
from draaischijf.signals.models.routing import RoutingRule
from draaischijf.signals.models.synonyms import SynonymList
from draaischijf.signals.models.watching import SavedSearch, SignalFollow
from draaischijf.signals.models.wording import WordingProposal

__all__ = [
    "COUNT_RAISERS",
    "AgendaPlace",
    "AgreedAction",
    "Agreement",
    "Challenge",
    "Decision",
    "DifferentPair",
    "GroupedReport",
    "Grouping",
    "Letter",
    "LogEntry",
    "Meaning",
    "PhaseDeadlines",
    "PolicySignal",
    "PreSignal",
    "PreSignalAttachment",
    "PreSignalLink",
    "PreSignalMessage",
    "ReportGroup",
    "RoutingRule",
    "SavedSearch",
    "SignalActor",
    "SignalFollow",
    "SignalMerge",
    "SignalOffer",
    "SignalStep",
    "SignalSupport",
    "SynonymList",
    "TakenUp",
    "WordingProposal",
]
