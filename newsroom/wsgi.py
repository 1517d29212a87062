"""The WSGI door, for any server: looks round first (see startup.py), then serves."""

import os

from newsroom import serving, startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = serving.application()
startup.refuse_or_warn()
