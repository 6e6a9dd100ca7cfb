"""Edits: the values that a task set had one after the other, to go back and forth among. Pure.

Whether the set may run belongs to each value: going back to what was there before something strange came in, or forth
to it again, must not make that less strange.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.tasks.model import TaskSet

MOST_STEPS = 200


class Cause(Enum):
    """Where a value came from."""

    EDIT = "edit"
    RELOAD = "reload"
    """Another program's change of the file."""
    RESTORE = "restore"
    """A draft that was found."""


class Step(NamedTuple):
    """From one value to the next."""

    before: TaskSet
    after: TaskSet
    cause: Cause


class _Entry(NamedTuple):
    value: TaskSet
    cause: Cause
    restricted: bool


class Edits:
    """Of the steps there are at most `most`: then the oldest can't be undone any more."""

    def __init__(self, value: TaskSet, *, restricted: bool = False, most: int = MOST_STEPS) -> None:
        self._entries = [_Entry(value, Cause.EDIT, restricted)]
        self._at = 0
        self._saved = value
        self._compared = (value, value, False)
        self._most = most

    @property
    def value(self) -> TaskSet:
        """The set as it is now."""
        return self._entries[self._at].value

    @property
    def restricted(self) -> bool:
        """Whether it runs what nobody has looked through."""
        return self._entries[self._at].restricted

    @property
    def dirty(self) -> bool:
        """Whether it is another than the one that was saved last."""
        known, value, saved = self._compared, self.value, self._saved
        if known[0] is not value or known[1] is not saved:  # comparing large sets takes a while
            self._compared = known = (value, saved, value != saved)
        return known[2]

    @property
    def undoable(self) -> Step | None:
        """The step that `undo` would take back."""
        return self._step(self._at) if self._at else None

    @property
    def redoable(self) -> Step | None:
        """The step that `redo` would take again."""
        return self._step(self._at + 1) if self._at + 1 < len(self._entries) else None

    def push(self, value: TaskSet, cause: Cause = Cause.EDIT, *, restricted: bool | None = None) -> None:
        """Another value; what was undone is forgotten. By default it is as restricted as the one before."""
        entry = _Entry(value, cause, self.restricted if restricted is None else restricted)
        if value == self.value:  # nothing to be undone
            self._entries[self._at] = entry._replace(cause=self._entries[self._at].cause)
            return
        self._entries[self._at + 1 :] = [entry]
        del self._entries[: -self._most - 1]
        self._at = len(self._entries) - 1

    def undo(self) -> Step | None:
        """Go back to the value before; the step that was taken back, None if there was none."""
        step = self.undoable
        self._at -= step is not None
        return step

    def redo(self) -> Step | None:
        """Go forth again; the step that was taken, None if there was none."""
        step = self.redoable
        self._at += step is not None
        return step

    def mark_saved(self, value: TaskSet) -> None:
        """This value is what the file says."""
        self._saved = value

    def allow(self) -> None:
        """The value of now may run; of another, only what is made of it from here on."""
        self._entries[self._at] = self._entries[self._at]._replace(restricted=False)

    def change_all(self, change: Callable[[TaskSet], TaskSet]) -> None:
        """Change every value alike, as no edit: it isn't to be undone."""
        self._entries = [entry._replace(value=change(entry.value)) for entry in self._entries]
        self._saved = change(self._saved)

    def _step(self, to: int) -> Step:
        before, after = self._entries[to - 1], self._entries[to]
        return Step(before.value, after.value, after.cause)
