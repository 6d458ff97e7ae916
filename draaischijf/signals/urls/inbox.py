"""Addresses of the inbox, of one report, and of what is done with it."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import (
    groups,
    inbox,
    inbox_export,
    routing,
    synonyms,
    telling_apart,
    weighing,
)

REPORT = "<slug:p>/meldingen/<int:number>"
RULES = "<slug:p>/meldingen/verdeling"

urlpatterns: list[URLPattern] = [
    path("<slug:p>/meldingen/", inbox.inbox, name="inbox"),
    path("<slug:p>/meldingen/meldingen.csv", inbox_export.inbox_csv, name="inbox_csv"),
    path(
        "<slug:p>/meldingen/meldingen.xlsx", inbox_export.inbox_xlsx, name="inbox_xlsx"
    ),
    path("<slug:p>/meldingen/samen/", inbox.bulk, name="inbox_bulk"),
    path(f"{RULES}/", routing.rules, name="routing"),
    path(f"{RULES}/proberen/", routing.try_out, name="routing_try"),
    path(f"{RULES}/nieuw/", routing.rule_add, name="routing_add"),
    path(f"{RULES}/<int:pk>/", routing.rule_edit, name="routing_edit"),
    path(f"{RULES}/<int:pk>/plaats/", routing.rule_move, name="routing_move"),
    path(f"{RULES}/<int:pk>/aan-uit/", routing.rule_switch, name="routing_switch"),
    path(f"{RULES}/<int:pk>/weg/", routing.rule_remove, name="routing_remove"),
    path(f"{REPORT}/nemen/", routing.take, name="pre_signal_take"),
    path(f"{REPORT}/doorgeven/", routing.hand_over, name="pre_signal_hand_over"),
    path("<slug:p>/meldingen/synoniemen/", synonyms.synonyms, name="synonyms"),
    path("<slug:p>/meldingen/groepen/", groups.groups, name="groups"),
    path("<slug:p>/meldingen/groepen/<int:key>/", groups.group_do, name="group_do"),
    path(
        "<slug:p>/meldingen/groepen/<int:key>/titel/",
        groups.group_name,
        name="group_name",
    ),
    path(f"{REPORT}/", weighing.pre_signal, name="pre_signal"),
    path(f"{REPORT}/wegen/", weighing.weigh, name="pre_signal_weigh"),
    path(f"{REPORT}/stap/", weighing.step, name="pre_signal_step"),
    path(f"{REPORT}/gelijkaardig/", telling_apart.look_alike, name="pre_signal_alike"),
    path(f"{REPORT}/verschillend/", telling_apart.apart, name="pre_signal_apart"),
    path(
        f"{REPORT}/verschillend/terug/",
        telling_apart.apart_back,
        name="pre_signal_apart_back",
    ),
    path(f"{REPORT}/antwoord/", weighing.reply, name="pre_signal_reply"),
    path("<slug:p>/signalen/nieuw/", weighing.signal_start, name="signal_start"),
]
