"""Several tasks selected at once in the real window, by list and lanes; what is done to all of them; their order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from tests.tasks.make import make_task
from tests.views.drags import entering
from tests.views.test_main_window import window
from waitgui.models.lane_order import Show, Sort
from waitgui.models.task_table import TASK_ID, Column
from waitgui.views.row_drag import TASKS
from waitgui.views.tags_dialog import TagsDialog
from waitgui.views.task_form import TaskForm
from waitgui.views.timeline.gutter import Gutter

__all__ = ["window"]
MS = 10_000
CTRL, SHIFT, ALT = (getattr(Qt.KeyboardModifier, name) for name in ("ControlModifier", "ShiftModifier", "AltModifier"))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def filled(window):
    for name, tag in (("alpha", "day"), ("beta", "night"), ("gamma", "day"), ("delta", "")):
        window.session.put(make_task(name).model_copy(update={"tags": (tag,) if tag else ()}))
    window.page.select("alpha")
    return window


@pytest.fixture
def listed(filled):
    filled.page.views.show_tasks()
    return filled


def ids(window) -> list[str]:
    return [task.id for task in window.session.task_set.tasks]


def names(window) -> list[str]:
    return [task.name for task in window.session.task_set.tasks]


def click_row(window, qtbot, row: int, held=Qt.KeyboardModifier.NoModifier) -> None:
    shown = window.page.views.list
    at = shown.visualRect(shown.model().index(row, 1)).center()
    qtbot.mouseClick(shown.viewport(), LEFT, held, at)


def click_lane(window, qtbot, task: str, held=Qt.KeyboardModifier.NoModifier) -> None:
    gutter = window.findChild(Gutter)
    lanes = window.page.timeline.camera.lanes
    row = window.page.models.timeline.row_of(task)
    qtbot.mouseClick(gutter, LEFT, held, QPoint(120, round(lanes.middle(row) / lanes.dpr)))


def press(widget, qtbot, name: str) -> None:
    button = next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)
    qtbot.mouseClick(button, LEFT)


def test_rows_are_added_and_taken_away(listed, qtbot):
    click_row(listed, qtbot, 1)
    click_row(listed, qtbot, 3, CTRL)
    assert (listed.page.chosen.tasks, listed.page.selected) == ({"beta", "delta"}, "delta")
    click_row(listed, qtbot, 3, CTRL)
    assert listed.page.chosen.tasks == {"beta"}
    click_row(listed, qtbot, 1)
    click_row(listed, qtbot, 3, SHIFT)
    assert listed.page.chosen.tasks == {"beta", "gamma", "delta"}
    click_row(listed, qtbot, 0)
    assert listed.page.chosen.tasks == {"alpha"}


def test_lanes_are_added_and_taken_away(filled, qtbot):
    click_lane(filled, qtbot, "gamma", CTRL)
    assert filled.page.chosen.tasks == {"alpha", "gamma"}
    assert filled.page.timeline.camera.chosen == {"alpha", "gamma"}
    click_lane(filled, qtbot, "delta", SHIFT)
    assert filled.page.chosen.tasks == {"gamma", "beta", "delta"}  # as lanes stand, in their groups
    click_lane(filled, qtbot, "delta")
    assert filled.page.chosen.tasks == {"delta"}
    qtbot.keyClick(filled.page.timeline.canvas, Qt.Key.Key_Up, SHIFT)
    assert (filled.page.chosen.tasks, filled.page.selected) == ({"beta", "delta"}, "beta")
    shown = filled.page.views.list.selectionModel().selectedRows()
    assert {index.data(Qt.ItemDataRole.UserRole) for index in shown} == {"beta", "delta"}


def test_all_that_are_shown_are_selected_and_hidden_ones_let_go(listed, qtbot):
    qtbot.keyClick(listed.page.views.list, Qt.Key.Key_A, CTRL)
    assert len(listed.page.chosen.tasks) == 4
    listed.page.filter.setText("day")
    qtbot.waitUntil(lambda: listed.page.models.arranger.choice.text == "day", timeout=MS)
    assert listed.page.chosen.tasks == {"alpha", "gamma"}


def test_start_pause_and_stop_act_on_all(listed, qtbot):
    click_row(listed, qtbot, 2, SHIFT)
    listed.command("start").trigger()
    qtbot.waitUntil(lambda: listed.session.active == {"alpha", "beta", "gamma"}, timeout=MS)
    qtbot.waitUntil(lambda: listed.command("stop").isEnabled(), timeout=MS)
    assert not listed.command("start").isEnabled()
    listed.command("pause").trigger()
    qtbot.waitUntil(lambda: all(map(listed.session.is_paused, listed.session.active)), timeout=MS)
    qtbot.waitUntil(lambda: listed.command("pause").text() == "Resume", timeout=MS)
    listed.command("stop").trigger()
    qtbot.waitUntil(lambda: not listed.session.active, timeout=MS)


def test_several_are_deleted_in_one_step_and_come_back(listed, qtbot):
    before = listed.session.task_set
    click_row(listed, qtbot, 2, CTRL)
    listed.command("delete").trigger()
    assert ids(listed) == ["beta", "delta"]
    assert listed.page.selected == "delta"
    assert "2 tasks were deleted." in listed.page.notice._text.text()
    qtbot.mouseClick(listed.page.notice._action, LEFT)
    assert listed.session.task_set == before
    assert listed.page.chosen.tasks == {"alpha", "gamma"}


def test_copies_stand_beside_what_they_copy(listed, qtbot):
    click_row(listed, qtbot, 1, CTRL)
    listed.command("duplicate").trigger()
    assert names(listed) == ["Alpha", "Alpha (copy)", "Beta", "Beta (copy)", "Gamma", "Delta"]
    assert listed.page.chosen.tasks == {"alpha-copy", "beta-copy"}


def test_tasks_step_up_and_down_in_the_list(listed, qtbot):
    click_row(listed, qtbot, 1)
    qtbot.keyClick(listed.page.views.list, Qt.Key.Key_Down, ALT)
    assert ids(listed) == ["alpha", "gamma", "beta", "delta"]
    assert listed.page.selected == "beta"
    assert listed.page.views.list.currentIndex().row() == 2
    qtbot.keyClick(listed.page.views.list, Qt.Key.Key_Up, ALT)
    assert ids(listed) == ["alpha", "beta", "gamma", "delta"]


def test_on_the_timeline_tasks_step_within_their_group(filled, qtbot):
    qtbot.keyClick(filled.page.timeline.canvas, Qt.Key.Key_Down, ALT)
    assert ids(filled) == ["gamma", "beta", "alpha", "delta"]
    assert filled.page.selected == "alpha"


def test_sorted_lanes_cant_be_moved_and_the_command_says_why(filled):
    filled.page.models.arranger.sort(Sort.NAME)
    move = filled.command("move_up")
    assert not move.isEnabled()
    assert "Sort them as in the set" in move.toolTip()
    filled.page.views.show_tasks()
    assert move.isEnabled()
    assert "Alt+Up" in move.toolTip()


def drag_lane(window, qtbot, task: str, to: str, share: float) -> None:
    """From the middle of a lane to that share of another one's height."""
    gutter, lanes = window.findChild(Gutter), window.page.timeline.camera.lanes
    row, other = (window.page.models.timeline.row_of(name) for name in (task, to))
    y = (lanes.top(other) + share * (lanes.bottom(other) - lanes.top(other))) / lanes.dpr
    qtbot.mousePress(gutter, LEFT, pos=QPoint(120, round(lanes.middle(row) / lanes.dpr)))
    qtbot.mouseMove(gutter, QPoint(120, round(y)))
    qtbot.mouseRelease(gutter, LEFT, pos=QPoint(120, round(y)))


