"""A set that came from elsewhere is looked at, not run, until it is trusted; one byte more and it is so again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.tasks.make import make_task
from waitgui.engine.engine import LocalEngine
from waitgui.models.session import Session
from waitgui.models.task_states import State
from waitgui.runner.scheduler import Scheduler
from waitgui.store import trust

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_MS = 30_000
ACTION = """action = {{ kind = "command", argv = ["touch", '{marker}'] }}"""
SET = f"""format = 1
name = "Theirs"
[[tasks]]
id = "a"
schedule = {{{{ kind = "repeat", period = "1h" }}}}
{ACTION}
"""


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    return tmp_path / "data" / "trusted.toml"


@pytest.fixture
def session(qapp, trusted: Path) -> Iterator[Session]:
    scheduler = Scheduler()
    session = Session(LocalEngine(scheduler), "Untitled", trusted=trusted)
    yield session
    assert asyncio.run(session.stop_and_wait())
    assert scheduler.close(30) == 0


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def path(tmp_path: Path, marker: Path) -> Path:
    path = tmp_path / "theirs.toml"
    path.write_text(SET.format(marker=marker))
    return path


def test_what_came_from_elsewhere_is_not_run(session, path, marker, qtbot):
    asyncio.run(session.open(path))
    assert session.restricted
    for start in (lambda: session.start(["a"]), session.start_all, lambda: session.run_now("a")):
        with qtbot.waitSignal(session.failed, timeout=LONG_MS) as refused:
            start()
        assert "elsewhere" in refused.args[0]
    with qtbot.waitSignal(session.failed, timeout=LONG_MS):
        asyncio.run(session.restart("a"))
    assert session.active == frozenset()
    assert not marker.exists()


def test_once_trusted_it_runs_now_and_when_it_is_opened_again(session, path, marker, qtbot):
    asyncio.run(session.open(path))
    with qtbot.waitSignal(session.changed, timeout=LONG_MS):
        asyncio.run(session.trust(session.task_set))
    assert not session.restricted
    session.start(["a"])
    qtbot.waitUntil(marker.exists, timeout=LONG_MS)
    asyncio.run(session.open(path))
    assert not session.restricted


@pytest.mark.parametrize("where", ["touch", "marker"])
def test_one_byte_of_a_command_and_it_is_asked_again(session, path, where):
    asyncio.run(session.open(path))
    asyncio.run(session.trust(session.task_set))
    path.write_text(path.read_text().replace(where, where[:-1] + chr(ord(where[-1]) ^ 1)))
    asyncio.run(session.open(path))
    assert session.restricted


def test_a_period_of_its_own_asks_nobody(session, path):
    asyncio.run(session.open(path))
    asyncio.run(session.trust(session.task_set))
    path.write_text(path.read_text().replace("1h", "2h").replace("Theirs", "Ours"))
    asyncio.run(session.open(path))
    assert not session.restricted


def test_what_was_made_and_saved_here_is_trusted(session, tmp_path, qtbot):
    path = tmp_path / "mine.toml"
    session.put(make_task("a", action={"kind": "command", "argv": ["true"]}, period="1h"))
    assert not session.restricted
    asyncio.run(session.save(path))
    asyncio.run(session.open(path))
    assert not session.restricted
    session.start(["a"])
    qtbot.waitUntil(lambda: session.states.of("a").ticks == 1, timeout=LONG_MS)
    path.write_text(path.read_text().replace("true", "trud"))
    asyncio.run(session.open(path))
    assert session.restricted


def test_editing_and_saving_trust_nothing_by_themselves(session, path, trusted):
    asyncio.run(session.open(path))
    session.put(session.task_set.tasks[0].model_copy(update={"notes": "looks fine"}))
    asyncio.run(session.save(path))
    assert session.restricted
    asyncio.run(session.open(path))
    assert session.restricted
    assert trust.load(trusted) == ((), None)


def test_only_what_was_looked_through_is_trusted(session, path, tmp_path):
    """The file may have been opened anew while the question was on the screen."""
    asyncio.run(session.open(path))
    seen = session.task_set
    path.write_text(path.read_text().replace("touch", "tough"))
    asyncio.run(session.open(path))
    asyncio.run(session.trust(seen))
    assert session.restricted


def test_a_set_that_uses_nothing_needs_no_trust(session, tmp_path):
    path = tmp_path / "none.toml"
    path.write_text(SET.replace(ACTION, 'action = {{ kind = "none" }}').format(marker=""))
    asyncio.run(session.open(path))
    assert not session.restricted


def test_what_ships_with_the_program_is_trusted(session, path):
    asyncio.run(session.open(path, as_copy=True, ours=True))
    assert not session.restricted


def test_a_broken_file_of_decisions_trusts_nothing_and_is_said(session, path, trusted):
    trusted.parent.mkdir()
    trusted.write_text("trusted = 3\n")
    loaded = asyncio.run(session.open(path))
    assert session.restricted
    assert any("no task set is trusted" in line for line in loaded.warnings)


def test_a_decision_that_cannot_be_kept_holds_for_now(session, path, trusted, qtbot):
    trusted.parent.write_text("a file where the folder should be")
    asyncio.run(session.open(path))
    with qtbot.waitSignal(session.failed, timeout=LONG_MS):
        asyncio.run(session.trust(session.task_set))
    assert not session.restricted


def test_without_a_place_for_decisions_they_are_asked_each_time(qapp, path, qtbot):
    scheduler = Scheduler()
    session = Session(LocalEngine(scheduler), "Untitled")
    asyncio.run(session.open(path))
    assert session.restricted
    asyncio.run(session.trust(session.task_set))
    session.start(["a"])
    qtbot.waitUntil(lambda: session.states.of("a").state is not State.IDLE, timeout=LONG_MS)
    asyncio.run(session.stop_and_wait())
    asyncio.run(session.open(path))
    assert session.restricted
    assert scheduler.close(30) == 0


def test_a_reload_with_something_new_is_looked_through_first(session, path):
    asyncio.run(session.open(path))
    asyncio.run(session.trust(session.task_set))
    path.write_text(path.read_text().replace("1h", "2h"))
    asyncio.run(session.reload())
    assert not session.restricted
    path.write_text(path.read_text().replace("touch", "tough"))
    asyncio.run(session.reload())
    assert session.restricted
    session.undo()
    assert not session.restricted
    session.redo()
    assert session.restricted


def test_what_was_deleted_before_it_was_looked_through_comes_back_restricted(session, path):
    path.write_text(
        path.read_text() + SET.split("[[tasks]]")[1].join(["[[tasks]]", ""]).format(marker="y").replace('"a"', '"b"')
    )
    asyncio.run(session.open(path))
    session.remove("b")
    asyncio.run(session.trust(session.task_set))
    assert not session.restricted
    session.undo()
    assert session.restricted


@pytest.mark.parametrize("ours", [True, False])
def test_a_draft_is_restricted_unless_it_is_ours(session, path, ours):
    asyncio.run(session.open(path))
    asyncio.run(session.trust(session.task_set))
    draft = session.task_set.replaced(make_task("b", action={"kind": "command", "argv": ["true"]}))
    asyncio.run(session.restore(draft, ours=ours))
    assert session.restricted is not ours
    assert session.dirty
    session.undo()
    assert not session.restricted
