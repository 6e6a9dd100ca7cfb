"""In which order a table of tasks stands, by each of its columns, and what of it is kept as it changes."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.tasks.make import make_task
from waitgui.models.rhythm_words import RhythmWords
from waitgui.models.task_order import By, sorted_by
from waitgui.models.task_states import TaskStates
from waitgui.models.task_table import TASK_ID, Column, TaskTable
from waitgui.tasks.record import (
    Kind,
    Outcome,
    Planned,
    Reason,
    Result,
    RunEnded,
    RunStarted,
    Tick,
    TickStarted,
)

S = 1_000_000_000
TASKS = (
    make_task("never", period="10s"),
    make_task("waits", period="1m"),
    make_task("fails", kind="poll", interval="5s"),
    make_task("runs", kind="backoff", duration="1s"),
    make_task("ended", period="1h"),
)


def tick(task: str, n: int, lasts: int, outcome: Outcome = Outcome.OK, late: int = 0) -> Tick:
    return Tick(task, 1, n, Kind.ACTION, 0, late, late + lasts, Result(outcome), 1, None, "none")


def states() -> TaskStates:
    states = TaskStates()
    for task in TASKS[1:]:
        states.apply([RunStarted(task.id, 1, 0, 0)])
    states.apply([tick("waits", 1, 3 * S), tick("waits", 2, 9 * S, late=2 * S), planned("waits", 3, 50 * S)])
    states.apply([tick("fails", 7, S, Outcome.FAILED, late=S), planned("fails", 8, 20 * S)])
    states.apply([TickStarted("runs", 1, 1, Kind.ACTION, 0, 0)])
    states.apply([tick("ended", 1, 5 * S), RunEnded("ended", 1, Reason.STOPPED, 1, 0, 9 * S)])
    return states


def planned(task: str, n: int, due_ns: int) -> Planned:
    return Planned(task, 1, n, due_ns, "grid", 0, S, 0, 0)


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        (By.NAME, ["ended", "fails", "never", "runs", "waits"]),
        (By.RHYTHM, ["runs", "fails", "never", "waits", "ended"]),
        (By.STATE, ["fails", "runs", "waits", "ended", "never"]),
        (By.NEXT, ["runs", "fails", "waits", "never", "ended"]),
        (By.LAST, ["fails", "waits", "ended", "never", "runs"]),
        (By.TICKS, ["ended", "waits", "fails", "never", "runs"]),
        (By.LATENESS, ["ended", "fails", "waits", "never", "runs"]),
    ],
)
def test_each_column_has_an_order_and_what_isnt_known_comes_last(by, ids):
    assert [task.id for task in sorted_by(TASKS, by, states().of)] == ids
    unknown = {By.NEXT: ["never", "ended"]}.get(by, ["never", "runs"] if by in (By.LAST, By.TICKS, By.LATENESS) else [])
    known = ids[: len(ids) - len(unknown)]
    assert [task.id for task in sorted_by(TASKS, by, states().of, reverse=True)] == known[::-1] + unknown


@pytest.fixture
def table(session) -> TaskTable:
    for name in ("beta", "alpha", "gamma"):
        session.put(make_task(name))
    table = TaskTable(session, time.monotonic_ns)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    return table


def ids(table) -> list[str]:
    return [table.index(row, 0).data(TASK_ID) for row in range(table.rowCount())]


def test_sorting_takes_along_what_is_held_and_goes_back_to_the_sets_order(session, table):
    held = QPersistentModelIndex(table.index(0, Column.STATE))
    table.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert ids(table) == ["gamma", "beta", "alpha"]
    assert [table.row_of(task) for task in ids(table)] == [0, 1, 2]
    assert (held.row(), held.column(), held.data(TASK_ID)) == (1, Column.STATE, "beta")
    session.put(make_task("delta"))
    assert ids(table) == ["gamma", "delta", "beta", "alpha"]
    session.remove("beta")
    assert ids(table) == ["gamma", "delta", "alpha"]
    table.sort(-1)
    assert ids(table) == ["alpha", "gamma", "delta"]
    assert not table.is_sorted


def test_moved_tasks_are_moved_and_nothing_is_read_anew(session, table, qtbot):
    held = QPersistentModelIndex(table.index(0, 0))
    tasks = session.task_set.tasks
    with qtbot.assertNotEmitted(table.modelReset):
        session.replace(session.task_set.model_copy(update={"tasks": tasks[::-1]}))
    assert ids(table) == ["gamma", "alpha", "beta"]
    assert held.row() == 2


def test_words_are_put_together_once_and_follow_a_name(session):
    for name in ("a", "b"):
        session.put(make_task(name))
    session.put(make_task("c", stop={"when_task_ends": "a"}))
    rhythms = RhythmWords()
    before = rhythms.of(session.task_set.tasks)
    again = rhythms.of(session.task_set.tasks)
    assert all(one is other for one, other in zip(before, again, strict=True))
    rhythms.forget()
    anew = rhythms.of(session.task_set.tasks)
    assert (anew, any(one is other for one, other in zip(before, anew, strict=True))) == (before, False)
    session.put(make_task("a").model_copy(update={"name": "Otherwise"}))
    after = rhythms.of(session.task_set.tasks)
    assert after[:2] == before[:2]
    assert "Otherwise" in after[2]
