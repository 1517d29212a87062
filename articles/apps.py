from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from articles import triggers
from articles.words.entry import FORM


class ArticlesConfig(AppConfig):
    """The one app: everything from import to the public site."""

    name = "articles"

    def ready(self) -> None:
        pre_migrate.connect(triggers.remove, sender=self, dispatch_uid="articles.triggers")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="articles.triggers")
        post_migrate.connect(self.note_form, sender=self, dispatch_uid="articles.index")

    def note_form(self, using: str, **kwargs: Any) -> None:
        """Where nothing is indexed yet, all will be in today's form."""
        form, edition = self.get_model("IndexForm"), self.get_model("Edition")
        tables = {form._meta.db_table, edition._meta.db_table}
        if not tables <= set(connections[using].introspection.table_names()):
            return
        if not edition._base_manager.using(using).exists():
            form._base_manager.using(using).get_or_create(number=FORM)
