"""The rows of the condition editor: one for each condition, those of a combination indented beneath it.

What a row can't show comfortably (very deep or very many conditions, a kind that isn't known) is shown in words and
kept as it is. What was typed for one kind waits while another is chosen.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from waitgui.models.said import enumerated
from waitgui.tasks.conditions import COMBINATIONS
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import plain_label
from waitgui.views.task_form.checks import CHECK_PAGES, SECTION
from waitgui.views.task_form.draft import ABSENT, Draft
from waitgui.views.task_form.kept import is_editable, kept_words
from waitgui.views.task_form.pages import ROW_GAP
from waitgui.views.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from waitgui.views.task_form.around import Around
    from waitgui.views.task_form.checks import CheckPage
    from waitgui.views.task_form.field import Field

DEEPEST = 3
"""How deep combinations may be nested to be edited; the row of the whole is at depth 0."""
_LABELS = 72
_INDENT = 10
_KEPT = "kept"
FIRST_CHECK: Draft = {"kind": "tcp", "host": "localhost", "port": ""}
FIRST_FILE: Draft = {"kind": "file", "path": ""}


class ConditionRow(QWidget):
    """One condition: its kind, and its fields or the rows of those that it combines."""

    edited = Signal()
    partsChanged = Signal()
    removed = Signal()
    """The user wants it away."""

    def __init__(self, around: Around, name: str, depth: int) -> None:
        super().__init__()
        self._around, self._name, self._depth = around, name, depth
        self._value: Any = copy.deepcopy(FIRST_CHECK)
        self._kinds = [page.kind for page in CHECK_PAGES]
        self._pages: dict[str, CheckPage] = {}
        self._children: ConditionRows | None = None
        self._single: ConditionRows | None = None
        self._current = ""
        self._meant = ""
        """The kind that was loaded, or in whose fields something was typed last: not one that was only passed by."""
        self.chooser = QComboBox()
        self.chooser.setObjectName(name)
        self.chooser.setAccessibleName(self.tr("Kind of condition"))
        self.chooser.setAccessibleDescription(self.chooser.accessibleName())  # on Linux its name is what is chosen
        titles = {"tcp": self.tr("Port"), "file": self.tr("File"), "http": self.tr("Web address")}
        titles["command"] = self.tr("Command")
        if depth < DEEPEST:
            combinations = {"all": self.tr("All of these"), "any": self.tr("Any of these"), "not": self.tr("Not this")}
            titles |= combinations
            self._kinds += list(combinations)
        for kind in self._kinds:
            self.chooser.addItem(titles[kind])
        self._beside = QStackedLayout()
        self._beside.addWidget(QWidget())
        self.remove = IconButton(around.theme, "cross", look="flat", size=12, name=self.tr("Remove this condition"))
        self.remove.setObjectName(f"{name}-remove")
        self.remove.setVisible(depth > 0)
        self.remove.clicked.connect(self.removed)
        self.head = head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.chooser)
        head.addLayout(self._beside, 1)
        head.addWidget(self.remove)
        self._kept = plain_label(look="secondary")
        self._kept.setWordWrap(True)
        self._kept.setObjectName(f"{name}-kept")
        self._body = QVBoxLayout()
        self._body.setSpacing(ROW_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addLayout(head)
        column.addLayout(self._body)
        column.addWidget(self._kept)
        self.chooser.activated.connect(self._choose)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus belongs to the chooser."""
        self.chooser.setFocus(event.reason())

    @property
    def kind(self) -> str:
        """What is chosen: a kind, the key of a combination, or "kept"."""
        return self._kinds[self.chooser.currentIndex()]

    # What is shown

    def load(self, value: Any) -> None:
        """Show what a draft says."""
        self._value = copy.deepcopy(value)
        if _KEPT in self._kinds:
            self.chooser.removeItem(len(self._kinds) - 1)
            self._kinds.remove(_KEPT)
        kind = _kind_of(value)
        if kind not in self._kinds or not is_editable(value, DEEPEST - self._depth):
            self._kinds.append(_KEPT)
            self.chooser.addItem(self.tr("As written"))
            kind = _KEPT
        for page in self._pages.values():
            page.load({SECTION: self._value})
        for rows in (self._children, self._single):
            if rows is not None:
                rows.clear()
        self._current, self._meant = "", kind
        self.chooser.setCurrentIndex(self._kinds.index(kind))
        self._show_kind()

    def _show_kind(self) -> None:
        """Show the body of the kind that is chosen; it is made where it is asked for the first time."""
        kind = self._current = self.kind
        shown: QWidget | None = None
        if kind in COMBINATIONS:
            shown = self._rows_of(kind)
        elif kind != _KEPT:
            shown = self._page_of(kind)
        for body in (*self._pages.values(), self._children, self._single):
            if body is not None:
                body.setVisible(body is shown)
        self._say_kept()
        beside = self._pages[kind].beside() if kind in self._pages else None
        self._beside.setCurrentIndex(max(self._beside.indexOf(beside), 0) if beside is not None else 0)

    def _page_of(self, kind: str) -> CheckPage:
        if kind not in self._pages:
            page = next(page for page in CHECK_PAGES if page.kind == kind)(self._around, f"{self._name}-{kind}-")
            beside = page.beside()
            if beside is not None:
                self._beside.addWidget(beside)
            page.load({SECTION: self._value})
            page.edited.connect(self._note_edited)
            page.partsChanged.connect(self.partsChanged)
            self._body.addWidget(page)
            self._pages[kind] = page
            _align(page.fields)
        return self._pages[kind]

    def _rows_of(self, kind: str) -> ConditionRows:
        """The rows of a combination; where there are none yet, what was there before is the first."""
        rows = self._single if kind == "not" else self._children
        if rows is None:
            rows = ConditionRows(self._around, f"{self._name}-{kind}", self._depth + 1, single=kind == "not")
            rows.edited.connect(self._note_edited)
            rows.partsChanged.connect(self.partsChanged)
            self._body.addWidget(rows)
            if kind == "not":
                self._single = rows
            else:
                self._children = rows
        if not rows.rows:
            rows.load(self._first_of(kind, self._meant))
        return rows

    def _first_of(self, kind: str, before: str) -> list[Any]:
        """What the rows of a combination begin with: what was written for it, else what was meant before."""
        said = self._value.get(kind, ABSENT) if isinstance(self._value, dict) else ABSENT
        if kind == "not" and said is not ABSENT:
            return [said]
        if isinstance(said, list | tuple) and said:
            return list(said)
        if before in self._pages:
            return [self._pages_value(before)[0]]
        both = {"all": self._children, "any": self._children, "not": self._single}.get(before)
        if both is not None and both.rows and self._depth + 1 < DEEPEST:
            return [self._combined(before)[0]]
        return [copy.deepcopy(FIRST_FILE)]

    def _say_kept(self) -> None:
        """What isn't shown in fields, in words."""
        if self.kind == _KEPT:
            note = self.tr("{condition}. Kept as it is; it can be changed in the file.")
            self._kept.setText(note.replace("{condition}", kept_words(self._value)))
        else:
            others = self._pages[self.kind].others({SECTION: self._value}) if self.kind in self._pages else []
            if _kind_of(self._value) != self.kind:
                others = []
            self._kept.setText(
                self.tr("Kept as it is: {names}").replace("{names}", enumerated(others)) if others else ""
            )
        self._kept.setVisible(bool(self._kept.text()))

    # What is typed

    def store(self) -> tuple[Any, dict[Field, str]]:
        """What is typed, and what of it can't be read."""
        if self.kind == _KEPT:
            return copy.deepcopy(self._value), {}
        return self._combined(self.kind) if self.kind in COMBINATIONS else self._pages_value(self.kind)

    def _pages_value(self, kind: str) -> tuple[Any, dict[Field, str]]:
        """What the page of that kind says, with what else was written for it."""
        draft: Draft = {SECTION: copy.deepcopy(self._value)}
        problems = self._pages[kind].store(draft)
        return draft[SECTION], problems

    def _combined(self, kind: str) -> tuple[Any, dict[Field, str]]:
        """What the rows of that combination say, with what else was written for it."""
        same = isinstance(self._value, dict) and _kind_of(self._value) == kind
        table: Draft = copy.deepcopy(self._value) if same else {}
        rows = self._single if kind == "not" else self._children
        assert rows is not None
        problems: dict[Field, str] = {}
        values = []
        for row in rows.rows:
            value, wrong = row.store()
            values.append(value)
            problems |= wrong
        table[kind] = (values[0] if values else {}) if kind == "not" else values
        return table, problems

    def parts(self) -> list[Field]:
        """The fields that count now."""
        rows = self._shown_rows()
        if rows is not None:
            return [part for row in rows.rows for part in row.parts()]
        return self._pages[self.kind].parts() if self.kind in self._pages else []

    def part_at(self, loc: tuple[str | int, ...]) -> Field | None:
        """The field whose problem is one at that place of this condition."""
        if self.kind in self._pages:
            found = (field.part_at((SECTION, *loc)) for field in self._pages[self.kind].fields)
            exact = [part for part in found if part is not None]
            return exact[-1] if exact else None
        rows = self._shown_rows()
        if rows is None or loc[:1] != (self.kind,):
            return None
        if self.kind == "not":
            return rows.rows[0].part_at(loc[1:]) if rows.rows else None
        place = loc[1] if len(loc) > 1 else None
        return rows.rows[place].part_at(loc[2:]) if isinstance(place, int) and place < len(rows.rows) else None

    def stops(self) -> list[QWidget]:
        """Where the tab key stops."""
        stops: list[QWidget] = [self.chooser]
        page = self._pages.get(self.kind)
        beside = page.beside() if page is not None else None
        stops += [beside] if beside is not None else []
        stops += [] if self.remove.isHidden() else [self.remove]
        stops += [stop for field in page.fields for stop in field.stops()] if page is not None else []
        rows = self._shown_rows()
        return [*stops, *(rows.stops() if rows is not None else [])]

    def _shown_rows(self) -> ConditionRows | None:
        if self.kind not in COMBINATIONS:
            return None
        return self._single if self.kind == "not" else self._children

    @Slot()
    def _note_edited(self) -> None:
        self._meant = self.kind
        self.edited.emit()

    @Slot()
    def _choose(self) -> None:
        if self.kind == self._current:
            return
        self._show_kind()
        self.partsChanged.emit()
        self.edited.emit()


