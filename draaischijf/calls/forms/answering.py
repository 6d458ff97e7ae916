"""The page of who is invited: under each question as many points as one likes."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from draaischijf.calls.domain.answering import Point
from draaischijf.calls.models import CallPoint, CallQuestion, Invited
from draaischijf.core.screening.forms import FieldScreening
from draaischijf.people.asking import ScreenedForm
from draaischijf.people.queries import municipalities_of
from draaischijf.signals.enums import PeopleRange

if TYPE_CHECKING:
    from draaischijf.taxonomy.models import Area

LONGEST_POINT = 4000
# Under one question at once; more can be added once these were sent.
MOST_POINTS = 10


@dataclass(frozen=True)
class Row:
    """The fields of one point, for the template."""

    number: int
    key: forms.BoundField
    text: forms.BoundField
    area: forms.BoundField | None
    people: forms.BoundField
    found: FieldScreening | None


class PointsForm(ScreenedForm):
    """Every point that was not sent yet, and room for one more under each question.

    A field is called after its question and its place, as `text_12_0`; the keys make
    that a point that was kept or sent twice is one.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        invited: Invited,
        questions: Sequence[CallQuestion],
        kept: Sequence[CallPoint],
    ) -> None:
        partnership = invited.call.partnership
        super().__init__(data, partnership=partnership)
        self.questions = questions
        self.places: dict[str, Area] = {
            str(one.pk): one for one in municipalities_of(partnership)
        }
        by_question: defaultdict[int, list[CallPoint]] = defaultdict(list)
        for point in kept:
            by_question[point.question_id].append(point)
        self.counts = {
            one.pk: self._count(one.pk, len(by_question[one.pk])) for one in questions
        }
        for question in questions:
            mine = by_question[question.pk]
            for number in range(self.counts[question.pk]):
                self._add(
                    question, number, mine[number] if number < len(mine) else None
                )
        self.screened = tuple(name for name in self.fields if name.startswith("text_"))

    def _count(self, question: int, kept: int) -> int:
        """As many as were sent by the browser, else what is kept and an empty one."""
        if not self.is_bound:
            return min(kept + 1, MOST_POINTS)
        sent = 0
        while sent < MOST_POINTS and f"key_{question}_{sent}" in self.data:
            sent += 1
        return sent

    def _add(self, question: CallQuestion, number: int, kept: CallPoint | None) -> None:
        end = f"{question.pk}_{number}"
        self.fields[f"key_{end}"] = forms.UUIDField(
            initial=kept.key if kept else uuid.uuid4(),
            required=False,
            widget=forms.HiddenInput(),
        )
        self.fields[f"text_{end}"] = forms.CharField(
            label=_("What do you notice?"),
            required=False,
            max_length=LONGEST_POINT,
            initial=kept.text if kept else "",
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        if len(self.places) > 1:
            self.fields[f"area_{end}"] = forms.ChoiceField(
                label=_("Where?"),
                required=False,
                choices=[
                    ("", _("everywhere, or I don't know")),
                    *((key, one.name) for key, one in self.places.items()),
                ],
                initial=str(kept.area_id) if kept and kept.area_id else "",
            )
        self.fields[f"people_{end}"] = forms.ChoiceField(
            label=_("About how many people?"),
            required=False,
            choices=[(value, capfirst(label)) for value, label in PeopleRange.choices],
            initial=kept.people if kept else PeopleRange.UNKNOWN,
        )

    @property
    def asked(self) -> list[tuple[CallQuestion, list[Row]]]:
        """Each question with the rows of its points."""
        return [(one, list(self._rows(one))) for one in self.questions]

    def _rows(self, question: CallQuestion) -> Iterator[Row]:
        for number in range(self.counts[question.pk]):
            end = f"{question.pk}_{number}"
            yield Row(
                number=number + 1,
                key=self[f"key_{end}"],
                text=self[f"text_{end}"],
                area=self[f"area_{end}"] if f"area_{end}" in self.fields else None,
                people=self[f"people_{end}"],
                found=self.found.get(f"text_{end}"),
            )

    @property
    def points(self) -> list[Point]:
        """What was filled in, for the domain; an empty text takes a kept point away."""
        return [
            self._point(question, f"{question.pk}_{number}")
            for question in self.questions
            for number in range(self.counts[question.pk])
        ]

    def _point(self, question: CallQuestion, end: str) -> Point:
        given: dict[str, Any] = self.cleaned_data
        marks = [
            {**mark, "field": "problem"}
            for mark in self.marks
            if mark["field"] == f"text_{end}"
        ]
        return Point(
            question=question,
            key=given[f"key_{end}"] or uuid.uuid4(),
            text=given[f"text_{end}"],
            area=self.places.get(given.get(f"area_{end}", "")),
            people=given[f"people_{end}"] or PeopleRange.UNKNOWN,
            screening=tuple(marks),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written."""
        return not any(one.text.strip() for one in self.points)
