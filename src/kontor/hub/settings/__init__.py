"""Django's settings, all from the environment (docs/guide/operate.md lists every variable). Safe when nothing is set."""

import os

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from kontor.hub.settings.environment import REPOSITORY, Environment, code_id, database

environment = Environment(os.environ)

MODE = environment.mode
DATA = environment.data
DEBUG = False
SECRET_KEY = environment.secret_key()
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
ALLOWED_HOSTS = environment.words(
    "KONTOR_HOSTS", LOCAL_HOSTS if MODE != "test" else (*LOCAL_HOSTS, "testserver")
)
CSRF_TRUSTED_ORIGINS = environment.words("KONTOR_ORIGINS")
SITE_ADDRESS = environment.text("KONTOR_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

# What is plugged in, lowest first: the order of the architecture.
AREAS = [
    "foundation",
    "accounts",
    "evidence",
    "transfer",
    "directory",
    "partnerships",
    "surveys",
    "countries",
    "strategy",
    "missions",
    "matchmaking",
    "agreements",
    "scoreboard",
    "reports",
    "front",
]
INSTALLED_APPS = [
    *(f"kontor.hub.{area}.apps.{area.capitalize()}Config" for area in AREAS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_ox",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kontor.hub.foundation.middleware.request_id",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kontor.hub.accounts.middleware.actor",
    "kontor.hub.foundation.middleware.refusals",
]
ROOT_URLCONF = "kontor.hub.front.urls"
WSGI_APPLICATION = "kontor.hub.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kontor.hub.foundation.chrome.context",
            ],
        },
    }
]
FORM_RENDERER = "kontor.hub.foundation.forms.Renderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What is remembered.
DATABASES = {"default": database(environment.text("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "kontor.hub.foundation.cache.OneStatementCache",
        "LOCATION": "foundation_cache",
        "OPTIONS": {"MAX_ENTRIES": 3000},
        "KEY_PREFIX": code_id(),
    }
}
if MODE == "test":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = DATA / "documents"
STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("static")
ASSETS = environment.folder("assets")
STATICFILES_DIRS = [ASSETS]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
UPLOAD_LIMIT = environment.number("KONTOR_UPLOAD_LIMIT_MB", 20) * 2**20
# New responses over a public address of a survey, from one address of the network: a whole conference may share it.
SURVEY_BEGINS = environment.text("KONTOR_SURVEY_BEGINS", "300/h")

# Background jobs: the framework's own interface, a queue in the database (decision 0006).
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "OPTIONS": {
            "MAX_ATTEMPTS": 3,
            "LOCK_TIMEOUT": environment.number("KONTOR_JOB_LEASE_SECONDS", 120),
            "SCHEDULES": {
                "nightly": {"task": "kontor.hub.foundation.jobs.run.run_daily", "cron": "15 3 * * *"},
                "hourly": {"task": "kontor.hub.foundation.jobs.run.run_hourly", "cron": "40 * * * *"},
            },
        },
    }
}

# Who is asking.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["kontor.hub.accounts.adapter.Entrance"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kontor.hub.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("KONTOR_BEHIND_PROXY", False) else 0
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "signup": "20/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kontor"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"
SESSION_COOKIE_AGE = environment.number("KONTOR_SESSION_HOURS", 12) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_SAVE_EVERY_REQUEST = False

# Mail: nothing leaves the machine unless a server is named.
MAIL_SERVER = {
    "host": environment.text("KONTOR_MAIL_HOST"),
    "port": environment.number("KONTOR_MAIL_PORT", 587),
    "username": environment.text("KONTOR_MAIL_USER"),
    "password": environment.text("KONTOR_MAIL_PASSWORD"),
    "use_tls": environment.flag("KONTOR_MAIL_TLS", True),
}
TO_A_SERVER = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": MAIL_SERVER}
TO_FILES = {
    "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "OPTIONS": {"file_path": DATA / "mail"},
}
# An installation without a mail server is a choice, said in the guide: mail waits in files.
SILENCED_SYSTEM_CHECKS = ["mail.E001"]
MAILERS = {"default": TO_A_SERVER if MAIL_SERVER["host"] else TO_FILES}
# A folder (Maildir) into which the mail server puts what comes back.
BOUNCES = environment.text("KONTOR_MAIL_BOUNCES")
DEFAULT_FROM_EMAIL = environment.text("KONTOR_MAIL_FROM", "kontor@localhost")

# What a browser may do here. No inline script or style, no other host.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
encrypted = environment.flag("KONTOR_HTTPS", MODE == "production")
SECURE_SSL_REDIRECT = encrypted
SECURE_HSTS_SECONDS = environment.number("KONTOR_HSTS_SECONDS", 31_536_000) if encrypted else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = encrypted
SECURE_HSTS_PRELOAD = encrypted
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("KONTOR_BEHIND_PROXY", False) else None
)
SESSION_COOKIE_SECURE = encrypted
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = encrypted
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

# Languages and time.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French")), ("de", _("German"))]
LOCALE_PATHS = [REPOSITORY / "src" / "kontor" / "hub" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.text("KONTOR_TIME_ZONE", "Europe/Brussels")
USE_THOUSAND_SEPARATOR = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": environment.text("KONTOR_LOG_LEVEL", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}},
}
