"""Fetching an address that a person typed, without being sent to places inside the house.

The name is resolved once, every address that it has is judged, and the connection is made to the
judged address itself; each redirect is judged again. Size, redirects and time, that of each step
and that of the whole, are limited.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from urllib.parse import urljoin, urlsplit

from corrobora.errors import InputError
from corrobora.model import Record

REDIRECTS = 4
SECONDS = 20
# A server that gives a letter now and then keeps no step too long; the whole is ended after this.
WHOLE = 60
BYTES = 20_000_000

_PORTS = {"http": 80, "https": 443}
# Networks inside others: what is embedded in these is judged in its own right, so none is let by.
_TRANSLATED = tuple(
    ipaddress.ip_network(net)
    for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"} | {
    "application/pdf": ".pdf"
}


class Fetched(Record, frozen=True, kw_only=True):
    """What an address gave, where it was at last, and the ending that its type stands for."""

    content: bytes
    url: str
    ending: str


def fetch(url: str) -> Fetched:
    """What stands at the address. Raises InputError for anything that is refused or fails."""
    until = time.monotonic() + WHOLE
    for _ in range(REDIRECTS):
        parts = urlsplit(url)
        try:
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise InputError(f"{url}: is no address") from error
        if parts.scheme not in _PORTS or not host or parts.username:
            raise InputError(f"{url}: is no http or https address of a page")
        if port not in (None, _PORTS[parts.scheme]):
            raise InputError(f"{url}: only the usual ports are fetched from")
        connection = _Pinned(parts.scheme, host, judged(host, _PORTS[parts.scheme]), until)
        response = _ask(url, connection)
        try:
            if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
                url = urljoin(url, str(response.getheader("Location")))
                continue
            return _read(url, response, connection)
        finally:
            connection.release()
    raise InputError(f"{url}: is redirected more than {REDIRECTS} times")


def judged(host: str, port: int) -> str:
    """An address of the host, all of whose addresses are public. Raises InputError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host}: is not found") from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(public(one) for one in addresses):
        raise InputError(f"{host}: is no public address")
    return addresses[0]


def public(address: str) -> bool:
    """Whether an address is one of the public network, however it is written."""
    try:
        judged_ = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(judged_, "ipv4_mapped", None)
    if inner is not None:
        return public(str(inner))
    if any(judged_ in net for net in _TRANSLATED if net.version == judged_.version):
        return False
    return judged_.is_global and not judged_.is_multicast and not judged_.is_reserved


def _ask(url: str, connection: "_Pinned") -> http.client.HTTPResponse:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        headers = {"User-Agent": "corrobora", "Accept": ", ".join(_ENDINGS)}
        connection.request("GET", path, headers=headers)
        return connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError) as error:
        connection.release()
        raise InputError(f"{url}: cannot be fetched ({type(error).__name__})") from error


def _read(url: str, response: http.client.HTTPResponse, connection: "_Pinned") -> Fetched:
    if response.status != 200:
        raise InputError(f"{url}: answers {response.status}")
    kind = str(response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in _ENDINGS:
        raise InputError(f"{url}: is {kind or 'of no type'}, no page, text or PDF")
    try:
        content = response.read(BYTES + 1)
    except (OSError, http.client.HTTPException) as error:
        raise InputError(f"{url}: breaks off") from error
    if len(content) > BYTES:
        raise InputError(f"{url}: is larger than {BYTES:,} bytes")
    if connection.late:
        raise InputError(f"{url}: takes longer than {WHOLE} seconds")
    if response.length:
        raise InputError(f"{url}: breaks off")
    return Fetched(content=content, url=url, ending=_ENDINGS[kind])


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was judged, under the name that was asked for."""

    def __init__(self, scheme: str, host: str, address: str, until: float) -> None:
        super().__init__(host, _PORTS[scheme], timeout=SECONDS)
        self._address = address
        self._secure = scheme == "https"
        self._until = until
        self._timer: threading.Timer | None = None
        self.late = False

    def connect(self) -> None:
        """Connect without asking for the name's address again."""
        plain = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = plain
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self.host)
        self._timer = threading.Timer(
            max(0.0, self._until - time.monotonic()), self._cut, (self.sock,)
        )
        self._timer.daemon = True
        self._timer.start()

    def release(self) -> None:
        """Close, and end nothing more; a connection closes itself before its answer is read."""
        if self._timer is not None:
            self._timer.cancel()
        self.close()

    def _cut(self, open_socket: socket.socket) -> None:
        self.late = True
        with contextlib.suppress(OSError):
            open_socket.shutdown(socket.SHUT_RDWR)
