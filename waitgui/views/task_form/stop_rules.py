"""The rules that end a run: a row for each, to be added and taken away. A further rule is a further row in a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import plain_label
from waitgui.views.task_form.draft import ABSENT, Draft, put, value_at
from waitgui.views.task_form.entries import typed_count
from waitgui.views.task_form.field import NARROW, Field
from waitgui.views.task_form.fields import DurationField, LineField
from waitgui.views.task_form.pages import ROW_GAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from waitgui.views.theme import Theme


_MOMENT_WIDTH = 192


class CountRule(LineField):
    """After so many ticks."""

    key: ClassVar[str] = "after_runs"
    first: ClassVar[Any] = 10

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:  # noqa: ARG002 - all are made alike
        super().__init__(
            theme,
            name=self.key,
            label=self.tr("&Stops after"),
            noun=self.tr("the number of ticks"),
            loc=("stop", self.key),
            read=typed_count,
            width=NARROW,
        )

    def describe(self) -> None:
        """Say whether it is "tick" or "ticks"."""
        text = self.edit.text().strip()
        count = int(text) if text.isdecimal() and len(text) < 10 else 0
        self.show_hint(self.tr("tick(s)", None, count))


class TimeRule(DurationField):
    """After a time since Start."""

    key: ClassVar[str] = "after_time"
    first: ClassVar[Any] = "8h"

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:  # noqa: ARG002 - all are made alike
        super().__init__(
            theme,
            name=self.key,
            label=self.tr("Stops after"),
            noun=self.tr("the time after which it stops"),
            loc=("stop", self.key),
            meaning=self.tr("= {time} after Start"),
            empty=self.tr("a time since Start, as in 8h"),
            required=True,
        )


class MomentRule(Field):
    """At a date and time, in local time; at first this time tomorrow."""

    key: ClassVar[str] = "at"
    first: ClassVar[Any] = ABSENT

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        self.edit = QDateTimeEdit()
        super().__init__(
            theme,
            self.edit,
            name=self.key,
            label=self.tr("Stops a&t"),
            noun=self.tr("the moment at which it stops"),
            locs=(("stop", self.key),),
        )
        self._now = now
        self._loading = False
        self._loaded: tuple[QDateTime, Any] = (QDateTime(), ABSENT)
        self.hint.hide()
        self.edit.setFixedWidth(_MOMENT_WIDTH)
        self.edit.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet's padding doesn't reach it
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
        self.edit.dateTimeChanged.connect(self.changed)

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        value = value_at(draft, self.locs[0])
        tomorrow = (self._now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
        moment = value if isinstance(value, datetime) else tomorrow
        self._loaded = (QDateTime.fromSecsSinceEpoch(int(moment.timestamp())), value)
        self._loading = True
        self.edit.setDateTime(self._loaded[0])
        self._loading = False
        self._describe()

    def store(self, draft: Draft) -> str:
        """Write the moment; untouched it keeps its offset and its fraction of a second."""
        chosen = self.edit.dateTime()
        value = self._loaded[1]
        if chosen != self._loaded[0] or value is ABSENT:
            value = datetime.fromtimestamp(chosen.toSecsSinceEpoch(), UTC).astimezone()
        put(draft, self.locs[0], value)
        return ""

    def is_set(self) -> bool:
        """A rule that is there is set."""
        return True

    @Slot()
    def changed(self) -> None:
        """Say whether it is past, and tell the form."""
        if not self._loading:
            self._describe()
            super().changed()

    def _describe(self) -> None:
        past = self.edit.dateTime().toSecsSinceEpoch() <= self._now().timestamp()
        self.advise(self.tr("That is past: a run would end at once, without a tick.") if past else "")


RULES: tuple[type[CountRule | TimeRule | MomentRule], ...] = (CountRule, TimeRule, MomentRule)
"""In the order in which they are offered."""


class StopRulesSection(QWidget):
    """The rows of the rules that are set, in the order in which they are judged."""

    edited = Signal()
    rowsChanged = Signal()
    """There are others than before."""

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self._added: set[Field] = set()
        self.rows: list[Field] = []
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

    def _titles(self) -> dict[type[CountRule | TimeRule | MomentRule], str]:
        return {
            CountRule: self.tr("After a number of ticks"),
            TimeRule: self.tr("After a time"),
            MomentRule: self.tr("At a date and time"),
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
        problems = {field: field.store(typed) for field in self.rows}
        rows = {field.locs[0][1]: field for field in self.rows}
        known = {rule.key for rule in RULES}
        stays = [key for key in before if key not in known or (key in rows and rows[key] not in self._added)]
        keys = stays + [key for key in rows if key not in stays]
        rules = {key: typed["stop"][key] for key in keys if key in typed["stop"]}
        put(draft, ("stop",), rules if rules or written is not ABSENT else ABSENT)
        return {field: problem for field, problem in problems.items() if problem}

    @Slot()
    def _offer(self) -> None:
        used = {type(field) for field in self.rows}
        for rule, action in self._actions.items():
            action.setVisible(rule not in used)
        self._menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    @Slot()
    def _add_chosen(self) -> None:
        chosen = self.sender()
        rule = next(rule for rule, action in self._actions.items() if action is chosen)
        field = self._append(rule)
        self._added.add(field)
        field.load({"stop": {rule.key: rule.first}})
        self._arrange()
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _append(self, rule: type[CountRule | TimeRule | MomentRule]) -> Field:
        field = rule(self._theme, self._now)
        remove = IconButton(self._theme, "cross", look="flat", size=12, name=self.tr("Remove this rule"))
        remove.setObjectName(f"remove_{rule.key}")
        remove.clicked.connect(self._remove_chosen)
        field.add_beside(remove, close=True)
        field.edited.connect(self.edited)
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
        self.rows.remove(field)
        self._added.discard(field)
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _arrange(self) -> None:
        self.never.setVisible(not self.rows)
        self.add.setVisible(len(self.rows) < len(RULES))
        self.rowsChanged.emit()
