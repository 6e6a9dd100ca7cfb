"""The icon in the tray: three shapes, a tool tip, a menu; and trays that come late or go."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QSystemTrayIcon

from tests.tasks.make import make_task, read
from tests.views.dressing import RESOURCES, dressed
from tests.views.residing import LONG_MS, at_home
from waitgui.models.task_states import State
from waitgui.views.icons import Icons
from waitgui.views.tokens import DARK, LIGHT
from waitgui.views.tray import LATE_S, SELDOM_S, Tray
from waitgui.views.tray_icon import SIZES_PX, Shape, tray_icon

S = 1_000_000_000


@pytest.fixture
def home(qapp, qtbot, tmp_path):
    with at_home(qapp, qtbot, tmp_path) as home:
        yield home


def menu(home) -> list[str]:
    """What the menu shows, without its separators."""
    home.tray.menu.aboutToShow.emit()
    shown = [action for action in home.tray.menu.actions() if action.isVisible() and not action.isSeparator()]
    return [read(action.text()) for action in shown]


def press(home, text: str) -> None:
    next(action for action in home.tray.menu.actions() if action.text() == text).trigger()


def failing(task_id: str = "dump", period: str = "1h"):
    return make_task(task_id, action={"kind": "command", "argv": ["false"]}, period=period)


def test_nothing_running(home):
    home.tray.refresh()
    assert home.tray.tool_tip == "Nothing is running"
    assert menu(home) == ["Nothing is running", "Pause all", "Stop all", "Open waitgui", "Quit"]


def test_what_runs_and_what_comes_next(home, qtbot):
    home.session.put(make_task("sync", action={"kind": "none", "takes": "1h"}))
    home.session.put(make_task("heartbeat", initial_delay="1h"))
    home.session.put(make_task("later", initial_delay="2h"))
    home.session.start_all()
    qtbot.waitUntil(lambda: home.session.states.of("sync").state is State.RUNNING, timeout=LONG_MS)
    qtbot.waitUntil(lambda: home.session.states.of("later").planned is not None, timeout=LONG_MS)
    start_ns = home.session.states.of("sync").ticking.start_ns
    home.now_ns = lambda: start_ns + 38 * S
    assert menu(home) == [
        "1 running",
        "Next: Heartbeat in 59 min",
        "Sync – 38 s",
        "Later – in 1 h 59 min",
        "Pause all",
        "Stop all",
        "Open waitgui",
        "Stop all and quit",
    ]
    assert read(home.tray.tool_tip) == "1 running · Next: Heartbeat in 59 min"
    due_ns = home.session.states.of("heartbeat").planned.due_ns
    home.now_ns = lambda: due_ns - 4 * S
    home.tray.refresh()
    assert read(home.tray.tool_tip) == "1 running · Next: Heartbeat in 4 s"


def test_a_failure_is_named_first(home, qtbot):
    home.session.put(failing())
    home.session.start_all()
    qtbot.waitUntil(lambda: home.session.states.of("dump").shown is State.FAILING, timeout=LONG_MS)
    shown = menu(home)
    assert shown[0] == "1 failed"
    assert shown[2].startswith("Dump – failed ")
    assert home.tray._shape is Shape.FAILED


def test_pause_and_resume_all(home, qtbot):
    for name in "ab":
        home.session.put(make_task(name, initial_delay="1h"))
    home.session.start_all()
    qtbot.waitUntil(lambda: home.session.states.of("b").planned is not None, timeout=LONG_MS)
    home.tray.refresh()
    press(home, "Pause all")
    qtbot.waitUntil(lambda: home.session.states.of("b").state is State.PAUSED, timeout=LONG_MS)
    qtbot.waitUntil(lambda: home.session.states.of("a").state is State.PAUSED, timeout=LONG_MS)
    assert menu(home)[:2] == ["2 paused", "Resume all"]
    press(home, "Resume all")
    qtbot.waitUntil(lambda: not any(home.session.is_paused(name) for name in "ab"), timeout=LONG_MS)


def test_stop_all(home, qtbot):
    home.session.put(make_task("a", initial_delay="1h"))
    home.session.start_all()
    home.tray.refresh()
    press(home, "Stop all")
    qtbot.waitUntil(lambda: not home.session.active, timeout=LONG_MS)


def test_a_task_in_the_menu_is_shown_in_the_window(home, qtbot):
    home.session.put(make_task("other"))
    home.session.put(failing())
    home.session.start(["dump"])
    qtbot.waitUntil(lambda: home.session.states.of("dump").shown is State.FAILING, timeout=LONG_MS)
    line = next(text for text in menu(home) if text.startswith("Dump"))
    with qtbot.waitSignal(home.tray.taskWanted, timeout=LONG_MS) as wanted:
        next(action for action in home.tray.menu.actions() if read(action.text()) == line).trigger()
    assert wanted.args == [home.session, "dump"]
    assert home.window.isVisible()
    assert home.window.page.selected == "dump"


def test_time_going_by_changes_nothing_in_a_menu_that_isnt_open(home, qtbot):
    """Each change would go over the bus to the panel."""
    home.session.put(make_task("heartbeat", initial_delay="1h"))
    home.session.start_all()
    qtbot.waitUntil(lambda: home.session.states.of("heartbeat").planned is not None, timeout=LONG_MS)
    home.tray.refresh()
    changed = []
    for action in home.tray.menu.actions():
        action.changed.connect(lambda: changed.append(1))
    due_ns = home.session.states.of("heartbeat").planned.due_ns
    for left_s in (30, 20, 10):
        home.now_ns = lambda left_s=left_s: due_ns - left_s * S
        home.tray.refresh()
        assert f"in {left_s} s" in read(home.tray.tool_tip)
    assert not changed
    home.session.stop_all()
    qtbot.waitUntil(lambda: not home.session.active, timeout=LONG_MS)
    home.tray.refresh()
    assert changed


def test_names_are_plain_text(home, qtbot):
    task = make_task("a", initial_delay="1h").model_copy(update={"name": "<b>&x</b>\t\u202e"})
    home.session.put(task)
    home.session.start_all()
    qtbot.waitUntil(lambda: home.session.states.of("a").planned is not None, timeout=LONG_MS)
    home.tray.refresh()
    assert "<b>&x</b>\\x09\\u202e" in home.tray.tool_tip
    assert not Qt.mightBeRichText(home.tray._icon.toolTip())
    assert home.tray._icon.toolTip().replace("\u2060", "") == home.tray.tool_tip
    assert "<b>&&x</b>" in home.tray.menu.actions()[1].text()


def test_a_late_tray_is_found_and_one_that_went_is_forgotten(home, qtbot):
    home.there = False
    with qtbot.waitSignal(home.tray.presenceChanged, timeout=LONG_MS) as gone:
        home.tray._on_second()
    assert gone.args == [False]
    assert not home.tray.present
    assert not home.tray.show_message("a", "b")
    home.there = True
    home.tray._on_second()
    assert home.tray.present
    assert home.tray.show_message("a", "b")


def test_after_a_minute_it_is_looked_for_less_often(home):
    asked = []
    home.there = False
    tray = Tray(home.window, home.theme, list, home.now_ns, lambda: bool(asked.append(1)))
    for _ in range(LATE_S + 10 * SELDOM_S):
        tray._on_second()
    assert len(asked) == LATE_S + 10


def test_a_click_brings_the_window(home, qtbot):
    with qtbot.waitSignal(home.tray.toggled, timeout=LONG_MS):
        home.tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert home.window.isVisible()
    with qtbot.assertNotEmitted(home.tray.toggled):
        home.tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_the_icon_follows_the_theme(qapp, home):
    def key() -> int:
        return home.tray._icon.icon().cacheKey()

    before = key()
    home.theme.set_mode("dark")
    assert key() != before
    again = key()
    home.tray.refresh()
    assert key() == again


def test_the_three_shapes_differ_in_shape_at_every_size(qapp):
    """By what is covered, not by colour."""
    with dressed(qapp):
        icons = Icons(RESOURCES)
        for tokens in (LIGHT, DARK):
            for size in SIZES_PX:
                covered = set()
                for shape in Shape:
                    image = tray_icon(icons, tokens, shape).pixmap(size, size).toImage()
                    assert (image.width(), image.height()) == (size, size)
                    covered.add(
                        tuple(image.pixelColor(x, y).lightnessF() > 0.5 for x in range(size) for y in range(size))
                    )
                assert len(covered) == len(Shape)
