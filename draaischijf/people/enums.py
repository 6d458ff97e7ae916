"""Kinds of partnerships, organisations and roles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnershipKind(models.TextChoices):
    MUNICIPAL = "municipal", _("municipal")
    INTERMUNICIPAL = "intermunicipal", _("intermunicipal")
    REGIONAL = "regional", _("regional")
    FLEMISH = "flemish", _("Flemish")


class Party(models.TextChoices):
    """The three partners of a local social policy."""

    CITY = "city", _("city or municipality")
    OCMW = "ocmw", _("OCMW")
    PRIVATE = "private", _("private organisation")
    HIGHER = "higher", _("higher authority")


class OrganisationKind(models.TextChoices):
    DECREE = "decree", _("facility of one of the nine sectors")
    ADJACENT = "adjacent", _("facility of an adjacent sector")
    PUBLIC_BODY = "public_body", _("public body")
    NETWORK = "network", _("network or consultation")
    ASSOCIATION = "association", _("association")
    OTHER = "other", _("other")


class AliasState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("not the same organisation")


class SuccessionKind(models.TextChoices):
    RENAMED = "renamed", _("renamed")
    MERGED = "merged", _("merged into")
    SPLIT = "split", _("split off into")
    TOOK_OVER = "took_over", _("task taken over by")


class RoleKind(models.TextChoices):
    FIELD_WORKER = "field_worker", _("field worker")
    SIGNAL_COORDINATOR = "signal_coordinator", _("signal coordinator")
    WORKING_GROUP_MEMBER = "working_group_member", _("member of the working group")
    THEME_DIRECTOR = "theme_director", _("theme director")
    LEAD = "lead", _("lead")
    COORDINATOR = "coordinator", _("coordinator")
    BOARD_READER = "board_reader", _("board or College")
    ORGANISATION_EDITOR = "organisation_editor", _("administrator of an organisation")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    ADMINISTRATOR = "administrator", _("administrator")
