"""Endpoint and Delivery: who is told elsewhere of what becomes public, and what is to be told."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


def new_secret() -> str:
    """As Standard Webhooks writes one."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class EndpointKind(models.TextChoices):
    """In which way it is told."""

    WEBHOOK = "webhook", _("Webhook")
    INDEXNOW = "indexnow", _("IndexNow")
    WEBSUB = "websub", _("WebSub hub")


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def answering_to(self, key: str) -> Self:
        """Of IndexNow, by the key that proves the site ours."""
        return self.filter(kind=EndpointKind.INDEXNOW, is_on=True, key=key)


class Endpoint(models.Model):
    """An address that is told. What became public while it was off is not told later.

    `secret` signs what webhooks are sent; `key` is IndexNow's, shown to anybody at /KEY.txt.
    """

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=EndpointKind)
    url = models.URLField(_("address"), max_length=500)
    is_on = models.BooleanField(
        _("on"), default=False, help_text=_("Told of what is published from now on.")
    )
    secret = models.CharField(
        _("secret"),
        max_length=100,
        default=new_secret,
        help_text=_("Signs what a webhook is sent, as Standard Webhooks has it."),
    )
    key = models.CharField(
        _("key"), max_length=64, default=secrets.token_hex, help_text=_("IndexNow asks for it.")
    )

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("endpoint")
        verbose_name_plural = _("endpoints")

    def __str__(self) -> str:
        return self.name


class Event(models.TextChoices):
    """What becomes true of an edition, each at an instant of its own."""

    BEGINS = "begins", _("published")
    ENDS = "ends", _("withdrawn")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Delivered")
    VOID = "void", _("Not so any more")
    DEAD = "dead", _("Given up")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, instant: datetime) -> Self:
        """What may be taken in hand: it is time, and nobody has it, or has it no more."""
        return self.filter(
            state=DeliveryState.WAITING, next_try_at__lte=instant, endpoint__is_on=True
        )

    def over_before(self, instant: datetime) -> Self:
        """What need not be kept any longer."""
        return self.filter(state__in=(DeliveryState.DONE, DeliveryState.VOID), due_at__lt=instant)


class Delivery(models.Model):
    """One thing to tell one endpoint. Written by triggers, in the publication's transaction.

    `next_try_at` is until when nobody else takes it as well: a worker that has it in hand
    moves it on, and signs with its `token`.
    """

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    event = models.CharField(_("what"), max_length=6, choices=Event)
    due_at = models.DateTimeField(_("true from"))
    next_try_at = models.DateTimeField(_("next try"))
    state = models.CharField(_("state"), max_length=7, choices=DeliveryState)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    token = models.CharField(max_length=40, blank=True)
    problem = models.CharField(_("what was wrong"), max_length=300, blank=True)
    done_at = models.DateTimeField(_("delivered"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("outbox")
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "edition", "event"], name="an_event_once_an_endpoint"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="delivery_due",
                condition=models.Q(state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.edition}"

    @property
    def key(self) -> str:
        """By which the receiver knows that it was told already."""
        return f"msg_{self.pk}"
