"""All settings, read from the environment through env.py. Secure unless PARITRANA_ENV says demo or test."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from paritrana import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = env.folder("PARITRANA_VAR", BASE_DIR / "var")

# production is the default, so that a forgotten variable never opens a door.
ENVIRONMENT = env.text("PARITRANA_ENV", "production")
if ENVIRONMENT not in {"production", "demo", "test"}:
    raise ImproperlyConfigured("PARITRANA_ENV must be production, demo or test.")
PRODUCTION = ENVIRONMENT == "production"
DEMO = ENVIRONMENT == "demo"
DEBUG = False

SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text; bin/run makes one by itself.")

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
PUBLIC_ADDRESS = env.text("PUBLIC_ADDRESS", "http://localhost:8000")  # stands in mails and on certificates

INSTALLED_APPS = [
    "paritrana.apps.SiteConfig",
    "paritrana.web",
    "paritrana.audit",
    "paritrana.regions",
    "paritrana.notifications",
    "paritrana.documents",
    "paritrana.accounts",
    "paritrana.programme",
    "nominations",
    "assessment",
    "ceremony",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "paritrana.web.middleware.browser_wall",
    "paritrana.web.middleware.refuse_oversized_input",
    "paritrana.web.middleware.refuse_unreadable_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "paritrana.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "paritrana.accounts.middleware.actor",
    "paritrana.accounts.middleware.second_factor",
    "paritrana.web.middleware.refusals",
]

ROOT_URLCONF = "paritrana.urls"
WSGI_APPLICATION = "paritrana.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "paritrana.web.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", "postgresql:///paritrana"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- people -----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["paritrana.accounts.backend.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 72 * 3600  # how long an invitation's link works
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "paritrana.accounts.adapter.ClosedDoorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"  # an invitation verifies the address; there is no open registration
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# One sender can't lock an owner out: their own limit (10 a minute) ends far below the one of the account.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,100/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    env.text("TRUSTED_PROXIES", "0")
)  # proxies in front, whose word on the sender counts
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Paritrana"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds for slow hands and clocks (RFC 6238, 5.2)
# No variable switches the second factor off: only the demo, which says so on every page, does without it.
SECOND_FACTOR_FORCED = not DEMO
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---- the browser wall -------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---- words and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

# ---- files ------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "paritrana.web.finders.PackageFilesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "paritrana.web.collected.CollectedFiles"},
}
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_TEMP_DIR = None
CLAMD_URL = env.text(
    "CLAMD_URL"
)  # tcp://host:3310 or unix:///path; set but unreachable: files wait in quarantine
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# ---- signatures -------------------------------------------------------------------------------------------------
# Without a key of its own an installation signs with an example key; production never does.
SIGNING_KEY = env.text("SIGNING_KEY")  # PEM file of the private key (an elliptic curve)
SIGNING_CERTIFICATE = env.text("SIGNING_CERTIFICATE")  # PEM file: its certificate, then those above it
SIGNING_PASSWORD = env.text("SIGNING_PASSWORD")
SIGNING_FOLDER = VAR / "signing"  # where the example key lies
TIMESTAMP_URL = env.text(
    "TIMESTAMP_URL"
)  # a time-stamping service (RFC 3161); none: signatures without a stamp

# ---- the queue --------------------------------------------------------------------------------------------------
REDIS_URL = env.text("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # longer than the longest task, or Redis hands a running task to a second worker
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 7200,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
    }
else:
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(VAR / "broker" / "messages"),
        "data_folder_out": str(VAR / "broker" / "messages"),
        "control_folder": str(VAR / "broker" / "control"),
        "store_processed": False,
        "polling_interval": 0.05,  # the default of one second looks broken
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "seal the audit trail": {"task": "audit.seal", "schedule": 1.0, "options": {"expires": 5}},
    "find stuck jobs": {"task": "documents.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "find stuck rankings": {"task": "assessment.sweep", "schedule": 15.0, "options": {"expires": 15}},
    "find lost calls": {"task": "assessment.call_further", "schedule": 60.0, "options": {"expires": 60}},
    "find stuck recaps": {"task": "nominations.sweep", "schedule": 30.0, "options": {"expires": 30}},
    "find unsent mail": {"task": "notifications.sweep", "schedule": 30.0, "options": {"expires": 30}},
}

# Counters of the rate limits live in Redis or in the database, never in one process's memory.
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},  # a full cache would forget counters that still run
        }
    )
}

# ---- mail -------------------------------------------------------------------------------------------------------
EMAIL_URL = env.text("EMAIL_URL")
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "paritrana@localhost")

# ---- forms ------------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        name: {"level": "WARNING"}
        # a task a second is no news, nor is what libraries say of themselves
        for name in (
            "celery.beat",
            "celery.worker.strategy",
            "celery.app.trace",
            "pikepdf",
            "fontTools",
            "weasyprint",
        )
    },
}
