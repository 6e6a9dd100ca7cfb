"""The two rows on top of the window: the set with its menu, and the view with its actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import ElidedLabel, plain_label, tool_tip
from waitgui.views.task_filter import WIDTH, WIDTH_NARROW
from waitgui.views.task_form.segments import segment_width
from waitgui.views.theme import set_look
from waitgui.views.tokens import SET_ROW, VIEW_ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent

    from waitgui.views.commands import Commands
    from waitgui.views.task_filter import TaskFilter
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


class SetRow(QFrame):
    """The open set's name with its dirty mark, "New task" and the menu."""

    def __init__(self, commands: Commands, menu: QMenu, templates: QMenu, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_look(self, "bar")
        self.setFixedHeight(SET_ROW)
        self._name = _SetName(theme)
        self._new_task = ActionButton(commands["new_task"], "primary", theme, icon=("plus", "on_accent"))
        self._from_template = _FromTemplate(templates, theme)
        self._steps = [ActionButton(commands[name], "flat", theme, icon_only=True) for name in ("undo", "redo")]
        self._filter: TaskFilter | None = None
        self._filters = QHBoxLayout()
        self._find = ActionButton(commands["filter"], "flat", theme, icon_only=True)
        self._offers_filter, self._narrow, self._tiny = True, False, False
        self._menu_button = QToolButton()
        self._menu_button.setObjectName("menu")
        self._menu_button.setAccessibleName(self.tr("Menu"))
        self._menu_button.setToolTip(tool_tip(self.tr("Menu (F10)")))
        self._menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setMenu(menu)
        self._menu_button.setShortcut("F10")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addStretch(1)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        for button in self._steps:
            steps.addWidget(button)
        row.addLayout(steps)
        row.addWidget(self._find)
        row.addLayout(self._filters)
        both = QHBoxLayout()
        both.setSpacing(1)
        both.addWidget(self._new_task)
        both.addWidget(self._from_template)
        row.addLayout(both)
        row.addWidget(self._menu_button)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self._fit()

    def show_set(self, name: str, *, dirty: bool) -> None:
        """Show the name of the set, and whether there is something to save."""
        self._name.show_set(name, dirty=dirty)

    def show_filter(self, task_filter: TaskFilter) -> None:
        """Have this filter in the row, the one of the set that is shown."""
        if self._filter is not None:
            self._filter.rested.disconnect(self._fit)
            self._filter.hide()
        self._filter = task_filter
        if task_filter.parentWidget() is not self:
            self._filters.addWidget(task_filter)
        task_filter.rested.connect(self._fit)
        self._fit()

    def drop_filter(self, task_filter: TaskFilter) -> None:
        """The set of this filter is closed."""
        if self._filter is task_filter:
            self._filter = None
        self._filters.removeWidget(task_filter)
        task_filter.deleteLater()

    def offer_filter(self, offered: bool) -> None:
        """Whether there are tasks to be filtered here."""
        self._offers_filter = offered
        self._fit()

    def set_narrow(self, narrow: bool, *, tiny: bool) -> None:
        """A shorter filter; in a tiny window an icon, until it is asked for."""
        self._narrow, self._tiny = narrow, tiny
        self._fit()

    def focus_filter(self) -> None:
        """Go to where tasks are filtered."""
        if self._offers_filter and self._filter is not None:
            self._filter.show()
            self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._fit()

    @Slot()
    def _fit(self) -> None:
        field = self._filter
        is_used = field is not None and (field.hasFocus() or field.is_active)
        if field is not None:
            field.setFixedWidth(WIDTH_NARROW if self._narrow else WIDTH)
            field.setVisible(self._offers_filter and (not self._tiny or is_used))
        self._find.setVisible(self._offers_filter and self._tiny and not is_used)

    def show_new_task(self, shown: bool) -> None:
        """The empty window has that button in its middle."""
        self._new_task.setVisible(shown)
        self._from_template.setVisible(shown and self._from_template.offers)

    @Slot()
    def _paint_icons(self) -> None:
        self._menu_button.setIcon(self._theme.icons.icon("menu", self._theme.tokens.text))


class _FromTemplate(IconButton):
    """The small button beside "New task": from a template."""

    def __init__(self, templates: QMenu, theme: Theme) -> None:
        name = QCoreApplication.translate("SetRow", "New task from a template")
        super().__init__(theme, "chevron-down", token="on_accent", look="primary-menu", size=12, name=name)  # noqa: S106 - a colour
        self.offers = bool(templates.actions())
        self.setObjectName("from_template")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMenu(templates)


class _SetName(QWidget):
    """The name as the tab of the open set: a line in the accent below it, a dot while there is something to save."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ElidedLabel()
        self._dot = plain_label("●")
        self._dot.setAccessibleName(self.tr("not saved"))
        self.setFixedHeight(SET_ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._text)
        row.addWidget(self._dot)
        font = self._text.font()
        font.setWeight(font.Weight.DemiBold)
        self._text.setFont(font)

    def show_set(self, name: str, *, dirty: bool) -> None:
        self._text.set_full_text(name)
        self._dot.setVisible(dirty)
        palette = self._dot.palette()
        palette.setColor(palette.ColorRole.WindowText, QColor(self._theme.tokens.accent))
        self._dot.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.accent))
        painter.drawRoundedRect(0, self.height() - 4, self.width(), 6, 2, 2)
        painter.end()


class ViewRow(QFrame):
    """Which view is shown, the actions on the selection, zoom and follow."""

    viewChosen = Signal(str)

    def __init__(self, commands: Commands, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._commands = commands
        self._shown, self._tiny = "timeline", False
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
        self._span.setMinimumWidth(52)
        self._span.setAccessibleDescription(self.tr("How much time the timeline shows"))
        self._follow = ActionButton(commands["follow"], "accent", theme)
        self._timeline_only: list[QWidget] = [*self._zoom, self._span, self._follow]
        row = QHBoxLayout(self)
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
        for widget in self._timeline_only:
            widget.setVisible(name == "timeline")
        self._span.setVisible(name == "timeline" and not self._tiny)

    def offer_runs(self, offered: bool) -> None:
        """Whether there is a history to be looked at."""
        for button in self._group.buttons():
            if button.objectName() == "view-runs":
                button.setVisible(offered)

    def show_span(self, words: str) -> None:
        """Show how much time the timeline shows."""
        self._span.setText(words)

    def show_following(self, following: bool) -> None:
        """Following is outlined; after a pan the button is filled and leads back."""
        action = self._commands["follow"]
        action.setText(self.tr("Following now") if following else self.tr("Jump to now"))
        set_look(self._follow, "accent" if following else "primary")
        self._follow.set_own_icon("follow", "accent" if following else "on_accent")

    def set_narrow(self, narrow: bool, *, tiny: bool) -> None:
        """Leave out the words of the actions; in a tiny window also what the menu and the keys have too."""
        for button in self._actions:
            button.set_icon_only(narrow)
        for button in self._all:
            button.setVisible(not tiny)
        self._follow.set_icon_only(tiny)
        self._tiny = tiny
        self._span.setVisible(not tiny and self._shown == "timeline")

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
