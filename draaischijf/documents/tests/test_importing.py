from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.db import connection
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.documents import importing
from draaischijf.documents.blocks import Document
from draaischijf.documents.enums import RowOutcome, RunState
from draaischijf.documents.importing import (
    AlreadyCommittedError,
    Kind,
    RowProblem,
    StagedRow,
)
from draaischijf.documents.models import ImportRow, ImportRun

HERE, THERE = 1, 2


class MadeUpError(Exception):
    """What a kind may run into."""


def row(name="Kim", position=1, *, kind="people", **fields):
    fields.setdefault("key", f"{kind}-{name}")
    return StagedRow(
        kind=kind,
        position=position,
        place=f"rij {position}",
        verbatim=f"| {name} |",
        parsed={"name": name},
        **fields,
    )


def make_thing(row, state):
    """Make an account of a row; a row that repeats another points at the same."""
    if state.first is not None:
        return state.first, False
    if row.parsed["name"] == "Fout":
        raise MadeUpError
    state.notes.setdefault("seen", []).append(row.parsed["name"])
    return User.objects.get_or_create(
        email=f"{row.parsed['name'].lower()}@durmeland.example",
        defaults={"name": row.parsed["name"]},
    )


def kind(code="people", rows=()):
    return Kind(code=code, label=_("people"), read=lambda _doc: rows, commit=make_thing)


KINDS = [kind("people"), kind("guests")]


def staged(*rows, here=HERE, name="lijst.docx"):
    return importing.stage(
        list(rows), partnership_id=here, file_name=name, sha256="0" * 64, actor=None
    )


def imported(*rows, here=HERE):
    return importing.commit(staged(*rows, here=here), KINDS, actor=None)


def outcomes(run):
    return list(run.rows.order_by("pk").values_list("outcome", flat=True))


def numbers(report):
    return report.rows, report.created, report.unchanged, report.duplicates


def test_rows_are_read_kind_by_kind_in_the_order_of_the_document():
    one, two, guest = row("Kim"), row("Bo", 2), row("An", kind="guests")
    kinds = [kind("people", [one, two]), kind("guests", [guest])]

    assert importing.read_rows(Document(name="lijst.docx", blocks=[]), kinds) == [
        one,
        two,
        guest,
    ]


@pytest.mark.django_db
def test_a_kind_counts_what_can_be_imported_of_every_kind():
    def count(found):
        return {
            "rows": len(found["people"]),
            "of whom": {one["name"]: 1 for one in found["guests"]},
        }

    people = Kind("people", _("people"), lambda _doc: (), make_thing, figures=count)
    rows = [
        row("Kim"),
        row("Bo", 2, problems=(RowProblem("rij 2", "leeg", True),)),
        row("An", kind="guests"),
    ]
    kinds = [people, kind("guests"), replace(people, code="nobody")]

    before = importing.preview(rows, {}, kinds)
    after = importing.report_of(staged(*rows), kinds)

    counted = {"rows": 1, "of whom": {"An": 1}}
    assert [one.figures for one in before] == [counted, {}]
    assert [one.as_json()["figures"] for one in after] == [counted, {}]


@pytest.mark.django_db
def test_a_preview_tells_what_the_commit_then_does():
    imported(row("Oud"))
    rows = [
        row("Oud"),
        row("Kim", 2),
        row("Kim", 3, duplicate_of=2),
        row("An", 1, kind="guests", problems=(RowProblem("rij 1", "vaag"),)),
        row("Bo", 2, kind="guests", problems=(RowProblem("rij 2", "leeg", True),)),
    ]
    before = importing.preview(rows, importing.known_keys(HERE, rows))

    run = staged(*rows)
    assert importing.report_of(run) == before
    done = importing.commit(run, KINDS, actor=None)

    assert importing.report_of(done) == before
    assert [numbers(one) for one in before] == [(3, 1, 1, 1), (2, 1, 0, 0)]
    assert before[1].problems == (
        RowProblem("rij 1", "vaag"),
        RowProblem("rij 2", "leeg", is_blocking=True),
    )
    assert before[1].as_json() == {
        "kind": "guests",
        "rows": 2,
        "created": 1,
        "unchanged": 0,
        "duplicates": 0,
        "figures": {},
        "problems": [
            {"where": "rij 1", "why": "vaag"},
            {"where": "rij 2", "why": "leeg"},
        ],
    }


