"""Fields that choose one of several: as buttons in a row, or from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox

from waitgui.views.labels import visible, without_key
from waitgui.views.task_form.draft import ABSENT, Draft, Loc, put, value_at
from waitgui.views.task_form.field import Field
from waitgui.views.task_form.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from waitgui.views.theme import Theme


class SegmentsField(Field):
    """One of a few words; the first is the default. A word that isn't known stays as it is until another is chosen."""

    def __init__(
        self, theme: Theme, *, name: str, label: str, noun: str, loc: Loc, choices: Sequence[tuple[str, str]]
    ) -> None:
        self.segments = Segments([title for _, title in choices], name=name, label=without_key(label))
        super().__init__(theme, self.segments, name=name, label=label, noun=noun, locs=(loc,))
        self._words = [word for word, _ in choices]
        self._loaded: Any = ABSENT
        self._shown = 0
        self.segments.chosen.connect(self.changed)

    @property
    def word(self) -> str:
        """What is chosen."""
        return self._words[self.segments.currentIndex()]

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        self._loaded = value_at(draft, self.locs[0])
        self._shown = self._words.index(self._loaded) if self._loaded in self._words else 0
        self.segments.setCurrentIndex(self._shown)

    def store(self, draft: Draft) -> str:
        """Write what is chosen."""
        unchanged = self.segments.currentIndex() == self._shown
        put(draft, self.locs[0], self._loaded if unchanged else self.word)
        return ""

    def choose(self, word: str) -> None:
        """Choose for the user."""
        self.segments.setCurrentIndex(self._words.index(word))
        self.changed()

    def is_set(self) -> bool:
        """Whether another than the default is chosen."""
        return self.segments.currentIndex() != 0

    def stops(self) -> list[QWidget]:
        """The tab key finds the one that is pressed, the arrow keys the others."""
        return [*self.segments.buttons]

    def mark(self, wrong: bool) -> None:
        """Buttons stay as they are: what is wrong stands beneath."""


class TaskField(Field):
    """Another task of the set, by its name."""

    def __init__(
        self, theme: Theme, tasks: Sequence[tuple[str, str]], *, name: str, label: str, noun: str, loc: Loc
    ) -> None:
        self.box = QComboBox()
        super().__init__(theme, self.box, name=name, label=label, noun=noun, locs=(loc,))
        self._tasks = tuple(tasks)
        self._ids: list[Any] = []
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(18)
        self.box.setMaxVisibleItems(14)
        self.box.activated.connect(self.changed)

    def load(self, draft: Draft) -> None:
        """Show what the draft says; a task that isn't there any more by its id."""
        value = value_at(draft, self.locs[0])
        self.box.clear()
        self._ids = [task_id for task_id, _ in self._tasks]
        self.box.addItems([visible(name) for _, name in self._tasks])
        if value is not ABSENT and value not in self._ids:
            self._ids.insert(0, value)
            self.box.insertItem(0, str(value))
        self.box.setCurrentIndex(self._ids.index(value) if value in self._ids else 0)

    def store(self, draft: Draft) -> str:
        """Write the id of the one that is chosen, and say if there is none of that id."""
        place = self.box.currentIndex()
        value = self._ids[place] if place >= 0 else ""
        put(draft, self.locs[0], value)
        if value not in (task_id for task_id, _ in self._tasks):
            return self.tr("No other task of this set has that id. Choose one, or remove the rule.")
        return ""

    def is_set(self) -> bool:
        """One of them is chosen."""
        return True
