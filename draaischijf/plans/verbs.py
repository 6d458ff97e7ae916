"""What history says about plans and actions, one sentence a verb."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.templatetags.core import day
from draaischijf.history.verbs import Sentence
from draaischijf.plans.enums import (
    CarryDecision,
    LegalPart,
    Lifecycle,
    PartyRole,
    PlanStatus,
    StepResult,
)
from draaischijf.plans.models import ActionPlan, CarryOver, Objective, PlanAction
from draaischijf.plans.workflow import result_word


def _edited(model: Any, sentence: str, data: dict[str, Any]) -> str:
    known = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001 Django's documented API
    names = [
        str(getattr(known.get(name), "verbose_name", name))
        for name in data.get("after", {})
    ]
    return sentence % {"fields": ", ".join(names) or "…"}


def _plan_edited(data: dict[str, Any]) -> str:
    return _edited(ActionPlan, _t("Of the plan was changed: %(fields)s."), data)


def _objective_edited(data: dict[str, Any]) -> str:
    return _edited(Objective, _t("Of the objective was changed: %(fields)s."), data)


def _action_edited(data: dict[str, Any]) -> str:
    return _edited(PlanAction, _t("Of the action was changed: %(fields)s."), data)


def _status(data: dict[str, Any]) -> str:
    after = data.get("after", "")
    label = PlanStatus(after).label if after in PlanStatus else after
    return _t("The plan is now: %(status)s.") % {"status": label}


def _lifecycle(data: dict[str, Any]) -> str:
    after = data.get("after", "")
    label = Lifecycle(after).label if after in Lifecycle else after
    said = _t("The action is now: %(lifecycle)s.") % {"lifecycle": label}
    if data.get("body"):
        said += " " + _t("Decided by %(body)s.") % {"body": data["body"]}
    return said


def _carry_over_edited(data: dict[str, Any]) -> str:
    return _edited(CarryOver, _t("Of the next plan was changed: %(fields)s."), data)


def _chosen(data: dict[str, Any]) -> str:
    after = data.get("after", "")
    label = CarryDecision(after).label if after in CarryDecision else after
    return _t("For “%(title)s” was chosen: %(choice)s.") % {
        "title": data.get("title", ""),
        "choice": label,
    }


def _party(sentence: str, data: dict[str, Any]) -> str:
    role = data.get("role", "")
    label = PartyRole(role).label if role in PartyRole else role
    return sentence % {"name": data.get("name", ""), "role": label}


def _party_named(data: dict[str, Any]) -> str:
    return _party(_t("%(name)s was named: %(role)s."), data)


def _party_removed(data: dict[str, Any]) -> str:
    return _party(_t("%(name)s was taken out: %(role)s."), data)


def _approval_noted(data: dict[str, Any]) -> str:
    kind, result = data.get("kind", ""), data.get("result", "")
    word = result_word(kind, result) if result in StepResult else result
    when = date.fromisoformat(data["day"]) if data.get("day") else None
    return _t("%(body)s: %(result)s, %(date)s.") % {
        "body": data.get("body", "…"),
        "result": word,
        "date": day(when),
    }


def _plan_adopted(data: dict[str, Any]) -> str:
    when = date.fromisoformat(data["day"]) if data.get("day") else None
    return _t("Version %(number)s was adopted by %(body)s on %(date)s.") % {
        "number": data.get("number", "…"),
        "body": data.get("body", "…"),
        "date": day(when),
    }


def _plan_evaluated(data: dict[str, Any]) -> str:
    when = date.fromisoformat(data["day"]) if data.get("day") else None
    return _t("The plan was evaluated on %(date)s.") % {"date": day(when)}


def _legal_element(data: dict[str, Any]) -> str:
    part = data.get("part", "")
    label = LegalPart(part).label if part in LegalPart else part
    said = (
        _t("Filled in: %(part)s.") if data.get("is_there") else _t("Emptied: %(part)s.")
    )
    return said % {"part": label}


def _action_moved(data: dict[str, Any]) -> str:
    if data.get("objective"):
        return _t("The action was moved to “%(objective)s”.") % data
    return _t("The action was moved to place %(place)s of %(of)s.") % data


SENTENCES: dict[str, Sentence] = {
    "plan_created": _("The plan was started."),
    "plan_imported": _("The plan was taken over from “%(file)s”."),
    "plan_edited": _plan_edited,
    "plan_status_changed": _status,
    "objective_added": _("An objective was added: “%(title)s”."),
    "objective_edited": _objective_edited,
    "objective_moved": _(
        "An objective was moved to place %(place)s of %(of)s: “%(title)s”."
    ),
    "plan_renumbered": _("The codes were numbered anew: %(count)s changed."),
    "objective_removed": _("An objective was removed: “%(title)s”."),
    "step_imported": _("A step of the trajectory was taken over: “%(title)s”."),
    "action_added": _("The action was added to the plan."),
    "action_imported": _("The action was taken over from “%(file)s”."),
    "action_edited": _action_edited,
    "action_moved": _action_moved,
    "action_removed": _("An action was removed: “%(title)s”."),
    "action_lifecycle_changed": _lifecycle,
    "action_decision_corrected": _("The reference of %(body)s was corrected."),
    "action_party_named": _party_named,
    "action_party_removed": _party_removed,
    "action_answers_signal": _("It answers signal %(number)s."),
    "action_no_longer_answers": _("It no longer answers signal %(number)s."),
    "signal_answered_by_action": _("An action answers it: “%(title)s” (%(plan)s)."),
    "action_taken_along": _("The action was taken along from “%(plan)s”."),
    "carry_over_started": _("Carrying over to “%(title)s” was started."),
    "carry_over_edited": _carry_over_edited,
    "carry_over_cancelled": _("Carrying over to “%(title)s” was cancelled."),
    "carry_choice_made": _chosen,
    "carry_choice_taken_back": _("The choice for “%(title)s” was taken back."),
    "plan_carried_over": _("The plan was carried over to “%(title)s”."),
    "plan_made_from": _("The plan was made from “%(title)s”."),
    "action_logged": _("Noted at %(when)s: %(text)s"),
    "approval_steps_put": _("The usual bodies were put: %(names)s."),
    "approval_step_added": _("A body was added: %(body)s."),
    "approval_step_edited": _("A body was changed: %(body)s."),
    "approval_step_removed": _("A body was taken out: %(body)s."),
    "approval_steps_ordered": _("The order of the bodies is now: %(names)s."),
    "approval_noted": _approval_noted,
    "approval_words_corrected": _("The words of %(body)s were corrected."),
    "approval_taken_back": _("What was noted of %(body)s was taken back."),
    "amendment_tried_again": _("The amendment was laid before its bodies again."),
    "amendment_cancelled": _("The amendment was stopped."),
    "plan_adopted": _plan_adopted,
    "plan_evaluated": _plan_evaluated,
    "legal_elements_added": _("The checklist of the law was put with the plan."),
    "legal_element_set": _legal_element,
    "trajectory_step_added": _("A step of the trajectory was added: “%(title)s”."),
    "trajectory_step_edited": _("A step of the trajectory was changed: “%(title)s”."),
    "trajectory_step_removed": _(
        "A step of the trajectory was taken out: “%(title)s”."
    ),
    "action_log_edited": _("The note at %(when)s was changed: %(text)s"),
    "action_log_removed": _("The note at %(when)s was removed: %(text)s"),
    "action_told_raisers": _("%(count)s reporters and supporters were told."),
    "pro_memorie_lifted": _("%(body)s left the action to this partnership."),
}
