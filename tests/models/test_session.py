"""The session and its table with a real scheduler, real threads and real files."""

from __future__ import annotations

import asyncio
import stat
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.tasks.make import make_task
from waitgui.models.session import CannotOpenError, ChangedOnDiskError
from waitgui.models.task_states import State
from waitgui.models.task_table import STATE, TASK_ID, Column, TaskTable
from waitgui.tasks.actions import Command
from waitgui.tasks.record import Outcome

LONG_MS = 30_000


@pytest.fixture
def table(session) -> TaskTable:
    table = TaskTable(session, time.monotonic_ns)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    return table


def text(table: TaskTable, row: int, column: Column) -> str:
    return table.index(row, column).data()


def test_a_new_session_is_empty_and_clean(session):
    assert (session.task_set.tasks, session.dirty, session.path) == ((), False, None)


def test_edits_make_it_dirty_and_undoing_them_clean(session):
    session.put(make_task("a"))
    assert session.dirty
    session.remove("a")
    assert not session.dirty


def test_what_is_saved_is_opened_again(session, tmp_path):
    session.put(make_task("a", period="5m"))
    path = tmp_path / "sets" / "servers.toml"
    asyncio.run(session.save(path))
    assert (session.dirty, session.path, session.task_set.name) == (False, path, "servers")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    session.remove("a")
    asyncio.run(session.open(path))
    assert session.task_set.task("a") == make_task("a", period="5m")


def test_a_file_that_cannot_be_used_leaves_the_session_as_it_was(session, tmp_path):
    session.put(make_task("a"))
    path = tmp_path / "bad.toml"
    path.write_text("format = 1\nname = 3\n")
    with pytest.raises(CannotOpenError) as caught:
        asyncio.run(session.open(path))
    assert list(caught.value.lines) == [f"{path}:2: name: must be text (got 3)"]
    assert session.task_set.task("a") is not None


def test_another_programs_change_is_not_overwritten(session, tmp_path):
    path = tmp_path / "a.toml"
    session.put(make_task("a"))
    asyncio.run(session.save(path))
    path.write_text('format = 1\nname = "theirs"\n')
    session.put(make_task("b"))
    with pytest.raises(ChangedOnDiskError):
        asyncio.run(session.save(path))
    assert "theirs" in path.read_text()
    assert session.dirty
    asyncio.run(session.save(path, overwrite=True))
    assert "theirs" not in path.read_text()


def test_a_set_of_a_later_format_can_be_looked_at(session, tmp_path):
    path = tmp_path / "new.toml"
    path.write_text('format = 2\nname = "From tomorrow"\n')
    loaded = asyncio.run(session.open(path))
    assert session.read_only
    assert loaded.warnings
    assert session.task_set.name == "From tomorrow"


def test_a_copy_has_no_file(session, tmp_path):
    path = tmp_path / "demo.toml"
    path.write_text('format = 1\nname = "Demo"\n')
    asyncio.run(session.open(path, as_copy=True))
    assert (session.path, session.task_set.name, session.dirty) == (None, "Demo", False)


def test_ticks_arrive_and_the_table_shows_them(session, table, qtbot):
    session.put(make_task("a", period="20ms"))
    session.start(["a"])
    qtbot.waitUntil(lambda: session.states.of("a").ticks >= 3, timeout=LONG_MS)
    index = table.index(0, Column.NAME)
    assert (index.data(TASK_ID), text(table, 0, Column.NAME)) == ("a", "A")
    assert index.data(STATE) in (State.WAITING, State.RUNNING)
    assert text(table, 0, Column.SCHEDULE) == "every 20\N{NO-BREAK SPACE}ms after it ends"
    assert int(text(table, 0, Column.TICKS)) >= 3
    assert text(table, 0, Column.LAST).startswith("Succeeded after")
    session.stop(["a"])
    qtbot.waitUntil(lambda: session.states.of("a").state is State.STOPPED, timeout=LONG_MS)
    assert text(table, 0, Column.STATE) == "stopped"
    assert session.active == frozenset()


def test_a_table_that_nobody_watches_tells_what_changed_when_somebody_does(session, table, qtbot):
    for task_id in "ab":
        session.put(make_task(task_id, period="1h"))
    told = []
    table.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    table.watch(False)
    session.start(["b"])
    qtbot.waitUntil(lambda: session.states.of("b").planned is not None, timeout=LONG_MS)
    assert not told
    assert not table._flush.isActive()
    table.watch(True)
    assert told[0] == (1, 1)
    told.clear()
    session.stop(["b"])
    qtbot.waitUntil(lambda: (1, 1) in told, timeout=LONG_MS)


def test_a_task_runs_on_as_it_was_until_its_next_start(session, table, qtbot):
    session.put(make_task("a", period="1h"))
    session.start(["a"])
    assert not session.outdated("a")
    session.put(make_task("a", period="2h"))
    assert session.outdated("a")
    qtbot.waitUntil(lambda: "as it was before" in text(table, 0, Column.STATE), timeout=LONG_MS)
    asyncio.run(session.stop_and_wait())
    session.start(["a"])
    assert not session.outdated("a")


