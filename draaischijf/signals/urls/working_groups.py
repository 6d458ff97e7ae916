"""Addresses of the working groups, and of giving a signal to one."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import working_groups

GROUPS = "<slug:p>/werkgroepen"
GROUP = f"{GROUPS}/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{GROUPS}/", working_groups.working_groups, name="working_groups"),
    path(f"{GROUPS}/nieuw/", working_groups.working_group_add, name="group_add"),
    path(f"{GROUP}/", working_groups.working_group, name="working_group"),
    path(f"{GROUP}/bewerken/", working_groups.working_group_edit, name="group_edit"),
    path(f"{GROUP}/leden/", working_groups.working_group_join, name="group_join"),
    path(
        f"{GROUP}/leden/<int:member>/weg/",
        working_groups.working_group_leave,
        name="group_leave",
    ),
    path(f"{GROUP}/sluiten/", working_groups.working_group_close, name="group_close"),
    path(
        "<slug:p>/signalen/<int:number>/werkgroep/",
        working_groups.signal_group,
        name="signal_group",
    ),
]