def test_lanes_are_dragged_within_their_group(filled, qtbot):
    filled.session.put(make_task("omega").model_copy(update={"tags": ("day",)}))
    drag_lane(filled, qtbot, "omega", "alpha", 0.2)
    assert ids(filled) == ["omega", "alpha", "beta", "gamma", "delta"]
    drag_lane(filled, qtbot, "omega", "delta", 0.9)  # another group: it ends up as the last of its own
    assert ids(filled) == ["alpha", "beta", "gamma", "omega", "delta"]
    click_lane(filled, qtbot, "alpha")
    click_lane(filled, qtbot, "gamma", CTRL)
    drag_lane(filled, qtbot, "gamma", "omega", 0.9)
    assert ids(filled) == ["beta", "omega", "alpha", "gamma", "delta"]
    assert filled.page.chosen.tasks == {"alpha", "gamma"}
    click_lane(filled, qtbot, "gamma")
    assert filled.page.chosen.tasks == {"gamma"}


def test_sorted_lanes_arent_dragged(filled, qtbot):
    filled.page.models.arranger.sort(Sort.NAME)
    drag_lane(filled, qtbot, "gamma", "alpha", 0.2)
    assert ids(filled) == ["alpha", "beta", "gamma", "delta"]


def test_what_the_filter_hides_isnt_deleted(filled):
    filled.page.models.arranger.filter("night", Show.ALL)
    assert filled.page.chosen.tasks == {"alpha"}
    filled.command("delete").trigger()
    filled.command("duplicate").trigger()
    assert ids(filled) == ["alpha", "beta", "gamma", "delta"]
    filled.page.models.arranger.filter("alph", Show.ALL)
    filled.command("delete").trigger()
    assert ids(filled) == ["beta", "gamma", "delta"]


