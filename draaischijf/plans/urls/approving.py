"""Addresses of approval, adopted versions, legal elements and the trajectory."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import approving, legal, trajectories, versions

PLAN = "<slug:p>/plannen/<slug:slug>"
APPROVAL = f"{PLAN}/goedkeuring"
STEP = f"{APPROVAL}/stap/<int:pk>"
VERSION = f"{PLAN}/versies/<int:number>"
PART = f"{PLAN}/onderdelen/<slug:part>"
TRAJECTORY = f"{PLAN}/traject"

urlpatterns: list[URLPattern] = [
    path(f"{APPROVAL}/", approving.approval, name="approval"),
    path(f"{APPROVAL}/gebruikelijk/", approving.approval_usual, name="approval_usual"),
    path(f"{APPROVAL}/stap/", approving.approval_step_add, name="approval_step_add"),
    path(f"{STEP}/", approving.approval_step, name="approval_step"),
    path(
        f"{STEP}/verplaatsen/", approving.approval_step_move, name="approval_step_move"
    ),
    path(f"{STEP}/weg/", approving.approval_step_remove, name="approval_step_remove"),
    path(f"{STEP}/resultaat/", approving.approval_result, name="approval_result"),
    path(
        f"{STEP}/terugnemen/", approving.approval_take_back, name="approval_take_back"
    ),
    path(f"{APPROVAL}/voorleggen/", approving.plan_submit, name="plan_submit"),
    path(f"{APPROVAL}/intrekken/", approving.plan_take_back, name="plan_take_back"),
    path(f"{APPROVAL}/vaststellen/", versions.plan_adopt, name="plan_adopt"),
    path(f"{APPROVAL}/wijzigen/", versions.plan_amend, name="plan_amend"),
    path(
        f"{APPROVAL}/wijziging-stoppen/",
        versions.plan_amend_cancel,
        name="plan_amend_cancel",
    ),
    path(f"{APPROVAL}/afsluiten/", versions.plan_close, name="plan_close"),
    path(f"{APPROVAL}/evaluatie/", legal.plan_evaluate, name="plan_evaluate"),
    path(f"{PLAN}/onderdelen/", legal.legal_add, name="legal_add"),
    path(f"{PART}/", legal.legal_element, name="legal_element"),
    path(f"{PART}/bestand/", legal.legal_file, name="legal_file"),
    path(f"{PLAN}/versies/", versions.versions, name="versions"),
    path(f"{VERSION}/", versions.version, name="version"),
    path(
        f"{VERSION}/verschil/<int:earlier>/",
        versions.version_difference,
        name="version_difference",
    ),
    path(
        f"{VERSION}/bestanden/<uuid:uid>/", versions.version_file, name="version_file"
    ),
    path(f"{TRAJECTORY}/", trajectories.trajectory, name="trajectory"),
    path(f"{TRAJECTORY}/nieuw/", trajectories.trajectory_add, name="trajectory_add"),
    path(f"{TRAJECTORY}/datum/", trajectories.trajectory_date, name="trajectory_date"),
    path(
        f"{TRAJECTORY}/<int:pk>/", trajectories.trajectory_step, name="trajectory_step"
    ),
    path(
        f"{TRAJECTORY}/<int:pk>/weg/",
        trajectories.trajectory_remove,
        name="trajectory_remove",
    ),
]
