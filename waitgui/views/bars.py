"""The row of the view on top of the window: which one is shown, with its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from waitgui.views.labels import plain_label
from waitgui.views.task_form.segments import segment_width
from waitgui.views.theme import set_look
from waitgui.views.tokens import VIEW_ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

    from waitgui.views.commands import Commands
    from waitgui.views.theme import Theme


class ActionButton(QPushButton):
    """A push button that shows an action and follows its changes.

    `icon` (its name and the token of its colour) takes the place of the action's own.
    """

    def __init__(
        self,
        action: QAction,
        look: str,
        theme: Theme,
        *,
        icon: tuple[str, str] | None = None,
        has_icon: bool = True,
        icon_only: bool = False,
    ) -> None:
        super().__init__()
        self._action = action
        self._theme = theme
        self._own_icon = icon
        self._has_icon = has_icon
        self._icon_only = icon_only
        set_look(self, look)
        self.setIconSize(QSize(16, 16))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the view
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        theme.changed.connect(self._follow)
        self._follow()

    def set_icon_only(self, icon_only: bool) -> None:
        """Show the icon alone; the words stay as tool tip and for screen readers."""
        if icon_only != self._icon_only:
            self._icon_only = icon_only
            self._follow()

    def set_own_icon(self, name: str, token: str) -> None:
        """Show this icon in the colour of that token."""
        self._own_icon = (name, token)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        text = self._action.text()
        # The space keeps the words off the icon; a style sheet has no measure for that.
        words = f" {text}" if self._has_icon else text
        self.setText("" if self._icon_only else words)
        self.setAccessibleName(text.replace("&&", "&"))
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        self.setIcon(self._icon() if self._has_icon else QIcon())

    def _icon(self) -> QIcon:
        if self._own_icon is None:
            return self._action.icon()
        name, token = self._own_icon
        return self._theme.icons.icon(name, getattr(self._theme.tokens, token))


_SPAN = 52
"""The least width of the words for how much time is shown, so that little moves while one zooms."""


class ViewRow(QFrame):
    """Which view is shown, the actions on the selection, zoom and follow."""

    viewChosen = Signal(str)

    def __init__(self, commands: Commands, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._commands = commands
        self._shown, self._narrow, self._tiny = "timeline", False, False
        set_look(self, "bar")
        self.setFixedHeight(VIEW_ROW)
        self._segments = self._make_segments(("timeline", "ticks", "runs", "tasks"))
        self._actions = [ActionButton(commands[name], "flat", theme) for name in ("start", "stop", "pause", "run_now")]
        self._all = [ActionButton(commands[name], "flat", theme, has_icon=False) for name in ("start_all", "stop_all")]
        self._zoom = [
            ActionButton(commands[name], "flat", theme, icon_only=True) for name in ("zoom_out", "zoom_in", "fit")
        ]
        self._span = plain_label(look="text2")
        self._span.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._span.setMinimumWidth(_SPAN)
        self._span.setAccessibleDescription(self.tr("How much time the timeline shows"))
        self._follow = ActionButton(commands["follow"], "accent", theme)
        self._timeline_only: list[QWidget] = [*self._zoom, self._span, self._follow]
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(4)
        row.addWidget(self._segments)
        row.addSpacing(12)
        for button in self._actions:
            row.addWidget(button)
        row.addSpacing(12)
        for button in self._all:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._zoom[0])
        row.addWidget(self._span)
        row.addWidget(self._zoom[1])
        row.addWidget(self._zoom[2])
        row.addSpacing(8)
        row.addWidget(self._follow)
        self.show_following(True)

    def show_view(self, name: str) -> None:
        """Mark the view that is shown; zoom and follow belong to the timeline."""
        for button in self._group.buttons():
            button.setChecked(button.objectName() == f"view-{name}")
        self._shown = name
        self._show_parts()

    def offer_runs(self, offered: bool) -> None:
        """Whether there is a history to be looked at."""
        for button in self._group.buttons():
            if button.objectName() == "view-runs":
                button.setVisible(offered)

    def show_span(self, words: str) -> None:
        """Show how much time the timeline shows."""
        self._span.setText(words)
        self._span.setMinimumWidth(max(_SPAN, self._span.fontMetrics().horizontalAdvance(words)))
        self._fit()

    def show_following(self, following: bool) -> None:
        """Following is outlined; after a pan the button is filled and leads back."""
        action = self._commands["follow"]
        action.setText(self.tr("Following now") if following else self.tr("Jump to now"))
        set_look(self._follow, "accent" if following else "primary")
        self._follow.set_own_icon("follow", "accent" if following else "on_accent")
        self._fit()

    def set_narrow(self, narrow: bool, *, tiny: bool) -> None:
        """Leave out the words of the actions, and what the menu and the keys have too."""
        self._narrow, self._tiny = narrow, tiny
        self._fit()
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long words may have no room in a window that is wide enough for short ones."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out words until the rest has room."""
        least = int(self._narrow) + int(self._tiny)
        for step in range(least, 3):
            for button in self._actions:
                button.set_icon_only(step > 0)
            for button in self._all:
                button.setVisible(step == 0)
            self._follow.set_icon_only(step > 1)
            if self._row.minimumSize().width() <= self.width():
                break

    def _show_parts(self) -> None:
        on_timeline = self._shown == "timeline"
        for widget in self._timeline_only:
            widget.setVisible(on_timeline)
        for widget in (self._zoom[0], self._span, self._zoom[1]):  # the wheel, keys and the menu zoom too
            widget.setVisible(on_timeline and not self._tiny)

    def _make_segments(self, names: tuple[str, ...]) -> QFrame:
        frame = QFrame()
        set_look(frame, "segments")
        frame.setFixedHeight(32)
        row = QHBoxLayout(frame)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for name in names:
            button = QPushButton(self._commands[name].text())
            button.setObjectName(f"view-{name}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self._commands[name].toolTip())
            set_look(button, "segment")
            button.setMinimumWidth(segment_width(button.text()))
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._on_segment)
        return frame

    @Slot("QAbstractButton*")
    def _on_segment(self, button: QPushButton) -> None:
        self.viewChosen.emit(button.objectName().removeprefix("view-"))