def drop_on(widget, content: QMimeData, at: QPoint, source=None) -> bool:
    """What Qt does with a drop; a drag can't be made offscreen."""
    args = (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, content, LEFT, Qt.KeyboardModifier.NoModifier)
    entered = entering(at, content, actions=args[0])
    QApplication.sendEvent(widget, entered)
    if not entered.isAccepted():
        return False
    dropped = QDropEvent(QPointF(at), *args)
    QApplication.sendEvent(widget, dropped)
    return dropped.isAccepted()


def test_rows_are_put_where_they_are_dropped(listed):
    shown = listed.page.views.list
    told = []
    shown.placed.connect(lambda tasks, before: told.append((tasks, before)))
    content = QMimeData()
    content.setData(TASKS, b"alpha\nbeta")
    row = shown.visualRect(shown.model().index(3, 0))
    assert not drop_on(shown.viewport(), content, row.topLeft())  # dragged from elsewhere
    assert not told
    listed.page.edits.place(frozenset({"alpha", "beta"}), "delta")
    assert ids(listed) == ["gamma", "alpha", "beta", "delta"]
    assert shown._subset.task_at(shown._row_below(row.top() + 1)) == "delta"
    assert shown._subset.task_at(shown._row_below(row.bottom() - 1)) is None
    listed.page.edits.place(frozenset({"gamma"}), None)
    assert ids(listed) == ["alpha", "beta", "delta", "gamma"]


@pytest.mark.parametrize("view", ["timeline", "tasks"])
def test_a_dropped_script_becomes_a_task_in_the_form_and_isnt_run(filled, qtbot, tmp_path, view):
    filled.page.views.show_view(view)
    script = tmp_path / "clean_up.sh"
    script.write_text(f"touch {tmp_path / 'ran'}\n")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(script))])
    assert drop_on(filled.page, content, QPoint(300, 200))
    form = filled.findChild(TaskForm)
    qtbot.waitUntil(form.isVisible, timeout=MS)
    assert form.fields.name.edit.text() == "Clean up"
    qtbot.mouseClick(form.footer.save, LEFT)
    made = filled.session.task_set.tasks[-1]
    assert (made.id, made.action.argv, made.action.cwd) == ("clean-up", ("sh", str(script)), str(tmp_path))
    assert not (tmp_path / "ran").exists()


def test_other_files_are_refused_or_left_to_the_window(filled, tmp_path):
    notes, tasks = tmp_path / "notes.txt", tmp_path / "set.toml"
    notes.write_text("")
    tasks.write_text("")
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(notes))])
    assert drop_on(filled.page, content, QPoint(300, 200))
    assert filled.findChild(TaskForm) is None
    assert "“notes.txt” is neither a program nor a script." in filled.page.notice._text.text()
    content.setUrls([QUrl.fromLocalFile(str(tasks))])
    drop_on(filled.page, content, QPoint(300, 200))
    assert f"{tasks}:1: format: is missing" in filled.page.notice._text.text()  # the window has tried to open it


def test_tags_of_several(listed, qtbot):
    click_row(listed, qtbot, 2, SHIFT)
    listed.command("tags").trigger()
    dialog = listed.findChild(TagsDialog)
    boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
    assert [box.checkState() for box in boxes.values()] == [Qt.CheckState.PartiallyChecked] * 2
    boxes["night"].setCheckState(Qt.CheckState.Unchecked)
    dialog.edit.setText("tls, , slow")
    qtbot.mouseClick(dialog.findChild(QPushButton, "save_tags"), LEFT)
    assert [task.tags for task in listed.session.task_set.tasks] == [
        ("day", "tls", "slow"), ("tls", "slow"), ("day", "tls", "slow"), (),
    ]  # fmt: skip


