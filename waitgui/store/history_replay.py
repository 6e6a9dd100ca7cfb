"""The history in the order in which it was told: what `waitgui run` printed, once more.

Starts, ticks and ends are three streams, each read page by page in the order of its ids, and merged. Memory holds three
pages and the runs that are open at that point.
"""

# ruff: noqa: S608 - what is put together are words of this module; values are parameters

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any, TypeAlias

from waitgui.store.history_rows import stored
from waitgui.store.history_source import PAGE, RUNS, Source, list_of, run_of, ticks_question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from waitgui.tasks.record import RunEnded, RunStarted, Tick

Told: TypeAlias = "tuple[str, RunStarted | Tick | RunEnded]"
"""Set and event."""
_START, _TICK, _END = range(3)


def replay(
    path: Path,
    *,
    set_name: str | None = None,
    task: str | None = None,
    since_ns: int | None = None,
    with_output: bool = False,
    page: int = PAGE,
) -> Iterator[Told]:
    """What was told of a set and a task (None: of all), up to now, oldest first.

    `since_ns` (Unix time) leaves out what was told before; the start of a run of which something is left is told in any
    case, before that, since the times of a run count from it. Raises `HistoryError`.
    """
    source = _Replay(path, page)
    try:
        yield from source.replay(set_name, task, since_ns, with_output=with_output)
    finally:
        source.close()


class _Replay(Source):
    def __init__(self, path: Path, page: int) -> None:
        super().__init__(path)
        self._page = page

    def replay(
        self, set_name: str | None, task: str | None, since_ns: int | None, *, with_output: bool
    ) -> Iterator[Told]:
        of = self._task_numbers(set_name, task)
        upto = self._last_id()  # what a run that goes on adds meanwhile would keep us here
        after = 0 if since_ns is None else max(since_ns - 1, 0)
        streams = (
            self._runs("start_id", _START, of, after, upto),
            self._ticks(of, after, upto, with_output=with_output),
            self._runs("end_id", _END, of, after, upto),
        )
        open_runs: set[tuple[str, str, int]] = set()
        for _, kind, name, event in heapq.merge(*streams, key=lambda told: told[:2]):
            key = (name, event.task, event.run)
            if kind == _START:
                if key in open_runs:
                    continue
                open_runs.add(key)
            elif key not in open_runs:
                started = self._started(*key)
                if started is None:  # removed since its page was read
                    continue
                open_runs.add(key)
                yield name, started
            if kind == _END:
                open_runs.discard(key)
            yield name, event

    def _runs(self, column: str, kind: int, of: str, after: int, upto: int) -> Iterator[tuple[int, int, str, Any]]:
        last = (after, 2**62)
        while True:
            rows = self.ask(
                f"{RUNS} WHERE (r.{column}, r.id) > (?, ?) AND r.{column} <= ? AND r.{column} IS NOT NULL"
                f" AND +r.task IN (SELECT value FROM json_each(?)) ORDER BY r.{column}, r.id LIMIT ?",
                (*last, upto, of, self._page),
            )
            for run in map(run_of, rows):
                at = run.start_id if kind == _START else run.end_id
                assert at is not None
                last = (at, run.id)
                yield at, kind, run.set_name, run.started if kind == _START else run.ended
            if len(rows) < self._page:
                return

    def _ticks(self, of: str, after: int, upto: int, *, with_output: bool) -> Iterator[tuple[int, int, str, Any]]:
        question = ticks_question(with_output=with_output)
        while True:
            rows = self.ask(
                f"{question} WHERE t.id > ? AND t.id <= ? AND +t.task IN (SELECT value FROM json_each(?))"
                " ORDER BY t.id LIMIT ?",
                (after, upto, of, self._page),
            )
            for row in rows:
                tick = self.tick_of(row)
                yield tick.id, _TICK, tick.set_name, tick.tick
            if len(rows) < self._page:
                return
            after = rows[-1][0]

    def _started(self, set_name: str, task: str, number: int) -> RunStarted | None:
        rows = self.ask(
            f"{RUNS} WHERE r.task = (SELECT id FROM tasks WHERE set_name = ? AND task = ?) AND r.number = ?",
            (stored(set_name), stored(task), number),
        )
        return run_of(rows[0]).started if rows else None

    def _task_numbers(self, set_name: str | None, task: str | None) -> str:
        of_set = None if set_name is None else stored(set_name)
        of_task = None if task is None else stored(task)
        rows = self.ask(
            "SELECT id FROM tasks WHERE (? IS NULL OR set_name = ?) AND (? IS NULL OR task = ?)",
            (of_set, of_set, of_task, of_task),
        )
        return list_of([int(row[0]) for row in rows])

    def _last_id(self) -> int:
        rows = self.ask(
            "SELECT (SELECT max(id) FROM ticks), (SELECT max(start_id) FROM runs), (SELECT max(end_id) FROM runs)"
        )
        return max((number or 0 for number in rows[0]), default=0) if rows else 0
