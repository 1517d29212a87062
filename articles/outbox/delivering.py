"""Delivering: one thing after another is claimed, looked at once more, sent, and noted.

Several workers on several hosts may want it: the one whose UPDATE finds it unclaimed has it,
for a while. Who dies with it in hand leaves it to another, and the receiver knows it by its
key. Tries become rarer, by a little chance each, and end.
"""

from __future__ import annotations

import random
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import auditing
from articles.models.audit import Verb
from articles.models.delivery import Delivery, DeliveryState, Event
from articles.models.edition import Edition
from articles.outbox.messages import message_of
from articles.outbox.sending import Unsent, send

if TYPE_CHECKING:
    from django.contrib.auth.models import User

HELD = timedelta(seconds=60)
FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=6)
TRIES = 10
STALE, KEPT = timedelta(days=2), timedelta(days=30)
AT_ONCE = 500


def deliver_next() -> bool:
    """Do the one that has waited longest; whether there was any."""
    delivery = _claim(timezone.now())
    if delivery is None:
        return False
    if not _is_so(delivery, timezone.now()):
        _note(delivery, state=DeliveryState.VOID)
        return True
    try:
        send(message_of(delivery, timezone.now()))
    except Unsent as problem:
        _put_off(delivery, problem)
    else:
        _note(delivery, state=DeliveryState.DONE, done_at=timezone.now(), problem="")
    return True


def again(delivery: Delivery, *, by: User) -> None:
    """Let it be tried anew, at once."""
    with transaction.atomic():
        now = timezone.now()
        over = Delivery.objects.filter(pk=delivery.pk).exclude(state=DeliveryState.DONE)
        if over.update(state=DeliveryState.WAITING, attempts=0, next_try_at=now, token=""):
            auditing.record(Verb.RESENT, delivery, by=by)


def forget_old() -> bool:
    """What was delivered long ago is kept no longer; whether there was any."""
    over = Delivery.objects.over_before(timezone.now() - KEPT).values_list("pk", flat=True)
    return bool(Delivery.objects.filter(pk__in=list(over[:AT_ONCE])).delete()[0])


def _claim(now: datetime) -> Delivery | None:
    """Whoever is first has it for a minute; who comes second tries the next."""
    waiting = Delivery.objects.due(now).select_related("endpoint", "edition__section")
    for delivery in waiting.order_by("next_try_at")[:8]:
        token = secrets.token_hex(16)
        as_seen = Delivery.objects.filter(
            pk=delivery.pk,
            state=DeliveryState.WAITING,
            next_try_at=delivery.next_try_at,
            token=delivery.token,
        )
        if as_seen.update(next_try_at=now + HELD, token=token):
            delivery.token = token
            return delivery
    return None


def _is_so(delivery: Delivery, now: datetime) -> bool:
    """Whether it is true now: cancelled, replaced or prolonged meanwhile, it is not told."""
    if delivery.due_at < now - STALE and delivery.attempts == 0:
        return False
    live = Edition.log.of(delivery.edition.article_id).live_at(now)
    if delivery.event == Event.BEGINS:
        return live.filter(pk=delivery.edition.pk).exists()
    return not live.exists()


def _put_off(delivery: Delivery, problem: Unsent) -> None:
    attempts = delivery.attempts + 1
    is_over = problem.for_good or attempts >= TRIES
    _note(
        delivery,
        state=DeliveryState.DEAD if is_over else DeliveryState.WAITING,
        attempts=attempts,
        problem=str(problem)[:300],
        next_try_at=timezone.now() + _pause(attempts),
    )


def _pause(attempts: int) -> timedelta:
    """Twice as long each time, and never the same for two."""
    return min(FIRST * 2 ** (attempts - 1), LONGEST) * random.uniform(0.75, 1.25)  # noqa: S311


def _note(delivery: Delivery, **columns: object) -> None:
    """Unless somebody else has it by now."""
    ours = Delivery.objects.filter(pk=delivery.pk, token=delivery.token)
    ours.update(**({"token": "", "next_try_at": delivery.next_try_at} | columns))
