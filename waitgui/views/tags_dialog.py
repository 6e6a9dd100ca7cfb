"""The tags of several tasks at once: those that the set knows, ticked where tasks have them, and new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from waitgui.views.labels import plain_label, tool_tip, visible
from waitgui.views.theme import set_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waitgui.views.theme import Theme

WIDTH, HEIGHT = 360, 420
EDGE = 24


class TagsDialog(QDialog):
    """Open it with `open()`. `tasks` are the tags of each task, `known` those of the set.

    A tag that only some of the tasks have is half ticked, and stays with those unless the user ticks or clears it.
    """

    tagged = Signal(list, list)
    """Tags that all of the tasks are to have, and tags that none of them is to have."""

    def __init__(self, parent: QWidget, tasks: Sequence[Iterable[str]], known: Iterable[str], theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tags"))
        sets = [frozenset(tags) for tags in tasks]
        self._boxes: dict[str, QCheckBox] = {}
        self._before: dict[str, Qt.CheckState] = {}
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for tag in known:
            column.addWidget(self._box(tag, sum(tag in tags for tags in sets), len(sets)))
        column.addStretch(1)
        title = plain_label(self.tr("Tags of %n task(s)", None, len(sets)), look="title")
        self.edit = _line(self.tr("New tags"), self.tr("words with commas between them"))
        label = plain_label(self.tr("New tags"), look="text2")
        label.setBuddy(self.edit)
        cancel, save = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Save"))
        for button in (cancel, save):
            button.setAccessibleName(button.text())
        save.setObjectName("save_tags")
        set_look(save, "primary")
        save.setDefault(True)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, EDGE, EDGE, 16)
        whole.setSpacing(12)
        whole.addWidget(title)
        hint = plain_label(self.tr("The first tag of a task is its group."), look="secondary")
        whole.addWidget(hint)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setLayout(column)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setVisible(bool(self._boxes))
        whole.addWidget(area, 1)
        whole.addWidget(label)
        whole.addWidget(self.edit)
        whole.addLayout(buttons)
        rows = min(len(self._boxes), 8)
        self.resize(WIDTH, min(HEIGHT, 220 + rows * 30))
        self.edit.setFocus()
        theme.changed.connect(self.update)

    def _box(self, tag: str, having: int, tasks: int) -> QCheckBox:
        box = QCheckBox(visible(tag).replace("&", "&&"))
        box.setAccessibleName(visible(tag))
        state = Qt.CheckState.Unchecked
        if having:
            state = Qt.CheckState.Checked if having == tasks else Qt.CheckState.PartiallyChecked
        box.setTristate(state is Qt.CheckState.PartiallyChecked)
        box.setCheckState(state)
        self._boxes[tag], self._before[tag] = box, state
        return box

    @Slot()
    def _save(self) -> None:
        new = dict.fromkeys(tag.strip() for tag in self.edit.text().split(",") if tag.strip())
        changed = {tag: box.checkState() for tag, box in self._boxes.items() if box.checkState() != self._before[tag]}
        added = [tag for tag, state in changed.items() if state is Qt.CheckState.Checked]
        removed = [tag for tag, state in changed.items() if state is Qt.CheckState.Unchecked and tag not in new]
        self.tagged.emit([*added, *(tag for tag in new if tag not in added)], removed)
        self.accept()


def _line(name: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(example)
    line.setToolTip(tool_tip(example))
    line.setAccessibleName(name)
    return line
