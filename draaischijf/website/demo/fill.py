"""Filling an empty site with the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import translation

from draaischijf.notifications import domain as outbox
from draaischijf.notifications.models import Mail, MailState
from draaischijf.people.models import Partnership
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.website.demo import documents, watching_story
from draaischijf.website.demo.bundles_story import BundleStory
from draaischijf.website.demo.calendar import Calendar, at
from draaischijf.website.demo.calls_story import CallStory
from draaischijf.website.demo.cast import Cast, make_casts, read
from draaischijf.website.demo.challenges_story import ChallengeStory
from draaischijf.website.demo.consulting import BodyStory
from draaischijf.website.demo.documents_out import ReportStory
from draaischijf.website.demo.forum import ForumStory
from draaischijf.website.demo.gatherings_story import GatheringsStory
from draaischijf.website.demo.groups_story import WorkingGroupStory
from draaischijf.website.demo.merges_story import MergeStory
from draaischijf.website.demo.minutes import MinutesStory
from draaischijf.website.demo.offers_story import OfferStory, keep_deadlines
from draaischijf.website.demo.plans_story import PlanStory
from draaischijf.website.demo.proposals_story import ProposalStory
from draaischijf.website.demo.reports import Reports
from draaischijf.website.demo.routing_story import make_rules
from draaischijf.website.demo.signals_story import SignalStory
from draaischijf.website.demo.watching_story import WatchingStory

FOUNDED_DAYS_AGO = 400
DEADLINES_DAYS_AGO = 120

# Each kind of story with the file of its texts, in the order in which the
# things of one day happen.
THROUGH_THE_YEAR: tuple[tuple[Callable[..., Any], str], ...] = (
    (WorkingGroupStory, "working_groups"),
    (PlanStory, "plans"),
    (ProposalStory, "proposals"),
    (BundleStory, "bundles"),
    (CallStory, "calls"),
    (MergeStory, "merges"),
    (ForumStory, "forum"),
    (GatheringsStory, "gatherings"),
)
AT_THE_END: tuple[tuple[Callable[..., Any], str], ...] = (
    (ChallengeStory, "challenges"),
    (WatchingStory, "watching"),
)


def is_filled() -> bool:
    """Tell whether the demonstration is there already."""
    return Partnership.objects.filter(slug="durmeland").exists()


@transaction.atomic
def fill(progress: Callable[[str], None]) -> None:
    """Make the whole demonstration, or nothing of it; tells `progress` what it does."""
    with translation.override("nl"):
        load_reference_data()
        calendar = Calendar()
        founded = calendar.now - (calendar.today - calendar.day(FOUNDED_DAYS_AGO))
        with at(founded):
            progress("partnerships")
            casts = make_casts()
        documents.plan(calendar, casts)
        reports = Reports(calendar, casts)
        for row in read("routing"):
            work = partial(make_rules, row, casts[row["partnership"]])
            calendar.on(row["days_ago"], "routing", work)
        # Before what is decided in them.
        _tell(BodyStory, "bodies", casts, calendar, reports)
        _tell(SignalStory, "signals", casts, calendar, reports)
        for row in read("offers"):
            OfferStory(row, casts, reports).plan(calendar)
        calendar.on(
            DEADLINES_DAYS_AGO,
            "deadlines",
            partial(keep_deadlines, casts["durmeland"]),
        )
        for row in read("pre_signals"):
            reports.plan(row)
        for story, content in THROUGH_THE_YEAR:
            _tell(story, content, casts, calendar, reports)
        for row in read("documents"):
            ReportStory(row, casts[row["partnership"]], calendar).plan()
        for story, content in AT_THE_END:
            _tell(story, content, casts, calendar, reports)
        MinutesStory(casts["durmeland"], calendar).plan()
        watching_story.plan_the_jobs(calendar)
        for event in calendar.happen(_send_mail):
            progress(event.key)


def _tell(
    story: Callable[..., Any],
    content: str,
    casts: dict[str, Cast],
    calendar: Calendar,
    reports: Reports,
) -> None:
    """Put on the calendar what happens in the stories of one kind."""
    for row in read(content):
        story(row, casts[row["partnership"]], calendar, reports).plan()


def _send_mail() -> None:
    """Send what waits, on the day it was written, as the worker would."""
    waiting = Mail.objects.filter(state=MailState.WAITING).order_by("pk")
    for pk in waiting.values_list("pk", flat=True):
        outbox.send(pk)
