"""TaskFilter: the field in which tasks are filtered by words, and by what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QColor, QKeySequence, QPainter
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy

from waitgui.models.lane_order import Show
from waitgui.views.labels import tool_tip
from waitgui.views.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from waitgui.views.theme import Theme

WIDTH, WIDTH_NARROW = 216, 168
QUIET_MS = 80
MOST_CHARACTERS = 1_000
_BUTTON = 26  # what an action takes at the right


class TaskFilter(QLineEdit):
    """Words that a task's name or tags have; a menu at its right with what the task does."""

    changed = Signal()
    """There is something else to filter by."""
    rested = Signal()
    """The keyboard is elsewhere now."""
    left = Signal()
    """The user is done here: the keyboard goes back to the tasks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._show = Show.ALL
        self._hint_font = font("hint")
        self._keys = QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText)
        self.setObjectName("task-filter")
        self.setAccessibleName(self.tr("Filter tasks"))
        self.setToolTip(tool_tip(self.tr("Filter tasks by name or tag ({keys})").replace("{keys}", self._keys)))
        self.setMaxLength(MOST_CHARACTERS)
        self.setClearButtonEnabled(True)
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._search = QAction(self.tr("Search"), self)
        self.addAction(self._search, QLineEdit.ActionPosition.LeadingPosition)
        self._menu = QMenu(self)
        self._choices = self._fill_menu()
        self._states = QAction(self.tr("What tasks do"), self)
        self._states.setToolTip(tool_tip(self.tr("Show only tasks that run, wait or failed")))
        self._states.triggered.connect(self._open_menu)
        self.addAction(self._states, QLineEdit.ActionPosition.TrailingPosition)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.changed)
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self._paint)
        self._paint()

    @property
    def is_active(self) -> bool:
        """Whether it may leave out some tasks."""
        return bool(self.text()) or self._show is not Show.ALL

    @property
    def show_only(self) -> Show:
        """What the tasks that are wanted do."""
        return self._show

    def set_show(self, show: Show) -> None:
        """Want tasks that do this."""
        if show is self._show:
            return
        self._show = show
        self._choices[show].setChecked(True)
        self._paint()
        self._at_once()

    @Slot()
    def clear_all(self) -> None:
        """Filter by nothing."""
        self.clear()
        self.set_show(Show.ALL)
        self._at_once()

    def words(self) -> str:
        """What is filtered by, for people: "rsnc", or what the tasks are to do."""
        return self.text().strip() or self._choices[self._show].text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go to the tasks that were found; Escape filters by nothing, and then goes too."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.is_active:
            self.clear_all()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._at_once()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The keys that lead here stand in it while it is empty."""
        super().paintEvent(event)
        if self.text() or self.hasFocus() or self.width() < WIDTH:
            return
        painter = QPainter(self)
        painter.setFont(self._hint_font)
        painter.setPen(QColor(self._theme.tokens.text3))
        rect = QRect(0, 0, self.width() - _BUTTON - 6, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._keys)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A key that leads here chooses what is there, to be typed over."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.ShortcutFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells of it."""
        super().focusOutEvent(event)
        self.rested.emit()

    def _fill_menu(self) -> dict[Show, QAction]:
        group = QActionGroup(self)
        choices = {}
        for show, text in {
            Show.ALL: self.tr("All tasks"),
            Show.RUNNING: self.tr("Running"),
            Show.WAITING: self.tr("Waiting"),
            Show.PAUSED: self.tr("Paused"),
            Show.FAILED: self.tr("Failed"),
            Show.IDLE: self.tr("Not under way"),
        }.items():
            action = self._menu.addAction(text)
            action.setCheckable(True)
            action.setData(show)
            group.addAction(action)
            choices[show] = action
        choices[Show.ALL].setChecked(True)
        group.triggered.connect(self._on_choice)
        return choices

    @Slot()
    def _open_menu(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _on_choice(self, action: QAction) -> None:
        self.set_show(Show(action.data()))

    @Slot()
    def _on_text(self) -> None:
        self._quiet.start()

    def _at_once(self) -> None:
        self._quiet.stop()
        self.changed.emit()

    @Slot()
    def _paint(self) -> None:
        tokens, is_all = self._theme.tokens, self._show is Show.ALL
        self._search.setIcon(self._theme.icons.icon("search", tokens.text3))
        self._states.setIcon(self._theme.icons.icon("filter", tokens.text2 if is_all else tokens.accent))
        words = self.tr("Filter tasks")
        self.setPlaceholderText(words if is_all else self._choices[self._show].text())
