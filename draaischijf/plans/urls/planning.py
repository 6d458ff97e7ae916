"""Addresses of the list of plans, of one plan, and of building it."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import details, edit_in_place, ordering, plan_pages, tree

PLAN = "<slug:p>/plannen/<slug:slug>"
OBJECTIVE = f"{PLAN}/doelstellingen/<int:objective>"
ACTION = f"{PLAN}/acties/<int:number>"

urlpatterns: list[URLPattern] = [
    path("<slug:p>/plannen/", plan_pages.plans, name="plans"),
    path("<slug:p>/plannen/nieuw/", plan_pages.plan_add, name="plan_add"),
    path(f"{PLAN}/", plan_pages.plan, name="plan"),
    path(f"{PLAN}/bewerken/", plan_pages.plan_edit, name="plan_edit"),
    path(f"{PLAN}/codes/", ordering.plan_codes, name="plan_codes"),
    path(f"{PLAN}/doelstellingen/nieuw/", tree.objective_add, name="objective_add"),
    path(f"{PLAN}/delen/nieuw/", tree.section_add, name="section_add"),
    path(f"{OBJECTIVE}/acties/nieuw/", tree.action_add, name="action_add"),
    path(
        f"{OBJECTIVE}/veld/<slug:name>/",
        edit_in_place.objective_field,
        name="objective_field",
    ),
    path(f"{OBJECTIVE}/gegevens/", details.objective_details, name="objective_details"),
    path(f"{OBJECTIVE}/plaats/", ordering.objective_place, name="objective_place"),
    path(f"{OBJECTIVE}/verwijderen/", tree.objective_remove, name="objective_remove"),
    path(
        f"{ACTION}/veld/<slug:name>/", edit_in_place.action_field, name="action_field"
    ),
    path(f"{ACTION}/plaats/", ordering.action_place, name="action_place"),
    path(f"{ACTION}/verplaatsen/", ordering.action_move, name="action_move"),
    path(f"{ACTION}/verwijderen/", tree.action_remove, name="action_remove"),
]
