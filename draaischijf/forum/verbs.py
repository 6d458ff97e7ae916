"""What history says about forums and tracks, one sentence a verb."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.forum.enums import ForumStage
from draaischijf.history.verbs import Sentence


def _stage_changed(data: dict[str, Any]) -> str:
    stage = data.get("stage", "")
    label = str(ForumStage(stage).label) if stage in ForumStage else stage
    return _t("The forum is %(stage)s.") % {"stage": label}


SENTENCES: dict[str, Sentence] = {
    "forum_started": _("The preparation of the forum began."),
    "forum_theme_chosen": _("Chosen as a theme: “%(title)s”."),
    "forum_theme_edited": _("The theme “%(title)s” was changed."),
    "forum_theme_moved": _("The theme “%(title)s” got another place."),
    "forum_theme_removed": _("No longer a theme: “%(title)s”."),
    "forum_dots_set": _("Each phone gets %(count)s dots for a theme."),
    "forum_invited": _("Somebody was invited to the forum."),
    "forum_uninvited": _("Somebody is no longer invited for this theme."),
    "forum_table_set": _("Table %(number)s was set."),
    "forum_table_removed": _("Table %(number)s was taken away."),
    "forum_stage_changed": _stage_changed,
    "forum_published": _("The report of the forum was published."),
    "forum_raisers_told": _("Who raised “%(title)s” heard what was said about it."),
    "signal_on_forum": _("Chosen for the forum “%(title)s”."),
    "forum_discussed_signal": _("Talked about at the forum “%(title)s”."),
    "track_collected": _("A table wrote down the solution track “%(title)s”."),
    "track_edited": _("The solution track “%(title)s” was changed."),
    "track_chosen": _("The solution track “%(title)s” was chosen."),
    "track_put_back": _("The solution track “%(title)s” is not chosen any more."),
    "track_owned": _("Somebody takes the track on."),
    "track_became_action": _("The solution track “%(title)s” became an action."),
    "track_addressed": _("The solution track “%(title)s” was put to %(to)s."),
    "track_dropped": _("The solution track “%(title)s” was dropped."),
    "track_taken_up_again": _("The solution track “%(title)s” was taken up again."),
}
