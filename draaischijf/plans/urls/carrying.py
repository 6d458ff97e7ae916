"""Addresses of the carry-over to the next plan, and of the difference."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import carry_actions, carrying, difference

PLAN = "<slug:p>/plannen/<slug:slug>"
CARRY = f"{PLAN}/vervolg"
ACTION = f"{CARRY}/acties/<int:number>"

urlpatterns: list[URLPattern] = [
    path(f"{CARRY}/", carrying.carry_over, name="carry_over"),
    path(f"{CARRY}/starten/", carrying.carry_start, name="carry_start"),
    path(f"{CARRY}/verder/", carrying.carry_resume, name="carry_resume"),
    path(f"{CARRY}/afronden/", carrying.carry_finish, name="carry_finish"),
    path(f"{CARRY}/stoppen/", carrying.carry_cancel, name="carry_cancel"),
    path(f"{ACTION}/", carry_actions.carry_action, name="carry_action"),
    path(f"{ACTION}/loopt-door/", carry_actions.carry_continue, name="carry_continue"),
    path(
        f"{ACTION}/terugnemen/", carry_actions.carry_take_back, name="carry_take_back"
    ),
    path(f"{PLAN}/verschil/", difference.difference, name="difference"),
]
