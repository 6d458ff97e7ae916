"""Signing in and out. Only these of django-allauth's pages exist here."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from draaischijf.accounts import views as own

urlpatterns = [
    path("aanmelden/", views.request_login_code, name="account_login"),
    path("aanmelden/", views.request_login_code, name="account_request_login_code"),
    path(
        "aanmelden/code/", views.confirm_login_code, name="account_confirm_login_code"
    ),
    path(
        "aanmelden/passkey/",
        login_not_required(webauthn.login_webauthn),
        name="mfa_login_webauthn",
    ),
    path("aanmelden/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("afmelden/", views.logout, name="account_logout"),
    path("zonder-account/", own.no_account, name="account_signup"),
    path("niet-actief/", views.account_inactive, name="account_inactive"),
    # Safety of the own account
    path("veiligheid/", own.safety, name="mfa_index"),
    path("veiligheid/nog-eens/", own.once_more, name="mfa_reauthenticate"),
    path("veiligheid/nog-eens/", own.once_more, name="account_reauthenticate"),
    path(
        "veiligheid/nog-eens/passkey/",
        own.once_more_with_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path("veiligheid/passkeys/", own.safety, name="mfa_list_webauthn"),
    path("veiligheid/passkeys/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "veiligheid/passkeys/<int:pk>/",
        webauthn.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path(
        "veiligheid/passkeys/<int:pk>/weg/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("veiligheid/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("veiligheid/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "veiligheid/herstelcodes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "veiligheid/herstelcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "veiligheid/herstelcodes/bestand/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("veiligheid/toestellen/", own.end_other_sessions, name="usersessions_list"),
    path(
        "veiligheid/toestellen/<int:pk>/afmelden/",
        own.end_session,
        name="usersessions_end",
    ),
    # Through another site
    path(
        "via/geannuleerd/", social.login_cancelled, name="socialaccount_login_cancelled"
    ),
    path(
        "via/fout/",
        own.not_signed_in,
        name="socialaccount_login_error",
    ),
    path("via/zonder-account/", own.no_account, name="socialaccount_signup"),
    path("via/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path(
        "via/<slug:provider_id>/terug/",
        openid.callback,
        name="openid_connect_callback",
    ),
]
