"""What the draft would do: a sentence, a strip, a table, and how long a tick is taken to last."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from waitgui.tasks.describe import sentence
from waitgui.tasks.endings import no_names
from waitgui.tasks.model import Backoff, Poll
from waitgui.tasks.record import Reason
from waitgui.tasks.words import exact_words, plain_text
from waitgui.views.labels import SentenceLabel, plain_label, tool_tip, without_key
from waitgui.views.mnemonics import retitle
from waitgui.views.task_form.advice_cards import AdviceCards, advise
from waitgui.views.task_form.cap_warning import CapWarning
from waitgui.views.task_form.delay_curve import MOST, DelayCurve
from waitgui.views.task_form.strip import ForecastStrip
from waitgui.views.task_form.table import SHOWN, Clock, ForecastTable, table_rows
from waitgui.views.theme import font
from waitgui.wait.durations import NS_PER_H, NS_PER_MIN, NS_PER_MS, NS_PER_S

if TYPE_CHECKING:
    from datetime import datetime

    from waitgui.runner.foresight import Forecast
    from waitgui.tasks.endings import NameOf
    from waitgui.tasks.model import Task
    from waitgui.views.theme import Theme

TAKES_NS = (
    0,
    *(ms * NS_PER_MS for ms in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    *(s * NS_PER_S for s in (1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50)),
    *(m * NS_PER_MIN for m in (1, 2, 3, 5, 7, 10, 15, 20, 30, 45)),
    *(h * NS_PER_H for h in (1, 2, 4, 8, 12, 24)),
)
"""How long a tick may be taken to last: the stops of the slider."""
_HIGH_ENOUGH, _HIGH_ENOUGH_FOR_BOTH = 560, 680


class PreviewPane(QFrame):
    """A dry run of the draft."""

    takesChanged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "side")
        self._is_assumed, self._is_compact = True, False
        self._has_curve, self._height = False, _HIGH_ENOUGH
        self.heading = plain_label(self.tr("Preview"), look="text2")
        self.heading.setFont(font("secondary", 600))
        note = plain_label(self.tr("a dry run: nothing starts"), look="secondary")
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(note)
        self.sentence = SentenceLabel()
        self.sentence.setObjectName("sentence")
        self.strip = ForecastStrip(theme)
        self.strip.setObjectName("strip")
        self.table = ForecastTable(theme)
        self.warning = CapWarning(theme)
        self.advice = AdviceCards(theme)
        self.curve = DelayCurve(theme)
        self.curve.setObjectName("curve")
        self.curve.hide()
        self._make_assumption()
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 10)
        words.setSpacing(8)
        words.addLayout(head)
        words.addWidget(self.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(10)
        column.addLayout(words)
        column.addWidget(self.warning)
        column.addWidget(self.advice)
        column.addWidget(self.curve)
        column.addWidget(self.strip)
        column.addWidget(self.table)
        column.addWidget(self._assumption)
        column.addStretch(1)
        self._is_chosen = False
        self.slider.valueChanged.connect(self._moved)
        self._say_assumption()

    def _make_assumption(self) -> None:
        """The slider for how long a tick is taken to last."""
        self._assumption = QWidget()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("takes_slider")
        self.slider.setRange(0, len(TAKES_NS) - 1)
        self.slider.setPageStep(3)
        self._takes_label = label = plain_label(self.tr("If a tick ta&kes"), look="text2")
        label.setFont(font("secondary"))
        label.setBuddy(self.slider)
        self.slider.setAccessibleName(self.tr("If a tick takes"))
        self._takes = plain_label()
        self._takes.setFont(font("secondary", 600))
        self._takes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._takes.setMinimumWidth(46)
        row = QHBoxLayout(self._assumption)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self._takes)

    @property
    def takes_ns(self) -> int:
        """How long a tick is taken to last."""
        return TAKES_NS[self.slider.value()]

    def assume(self, takes_ns: int) -> None:
        """Take a tick to last about so long, unless the user has said something else."""
        if not self._is_chosen:
            with QSignalBlocker(self.slider):
                self.slider.setValue(min(bisect_left(TAKES_NS, takes_ns), len(TAKES_NS) - 1))
            self._say_assumption()

    def show_forecast(
        self, task: Task, forecast: Forecast, start: datetime, own_takes_ns: int | None, name_of: NameOf = no_names
    ) -> None:
        """Show what a task would do if it were started at `start`; `own_takes_ns` if the task itself says how long."""
        end = forecast.end
        lasts = None if end is None else (end.earliest_ns, end.latest_ns)
        if isinstance(task.schedule, Backoff) and end is not None and end.reason is not Reason.GAVE_UP:
            lasts = None  # a stop rule comes first: that isn't when it would give up
        self.sentence.set_spans(sentence(task, QCoreApplication.translate, lasts, name_of))
        takes_ns = self.takes_ns if own_takes_ns is None else own_takes_ns
        schedule = task.schedule
        backoff = schedule if isinstance(schedule, Backoff) else None
        self._has_curve = backoff is not None
        self.warning.show_for(backoff)
        self.advice.show_advice(advise(task, start, name_of))
        if backoff is not None:
            self.curve.show_schedule(backoff)
        self.strip.show_rows(forecast.rows[: MOST if backoff else SHOWN], takes_ns, end, legend=backoff is None)
        rows = table_rows(forecast, Clock(start, forecast.rows, self.locale()))
        self.table.show_rows(rows, checks=isinstance(schedule, Poll))
        started = self.tr("if it is started at {time}").replace("{time}", f"{start:%H:%M:%S}")
        self.table.setToolTip(tool_tip(started))
        lines = "; ".join(f"{row.tick}: {row.earliest}–{row.latest}" for row in rows)
        self.strip.setAccessibleDescription(f"{plain_text(list(self.sentence.spans))} {lines}")
        self._is_assumed = own_takes_ns is None and not isinstance(schedule, Poll)
        name = self.tr("If an attempt ta&kes") if backoff is not None else self.tr("If a tick ta&kes")
        retitle(self._takes_label, name)
        self.slider.setAccessibleName(without_key(name))
        self._arrange()
        self.show_stale(False)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops."""
        return [self.warning.keep, self.warning.raise_cap, *self.advice.stops(), self.slider]

    def show_stale(self, stale: bool) -> None:
        """Whether what is shown belongs to an earlier draft."""
        for part in (self.sentence, self.warning, self.advice, self.curve, self.strip, self.table):
            part.setEnabled(not stale)

    def is_stale(self) -> bool:
        """Whether what is shown belongs to an earlier draft."""
        return not self.strip.isEnabled()

    def show_compact(self, compact: bool, height: int) -> None:
        """Above the fields instead of beside them: the sentence, and the strip where the window is high enough."""
        self._is_compact, self._height = compact, height
        self._arrange()

    def _arrange(self) -> None:
        compact = self._is_compact
        self.table.setVisible(not compact and not self._has_curve and bool(self.table.texts()))
        self.curve.setVisible(not compact and self._has_curve)
        self._assumption.setVisible(self._is_assumed and not compact)
        is_high = not compact or self._height >= _HIGH_ENOUGH
        self.strip.setVisible(
            not compact or self._height >= (_HIGH_ENOUGH_FOR_BOTH if self.warning.needed else _HIGH_ENOUGH)
        )
        self.warning.show_compact(compact)
        self.warning.setVisible(self.warning.needed and is_high)
        self.advice.setVisible(self.advice.needed and not compact)

    @Slot()
    def _moved(self) -> None:
        self._is_chosen = True
        self._say_assumption()
        self.takesChanged.emit()

    def _say_assumption(self) -> None:
        words = exact_words(self.takes_ns)
        self._takes.setText(words)
        self.slider.setAccessibleDescription(words)
