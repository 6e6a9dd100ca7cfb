"""An exchange over HTTP: one request, and the answers to it until one that isn't followed.

h11 knows the protocol, `ssl` the encryption; the waiting is ours. So one limit covers the look-up of the name, the
connection, and each byte of a body that drips, and a stop ends it anywhere. Proxies of the environment aren't asked.
Link-local addresses, where clouds keep their secrets, are refused; each hop of a redirect is looked at like the first.
"""

from __future__ import annotations

import base64
import ipaddress
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

import h11

from waitgui.tasks.fields import size_text
from waitgui.tasks.problems import shown
from waitgui.work.connection import Address, NoConnectionError, UnknownHostError, addresses, connect
from waitgui.work.http_decoding import DecodingError, decoder_for
from waitgui.work.shortage import shortage
from waitgui.work.wire import Wire, WireError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from waitgui.work.limits import Limits

MOST_REDIRECTS = 5
_LONGEST_HEAD = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OURS = frozenset({"connection", "content-length", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade"})
"""Headers that say how the message travels, which isn't the user's to say."""
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:?@!$&'()*+,;=-._~[]"


class ExchangeError(Exception):
    """There is no answer, or none that can be used; the message says why."""


class Request(NamedTuple):
    """What is asked."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None


class Head(NamedTuple):
    """What an answer begins with. Names of headers are in lower case."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]

    def header(self, name: str) -> str:
        """The header of this name; all of them, where there are several; "" if there is none."""
        return ", ".join(value.decode("latin-1") for key, value in self.headers if key == name.encode())

    @property
    def said(self) -> str:
        """The status in words: "404 Not Found". The words are ours, not the server's."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)


class Body(NamedTuple):
    """What is done with a body: at most so many bytes of it, decompressed, go to `add`, if it is wanted at all."""

    most: int
    add: Callable[[Head, bytes], None]
    is_wanted: Callable[[Head], bool] = lambda _: True


Headers: TypeAlias = list[tuple[bytes, bytes]]


class Exchange:
    """Makes requests within limits. `environ` may name certificates to trust; by default our own environment."""

    def __init__(self, limits: Limits, environ: Mapping[str, str] | None, *, follow: bool) -> None:
        self._limits = limits
        self._environ = environ
        self._follow = follow

    def fetch(self, request: Request, body: Body) -> Head:
        """The head of the last answer; its body went to `body`.

        Raises `ExchangeError`, what the limits raise, and `OSError` where resources lack.
        """
        try:
            for _ in range(MOST_REDIRECTS + 1):
                head = self._one(request, body)
                if not self._is_followed(head):
                    return head
                request = _redirected(request, head)
        except (UnknownHostError, NoConnectionError, WireError, DecodingError) as error:
            raise ExchangeError(str(error)) from None
        except OSError as error:
            if shortage(error):
                raise
            raise ExchangeError((error.strerror or str(error)).lower()) from None
        except h11.LocalProtocolError as error:
            raise ExchangeError(f"this can't be sent: {_lowered(error)}") from None
        except h11.RemoteProtocolError as error:
            raise ExchangeError(f"the answer breaks the rules of HTTP: {_lowered(error)}") from None
        raise ExchangeError(f"more than {MOST_REDIRECTS} redirects")

    def _is_followed(self, head: Head) -> bool:
        return self._follow and head.status in _REDIRECTS and bool(head.header("location"))

    def _one(self, request: Request, body: Body) -> Head:
        """Ask once, at the address that was looked at."""
        url = urlsplit(request.url)
        host, port = _host(url), url.port or _PORTS[url.scheme]
        try:
            places = addresses(host, port, self._limits)
        except UnknownHostError as error:
            raise ExchangeError(f"the host {shown(host)} isn't found: {error}") from None
        allowed = [place for place in places if not is_link_local(place)]
        if not allowed:
            raise ExchangeError(f"the address {places[0].host if places else host} is link-local, which is refused")
        with Wire(connect(allowed, self._limits), self._limits) as wire:
            if url.scheme == "https":
                wire.encrypt(host.rstrip("."), self._environ)  # the dot of a full name is no part of a certificate
            return self._talk(wire, request, url, body)

    def _talk(self, wire: Wire, request: Request, url: SplitResult, body: Body) -> Head:
        protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=_LONGEST_HEAD)
        target = quote(url.path or "/", safe=_SAFE) + (f"?{quote(url.query, safe=_SAFE)}" if url.query else "")
        event = h11.Request(method=request.method, target=target, headers=_headers(request, url))
        message = protocol.send(event) or b""
        if request.body:
            message += protocol.send(h11.Data(data=request.body)) or b""
        message += protocol.send(h11.EndOfMessage()) or b""
        wire.send(message)
        head = _head(protocol, wire)
        if not self._is_followed(head) and body.is_wanted(head):
            self._read(protocol, wire, head, body)
        return head

    def _read(self, protocol: h11.Connection, wire: Wire, head: Head, body: Body) -> None:
        decoder, left = decoder_for(head.header("content-encoding")), body.most
        while True:
            event = _next(protocol, wire)
            pieces = decoder.pieces(bytes(event.data)) if isinstance(event, h11.Data) else decoder.end()
            for piece in pieces:
                self._limits.check()
                body.add(head, piece[:left])
                left -= len(piece)
                if left < 0:
                    raise ExchangeError(f"the answer is longer than {size_text(body.most)}")
            if not isinstance(event, h11.Data):
                return


def _head(protocol: h11.Connection, wire: Wire) -> Head:
    while True:
        event = _next(protocol, wire)
        if isinstance(event, h11.Response):
            return Head(event.status_code, tuple((bytes(name), bytes(value)) for name, value in event.headers))
        if not isinstance(event, h11.InformationalResponse):
            raise ExchangeError("the connection was closed without an answer")


def _next(protocol: h11.Connection, wire: Wire) -> object:
    while (event := protocol.next_event()) is h11.NEED_DATA:
        data = wire.receive()
        if not data and protocol.their_state is h11.SEND_RESPONSE:
            begun = bool(protocol.trailing_data[0])
            raise ExchangeError(f"the connection was closed {'amid the head of' if begun else 'without'} an answer")
        protocol.receive_data(data)
    return event


def _headers(request: Request, url: SplitResult) -> Headers:
    """The headers as they are sent: the user's, and before them what the user didn't say."""
    host = _host(url)
    where = (f"[{host}]" if ":" in host else host) + ("" if url.port in (None, _PORTS[url.scheme]) else f":{url.port}")
    headers = {
        b"host": where.encode("ascii" if where.isascii() else "idna"),
        b"accept": b"*/*",
        b"accept-encoding": b"gzip, deflate",
        b"user-agent": b"waitgui",
    }
    if url.username is not None:
        pair = unquote_to_bytes(url.username) + b":" + unquote_to_bytes(url.password or "")
        headers[b"authorization"] = b"Basic " + base64.b64encode(pair)
    for name, value in request.headers.items():
        if name.lower() not in _OURS:
            headers[name.lower().encode()] = value.strip().encode()
    headers[b"connection"] = b"close"
    if request.body is not None or request.method in ("POST", "PUT", "PATCH"):
        headers[b"content-length"] = str(len(request.body or b"")).encode()
    return list(headers.items())


def _redirected(request: Request, head: Head) -> Request:
    """What is asked next: without the user's headers as soon as somebody else is asked."""
    try:
        place = head.header("location").encode("latin-1").decode()
    except UnicodeDecodeError:
        place = head.header("location")
    try:
        target = urljoin(request.url, quote(place.strip(), safe=_SAFE + "#"))
        url, before = urlsplit(target), urlsplit(request.url)
        here, there = ((one.scheme, one.hostname, one.port or _PORTS.get(one.scheme)) for one in (before, url))
    except ValueError:
        raise ExchangeError(f"redirects to {shown(place)}, which isn't a URL") from None
    if url.scheme not in _PORTS or not url.hostname:
        raise ExchangeError(f"redirects to {shown(place)}, which isn't http:// or https://")
    method, body = request.method, request.body
    if (head.status == 303 and method != "HEAD") or (head.status in (301, 302) and method == "POST"):
        method, body = "GET", None
    headers = {name: value for name, value in request.headers.items() if here == there}
    if body is None:
        headers = {name: value for name, value in headers.items() if not name.lower().startswith("content-")}
    if here == there and before.username is not None and url.username is None:
        target = url._replace(netloc=f"{before.netloc.rpartition('@')[0]}@{url.netloc}").geturl()
    return Request(method, target, headers, body)


def _host(url: SplitResult) -> str:
    return (url.hostname or "").partition("%")[0] if ":" in (url.hostname or "") else (url.hostname or "")


def is_link_local(place: Address) -> bool:
    """Whether it is of the network next to this computer: 169.254.0.0/16, also where IPv6 wraps it, and fe80::/10."""
    address = ipaddress.ip_address(place.host.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour]
        if address in _TRANSLATED or int(address) < 2**32:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return address.is_link_local or any(one.is_link_local for one in inner if one is not None)
    return address.is_link_local


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def _lowered(error: Exception) -> str:
    text = str(error)
    return text[:1].lower() + text[1:200]
