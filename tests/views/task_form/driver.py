"""A form and the hands that fill it in, by real keys and clicks."""

import copy
from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QWidget

from waitgui.runner.foresight import Forecast, ForecastEnd, ForecastRow, forecast
from waitgui.tasks.model import Backoff, Poll
from waitgui.tasks.record import Kind, Reason
from waitgui.tasks.tries import prospect
from waitgui.views.task_form import TaskForm

NOW = datetime(2026, 11, 23, 14, 32, 6, 909_000).astimezone()
SYNC = {
    "id": "sync-photos",
    "name": "Sync photos",
    "schedule": {"kind": "repeat", "period": "5m", "jitter": 0.2, "initial_delay": "10s"},
    "action": {"kind": "command", "argv": ["rsync", "-a", "~/Photos", "nas:/photos"]},
    "stop": {"after_runs": 10},
}
S, MIN = 1_000_000_000, 60_000_000_000


def play(task, takes_ns):
    """What would happen, of polls and backoffs without a stop rule."""
    schedule = task.schedule
    if isinstance(schedule, Poll):
        return _polled(schedule)
    if isinstance(schedule, Backoff):
        return _backed_off(schedule)
    return forecast(task, takes_ns=takes_ns)


def _polled(poll):
    first = 0 if poll.immediate else 1
    times = [number * poll.interval_ns for number in range(first, first + 5)]
    limit_ns = poll.timeout_ns
    rows = [ForecastRow(n, at, at, Kind.CONDITION) for n, at in enumerate(times, 1) if not limit_ns or at < limit_ns]
    if not limit_ns:
        return Forecast(tuple(rows), None)
    many = -(-(limit_ns - first * poll.interval_ns) // max(poll.interval_ns, 1))
    return Forecast(tuple(rows), ForecastEnd(Reason.TIMED_OUT, many, limit_ns, limit_ns))


def _backed_off(backoff):
    whole, rows, low, high = prospect(backoff), [], 0, 0
    for n, wait in enumerate(whole.waits[:12], 1):
        rows.append(ForecastRow(n, low, high))
        low, high = low + wait.low_ns, high + wait.high_ns
    if whole.tries is None:
        return Forecast(tuple(rows), None)
    if not whole.ended_by_cap and whole.tries < 12:
        rows.append(ForecastRow(whole.tries, low, high))
    return Forecast(tuple(rows), ForecastEnd(Reason.GAVE_UP, whole.tries, whole.low_ns, whole.high_ns))


class Driver:
    """A form and the hands that fill it in."""

    def __init__(
        self, qtbot, theme, draft, *, is_new=False, taken_ids=frozenset(), play=play, size=(1000, 760), **more
    ):
        self.qtbot = qtbot
        self.form = TaskForm(
            None,
            theme=theme,
            set_name="Home server",
            draft=draft,
            taken_ids=taken_ids,
            forecast=play,
            is_new=is_new,
            now=lambda: NOW,
            **more,
        )
        self.saved = []
        self.form.accepted_task.connect(self.saved.append)
        qtbot.addWidget(self.form)
        self.form.resize(*size)
        with qtbot.waitActive(self.form):
            self.form.open()
        self.form.resize(*size)

    def find(self, name, kind=QWidget):
        widget = self.form.findChild(kind, name)
        assert widget is not None, name
        return widget

    def type(self, name, text):
        """Replaces what a field says, key by key."""
        control = self.find(name)
        control.setFocus()
        QTest.keyClick(control, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(control, Qt.Key.Key_Backspace)
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(control, Qt.Key.Key_Return)
            QTest.keyClicks(control, line)

    def click(self, name):
        widget = self.find(name)
        area = self.form.fields_area
        if area.isAncestorOf(widget):
            area.ensureWidgetVisible(widget)
        where = QPoint(10, widget.height() // 2) if isinstance(widget, QCheckBox) else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where)

    def open_more(self):
        self.click("more")
        assert self.find("tags").isVisible()

    def choose(self, name, text):
        """Chooses from a list with the arrow keys."""
        box = self.find(name, QComboBox)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        while box.currentText() != text and box.currentIndex() < box.count() - 1:
            QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText() == text

    def add_rule(self, title):
        self.click("add_rule")
        menu = QApplication.activePopupWidget()
        action = next(action for action in menu.actions() if action.text() == title and action.isVisible())
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def problem(self, name):
        """What is said beneath a field, "" if nothing is."""
        label = self.find(f"{name}-problem", QLabel)
        return label.text() if label.isVisible() and label.property("look") == "error" else ""

    def advice(self, name):
        label = self.find(f"{name}-problem", QLabel)
        return label.text() if label.isVisible() and label.property("look") == "secondary" else ""

    def hint(self, name):
        """What stands behind a control."""
        return next(field.hint.text() for field in self.form.fields.fields() if field.control.objectName() == name)

    @property
    def reason(self):
        return self.find("reason", QLabel).text()

    @property
    def can_save(self):
        return self.find("save").isEnabled()

    def save(self):
        self.click("save")
        (task,) = self.saved
        return task


def edited(**changes):
    """The draft of a task with some of it another."""
    draft = copy.deepcopy(SYNC)
    for where, value in changes.items():
        *way, last = where.split("__")
        table = draft
        for key in way:
            table = table.setdefault(key, {})
        table[last] = value
    return draft
