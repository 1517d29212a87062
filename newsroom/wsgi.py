"""The WSGI door: looks round first (see startup.py), then serves."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()
startup.refuse_or_warn()
