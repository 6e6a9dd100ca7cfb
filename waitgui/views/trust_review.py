"""Looking a set through before trusting it: all that it could use, as plain text, and two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListView, QPushButton, QStyledItemDelegate, QVBoxLayout

from waitgui.models.exposure_lines import IS_TITLE, MARGIN, WIDTH, ExposureLines
from waitgui.views.labels import plain_label
from waitgui.views.screen_room import bounded_by_screen
from waitgui.views.theme import mono_family, set_look
from waitgui.views.tokens import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from waitgui.tasks.model import TaskSet

HEIGHT = 520
EDGE = 24
SCROLL_BAR = 24


class TrustReview(QDialog):
    """Open it with `open()`. Enter, Escape and closing it keep the set restricted."""

    trusted = Signal(object)
    """The set that was looked through."""

    def __init__(self, parent: QWidget, task_set: TaskSet) -> None:
        super().__init__(parent)
        self._task_set = task_set
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Trust this set?"))
        title = plain_label(self.tr("What “{name}” runs and reaches").replace("{name}", task_set.name), look="title")
        title.setWordWrap(True)
        hint = self.tr(
            "All of it, also of tasks that aren't enabled. Programs and scripts are named by their paths: what is in "
            "them isn't shown, and may change. After any change to what is listed here you will be asked again."
        )
        explained = plain_label(hint, look="text2")
        explained.setWordWrap(True)
        self._list = _list(ExposureLines(task_set, self))
        self._list.setAccessibleName(title.text())
        keep, trust = QPushButton(self.tr("Keep restricted")), QPushButton(self.tr("Trust this set"))
        for button in (keep, trust):
            button.setAccessibleName(button.text())
        set_look(keep, "primary")
        keep.setDefault(True)
        trust.setAutoDefault(False)
        keep.clicked.connect(self.reject)
        trust.clicked.connect(self._on_trust)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(trust)
        buttons.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, 16)
        column.setSpacing(12)
        for widget in (title, explained):
            column.addWidget(widget)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        wide = _line_size(self._list.font(), ()).width() + 2 * EDGE + SCROLL_BAR
        self.resize(bounded_by_screen(self, QSize(wide, HEIGHT)))
        keep.setFocus()

    @Slot()
    def _on_trust(self) -> None:
        self.trusted.emit(self._task_set)
        self.accept()


class _Lines(QStyledItemDelegate):
    """Lines of one size, wide enough for the widest; the titles of tasks stand out."""

    def __init__(self, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._size = size

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Of each the same."""
        return self._size

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """As usual, but for their weight."""
        super().initStyleOption(option, index)
        style: Any = option
        style.textElideMode = Qt.TextElideMode.ElideNone
        if index.data(IS_TITLE):
            letters = QFont(style.font)
            letters.setWeight(QFont.Weight.DemiBold)
            style.font = letters


def _list(model: ExposureLines) -> QListView:
    view = QListView()
    letters = QFont(mono_family())
    letters.setPixelSize(TYPE["secondary"])
    view.setFont(letters)
    view.setModel(model)
    odd = (line for line in model.lines if not line.isascii())
    view.setItemDelegate(_Lines(_line_size(letters, odd), view))
    view.setUniformItemSizes(True)  # of many thousand lines the view asks for one
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    return view


def _line_size(letters: QFont, odd: Iterable[str]) -> QSize:
    """Of a line of `WIDTH` usual characters; wider if one of these, whose characters may be wider, is."""
    bold = QFont(letters)
    bold.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(bold)
    widest = max(map(metrics.horizontalAdvance, ("0" * (WIDTH + MARGIN), *odd)))
    return QSize(widest + MARGIN, metrics.height() + 4)
