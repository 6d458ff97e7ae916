"""The list of reports and the page of one: read, started, written in, frozen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from draaischijf.people.tests.factories import make_partnership
from draaischijf.plans.tests.factories import make_action, make_plan
from draaischijf.reporting.domain.reports import (
    freeze_report,
    publish_report,
    write_text,
)
from draaischijf.reporting.models import Report, ReportText
from draaischijf.reporting.tests.factories import (
    address,
    log,
    make_document,
    make_full_plan,
    make_report,
    page,
)
from draaischijf.signals.tests.factories import make_signal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def listed(partnership):
    return reverse("reporting:reports", args=[partnership.slug])


def body_of(shown):
    return shown.split('<div class="document"')[1]


# -- The list -----------------------------------------------------------------------


def test_partners_find_every_report_and_others_what_is_public(
    reading, bob, alice, listed, partnership, report
):
    public = make_report(
        partnership, "year_report", title="Jaarverslag 2026", year=2026
    )
    freeze_report(public, actor=alice)
    publish_report(public, actor=alice)
    inside, outside = page(reading(bob), listed), page(reading(), listed)

    assert "Jaarplan 2027" in inside
    assert "Jaarverslag 2026" in inside
    assert "Jaarplan 2027" not in outside
    assert "Jaarverslag 2026" in outside
    assert "1 document<" in outside


def test_the_list_is_narrowed_by_kind_and_year(reading, bob, listed, report):
    make_report(report.partnership, "work_agenda", title="Agenda", year=2026)
    both = page(reading(bob), f"{listed}?kind=year_plan&kind=work_agenda")
    by_kind = page(reading(bob), f"{listed}?kind=work_agenda&kind=nonsense")
    by_year = page(reading(bob), f"{listed}?year=2027&year=x&year=99999999")
    none = page(reading(bob), f"{listed}?year=2027&kind=work_agenda")

    assert "2 documents" in both
    assert "Agenda<" in by_kind
    assert "Jaarplan 2027" not in by_kind
    assert "Jaarplan 2027" in by_year
    assert "Agenda<" not in by_year
    assert "No document meets all of this" in none


def test_htmx_gets_the_list_alone(reading, bob, listed, report):
    part = page(reading(bob), listed, headers={"hx-request": "true"})

    assert part.lstrip().startswith('<div id="found"')


def test_formats_that_were_made_stand_in_the_list(reading, bob, listed, report):
    make_document(report, state="ready")
    make_document(report, state="failed", format="docx")

    assert "<span>PDF</span>" in page(reading(bob), listed)


def test_an_empty_list_says_what_to_do(reading, alice, listed):
    assert "Start a document" in page(reading(alice), listed)
    assert "There are no documents yet" in page(reading(), listed)
    assert "Start a document" not in page(reading(), listed)


def test_more_pages_are_turned(reading, bob, listed, partnership):
    for number in range(51):
        make_report(partnership, "work_agenda", title=f"Agenda {number}", year=number)

    assert "Next page" in page(reading(bob), listed)


def test_more_reports_take_no_more_queries(reading, alice, listed, report):
    client = reading(alice)

    def count():
        with CaptureQueriesContext(connection) as queries:
            page(client, listed)
        return len(queries)

    make_document(report, state="ready")
    count()  # what is kept for all pages is read once
    few = count()
    for number in range(3):
        other = make_report(report.partnership, "year_report", year=2020 + number)
        make_document(other, state="ready")

    assert count() == few


# -- Starting -----------------------------------------------------------------------


def test_an_editor_starts_a_report_and_finds_it_again(reading, alice, plan):
    start = reverse("reporting:report_start", args=[plan.partnership.slug])
    client = reading(alice)
    assert "Start the document" in page(client, start)

    given = {"kind": "year_plan", "plan": plan.pk, "year": "", "signal": ""}
    first = client.post(start, given)
    again = client.post(start, given)

    report = Report.objects.get()
    assert first.url == again.url == report.get_absolute_url()


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, "This field is required."),
        ({"kind": "year_plan"}, "Choose the plan it is about."),
        ({"kind": "year_report"}, "Write the year it is about, such as 2027."),
        ({"kind": "work_agenda", "year": "x"}, "Enter a whole number."),
        ({"kind": "signal_dossier"}, "Write the number of a signal that is there."),
        ({"kind": "signal_dossier", "signal": "99"}, "Write the number of a signal"),
        ({"kind": "year_plan", "plan": "99"}, "not one of the available choices"),
    ],
)
def test_a_form_that_lacks_something_says_what(
    reading, alice, partnership, given, asked
):
    start = reverse("reporting:report_start", args=[partnership.slug])

    answer = reading(alice).post(start, given)

    assert answer.status_code == 422
    assert asked in answer.content.decode()
    assert not Report.objects.exists()


def test_a_refusal_of_the_domain_comes_back_in_the_form(
    reading, alice, plan, monkeypatch
):
    from draaischijf.plans.workflow import TransitionDenied
    from draaischijf.reporting.domain import reports

    def refuse(*_arguments, **_rest):
        raise TransitionDenied(["Not now."])

    monkeypatch.setattr(reports, "start_report", refuse)
    start = reverse("reporting:report_start", args=[plan.partnership.slug])

    answer = reading(alice).post(start, {"kind": "year_plan", "plan": plan.pk})

    assert answer.status_code == 422
    assert "Not now." in answer.content.decode()


def test_a_dossier_is_started_by_the_number_of_a_signal(reading, alice, partnership):
    signal = make_signal(partnership)
    start = reverse("reporting:report_start", args=[partnership.slug])

    reading(alice).post(start, {"kind": "signal_dossier", "signal": signal.number})

    assert Report.objects.get().signal == signal


def test_the_plan_of_another_partnership_is_not_offered(
    reading, alice, partnership, report
):
    elsewhere = make_plan(make_partnership(name="Westkouter", slug="westkouter"))
    start = reverse("reporting:report_start", args=[partnership.slug])

    answer = reading(alice).post(start, {"kind": "year_plan", "plan": elsewhere.pk})

    assert answer.status_code == 422
    assert not Report.objects.exclude(pk=report.pk).exists()


def test_the_report_of_another_partnership_is_not_found(
    reading, alice, partnership, plan
):
    other = make_partnership(name="Westkouter", slug="westkouter")
    theirs = make_report(other, "year_report", title="Jaarverslag", year=2027)
    for name, *more in (("report",), ("report_text", "foreword"), ("report_freeze",)):
        place = [partnership.slug, theirs.pk, *more]
        swapped = reverse(f"reporting:{name}", args=place)
        assert reading(alice).get(swapped).status_code == 404
        assert reading(alice).post(swapped, {"text": "x"}).status_code in {404, 405}


# -- One report ---------------------------------------------------------------------


def test_an_editor_sees_where_to_write_and_a_reader_does_not(
    reading, alice, bob, report
):
    written, read = (
        page(reading(user), report.get_absolute_url()) for user in (alice, bob)
    )

    assert address("report_text", report, "foreword") in written
    assert "Texts written: 0 of 1." in written
    assert address("report_text", report, "foreword") not in read
    assert "Huurtafel met het CAW" in written
    assert "Huurtafel met het CAW" in read


def test_a_year_report_has_its_contents_on_the_page(reading, bob, partnership, plan):
    report = make_report(partnership, "year_report", year=2027)

    shown = page(reading(bob), report.get_absolute_url())

    assert 'href="#figures"' in shown
    assert f'id="action-{plan.plan_actions.first().pk}"' in shown


def test_a_text_is_written_on_a_page_of_its_own(reading, alice, report):
    client = reading(alice)
    assert "Foreword" in page(client, address("report_text", report, "foreword"))

    answer = client.post(
        address("report_text", report, "foreword"), {"text": "Beste lezer"}
    )
    too_much = client.post(
        address("report_text", report, "foreword"), {"text": "a " * 500_000}
    )

    assert too_much.status_code == 422
    assert answer.url == f"{report.get_absolute_url()}#section-foreword"
    assert "Beste lezer" in page(client, report.get_absolute_url())


def test_a_text_is_written_in_its_place(reading, alice, report):
    client, htmx = reading(alice), {"hx-request": "true"}
    where = address("report_text", report, "foreword")

    form = page(client, where, headers=htmx)
    kept = client.post(where, {"text": "Beste lezer"}, headers=htmx).content.decode()

    assert form.lstrip().startswith('<section class="editors"')
    assert "Beste lezer" in kept
    assert "The text is kept." in kept
    assert "<form" not in kept


def test_client_data_in_a_text_is_shown_before_it_is_kept(reading, alice, report):
    where = address("report_text", report, "foreword")

    answer = reading(alice).post(where, {"text": "Bel Jan Peeters op 0475 12 34 56."})

    assert answer.status_code == 422
    assert "0475 12 34 56" in answer.content.decode()
    assert not ReportText.objects.exists()


def test_a_section_that_is_not_there_is_not_found(reading, alice, report):
    answer = reading(alice).get(address("report_text", report, "nowhere"))

    assert answer.status_code == 404


def test_a_text_of_a_frozen_report_is_refused_in_words(reading, alice, report):
    freeze_report(report, actor=alice)
    where = address("report_text", report, "foreword")

    answer = reading(alice).post(where, {"text": "Te laat"})

    assert answer.status_code == 422
    assert "This report is frozen." in answer.content.decode()


def test_freezing_is_asked_and_then_done_once(reading, alice, report):
    client, where = reading(alice), address("report_freeze", report)
    asked = page(client, where)
    assert "Freeze it for good" in asked
    assert "Texts written: 0 of 1." in asked

    assert client.post(where).url == report.get_absolute_url()
    assert client.post(where).url == report.get_absolute_url()
    assert client.get(where).url == report.get_absolute_url()

    shown = page(client, report.get_absolute_url())
    assert "Start a new version" in shown
    assert address("report_text", report, "foreword") not in shown


def test_a_full_report_is_not_asked_to_be_filled(reading, alice, report):
    write_text(report, "foreword", "Beste lezer", actor=alice)

    assert "Texts written" not in page(reading(alice), address("report_freeze", report))


def test_after_freezing_the_page_stays_as_it_was(
    reading, alice, bob, partnership, plan
):
    report = make_report(partnership, "year_report", year=2027, plan=plan)
    log(plan.plan_actions.first(), 3, "Eerst gebeurd")
    freeze_report(report, actor=alice)
    client, where = reading(bob), report.get_absolute_url()
    before = body_of(page(client, where))

    plan.plan_actions.update(title="Heel iets anders")
    log(plan.plan_actions.first(), 4, "Achteraf")

    assert body_of(page(client, where)) == before
    assert "Eerst gebeurd" in before


def test_everybody_reads_a_public_report_without_names(reading, alice, report):
    freeze_report(report, actor=alice)
    assert reading().get(report.get_absolute_url()).status_code == 404

    client = reading(alice)
    shown = page(client, report.get_absolute_url())
    assert "Make it public" in shown
    client.post(address("report_publish", report), {"public": "1"})

    outside = page(reading(), report.get_absolute_url())
    assert "Huurtafel met het CAW" in outside
    assert "Katrien Contact" not in outside
    assert "Katrien Contact" in page(client, report.get_absolute_url())

    client.post(address("report_publish", report))
    assert reading().get(report.get_absolute_url()).status_code == 404


def test_what_cannot_be_public_says_why(reading, alice, partnership):
    plan = make_full_plan(partnership, is_public=False)
    report = make_report(partnership, plan=plan, year=2027)
    client = reading(alice)

    early = client.post(address("report_publish", report), {"public": "1"}, follow=True)
    assert "Freeze the report first." in early.content.decode()
    freeze_report(report, actor=alice)
    assert "was not public when it was frozen" in page(
        client, report.get_absolute_url()
    )


def test_the_page_takes_no_more_queries_for_more_rows(reading, alice, report, plan):
    client = reading(alice)

    def count():
        with CaptureQueriesContext(connection) as queries:
            page(client, report.get_absolute_url())
        return len(queries)

    make_document(report)
    count()  # what is kept for all pages is read once
    few = count()
    for objective in plan.objectives.all():
        for number in range(3):
            make_action(objective, f"Actie {number}")
            make_document(report, state="failed")

    assert count() == few


# -- On other pages -----------------------------------------------------------------


def test_the_page_of_a_plan_offers_its_documents(reading, alice, bob, plan):
    plan.predecessor = make_plan(plan.partnership, 2026)
    plan.save()
    offered = page(reading(alice), plan.get_absolute_url())
    report = make_report(plan.partnership, plan=plan, year=2027)

    assert "Difference with the plan before" in offered
    assert "Plan with its trajectory" not in offered
    assert 'name="kind" value="year_report"' in offered
    assert report.get_absolute_url() in page(reading(bob), plan.get_absolute_url())
    # What only partners read and nobody else may start is not offered at all.
    assert "As a document" not in page(reading(), plan.get_absolute_url())


def test_a_year_report_of_another_year_is_not_the_one_offered(
    reading, bob, partnership
):

    year = timezone.localdate().year
    plan = make_plan(
        partnership, year - 1, kind="six_year_plan", end=f"{year + 3}-12-31"
    )
    old = make_report(partnership, "year_report", plan=plan, year=year - 1)
    assert old.get_absolute_url() not in page(reading(bob), plan.get_absolute_url())

    new = make_report(partnership, "year_report", plan=plan, year=year)
    assert new.get_absolute_url() in page(reading(bob), plan.get_absolute_url())


def test_a_signal_offers_its_dossier_and_the_agenda_its_document(
    reading, alice, bob, partnership
):
    signal = make_signal(partnership)
    agenda = reverse("signals:agenda", args=[partnership.slug])

    assert "Dossier of this signal" in page(reading(alice), signal.get_absolute_url())
    assert "As a document" not in page(reading(bob), signal.get_absolute_url())
    assert "Work agenda" in page(reading(alice), agenda)
    assert 'value="work_agenda"' in page(reading(alice), agenda)
    assert "As a document" not in page(reading(), agenda)


def test_the_difference_is_offered_as_a_document_on_its_page(
    reading, alice, bob, partnership, plan
):
    after = make_plan(partnership, 2028, predecessor=plan)
    shown = reverse("plans:difference", args=[partnership.slug, after.slug])
    first = reverse("plans:difference", args=[partnership.slug, plan.slug])

    offered = page(reading(alice), shown)

    assert 'name="kind" value="difference"' in offered
    assert "As a document" not in page(reading(bob), shown)
    assert "As a document" not in page(reading(alice), first)
    report = make_report(partnership, "difference", plan=after, year=2028)
    assert report.get_absolute_url() in page(reading(bob), shown)


def test_a_panel_is_about_what_its_page_is_about(alice, partnership):
    from draaischijf.reporting import panels

    assert panels.plan_documents(partnership, alice) is None
    assert panels.signal_documents(partnership, alice) is None
    assert panels.difference_documents(partnership, alice) is None
    assert panels.agenda_documents(alice, alice) is None
