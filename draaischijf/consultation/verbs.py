"""What history says about bodies and meetings, one sentence a verb."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.history.verbs import Sentence

SENTENCES: dict[str, Sentence] = {
    "body_founded": _("The body was made."),
    "body_taken_over": _("The body was taken over from “%(source)s”."),
    "body_edited": _("What the body is was changed."),
    "body_ended": _("The body ends on %(day)s."),
    "frequency_set": _("It means to meet %(count)s times a year from %(year)s."),
    "member_seated": _("Got a seat: %(who)s."),
    "seat_ended": _("The seat of %(who)s ends on %(day)s."),
    "meeting_planned": _("The meeting was planned on %(day)s."),
    "meeting_taken_over": _("The meeting was taken over from “%(source)s”."),
    "meeting_edited": _("The meeting was changed."),
    "meeting_held": _("The meeting was held."),
    "meeting_postponed": _("The meeting of %(day)s was postponed."),
    "meeting_cancelled": _("The meeting was cancelled."),
    "meeting_moved": _("The meeting got another moment: %(day)s."),
    "meeting_invited": _("Invited by mail: %(count)s."),
    "poll_started": _("A date is looked for among %(count)s moments."),
    "poll_mailed": _("Asked by mail which moments suit: %(count)s."),
    "gathering_opened": _("One can register for it."),
    "registered": _("Somebody registered."),
    "registration_withdrawn": _("Somebody withdrew their registration."),
    "reply_taken": _("Somebody replied to the invitation."),
    "participant_added": _("Somebody was added to the meeting."),
    "presence_noted": _("It was noted who was there."),
    "heads_counted": _("There were %(count)s people."),
    "item_added": _("Put on the agenda: “%(title)s”."),
    "item_edited": _("An item of the agenda was changed."),
    "item_removed": _("Taken off the agenda: “%(title)s”."),
    "item_asked": _("Asked to talk about “%(title)s”."),
    "agenda_ordered": _("“%(title)s” got another place on the agenda."),
    "notes_kept": _("Notes were taken under “%(title)s”."),
    "body_decided": _("Decision %(number)s was noted."),
    "decision_moved_action": _("Decision %(number)s gave the action its place."),
    "decision_corrected": _("The decision was corrected in the register."),
    "decision_day_put_right": _("The decision got the right day of its meeting."),
    "task_given": _("A task was given: “%(title)s”."),
    "task_closed": _("A task was changed: “%(title)s”."),
    "minutes_sent": _("The minutes were sent to %(count)s people."),
    "minutes_remarked": _("Somebody remarked on the minutes."),
    "remark_answered": _("A remark on the minutes was answered."),
    "minutes_approved": _("The minutes were approved, and never change again."),
    "minutes_published": _("Everybody may read the minutes."),
    "minutes_withdrawn": _("The minutes are for partners only again."),
    "said_present": _("Somebody said to be here, with the code of the meeting."),
}
