"""Kinds of code lists and areas."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeKind(models.TextChoices):
    SOCIAL_RIGHT = "social_right", _("social right")
    SECTOR = "sector", _("sector")
    LIFE_DOMAIN = "life_domain", _("life domain")
    POLICY_DOMAIN = "policy_domain", _("policy domain")
    PROBLEM_TYPE = "problem_type", _("kind of problem")
    POLICY_LEVEL = "policy_level", _("level of government")
    TARGET_GROUP = "target_group", _("target group")
    ABBREVIATION = "abbreviation", _("abbreviations")


class MappingKind(models.TextChoices):
    """The mapping relations of SKOS."""

    EXACT = "exact", _("the same as")
    CLOSE = "close", _("nearly the same as")
    BROADER = "broader", _("wider than")
    NARROWER = "narrower", _("narrower than")


class AreaKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    PROVINCE = "province", _("province")
    INTERMUNICIPAL = "intermunicipal", _("group of municipalities")
    REGION = "region", _("region")
    PRIMARY_CARE_ZONE = "primary_care_zone", _("primary care zone")
    POLICE_ZONE = "police_zone", _("police zone")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
