"""The row of the sets on top of the window: tabs, filter, "New task" and the menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from waitgui.views.bars import ActionButton
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import tool_tip
from waitgui.views.set_tabs import PAD, SetTabs
from waitgui.views.task_filter import WIDTH, WIDTH_NARROW
from waitgui.views.theme import set_look
from waitgui.views.tokens import SET_ROW

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from waitgui.views.commands import Commands
    from waitgui.views.task_filter import TaskFilter
    from waitgui.views.theme import Theme


class SetRow(QFrame):
    """The open sets as tabs, with "New task" and the menu."""

    def __init__(self, commands: Commands, menu: QMenu, templates: QMenu, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_look(self, "bar")
        self.setFixedHeight(SET_ROW)
        self.tabs = SetTabs(theme)
        self._new_set = ActionButton(commands["new_set"], "flat", theme, icon=("plus", "text2"), icon_only=True)
        self._all_sets = IconButton(theme, "chevron-down", look="flat", name=self.tr("All open task sets"))
        self._all_sets.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stays = self._all_sets.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # or tabs that just don't fit would come and go with it
        self._all_sets.setSizePolicy(stays)
        self._all_sets.clicked.connect(self._list_sets)
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
        row.setContentsMargins(16 - PAD, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addWidget(self._new_set)
        row.addWidget(self._all_sets)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where not all tabs fit, a menu has them all."""
        super().resizeEvent(event)
        self.offer_list()

    @Slot()
    def offer_list(self) -> None:
        """Show the button of that menu if it is of use."""
        self._all_sets.setVisible(self.tabs.overflows)

    @Slot()
    def _list_sets(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index in range(self.tabs.count()):
            name = self.tabs.tabText(index)
            is_dirty = self.tabs.is_dirty(index)
            action = menu.addAction(self.tr("{name}, not saved").replace("{name}", name) if is_dirty else name)
            action.setCheckable(True)
            action.setChecked(index == self.tabs.currentIndex())
            action.triggered.connect(partial(self.tabs.setCurrentIndex, index))
        menu.popup(self._all_sets.mapToGlobal(self._all_sets.rect().bottomLeft()))

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
