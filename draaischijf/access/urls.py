"""Addresses of access: two that a link in a mail opens, the rest in a partnership."""

from __future__ import annotations

from django.urls import path

from draaischijf.access.views import invitations, mine, people, requests, settings

app_name = "access"
PEOPLE = "<slug:p>/mensen"
PERSON = f"{PEOPLE}/<int:pk>"

urlpatterns = [
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("toegang/<str:token>/", requests.proof, name="request_proof"),
    path("<slug:p>/toegang-vragen/", requests.ask, name="request"),
    path("<slug:p>/mijn-toegang/", mine.mine, name="mine"),
    path("<slug:p>/mijn-toegang/verlaten/", mine.leave, name="leave"),
    path(f"{PEOPLE}/", people.people, name="people"),
    path(f"{PEOPLE}/uitnodigen/", invitations.invite, name="invite"),
    path(f"{PEOPLE}/instellingen/", settings.access_settings, name="settings"),
    path(
        f"{PEOPLE}/instellingen/tweede-stap/", settings.second_step, name="second_step"
    ),
    path(
        f"{PEOPLE}/instellingen/domein/<int:pk>/weg/",
        settings.domain_remove,
        name="domain_remove",
    ),
    path(
        f"{PEOPLE}/uitnodiging/<int:pk>/opnieuw/",
        invitations.invitation_renew,
        name="invitation_renew",
    ),
    path(
        f"{PEOPLE}/uitnodiging/<int:pk>/intrekken/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(f"{PEOPLE}/aanvraag/<int:pk>/", requests.answer, name="request_answer"),
    path(f"{PERSON}/", people.person, name="person"),
    path(f"{PERSON}/rol/", people.role_give, name="role_give"),
    path(f"{PERSON}/rol/<int:role>/einde/", people.role_end, name="role_end"),
    path(f"{PERSON}/einde/", people.access_end, name="access_end"),
]
