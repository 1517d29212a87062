"""The desk as Django's admin: its own site in place of the stock one."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "articles.admin.site.Desk"
