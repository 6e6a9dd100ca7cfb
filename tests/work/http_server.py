"""A server of HTTP that says, byte by byte, what a test wants it to say."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:
    import ssl

Answer: TypeAlias = bytes | Callable[[socket.socket], None]
"""What is said, or who says it."""


class Server:
    """Answers each path with what `answers` has for it; keeps what was asked. Closed at the end of the block."""

    def __init__(self, answers: dict[str, Answer], tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.connections = 0
        self._tls = tls
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, 0), family=family)
        self._host = f"[{host}]" if ":" in host else host
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1])

    def url(self, path: str = "/", host: str = "", before: str = "") -> str:
        return f"http{'s' if self._tls else ''}://{before}{host or self._host}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(30)
            assert not thread.is_alive()

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                one, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(one)
            self._start(self._serve, one)

    def _serve(self, one: socket.socket) -> None:
        try:
            with suppress(OSError), self._tls.wrap_socket(one, server_side=True) if self._tls else one as line:
                asked = b""
                while b"\r\n\r\n" not in asked and (data := line.recv(65536)):
                    asked += data
                    if data.startswith(b"\x16\x03"):  # somebody wants encryption
                        line.sendall(ok(status="400 Bad Request"))
                if b"\r\n\r\n" not in asked:
                    return
                head, _, body = asked.partition(b"\r\n\r\n")
                length = next(
                    (int(row[15:]) for row in head.lower().split(b"\r\n") if row[:15] == b"content-length:"), 0
                )
                while len(body) < length:
                    body += line.recv(65536)
                self.asked.append(f"{head.decode()}\n\n{body.decode()}")
                answer = self.answers[head.split()[1].decode().partition("?")[0]]
                if callable(answer):
                    answer(line)
                else:
                    line.sendall(answer)
        finally:
            one.close()


def ok(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def to(place: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return ok(b"elsewhere", f"Location: {place}", status=status)


def drip(*parts: bytes, every_s: float = 0.02) -> Callable[[socket.socket], None]:
    """Says the parts, then the last of them again and again, until nobody listens any more."""

    def say(line: socket.socket) -> None:
        for part in parts:
            line.sendall(part)
        while True:
            line.sendall(parts[-1])
            time.sleep(every_s)

    return say


def hang(line: socket.socket) -> None:
    """Says nothing until the other hangs up."""
    line.recv(1)
