"""Preferences: the settings that are kept between two starts, and where. The disk is touched in worker threads only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from waitgui.store import settings as store

if TYPE_CHECKING:
    from pathlib import Path

    from waitgui.store.settings import Settings


class Preferences:
    """The settings as they are now. For the GUI thread."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path = path
        self._settings = settings

    @property
    def settings(self) -> Settings:
        """What is kept."""
        return self._settings

    def update(self, **values: object) -> bool:
        """Change some; whether that made a difference."""
        before = self._settings
        self._settings = before.model_copy(update=values)
        return self._settings != before

    async def save(self) -> None:
        """Write them. Raises `OSError`."""
        await asyncio.to_thread(store.save, self._path, self._settings)
