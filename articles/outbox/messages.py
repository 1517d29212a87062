"""Messages: what each kind of endpoint is sent. Of a story that is not live only its address."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from articles.models.delivery import Delivery, EndpointKind, Event
from articles.models.edition import Edition

JSON = "application/json; charset=utf-8"
FORM = "application/x-www-form-urlencoded"


class Message(NamedTuple):
    """A POST, ready to be sent."""

    url: str
    headers: dict[str, str]
    body: bytes


def message_of(delivery: Delivery, now: datetime) -> Message:
    write = {
        EndpointKind.WEBHOOK: _webhook,
        EndpointKind.INDEXNOW: _indexnow,
        EndpointKind.WEBSUB: _websub,
    }[EndpointKind(delivery.endpoint.kind)]
    return write(delivery, now)


def signature(secret: str, key: str, instant: int, body: bytes) -> str:
    """As Standard Webhooks has it: HMAC-SHA256 of key, seconds since 1970 and body."""
    signed = f"{key}.{instant}.".encode() + body
    with_what = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(with_what, signed, hashlib.sha256)).decode()


def _webhook(delivery: Delivery, now: datetime) -> Message:
    body = json.dumps(_told(delivery), ensure_ascii=False).encode()
    instant = int(now.timestamp())
    headers = {
        "Content-Type": JSON,
        "webhook-id": delivery.key,
        "webhook-timestamp": str(instant),
        "webhook-signature": signature(delivery.endpoint.secret, delivery.key, instant, body),
    }
    return Message(delivery.endpoint.url, headers, body)


def _told(delivery: Delivery) -> dict[str, object]:
    edition = delivery.edition
    data: dict[str, object] = {"id": edition.article_id, "url": address_of(edition)}
    if delivery.event == Event.BEGINS:
        changed = edition.updated_at and edition.updated_at.isoformat()
        published = edition.published_at.isoformat()
        data |= {"headline": edition.headline, "published": published, "updated": changed}
    return {"type": _type(delivery), "timestamp": delivery.due_at.isoformat(), "data": data}


def _type(delivery: Delivery) -> str:
    if delivery.event == Event.ENDS:
        return "article.withdrawn"
    earlier = Edition.log.of(delivery.edition.article_id).seen_by(delivery.edition.live_from)
    return "article.updated" if earlier.count() > 1 else "article.published"


def _indexnow(delivery: Delivery, now: datetime) -> Message:
    endpoint, origin = delivery.endpoint, settings.SITE_ORIGIN
    place = reverse("site:indexnow", args=[endpoint.key])
    told = {
        "host": urlsplit(origin).netloc,
        "key": endpoint.key,
        "keyLocation": f"{origin}{place}",
        "urlList": [address_of(delivery.edition)],
    }
    return Message(endpoint.url, {"Content-Type": JSON}, json.dumps(told).encode())


def _websub(delivery: Delivery, now: datetime) -> Message:
    feeds = [reverse(f"site:{form}") for form in ("feed", "atom", "json")]
    section = delivery.edition.section
    if section:
        feeds += [reverse(f"site:section_{form}", args=[section.slug]) for form in ("feed", "atom")]
    told = [("hub.mode", "publish"), *(("hub.url", settings.SITE_ORIGIN + feed) for feed in feeds)]
    return Message(delivery.endpoint.url, {"Content-Type": FORM}, urlencode(told).encode())


def address_of(edition: Edition) -> str:
    return settings.SITE_ORIGIN + iri_to_uri(edition.get_absolute_url())
