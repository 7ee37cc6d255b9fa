"""Settings: one file, each value from the environment with a safe default.

Every variable is listed in docs/configuration.md; a test compares the two.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from cjo.lib.atomic_files import write_once
from cjo.lib.databases import database_settings
from cjo.lib.languages import LANGUAGES as LANGUAGE_LIST
from cjo.lib.local_cache import pages_cache

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# The address of the site, and the folders of its data
DEBUG = env.bool("DEBUG", default=False)
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "127.0.0.1"
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
PDF_ROOT = Path(env.str("PDF_ROOT", default=str(VAR_DIR / "pdf")))
# signs the integrity log; whoever reads it can sign in the site's name
INTEGRITY_KEY_FILE = Path(
    env.str("INTEGRITY_KEY_FILE", default=str(VAR_DIR / "integrity_key"))
)
INTEGRITY_FORMER_KEYS = env.list("INTEGRITY_FORMER_KEYS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", SITE_HOST])
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="editors@example.org")
# RFC 4151: the authority in the names of feed entries, never to change afterwards
TAG_AUTHORITY = env.str("TAG_AUTHORITY", default=SITE_HOST)


def _secret_key() -> str:
    """Return the key kept with the data; make it on the first start."""
    kept = VAR_DIR / "secret_key"
    if not kept.exists():
        write_once(kept, secrets.token_urlsafe(50).encode())
    return kept.read_text().strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or _secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Apps, middleware, templates
INSTALLED_APPS = [
    "cjo.apps.ObserverAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "articles",
    "cases",
    "cjo.demo",
    "cjo",
]
MIDDLEWARE = [
    "cjo.middleware.RequestIdMiddleware",
    "cjo.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cjo.middleware.SecurityHeadersMiddleware",
    "cjo.accounts.turned_away.TurnedAwayMiddleware",
    "cjo.middleware.SignedInMiddleware",
    "cjo.middleware.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "cjo.middleware.PathLanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cjo.accounts.second_factor.SecondFactorMiddleware",
    "articles.views.former_addresses.FormerAddressMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "cjo.urls"
WSGI_APPLICATION = "cjo.wsgi.application"
APPEND_SLASH = False
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "cjo.lib.template_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cjo.context_processors.chrome",
                "cjo.context_processors.desk",
            ],
        },
    },
]

FORM_RENDERER = "cjo.lib.forms.FormRenderer"

# Data
DATABASE_URL = env.str(
    "DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'observer.sqlite3'}"
)
DATABASES = {
    "default": database_settings(
        DATABASE_URL,
        conn_max_age=env.int("DATABASE_CONN_MAX_AGE", default=600),
        prepare=env.bool("DATABASE_PREPARE", default=True),
    )
}
BACKUP_DIR = Path(env.str("BACKUP_DIR", default=str(VAR_DIR / "backups")))
BACKUP_KEYS = env.list("BACKUP_KEYS", default=[])
# What all processes have to know: how often somebody tried to sign in
CACHES = {
    "default": env.cache("CACHE_URL", default="dbcache://cjo_cache?max_entries=100000")
}
# Finished pages, beside those in the memory of each process
CACHES["pages"] = pages_cache(CACHES["default"], VAR_DIR / "pages" / "pages.sqlite3")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "cjo.lib.style_sheets.Finder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STYLES_ROOT = VAR_DIR / "styles"  # sheets joined from their parts, made anew as needed
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Languages and times
LANGUAGE_CODE = "en"
LANGUAGES = [(language.code, language.english) for language in LANGUAGE_LIST]
LANGUAGES_READY = env.list(
    "LANGUAGES_READY", default=[language.code for language in LANGUAGE_LIST]
)
LOCALE_PATHS = [BASE_DIR / "cjo" / "locale", BASE_DIR / "cjo" / "locale" / "desk"]
USE_I18N = True
FORMAT_MODULE_PATH = ["cjo.locale"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# The server
BIND = env.str("BIND", default=f"127.0.0.1:{PORT}")
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=os.cpu_count() or 1)
WEB_THREADS = env.int("WEB_THREADS", default=4)
# The site has no prefix: a server that takes one from a request's headers (SCRIPT_NAME)
# would write it into links that are kept in memory for all readers
FORCE_SCRIPT_NAME = ""

# Security
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=HTTPS)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
# machines that watch the site ask without https, from the same host
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
# both concern other hosts of the same domain, so the operator has to decide
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# proxies whose X-Forwarded-For is believed; anybody else could invent an address
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cjo.views.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# a record is one form: some fifty fields for each figure of an overview
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
PDFS_BEFOREHAND = env.bool("PDFS_BEFOREHAND", default=True)
PICTURE_MAX_BYTES = env.int("PICTURE_MAX_BYTES", default=15 * 1024 * 1024)
# a picture is read into memory anyway: no disk can be full while its form is read
FILE_UPLOAD_MAX_MEMORY_SIZE = PICTURE_MAX_BYTES
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Accounts: the pages of allauth are part of the desk
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
SECOND_FACTOR_REQUIRED = HTTPS  # of those who publish
ACCOUNT_ADAPTER = "cjo.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "China Justice Observer: "
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever invites somebody knows the address
ACCOUNT_FORMS = {"reset_password": "cjo.accounts.forms.ResetPasswordForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "cjo.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "China Justice Observer"
MFA_TOTP_TOLERANCE = 1  # of 30 seconds: clocks of phones differ
USERSESSIONS_ADAPTER = "cjo.accounts.adapter.SessionsAdapter"
AUDIT_ADDRESS_DAYS = env.int("AUDIT_ADDRESS_DAYS", default=90)

# Mail: printed in the log until a server is named
vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default=CONTACT_EMAIL)

# Logs
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT has to be text or json, not {LOG_FORMAT}.")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "format": "{asctime} {levelname} {name}: {message} [{request_id}]",
            "style": "{",
        },
        "json": {"()": "cjo.lib.request_log.JSONFormatter"},
    },
    "filters": {"request_id": {"()": "cjo.lib.request_log.RequestIdFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
