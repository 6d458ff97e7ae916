"""What history says about calls for input, one sentence a verb."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.history.verbs import Sentence

SENTENCES: dict[str, Sentence] = {
    "call_started": _("The call for input was started."),
    "call_edited": _("The words or questions of the call were changed."),
    "call_invited": _("Invited: %(who)s."),
    "call_uninvited": _("No longer invited: %(who)s."),
    "call_opened": _("The call was opened; %(count)s invitations went out."),
    "call_closed": _("The call was closed."),
    "call_over": _("The last day to answer was over; the call closed by itself."),
    "call_extended": _("Answers are welcome until %(deadline)s."),
    "call_reminded": _("%(count)s reminders went out."),
    "call_answered": _("An answer came in with %(count)s points."),
    "report_of_call": _("It is an answer to the call for input “%(title)s”."),
}
