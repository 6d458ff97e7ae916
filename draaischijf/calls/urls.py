"""Paths in Dutch, for they are part of the interface; names in English."""

from __future__ import annotations

from django.urls import path

from draaischijf.calls.views import answering, arranging, calls

app_name = "calls"
CALL = "<slug:p>/bevragingen/<int:number>"

urlpatterns = [
    path("bevraging/<str:token>/", answering.answer, name="answer"),
    path("<slug:p>/bevragingen/", calls.calls, name="calls"),
    path("<slug:p>/bevragingen/nieuw/", arranging.call_start, name="call_start"),
    path(f"{CALL}/", calls.call, name="call"),
    path(f"{CALL}/bewerken/", arranging.call_edit, name="call_edit"),
    path(f"{CALL}/uitnodigen/", arranging.call_invite, name="call_invite"),
    path(
        f"{CALL}/uitgenodigd/<int:pk>/weg/",
        arranging.call_uninvite,
        name="call_uninvite",
    ),
    path(f"{CALL}/openen/", arranging.call_open, name="call_open"),
    path(f"{CALL}/sluiten/", arranging.call_close, name="call_close"),
    path(f"{CALL}/verlengen/", arranging.call_extend, name="call_extend"),
    path(f"{CALL}/herinneren/", arranging.call_remind, name="call_remind"),
]
