"""Which works are measured, with the budget the design gives them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from draaischijf.reporting import writers
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.enums import DocumentFormat, ReportKind
from draaischijf.reporting.queries.house_styles import style_of
from draaischijf.website.bench.made_plan import YEAR, MadePlan
from draaischijf.website.bench.measuring import Work

# Seconds (design 8), for a year report of 200 actions and 2,000 log entries.
REPORT_BUDGETS = {
    DocumentFormat.HTML: 0.3,
    DocumentFormat.DOCX: 2.0,
    DocumentFormat.PDF: 1.5,
    DocumentFormat.XLSX: 0.5,
}
PAGE = 0.05


def works_of(made: MadePlan) -> list[Work]:
    """Return the works on a made plan: the documents, then the pages."""
    return [*_documents(made), *_pages(made)]


def _documents(made: MadePlan) -> list[Work]:
    style = style_of(made.partnership)

    def writing(kind: ReportKind, form: DocumentFormat) -> Callable[[], bytes]:
        subject = Subject(
            kind=kind, partnership=made.partnership, year=YEAR, plan=made.plan
        )
        return lambda: writers.write(build(subject), form, style)

    reports = [
        Work(f"year report, {form}", writing(ReportKind.YEAR_REPORT, form), budget)
        for form, budget in REPORT_BUDGETS.items()
    ]
    plans = [
        Work(f"year plan, {form}", writing(ReportKind.YEAR_PLAN, form))
        for form in REPORT_BUDGETS
    ]
    return [*reports, *plans]


def _pages(made: MadePlan) -> list[Work]:
    client = Client(SERVER_NAME=answering_host())
    client.force_login(
        made.coordinator, backend="django.contrib.auth.backends.ModelBackend"
    )
    here = made.partnership.slug
    plan = reverse("plans:plan", args=[here, made.plan.slug])
    addresses = {
        "list of plans": (reverse("plans:plans", args=[here]), PAGE),
        "action with its log": (
            reverse("plans:action", args=[here, made.plan.slug, 1]),
            PAGE,
        ),
        # The whole plan on one page, every action in it: no page of fifty rows.
        "plan, tree": (plan, None),
        "plan, one lead": (f"{plan}?lead=OCMW+Lokelare", None),
    }

    def getting(address: str) -> Callable[[], HttpResponseBase]:
        def get() -> HttpResponseBase:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")
            return answer

        return get

    return [
        Work(name, getting(address), budget)
        for name, (address, budget) in addresses.items()
    ]


def answering_host() -> str:
    """Return a host that the site answers to."""
    allowed = [
        name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))
    ]
    return allowed[0] if allowed else "localhost"
