"""Addresses of what is done with a signal, and of the work agenda."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import (
    affairs,
    agenda,
    challenges,
    following,
    merging,
    moving,
    offers,
    rewording,
    shaping,
)

SIGNAL = "<slug:p>/signalen/<int:number>"
CHALLENGE = "<slug:p>/agenda/uitdaging/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{SIGNAL}/bewerken/", shaping.signal_edit, name="signal_edit"),
    path(f"{SIGNAL}/organisaties/", shaping.signal_actors, name="signal_actors"),
    path(
        f"{SIGNAL}/organisaties/<int:pk>/weg/",
        shaping.actor_remove,
        name="actor_remove",
    ),
    path(f"{SIGNAL}/verder/", moving.signal_moves, name="signal_moves"),
    path(f"{SIGNAL}/naar/<slug:target>/", moving.signal_move, name="signal_move"),
    path(f"{SIGNAL}/samenvoegen/", merging.signal_merge, name="signal_merge"),
    path(
        f"{SIGNAL}/samenvoegen/<int:other>/",
        merging.signal_merge_with,
        name="signal_merge_with",
    ),
    path(f"{SIGNAL}/losmaken/<int:other>/", merging.signal_part, name="signal_part"),
    path(f"{SIGNAL}/akkoord/", following.signal_agree, name="signal_agree"),
    path(
        f"{SIGNAL}/akkoord/herinneren/",
        rewording.agreement_remind,
        name="agreement_remind",
    ),
    path(f"{SIGNAL}/akkoord/voorstel/", rewording.signal_reword, name="signal_reword"),
    path(
        f"{SIGNAL}/akkoord/voorstel/<int:pk>/",
        rewording.wording_settle,
        name="wording_settle",
    ),
    path(f"{SIGNAL}/beslissing/", following.signal_decide, name="signal_decide"),
    path(f"{SIGNAL}/brief/", following.signal_letter, name="signal_letter"),
    path(
        f"{SIGNAL}/brief/<int:pk>/antwoord/",
        following.letter_answer,
        name="letter_answer",
    ),
    path(f"{SIGNAL}/actie/", following.signal_action, name="signal_action"),
    path(f"{SIGNAL}/actie/<int:pk>/klaar/", following.action_done, name="action_done"),
    path(f"{SIGNAL}/opvolging/", following.signal_log, name="signal_log"),
    path(f"{SIGNAL}/opvolging/datum/", following.log_date, name="log_date"),
    path(f"{SIGNAL}/aanbieden/", offers.signal_offer, name="signal_offer"),
    path(f"{SIGNAL}/aanbod/weg/", offers.offer_withdraw, name="offer_withdraw"),
    path(f"{SIGNAL}/elders/", offers.elsewhere, name="elsewhere"),
    path("<slug:p>/signalen/aangeboden/", offers.offers, name="offers"),
    path("<slug:p>/signalen/aangeboden/<int:pk>/", offers.offer, name="offer"),
    path("<slug:p>/terugkoppelen/", affairs.unheard, name="unheard"),
    path(f"{SIGNAL}/stand-van-zaken/", affairs.affairs, name="affairs"),
    path(
        "<slug:p>/agenda/uitdagingen/<int:year>/",
        challenges.challenges,
        name="challenges",
    ),
    path(f"{CHALLENGE}/", challenges.challenge, name="challenge"),
    path(f"{CHALLENGE}/draagt/", challenges.challenge_carry, name="challenge_carry"),
    path(
        f"{CHALLENGE}/draagt/<int:place>/weg/",
        challenges.challenge_let_go,
        name="challenge_let_go",
    ),
    path(f"{CHALLENGE}/plaats/", challenges.challenge_order, name="challenge_order"),
    path(f"{CHALLENGE}/weg/", challenges.challenge_remove, name="challenge_remove"),
    path(
        f"{CHALLENGE}/volgend-jaar/", challenges.challenge_next, name="challenge_next"
    ),
    path("<slug:p>/agenda/", agenda.agenda, name="agenda"),
    path(
        "<slug:p>/agenda/export/<slug:kind>/",
        agenda.agenda_export,
        name="agenda_export",
    ),
]
