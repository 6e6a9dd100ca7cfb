"""Drafts and changed files in the real window: what is offered, and what each answer does."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from tests.tasks.make import make_task
from tests.views.test_main_window import LONG_MS, box_of, opened, press
from waitgui.models.disk_watch import Change
from waitgui.store import drafts
from waitgui.store.drafts import Origin, Unfinished
from waitgui.store.task_set_file import load, save
from waitgui.tasks.model import empty_set, plain
from waitgui.views.task_form import TaskForm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOME = empty_set("Home server").replaced(make_task("a"))
EDITED = HOME.replaced(make_task("b", action={"kind": "command", "argv": ["true"]}))
THEIRS = HOME.replaced(make_task("theirs"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "drafts"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save(tmp_path / "home.toml", HOME)
    return tmp_path / "home.toml"


@pytest.fixture
def window(qapp, qtbot, tmp_path, folder) -> Iterator:
    with opened(qapp, qtbot, tmp_path, folder) as window:
        yield window


def leave(folder: Path, origin: Origin, at: datetime, task_set=EDITED, form: Unfinished | None = None) -> Path:
    """A draft of a process that is gone."""
    place = drafts.new_place(folder)
    drafts.write(place, task_set, origin, at=at, restricted=False, form=form)
    first, text = place.read_text().split("\n", 1)
    place.write_text(json.dumps({**json.loads(first), "start": 1}) + "\n" + text)
    return place


def now() -> datetime:
    return datetime.fromtimestamp(int(time.time()), UTC)


def ids(window) -> list[str]:
    return [task.id for task in window.session.task_set.tasks]


def said(window) -> str:
    """What the visible strips say."""
    strips = [strip for strip in window.page.keeping.strips if strip.isVisible()]
    return " | ".join(strip._text.text() for strip in strips)


def choose(window, text: str) -> None:
    found = [b for b in window.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, text
    found[0].click()


def choices(window) -> list[str]:
    strips = [strip for strip in window.page.keeping.strips if strip.isVisible()]
    return [button.text() for strip in strips for button in strip._buttons if button.isVisible()]


def changed(window, path: Path, qtbot) -> None:
    """Another program saves over the file."""
    with qtbot.waitSignal(window.page.keeping._watch.changed, timeout=LONG_MS):
        save(path, THEIRS, load(path))


def test_what_was_not_saved_is_offered_and_restored_as_an_edit(window, path, folder):
    at = now()
    leave(folder, Origin(path, load(path).digest), at)
    window.begin([path], demo=False, warning=None)
    assert said(window) == f"Changes from {at.astimezone():%H:%M} that weren't saved were found."
    assert choices(window) == ["Restore", "Discard"]
    choose(window, "Restore")
    assert ids(window) == ["a", "b"]
    assert window.isWindowModified()
    assert not window.session.restricted
    assert said(window) == ""
    assert window.command("undo").text() == "Undo restoring of changes"
    window.command("undo").trigger()
    assert ids(window) == ["a"]
    assert not window.isWindowModified()
    assert not list(folder.iterdir())


def test_or_discarded(window, path, folder):
    leave(folder, Origin(path, load(path).digest), now())
    window.begin([path], demo=False, warning=None)
    choose(window, "Discard")
    assert ids(window) == ["a"]
    assert said(window) == ""
    assert not list(folder.iterdir())


def test_what_was_discarded_can_be_had_again(window, path, folder):
    leave(folder, Origin(path, load(path).digest), now())
    window.begin([path], demo=False, warning=None)
    before = said(window)
    choose(window, "Discard")
    choose(window.page.notice, "Undo")
    assert (said(window), choices(window)) == (before, ["Restore", "Discard"])
    choose(window, "Restore")
    assert ids(window) == ["a", "b"]


def test_that_the_file_was_changed_since_is_said(window, path, folder):
    leave(folder, Origin(path, "another"), datetime(2001, 2, 3, 4, 5, tzinfo=UTC))
    window.begin([path], demo=False, warning=None)
    assert "2001-02-03" in said(window)
    assert "The file was changed since" in said(window)


def test_several_are_offered_one_after_the_other(window, path, folder):
    digest = load(path).digest
    leave(folder, Origin(path, digest), datetime(2001, 1, 1, tzinfo=UTC), THEIRS)
    leave(folder, Origin(path, digest), now())
    window.begin([path], demo=False, warning=None)
    choose(window, "Discard")
    assert "2001" in said(window)
    choose(window, "Restore")
    assert ids(window) == ["a", "theirs"]
    assert said(window) == ""


def test_a_set_that_had_no_file_is_offered_at_the_start(qapp, qtbot, tmp_path, folder):
    leave(folder, Origin(None), now())
    with opened(qapp, qtbot, tmp_path, folder) as window:
        assert said(window).startswith("Changes to “Home server” from")
        choose(window, "Restore")
        assert ids(window) == ["a", "b"]
        assert window.session.path is None


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_typed_in_an_open_form_is_kept(window, path, folder, qtbot, is_new):
    window.begin([path], demo=False, warning=None)
    window.command("new_task" if is_new else "edit").trigger()
    form = window.findChild(TaskForm)
    keeper = window.page.keeping._keeper
    keeper.settle()
    assert not folder.exists()  # nothing is typed yet
    qtbot.keyClicks(form.fields.name.edit, "x")
    qtbot.waitUntil(lambda: folder.exists() and bool(list(folder.glob("*.draft"))), timeout=LONG_MS)
    (place,) = folder.iterdir()
    assert json.loads(place.read_text().split("\n")[0])["form_is_new"] is is_new
    form._discard()
    qtbot.waitUntil(lambda: not list(folder.iterdir()), timeout=LONG_MS)


@pytest.mark.parametrize("is_new", [True, False])
def test_and_typed_again_when_it_is_restored(window, path, folder, is_new):
    values = {**plain(HOME.tasks[0]), "name": "Half a na", "schedule": {"kind": "poll", "interval": "7s"}}
    leave(folder, Origin(path, load(path).digest), now(), HOME, Unfinished(values, is_new))
    window.begin([path], demo=False, warning=None)
    choose(window, "Restore")
    form = window.findChild(TaskForm)
    assert form.isVisible()
    assert form.is_new is is_new
    assert form.is_changed()
    typed = form.typed()
    assert (typed["name"], typed["schedule"]["interval"]) == ("Half a na", "7s")
    assert typed["id"] == ("half-a-na" if is_new else "a")
    assert not window.isWindowModified()
    assert len(list(folder.iterdir())) == 1  # it is still nowhere else
    form._discard()
    window.page.keeping._keeper.settle()
    assert not list(folder.iterdir())


@pytest.mark.parametrize("origin", ["untitled", "behind"])
def test_what_was_left_is_seen_whatever_is_opened_again(window, path, folder, tmp_path, origin):
    other = tmp_path / "other.toml"
    save(other, THEIRS)
    leave(folder, Origin(None) if origin == "untitled" else Origin(path, load(path).digest), now())
    window.sets.opening.open_again([str(path), str(other)], str(other))
    assert len(window.sets.pages.all) == (3 if origin == "untitled" else 2)
    assert window.session.path == (None if origin == "untitled" else path)
    assert "weren't saved were found" in said(window)
    choose(window, "Restore")
    assert ids(window) == ["a", "b"]
    window.sets.opening.open_again([str(path), str(other)], str(other))
    assert window.session.path == other


def test_a_broken_draft_is_said(window, path, folder):
    leave(folder, Origin(path), now()).write_text("{")
    window.begin([path], demo=False, warning=None)
    assert said(window) == ""
    assert "broken-1" in window.page.notice._text.text()


def test_without_changes_here_one_may_reload_or_keep(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    changed(window, path, qtbot)
    assert said(window) == "Home server was changed by another program."
    assert choices(window) == ["Reload", "Keep mine"]
    choose(window, "Reload")
    assert ids(window) == ["a", "theirs"]
    assert said(window) == ""
    assert not window.isWindowModified()
    assert window.command("undo").text() == "Undo reload of the file"
    window.command("undo").trigger()
    assert ids(window) == ["a"]
    assert window.isWindowModified()


def test_what_runs_goes_on_over_a_reload(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    window.command("start").trigger()
    qtbot.waitUntil(lambda: window.session.states.of("a").ticks >= 1, timeout=LONG_MS)
    changed(window, path, qtbot)
    choose(window, "Reload")
    assert "a" in window.session.active


def test_keeping_mine_leaves_the_question_for_saving(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    changed(window, path, qtbot)
    assert not window.isWindowModified()
    choose(window, "Keep mine")
    assert said(window) == ""
    assert window.isWindowModified()  # what is here is nowhere else
    window.session.put(make_task("mine"))
    window.command("save").trigger()
    assert "was changed by another program" in box_of(window).text()
    press(box_of(window), "Replace it")
    assert [task.id for task in load(path).task_set.tasks] == ["a", "mine"]
    assert said(window) == ""


def test_with_changes_here_reloading_says_what_it_costs(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    changed(window, path, qtbot)
    window.session.put(make_task("mine"))
    assert choices(window) == ["Reload and lose my changes", "Save as…", "Keep mine"]
    assert "has changes here" in said(window)
    window.command("undo").trigger()
    assert choices(window) == ["Reload", "Keep mine"]
    window.command("redo").trigger()
    choose(window, "Reload and lose my changes")
    assert ids(window) == ["a", "theirs"]
    window.command("undo").trigger()  # and even then they aren't lost
    assert ids(window) == ["a", "mine"]


def test_a_reload_that_runs_something_new_is_looked_through_first(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    with qtbot.waitSignal(window.page.keeping._watch.changed, timeout=LONG_MS):
        save(path, EDITED, load(path))
    choose(window, "Reload")
    assert window.session.restricted
    assert window.page.trust.isVisible()
    assert not window.command("start_all").isEnabled()


def test_a_reload_that_cannot_be_is_said_and_asked_again(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    with qtbot.waitSignal(window.page.keeping._watch.changed, timeout=LONG_MS):
        path.write_text("nonsense")
    choose(window, "Reload")
    assert "can't be used" in window.page.notice._text.text()
    assert ids(window) == ["a"]
    assert choices(window) == ["Reload", "Keep mine"]


def test_a_file_that_is_gone_can_be_written_anew(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    with qtbot.waitSignal(window.page.keeping._watch.changed, timeout=LONG_MS):
        path.unlink()
    assert "is gone" in said(window)
    assert window.isWindowModified()
    choose(window, "Save")
    assert load(path).task_set == HOME
    assert said(window) == ""
    assert not window.isWindowModified()


def test_coming_back_to_the_window_looks_at_the_file(window, path, qtbot):
    window.begin([path], demo=False, warning=None)
    watch = window.page.keeping._watch
    watch._watch(())  # a file system that tells nothing
    save(path, THEIRS, load(path))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    with opened_over(window, qtbot):
        pass
    qtbot.waitUntil(lambda: watch.change is Change.CHANGED, timeout=LONG_MS)


class opened_over:  # noqa: N801 - reads as what it does
    """Another window in front, for a moment."""

    def __init__(self, window, qtbot) -> None:
        self._window, self._qtbot = window, qtbot

    def __enter__(self) -> None:
        self._other = QPushButton("in front")
        self._other.show()
        self._other.activateWindow()
        self._qtbot.waitUntil(self._other.isActiveWindow, timeout=LONG_MS)

    def __exit__(self, *_: object) -> None:
        self._other.close()
        self._window.activateWindow()
        self._qtbot.waitUntil(self._window.isActiveWindow, timeout=LONG_MS)


def test_quitting_without_saving_leaves_no_draft(window, path, folder, qtbot):
    window.begin([path], demo=False, warning=None)
    window.session.put(make_task("b"))
    window.page.keeping._keeper.settle()
    assert len(list(folder.iterdir())) == 1
    window.close()
    press(box_of(window), "Quit without saving")
    assert not window.isVisible()
    assert not list(folder.iterdir())


def test_being_told_to_quit_keeps_what_nobody_was_asked_about(window, path, folder, qtbot):
    window.begin([path], demo=False, warning=None)
    window.session.put(make_task("b"))
    window.quit_now()
    assert not window.isVisible()
    (place,) = folder.iterdir()
    assert 'id = "b"' in place.read_text()
