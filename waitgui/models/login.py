"""Login: whether the program is started with the desktop's session. The disk is touched in worker threads only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from waitgui.store import autostart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Login:
    """The file that does it, what it starts, and why it can't be had ("platform", "sandbox"; None if it can)."""

    def __init__(self, file: Path, argv: Sequence[str], why_not: str | None = None) -> None:
        self.file = file
        self.why_not = why_not
        self._argv = argv

    async def is_on(self) -> bool:
        """Whether the desktop would start it; what can't be read isn't started either."""
        try:
            return await asyncio.to_thread(autostart.is_on, self.file)
        except OSError:
            return False

    async def switch(self, *, on: bool) -> None:
        """Have it started, or no more. Raises `OSError` or `ValueError`, whose text says why not."""
        if on:
            await asyncio.to_thread(autostart.turn_on, self.file, self._argv)
        else:
            await asyncio.to_thread(autostart.turn_off, self.file)
