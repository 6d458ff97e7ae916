"""What history says about reports and signals, one sentence a verb."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.templatetags.core import day
from draaischijf.history.verbs import Sentence
from draaischijf.signals.enums import ActorRole, AgreementResult, Route, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.routing_words import because_in_words


def _state(value: str) -> str:
    return str(SignalState(value).label) if value in SignalState else value


def _moved(data: dict[str, Any]) -> str:
    return _t("The signal went from “%(before)s” to “%(after)s”.") % {
        "before": _state(data.get("before", "")),
        "after": _state(data.get("after", "")),
    }


def _edited(data: dict[str, Any]) -> str:
    fields = [_field(name) for name in data.get("after", {})]
    return _t("These parts were changed: %(fields)s.") % {
        "fields": ", ".join(fields) or "…"
    }


def _field(name: str) -> str:
    """Return what people call a field, in the language of who reads it."""
    known = {field.name: field for field in PolicySignal._meta.get_fields()}  # noqa: SLF001 Django's documented API
    return str(getattr(known.get(name), "verbose_name", name))


def _parked(data: dict[str, Any]) -> str:
    try:
        until = day(datetime.date.fromisoformat(data.get("until", "")))
    except ValueError:
        until = "…"
    return _t("The signal was parked until %(until)s.") % {"until": until}


def _actor(data: dict[str, Any], sentence: str) -> str:
    role = data.get("role", "")
    label = str(ActorRole(role).label) if role in ActorRole else role
    return sentence % {"name": data.get("name", ""), "role": label}


def _actor_named(data: dict[str, Any]) -> str:
    return _actor(data, _t("%(name)s was added: %(role)s."))


def _actor_removed(data: dict[str, Any]) -> str:
    return _actor(data, _t("%(name)s was taken out: %(role)s."))


def _agreed(data: dict[str, Any]) -> str:
    result = data.get("result", "")
    if result == AgreementResult.OBJECT:
        return _t("%(organisation)s objects.") % data
    if result == AgreementResult.AGREE_WITH_REMARK:
        return _t("%(organisation)s agrees, with a remark.") % data
    if result == AgreementResult.ABSTAIN:
        return _t("%(organisation)s abstains.") % data
    return _t("%(organisation)s agrees.") % data


def _decided(data: dict[str, Any]) -> str:
    route = data.get("route", "")
    label = str(Route(route).label) if route in Route else route
    return _t("%(body)s decided: %(route)s.") % {
        "body": data.get("body", ""),
        "route": label,
    }


def _told_progress(data: dict[str, Any]) -> str:
    said = _t("Who raised it heard about “%(what)s”, %(when)s.") % data
    return f"{said} {data.get('text', '')}".strip()


def _routed(data: dict[str, Any]) -> str:
    because = data.get("because")
    return _t("To %(name)s because %(reason)s.") % {
        "name": data.get("to", "…"),
        "reason": because_in_words(because if isinstance(because, dict) else {}),
    }


SENTENCES: dict[str, Sentence] = {
    "pre_signal_reported": _("The report came in."),
    "pre_signal_taken_up": _("A coordinator started weighing the report."),
    "pre_signal_weighed": _("The four questions about the report were answered."),
    "pre_signal_question": _("The coordinator asked the reporter a question."),
    "pre_signal_answered": _("The reporter answered the question."),
    "pre_signal_went_on": _("The weighing went on without an answer."),
    "pre_signal_example": _("The reporter added an example."),
    "pre_signal_withdrawn": _("The reporter withdrew the report."),
    "pre_signal_handled": _("The report was settled within the organisation."),
    "pre_signal_referred": _("The report is not a signal and was referred to %(to)s."),
    "signal_offered": _("The signal was offered to %(to)s."),
    "offer_withdrawn": _("The offer to %(to)s was taken back."),
    "offer_accepted": _("%(name)s took the signal up."),
    "offer_refused": _("%(name)s did not take the signal up."),
    "offer_taken_up": _("What %(name)s offered goes on in this signal."),
    "offer_came": _("%(name)s offered a signal."),
    "deadlines_changed": _("The deadlines of the phases were changed."),
    "letter_reminded": _("No answer yet to the letter to %(addressee)s."),
    "pre_signal_routed": _routed,
    "pre_signal_taken": _("%(to)s took the report."),
    "pre_signal_handed_over": _("The report was handed over to %(to)s."),
    "pre_signal_let_go": _("%(name)s cannot take reports here any more."),
    "routing_rule_added": _("Rule %(number)s was added: reports to %(to)s."),
    "routing_rule_changed": _("Rule %(number)s was changed: reports to %(to)s."),
    "routing_rule_moved": _("A rule went to place %(number)s: reports to %(to)s."),
    "routing_rule_switched_on": _("Rule %(number)s, to %(to)s, was switched on."),
    "routing_rule_switched_off": _("Rule %(number)s, to %(to)s, was switched off."),
    "routing_rule_removed": _("Rule %(number)s, to %(to)s, was removed."),
    "told_apart_from_report": _("It was told apart from report %(number)s."),
    "told_apart_from_signal": _("It was told apart from signal %(number)s."),
    "not_apart_from_report": _("It may be the same as report %(number)s after all."),
    "not_apart_from_signal": _("It may be the same as signal %(number)s after all."),
    "synonyms_kept": _("The list of words that mean the same was changed."),
    "group_left": _("It was taken out of the group it was proposed in."),
    "group_split": _("%(count)s reports of a group became a group of their own."),
    "group_ended": _("The %(count)s reports of its group are not about one problem."),
    "group_named": _("The group “%(before)s” is called “%(after)s” now."),
    "pre_signal_linked": _("The report became part of signal %(number)s."),
    "pre_signal_unlinked": _("The report was taken out of signal %(number)s."),
    "pre_signal_merged": _(
        "Signal %(number)s, with this report, became part of signal %(other)s."
    ),
    "pre_signal_parted": _(
        "Signal %(number)s, with this report, goes on apart from signal %(other)s."
    ),
    "pre_signal_reconsidered": _("The coordinator came back on the outcome."),
    "signal_started": _("The signal was started."),
    "signal_given_to_group": _("The signal was given to the working group “%(name)s”."),
    "working_group_made": _("The working group “%(name)s” was made."),
    "working_group_changed": _("The working group “%(after)s” was changed."),
    "working_group_joined": _("%(organisation)s came to sit in the working group."),
    "working_group_left": _("%(organisation)s left the working group."),
    "working_group_closed": _(
        "The working group was closed; %(count)s signals went on with “%(to)s”."
    ),
    "signal_imported": _("The signal was taken over from %(file)s."),
    "signal_edited": _edited,
    "signal_moved": _moved,
    "signal_parked": _parked,
    "signal_woke": _("The signal was taken up again."),
    "signal_closed": _("The signal was closed and everybody was told what came of it."),
    "signal_reopened": _("The signal came back and was reopened as recurring."),
    "signal_not_retained": _("The signal was not retained."),
    "signal_merged": _("The signal goes on as part of signal %(number)s."),
    "signal_absorbed": _("Signal %(number)s became part of this signal."),
    "signal_parted": _(
        "The signal goes on by itself again, apart from signal %(number)s."
    ),
    "signal_let_go": _("Signal %(number)s goes on by itself again."),
    "report_linked": _("Report %(number)s was added to this signal."),
    "report_unlinked": _("Report %(number)s was taken out of this signal."),
    "support_given": _("Somebody sees this problem too."),
    "support_given_by": _("%(organisation)s sees this problem too."),
    "agreement_given": _agreed,
    "wording_proposed": _("%(organisation)s proposes other words."),
    "wording_accepted": _("The words that %(organisation)s proposed were taken over."),
    "wording_adjusted": _(
        "The words that %(organisation)s proposed were adjusted and taken over."
    ),
    "wording_declined": _("The words stay, other than %(organisation)s proposed."),
    "agreement_reminded": _("Who has to answer was reminded: %(count)s mails."),
    "agreement_asked_again": _("Asked again, for the words changed: %(names)s."),
    "decision_taken": _decided,
    "decision_words_corrected": _(
        "The words of a decision of %(body)s were corrected."
    ),
    "carried_by_challenge": _("The challenge “%(title)s” of %(year)s carries it."),
    "challenge_added": _("“%(title)s” became a challenge of %(year)s."),
    "challenge_edited": _("The challenge was edited."),
    "challenge_removed": _("“%(title)s” is no challenge of %(year)s any more."),
    "left_agenda": _("It left the work agenda: %(title)s."),
    "letter_sent": _("A letter went to %(addressee)s."),
    "letter_answered": _("%(addressee)s answered the letter."),
    "action_agreed": _("Agreed: %(what)s (%(who)s)."),
    "action_done": _("Done: %(what)s."),
    "log_added": _("Follow-up on %(when)s: %(text)s"),
    "actor_named": _actor_named,
    "actor_removed": _actor_removed,
    "told_progress": _told_progress,
    "lead_named": _("%(name)s took the lead."),
    "told_affairs": _("%(count)s reporters and supporters read how it stands."),
    "told_raisers": _("%(count)s reporters and supporters were told."),
}
