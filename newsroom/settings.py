"""All settings, from the environment. README.md has the table; environment.py how they are read."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import partial
from pathlib import Path

from django_prose_editor.config import html_tags
from js_asset import static_lazy

from articles import limits
from newsroom import databases, logs, policy, secret, stated
from newsroom.environment import Environment, is_local

env = Environment(os.environ)

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "var").absolute()
SECRET_FILE = DATA_DIR / "secret-key"
try:
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    SECRET_KEY = env.text("SECRET_KEY") or secret.kept_in(SECRET_FILE)
except OSError as error:
    SECRET_KEY = ""
    env.refuse_if(True, f"DATA_DIR={DATA_DIR} cannot be used: {error}. Give it to this user.")

# Who may be asked for, and how they are reached. Local hosts alone need no word; public ones do.
DEBUG = env.flag("DEBUG")
HOSTS = env.number("HOSTS", 1)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
LOCAL = all(map(is_local, ALLOWED_HOSTS))
ALLOW_HTTP = env.flag("ALLOW_HTTP")
ALLOW_ROOT = env.flag("ALLOW_ROOT")
HTTPS = env.flag("HTTPS", default=not (LOCAL or ALLOW_HTTP))
TRUST_PROXY = env.flag("TRUST_PROXY")
NUM_PROXIES = env.number("NUM_PROXIES", 1)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "newsroom",
    "newsroom.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "js_asset",
    "django_prose_editor",
    "axes",
    "articles",
]

MIDDLEWARE = [
    "newsroom.logs.RequestId",
    "newsroom.policy.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "articles.clock.RequestClock",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "newsroom.signing_in.SessionLimits",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
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
            ],
        },
    },
]

WAL_ANYWAY = env.flag("WAL_ANYWAY")
DATABASES = {
    "default": env.parsed(
        "DATABASE_URL", partial(databases.configure, data_dir=DATA_DIR, wal_anyway=WAL_ANYWAY)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Of printed pages, in each process that serves (see newsstand/).
PAGE_CACHE_MB = env.number("PAGE_CACHE_MB", 64, least=0)

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
EDITOR_NAME = env.text("EDITOR_NAME", "editor")
EDITOR_PASSWORD = env.text("EDITOR_PASSWORD")
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
SIGN_INS_PER_ADDRESS = 20
AXES_HANDLER = "newsroom.signing_in.Throttle"
AXES_CLIENT_IP_CALLABLE = "newsroom.signing_in.address_of"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=1)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username"]  # people type passwords there

LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en-gb")
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT") or DATA_DIR / "static").absolute()
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or DATA_DIR / "media").absolute()
IMPORT_ROOT = Path(env.text("IMPORT_ROOT") or DATA_DIR / "imports").absolute()
IMPORT_FOLDERS = env.folders("IMPORT_FOLDERS")
IMPORT_KEPT_DAYS = env.number("IMPORT_KEPT_DAYS", 7)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# The rich-text editor: what it may do is said in articles/admin/body.py. A dropdown of its menu
# cannot be reached by keyboard, so there is none.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/js/editor.js")],
        "extensions": dict.fromkeys(
            ("PullQuote", "FieldLabel", "PasteCleaner", "WordCount"),
            html_tags([]),
        ),
    },
]
MENU = ("headings", "marks", "link", "lists", "nodes -headings -lists", "table", "history")
DJANGO_PROSE_EDITOR_MENU_GROUPS = [{"group": group} for group in MENU]

SITE_NAME = env.text("SITE_NAME", "The Kelmouth Tidings")
SITE_TAGLINE = env.text("SITE_TAGLINE", "News from both banks of the Kelm.")
SECURITY_CONTACT = env.parsed("SECURITY_CONTACT", stated.contact)
SITE_ORIGIN = env.parsed("SITE_ORIGIN", stated.origin) or (
    f"http{'s' * HTTPS}://{next(iter(ALLOWED_HOSTS), 'localhost').lstrip('.')}"
)
OUTBOX_PRIVATE = env.flag("OUTBOX_PRIVATE")
WEBSUB_HUB = env.parsed("WEBSUB_HUB", stated.address)
FEED_FULL_TEXT = env.flag("FEED_FULL_TEXT", default=True)
TAG_AUTHORITY = env.parsed("TAG_AUTHORITY", stated.tag_authority)
POLICIES = env.parsed("POLICIES", stated.policies)

SECURE_CSP = policy.SITE
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", default=HTTPS)
X_FRAME_OPTIONS = "DENY"

# The prefix makes browsers insist on HTTPS, on this very host and on the whole site.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_FAILURE_VIEW = "articles.admin.returning.without_token"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 2 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = limits.FORM_BYTES
DATA_UPLOAD_MAX_NUMBER_FILES = limits.UPLOADS
FILE_UPLOAD_HANDLERS = ["newsroom.uploads.Closed"]  # imports open a door of their own

LOGGING = logs.configuration(
    form=env.choice("LOG_FORMAT", "plain", "json"),
    level=env.choice("LOG_LEVEL", "info", "debug", "warning", "error").upper(),
)

env.refuse_if(
    bool(SECRET_KEY and secret.weakness(SECRET_KEY)),
    f"The secret key {secret.weakness(SECRET_KEY)}: set SECRET_KEY to 50 random characters or"
    f" more, or leave it out and delete {SECRET_FILE}, and one is made there.",
)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
env.refuse_if(
    any(map(secret.weakness, SECRET_KEY_FALLBACKS)),
    "SECRET_KEY_FALLBACKS holds a key too weak to sign with: leave it out.",
)
env.refuse_if(
    not env.text("SECRET_KEY") and secret.exposed(SECRET_FILE),
    f"{SECRET_FILE} can be read by others: delete it (all are signed out), or chmod 600 it.",
)
env.refuse_if(
    HOSTS > 1 and not env.text("SECRET_KEY"),
    "HOSTS is more than 1 and SECRET_KEY is missing: give every host the same one.",
)
env.refuse_if(
    HOSTS > 1 and "sqlite3" in DATABASES["default"]["ENGINE"],
    "HOSTS is more than 1 and the database is SQLite, which is for one: set DATABASE_URL.",
)
env.refuse_if(
    DEBUG and not LOCAL,
    "DEBUG=1 shows the code to strangers, and ALLOWED_HOSTS is public: set DEBUG=0.",
)
env.refuse_if(
    not (HTTPS or LOCAL or ALLOW_HTTP),
    "HTTPS=0 sends passwords in the clear, and ALLOWED_HOSTS is public: leave HTTPS out, or set"
    " ALLOW_HTTP=1 if you mean it.",
)
env.stop_at_problems()
