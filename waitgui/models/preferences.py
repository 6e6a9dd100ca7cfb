"""Preferences: the settings that are kept between two starts, and where. The disk is touched in worker threads only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from waitgui.store import settings as store
from waitgui.store.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


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

    def value(self, *place: str) -> Any:
        """What stands at a place, such as ("alerts", "failures")."""
        return _at(self._settings.model_dump(), place)

    def default(self, *place: str) -> Any:
        """What stands there as long as nobody says anything else."""
        return _at(Settings().model_dump(), place)

    def put(self, value: object, *place: str) -> bool:
        """Change what stands at a place; whether that made a difference.

        Raises `ValueError` for a value that can't stand there, and changes nothing.
        """
        before, content = self._settings, self._settings.model_dump()
        _at(content, place[:-1])[place[-1]] = value
        self._settings = Settings.model_validate(content)
        return self._settings != before

    async def save(self) -> None:
        """Write them. Raises `OSError`."""
        await asyncio.to_thread(store.save, self._path, self._settings)


def _at(content: dict[str, Any], place: tuple[str, ...]) -> Any:
    here: Any = content
    for key in place:
        here = here[key]
    return here
