"""Importing on a page: upload, look at what it would do, then do it or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from draaischijf.documents import importing
from draaischijf.documents.enums import RunState
from draaischijf.documents.limits import UnreadableDocument
from draaischijf.documents.models import ImportRun
from draaischijf.documents.queries import asking_rows, run_or_404, run_page, runs_of
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import actor_with
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.website import imports as table
from draaischijf.website.forms import CommitForm, ImportForm
from draaischijf.website.import_pages import shown_kinds
from draaischijf.website.import_screening import read_row


@in_partnership
def imports(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show earlier imports and take a new document."""
    actor = actor_with(request.user, Permission.IMPORT, partnership)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        document = form.cleaned_data["document"]
        try:
            run = table.stage_file(
                partnership, document.read(), document.name, actor=actor
            )
        except (UnreadableDocument, table.NothingFoundError) as error:
            form.add_error("document", str(error))
        else:
            return redirect("website:import_run", partnership.slug, run.pk)
    status = 422 if form.errors else 200
    page = {"form": form, "runs": runs_of(partnership.pk), "kinds": table.KINDS}
    return render(request, "website/imports.html", page, status=status)


@in_partnership
def import_run(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Show every row of a run with what would become, or became, of it."""
    actor_with(request.user, Permission.IMPORT, partnership)
    run = run_or_404(partnership.pk, pk)
    return _run_page(request, run, _commit_form(None, run, partnership))


@require_POST
@in_partnership
def import_commit(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    actor = actor_with(request.user, Permission.IMPORT, partnership)
    run = run_or_404(partnership.pk, pk)
    form = _commit_form(request.POST, run, partnership)
    if not form.is_valid():
        return _run_page(request, run, form, status=422)
    try:
        table.commit_run(run, actor=actor, accepted=form.accepted)
    except importing.AlreadyCommittedError:
        messages.info(request, _t("This import was finished before. Nothing changed."))
    except importing.RowRefusedError as refused:
        messages.error(request, str(refused))
    except TransitionDenied as denied:
        said = _t("Nothing was imported.")
        messages.error(request, f"{denied} {said}")
    else:
        messages.success(request, _t("%(file)s was imported.") % {"file": run})
    return redirect("website:import_run", partnership.slug, run.pk)


@require_POST
@in_partnership
def import_cancel(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    actor_with(request.user, Permission.IMPORT, partnership)
    run = run_or_404(partnership.pk, pk)
    importing.cancel(run)
    messages.success(request, _t("Nothing of %(file)s was imported.") % {"file": run})
    return redirect("website:imports", partnership.slug)


def _commit_form(
    data: QueryDict | None, run: ImportRun, partnership: Partnership
) -> CommitForm:
    asking = asking_rows(run) if run.state == RunState.PREVIEW else []
    return CommitForm(data, rows=[read_row(row, partnership) for row in asking])


def _run_page(
    request: HttpRequest, run: ImportRun, form: CommitForm, *, status: int = 200
) -> HttpResponse:
    page = run_page(run, table.KINDS)
    context = {"page": page, "kinds": shown_kinds(page, table.KINDS), "form": form}
    return render(request, "website/import_run.html", context, status=status)
