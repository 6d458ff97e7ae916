"""Who takes a report that comes in: the rules of a partnership, in order."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation, Partnership, Person, WorkingGroup
from draaischijf.taxonomy.models import Area, Term


class RoutingRule(Dated):
    """Conditions, and who takes a report that meets all of them.

    Of several values of one condition one is enough. The first rule that fires counts.
    Nobody takes it when who it points at is gone: the rule is broken then.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="routing_rules"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    is_on = models.BooleanField(_("in use"), default=True)

    rights = models.ManyToManyField(
        Term, verbose_name=_("social rights"), blank=True, related_name="+"
    )
    domains = models.ManyToManyField(
        Term, verbose_name=_("domains"), blank=True, related_name="+"
    )
    areas = models.ManyToManyField(
        Area, verbose_name=_("areas"), blank=True, related_name="+"
    )
    sectors = models.ManyToManyField(
        Term, verbose_name=_("sectors"), blank=True, related_name="+"
    )
    words = models.JSONField(_("words"), default=list, blank=True)

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    group = models.ForeignKey(
        WorkingGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "position"],
                name="signals_rule_place_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=True)
                | Q(person__isnull=True, group__isnull=True)
                | Q(organisation__isnull=True, group__isnull=True),
                name="signals_rule_has_one_taker",
            ),
        ]

    def __str__(self) -> str:
        return str(self.position)
