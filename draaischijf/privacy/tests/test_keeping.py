"""Choosing periods, runs that were killed, the nightly job and the command."""

from __future__ import annotations

import datetime
import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.notifications.models import Mail
from draaischijf.privacy import tasks
from draaischijf.privacy.domain import retention
from draaischijf.privacy.models import RetentionPeriod, RetentionRun
from draaischijf.privacy.queries.retention import due_counts
from draaischijf.privacy.records import RECORDS, record_named
from draaischijf.privacy.tests.test_retention import BO, DAY, mail, reporter
from draaischijf.signals.models import PreSignal

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=400)


def test_a_killed_run_goes_on_where_it_was_and_counts_all(partnership, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    for _number in range(5):
        reporter(partnership, DAY)
    run = RetentionRun.objects.create(partnership=partnership, day=LATER)
    record = record_named("reporters")
    last = retention._do_batch(run, record, LATER, after=0)
    assert PreSignal.objects.filter(email="").count() == 2

    done = retention.keep_to_periods(partnership, LATER)

    assert last
    assert done.pk == run.pk
    assert done.counts["reporters"] == 5
    assert not PreSignal.objects.exclude(email="").exists()


def test_a_batch_that_fails_leaves_neither_change_nor_count(partnership, monkeypatch):
    """The next night finds the row as it was."""
    reporter(partnership, DAY)
    run = RetentionRun.objects.create(partnership=partnership, day=LATER)
    record = record_named("reporters")

    def half(rows):
        record.carry_out(rows)
        raise RuntimeError

    broken = type(record)(**{**record.__dict__, "carry_out": half})
    with pytest.raises(RuntimeError):
        retention._do_batch(run, broken, LATER, after=0)

    run.refresh_from_db()
    assert run.counts == {}
    assert PreSignal.objects.get().email == BO


def test_a_finished_run_of_a_day_is_not_done_again(partnership):
    retention.keep_to_periods(partnership, LATER)
    reporter(partnership, DAY)

    assert retention.keep_to_periods(partnership, LATER).counts == {}
    assert RetentionRun.objects.count() == 1
    assert retention._do_batch(
        RetentionRun.objects.get(), record_named("reporters"), LATER, after=0
    ) is None  # fmt: skip


def test_history_tells_how_many_and_nothing_of_what(partnership):
    reporter(partnership, DAY)
    retention.keep_to_periods(partnership, LATER)
    retention.keep_to_periods(partnership, LATER + datetime.timedelta(days=1))

    entry = Entry.objects.get(verb="retention_done")
    (line,) = as_lines([entry], with_names=True)

    assert entry.partnership_id == partnership.pk
    assert entry.data["counts"]["reporters"] == 1
    assert "2 " in line.text  # the reporter and the link
    assert BO not in json.dumps(entry.data)


def test_a_period_is_chosen_within_its_bounds_with_history(partnership, alice):
    record = record_named("reporters")

    retention.choose_period(partnership, record, 90, actor=alice)
    retention.choose_period(partnership, record, 90, actor=alice)

    assert RetentionPeriod.objects.get().days == 90
    entry = Entry.objects.get(verb="retention_period_changed")
    assert (entry.partnership_id, entry.actor) == (partnership.pk, alice)
    (line,) = as_lines([entry], with_names=True)
    assert "90" in line.text
    assert "365" in line.text


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("reporters", 29),
        ("reporters", 1096),
        ("loose_files", 1),
        ("sessions", 1),
        ("history", 30),
    ],
)
def test_a_period_outside_its_bounds_is_refused(partnership, alice, code, days):
    with pytest.raises(ValidationError):
        retention.choose_period(partnership, record_named(code), days, actor=alice)

    assert not RetentionPeriod.objects.exists()
    assert not Entry.objects.exists()


def test_every_night_each_partnership_and_the_site_get_their_job(
    partnership, other_partnership
):
    jobs = ProcrastinateJob.objects.filter(task_name__endswith="keep_to_periods")

    tasks.keep_to_periods_everywhere(timestamp=0)
    tasks.keep_to_periods_everywhere(timestamp=0)

    asked = {job.args["partnership_id"] for job in jobs}
    assert asked == {partnership.pk, other_partnership.pk, None}
    assert jobs.count() == 3
    for job in jobs:
        tasks.keep_to_periods(**job.args)
    assert RetentionRun.objects.filter(finished__isnull=False).count() == 3


def old_mail(partnership):
    long_ago = timezone.localdate() - datetime.timedelta(days=100)
    return mail(partnership, long_ago)


def run_command(*words):
    out = StringIO()
    call_command("retention", *words, stdout=out)
    return out.getvalue()


def test_the_command_shows_what_would_happen_and_changes_nothing(partnership):
    old_mail(partnership)

    told = json.loads(run_command("--dry-run", "--json"))

    here, site = told
    counts = {line["record"]: line["count"] for line in here["records"]}
    assert (here["partnership"], here["dry_run"]) == ("durmeland", True)
    assert counts["mail_texts"] == 1
    assert sum(counts.values()) == 1
    assert site["partnership"] is None
    names = [line["record"] for one in told for line in one["records"]]
    assert sorted(names) == sorted(one.code for one in RECORDS if one.has_period)
    assert Mail.objects.get().text
    assert not RetentionRun.objects.exists()


def test_the_command_carries_it_out_and_says_so(partnership):
    old_mail(partnership)

    said = run_command("--partnership", "durmeland")

    assert said == "durmeland:\n  mail_texts: 1\n"
    assert Mail.objects.get().text == ""
    with pytest.raises(CommandError, match="nergens"):
        run_command("--partnership", "nergens")


@pytest.mark.parametrize("rows", [1, 40])
def test_what_is_due_is_counted_in_one_query_a_record(
    partnership, rows, django_assert_num_queries
):
    for _number in range(rows):
        old_mail(partnership)

    # The own periods, and one count for each record with a period.
    with django_assert_num_queries(21):
        due_counts(partnership, timezone.localdate())
