"""Sets that are started with the program: their tasks begin once they are open, if the user trusts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from waitgui.models.session import Session

WITHIN_NS = 60_000_000_000
"""What is opened later than this was opened by hand, and isn't started for that."""


class Launch:
    """Knows which files are still to be started, each once. `now_ns` is the engine's clock."""

    def __init__(self, files: Iterable[str], now_ns: Callable[[], int]) -> None:
        self._files = dict.fromkeys(files)
        self._now_ns = now_ns
        self._until_ns = now_ns() + WITHIN_NS

    def take(self, path: Path | None, session: Session) -> None:
        """This file has been opened: start its enabled tasks if it is one of those, and nothing in it is doubted."""
        if str(path) not in self._files:
            return
        del self._files[str(path)]
        if self._now_ns() <= self._until_ns and not session.restricted and not session.read_only:
            session.start_all()
