from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from articles import triggers


class ArticlesConfig(AppConfig):
    """The one app: everything from import to the public site."""

    name = "articles"

    def ready(self) -> None:
        pre_migrate.connect(triggers.remove, sender=self, dispatch_uid="articles.triggers")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="articles.triggers")
