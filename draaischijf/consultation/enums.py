"""Kinds and states of bodies, their members, meetings, agenda items and decisions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BodyKind(models.TextChoices):
    """Kinds of consultation body (domain report 4.3 and 12)."""

    STEERING_GROUP = "steering_group", _("steering group")
    WORKING_GROUP = "working_group", _("working group")
    SOUNDING_BOARD = "sounding_board", _("sounding board")
    NETWORK = "network", _("network")
    PLATFORM = "platform", _("platform")
    OFFICIALS = "officials", _("consultation of officials")
    BOARD = "board", _("board")
    EXECUTIVE = "executive", _("executive")
    GENERAL_ASSEMBLY = "general_assembly", _("general assembly")
    COLLEGE = "college", _("College of mayor and aldermen")
    MUNICIPAL_COUNCIL = "municipal_council", _("municipal council")
    WELFARE_COUNCIL = "welfare_council", _("council for social welfare")
    ADVISORY_COUNCIL = "advisory_council", _("advisory council")
    JOINT_FORUM = "joint_forum", _("joint forum")
    EDITORIAL_BOARD = "editorial_board", _("editorial board")
    OTHER = "other", pgettext_lazy("kind of body", "other body")


class MemberFunction(models.TextChoices):
    CHAIR = "chair", _("chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", pgettext_lazy("of a body", "member")
    SUBSTITUTE = "substitute", _("substitute")
    EXPERT = "expert", _("expert")
    BY_EXPERIENCE = "by_experience", _("expert by experience")
    OBSERVER = "observer", _("observer")


class MeetingKind(models.TextChoices):
    """What sort of gathering: of a body, or open to whoever registers."""

    REGULAR = "regular", pgettext_lazy("kind of meeting", "meeting")
    FORUM = "forum", _("joint forum")
    THINK_DAY = "think_day", _("think day")
    NETWORK_MOMENT = "network_moment", _("network moment")
    TRAINING = "training", _("training")
    STUDY_DAY = "study_day", _("study day")
    LUNCH_TALK = "lunch_talk", _("talk over lunch")


class MeetingState(models.TextChoices):
    """A meeting never disappears: what did not go on stays readable as such."""

    PROPOSED = "proposed", _("looking for a date")
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    HELD = "held", pgettext_lazy("meeting", "held")
    POSTPONED = "postponed", pgettext_lazy("meeting", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


class Treatment(models.TextChoices):
    """For what an item stands on the agenda; consent is passed together."""

    DISCUSSION = "discussion", _("for discussion")
    DECISION = "decision", _("for decision")
    INFORMATION = "information", _("for information")
    CONSENT = "consent", _("by consent")


class Reply(models.TextChoices):
    NONE = "none", _("no reply yet")
    COMING = "coming", _("comes")
    MAYBE = "maybe", _("perhaps")
    NOT_COMING = "not_coming", _("cannot come")


class DateAnswerKind(models.TextChoices):
    """Whether somebody can come on a moment that is proposed."""

    YES = "yes", pgettext_lazy("a moment", "suits")
    IF_NEED_BE = "if_needed", pgettext_lazy("a moment", "if need be")
    NO = "no", pgettext_lazy("a moment", "does not suit")


# What one can register for; a regular meeting is for who sits in the body.
OPEN_KINDS = tuple(kind for kind in MeetingKind if kind != MeetingKind.REGULAR)


class RegistrationState(models.TextChoices):
    PLACED = "placed", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    WITHDRAWN = "withdrawn", pgettext_lazy("registration", "withdrawn")


class Presence(models.TextChoices):
    UNKNOWN = "unknown", _("not noted")
    PRESENT = "present", _("present")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class DecisionResult(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("decision", "adopted")
    ADOPTED_CHANGED = "adopted_changed", _("adopted with changes")
    REJECTED = "rejected", pgettext_lazy("decision", "rejected")
    DEFERRED = "deferred", pgettext_lazy("decision", "deferred")
    NOTED = "noted", _("taken note of")


# What a body decided in the sense of the path: a signal can go on with it.
PASSED = (DecisionResult.ADOPTED, DecisionResult.ADOPTED_CHANGED)


class TaskState(models.TextChoices):
    OPEN = "open", pgettext_lazy("task", "open")
    DONE = "done", pgettext_lazy("task", "done")
    DROPPED = "dropped", pgettext_lazy("task", "dropped")


class MinutesState(models.TextChoices):
    SENT = "sent", pgettext_lazy("minutes", "sent to the members")
    APPROVED = "approved", pgettext_lazy("minutes", "approved")


class RemarkOutcome(models.TextChoices):
    """What a secretary does with a remark; it stays readable in every case."""

    OPEN = "open", pgettext_lazy("remark", "to be answered")
    TAKEN_OVER = "taken_over", _("taken over")
    ANSWERED = "answered", _("answered, not taken over")
