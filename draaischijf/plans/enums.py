"""Kinds of plans, the life of an action, steps of approval."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanKind(models.TextChoices):
    ANNUAL_PLAN = "annual_plan", _("annual plan")
    PROGRAMME = "programme", _("multi-year programme")
    SIX_YEAR_PLAN = "six_year_plan", _("six-year plan")


class PlanStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("plan status", "draft")
    SUBMITTED = "submitted", pgettext_lazy("plan status", "submitted for approval")
    ADOPTED = "adopted", pgettext_lazy("plan status", "adopted")
    AMENDING = "amending", pgettext_lazy("plan status", "being amended")
    CLOSED = "closed", pgettext_lazy("plan status", "closed")


class SectionKind(models.TextChoices):
    """What a heading that is no objective of the tree holds."""

    INTERNAL = "internal", _("internal working")
    STEP_PLAN = "step_plan", _("needs a step plan first")
    OTHER = "other", _("outside the objectives")


class Lifecycle(models.TextChoices):
    """Where an action is in its life (design 2; field practice of the year plans).

    `unknown` is what an import could not tell: a person confirms it.
    """

    NEW = "new", pgettext_lazy("lifecycle", "new")
    CONTINUED = "continued", pgettext_lazy("lifecycle", "continued")
    ADAPTED = "adapted", pgettext_lazy("lifecycle", "adapted")
    PERMANENT = "permanent", pgettext_lazy("lifecycle", "permanent")
    POSTPONED = "postponed", pgettext_lazy("lifecycle", "postponed")
    PHASING_OUT = "phasing_out", pgettext_lazy("lifecycle", "phasing out")
    NOT_EXTENDED = "not_extended", pgettext_lazy("lifecycle", "not extended")
    COMPLETED = "completed", pgettext_lazy("lifecycle", "completed")
    UNKNOWN = "unknown", pgettext_lazy("lifecycle", "still to confirm")


# Over: what the next plan does not take along.
ENDED = (Lifecycle.NOT_EXTENDED, Lifecycle.COMPLETED)
# These say why.
NEEDS_REASON = (Lifecycle.NOT_EXTENDED, Lifecycle.POSTPONED)


class PartyRole(models.TextChoices):
    """What somebody is in an action (CONTACT, TREKKER and ACTOREN on paper)."""

    LEAD = "lead", _("lead")
    CONTACT = "contact", _("contact")
    PARTNER = "partner", _("partner")


class CarryDecision(models.TextChoices):
    """What happens with an action when the next plan is made."""

    CONTINUE = "continue", _("goes on")
    ADAPT = "adapt", _("goes on, adapted")
    POSTPONE = "postpone", _("postponed")
    MERGE = "merge", _("merged with another action")
    COMPLETE = "complete", _("completed")
    STOP = "stop", _("not extended")


class StepKind(models.TextChoices):
    ADVICE = "advice", _("advice")
    APPROVAL = "approval", _("approval")
    NOTIFICATION = "notification", _("notification")


class StepResult(models.TextChoices):
    PENDING = "pending", pgettext_lazy("result of a step", "still to come")
    APPROVED = "approved", pgettext_lazy("result of a step", "approved")
    WITH_REMARKS = (
        "with_remarks",
        pgettext_lazy("result of a step", "approved with remarks"),
    )
    REFUSED = "refused", pgettext_lazy("result of a step", "not approved")
    SENT = "sent", pgettext_lazy("result of a step", "sent")


# Results after which the next step may follow.
PASSED = (StepResult.APPROVED, StepResult.WITH_REMARKS, StepResult.SENT)


class LegalPart(models.TextChoices):
    """The five elements of a local social policy plan (decree of 2004, article 4)."""

    CONTEXT_ANALYSIS = "context_analysis", _("an analysis of the context")
    VISION = "vision", _("an integrated vision of social policy")
    MULTI_YEAR_PLAN = "multi_year_plan", _("a multi-year plan")
    TASKS = "tasks", _("who does what, and working agreements")
    INVOLVEMENT = "involvement", _("how inhabitants and local actors were involved")
