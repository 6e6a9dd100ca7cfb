"""The login environment, read once in a thread while the program begins, for whoever starts processes."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from waitgui.work.login import Login, read_login
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log = logging.getLogger(__name__)
TIMEOUT_S = 15.0
"""A profile that takes longer is given up."""
WAIT_S = 2.0


class LoginOnce:
    """Reads the environment from its making on. Processes that start before it is known wait up to `WAIT_S` for it.

    After that they find our own environment, until it is known. `told` is called with it, in the thread; `read` gives
    it in place of the shell.
    """

    def __init__(
        self,
        *,
        wait_s: float = WAIT_S,
        read: Callable[[Stop], Login] | None = None,
        told: Callable[[Login], None] = lambda _login: None,
    ) -> None:
        self._read = read or (lambda stop: read_login(os.environ, TIMEOUT_S, stop))
        self._told = told
        self._stop = Stop()
        self._until_s = time.monotonic() + wait_s
        self._known = threading.Event()
        self._login: dict[str, str] | None = None
        # A daemon: a shell that hangs in the kernel must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="waitgui-login", daemon=True)
        self._thread.start()

    def environ(self) -> Mapping[str, str]:
        """The environment. Answers at once; looking into the mapping waits. Any thread but that of a window."""
        return _Awaited(self)

    def known(self) -> Mapping[str, str]:
        """The login's, if it comes in time; else our own."""
        self._known.wait(max(0.0, self._until_s - time.monotonic()))
        return os.environ if self._login is None else self._login

    def close(self, timeout_s: float = 5.0) -> bool:
        """End the shell, if it still runs, and the thread; False if it goes on."""
        self._stop.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            login = self._read(self._stop)
        except Exception:  # the edge of the thread
            log.exception("the environment of the login can't be read")
        else:
            if login.why and not self._stop.is_set():
                log.warning("the environment is our own: %s", login.why)
            self._login = login.environ
            self._told(login)
        self._known.set()


class _Awaited(Mapping[str, str]):
    """Waits only where something is looked up: what starts no process never does."""

    def __init__(self, login: LoginOnce) -> None:
        self._login = login

    def __getitem__(self, name: str) -> str:
        return self._login.known()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._login.known())

    def __len__(self) -> int:
        return len(self._login.known())
