"""What the timeline says: what comes next, why a run ended. Texts are translated in the context "timeline"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from waitgui.models.task_states import TROUBLE, State
from waitgui.tasks.attempt_words import retry_words
from waitgui.tasks.record import Reason
from waitgui.tasks.words import duration_words
from waitgui.views.timeline.axis import DateWords
from waitgui.wait.durations import NS_PER_MIN, NS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waitgui.models.task_states import TaskState
    from waitgui.models.timeline import PlannedEnd, PlannedTick, Run

UNKNOWN = "–"
_translate = QCoreApplication.translate


def next_words(state: TaskState, plans: Sequence[PlannedTick], now_ns: int) -> str:
    """What the lane's task does next, for its gutter: "4 s", "32–38 s", "running 38 s", "retry in 4 s", "done"."""
    match state.state:
        case State.RUNNING if state.tried:
            return retry_words(state.tried[-1], now_ns, _translate)
        case State.RUNNING if state.ticking is not None:
            elapsed = whole_seconds(now_ns - state.ticking.start_ns)
            return _translate("timeline", "running {time}").replace("{time}", elapsed)
        case State.PAUSED:
            return _translate("timeline", "paused")
        case State.DONE:
            return _translate("timeline", "done")
        case State.FAILED:
            return _translate("timeline", "failed")
        case State.STOPPED:
            return _translate("timeline", "stopped")
    if not plans:
        return UNKNOWN
    return span_words(plans[0].earliest_ns - now_ns, plans[0].latest_ns - now_ns)


def span_words(from_ns: int, to_ns: int) -> str:
    """How long from now, between two bounds, in whole seconds: "4 s", "0–5 s", "58 s–1 min 10 s"."""
    low, high = seconds_up(from_ns), seconds_up(to_ns)
    if low == high:
        return duration_words(low)
    if high < NS_PER_MIN:
        return f"{low // NS_PER_S}–{duration_words(high)}"
    return f"{duration_words(low)}–{duration_words(high)}"


def date_words() -> DateWords:
    """How the axis writes days and months."""
    months = [QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat) for month in range(1, 13)]
    return DateWords(tuple(months), _translate("timeline", "{day} {month}"))


def beyond_words(from_ns: int, to_ns: int) -> str:
    """When the next tick is due that lies beyond the right edge: "in 3 h 12 min"."""
    return _translate("timeline", "in {time}").replace("{time}", span_words(from_ns, to_ns))


def whole_seconds(ns: int) -> str:
    """A time that has passed, without the fraction that would flicker."""
    return duration_words(max(ns, 0) // NS_PER_S * NS_PER_S)


def end_words(run: Run) -> str:
    """Why a run ended, beside its end."""
    if run.reason is Reason.AFTER_RUNS:
        return _count_words(run.ticks)
    return {
        Reason.AFTER_TIME: _translate("timeline", "time is up"),
        Reason.AT: _translate("timeline", "time is up"),
        Reason.STOPPED: _translate("timeline", "stopped"),
        Reason.QUIT: _translate("timeline", "quit"),
        Reason.LOST: _translate("timeline", "lost"),
        Reason.BROKEN: _translate("timeline", "broken"),
        Reason.TIMED_OUT: _translate("timeline", "timed out"),
        Reason.GAVE_UP: _translate("timeline", "gave up"),
        Reason.AFTER_FAILURES: _translate("timeline", "too many failures"),
        Reason.AFTER_FAILURES_IN_A_ROW: _translate("timeline", "too many failures"),
        Reason.CONDITION_ERROR: _translate("timeline", "can't be checked"),
        Reason.WHEN_TASK_ENDS: _translate("timeline", "with another task"),
    }.get(run.reason or Reason.LOST, _translate("timeline", "done"))


def group_words(name: str) -> str:
    """A group's name; that of tasks without a tag."""
    return name or _translate("timeline", "No tag")


def count_words(count: int) -> str:
    """A number, its thousands parted."""
    locale = QLocale()
    locale.setNumberOptions(locale.numberOptions() & ~QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(count)


def tasks_words(count: int) -> str:
    """How many tasks: "240 tasks"."""
    return _translate("timeline", "{count} task(s)", None, count).replace("{count}", count_words(count))


def tasks_in_groups_words(tasks: int, groups: int) -> str:
    """How many tasks and groups: "1,000 tasks in 8 groups"."""
    if not groups:
        return tasks_words(tasks)
    of = _translate("timeline", "{count} group(s)", None, groups).replace("{count}", count_words(groups))
    words = _translate("timeline", "{tasks} in {groups}")
    return words.replace("{tasks}", tasks_words(tasks)).replace("{groups}", of)


def planned_end_words(end: PlannedEnd) -> str:
    """How a run will end, beside its end to come."""
    if end.reason is Reason.AFTER_RUNS:
        return _count_words(end.ticks)
    return {
        Reason.AFTER_TIME: _translate("timeline", "time is up"),
        Reason.AT: _translate("timeline", "time is up"),
        Reason.STOPPED: _translate("timeline", "time is up"),
        Reason.TIMED_OUT: _translate("timeline", "times out"),
        Reason.GAVE_UP: _translate("timeline", "gives up"),
        Reason.AFTER_FAILURES: _translate("timeline", "too many failures"),
        Reason.AFTER_FAILURES_IN_A_ROW: _translate("timeline", "too many failures"),
        Reason.CONDITION_ERROR: _translate("timeline", "can't be checked"),
        Reason.WHEN_TASK_ENDS: _translate("timeline", "with another task"),
    }.get(end.reason, _translate("timeline", "done"))


def _count_words(ticks: int) -> str:
    return _translate("timeline", "{done} of {all}").replace("{done}", str(ticks)).replace("{all}", str(ticks))


def state_icon(state: TaskState) -> tuple[str, str]:
    """The icon of the lane's state and the token of its colour; ("", "") for a task that was never started."""
    match state.state:
        case State.IDLE:
            return "", ""
        case State.RUNNING:
            return "stairs" if state.tried else "running", "accent"
        case State.PAUSED:
            return "pause", "text2"
        case State.DONE:
            return "check", "met"
        case State.FAILED:
            return "failed", "failed"
        case State.STOPPED:
            return "stopped", "text3"
    if state.last is not None and state.last.outcome in TROUBLE:
        return "failed", "failed"
    return "clock", "text2"


def seconds_up(ns: int) -> int:
    """A time to come in ns of whole seconds, rounded up: 0 when it has come. All that count down say the same."""
    return max(-(-ns // NS_PER_S), 0) * NS_PER_S
