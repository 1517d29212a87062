"""The WSGI door, for any server: looks round first (see startup.py), then serves."""

import os

from django.utils.module_loading import import_string

from newsroom import serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = serving.application()
# By name, as it reads models: they want Django set up before they are imported.
import_string("newsroom.startup.refuse_or_warn")()
