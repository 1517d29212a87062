"""Impression: the number of the newspaper readers have, which rises with every change to it."""

from __future__ import annotations

from django.db import models


class Impression(models.Model):
    """One row. Its number rises in the same transaction as anything that readers may see,
    by the hand of the database itself (see triggers.py)."""

    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
