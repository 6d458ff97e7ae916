"""Settings, read from the environment; each stands in docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import environ
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from draaischijf.config.openid import openid_providers, origins_of

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = Path(__file__).resolve().parent.parent

env = environ.Env()
VAR = Path(env.str("DRAAISCHIJF_VAR", default=str(ROOT / "var")))

DEMO = env.bool("DRAAISCHIJF_DEMO", default=False)
DEBUG = env.bool("DRAAISCHIJF_DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
# Former keys: what they signed (sessions, personal links) stays good.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where the source of the running version can be had (EUPL, article 5).
SOURCE_URL = env.str("SOURCE_URL", default="")
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "draaischijf.core",
    "draaischijf.accounts",
    "draaischijf.history",
    "draaischijf.notifications",
    "draaischijf.taxonomy",
    "draaischijf.documents",
    "draaischijf.people",
    "draaischijf.access",
    "draaischijf.redaction",
    "draaischijf.signals",
    "draaischijf.bundles",
    "draaischijf.calls",
    "draaischijf.plans",
    "draaischijf.consultation",
    "draaischijf.forum",
    "draaischijf.reporting",
    "draaischijf.privacy",
    "draaischijf.website",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_linear_migrations",
    "pgtrigger",
    "procrastinate.contrib.django",
    "rules.apps.AutodiscoverRulesConfig",
    "template_partials",
]

MIDDLEWARE = [
    "draaischijf.core.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "draaischijf.core.requests.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "draaischijf.core.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "draaischijf.accounts.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "draaischijf.website.rate_limits.RateLimitMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "draaischijf.config.urls"
WSGI_APPLICATION = "draaischijf.config.wsgi.application"

# Selects of hundreds of options in one go: core/form_renderer.py.
FORM_RENDERER = "draaischijf.core.form_renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "draaischijf.website.navigation.frame",
            ],
            "builtins": ["draaischijf.core.templatetags.core"],
        },
    }
]

# Empty means: the embedded server in var/ (see core/database.py).
DATABASE_URL = env.str("DATABASE_URL", default="")
if not DATABASE_URL:
    from draaischijf.core.database import EmbeddedPostgres

    DATABASE_URL = EmbeddedPostgres(VAR / "postgres").url()
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
# A socket folder is written percent-encoded in an address.
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])
# The embedded database has it in the query; Django's own commands look for it here.
for _place in ("host", "port"):
    if _found := DATABASES["default"].setdefault("OPTIONS", {}).pop(_place, ""):
        DATABASES["default"][_place.upper()] = _found
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "website:after_sign_in"
LOGOUT_REDIRECT_URL = "website:home"

# Sign-in is by a code sent by mail: there are no passwords to lose (decision 0008).
ACCOUNT_ADAPTER = "draaischijf.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# An unknown address gets a mail too: else the time an answer takes would tell who has
# an account, and a person with two addresses would wait for a code in vain.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Who adds or removes a way to sign in hears that by mail too.
ACCOUNT_EMAIL_NOTIFICATIONS = True

# Passkeys, codes of an app and recovery codes (decision 0018).
MFA_ADAPTER = "draaischijf.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Draaischijf"
# One step of 30 seconds earlier: a clock that lags, a person who types slowly.
MFA_TOTP_TOLERANCE = 1
# An address is proven by the code that was mailed to it at every sign-in.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_URL.startswith("http://")
MFA_FORMS = {
    "add_webauthn": "draaischijf.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "draaischijf.accounts.forms.NamePasskeyForm",
    "activate_totp": "draaischijf.accounts.forms.AppForm",
    "authenticate": "draaischijf.accounts.forms.SecondStepForm",
    "reauthenticate": "draaischijf.accounts.forms.OnceMoreForm",
}

# Signing in through the provider of a city or of the Flemish government (ACM/IDM).
SOCIALACCOUNT_ADAPTER = "draaischijf.accounts.adapter.ProviderAdapter"
OPENID_PROVIDERS = openid_providers(env)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": OPENID_PROVIDERS}
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_QUERY_EMAIL = True
SOCIALACCOUNT_STORE_TOKENS = False
# The account with the address that the provider vouches for is the one that opens.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# Counted by us, over all processes: website/rate_limits.py.
ACCOUNT_RATE_LIMITS = {"request_login_code": None}

LANGUAGE_CODE = "nl"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["draaischijf.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Ten megabytes a file (checked again by content) and at most five of them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o640

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
if DEMO:
    EMAIL_BACKEND = "draaischijf.notifications.backends.OutboxBackend"
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "localhost")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Draaischijf <draaischijf@localhost>"
)
# Who runs the site, for who meets an obstacle; empty: the address it sends from.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=False)
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_SECONDS > 0
SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Sent over TLS only; the prefix keeps any other site of the same domain from setting
# them (decision 0016).
OVER_TLS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = OVER_TLS
SESSION_COOKIE_NAME = "__Host-sessionid" if OVER_TLS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if OVER_TLS else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "draaischijf.website.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
# A script runs only where the page itself asks for it, by the nonce of this answer: a
# file that somebody uploaded is never one.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "base-uri": [NONE],
        # A button leads to the provider with which one signs in.
        "form-action": [SELF, *origins_of(OPENID_PROVIDERS)],
        "frame-ancestors": [NONE],
    }
}

TEST_RUNNER = "django.test.runner.DiscoverRunner"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "draaischijf.core.requests.RequestIdFilter"}},
    "formatters": {"json": {"()": "draaischijf.core.requests.JsonFormatter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "json",
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
