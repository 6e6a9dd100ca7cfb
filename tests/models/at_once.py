"""Does at once what a session or a window would await in the loop of the application."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


class AtOnce:
    """One after the other; what is spawned meanwhile comes after it."""

    def __init__(self) -> None:
        self._waiting: list[Coroutine[object, object, None]] = []
        self._busy = False

    def __call__(self, work: Coroutine[object, object, None]) -> None:
        self._waiting.append(work)
        if self._busy:
            return
        self._busy = True
        try:
            while self._waiting:
                asyncio.run(self._waiting.pop(0))  # type: ignore[arg-type]
        finally:
            self._busy = False

    def run(self, work: Coroutine[object, object, T]) -> T:
        """Do it, and give what comes of it; what it spawns comes after it."""
        results: list[T] = []

        async def collect() -> None:
            results.append(await work)

        self(collect())
        return results[0]
