"""The parts of the form's left column: the kinds of a section, and what is used less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from waitgui.views.icon_widgets import IconButton
from waitgui.views.labels import plain_label
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
    """One of several kinds, each with its page; with a single kind there is nothing to choose."""

    edited = Signal()
    kindChanged = Signal()

    partsChanged = Signal()
    """The fields of the kind that is chosen consist of others than before."""

    def __init__(
        self, around: Around, pages: Sequence[tuple[type[Page], str]], *, name: str, label: str, in_a_row: bool = False
    ) -> None:
        super().__init__()
        self.pages = [page(around, prefix) for page, prefix in pages]
        titles = [page.title() for page in self.pages]
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
        for page in self.pages:
            self._beside.addWidget(page.beside() or QWidget())
            self._stack.addWidget(page)
            page.edited.connect(self.edited)
            page.partsChanged.connect(self.partsChanged)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.label)
        row.addWidget(self.chooser)
        row.addSpacing(8)
        row.addLayout(self._beside, 1)
        self._row.setVisible(len(self.pages) > 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addWidget(self._row)
        column.addLayout(self._stack)
        self.chooser.currentIndexChanged.connect(self._turn)
        self._turn()

    @property
    def page(self) -> Page:
        """The kind that is chosen."""
        return self.pages[self.chooser.currentIndex()]

    def fields(self) -> list[Field]:
        """The fields of the kind that is chosen."""
        return [*self.page.fields, *self.page.more]

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        chooser = [*self.chooser.buttons] if isinstance(self.chooser, Segments) else [self.chooser]
        beside = self.page.beside()
        stops: list[QWidget] = [*chooser, *([beside] if beside is not None else [])]
        return [*stops, *(stop for field in self.page.fields for stop in field.stops())]

    def load(self, draft: Draft) -> None:
        """Show what the draft says."""
        for page in self.pages:
            page.load(draft)
        kinds = [page.kind for page in self.pages]
        kind = value_at(draft, (self.pages[0].section, "kind"))
        self.chooser.setCurrentIndex(kinds.index(kind) if kind in kinds else 0)

    def store(self, draft: Draft) -> dict[Field, str]:
        """Write the kind that is chosen, and tell what can't be read."""
        return self.page.store(draft)

    @Slot()
    def _turn(self) -> None:
        for page in self.pages:
            page.setVisible(page is self.page)
        self._beside.setCurrentIndex(self.chooser.currentIndex())
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

    def add(self, field: Field) -> None:
        """One more field."""
        self._rows.addWidget(field)
        self._fields.append(field)

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
        said = [
            field.label.text().replace("&", "") for field in self._fields if not field.isHidden() and field.is_set()
        ]
        self.button.setAccessibleDescription(self.tr("open") if self.is_open() else self.tr("closed"))
        self._summary.setText("" if self.is_open() else ", ".join(said))

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return not self.body.isHidden()

    def open(self, opened: bool) -> None:
        """Show or hide its fields."""
        self.button.change_icon("chevron-down" if opened else "chevron-right")
        self.body.setVisible(opened)
        self.summarise()

    @Slot()
    def _turn(self) -> None:
        self.open(not self.is_open())
        self.turned.emit()
