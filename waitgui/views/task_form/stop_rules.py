"""The rules that end a run: a row for each, to be added and taken away, in the order in which they are judged."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import plain_label
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.pages import ROW_GAP
from waitgui.views.task_form.rules import (
    RULES,
    CodesRule,
    FailuresInARowRule,
    FailuresRule,
    MomentRule,
    OutputRule,
    RunsRule,
    SuccessesRule,
    TaskEndsRule,
    TimeRule,
    WhenRule,
)
from waitgui.views.task_form.trial import Trial

if TYPE_CHECKING:
    from waitgui.views.task_form.around import Around
    from waitgui.views.task_form.field import Field
    from waitgui.views.task_form.rules import Rule


class StopRulesSection(QWidget):
    """The rows of the rules that are set, in the order in which they are judged."""

    edited = Signal()
    rowsChanged = Signal()
    """There are others than before."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        theme = around.theme
        self._added: set[Field] = set()
        self.rows: list[Field] = []
        self._own_end = ""
        self._column = QVBoxLayout()
        self._column.setSpacing(ROW_GAP)
        self.never = plain_label(self.tr("Goes on until you stop it."), look="text2")
        self.add = IconButton(theme, "plus", self.tr("A&dd a rule"), look="flat", name=self.tr("Add a rule"))
        self.add.setObjectName("add_rule")
        self._menu = QMenu(self)
        self._actions = {rule: QAction(title, self._menu) for rule, title in self._titles().items()}
        for action in self._actions.values():
            self._menu.addAction(action)
            action.triggered.connect(self._add_chosen)
        self.add.clicked.connect(self._offer)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Until"), look="section"))
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addLayout(head)
        column.addWidget(self.never)
        column.addLayout(self._column)

    def _titles(self) -> dict[type[Rule], str]:
        return {
            RunsRule: self.tr("After a number of ticks"),
            TimeRule: self.tr("After a time"),
            MomentRule: self.tr("At a date and time"),
            SuccessesRule: self.tr("After a number of successes"),
            FailuresRule: self.tr("After a number of failures"),
            FailuresInARowRule: self.tr("After failures in a row"),
            CodesRule: self.tr("On an exit code"),
            OutputRule: self.tr("When the output matches"),
            TaskEndsRule: self.tr("When another task ends"),
            WhenRule: self.tr("When a condition holds"),
        }

    def load(self, draft: Draft) -> None:
        """Show the draft's rules."""
        for field in list(self.rows):
            self._take_away(field)
        rules = value_at(draft, ("stop",))
        for key in rules if isinstance(rules, dict) else ():
            rule = next((rule for rule in RULES if rule.key == key), None)
            if rule is not None:
                self._append(rule).load(draft)
        self._arrange()

    def store(self, draft: Draft) -> dict[Field, str]:
        """Write the rules, those that aren't known here as and where they were, new ones behind."""
        written = value_at(draft, ("stop",))
        before: dict[str, Any] = written if isinstance(written, dict) else {}
        typed: Draft = {"stop": dict(before)}
        problems: dict[Field, str] = {}
        for field in self.rows:
            problems |= field.store_all(typed)
        rows = {field.locs[0][1]: field for field in self.rows}
        known = {rule.key for rule in RULES}
        stays = [key for key in before if key not in known or (key in rows and rows[key] not in self._added)]
        keys = stays + [key for key in rows if key not in stays]
        rules = {key: typed["stop"][key] for key in keys if key in typed["stop"]}
        put(draft, ("stop",), rules if rules or written is not ABSENT else ABSENT)
        return problems

    def parts(self) -> list[Field]:
        """The fields of all rows."""
        return [part for field in self.rows for part in field.parts()]

    def show_own_end(self, text: str) -> None:
        """How the schedule ends by itself; "" if it doesn't."""
        self._own_end = text
        self._say_end()

    def _say_end(self) -> None:
        self.never.setText(self._own_end or self.tr("Goes on until you stop it."))
        self.never.setVisible(bool(self._own_end) or not self.rows)

    @Slot()
    def _offer(self) -> None:
        offered = self._offered()
        for rule, action in self._actions.items():
            action.setVisible(rule in offered)
        self._menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _offered(self) -> list[type[Rule]]:
        """The rules that may be added: each once, and that of another task where there is one."""
        used = {type(field) for field in self.rows}
        left = [rule for rule in RULES if rule not in used]
        return left if self._around.other_tasks else [rule for rule in left if rule is not TaskEndsRule]

    @Slot()
    def _add_chosen(self) -> None:
        chosen = self.sender()
        rule = next(rule for rule, action in self._actions.items() if action is chosen)
        field = self._append(rule)
        self._added.add(field)
        field.load({"stop": {} if rule.first is ABSENT else {rule.key: copy.deepcopy(rule.first)}})
        self._arrange()
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _append(self, rule: type[Rule]) -> Field:
        field = rule(self._around)
        remove = IconButton(self._around.theme, "cross", look="flat", size=12, name=self.tr("Remove this rule"))
        remove.setObjectName(f"remove_{rule.key}")
        remove.setAccessibleDescription(self._titles()[rule])
        remove.clicked.connect(self._remove_chosen)
        field.add_beside(remove, close=not isinstance(field, OutputRule))
        field.edited.connect(self.edited)
        field.partsChanged.connect(self.rowsChanged)
        self.rows.append(field)
        self._column.addWidget(field)
        field.show()  # at once, so that it can have the focus
        return field

    @Slot()
    def _remove_chosen(self) -> None:
        button = self.sender()
        field = next(field for field in self.rows if isinstance(button, QWidget) and field.isAncestorOf(button))
        self._take_away(field)
        self._arrange()
        (self.add if self.add.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _take_away(self, field: Field) -> None:
        for part in field.parts():
            if isinstance(part, Trial):
                part.close_down()
        self.rows.remove(field)
        self._added.discard(field)
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _arrange(self) -> None:
        self._say_end()
        self.add.setVisible(bool(self._offered()))
        self.rowsChanged.emit()
