"""While a set is dirty there is a draft of it, and none otherwise; what a dead process left is offered once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.tasks.make import make_task
from waitgui.models.draft_keeper import DraftKeeper
from waitgui.store import drafts
from waitgui.store.drafts import Origin

if TYPE_CHECKING:
    from pathlib import Path

    from tests.models.at_once import AtOnce
    from waitgui.models.session import Session

LONG_MS = 30_000
AT = datetime(2027, 3, 4, 14, 31, tzinfo=UTC)
COMMAND = {"kind": "command", "argv": ["true"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


@pytest.fixture
def keeper(session: Session, folder: Path, at_once: AtOnce) -> DraftKeeper:
    return DraftKeeper(session, folder, at_once, lambda: int(AT.timestamp()) * 10**9)


@pytest.fixture
def path(session, tmp_path, at_once) -> Path:
    path = tmp_path / "home.toml"
    session.put(make_task("a", period="1h"))
    at_once.run(session.save(path))
    return path


def leave(folder: Path, task_set, origin: Origin, **changes) -> Path:
    """A draft of a process that is gone."""
    place = drafts.new_place(folder)
    drafts.write(place, task_set, origin, at=AT, restricted=False)
    first, text = place.read_text().split("\n", 1)
    place.write_text(json.dumps({**json.loads(first), "start": 1, **changes}) + "\n" + text)
    return place


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def test_an_edit_is_written_down_by_itself(session, keeper, folder, path, qtbot):
    session.put(make_task("b"))
    assert files(folder) == []
    qtbot.waitUntil(lambda: len(files(folder)) == 1, timeout=LONG_MS)
    first, text = files(folder)[0].read_text().split("\n", 1)
    header = json.loads(first)
    assert header["file"] == path.as_uri()
    assert header["digest"] == session.loaded.digest
    assert 'id = "b"' in text


def test_of_edits_in_a_row_the_last_is_kept_in_one_file(session, keeper, folder):
    for number in range(5):
        session.put(make_task(f"t{number}"))
        keeper.settle()
    (place,) = files(folder)
    assert place.read_text().count("[[tasks]]") == 5


@pytest.mark.parametrize("how", ["save", "undo", "open", "abandon"])
def test_what_is_saved_undone_or_given_up_leaves_no_draft(session, keeper, folder, path, how, at_once):
    session.put(make_task("b"))
    keeper.settle()
    assert files(folder)
    if how == "save":
        at_once.run(session.save(path))
    elif how == "undo":
        session.undo()
    elif how == "open":
        at_once.run(session.open(path))
    else:
        session.abandon_changes()
        assert not session.dirty
    assert files(folder) == []


def test_what_was_found_becomes_an_edit(session, keeper, folder, path, at_once):
    edited = session.task_set.replaced(make_task("b", action=COMMAND))
    leave(folder, edited, Origin(path, session.loaded.digest))
    (draft,) = at_once.run(keeper.find())
    before = session.task_set
    assert at_once.run(keeper.restore(draft))
    assert session.task_set == edited
    assert session.dirty
    assert not session.restricted
    assert at_once.run(keeper.find()) == []  # it has an owner again
    assert len(files(folder)) == 1
    session.undo()
    assert session.task_set == before
    assert files(folder) == []


def test_a_draft_that_says_what_the_file_says_is_not_left_behind(session, keeper, folder, path, at_once):
    leave(folder, session.task_set, Origin(path, session.loaded.digest))
    (draft,) = at_once.run(keeper.find())
    assert at_once.run(keeper.restore(draft))
    assert not session.dirty
    assert files(folder) == []


def test_a_draft_from_elsewhere_is_restricted(session, keeper, folder, path, at_once):
    edited = session.task_set.replaced(make_task("b", action=COMMAND))
    leave(folder, edited, Origin(path), restricted=True)
    (draft,) = at_once.run(keeper.find())
    assert at_once.run(keeper.restore(draft))
    assert session.restricted


def test_only_what_belongs_to_the_file_is_found(session, keeper, folder, path, tmp_path, at_once):
    there = tmp_path / "there.toml"
    there.write_text("")
    mine = leave(folder, session.task_set, Origin(path))
    leave(folder, session.task_set, Origin(there))
    untitled = leave(folder, session.task_set, Origin(None))
    gone = leave(folder, session.task_set, Origin(tmp_path / "gone.toml"))
    assert [draft.place for draft in at_once.run(keeper.find())] == [mine]
    (tmp_path / "empty.toml").write_text('format = 1\nname = "Untitled"\n')
    at_once.run(session.open(tmp_path / "empty.toml", as_copy=True))
    assert {draft.place for draft in at_once.run(keeper.find())} == {untitled, gone}
    session.put(make_task("x"))
    assert at_once.run(keeper.find()) == []


def test_what_is_discarded_is_gone(session, keeper, folder, path, at_once):
    leave(folder, session.task_set, Origin(path))
    (draft,) = at_once.run(keeper.find())
    at_once.run(keeper.discard(draft))
    assert files(folder) == []
    assert not at_once.run(keeper.restore(draft))


def test_a_broken_one_is_said_and_nothing_else_happens(session, keeper, folder, path, qtbot, at_once):
    place = leave(folder, session.task_set, Origin(path))
    (draft,) = at_once.run(keeper.find())
    place.write_text("nonsense")
    with qtbot.waitSignal(keeper.failed, timeout=LONG_MS) as said:
        assert not at_once.run(keeper.restore(draft))
    assert "broken-1" in said.args[0]
    assert not session.dirty


def test_a_folder_that_cannot_be_written_is_said_once(session, keeper, folder, path):
    folder.write_text("a file")
    said: list[str] = []
    keeper.failed.connect(said.append)
    for number in range(3):
        session.put(make_task(f"t{number}"))
        keeper.settle()
    assert len(said) == 1
    folder.unlink()
    session.put(make_task("c"))
    keeper.settle()
    assert len(files(folder)) == 1


def test_a_set_that_may_only_be_looked_at_has_none(session, keeper, folder, tmp_path, at_once):
    path = tmp_path / "new.toml"
    path.write_text('format = 2\nname = "From tomorrow"\n')
    at_once.run(session.open(path))
    session.put(make_task("a"))
    keeper.settle()
    assert files(folder) == []
