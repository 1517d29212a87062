"""Sending: one POST to an address somebody typed, which is not to reach into our own network.

The name is looked up once, and it is that address we connect to: a name that says otherwise
the next moment changes nothing. No redirect is followed, no proxy asked, little is read.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from articles.outbox.messages import Message

SECONDS = 5.0
"""For each step; twice that for all of it."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
AGENT = "Newsroom (outbox)"


class Unsent(Exception):
    """What was wrong, in a sentence; `for_good` where another try is of no use."""

    def __init__(self, message: str, *, for_good: bool = False) -> None:
        super().__init__(message)
        self.for_good = for_good


def send(message: Message) -> None:
    """Raises Unsent unless it was taken: a status of 200 to 299."""
    parts = urlsplit(message.url)
    connection = _connection(parts, _address(parts))
    given_up = threading.Timer(2 * SECONDS, lambda: _hang_up(connection))
    given_up.start()
    try:
        status = _post(connection, parts, message)
    except (OSError, HTTPException, ValueError, AttributeError) as error:
        raise Unsent(f"No answer: {type(error).__name__}: {error}") from None
    finally:
        given_up.cancel()
        connection.close()
    if not 200 <= status < 300:
        raise Unsent(f"Answered {status}.", for_good=status == 410)


def _post(connection: HTTPConnection, parts: SplitResult, message: Message) -> int:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, "User-Agent": AGENT, "Connection": "close"}
    connection.request("POST", target, message.body, headers | message.headers)
    answer: HTTPResponse = connection.getresponse()
    return answer.status


def _address(parts: SplitResult) -> str:
    """The address to connect to, if it is one we may."""
    is_open = settings.OUTBOX_PRIVATE
    if parts.scheme != "https" and not (is_open and parts.scheme == "http"):
        raise Unsent("Only https:// addresses are told.", for_good=True)
    if not parts.hostname or parts.username:
        raise Unsent("The address names no host, or a user.", for_good=True)
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, ValueError) as error:
        raise Unsent(f"The host is not found: {error}") from None
    addresses = [str(each[4][0]) for each in found]
    if not is_open and not all(map(_is_public, addresses)):
        raise Unsent("The host is in a private network: nothing is sent there.")
    return addresses[0]


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        behind = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in NAT64 else None
        found = behind or found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _connection(parts: SplitResult, address: str) -> HTTPConnection:
    if parts.scheme == "https":
        return _Pinned(parts.hostname or "", address, _port(parts))
    return HTTPConnection(address, _port(parts), timeout=SECONDS)


class _Pinned(HTTPSConnection):
    """TLS with the host by its name, over a connection to the address that was looked at."""

    def __init__(self, host: str, address: str, port: int) -> None:
        self._context = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self._context)
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)


def _hang_up(connection: HTTPConnection) -> None:
    """Whoever answers a byte at a time keeps nobody waiting."""
    if connection.sock:
        connection.sock.close()
