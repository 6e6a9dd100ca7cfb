"""The parts of the form's left column: the kinds of a section, and what is used less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from waitgui.models.said import enumerated
from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import plain_label, without_key
from waitgui.views.task_form.draft import Draft, value_at
from waitgui.views.task_form.field import LABEL_WIDTH, WIDE
from waitgui.views.task_form.pages import ROW_GAP, Page
from waitgui.views.task_form.segments import Segments
from waitgui.views.tokens import CONTROL_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.views.task_form.around import Around
    from waitgui.views.task_form.field import Field
    from waitgui.views.theme import Theme


_AROUND = 61
"""What a chooser needs beside its text."""
OUTDENT = 12
"""How far the flat button of a disclosure begins before the text of other rows, so that its icon is in line."""


class KindSection(QWidget):
    """One of several kinds, each with its page, which is made when it is first chosen: all of them take a while."""

    edited = Signal()
    made = Signal(object)
    """A page was made, and is about to be shown."""
    kindChanged = Signal()

    partsChanged = Signal()
    """The fields of the kind that is chosen consist of others than before."""

    def __init__(
        self, around: Around, pages: Sequence[tuple[type[Page], str]], *, name: str, label: str, in_a_row: bool = False
    ) -> None:
        super().__init__()
        self._around = around
        self._kinds = pages
        self._made: dict[int, Page] = {}
        self._draft: Draft = {}
        self._outdated: list[Page] = []
        titles = [page.title() for page, _ in pages]
        self.chooser: QComboBox | Segments = (
            Segments(titles, name=name, label=label.replace("&", "")) if in_a_row else _list_of(titles)
        )
        self.chooser.setObjectName(name)
        self.chooser.setAccessibleName(label.replace("&", ""))
        self.label = plain_label(label, look="text2")
        self.label.setBuddy(self.chooser)
        self.label.setMinimumHeight(CONTROL_HEIGHT)
        self.label.setFixedWidth(LABEL_WIDTH)
        self._beside = QStackedLayout()
        self._stack = QVBoxLayout()
        self._beside.addWidget(QWidget())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.chooser)
        row.addSpacing(8)
        row.addLayout(self._beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addLayout(row)
        column.addLayout(self._stack)
        self.chooser.currentIndexChanged.connect(self._turn)

    @property
    def page(self) -> Page:
        """The kind that is chosen."""
        index = self.chooser.currentIndex()
        return self._made[index] if index in self._made else self._make(index)

    @property
    def pages(self) -> list[Page]:
        """Those of the kinds that were chosen by now."""
        return list(self._made.values())

    def fields(self) -> list[Field]:
        """The fields of the kind that is chosen."""
        return [*self.page.fields, *self.page.more]

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        chooser = [*self.chooser.buttons] if isinstance(self.chooser, Segments) else [self.chooser]
        beside = self.page.beside()
        stops: list[QWidget] = [*chooser, *([beside] if beside is not None else [])]
        return [*stops, *(stop for field in self.page.fields for stop in field.stops())]

    def point(self, draft: Draft) -> None:
        """Choose the kind that the draft says; `load` comes next, until then only that page is asked for."""
        self._draft, self._outdated = draft, self.pages
        kinds = [page.kind for page, _ in self._kinds]
        kind = value_at(draft, (self._kinds[0][0].section, "kind"))
        with QSignalBlocker(self.chooser):
            self.chooser.setCurrentIndex(kinds.index(kind) if kind in kinds else 0)

    def load(self, draft: Draft) -> None:
        """Show what the draft says, of the kind that was pointed to."""
        for page in self._outdated:  # those that were made since have loaded it
            page.load(draft)
        self._turn()

    def store(self, draft: Draft) -> dict[Field, str]:
        """Write the kind that is chosen, and tell what can't be read."""
        return self.page.store(draft)

    def _make(self, index: int) -> Page:
        kind, prefix = self._kinds[index]
        page = self._made[index] = kind(self._around, prefix)
        beside = page.beside()
        if beside is not None:
            self._beside.addWidget(beside)
        self._stack.addWidget(page)
        page.load(self._draft)
        page.edited.connect(self.edited)
        page.partsChanged.connect(self.partsChanged)
        self.made.emit(page)
        return page

    @Slot()
    def _turn(self) -> None:
        chosen = self.page
        for page in self.pages:
            page.setVisible(page is chosen)
        beside = chosen.beside()
        self._beside.setCurrentIndex(0 if beside is None else self._beside.indexOf(beside))
        self.kindChanged.emit()
        self.edited.emit()


def _list_of(titles: Sequence[str]) -> QComboBox:
    chooser = QComboBox()
    chooser.addItems(titles)
    widest = max(chooser.fontMetrics().horizontalAdvance(title) for title in titles)
    chooser.setFixedWidth(max(WIDE, widest + _AROUND))
    return chooser


class Disclosure(QWidget):
    """Fields that are shown on demand; closed it says which of them are set."""

    opened = Signal()
    """Its fields are shown now, or hidden, by whomever."""
    turned = Signal()
    """The user opened or closed it."""

    def __init__(self, theme: Theme, title: str, *, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.button = IconButton(theme, "chevron-right", title, look="flat", size=12)
        self.button.setObjectName(name)
        self._summary = plain_label(look="secondary")
        self._summary.setWordWrap(True)
        self.body = QWidget()
        self._rows = QVBoxLayout(self.body)
        self._rows.setSpacing(ROW_GAP)
        self._fields: list[Field] = []
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.button)
        head.addWidget(self._summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        self._rows.setContentsMargins(OUTDENT, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.body)
        self.body.hide()
        self.button.clicked.connect(self._turn)

    def add(self, fields: Sequence[Field], at: int = 0) -> None:
        """More fields, before the one at that place."""
        for place, field in enumerate(fields, at):
            self._rows.insertWidget(place, field)
        self._fields[at:at] = fields

    def show_only(self, fields: Sequence[Field]) -> None:
        """Hide the others."""
        for field in self._fields:
            field.setVisible(field in fields)
        self.summarise()

    def reveal(self, field: Field) -> None:
        """Open up if this is one of ours."""
        if field in self._fields:
            self.open(True)

    @Slot()
    def summarise(self) -> None:
        """Say which fields are set, while they can't be seen."""
        said = [without_key(field.label.text()) for field in self._fields if not field.isHidden() and field.is_set()]
        self.button.setAccessibleDescription(self.tr("open") if self.is_open() else self.tr("closed"))
        self._summary.setText("" if self.is_open() else enumerated(said))

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return not self.body.isHidden()

    def open(self, opened: bool) -> None:
        """Show or hide its fields."""
        self.button.change_icon("chevron-down" if opened else "chevron-right")
        self.body.setVisible(opened)
        self.summarise()
        self.opened.emit()

    @Slot()
    def _turn(self) -> None:
        self.open(not self.is_open())
        self.turned.emit()