def test_run_now_of_a_busy_task_is_refused_with_the_reason(session, qtbot):
    session.put(make_task("a", action={"kind": "command", "argv": ["sleep", "60"]}))
    session.start(["a"])
    qtbot.waitUntil(lambda: session.states.of("a").ticking is not None, timeout=LONG_MS)
    with qtbot.waitSignal(session.failed, timeout=LONG_MS) as refused:
        session.run_now("a")
    assert "a tick of it is under way" in refused.args[0]


def test_rows_come_change_and_go(session, table):
    for task_id in "abc":
        session.put(make_task(task_id))
    assert table.rowCount() == 3
    session.put(make_task("b", period="7s"))
    assert "7" in text(table, 1, Column.SCHEDULE)
    session.remove("a")
    assert [text(table, row, Column.NAME) for row in range(table.rowCount())] == ["B", "C"]
    assert (table.row_of("c"), table.row_of("a")) == (1, -1)
    session.replace(session.task_set.without("b").without("c"))
    assert table.rowCount() == 0
    session.replace(session.task_set.replaced(make_task("x")).replaced(make_task("y")))
    assert table.rowCount() == 2
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Task"


def test_a_task_that_is_not_started_says_so(session, table):
    session.put(make_task("a"))
    cells = [text(table, 0, column) for column in Column]
    assert cells[2:] == ["not started", "–", "–", "–", "–"]


def test_what_is_tried_out_ends_with_the_session(session, qtbot, tmp_path):
    note = tmp_path / "started"
    told = []
    command = Command.model_validate({"kind": "command", "shell": f"touch {note}; exec sleep 600"})
    session.errands.try_out(command, told.append)
    qtbot.waitUntil(note.exists, timeout=LONG_MS)
    assert asyncio.run(session.stop_and_wait())
    qtbot.waitUntil(lambda: bool(told), timeout=LONG_MS)
    assert told[0].outcome is Outcome.CANCELLED


def test_edits_are_undone_and_redone(session):
    session.put(make_task("a"))
    session.put(make_task("a", period="5m"))
    session.remove("a")
    assert session.undoable is not None
    assert session.redoable is None
    session.undo()
    assert session.task_set.task("a") == make_task("a", period="5m")
    session.undo()
    assert session.task_set.task("a") == make_task("a")
    session.redo()
    session.put(make_task("b"))
    assert session.redo() is None
    assert [task.id for task in session.task_set.tasks] == ["a", "b"]


def test_undoing_back_to_what_was_saved_makes_it_clean(session, tmp_path):
    session.put(make_task("a"))
    asyncio.run(session.save(tmp_path / "a.toml"))
    session.put(make_task("b"))
    assert session.dirty
    session.undo()
    assert not session.dirty
    session.undo()  # beyond the saving
    assert session.dirty
    assert (session.task_set.tasks, session.task_set.name) == ((), "a")
    session.redo()
    assert not session.dirty


def test_opening_another_set_leaves_nothing_to_undo(session, tmp_path):
    session.put(make_task("a"))
    path = tmp_path / "a.toml"
    asyncio.run(session.save(path))
    asyncio.run(session.open(path))
    assert session.undo() is None
    session.put(make_task("b"))
    asyncio.run(session.open(path))
    assert session.undo() is None


def test_undo_is_for_the_set_and_leaves_a_running_task_alone(session, qtbot):
    session.put(make_task("a", period="20ms"))
    session.start(["a"])
    session.put(make_task("a", period="1h"))
    session.undo()
    assert not session.outdated("a")
    session.redo()
    assert session.outdated("a")
    assert "a" in session.active
    qtbot.waitUntil(lambda: session.states.of("a").ticks >= 3, timeout=LONG_MS)


def test_a_task_that_an_undo_takes_away_is_stopped(session, qtbot):
    session.put(make_task("a", period="20ms"))
    session.start(["a"])
    session.undo()
    qtbot.waitUntil(lambda: not session.active, timeout=LONG_MS)


def test_a_reload_is_an_edit_and_what_runs_goes_on(session, tmp_path):
    path = tmp_path / "a.toml"
    session.put(make_task("a", period="1h"))
    asyncio.run(session.save(path))
    session.start(["a"])
    path.write_text(path.read_text().replace('"1h"', '"2h"'))
    asyncio.run(session.reload())
    assert session.task_set.task("a") == make_task("a", period="2h")
    assert not session.dirty
    assert session.outdated("a")
    session.undo()
    assert session.dirty
    asyncio.run(session.save(path))  # over what was reloaded, knowingly
    assert '"1h"' in path.read_text()


def test_a_file_that_is_gone_is_something_to_save(session, tmp_path):
    path = tmp_path / "a.toml"
    session.put(make_task("a"))
    asyncio.run(session.save(path))
    path.unlink()
    session.note_astray(astray=True)
    assert session.dirty
    asyncio.run(session.save(path))
    assert not session.dirty
    assert path.exists()
