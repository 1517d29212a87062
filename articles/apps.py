from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from articles import triggers
from articles.words.entry import DESK_FORM, FORM


class ArticlesConfig(AppConfig):
    """The one app: everything from import to the public site."""

    name = "articles"

    def ready(self) -> None:
        pre_migrate.connect(triggers.remove, sender=self, dispatch_uid="articles.triggers")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="articles.triggers")
        post_migrate.connect(self.note_form, sender=self, dispatch_uid="articles.index")

    def note_form(self, using: str, **kwargs: Any) -> None:
        """Where nothing is indexed yet, all will be in today's form."""
        tables = set(connections[using].introspection.table_names())
        forms = self.get_model("IndexForm")
        for noun, number in (("Edition", FORM), ("Article", DESK_FORM)):
            indexed = self.get_model(noun)
            is_here = {forms._meta.db_table, indexed._meta.db_table} <= tables
            if is_here and not indexed._base_manager.using(using).exists():
                forms._base_manager.using(using).get_or_create(number=number)
