"""The addresses behind "no more of these mails", and of a person's notices."""

from __future__ import annotations

from django.urls import path

from draaischijf.notifications.views import notices, stopping

app_name = "notifications"
urlpatterns = [
    path("mails/stoppen/<str:token>/", stopping.stop, name="stop"),
    path("account/berichten/", notices.notices, name="notices"),
    path("account/berichten/gelezen/", notices.notices_read, name="notices_read"),
    path("account/berichten/mails/", notices.mail_choices, name="mail_choices"),
    path("account/berichten/<int:pk>/", notices.notice, name="notice"),
    path(
        "account/berichten/<int:pk>/gelezen/", notices.notice_read, name="notice_read"
    ),
]
