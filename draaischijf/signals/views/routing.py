"""Who gets which report: the rules, trying them, and handing a report over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.queries import require
from draaischijf.signals.domain import routing as handing
from draaischijf.signals.domain import routing_rules
from draaischijf.signals.forms.routing import (
    HandOverForm,
    PlaceForm,
    RuleForm,
    SwitchForm,
    TakeForm,
    TryForm,
)
from draaischijf.signals.models import PreSignal, RoutingRule
from draaischijf.signals.queries.routing import (
    read_rules,
    rule_or_404,
    verdicts_of,
)
from draaischijf.signals.queries.routing_choices import routing_choices
from draaischijf.signals.queries.routing_page import rows_of, tried_on
from draaischijf.signals.queries.takers import Takers
from draaischijf.signals.queries.weighing import pre_signal_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.workflow import TransitionDenied


@require_safe
@in_partnership
def rules(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Show the rules in order, in words; with buttons for who may arrange them."""
    require(request.user, Permission.READ_REPORTS, partnership)
    context = {
        "rows": rows_of(read_rules(partnership)),
        "arranges": holds(request.user, Permission.ARRANGE, partnership),
    }
    return render(request, "signals/routing.html", context)


@in_partnership
def try_out(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Hold a text against the rules. It is posted, and kept and logged nowhere."""
    require(request.user, Permission.READ_REPORTS, partnership)
    form = TryForm(posted(request), choices=routing_choices(partnership))
    tried = None
    if request.method == "POST" and form.is_valid():
        tried = tried_on(verdicts_of(partnership, form.given))
    context = {"form": form, "tried": tried}
    status = 422 if form.errors else 200
    response = render(request, "signals/routing_try.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@in_partnership
def rule_add(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Make a rule, after the others."""
    require(request.user, Permission.ARRANGE, partnership)
    return _write_rule(request, partnership, None)


@in_partnership
def rule_edit(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Change a rule."""
    require(request.user, Permission.ARRANGE, partnership)
    return _write_rule(request, partnership, rule_or_404(partnership, pk))


def _write_rule(
    request: HttpRequest, partnership: Partnership, rule: RoutingRule | None
) -> HttpResponse:
    form = RuleForm(
        posted(request),
        partnership=partnership,
        choices=routing_choices(partnership),
        takers=Takers(partnership),
        rule=rule,
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            actor = actor_of(request)
            if rule is None:
                routing_rules.add_rule(partnership, form.given, actor=actor)
            else:
                routing_rules.change_rule(rule, form.given, actor=actor)
            messages.success(request, _t("The rule is kept."))
            return redirect("signals:routing", partnership.slug)
    context = {
        "form": form,
        "rule": rule,
        "back": reverse("signals:routing", args=[partnership.slug]),
    }
    status = 422 if form.errors else 200
    return render(request, "signals/routing_rule.html", context, status=status)


@require_POST
@in_partnership
def rule_move(request: HttpRequest, partnership: Partnership, pk: int) -> HttpResponse:
    """Move a rule one place up or down."""
    rule = _rule_to_arrange(request, partnership, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Http404
    routing_rules.move_rule(rule, form.cleaned_data["where"], actor=actor_of(request))
    return redirect("signals:routing", partnership.slug)


@require_POST
@in_partnership
def rule_switch(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Switch a rule on or off."""
    rule = _rule_to_arrange(request, partnership, pk)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        raise Http404
    is_on = form.cleaned_data["on"] == "1"
    routing_rules.switch_rule(rule, is_on=is_on, actor=actor_of(request))
    return redirect("signals:routing", partnership.slug)


@require_POST
@in_partnership
def rule_remove(
    request: HttpRequest, partnership: Partnership, pk: int
) -> HttpResponse:
    """Remove a rule."""
    rule = _rule_to_arrange(request, partnership, pk)
    routing_rules.remove_rule(rule, actor=actor_of(request))
    messages.success(request, _t("The rule is removed."))
    return redirect("signals:routing", partnership.slug)


def _rule_to_arrange(
    request: HttpRequest, partnership: Partnership, pk: int
) -> RoutingRule:
    require(request.user, Permission.ARRANGE, partnership)
    return rule_or_404(partnership, pk)


@require_POST
@in_partnership
def take(request: HttpRequest, partnership: Partnership, number: int) -> HttpResponse:
    """Take a report oneself."""
    report = _report_to_hand_over(request, partnership, number)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        handing.take(report, seen=form.cleaned_data["whose"], actor=actor_of(request))
    except TransitionDenied as denied:
        for reason in denied.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _t("This report is yours now."))
    return redirect("signals:pre_signal", partnership.slug, number)


@in_partnership
def hand_over(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Give a report to somebody else, with a word."""
    report = _report_to_hand_over(request, partnership, number)
    form = HandOverForm(posted(request), report=report, takers=Takers(partnership))
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            to = form.chosen
            handing.hand_over(
                report,
                to,
                seen=form.cleaned_data["whose"],
                note=form.cleaned_data["note"],
                actor=actor_of(request),
            )
            said = _t("The report went to %(name)s.") % {"name": to.label}
            messages.success(request, said)
            return redirect("signals:pre_signal", partnership.slug, number)
    context = {
        "form": form,
        "report": report,
        "back": reverse("signals:pre_signal", args=[partnership.slug, number]),
    }
    status = 422 if form.errors else 200
    return render(request, "signals/hand_over.html", context, status=status)


def _report_to_hand_over(
    request: HttpRequest, partnership: Partnership, number: int
) -> PreSignal:
    require(request.user, Permission.EDIT_SIGNAL, partnership)
    require(request.user, Permission.READ_REPORTS, partnership)
    return pre_signal_or_404(request.user, partnership, number)