@pytest.mark.django_db
def test_staging_makes_nothing_and_keeps_what_was_read(alice):
    run = importing.stage(
        [row("Kim"), row("An", kind="guests", duplicate_of=7)],
        partnership_id=HERE,
        file_name="x" * 300,
        sha256="0" * 64,
        actor=alice,
    )

    first, second = run.rows.order_by("pk")
    assert (run.state, run.actor, run.kinds) == ("preview", alice, ["people", "guests"])
    assert len(run.file_name) == 200
    assert (first.verbatim, first.parsed) == (
        "| Kim |",
        {"name": "Kim", "duplicate_of": None},
    )
    assert (first.outcome, second.outcome) == (RowOutcome.NEW, RowOutcome.DUPLICATE)
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_commit_makes_things_and_points_at_their_sources():
    run = imported(row("Kim"), row("Kim", 2, duplicate_of=1), row("Bo", 3))

    kim = User.objects.get(name="Kim")
    assert run.state == RunState.COMMITTED
    assert run.committed is not None
    assert outcomes(run) == ["created", "duplicate", "created"]
    sources = importing.sources_of(kim)
    assert [one.place for one in sources] == ["rij 1", "rij 2"]
    assert str(sources[0]) == "lijst.docx, rij 1"
    assert str(run) == "lijst.docx"


@pytest.mark.django_db
def test_a_second_run_of_the_same_rows_makes_nothing():
    imported(row("Kim"), row("Bo", 2))

    again = imported(row("Kim"), row("Bo", 2))

    assert outcomes(again) == ["unchanged", "unchanged"]
    assert User.objects.count() == 2


@pytest.mark.django_db
def test_another_partnership_makes_its_own():
    imported(row("Kim"))
    run = staged(row("Kim"), here=THERE)

    assert outcomes(run) == ["new"]


@pytest.mark.django_db
def test_what_a_run_found_rather_than_made_is_unchanged():
    User.objects.create_user("kim@durmeland.example", "Kim")

    assert outcomes(imported(row("Kim"))) == ["unchanged"]


@pytest.mark.django_db
def test_what_was_removed_since_is_made_again():
    imported(row("Kim"))
    User.objects.get(name="Kim").delete()
    again = staged(row("Kim"))
    assert outcomes(again) == ["new"]

    importing.commit(again, KINDS, actor=None)

    assert outcomes(again) == ["created"]
    assert User.objects.filter(name="Kim").exists()


@pytest.mark.django_db
def test_a_blocked_row_is_left_out_and_stays_in_the_report():
    run = imported(row("Fout", problems=(RowProblem("rij 1", "leeg", True),)))

    (kept,) = run.rows.all()
    assert (kept.outcome, kept.object_id) == (RowOutcome.PROBLEM, None)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_one_row_that_fails_leaves_nothing_of_all_the_others():
    run = staged(row("Kim"), row("Fout", 2))

    with pytest.raises(MadeUpError):
        importing.commit(run, KINDS, actor=None)

    run.refresh_from_db()
    assert run.state == RunState.PREVIEW
    assert outcomes(run) == ["new", "new"]
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["commit", "cancel"])
def test_a_run_is_committed_once_and_never_after_it_was_cancelled(end):
    run = staged(row("Kim"))
    if end == "commit":
        importing.commit(run, KINDS, actor=None)
    else:
        importing.cancel(run)

    with pytest.raises(AlreadyCommittedError):
        importing.commit(run, KINDS, actor=None)

    assert User.objects.count() == (end == "commit")


@pytest.mark.django_db
def test_a_committed_run_is_not_cancelled():
    run = imported(row("Kim"))

    importing.cancel(run)

    assert ImportRun.objects.get().state == RunState.COMMITTED


@pytest.mark.django_db
def test_a_row_that_only_a_preview_made_is_not_known():
    staged(row("Kim"))

    assert importing.known_keys(HERE, [row("Kim")]) == {}


@pytest.mark.django_db
def test_a_kind_remembers_from_row_to_row():
    seen = []

    def remember(row, state):
        thing, is_new = make_thing(row, state)
        seen.append(list(state.notes["seen"]))
        return thing, is_new

    one = Kind("people", _("people"), read=lambda _doc: [], commit=remember)
    importing.commit(staged(row("Kim"), row("Bo", 2)), [one], actor=None)

    assert seen == [["Kim"], ["Kim", "Bo"]]


def at_once(*works):
    start = threading.Barrier(len(works), timeout=20)
    answers = []

    def run(work):
        try:
            start.wait()
            answers.append(work())
        except AlreadyCommittedError as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_import_once():
    run = staged(row("Kim"))

    answers = at_once(*[lambda: importing.commit(run, KINDS, actor=None)] * 2)

    assert sorted(isinstance(one, ImportRun) for one in answers) == [False, True]
    assert ImportRow.objects.get().outcome == RowOutcome.CREATED


@pytest.mark.django_db(transaction=True)
def test_the_same_file_read_twice_and_imported_at_once_is_imported_once():
    runs = [staged(row("Kim"), row("Bo", 2), row("An", 3)) for _number in range(2)]

    def always_new(row, _state):
        return User.objects.create_user(f"{row.pk}@durmeland.example"), True

    kinds = [Kind("people", _("people"), read=lambda _doc: [], commit=always_new)]
    at_once(*[lambda r=run: importing.commit(r, kinds, actor=None) for run in runs])

    assert sorted(outcomes(run) for run in runs) == [["created"] * 3, ["unchanged"] * 3]
    assert User.objects.count() == 3
