"""Explain: what the inspector says of the selected task and tick, put together from the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from waitgui.models.task_states import State
from waitgui.tasks.actions import Process
from waitgui.tasks.attempt_words import attempts_words, tried_words
from waitgui.tasks.describe import task_words
from waitgui.tasks.explain import tick_sentence, under_way_sentence
from waitgui.tasks.model import Backoff
from waitgui.tasks.record import Kind, Outcome
from waitgui.tasks.words import Span, beside, clock_words, duration_words, fill, local_time, moment_words
from waitgui.views.inspector import Badge, InspectorView, outcome_badge
from waitgui.views.tick_sum import TickSum
from waitgui.views.timeline.words import seconds_up
from waitgui.wait.durations import NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from waitgui.models.session import Session
    from waitgui.models.task_states import TaskState
    from waitgui.models.tick_log import TickLog
    from waitgui.models.timeline import TickRef
    from waitgui.tasks.model import Task
    from waitgui.tasks.record import Attempt, Tick

translate = QCoreApplication.translate
SHORT_NS = 1_000_000_000
ATTEMPTS_SHOWN = 6


class Explain(QObject):
    """Follows the selection. Without a tick of the user's choice it explains the latest one of the task."""

    explained = Signal(object)
    """An `InspectorView`, or None if no task is selected."""
    outputWanted = Signal(object)
    """The output of this tick of the history isn't read yet."""

    def __init__(self, session: Session, log: TickLog, now_ns: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._log = log
        self._now_ns = now_ns
        self._task_id: str | None = None
        self._chosen: TickRef | None = None
        self._counted: object = None

    def select(self, task_id: str | None) -> None:
        """Explain this task from now on."""
        self._task_id = task_id
        if self._chosen is not None and self._chosen.task != task_id:
            self._chosen = None
        self.refresh()

    @Slot(object)
    def select_tick(self, ref: TickRef | None) -> None:
        """Explain this tick; None goes back to the latest one."""
        self._chosen = ref
        if ref is not None:
            self._task_id = ref.task
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say it as it is now."""
        task = self._session.task_set.task(self._task_id) if self._task_id is not None else None
        self._counted = self._counting()
        self.explained.emit(None if task is None else self._view(task))

    def count(self) -> None:
        """Another second has passed: say it anew if that changes a word."""
        if self._counting() != self._counted:
            self.refresh()

    def _counting(self) -> object:
        """What time alone changes in the explanation: a countdown, how long a tick takes, what day is today."""
        if self._task_id is None:
            return None
        state, now_ns = self._session.states.of(self._task_id), self._now_ns()
        so_far_s = None if state.ticking is None else (now_ns - state.ticking.start_ns) // NS_PER_S
        return so_far_s, self._next(state), self._wall(now_ns).date()

    def _view(self, task: Task) -> InspectorView:
        state = self._session.states.of(task.id)
        chosen = self._chosen
        tick = self._tick(chosen, state)
        if self._shows_running(state):
            return self._under_way(task, state)
        if tick is None:
            return self._not_yet(task, state)
        offset_ns = self._log.wall_offset_ns(tick)
        wall = self._wall if offset_ns is None else lambda at_ns: local_time(at_ns + offset_ns)
        subtitle = self.tr("Run {run}, tick {n} · {time}").format(
            run=tick.run, n=f"{tick.n:,}", time=self._moment(wall(tick.start_ns))
        )
        sentence = tick_sentence(tick, wall, translate, task=task, before=self._log.beside(tick, -1))
        if state.last is not None and tick[:3] == state.last[:3]:
            sentence += self._next(state)
        is_silent = not tick.result.output and (tick.kind is Kind.CONDITION or not isinstance(task.action, Process))
        prints = not is_silent and tick.outcome is not Outcome.SKIPPED
        if tick.outcome is not Outcome.SKIPPED and self._log.unread(tick) is not None:
            prints = False
            self.outputWanted.emit(tick)
        return InspectorView(
            name=task.name,
            subtitle=subtitle,
            badge=outcome_badge(tick.outcome),
            sentence=tuple(sentence),
            sum=TickSum.of(tick, wall, tries=isinstance(task.schedule, Backoff)),
            stats=(*self._attempts(tick.tries, tick.attempts), *self._stats(state)),
            output=tick.result.output if prints else None,
            output_dropped=tick.result.output_dropped,
            can_run=state.ticking is None and not self._session.restricted,
            can_start=self._can_start(task),
        )

    def _tick(self, chosen: TickRef | None, state: TaskState) -> Tick | None:
        """What is to be explained, with all that the log knows of it."""
        if chosen is not None:
            return self._log.find(*chosen)
        last = state.last
        return None if last is None else self._log.find(*last[:3]) or last

    def _moment(self, moment: datetime) -> str:
        """A time of day, with its date unless that is today's."""
        return moment_words(moment, self._wall(self._now_ns()).date())

    def _attempts(self, attempts: Sequence[Attempt], count: int) -> tuple[tuple[str, str], ...]:
        lines = attempts_words(attempts, count, translate)[-ATTEMPTS_SHOWN:]
        return tuple(("" if number else self.tr("Attempts"), line) for number, line in enumerate(lines))

    def _shows_running(self, state: TaskState) -> bool:
        """A tick under way is what the panel is about once it lasts: short ones would make it flicker."""
        running, chosen = state.ticking, self._chosen
        if running is None:
            return False
        if chosen is not None:
            return (chosen.run, chosen.n) == (running.run, running.n)
        return state.last is None or self._now_ns() - running.start_ns >= SHORT_NS

    def _under_way(self, task: Task, state: TaskState) -> InspectorView:
        running = state.ticking
        assert running is not None
        began, now_ns = self._wall(running.start_ns), self._now_ns()
        subtitle = self.tr("Run {run}, tick {n} · {time}").format(
            run=running.run, n=f"{running.n:,}", time=f"{began:%H:%M:%S}"
        )
        so_far_ns = max(now_ns - running.start_ns, 0) // NS_PER_S * NS_PER_S
        before = self._log.find(running.task, running.run, running.n - 1)
        sentence = under_way_sentence(running, state.plan, so_far_ns, self._wall, translate, task=task, before=before)
        badge, attempts, tried = Badge(self.tr("Running"), "running", "accent"), self._attempts((), 0), state.tried
        if tried:
            badge = Badge(self.tr("Retrying"), "stairs", "accent")
            attempts = self._attempts([one.attempt for one in tried], tried[-1].number)
            words = tried_words(tried, now_ns, translate) + translate("describe", ".")
            sentence = beside(sentence, [Span(words)], translate)
        tries = isinstance(task.schedule, Backoff)
        return InspectorView(
            name=task.name,
            subtitle=subtitle,
            badge=badge,
            sentence=tuple(sentence),
            sum=TickSum.under_way(running, state.plan, running.start_ns + so_far_ns, self._wall, tries=tries),
            stats=(*attempts, *self._stats(state)),
            can_run=False,
        )

    def _not_yet(self, task: Task, state: TaskState) -> InspectorView:
        words = {
            State.IDLE: self.tr("Not started"),
            State.WAITING: self.tr("Waiting"),
            State.PAUSED: self.tr("Paused"),
            State.STOPPED: self.tr("Stopped"),
        }.get(state.state, self.tr("Ended"))
        icon = {State.WAITING: "clock", State.PAUSED: "pause"}.get(state.state, "stopped")
        rhythm = task_words(task, translate, self._session.name_of)
        sentence = [Span(rhythm[:1].upper() + rhythm[1:] + translate("describe", "."))]
        sentence += self._next(state) or [Span(self.tr(" It hasn't run since this set was opened."))]
        return InspectorView(
            name=task.name,
            badge=Badge(words, icon),
            sentence=tuple(sentence),
            subtitle=task.notes,
            can_run=not self._session.restricted,
            can_start=self._can_start(task),
        )

    def _can_start(self, task: Task) -> bool:
        session = self._session
        return task.id not in session.active and not session.restricted and not session.read_only

    def _next(self, state: TaskState) -> list[Span]:
        """When the next tick is, to be added to a sentence."""
        planned = state.planned
        if planned is None:
            return []
        due = clock_words(self._wall(planned.due_ns))
        left_ns = planned.due_ns - self._now_ns()
        if left_ns < SHORT_NS:
            return fill(self.tr(" Next at {time}."), time=due)
        left = [Span(duration_words(seconds_up(left_ns)))]
        return fill(self.tr(" Next at {time}, in {left}."), time=due, left=left)

    def _stats(self, state: TaskState) -> tuple[tuple[str, str], ...]:
        started = state.ticks + (state.ticking is not None)
        if not state.run:  # in this life it wasn't started
            return ()
        stats = [(self.tr("Ticks"), f"{started:,}"), (self.tr("Failed"), f"{state.failed:,}")]
        if state.skipped:
            stats.append((self.tr("Skipped"), f"{state.skipped:,}"))
        return tuple(stats)

    def _wall(self, mono_ns: int) -> datetime:
        """The local time of an instant of the engine's clock."""
        return local_time(mono_ns + self._session.states.wall_offset_ns)
