"""Opening sets: each in a tab of its own, once; and at the next start those that were open."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton

from tests.tasks.make import make_task
from tests.views.set_files import names, shown, write
from tests.views.test_main_window import LONG_MS, window  # noqa: F401 - a fixture
from waitgui.store import settings as store


def test_every_file_of_the_command_line_is_opened(window, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a", "b"), demo=False, warning=None)
    assert (names(window), shown(window)) == (["a", "b"], "a")
    assert not window.page.notice.isVisible()


def test_a_page_that_was_opened_unseen_fits_when_it_is_seen(window, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a", "b"), demo=False, warning=None)
    window.sets.pages.show_next()
    assert shown(window) == "b"
    inspector = window.page.inspector
    words = inspector.findChild(QLabel, "explanation")
    assert words.isVisible()
    assert words.mapTo(inspector, words.rect().topRight()).x() < inspector.width()


def test_opening_another_takes_nothing_away_and_asks_nothing(window, qtbot, tmp_path):  # noqa: F811
    window.session.put(make_task("mine", period="1h"))
    window.session.start(["mine"])
    mine = window.session
    window.sets.opening.open(*write(tmp_path, "a"))
    window.command("demo").trigger()
    assert not [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert names(window)[:2] == ["Untitled", "a"]
    assert mine.active == {"mine"}
    assert mine.dirty


def test_an_empty_page_is_used_and_a_new_one_made_only_where_there_is_none(window, tmp_path):  # noqa: F811
    window.command("new_set").trigger()
    assert names(window) == ["Untitled"]
    window.sets.opening.open(*write(tmp_path, "a"))
    assert names(window) == ["a"]
    window.command("new_set").trigger()
    assert (names(window), shown(window)) == (["a", "Untitled"], "Untitled")
    window.session.put(make_task("x"))
    window.command("new_set").trigger()
    assert names(window) == ["a", "Untitled", "Untitled 2"]  # under one name the history would take them for one
    window.sets.pages.show_next()
    window.command("new_set").trigger()
    assert (names(window), shown(window)) == (["a", "Untitled", "Untitled 2"], "Untitled 2")


def test_what_is_open_is_gone_to_whatever_it_is_called(window, tmp_path):  # noqa: F811
    first, second = write(tmp_path, "a", "b")
    window.begin([first, second], demo=False, warning=None)
    link = tmp_path / "link.toml"
    link.symlink_to(second)
    for path in (second, link, tmp_path / "." / "b.toml"):
        window.sets.pages.show_page(window.sets.pages.all[0])
        window.sets.opening.open(path)
        assert (names(window), shown(window)) == (["a", "b"], "b")


def test_the_same_file_asked_for_twice_at_once_is_opened_once(window, tmp_path):  # noqa: F811
    path, other = write(tmp_path, "a", "b")
    window.sets.opening.open(other)
    window.sets.opening.open(path, path)
    assert names(window) == ["b", "a"]


def test_there_is_one_demo(window):  # noqa: F811
    window.command("demo").trigger()
    name = shown(window)
    window.session.put(make_task("mine"))
    window.command("new_set").trigger()
    window.command("demo").trigger()
    assert shown(window) == name
    assert len(names(window)) == 2
    assert window.session.dirty


def test_several_are_chosen_in_the_dialog(window, qtbot, tmp_path):  # noqa: F811
    paths = write(tmp_path, "a", "b")
    qtbot.mouseClick(window.button("Open a task set…"), Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog)
    dialog.filesSelected.emit([str(path) for path in paths])
    dialog.close()
    assert names(window) == ["a", "b"]


def test_of_several_that_cannot_be_used_all_is_said_and_the_rest_is_open(window, tmp_path):  # noqa: F811
    good = write(tmp_path, "a")
    bad = [tmp_path / "x.toml", tmp_path / "y.toml"]
    for path in bad:
        path.write_text("nothing")
    window.begin([bad[0], *good, bad[1]], demo=False, warning=None)
    assert names(window) == ["a"]
    said = window.page.notice._text.text()
    assert all(str(path) in said for path in bad)


def test_what_cannot_be_used_leaves_no_tab(window, tmp_path):  # noqa: F811
    window.begin(write(tmp_path, "a"), demo=False, warning=None)
    bad = tmp_path / "x.toml"
    bad.write_text("nothing")
    window.sets.opening.open(bad)
    assert names(window) == ["a"]
    assert "can't be used" in window.page.notice._text.text()


def test_two_sets_of_one_name_are_told_apart_by_their_files_and_that_is_said(window, tmp_path):  # noqa: F811
    (tmp_path / "other").mkdir()
    window.begin([*write(tmp_path, "a"), *write(tmp_path / "other", "a")], demo=False, warning=None)
    assert names(window) == ["a", "a"]
    said = window.sets.pages.all[1].notice._text.text()
    assert said == "Another open set is called “a” too: the history takes both for one."
    tabs = window._set_row.tabs
    assert tabs.tabToolTip(0) != tabs.tabToolTip(1)


def test_a_file_that_another_tab_has_open_is_not_saved_over(window, tmp_path):  # noqa: F811
    first, second = write(tmp_path, "a", "b")
    window.begin([first, second], demo=False, warning=None)
    before = second.read_text()
    window.session.put(make_task("mine"))
    window.page.files._spawn(window.page.files._save(second, None, overwrite=True))
    assert second.read_text() == before
    assert "open in another tab" in window.page.notice._text.text()
    assert window.session.dirty


def test_what_was_open_is_opened_again_in_its_order(window, qtbot, tmp_path):  # noqa: F811
    paths = write(tmp_path, "a", "b", "c", "d")
    window.begin(paths, demo=False, warning=None)
    window.sets.pages.show_page(window.sets.pages.all[2])
    with qtbot.waitSignal(window.closed, timeout=LONG_MS):
        window.close()
    settings, warning = store.load(tmp_path / "settings.toml")
    assert warning is None
    assert settings.open_sets == tuple(map(str, paths))
    assert settings.last_set == str(paths[2])


@pytest.mark.parametrize(
    ("kept", "expected", "first"),
    [
        ({"open_sets": "abc", "last_set": "b"}, ["a", "b", "c"], "b"),
        ({"open_sets": "abc", "last_set": "c"}, ["a", "b", "c"], "c"),
        ({"open_sets": "axc", "last_set": "x"}, ["a", "c"], "a"),
        ({"open_sets": "xab", "last_set": "a"}, ["a", "b"], "a"),
        ({"open_sets": "", "last_set": "b"}, ["b"], "b"),
        ({"open_sets": "x", "last_set": "x"}, ["Untitled"], "Untitled"),
        ({"open_sets": "ab", "last_set": None}, ["a", "b"], "b"),  # the one that was shown has no file
    ],
)
def test_opened_again(window, tmp_path, kept, expected, first):  # noqa: F811
    write(tmp_path, "a", "b", "c")
    last = kept["last_set"]
    window._preferences.update(
        open_sets=tuple(str(tmp_path / f"{name}.toml") for name in kept["open_sets"]),
        last_set=None if last is None else str(tmp_path / f"{last}.toml"),
    )
    window.begin([], demo=False, warning=None)
    assert (names(window), shown(window)) == (expected, first)
    assert not window.page.notice.isVisible()  # that a file is gone is nothing to complain about


def test_until_all_are_open_again_none_is_forgotten(window, tmp_path):  # noqa: F811
    paths = write(tmp_path, "a", "b")
    window.sets.opening.unopened = tuple(map(str, paths))
    window.sets.opening._spawn(window.sets.opening._open(paths[1]))
    assert window._preferences.settings.open_sets == (str(paths[1]), str(paths[0]))


def test_of_a_file_that_cannot_be_used_the_version_before_gets_a_tab_of_its_own(window, qtbot, tmp_path):  # noqa: F811
    (path,) = write(tmp_path, "a")
    window.begin([path], demo=False, warning=None)
    window.session.put(make_task("x"))
    asyncio.run(window.session.save(path))
    window.sets.closing.close_page(window.page)
    path.write_text("nothing")
    window.session.put(make_task("mine"))
    window.sets.opening.open(path)
    next(b for b in window.findChildren(QPushButton) if b.text() == "Open the version before").click()
    assert names(window) == ["Untitled", "a"]
    assert [task.id for task in window.session.task_set.tasks] == ["t"]