class ConditionRows(QFrame):
    """The conditions of a combination, at a line to their left; `single` for the one of a "not"."""

    edited = Signal()
    partsChanged = Signal()

    def __init__(self, around: Around, name: str, depth: int, *, single: bool) -> None:
        super().__init__()
        self._around, self._name, self._depth, self._is_single = around, name, depth, single
        self._made = 0
        self.rows: list[ConditionRow] = []
        line = QFrame()
        line.setProperty("look", "rule")
        line.setFixedWidth(2)
        self._column = QVBoxLayout()
        self._column.setSpacing(ROW_GAP)
        self.add = IconButton(
            around.theme, "plus", self.tr("Add a condition"), look="flat", size=12, name=self.tr("Add a condition")
        )
        self.add.setObjectName(f"{name}-add")
        self.add.setVisible(not single)
        self.add.clicked.connect(self._add_one)
        column = QVBoxLayout()
        column.setSpacing(ROW_GAP)
        column.addLayout(self._column)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2, 0, 0, 0)
        whole.setSpacing(_INDENT)
        whole.addWidget(line)
        whole.addLayout(column, 1)

    def load(self, values: list[Any]) -> None:
        """Show these."""
        self.clear()
        for value in values:
            self._append(value)
        self._arrange()

    def clear(self) -> None:
        """Show none."""
        for row in list(self.rows):
            self._take_away(row)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops."""
        stops = [stop for row in self.rows for stop in row.stops()]
        return stops if self._is_single else [*stops, self.add]

    def _append(self, value: Any) -> ConditionRow:
        row = ConditionRow(self._around, f"{self._name}-{self._made}", self._depth)
        self._made += 1
        row.load(value)
        row.edited.connect(self.edited)
        row.partsChanged.connect(self.partsChanged)
        row.removed.connect(self._remove_one)
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # at once, so that it can have the focus
        return row

    def _take_away(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arrange(self) -> None:
        """The last one of a combination can't be taken away: there is no combination of nothing."""
        for number, row in enumerate(self.rows, 1):
            row.remove.setVisible(len(self.rows) > 1)
            row.setAccessibleName(self.tr("Condition {number}").replace("{number}", str(number)))

    @Slot()
    def _add_one(self) -> None:
        row = self._append(copy.deepcopy(FIRST_FILE))
        self._arrange()
        row.chooser.setFocus(Qt.FocusReason.OtherFocusReason)
        self.partsChanged.emit()
        self.edited.emit()

    @Slot()
    def _remove_one(self) -> None:
        row = self.sender()
        if not isinstance(row, ConditionRow) or row not in self.rows:
            return
        place = self.rows.index(row)
        self._take_away(row)
        self._arrange()
        near = self.rows[min(place, len(self.rows) - 1)] if self.rows else self.add
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self.partsChanged.emit()
        self.edited.emit()


def _kind_of(value: Any) -> str:
    """Which kind a table is; "" where it doesn't say."""
    if not isinstance(value, dict):
        return ""
    if "kind" in value:
        return str(value["kind"])
    return next((name for name in COMBINATIONS if name in value), "")


def _align(fields: list[Field]) -> None:
    metrics = QFontMetrics(font("text"))
    width = max(_LABELS, *(metrics.horizontalAdvance(field.label.text()) + 4 for field in fields))
    for field in fields:
        field.label.setFixedWidth(width)
