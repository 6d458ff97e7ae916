"""States, phases, routes and the other fixed lists of a signal's path."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.IntegerChoices):
    """Ghent's eight phases: the spine of everything."""

    NOTICED = 1, _("Noticed")
    COLLECTED = 2, _("Collected")
    BUNDLED = 3, _("Bundled")
    ANALYSED = 4, _("Analysed")
    REPORTED = 5, pgettext_lazy("phase", "Reported")
    DECIDED = 6, pgettext_lazy("phase", "Decided")
    IN_ACTION = 7, _("In action")
    FED_BACK = 8, _("Reported back")


class PreSignalState(models.TextChoices):
    SUBMITTED = "submitted", _("received")
    IN_REVIEW = "in_review", _("being weighed")
    QUESTION = "question", _("question to the reporter")
    LINKED = "linked", _("part of a signal")
    HANDLED_INTERNALLY = "handled_internally", _("settled within the organisation")
    NOT_A_SIGNAL = "not_a_signal", _("referred: not a signal")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_PRE_SIGNAL_STATES = (
    PreSignalState.SUBMITTED,
    PreSignalState.IN_REVIEW,
    PreSignalState.QUESTION,
)


class SignalState(models.TextChoices):
    BUNDLING = "bundling", _("being bundled")
    ANALYSIS = "analysis", _("being analysed")
    PUBLISHED = "published", pgettext_lazy("signal state", "published")
    DECIDED = "decided", pgettext_lazy("signal state", "decided")
    IN_ACTION = "in_action", _("in action")
    CLOSED = "closed", _("closed and reported back")
    PARKED = "parked", _("parked")
    NOT_RETAINED = "not_retained", _("not retained")
    # Goes on as part of another one; no step leads here (merge_rules.py).
    MERGED = "merged", _("part of another signal")


PHASE_OF_STATE: dict[SignalState, Phase] = {
    SignalState.BUNDLING: Phase.BUNDLED,
    SignalState.ANALYSIS: Phase.ANALYSED,
    SignalState.PUBLISHED: Phase.REPORTED,
    SignalState.DECIDED: Phase.DECIDED,
    SignalState.IN_ACTION: Phase.IN_ACTION,
    SignalState.CLOSED: Phase.FED_BACK,
}
PUBLIC_STATES = (
    SignalState.PUBLISHED,
    SignalState.DECIDED,
    SignalState.IN_ACTION,
    SignalState.CLOSED,
)
OPEN_STATES = (
    SignalState.BUNDLING,
    SignalState.ANALYSIS,
    SignalState.PUBLISHED,
    SignalState.DECIDED,
    SignalState.IN_ACTION,
)


class Frequency(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    NOW_AND_THEN = "now_and_then", _("now and then")
    ONCE = "once", _("once so far")


class PeopleRange(models.TextChoices):
    """How many people it is about; ranges, for a count of three may be a family."""

    UNKNOWN = "unknown", _("I don't know")
    UP_TO_4 = "1-4", _("fewer than 5")
    UP_TO_9 = "5-9", _("5 to 9")
    UP_TO_24 = "10-24", _("10 to 24")
    UP_TO_49 = "25-49", _("25 to 49")
    UP_TO_99 = "50-99", _("50 to 99")
    MORE = "100+", _("100 or more")


# The lower bound of each range: what may be added up without exaggerating.
LEAST_PEOPLE: dict[str, int] = {
    PeopleRange.UNKNOWN: 0,
    PeopleRange.UP_TO_4: 1,
    PeopleRange.UP_TO_9: 5,
    PeopleRange.UP_TO_24: 10,
    PeopleRange.UP_TO_49: 25,
    PeopleRange.UP_TO_99: 50,
    PeopleRange.MORE: 100,
}


class WeighAnswer(models.TextChoices):
    UNANSWERED = "", _("not answered yet")
    YES = "yes", _("yes")
    NO = "no", _("no")
    PARTLY = "partly", _("partly")


class Scale(models.TextChoices):
    MUNICIPAL = "municipal", _("municipal")
    INTERMUNICIPAL = "intermunicipal", _("intermunicipal")
    REGIONAL = "regional", _("regional")
    SUPRALOCAL = "supralocal", _("supra-local")


class Direction(models.TextChoices):
    """Between whom a signal goes (the signal function of regional consultation)."""

    UP = "up", _("to a higher level")
    SIDEWAYS = "sideways", _("between partners")
    DOWN = "down", _("from a higher level")


class Route(models.TextChoices):
    """Kortrijk's four ways to take up a need."""

    CHALLENGE = "challenge", _("challenge of the year")
    EXISTING_SERVICE = "existing_service", _("by an existing service or network")
    BILATERAL = "bilateral", _("in bilateral consultation")
    HIGHER_AUTHORITY = "higher_authority", _("signal to a higher authority")


class Outcome(models.TextChoices):
    SOLVED = "solved", _("solved")
    PARTLY_SOLVED = "partly_solved", _("partly solved")
    NOT_SOLVED = "not_solved", _("not solved")
    PASSED_ON = "passed_on", _("passed on")


class OfferState(models.TextChoices):
    """What became of a signal that was offered to the partnership above."""

    OFFERED = "offered", _("waits for an answer")
    ACCEPTED = "accepted", _("taken up")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")


class AgreementResult(models.TextChoices):
    AGREE = "agree", _("agrees")
    AGREE_WITH_REMARK = "agree_with_remark", _("agrees, with a remark")
    OBJECT = "object", _("objects")
    ABSTAIN = "abstain", _("abstains")


class ProposalState(models.TextChoices):
    """What became of a proposal to word a signal otherwise."""

    OPEN = "open", pgettext_lazy("proposal", "open")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
    ADJUSTED = "adjusted", pgettext_lazy("proposal", "adjusted and accepted")
    DECLINED = "declined", pgettext_lazy("proposal", "declined")


class ActorRole(models.TextChoices):
    """What an organisation is in a signal."""

    RAISED_BY = "raised_by", _("raised by")
    PARTNER = "partner", _("partner")
    LEAD = "lead", _("lead")
    ADDRESSEE = "addressee", _("addressed to")


class Origin(models.TextChoices):
    FIELD = "field", _("reported from the field")
    ABOVE = "above", _("asked by a higher level")
    CONSULTATION = "consultation", _("from a consultation round")


class MessageKind(models.TextChoices):
    QUESTION = "question", _("question")
    ANSWER = "answer", _("answer")
    EXAMPLE = "example", _("example")
    NEWS = "news", _("message")


class ChallengeState(models.TextChoices):
    PLANNED = "planned", _("planned")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")