def test_the_lists_menu_is_for_all_that_are_selected(listed, qtbot):
    click_row(listed, qtbot, 1, CTRL)
    shown = listed.page.views.list
    told = []
    shown.menuWanted.disconnect()
    shown.menuWanted.connect(told.append)
    at = shown.visualRect(shown.model().index(1, 0)).center()
    for reason, place in ((QContextMenuEvent.Reason.Mouse, at), (QContextMenuEvent.Reason.Keyboard, QPoint(0, 0))):
        event = QContextMenuEvent(reason, place, shown.viewport().mapToGlobal(place))
        QApplication.sendEvent(shown.viewport(), event)
    assert len(told) == 2
    assert listed.page.chosen.tasks == {"alpha", "beta"}


def counts(window) -> dict[str, bool]:
    panel = window.page.details.panel
    return [count.words.text() for count in panel.counts.values() if not count.isHidden()]


def test_several_selected_tasks_are_summed_up_in_place_of_one(filled, qtbot):
    details = filled.page.details
    assert details.currentWidget() is filled.page.inspector
    filled.page.chosen.choose(["alpha", "gamma", "delta"], "gamma")
    assert details.currentWidget() is details.panel
    assert details.panel.title.text() == "3 tasks selected"
    assert details.panel.names.text() == "Alpha, Gamma, Delta"
    assert counts(filled) == ["3 not started"]
    press(details.panel, qtbot, "Start")
    qtbot.waitUntil(lambda: "3 not started" not in counts(filled), timeout=MS)
    assert filled.session.active == {"alpha", "gamma", "delta"}
    press(details.panel, qtbot, "Stop")
    qtbot.waitUntil(lambda: counts(filled) == ["3 stopped"], timeout=MS)
    press(details.panel, qtbot, "Delete")
    assert ids(filled) == ["beta"]
    assert details.currentWidget() is filled.page.inspector


def test_of_many_some_are_named(filled):
    for number in range(20):
        filled.session.put(make_task(f"t{number}"))
    filled.page.choosing.all()
    assert filled.page.details.panel.names.text().endswith("T3 and 16 more")


def test_a_small_window_sums_them_up_in_its_strip(filled):
    filled.resize(900, 600)
    filled.page.chosen.choose(["alpha", "gamma"], "gamma")
    strip = filled.page._strip
    assert (strip._name.full_text, strip._sentence.full_text) == ("2 tasks selected", "2 not started")


def click_title(window, qtbot, column: int) -> None:
    header = window.page.views.list.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 30, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=at)


def in_rows(window) -> list[str]:
    model = window.page.views.list.model()
    return [model.index(row, 0).data(TASK_ID) for row in range(model.rowCount())]


def test_titles_sort_the_rows_and_a_third_click_shows_them_as_in_the_set(listed, qtbot):
    listed.page.chosen.choose(["beta", "delta"], "delta")
    click_title(listed, qtbot, Column.NAME)
    assert in_rows(listed) == ["alpha", "beta", "delta", "gamma"]
    assert listed.page.chosen.tasks == {"beta", "delta"}
    rows = {index.row() for index in listed.page.views.list.selectionModel().selectedRows()}
    assert (rows, listed.page.views.list.currentIndex().row()) == ({1, 2}, 2)
    click_title(listed, qtbot, Column.NAME)
    assert in_rows(listed) == ["gamma", "delta", "beta", "alpha"]
    assert not listed.command("move_up").isEnabled()
    assert "sorted" in listed.command("move_up").toolTip()
    click_title(listed, qtbot, Column.NAME)
    assert in_rows(listed) == ["alpha", "beta", "gamma", "delta"] == ids(listed)
    assert listed.command("move_up").isEnabled()


def test_the_commands_that_sort_lanes_sort_the_table_where_it_is_shown(listed):
    listed.command("sort_name").trigger()
    assert in_rows(listed) == ["alpha", "beta", "delta", "gamma"]
    assert listed.page.views.list.horizontalHeader().sortIndicatorSection() == Column.NAME
    listed.command("sort_set").trigger()
    assert in_rows(listed) == ids(listed)
    listed.page.views.show_timeline()
    listed.command("sort_name").trigger()
    assert in_rows(listed) == ids(listed)


def test_home_and_end_go_to_the_first_and_the_last_task(listed, qtbot):
    shown = listed.page.views.list
    click_row(listed, qtbot, 1)
    qtbot.keyClick(shown, Qt.Key.Key_End)
    assert (listed.page.selected, listed.page.chosen.tasks) == ("delta", {"delta"})
    qtbot.keyClick(shown, Qt.Key.Key_Home, SHIFT)
    assert (listed.page.selected, len(listed.page.chosen.tasks)) == ("alpha", 4)
