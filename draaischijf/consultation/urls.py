"""Paths in Dutch, for they are part of the interface; names in English."""

from __future__ import annotations

from django.urls import path

from draaischijf.consultation.views import (
    agenda,
    bodies,
    calendars,
    decisions,
    gatherings,
    heads,
    inviting,
    meetings,
    minutes,
    polls,
    presence,
    proposing,
    registrations,
    room,
    sitting,
)

app_name = "consultation"
HERE = "<slug:p>/overleg"
BODY = f"{HERE}/<int:pk>"
MEETING = f"{HERE}/vergaderingen/<int:pk>"
ITEM = f"{MEETING}/punten/<int:item>"

urlpatterns = [
    path(
        "vergadering/inschrijving/<str:token>/",
        gatherings.registration,
        name="registration",
    ),
    path(
        "vergadering/inschrijving/<str:token>/weg/",
        gatherings.registration_withdraw,
        name="registration_withdraw",
    ),
    path(f"{MEETING}/inschrijven/", gatherings.register, name="register"),
    path(
        f"{MEETING}/inschrijvingen/", gatherings.gathering_open, name="gathering_open"
    ),
    path(
        f"{MEETING}/inschrijvingen/nieuw/",
        registrations.registration_add,
        name="registration_add",
    ),
    path(
        f"{MEETING}/inschrijvingen/export/<slug:kind>/",
        registrations.registrations_export,
        name="registrations_export",
    ),
    path(
        f"{MEETING}/inschrijvingen/<int:registration>/",
        registrations.registration_edit,
        name="registration_edit",
    ),
    path(
        f"{MEETING}/inschrijvingen/<int:registration>/weg/",
        registrations.registration_remove,
        name="registration_remove",
    ),
    path("kalender/<str:token>.ics", calendars.calendar, name="calendar"),
    path(f"{HERE}/kalender.ics", calendars.whole_calendar, name="public_calendar"),
    path(f"{BODY}/kalender.ics", calendars.body_calendar, name="body_calendar"),
    path(f"{HERE}/kalender/", calendars.calendars, name="calendars"),
    path(f"{HERE}/kalender/maken/", calendars.calendar_make, name="calendar_make"),
    path(
        f"{HERE}/kalender/<int:pk>/vernieuwen/",
        calendars.calendar_renew,
        name="calendar_renew",
    ),
    path(
        f"{HERE}/kalender/<int:pk>/intrekken/",
        calendars.calendar_withdraw,
        name="calendar_withdraw",
    ),
    path("vergadering/<str:token>/", inviting.reply, name="reply"),
    path(
        "vergadering/<str:token>/bespreken/<int:item>/",
        inviting.reply_ask,
        name="reply_ask",
    ),
    path(
        "vergadering/<str:token>/stuk/<uuid:file>/",
        inviting.reply_file,
        name="reply_file",
    ),
    path(f"{BODY}/reeks/", polls.series, name="series"),
    path(f"{BODY}/datum/", polls.poll_new, name="poll_new"),
    path(f"{MEETING}/datum/<int:option>/", polls.poll_choose, name="poll_choose"),
    path(f"{MEETING}/uitnodigen/", inviting.meeting_invite, name="meeting_invite"),
    path(f"{MEETING}/agenda-versturen/", inviting.agenda_send, name="agenda_send"),
    path(f"{MEETING}/verzetten/", inviting.meeting_move, name="meeting_move"),
    path(f"{MEETING}/uitstellen/", inviting.meeting_postpone, name="meeting_postpone"),
    path(f"{HERE}/", bodies.bodies, name="bodies"),
    path(f"{HERE}/export/<slug:kind>/", bodies.bodies_export, name="bodies_export"),
    path(f"{HERE}/organisaties/", sitting.loads, name="loads"),
    path(f"{HERE}/organisaties/<int:pk>/", sitting.organisation, name="organisation"),
    path(f"{HERE}/nieuw/", bodies.body_new, name="body_new"),
    path(f"{BODY}/", bodies.body, name="body"),
    path(f"{BODY}/bewerken/", bodies.body_edit, name="body_edit"),
    path(f"{BODY}/leden/", bodies.member_seat, name="member_seat"),
    path(f"{BODY}/leden/<int:member>/", bodies.member_correct, name="member_correct"),
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
    path(
        f"{MEETING}/wie/<int:participant>/weg/",
        meetings.participant_remove,
        name="participant_remove",
    ),
    path(f"{MEETING}/verslag/", room.room, name="room"),
    path(f"{MEETING}/verslag/stand/", room.room_state, name="room_state"),
    path(f"{MEETING}/verslag/wie/", room.room_welcome, name="room_welcome"),
    path(f"{MEETING}/verslag/punt/", room.room_item, name="room_item"),
    path(f"{MEETING}/code/", presence.presence_code, name="presence_code"),
    path(f"{MEETING}/voorstel/", proposing.proposal_take, name="proposal_take"),
    path(f"{MEETING}/samen/", proposing.consent_pass, name="consent_pass"),
    path(f"{MEETING}/notulen/", minutes.minutes, name="minutes"),
    path(f"{MEETING}/notulen/versturen/", minutes.minutes_send, name="minutes_send"),
    path(
        f"{MEETING}/notulen/goedkeuren/",
        minutes.minutes_approve,
        name="minutes_approve",
    ),
    path(
        f"{MEETING}/notulen/publiceren/",
        minutes.minutes_publish,
        name="minutes_publish",
    ),
    path(
        f"{MEETING}/notulen/opmerkingen/<int:remark>/",
        minutes.remark_answer,
        name="remark_answer",
    ),
    path("notulen/<str:token>/", minutes.minutes_read, name="minutes_read"),
    path("aanwezig/<str:token>/", presence.presence, name="presence"),
    path(f"{MEETING}/stukken/<uuid:file>/", proposing.item_file, name="item_file"),
    path(f"{MEETING}/geteld/", heads.heads_count, name="heads_count"),
    path(f"{MEETING}/punten/", agenda.item_new, name="item_new"),
    path(f"{ITEM}/", agenda.item_edit, name="item_edit"),
    path(f"{ITEM}/plaats/", agenda.item_move, name="item_move"),
    path(f"{ITEM}/weg/", agenda.item_remove, name="item_remove"),
    path(f"{ITEM}/bespreken/", agenda.item_ask, name="item_ask"),
    path(f"{ITEM}/notities/", room.item_notes, name="item_notes"),
    path(f"{ITEM}/beslissing/", agenda.item_decide, name="item_decide"),
    path(f"{MEETING}/taken/", agenda.task_new, name="task_new"),
    path(f"{MEETING}/taken/<int:task>/", agenda.task_close, name="task_close"),
    path(f"{HERE}/beslissingen/", decisions.decisions, name="decisions"),
    path(
        f"{HERE}/beslissingen/uitvoer/<slug:kind>/",
        decisions.decisions_export,
        name="decisions_export",
    ),
    path(
        f"{HERE}/beslissingen/<int:year>/<int:number>/",
        decisions.decision,
        name="decision",
    ),
    path(
        f"{HERE}/beslissingen/<int:year>/<int:number>/aanpassen/",
        decisions.decision_correct,
        name="decision_correct",
    ),
]
