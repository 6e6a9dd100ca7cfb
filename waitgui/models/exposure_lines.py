"""What a set could use, line by line, for whoever decides whether to trust it: every character, none out of sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from waitgui.tasks.exposure import Use, exposure
from waitgui.tasks.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waitgui.tasks.model import TaskSet

WIDTH = 80
"""Characters on a line; a longer one goes on below, so that nothing is beyond the edge."""
MARGIN = 8
IS_TITLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()

translate = QCoreApplication.translate


class ExposureLines(QAbstractListModel):
    """Under the title of each task, what it could use. Doesn't change."""

    def __init__(self, task_set: TaskSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = tuple(_lines(task_set))

    @property
    def lines(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(text for text, _ in self._lines)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """As many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text, and whether it is a title."""
        if not index.isValid():
            return None
        text, is_title = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return is_title if role == IS_TITLE else None


def _lines(task_set: TaskSet) -> Iterator[tuple[str, bool]]:
    names = {task.id: task.name for task in task_set.tasks}
    before = None
    for task, use, text in exposure(task_set):
        if task != before:
            before = task
            for line in _cut(f"{names[task]} ({task})", WIDTH + MARGIN):
                yield line, True
        yield f"  {use_words(use)}", False
        for line in text.split("\n"):
            for number, piece in enumerate(_cut(line, WIDTH)):
                yield f"    {'… ' if number else ''}{piece}", False


def _cut(line: str, width: int) -> Iterator[str]:
    for start in range(0, max(len(line), 1), width):
        shown = visible(line[start : start + width])  # a piece at a time: looking at characters takes long
        for at in range(0, max(len(shown), 1), width):
            yield shown[at : at + width]


def use_words(use: Use) -> str:
    """What is done, in words."""
    return {
        Use.PROGRAM: translate("Exposure", "Runs the program"),
        Use.SHELL: translate("Exposure", "Runs in the shell"),
        Use.SCRIPT: translate("Exposure", "Runs the Python script, whatever it says by then"),
        Use.MODULE: translate("Exposure", "Runs the Python module"),
        Use.CODE: translate("Exposure", "Runs the Python code"),
        Use.ARGUMENTS: translate("Exposure", "with the arguments"),
        Use.INTERPRETER: translate("Exposure", "by the interpreter"),
        Use.FOLDER: translate("Exposure", "in the folder"),
        Use.VARIABLE: translate("Exposure", "with the environment variable"),
        Use.REQUEST: translate("Exposure", "Makes the request"),
        Use.REDIRECTS: translate("Exposure", "and follows"),
        Use.HEADER: translate("Exposure", "with the header"),
        Use.BODY: translate("Exposure", "with the body"),
        Use.PORT: translate("Exposure", "Connects to"),
        Use.FILE: translate("Exposure", "Looks at the file"),
        Use.NOTIFICATION: translate("Exposure", "Shows the notification"),
    }[use]
