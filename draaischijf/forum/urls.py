"""Paths in Dutch, for they are part of the interface; names in English."""

from __future__ import annotations

from django.urls import path

from draaischijf.forum.views import forums, preparing, tables, tracks

app_name = "forum"
TABLE = "forum/<str:token>"
HERE = "<slug:p>/forum"
FORUM = f"{HERE}/<int:pk>"
THEME = f"{FORUM}/themas/<int:theme>"
TRACK = f"{FORUM}/pistes/<int:track>"

urlpatterns = [
    path(f"{TABLE}/", tables.table, name="table"),
    path(f"{TABLE}/notities/<slug:question>/", tables.note, name="note"),
    path(f"{TABLE}/pistes/", tables.track, name="track_new"),
    path(f"{TABLE}/pistes/<int:pk>/", tables.track, name="track_words"),
    path(f"{TABLE}/pistes/<int:pk>/stip/", tables.dot, name="dot"),
    path(f"{HERE}/", forums.forums, name="forums"),
    path(f"{HERE}/pistes/", tracks.tracks, name="tracks"),
    path(f"{HERE}/van/<int:meeting>/", forums.forum_start, name="forum_start"),
    path(f"{FORUM}/", forums.forum, name="forum"),
    path(f"{FORUM}/scherm/", forums.screen, name="screen"),
    path(f"{FORUM}/stap/", forums.stage, name="stage"),
    path(f"{FORUM}/stippen/", forums.dots, name="dots"),
    path(f"{FORUM}/publiceren/", forums.publish, name="publish"),
    path(f"{FORUM}/kaarten/", preparing.cards, name="cards"),
    path(f"{FORUM}/wie/", preparing.invite, name="invite_all"),
    path(f"{FORUM}/wie/<int:invitee>/weg/", preparing.uninvite, name="uninvite"),
    path(f"{FORUM}/themas/", preparing.themes, name="themes"),
    path(f"{THEME}/", preparing.theme_edit, name="theme"),
    path(f"{THEME}/plaats/", preparing.theme_move, name="theme_move"),
    path(f"{THEME}/weg/", preparing.theme_remove, name="theme_remove"),
    path(f"{THEME}/wie/", preparing.invite, name="invite"),
    path(f"{THEME}/tafels/", preparing.table_set, name="table_set"),
    path(
        f"{THEME}/tafels/<int:table>/weg/", preparing.table_remove, name="table_remove"
    ),
    path(f"{THEME}/laten-vallen/", tracks.others_drop, name="others_drop"),
    path(f"{THEME}/vertellen/", tracks.tell, name="tell"),
    path(f"{TRACK}/", tracks.track, name="track"),
    path(f"{TRACK}/kiezen/", tracks.track_choose, name="track_choose"),
    path(f"{TRACK}/eigenaar/", tracks.track_owner, name="track_owner"),
    path(f"{TRACK}/actie/", tracks.track_action, name="track_action"),
    path(f"{TRACK}/aan/", tracks.track_address, name="track_address"),
    path(f"{TRACK}/laten-vallen/", tracks.track_drop, name="track_drop"),
]
