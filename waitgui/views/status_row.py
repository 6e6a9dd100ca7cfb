"""The status bar: how many tasks are in which state, what comes next, how punctual it all is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from waitgui.models.task_states import State
from waitgui.tasks.words import duration_words
from waitgui.views.labels import ElidedLabel, plain_label, tool_tip
from waitgui.views.state_count import SHOWN, StateCount
from waitgui.views.theme import set_look
from waitgui.views.timeline.words import seconds_up
from waitgui.views.tokens import STATUS_ROW
from waitgui.wait.durations import NS_PER_MS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waitgui.models.session import Session
    from waitgui.models.task_states import Overall
    from waitgui.views.theme import Theme


class StatusRow(QFrame):
    """Counts on the left, as icons with words; the next tick, lateness and losses on the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lost = -1
        self._overall: Overall | None = None
        set_look(self, "bar")
        self.setFixedHeight(STATUS_ROW)
        self._counts = {state: StateCount(state, theme) for state in SHOWN if state is not State.IDLE}
        self._dropped = plain_label(look="error")
        self._next = ElidedLabel(look="secondary")
        self._on_time = plain_label(look="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(20)
        for count in self._counts.values():
            row.addWidget(count)
        row.addStretch(1)
        for label in (self._dropped, self._next, self._on_time):
            row.addWidget(label)

    def show_session(self, session: Session, now_ns: int) -> None:
        """Say how the session stands at that time of the engine's clock."""
        overall = session.states.overall(session.task_set.tasks)
        self.show_counts(overall.counts)
        if overall is not self._overall:
            self._overall = overall
            self.show_lateness(overall.lateness_ns)
        self.show_dropped(session.dropped)
        if overall.due is None:
            self.show_next("", None)
        else:
            due_ns, task_id = overall.due
            task = session.task_set.task(task_id)
            self.show_next(task.name if task else "", max(0, due_ns - now_ns))

    def show_counts(self, counts: Mapping[State, int]) -> None:
        """How many tasks are in each state; states without tasks aren't shown."""
        for state, count in self._counts.items():
            count.show_count(counts.get(state, 0))

    def show_next(self, name: str, in_ns: int | None) -> None:
        """The task whose tick is next, and how soon that is; None if nothing waits."""
        if in_ns is None:
            self._next.set_full_text("")
            return
        seconds_ns = seconds_up(in_ns)
        text = self.tr("Next: {task} in {time}") if seconds_ns else self.tr("Next: {task} now")
        self._next.set_full_text(text.format(task=name, time=duration_words(seconds_ns)))

    def show_lateness(self, p95_ns: int | None) -> None:
        """What 95 of 100 ticks keep to."""
        if p95_ns is None:
            self._on_time.setText("")
        else:
            within = duration_words(max(p95_ns, NS_PER_MS))  # not "within < 1 ms"
            self._on_time.setText(self.tr("On time: 95 % within {time}").format(time=within))

    def show_dropped(self, count: int) -> None:
        """How many events the window couldn't show in time."""
        if count == self._lost:
            return
        self._lost = count
        self._dropped.setVisible(count > 0)
        self._dropped.setText(self.tr("{count} events not shown").format(count=f"{count:,}"))
        self._dropped.setToolTip(
            tool_tip(self.tr("More happens than a window can show. Nothing is lost but the picture."))
        )
