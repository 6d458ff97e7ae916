"""What history says about plans and actions, one sentence a verb."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.history.verbs import Sentence
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.models import ActionPlan, Objective, PlanAction


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


def _party(sentence: str, data: dict[str, Any]) -> str:
    role = data.get("role", "")
    label = PartyRole(role).label if role in PartyRole else role
    return sentence % {"name": data.get("name", ""), "role": label}


def _party_named(data: dict[str, Any]) -> str:
    return _party(_t("%(name)s was named: %(role)s."), data)


def _party_removed(data: dict[str, Any]) -> str:
    return _party(_t("%(name)s was taken out: %(role)s."), data)


SENTENCES: dict[str, Sentence] = {
    "plan_created": _("The plan was started."),
    "plan_imported": _("The plan was taken over from “%(file)s”."),
    "plan_edited": _plan_edited,
    "plan_status_changed": _status,
    "objective_added": _("An objective was added: “%(title)s”."),
    "objective_edited": _objective_edited,
    "objective_removed": _("An objective was removed: “%(title)s”."),
    "action_added": _("The action was added to the plan."),
    "action_imported": _("The action was taken over from “%(file)s”."),
    "action_edited": _action_edited,
    "action_removed": _("An action was removed: “%(title)s”."),
    "action_lifecycle_changed": _lifecycle,
    "action_party_named": _party_named,
    "action_party_removed": _party_removed,
    "action_answers_signal": _("It answers signal %(number)s."),
    "action_no_longer_answers": _("It no longer answers signal %(number)s."),
    "signal_answered_by_action": _("An action answers it: “%(title)s” (%(plan)s)."),
    "action_logged": _("Noted at %(when)s: %(text)s"),
}
