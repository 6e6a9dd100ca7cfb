"""The next ticks as a table: when each starts at the earliest and at the latest, by the clock."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from waitgui.tasks.words import duration_words
from waitgui.views.labels import plain_label
from waitgui.views.theme import font
from waitgui.wait.durations import NS_PER_MS, NS_PER_S, NS_PER_US

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from waitgui.runner.foresight import Forecast, ForecastRow
    from waitgui.views.theme import Theme

SHOWN = 5
_ROW_HEIGHT = 26
_EXACT_BELOW_NS = 10 * NS_PER_S


class Clock:
    """Local times of a run that starts at `start`: as exact as these ticks need, dated where it isn't the same day."""

    def __init__(self, start: datetime, rows: tuple[ForecastRow, ...], locale: QLocale) -> None:
        self._start, self._locale = start.replace(microsecond=0), locale
        times_ns = [ns for row in rows for ns in (row.earliest_ns, row.latest_ns)]
        gaps_ns = [after.earliest_ns - before.earliest_ns for before, after in pairwise(rows)]
        is_dense = min(gaps_ns, default=_EXACT_BELOW_NS) < _EXACT_BELOW_NS
        self._is_exact = is_dense and any(ns % NS_PER_S for ns in times_ns)
        self._unit_ns = NS_PER_MS if self._is_exact else NS_PER_S

    def __call__(self, ns: int) -> str:
        """The time so many ns after the start."""
        units = (ns + self._unit_ns // 2) // self._unit_ns
        try:
            moment = (self._start + timedelta(microseconds=units * self._unit_ns // NS_PER_US)).astimezone()
        except OverflowError:
            return "–"
        time = f"{moment:%H:%M:%S}" + (f".{moment.microsecond // 1000:03d}" if self._is_exact else "")
        if moment.date() == self._start.date():
            return time
        day = QDate(moment.year, moment.month, moment.day)
        if moment.year == self._start.year:
            pattern = QCoreApplication.translate("dates", "d MMM", "as QLocale's patterns of dates")
        else:
            pattern = QCoreApplication.translate("dates", "d MMM yyyy", "as QLocale's patterns of dates")
        return f"{self._locale.toString(day, pattern)} {time}"


class TableRow(NamedTuple):
    """A row in words."""

    tick: str
    earliest: str
    latest: str
    spread: str


def table_rows(forecast: Forecast, clock: Clock) -> list[TableRow]:
    """The first ticks, and the last one where the run has one."""
    rows = list(forecast.rows)
    last_n = forecast.end.n_ticks if forecast.end is not None else 0
    if len(rows) > SHOWN:
        rows = [*rows[: SHOWN - 1], rows[-1]]
    return [_table_row(row, clock, is_last=row.n == last_n) for row in rows]


def _table_row(row: ForecastRow, clock: Clock, *, is_last: bool) -> TableRow:
    number = str(row.n)
    if is_last:
        number = QCoreApplication.translate("TaskForm", "{number}, last").replace("{number}", number)
    spread_ns = row.latest_ns - row.earliest_ns
    return TableRow(
        number, clock(row.earliest_ns), clock(row.latest_ns), duration_words(spread_ns) if spread_ns else "–"
    )


class ForecastTable(QWidget):
    """A head and as many rows as there are, at most `SHOWN`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("Next ticks in figures"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        heads = (self.tr("Tick"), self.tr("Earliest"), self.tr("Latest"), self.tr("Spread"))
        self._heads = [self._put(0, column, plain_label(head, look="text2")) for column, head in enumerate(heads)]
        for column, head_label in enumerate(self._heads):
            head_label.setFont(font("secondary", 600))
            self._grid.setColumnStretch(column, (92, 108, 122, 113)[column])
        self._cells = [
            [self._put(row, column, plain_label(look="" if column else "text2")) for column in range(len(heads))]
            for row in range(1, SHOWN + 1)
        ]
        for cells in self._cells:
            for cell in cells:
                cell.setFont(font("secondary"))
        theme.changed.connect(self.update)

    def texts(self) -> list[TableRow]:
        """What is shown, without the head."""
        return [TableRow(*(cell.text() for cell in cells)) for cells in self._cells if not cells[0].isHidden()]

    def show_rows(self, rows: list[TableRow], *, checks: bool = False) -> None:
        """Show these, ticks or checks of a condition."""
        self._heads[0].setText(self.tr("Check") if checks else self.tr("Tick"))
        for number, cells in enumerate(self._cells):
            texts = rows[number] if number < len(rows) else None
            for column, cell in enumerate(cells):
                cell.setVisible(texts is not None)
                cell.setText(texts[column] if texts else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines between the rows."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        for cells in self._cells:
            if cells[0].isVisible():
                y = cells[0].y() + 0.5
                painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()

    def _put(self, row: int, column: int, label: QLabel) -> QLabel:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        label.setMinimumHeight(_ROW_HEIGHT)
        self._grid.addWidget(label, row, column)
        return label
