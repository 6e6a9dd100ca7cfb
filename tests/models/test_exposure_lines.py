"""The lines that are looked through: everything there is, nothing that hides, nothing that poses as something else."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from tests.tasks.make import make_task
from tests.tasks.test_exposure import EVERYTHING
from waitgui.models.exposure_lines import IS_TITLE, WIDTH, ExposureLines, use_words
from waitgui.tasks.exposure import Use, exposure
from waitgui.tasks.model import TaskSet, empty_set


def lines(task_set: TaskSet) -> list[str]:
    model = ExposureLines(task_set)
    return [model.index(row).data() for row in range(model.rowCount())]


def shell(line: str, name: str = "T") -> TaskSet:
    task = make_task("t", action={"kind": "command", "shell": line}).model_copy(update={"name": name})
    return empty_set("Set").replaced(task)


def test_every_use_of_every_kind_is_there(qtmodeltester) -> None:
    task_set = TaskSet.model_validate(EVERYTHING)
    model = ExposureLines(task_set)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    shown = lines(task_set)
    for _, use, text in exposure(task_set):
        at = shown.index(f"    {text.splitlines()[0]}")
        assert use_words(use) == shown[at - 1].strip() or text.startswith("wherever")
    assert [row for row in range(model.rowCount()) if model.index(row).data(IS_TITLE)] == [
        row for row, line in enumerate(shown) if not line.startswith(" ")
    ]
    assert model.data(QModelIndex()) is None


def test_every_use_has_words() -> None:
    assert len({use_words(use) for use in Use}) == len(Use)


def test_control_and_bidi_characters_are_escaped() -> None:
    shown = lines(shell("a\x1b[2J\x07\u202eb\tc\x7f\u2028\u200b", name="N\u202e\n"))
    assert shown == [
        r"N\u202e\u000a (t)",
        "  Runs in the shell",
        r"    a\u001b[2J\u0007\u202eb\u0009c\u007f\u2028\u200b",
    ]
    assert all(line.isprintable() for line in shown)


def test_markup_stays_what_it_is() -> None:
    assert lines(shell("<b>bold</b>"))[-1] == "    <b>bold</b>"


def test_what_is_far_to_the_right_goes_on_below() -> None:
    """Behind a screenful of spaces nobody would look."""
    text = "true" + " " * 500 + "; rm -rf ~"
    shown = lines(shell(text))[2:]
    assert max(map(len, shown)) <= WIDTH + len("    … ")
    assert "".join(re.sub("^    (… )?", "", line) for line in shown) == text
    assert all(line.startswith("    … ") for line in shown[1:])


def test_the_lines_of_a_text_cannot_pose_as_the_next_task() -> None:
    shown = lines(shell("true\nOther (o)\n  Runs in the shell\n\nls"))
    assert shown[2:] == ["    true", "    Other (o)", "      Runs in the shell", "    ", "    ls"]
