from __future__ import annotations

from collections import Counter

import pytest

from draaischijf.documents import importing
from draaischijf.documents.readers import read_document
from draaischijf.history.models import Entry
from draaischijf.people.domain import confirm_alias, reject_alias
from draaischijf.people.models import Organisation, OrganisationAlias
from draaischijf.people.queries import abbreviations_of
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.exchange.commits import KINDS
from draaischijf.signals.models import AgendaPlace, Challenge, LogEntry, PolicySignal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = pytest.mark.django_db

# ruff: noqa: E501 a table row is one line
AGENDA = """# Werkagenda

## Uitdagingen 2027

1. Beleidsdomein: Wonen
   - Betaalbaar huren
2. Beleidsdomein: Mobiliteit
   - Vervoer na zes uur

## 1. In functie van de uitdagingen

### a. wonen

| nood | partners | trekker |
| --- | --- | --- |
| Er zijn te weinig studio's voor alleenstaanden met een laag loon. | CAW Durmeland, Straathoekwerk | Dienst Wonen |

## 2. Door bestaande diensten of netwerken op te nemen

| nood | partners | trekker |
| --- | --- | --- |
| Recht op onderwijs | | |
| Ouders begrijpen de schoolrekening niet. | straathoekwerk, CLB De Wissel | LOP |

## 4. Signalen

| | aangegeven door | voor |
| --- | --- | --- |
| Er zijn te weinig studio's voor alleenstaanden met een laag loon. | C.A.W. Durmeland | Vlaamse overheid |

## Gebruikte afkortingen

| afkorting | betekenis |
| --- | --- |
| LOP | lokaal overlegplatform |
"""

REPORT = """# Jaarverslag 2026

| SIGNAAL | KORTE SAMENVATTING | OPVOLGING |
| --- | --- | --- |
| **Samen naar school** | De Vlaamse overheid vraagt hulp tegen spijbelen. | **12/03/2026** – overleg met de scholen – 14 deelnemers<br>20/04/2026 tem 11/06/2026 – 5 bijeenkomsten met de schrijfgroep |
"""


@pytest.fixture(autouse=True)
def reference():
    load_reference_data()


def take_over(partnership, text, actor=None, name="agenda.md"):
    rows = importing.read_rows(read_document(text.encode(), name), KINDS)
    run = importing.stage(
        rows,
        partnership_id=partnership.pk,
        file_name=name,
        sha256="0" * 64,
        actor=actor,
    )
    importing.commit(run, KINDS, actor=actor)
    return {report.kind: report for report in importing.report_of(run)}


def test_an_agenda_becomes_signals_with_their_places(partnership, alice):
    reports = take_over(partnership, AGENDA, alice)

    agenda = reports["agenda"]
    assert (agenda.rows, agenda.created, agenda.duplicates) == (3, 2, 1)
    assert Counter(AgendaPlace.objects.values_list("route", flat=True)) == {
        "challenge": 1,
        "existing_service": 1,
        "higher_authority": 1,
    }
    studios = PolicySignal.objects.get(statement__startswith="Er zijn te weinig")
    assert studios.state == SignalState.DECIDED
    assert studios.places.count() == 2


def test_a_need_stands_under_its_challenge_and_right(partnership):
    take_over(partnership, AGENDA)

    assert [c.title for c in Challenge.objects.order_by("position")] == [
        "Wonen",
        "Mobiliteit",
    ]
    carried = AgendaPlace.objects.get(route="challenge")
    assert carried.challenge.policy_domain == "Wonen"
    assert AgendaPlace.objects.get(route="existing_service").right.code == "education"


def test_a_second_run_creates_nothing(partnership):
    take_over(partnership, AGENDA)
    before = (PolicySignal.objects.count(), Organisation.objects.count())

    reports = take_over(partnership, AGENDA)

    assert all(report.created == 0 for report in reports.values())
    assert (PolicySignal.objects.count(), Organisation.objects.count()) == before
    assert AgendaPlace.objects.count() == 3


def test_the_same_file_in_another_partnership_is_new_there(
    partnership, other_partnership
):
    take_over(partnership, AGENDA)

    assert take_over(other_partnership, AGENDA)["agenda"].created == 2


def test_spellings_are_one_organisation_and_a_known_one_is_used(partnership):
    known = make_organisation(partnership, "CAW Durmeland")

    take_over(partnership, AGENDA)

    named = PolicySignal.objects.get(statement__startswith="Er zijn te weinig").actors
    assert named.get(role=ActorRole.RAISED_BY).organisation == known
    assert named.get(role=ActorRole.RAISED_BY).text == "C.A.W. Durmeland"
    assert Organisation.objects.filter(name__iexact="straathoekwerk").count() == 1


def test_a_longer_spelling_is_proposed_and_a_person_confirms(partnership, alice):
    make_organisation(partnership, "Straathoekwerk vzw")

    take_over(partnership, AGENDA, alice)

    alias = OrganisationAlias.objects.get(organisation__name="Straathoekwerk vzw")
    assert alias.organisation.name == "Straathoekwerk vzw"
    confirm_alias(alias, actor=alice)
    assert not Organisation.objects.filter(name__iexact="straathoekwerk").exists()


