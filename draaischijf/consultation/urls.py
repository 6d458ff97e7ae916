"""Paths in Dutch, for they are part of the interface; names in English."""

from __future__ import annotations

from django.urls import path

from draaischijf.consultation.views import agenda, bodies, heads, meetings, sitting

app_name = "consultation"
HERE = "<slug:p>/overleg"
BODY = f"{HERE}/<int:pk>"
MEETING = f"{HERE}/vergaderingen/<int:pk>"
ITEM = f"{MEETING}/punten/<int:item>"

urlpatterns = [
    path(f"{HERE}/", bodies.bodies, name="bodies"),
    path(f"{HERE}/export/<slug:kind>/", bodies.bodies_export, name="bodies_export"),
    path(f"{HERE}/organisaties/", sitting.loads, name="loads"),
    path(f"{HERE}/organisaties/<int:pk>/", sitting.organisation, name="organisation"),
    path(f"{HERE}/nieuw/", bodies.body_new, name="body_new"),
    path(f"{BODY}/", bodies.body, name="body"),
    path(f"{BODY}/bewerken/", bodies.body_edit, name="body_edit"),
    path(f"{BODY}/leden/", bodies.member_seat, name="member_seat"),
    path(f"{BODY}/leden/<int:member>/einde/", bodies.member_end, name="member_end"),
    path(f"{BODY}/einde/", bodies.body_end, name="body_end"),
    path(f"{HERE}/vergaderingen/", meetings.meetings, name="meetings"),
    path(f"{HERE}/vergaderingen/nieuw/", meetings.meeting_new, name="meeting_new"),
    path(f"{MEETING}/", meetings.meeting, name="meeting"),
    path(f"{MEETING}/bewerken/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}/gehouden/", meetings.meeting_hold, name="meeting_hold"),
    path(f"{MEETING}/afgelasten/", meetings.meeting_stop, name="meeting_stop"),
    path(f"{MEETING}/wie/", meetings.participant_add, name="participant_add"),
    path(
        f"{MEETING}/wie/<int:participant>/",
        meetings.participant_note,
        name="participant_note",
    ),
    path(f"{MEETING}/geteld/", heads.heads_count, name="heads_count"),
    path(f"{MEETING}/punten/", agenda.item_new, name="item_new"),
    path(f"{ITEM}/", agenda.item_edit, name="item_edit"),
    path(f"{ITEM}/plaats/", agenda.item_move, name="item_move"),
    path(f"{ITEM}/weg/", agenda.item_remove, name="item_remove"),
    path(f"{ITEM}/bespreken/", agenda.item_ask, name="item_ask"),
    path(f"{ITEM}/notities/", agenda.item_notes, name="item_notes"),
    path(f"{ITEM}/beslissing/", agenda.item_decide, name="item_decide"),
    path(f"{MEETING}/taken/", agenda.task_new, name="task_new"),
    path(f"{MEETING}/taken/<int:task>/", agenda.task_close, name="task_close"),
    path(f"{HERE}/beslissingen/", agenda.decisions, name="decisions"),
    path(
        f"{HERE}/beslissingen/<int:year>/<int:number>/",
        agenda.decision,
        name="decision",
    ),
]
