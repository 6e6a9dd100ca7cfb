"""From the name of a host to a connection: the addresses, and the first of them that takes one.

A connection goes to an address that was looked at, not to a name that somebody may resolve anew.
"""

from __future__ import annotations

import errno
import os
import select
import socket
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from waitgui.wait.durations import NS_PER_MS
from waitgui.work import abandonable
from waitgui.work.shortage import shortage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.work.limits import Limits

_HEAD_START_NS = 250 * NS_PER_MS
"""How long an address may take before the next is tried beside it: RFC 8305, section 5."""


class UnknownHostError(Exception):
    """The host has no address; the message says why."""


class Address(NamedTuple):
    """Where a connection goes to: what `socket` needs."""

    family: socket.AddressFamily
    place: tuple[Any, ...]

    @property
    def host(self) -> str:
        """The numeric address."""
        return str(self.place[0])


class NoConnectionError(Exception):
    """No address took a connection. `errors` are the error numbers of all that were tried."""

    def __init__(self, errors: Sequence[int]) -> None:
        told = [number for number in errors if number not in _OURS] or list(errors)
        super().__init__(os.strerror(told[0]).lower())
        self.errors = tuple(errors)

    @property
    def is_refused(self) -> bool:
        """Whether somebody answered no, and nothing contradicts it but addresses that can't be reached from here."""
        answers = {number for number in self.errors if number not in _OURS}
        return answers == {errno.ECONNREFUSED}


_OURS = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.ENETUNREACH})
"""Errors of this computer, which may have no IPv6, say: they tell nothing about the other."""


def addresses(host: str, port: int, limits: Limits) -> list[Address]:
    """Where the host is, in the order to be tried. Raises `UnknownHostError`, or what `limits` raise."""
    try:
        # Bytes: text would be encoded once more, and `idna` be imported where file handles may lack.
        ascii_host = host.encode("ascii" if host.isascii() else "idna")
        try:
            found = socket.getaddrinfo(ascii_host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except socket.gaierror:
            calls = abandonable.of_this_program()
            found = calls.make(limits, socket.getaddrinfo, ascii_host, port, 0, socket.SOCK_STREAM)
    except socket.gaierror as error:
        os.close(os.open(os.devnull, os.O_RDONLY))  # the resolver doesn't say that it lacked file handles; this does
        raise UnknownHostError((error.strerror or str(error)).lower()) from None
    except UnicodeError:
        raise UnknownHostError("no host can have this name") from None
    return list(dict.fromkeys(Address(family, place) for family, _, _, _, place in found))


def connect(places: Sequence[Address], limits: Limits) -> socket.socket:
    """A connection with the first that takes one; it doesn't block.

    Raises `NoConnectionError` when all have declined, what `limits` raise, and `OSError` where resources lack.
    """
    attempts = _Attempts()
    try:
        return attempts.winner(places, limits)
    finally:
        attempts.close()


class _Attempts:
    """Attempts to connect, side by side; all but the winner are closed at the end."""

    def __init__(self) -> None:
        self._pending: dict[int, socket.socket] = {}
        self._errors: list[int] = []

    def winner(self, places: Sequence[Address], limits: Limits) -> socket.socket:
        """The first connection that stands."""
        left, next_ns = list(places), 0
        while left or self._pending:
            now_ns = time.monotonic_ns()
            if left and (not self._pending or now_ns >= next_ns):
                next_ns = now_ns + _HEAD_START_NS
                winner = self._begin(left.pop(0))
                if winner is not None:
                    return winner
                continue
            wanted = dict.fromkeys(self._pending, select.POLLOUT)
            for handle in limits.ready(wanted, max(0, next_ns - now_ns) if left else None):
                one = self._pending[handle]
                number = one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) or _itself(one)
                del self._pending[handle]
                if not number:
                    return one
                one.close()
                self._errors.append(number)
                next_ns = 0
        raise NoConnectionError(self._errors)

    def close(self) -> None:
        for one in self._pending.values():
            one.close()

    def _begin(self, address: Address) -> socket.socket | None:
        """Start to connect; the socket if it stands already. Raises `OSError` where resources lack."""
        try:
            one = socket.socket(address.family, socket.SOCK_STREAM)
        except OSError as error:
            if shortage(error):
                raise
            self._errors.append(error.errno or errno.EAFNOSUPPORT)
            return None
        one.setblocking(False)
        number = one.connect_ex(address.place)
        if number == errno.EINPROGRESS:
            self._pending[one.fileno()] = one
            return None
        number = number or _itself(one)
        if not number:
            return one
        one.close()
        self._errors.append(number)
        return None


def _itself(one: socket.socket) -> int:
    """An error if the socket is connected with itself, or not at all.

    The first happens on this computer where nobody listens at one of the ports that connections are given.
    """
    try:
        return errno.ECONNREFUSED if one.getsockname() == one.getpeername() else 0
    except OSError as error:
        return error.errno or errno.ECONNREFUSED
