"""Adopted versions: read back from what was kept, and from nothing else."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404

from draaischijf.history.models import Entry
from draaischijf.plans.enums import (
    LegalPart,
    Lifecycle,
    PartyRole,
    PlanKind,
    SectionKind,
    StepKind,
    StepResult,
)
from draaischijf.plans.models import ActionPlan, PlanVersion
from draaischijf.plans.queries.version_content import Content, checksum
from draaischijf.plans.workflow import result_word

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.enums import Choices

    from draaischijf.documents.models import StoredFile


def versions_of(plan: ActionPlan) -> list[PlanVersion]:
    """Return the adopted versions, newest first, without their content; one query."""
    return list(_newest_first(plan).defer("content"))


def latest_version(plan: ActionPlan) -> PlanVersion | None:
    """Return the version that was adopted last, with its content, or None."""
    return _newest_first(plan).first()


def version_or_404(plan: ActionPlan, number: int) -> PlanVersion:
    """Return one version of a plan that was fetched for its reader. Raises Http404."""
    found = plan.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def version_file_or_404(plan: ActionPlan, number: int, uid: uuid.UUID) -> StoredFile:
    """Return a file that was adopted with a version. Raises Http404."""
    found = version_or_404(plan, number).files.filter(uuid=uid).first()
    if found is None:
        raise Http404
    return found


def version_is_intact(version: PlanVersion) -> bool:
    """Tell whether a version is still what was adopted, by its checksum."""
    return checksum(version.content) == version.sha256


def damaged_versions() -> Iterator[PlanVersion]:
    """Give every version of every plan that is not what was adopted any more.

    Words about a client may have been taken out since: then the history says so, with
    the checksum of what was left.
    """
    found = PlanVersion.objects.select_related("plan__partnership").order_by("pk")
    for version in found.iterator(chunk_size=50):
        if not version_is_intact(version) or not _is_vouched_for(version):
            yield version


def _is_vouched_for(version: PlanVersion) -> bool:
    if not version.redactions:
        return True
    told = {f"plans.PlanVersion:{version.pk}": version.sha256}
    return Entry.objects.filter(
        verb="text_redacted", data__redacted_documents__contains=told
    ).exists()


def _newest_first(plan: ActionPlan) -> QuerySet[PlanVersion]:
    return plan.versions.order_by("-number")


# -- Reading -------------------------------------------------------------------------


@dataclass(frozen=True)
class KeptAction:
    """An action as it was adopted."""

    given: Content

    @property
    def title(self) -> str:
        return str(self.given.get("title", ""))

    @property
    def label(self) -> str:
        """The lifecycle in a word."""
        return word_of(Lifecycle, self.given.get("lifecycle", ""))

    @property
    def parties(self) -> list[tuple[str, str]]:
        """Who is in it: the role in a word, and the names."""
        named: dict[str, list[str]] = {}
        for one in self.given.get("parties", []):
            named.setdefault(one["role"], []).append(one["name"])
        order = {role: place for place, role in enumerate(PartyRole.values)}
        return [
            (word_of(PartyRole, role), ", ".join(named[role]))
            for role in sorted(named, key=lambda one: order.get(one, len(order)))
        ]


@dataclass(frozen=True)
class Heading:
    """An objective as it was adopted, with how deep it stands and its actions."""

    given: Content
    depth: int
    short: str = ""

    @property
    def code(self) -> str:
        return f"{self.short} {self.given.get('code', '')}".strip()

    @property
    def section(self) -> str:
        """What a heading outside the tree is, in words; empty inside the tree."""
        return word_of(SectionKind, self.given.get("section", ""))

    @property
    def deadline(self) -> datetime.date | None:
        return day_of(self.given.get("deadline"))

    @property
    def actions(self) -> list[KeptAction]:
        return [KeptAction(one) for one in self.given.get("actions", [])]


@dataclass(frozen=True)
class KeptStep:
    """A step of approval as it was when the plan was adopted."""

    body: str
    kind: str
    result: str
    date: datetime.date | None
    reference: str
    remark: str


@dataclass(frozen=True)
class KeptPlan:
    """The content of a version, ready to be shown; no query."""

    content: Content
    headings: Sequence[Heading] = field(default_factory=list)

    @property
    def plan(self) -> Content:
        found: Content = self.content.get("plan", {})
        return found

    @property
    def kind(self) -> str:
        return word_of(PlanKind, self.plan.get("kind", ""))

    @property
    def start(self) -> datetime.date | None:
        return day_of(self.plan.get("start"))

    @property
    def end(self) -> datetime.date | None:
        return day_of(self.plan.get("end"))

    @property
    def action_count(self) -> int:
        return sum(len(heading.actions) for heading in self.headings)

    @property
    def objective_count(self) -> int:
        return len([one for one in self.headings if not one.given.get("section")])

    @property
    def legal(self) -> list[tuple[str, Content]]:
        """The elements the law asks, each by name with what was there."""
        return [
            (word_of(LegalPart, one.get("part", "")), one)
            for one in self.content.get("legal", [])
        ]

    @property
    def steps(self) -> list[KeptStep]:
        return [
            KeptStep(
                body=one.get("body", ""),
                kind=word_of(StepKind, one.get("kind", "")),
                result=_result(one),
                date=day_of(one.get("date")),
                reference=one.get("reference", ""),
                remark=one.get("remark", ""),
            )
            for one in self.content.get("approval", {}).get("steps", [])
            if one.get("date")
        ]


def read_content(content: Content) -> KeptPlan:
    """Return kept content ready to be shown; what is not there stays empty."""
    names = content.get("plan", {}).get("level_names", [])
    headings = list(_headings(content.get("objectives", []), names, depth=1))
    return KeptPlan(content, headings)


def walk(content: Content) -> Iterator[tuple[Content, Content | None]]:
    """Give every objective of kept content with the one it stands under."""
    waiting: list[tuple[Content, Content | None]] = [
        (one, None) for one in reversed(content.get("objectives", []))
    ]
    while waiting:
        objective, parent = waiting.pop()
        yield objective, parent
        waiting += [(one, objective) for one in reversed(objective["objectives"])]


def word_of(choices: type[Choices], value: str) -> str:
    """Return the word of a machine name; one that is no longer known stays as it is."""
    return str(choices(value).label) if value in choices.values else value


def day_of(text: str | None) -> datetime.date | None:
    """Return a kept day as a date."""
    return datetime.date.fromisoformat(text) if text else None


def _result(step: Content) -> str:
    kind, result = step.get("kind", ""), step.get("result", "")
    return result_word(kind, result) if result in StepResult else result


def _headings(
    objectives: Sequence[Content], names: Sequence[Sequence[str]], *, depth: int
) -> Iterator[Heading]:
    for one in objectives:
        named = not one.get("section") and depth <= len(names)
        yield Heading(one, depth, names[depth - 1][0] if named else "")
        yield from _headings(one.get("objectives", []), names, depth=depth + 1)
