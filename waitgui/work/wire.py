"""A connection that may be encrypted, and on which nothing is waited for beyond its limits."""

from __future__ import annotations

import os
import select
import ssl
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from waitgui.work.shortage import shortage

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Mapping

    from waitgui.work.limits import Limits

T = TypeVar("T")
_CHUNK = 64 * 1024
_SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # macOS, BSD
)
"""Where systems keep what they trust: an OpenSSL that was built elsewhere, as in a frozen program, doesn't know it."""


class WireError(Exception):
    """The connection broke, or can't be trusted; the message says why."""


class Wire:
    """A connected socket that doesn't block; closed at the end. One thread uses it.

    What waits raises what the limits raise, `WireError`, and `OSError` where resources lack.
    """

    def __init__(self, connection: socket.socket, limits: Limits) -> None:
        self._socket = connection
        self._limits = limits

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def encrypt(self, host: str, environ: Mapping[str, str] | None) -> None:
        """Agree on encryption with whoever proves to be `host`, to those whom this system trusts.

        `SSL_CERT_FILE` and `SSL_CERT_DIR` of `environ` name others, as for every program that uses OpenSSL.
        """
        environ = os.environ if environ is None else environ
        context = _context(environ.get("SSL_CERT_FILE"), environ.get("SSL_CERT_DIR"))
        plain = self._socket
        wrapped = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
        self._socket = wrapped
        self._done(wrapped.do_handshake)

    def send(self, data: bytes) -> None:
        """Send all of it, or as much as the other takes before it closes: its answer may be there nevertheless."""
        view = memoryview(data)
        try:
            while view:
                self._limits.check()
                view = view[self._send_some(view) :]
        except WireError:
            return

    def _send_some(self, view: memoryview) -> int:
        return self._done(lambda: self._socket.send(view), select.POLLOUT)

    def receive(self) -> bytes:
        """What came, or nothing at the end."""
        self._limits.check()
        return self._done(lambda: self._socket.recv(_CHUNK))

    def _done(self, step: Callable[[], T], events: int = select.POLLIN) -> T:
        """What the step gives, tried again as soon as the connection is ready for it."""
        while True:
            try:
                return step()
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError) as error:
                if isinstance(error, ssl.SSLWantReadError):
                    wanted = select.POLLIN
                else:
                    wanted = select.POLLOUT if isinstance(error, ssl.SSLWantWriteError) else events
            except ssl.SSLCertVerificationError as error:
                raise WireError(f"the certificate can't be trusted: {error.verify_message}") from None
            except ssl.SSLError as error:
                reason = (error.reason or str(error)).replace("_", " ").lower()
                raise WireError(f"no encryption can be agreed on: {reason}") from None
            except OSError as error:
                if shortage(error):
                    raise
                raise WireError((error.strerror or str(error)).lower()) from None
            self._limits.ready({self._socket.fileno(): wanted})


def _context(file: str | None, folder: str | None) -> ssl.SSLContext:
    if not file and not folder:
        paths = ssl.get_default_verify_paths()
        if not paths.cafile and not paths.capath:
            file = next((path for path in _SYSTEM_CERTIFICATES if Path(path).exists()), None)
    stamp = Path(file).stat().st_mtime_ns if file and Path(file).exists() else 0
    return _context_of(file or None, folder or None, stamp)


@lru_cache(maxsize=8)
def _context_of(file: str | None, folder: str | None, stamp: int) -> ssl.SSLContext:
    """The rules of encryption, with the certificates that are trusted. Reading those takes some 20 ms."""
    try:
        context = ssl.create_default_context(cafile=file, capath=folder)
    except (OSError, ValueError) as error:
        if shortage(error):
            raise
        raise WireError(f"the certificates of {file or folder} can't be read") from None
    context.set_alpn_protocols(["http/1.1"])
    return context
