"""The ASGI door: looks round first (see startup.py), then serves."""

import os

from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_asgi_application()
# By name, as in wsgi.py.
import_string("newsroom.startup.refuse_or_warn")()