def test_a_rejected_spelling_becomes_its_own_organisation_with_its_signals(
    partnership, alice
):
    make_organisation(partnership, "Straathoekwerk vzw")
    take_over(partnership, AGENDA, alice)
    alias = OrganisationAlias.objects.get(organisation__name="Straathoekwerk vzw")

    reject_alias(alias, actor=alice)

    own = Organisation.objects.get(normalised="straathoekwerk")
    named = [
        actor.text
        for signal in PolicySignal.objects.all()
        for actor in signal.actors.filter(organisation=own)
    ]
    assert alias.name in named


def test_a_known_name_wins_also_where_documents_write_it_shorter(partnership):
    known = make_organisation(partnership, "Vzw Straathoekwerk's")

    take_over(partnership, AGENDA)

    named = [a.organisation for s in PolicySignal.objects.all() for a in s.actors.all()]
    assert named.count(known) == 2


def test_an_addressee_is_no_organisation_of_ours(partnership):
    take_over(partnership, AGENDA)

    assert not Organisation.objects.filter(name="Vlaamse overheid").exists()
    signal = PolicySignal.objects.get(statement__startswith="Er zijn te weinig")
    assert signal.actors.get(role=ActorRole.ADDRESSEE).text == "Vlaamse overheid"


def test_abbreviations_become_the_partnerships_own(partnership, other_partnership):
    take_over(partnership, AGENDA)

    assert abbreviations_of(partnership)["LOP"] == "lokaal overlegplatform"
    assert abbreviations_of(other_partnership)["LOP"] != "lokaal overlegplatform"


def test_every_signal_keeps_its_verbatim_source_and_says_so(partnership):
    take_over(partnership, AGENDA)

    signal = PolicySignal.objects.get(statement__startswith="Ouders")
    source = importing.sources_of(signal).get()
    assert "schoolrekening" in source.verbatim
    assert source.run.file_name == "agenda.md"
    assert Entry.objects.about(signal).get().data["file"] == "agenda.md"


def test_a_report_gives_signals_with_their_dated_follow_up(partnership):
    take_over(partnership, REPORT, name="verslag.md")

    signal = PolicySignal.objects.get()
    assert (signal.origin, signal.direction) == ("above", "down")
    entries = list(LogEntry.objects.order_by("start"))
    assert [(e.date_kind, e.attendance, e.meetings) for e in entries] == [
        ("day", 14, None),
        ("period", None, 5),
    ]


def test_a_run_is_committed_once(partnership):
    rows = importing.read_rows(read_document(AGENDA.encode(), "a.md"), KINDS)
    run = importing.stage(
        rows, partnership_id=partnership.pk, file_name="a.md", sha256="", actor=None
    )
    importing.commit(run, KINDS, actor=None)

    with pytest.raises(importing.AlreadyCommittedError):
        importing.commit(run, KINDS, actor=None)


def test_a_cancelled_run_imports_nothing(partnership):
    rows = importing.read_rows(read_document(AGENDA.encode(), "a.md"), KINDS)
    run = importing.stage(
        rows, partnership_id=partnership.pk, file_name="a.md", sha256="", actor=None
    )

    importing.cancel(run)

    with pytest.raises(importing.AlreadyCommittedError):
        importing.commit(run, KINDS, actor=None)
    assert not PolicySignal.objects.exists()


@pytest.mark.seeds
def test_the_agenda_of_the_source_documents_comes_in_whole(partnership, seeds):
    (path,) = seeds.glob("004_*.txt")

    def run():
        rows = importing.read_rows(read_document(path.read_bytes(), path.name), KINDS)
        made = importing.stage(
            rows,
            partnership_id=partnership.pk,
            file_name=path.name,
            sha256="",
            actor=None,
        )
        importing.commit(made, KINDS, actor=None)
        return {r.kind: r for r in importing.report_of(made)}

    first = run()
    second = run()

    agenda = first["agenda"]
    assert (agenda.rows, agenda.created, agenda.duplicates) == (65, 61, 4)
    assert first["abbreviations"].rows == 18
    assert Challenge.objects.filter(year=2008).count() == 5
    assert Counter(AgendaPlace.objects.values_list("route", flat=True)) == {
        "challenge": 33,
        "existing_service": 19,
        "bilateral": 7,
        "higher_authority": 6,
    }
    assert PolicySignal.objects.count() == 61
    assert all(report.created == 0 for report in second.values())


@pytest.mark.seeds
def test_the_signals_of_the_source_documents_keep_their_log(partnership, seeds):
    (path,) = seeds.glob("002_*.txt")
    rows = importing.read_rows(read_document(path.read_bytes(), path.name), KINDS)
    made = importing.stage(
        rows, partnership_id=partnership.pk, file_name=path.name, sha256="", actor=None
    )

    importing.commit(made, KINDS, actor=None)

    signals = PolicySignal.objects.order_by("number")
    assert [signal.log_entries.count() for signal in signals] == [4, 5, 1]
    assert LogEntry.objects.filter(date_kind="period").get().meetings == 7
