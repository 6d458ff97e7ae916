"""Stages of a forum, why a theme was chosen, and where a track ends."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ForumStage(models.TextChoices):
    """From choosing themes to what came of them; the tables write in the middle two."""

    PREPARING = "preparing", pgettext_lazy("forum", "being prepared")
    TABLES = "tables", _("at the tables")
    WEIGHING = "weighing", _("dots are placed")
    CLOSED = "closed", pgettext_lazy("forum", "closed")


# The tables may write.
AT_WORK = (ForumStage.TABLES, ForumStage.WEIGHING)


class WhyChosen(models.TextChoices):
    """Why a theme is on the forum (domain report, row 143: "waar beweging in moet")."""

    STANDING_STILL = "standing_still", _("stands still")
    MOST_SUPPORTED = "most_supported", _("many see it")
    NEW = "new", pgettext_lazy("signal", "new")
    OTHER = "other", pgettext_lazy("why", "another reason")


class ForumRole(models.TextChoices):
    """As what somebody is invited (domain report, rows 142 and 145)."""

    DIRECTOR = "director", _("theme director")
    COORDINATOR = "coordinator", _("signal coordinator")
    THIRD_PARTY = "third_party", _("third party")
    EXPERT = "expert", _("expert")
    GUEST_SPEAKER = "guest_speaker", _("guest speaker")


class Question(models.TextChoices):
    """What a table deepens the problem with."""

    SEES = "sees", _("What do we see?")
    WHOM = "whom", _("For whom?")
    STAYS = "stays", _("Why does it stay?")


class TrackState(models.TextChoices):
    """A track is collected, perhaps chosen, and then ends in one of three ways."""

    COLLECTED = "collected", pgettext_lazy("solution track", "collected")
    CHOSEN = "chosen", pgettext_lazy("solution track", "chosen, to be placed")
    ACTION = "action", pgettext_lazy("solution track", "became an action")
    ADDRESSED = "addressed", pgettext_lazy("solution track", "put to somebody")
    DROPPED = "dropped", pgettext_lazy("solution track", "dropped")


# Nothing more is waited for.
ENDED = (TrackState.ACTION, TrackState.ADDRESSED, TrackState.DROPPED)
