"""The ASGI door: looks round first (see startup.py), then serves."""

import os

from django.core.asgi import get_asgi_application

from newsroom import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_asgi_application()
startup.refuse_or_warn()
