"""What other programs do to an open file is noticed, whatever way they do it; what is saved here is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tasks.make import make_task
from waitgui.models.disk_watch import Change, DiskWatch
from waitgui.store.task_set_file import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG_MS = 30_000
THEIRS = 'format = 1\nname = "theirs"\n'


@pytest.fixture
def path(session, tmp_path, at_once) -> Path:
    path = tmp_path / "home.toml"
    session.put(make_task("a", period="1h"))
    at_once.run(session.save(path))
    return path


@pytest.fixture
def watch(session, path, at_once) -> Iterator[DiskWatch]:
    watch = DiskWatch(session, at_once)
    watch.look()
    assert watch.change is Change.NONE
    yield watch
    watch.close()


def in_place(path: Path) -> None:
    path.write_text(THEIRS)


def by_renaming(path: Path) -> None:
    new = path.with_name("new")
    new.write_text(THEIRS)
    new.replace(path)


def away_and_anew(path: Path) -> None:
    path.rename(path.with_name("home.toml~"))
    path.write_text(THEIRS)


@pytest.mark.parametrize("write", [in_place, by_renaming, away_and_anew])
def test_a_change_is_noticed_by_itself(session, watch, path, qtbot, write, at_once):
    for _ in range(2):  # also the second time, when the watched file was replaced
        with qtbot.waitSignal(watch.changed, timeout=LONG_MS):
            write(path)
        assert watch.change is Change.CHANGED
        at_once.run(session.reload())
        assert watch.change is Change.NONE
        assert session.task_set.name == "theirs"
        session.put(make_task("b"))
        at_once.run(session.save(path))
        watch.look()


def test_through_a_link_too(session, path, tmp_path, qtbot, at_once):
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "home.toml"
    link.symlink_to(path)
    at_once.run(session.open(link))
    watch = DiskWatch(session, at_once)
    watch.look()
    with qtbot.waitSignal(watch.changed, timeout=LONG_MS):
        by_renaming(path)
    assert watch.change is Change.CHANGED
    watch.close()


def test_our_own_saving_is_none(session, watch, path, qtbot, at_once):
    with qtbot.assertNotEmitted(watch.changed):
        for number in range(3):
            session.put(make_task(f"t{number}"))
            at_once.run(session.save(path))
            with qtbot.waitSignal(watch._timer.timeout, timeout=LONG_MS):
                pass
    assert load(path).task_set == session.task_set


def test_nor_is_a_file_that_says_the_same(watch, path, qtbot):
    text = path.read_text()
    with qtbot.assertNotEmitted(watch.changed), qtbot.waitSignal(watch._timer.timeout, timeout=LONG_MS):
        path.write_text(text)


def test_what_was_kept_is_said_no_more_until_it_changes_again(session, watch, path, qtbot):
    in_place(path)
    watch.look()
    assert watch.change is Change.CHANGED
    watch.keep_mine()
    assert watch.change is Change.NONE
    watch.look()
    assert watch.change is Change.NONE
    path.write_text(THEIRS + "\n")
    watch.look()
    assert watch.change is Change.CHANGED


def test_a_file_that_goes_and_comes_back(session, watch, path, qtbot, at_once):
    text = path.read_text()
    with qtbot.waitSignal(watch.changed, timeout=LONG_MS):
        path.unlink()
    assert watch.change is Change.GONE
    assert session.dirty
    with qtbot.waitSignal(watch.changed, timeout=LONG_MS):
        path.write_text(text)
    assert watch.change is Change.NONE
    assert not session.dirty
    with qtbot.waitSignal(watch.changed, timeout=LONG_MS):
        path.unlink()
    at_once.run(session.save(path))
    assert watch.change is Change.NONE
    assert not session.dirty


def test_a_file_that_cannot_be_read_is_changed(watch, path):
    path.unlink()
    path.mkdir()
    watch.look()
    assert watch.change is Change.CHANGED


def test_another_set_is_watched_instead(session, watch, path, tmp_path, qtbot, at_once):
    other = tmp_path / "deep" / "other.toml"
    other.parent.mkdir()
    other.write_text(THEIRS)
    in_place(path)
    watch.look()
    with qtbot.waitSignal(watch.changed, timeout=LONG_MS):
        at_once.run(session.open(other))
    assert watch.change is Change.NONE
    assert {*watch._watcher.files(), *watch._watcher.directories()} == {str(other), str(other.parent)}
    (tmp_path / "empty.toml").write_text('format = 1\nname = "Untitled"\n')
    at_once.run(session.open(tmp_path / "empty.toml", as_copy=True))
    assert not watch._watcher.files()
