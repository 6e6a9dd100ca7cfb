"""Ticks as rows of the history, and back, with every field as it was."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, TypeAlias

from waitgui.store.history_schema import KINDS, OUTCOMES, REACHES_NS
from waitgui.tasks.record import Attempt, Outcome, Planned, Result, Tick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TICK_COLUMNS = (
    *("id", "task", "run", "n", "kind", "outcome", "due_ns", "late_ns", "took_ns", "exit_code", "attempts"),
    *("left_behind", "action", "base", "base_ns", "period_ns", "jitter_ns", "window_ns", "plan_n", "plan_due_ns"),
    *("tries", "reach"),
)
_NO_PLAN = (None,) * 7
_OUTCOMES = {number: outcome for outcome, number in OUTCOMES.items()}
_KINDS = {number: kind for kind, number in KINDS.items()}

Row: TypeAlias = tuple[Any, ...]


def stored(text: str) -> str | bytes:
    """A text as SQLite takes it; one with half a character in it, which isn't UTF-8, as bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def read_text(value: str | bytes) -> str:
    """The text that `stored` was given."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def tick_row(
    tick: Tick, tick_id: int, task_id: int, run: int, mono_ns: int, wall_ns: int, word: Callable[[str], int]
) -> Row:
    """The row of a tick of a run that started at `mono_ns`, which was `wall_ns`; `word` gives the number of a word."""
    _, _, n, kind, due_ns, start_ns, end_ns, result, attempts, plan, action, tries = tick
    begin_ns = wall_ns + min(due_ns, start_ns) - mono_ns
    return (
        tick_id,
        task_id,
        run,
        n,
        KINDS[kind],
        OUTCOMES[result.outcome],
        due_ns - mono_ns,
        start_ns - due_ns,
        end_ns - start_ns,
        result.exit_code,
        attempts,
        result.left_behind,
        word(action),
        *(_NO_PLAN if plan is None else _plan_cells(plan, tick, word)),
        json.dumps(tries, separators=(",", ":")) if tries else None,
        None if tick_id - begin_ns <= REACHES_NS[0] else bisect_left(REACHES_NS, tick_id - begin_ns),
    )


def _plan_cells(plan: Planned, tick: Tick, word: Callable[[str], int]) -> Row:
    return (
        word(plan.base),
        plan.due_ns - plan.base_ns,
        plan.period_ns,
        plan.jitter_ns,
        plan.window_ns,
        plan.n if plan.n != tick.n else None,
        plan.due_ns - tick.due_ns if plan.due_ns != tick.due_ns else None,
    )


def text_row(tick: Tick, tick_id: int) -> Row | None:
    """The row of its texts; None if it has none."""
    result = tick.result
    if not (result.why or result.output or result.output_dropped):
        return None
    return (tick_id, stored(result.why), stored(result.output), result.output_dropped)


def tick_of(row: Row, task: str, run: int, mono_ns: int, texts: Row, words: Mapping[int, str]) -> Tick:
    """The tick of a row (`TICK_COLUMNS`); `texts` are why, output and dropped, each None if it has no such row."""
    n, kind, outcome, due_ns, late_ns, took_ns, exit_code, attempts, left_behind, action = row[3:13]
    base, base_ns, period_ns, jitter_ns, window_ns, plan_n, plan_due_ns, tries = row[13:21]
    why, output, dropped = texts
    due_ns += mono_ns
    start_ns = due_ns + late_ns
    plan = None
    if base is not None:
        planned_ns = due_ns + (plan_due_ns or 0)
        plan = Planned(
            task,
            run,
            n if plan_n is None else plan_n,
            planned_ns,
            words[base],
            planned_ns - base_ns,
            period_ns,
            jitter_ns,
            window_ns,
        )
    return Tick(
        task,
        run,
        n,
        _KINDS[kind],
        due_ns,
        start_ns,
        start_ns + took_ns,
        Result(
            _OUTCOMES[outcome],
            exit_code,
            read_text(why) if why else "",
            read_text(output) if output else "",
            dropped or 0,
            left_behind,
        ),
        attempts,
        plan,
        words[action],
        tuple(Attempt(begin, end, Outcome(how), code) for begin, end, how, code in json.loads(tries)) if tries else (),
    )
