"""What becomes of files: links, and files that can't be used any more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from tests.tasks.make import make_task
from tests.views.test_main_window import box_of, press, window  # noqa: F401 - a fixture
from waitgui.store import atomic
from waitgui.store.task_set_file import load, save
from waitgui.tasks.model import empty_set


@pytest.fixture
def linked(window, tmp_path):  # noqa: F811
    target, link = tmp_path / "real.toml", tmp_path / "link.toml"
    save(target, empty_set("Home").replaced(make_task("a")))
    link.symlink_to(target)
    window.sets.opening.open(link)
    window.session.put(make_task("b"))
    window.page.files.save()
    return window, target, link


def test_saving_through_a_link_goes_where_one_says(linked):
    window, target, link = linked  # noqa: F811
    assert str(target) in box_of(window).informativeText()
    press(box_of(window), "Save there")
    assert link.is_symlink()
    assert [task.id for task in load(target).task_set.tasks] == ["a", "b"]
    assert not window.session.dirty
    window.session.put(make_task("c"))
    window.page.files.save()  # asks no more
    assert [task.id for task in load(target).task_set.tasks] == ["a", "b", "c"]


def test_or_replaces_the_link(linked):
    window, target, link = linked  # noqa: F811
    press(box_of(window), "Replace the link")
    assert not link.is_symlink()
    assert [task.id for task in load(link).task_set.tasks] == ["a", "b"]
    assert [task.id for task in load(target).task_set.tasks] == ["a"]


def test_or_nowhere(linked):
    window, target, link = linked  # noqa: F811
    press(box_of(window), "Cancel")
    assert link.is_symlink()
    assert window.session.dirty
    assert [task.id for task in load(target).task_set.tasks] == ["a"]


def test_of_a_file_that_cannot_be_used_the_version_before_is_offered(window, tmp_path):  # noqa: F811
    path = tmp_path / "home.toml"
    saved = save(path, empty_set("Home").replaced(make_task("a")))
    save(path, empty_set("Home").replaced(make_task("b")), saved)
    assert atomic.backups(path)
    path.write_text("format = 1\n[[tasks]\n")
    window.sets.opening.open(path)
    assert not window.session.task_set.tasks
    offer = next(b for b in window.findChildren(QPushButton) if b.text() == "Open the version before")
    offer.click()
    assert [task.id for task in window.session.task_set.tasks] == ["a"]
    assert window.session.path is None  # saving asks where, and doesn't write over the broken file
    assert path.read_text() == "format = 1\n[[tasks]\n"


def test_without_a_version_before_nothing_is_offered(window, tmp_path):  # noqa: F811
    path = tmp_path / "home.toml"
    path.write_text("nothing")
    window.sets.opening.open(path)
    assert not [b for b in window.findChildren(QPushButton) if b.text() == "Open the version before"]


def test_a_new_file_is_named_so_that_desktops_know_it(window, tmp_path):  # noqa: F811
    window.session.put(make_task("a"))
    window.page.files.save_as()
    dialog = window.findChild(QFileDialog)
    (proposed,) = dialog.selectedFiles()
    assert Path(proposed).name == "untitled.waitgui.toml"
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("home")
    assert Path(dialog.selectedFiles()[0]) == tmp_path / "home.waitgui.toml"
    dialog.accept()
    assert load(tmp_path / "home.waitgui.toml").task_set.name == "home"
