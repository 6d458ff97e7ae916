"""What each text means, as a vector, to find what is alike."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from pgvector.django import HalfVectorField

from draaischijf.core.encoder import DIMENSIONS
from draaischijf.people.models import Partnership
from draaischijf.signals.models.policy_signals import PolicySignal
from draaischijf.signals.models.pre_signals import PreSignal, SignalSupport


class MeaningQuerySet(models.QuerySet["Meaning"]):
    def due(self, model: str) -> MeaningQuerySet:
        """Texts that have no vector of this model: new, changed, or of another one."""
        return self.exclude(vector__isnull=False, model=model)


class Meaning(models.Model):
    """The vector of one text: that of a signal, of a report or of a support.

    The database itself makes the row with the text and empties it when the text
    changes (triggers below), whoever changes it: a text that was taken out leaves no
    vector behind, and what has none yet is found by asking for it.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="+"
    )
    signal = models.OneToOneField(
        PolicySignal, null=True, on_delete=models.CASCADE, related_name="meaning"
    )
    pre_signal = models.OneToOneField(
        PreSignal, null=True, on_delete=models.CASCADE, related_name="meaning"
    )
    support = models.OneToOneField(
        SignalSupport, null=True, on_delete=models.CASCADE, related_name="meaning"
    )
    # Half precision: half the room, and no order changes by it.
    vector = HalfVectorField(dimensions=DIMENSIONS, null=True)
    model = models.CharField(_("model"), max_length=60, blank=True)

    objects = MeaningQuerySet.as_manager()

    class Meta:
        verbose_name = _("meaning of a text")
        verbose_name_plural = _("meanings of texts")
        constraints = [
            models.CheckConstraint(
                condition=Q(signal__isnull=False, pre_signal=None, support=None)
                | Q(signal=None, pre_signal__isnull=False, support=None)
                | Q(signal=None, pre_signal=None, support__isnull=False),
                name="signals_meaning_of_one_text",
            )
        ]
        indexes = [
            # The vectors of one partnership side by side, its signals apart: who asks
            # what is alike there looks at all of them, in the index alone.
            models.Index(
                name="signals_meaning_here",
                fields=["partnership", "signal"],
                include=["id", "model", "vector"],
            ),
            models.Index(
                name="signals_meaning_due",
                fields=["id"],
                condition=Q(vector__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.signal_id or ''} {self.pre_signal_id or ''} {self.support_id or ''}"
        )

    @property
    def text(self) -> str:
        """What it is the meaning of, as the model reads it."""
        said: tuple[str, ...] = ()
        if self.signal:
            said = (self.signal.title, self.signal.statement, self.signal.examples)
        elif self.pre_signal:
            said = (self.pre_signal.problem, self.pre_signal.example)
        elif self.support:
            said = (self.support.note,)
        return "\n".join(part.strip() for part in said if part.strip())


# A support has no partnership of its own.
_OF_ITS_SIGNAL = (
    "(select partnership_id from signals_policysignal where id = new.signal_id)"
)


def _keeps(
    column: str, *texts: str, partnership: str = "new.partnership_id"
) -> pgtrigger.Trigger:
    """Return the trigger that keeps one row for a text, empty once the text changes."""
    same = " and ".join(f"new.{one} = old.{one}" for one in texts)
    said = " || ".join(f"new.{one}" for one in texts)
    func = f"""
        if tg_op = 'UPDATE' and {same} then
            return null;
        end if;
        if btrim({said}) = '' then
            delete from signals_meaning where {column} = new.id;
            return null;
        end if;
        insert into signals_meaning ({column}, partnership_id, model)
            values (new.id, {partnership}, '')
            on conflict ({column}) do update set vector = null, model = '';
        return null;
    """  # noqa: S608 nothing in it comes from outside
    return pgtrigger.Trigger(
        name="meaning",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*texts),  # type: ignore[no-untyped-call]
        func=func,
    )


pgtrigger.register(_keeps("signal_id", "title", "statement", "examples"))(PolicySignal)
pgtrigger.register(_keeps("pre_signal_id", "problem", "example"))(PreSignal)
pgtrigger.register(_keeps("support_id", "note", partnership=_OF_ITS_SIGNAL))(
    SignalSupport
)
