"""The help: every page with its pictures, the overview of keys that can't go stale, and F1 in the form."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, QTranslator
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from tests.tasks.make import make_task
from tests.views.dressing import dressed
from tests.views.task_form.conftest import drive, theme
from waitgui.models.timeline import Anchor, TimelineModel
from waitgui.views.commands import Commands
from waitgui.views.help import HelpDesk, HelpWindow, Topic, topic_of
from waitgui.views.help.shortcuts import sections_of
from waitgui.views.menus import Menus
from waitgui.views.task_form.delay_curve import DelayCurve
from waitgui.views.task_form.strip import ForecastStrip
from waitgui.views.timeline import keys
from waitgui.views.timeline.timeline_view import TimelineView

__all__ = ["drive", "theme"]


@pytest.fixture
def window(qtbot, theme):
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.commands = Commands(owner, theme)
    owner.menus = Menus(owner.commands, owner, QMenu(owner))
    owner.listed = None
    owner.desk = HelpDesk(owner, owner.commands, owner.menus, theme, lambda: owner.listed)
    owner.show()
    return owner


def shown_in(window) -> HelpWindow:
    return window.findChild(HelpWindow)


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_a_page_and_every_concept_a_picture(window, topic):
    window.desk.look_up(topic)
    helped = shown_in(window)
    assert helped.isVisible()
    assert helped.topic is topic
    page = helped._stack.currentWidget()
    words = [label.text() for label in page.findChildren(QLabel)]
    assert helped.topics.currentItem().text() in words
    pictures = [*page.findChildren(ForecastStrip), *page.findChildren(DelayCurve), *page.findChildren(TimelineView)]
    assert bool(pictures) == (topic is not Topic.KEYS)
    assert any(text.startswith("In the wait package") for text in words) == (topic is not Topic.KEYS)


def test_the_pictures_show_what_the_words_say(window):
    def strips(topic: Topic) -> list[list[int]]:
        window.desk.look_up(topic)
        page = shown_in(window)._stack.currentWidget()
        found = page.findChildren(ForecastStrip)
        return [[row.earliest_ns // 1_000_000_000 for row in strip._rows] for strip in found]

    assert strips(Topic.AFTER_END) == [[0, 80, 160, 240, 320], [0, 140, 280, 420, 560]]
    assert strips(Topic.FROM_START) == [[0, 60, 120, 180, 240], [0, 80, 160, 240, 320]]
    assert strips(Topic.ON_GRID) == [[0, 60, 120, 180, 240], [0, 120, 240, 360, 480]]
    assert strips(Topic.POLL)[0] == [5, 10, 15, 20, 20]  # the fourth check is met, and the action runs


class Foreign(QTranslator):
    """Names for the tasks of the pictures of which no id can be made, and all alike."""

    def isEmpty(self):
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        return "任务" if context == "help" and len(text) < 20 else text


def test_the_timeline_is_drawn_whatever_its_tasks_are_called(qapp, window):
    foreign = Foreign(qapp)
    qapp.installTranslator(foreign)
    try:
        window.desk.look_up(Topic.TIMELINE)
    finally:
        qapp.removeTranslator(foreign)
    (view,) = shown_in(window).findChildren(TimelineView)
    assert len({lane.task for lane in view.model.lanes}) == 5


def test_the_pictures_follow_the_theme(qapp, qtbot):
    grounds = []
    for mode in ("light", "dark"):
        with dressed(qapp, mode) as worn:
            owner = QWidget()
            qtbot.addWidget(owner)
            helped = HelpWindow(owner, worn)
            helped.look_up(Topic.BACKOFF)
            qtbot.waitExposed(helped)
            curve = helped.findChild(DelayCurve)
            grounds.append(curve.grab().toImage().pixelColor(curve.width() - 20, curve.height() // 3).name())
            assert grounds[-1] == worn.tokens.surface
    assert grounds[0] != grounds[1]


def test_every_command_with_a_key_is_in_the_overview(window):
    lines = {line for section in sections_of(window.menus.sections) for line in section.lines}
    told = {line.keys for line in lines}
    for name, action in window.commands._actions.items():
        if not action.shortcut().isEmpty():
            assert action.shortcut().toString(action.shortcut().SequenceFormat.NativeText) in told, name


def test_every_key_of_the_timeline_is_in_the_overview(qtbot, theme):
    model = TimelineModel(Anchor(0, 0))
    view = TimelineView(model, theme, lambda: 0)
    model.setParent(view)
    qtbot.addWidget(view)

    def takes(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
        view.keyPressEvent(event)  # not sent: Tab is taken before it comes here
        return event.isAccepted()

    bound = {key for found in keys.KEYS.values() for key in found}
    assert {key for key in Qt.Key if takes(key)} == bound
    assert all(takes(key, Qt.KeyboardModifier.ShiftModifier) for key in keys.SHIFTED.values())
    hints = keys.key_hints()
    assert len(hints) == len(keys.KEYS) + len(keys.SHIFTED)
    assert len({hint.keys for hint in hints}) == len(hints)
    assert all(hint.words for hint in hints)


def test_the_windows_commands_open_it(window):
    window.commands["help"].trigger()
    assert shown_in(window).topic is Topic.TIMELINE
    window.commands["keys"].trigger()
    assert shown_in(window).topic is Topic.KEYS
    assert len(window.findChildren(HelpWindow)) == 1


def test_f1_explains_what_one_is_at(window):
    window.commands["keys"].trigger()
    window.commands["help"].trigger()
    assert shown_in(window).topic is Topic.TIMELINE
    window.listed = make_task(kind="poll")
    window.commands["help"].trigger()
    assert shown_in(window).topic is Topic.POLL


def test_f1_closes_it_again(window, qtbot):
    window.desk.look_up(Topic.JITTER)
    qtbot.waitUntil(shown_in(window).isActiveWindow)
    qtbot.keyClick(shown_in(window).topics, Qt.Key.Key_F1)
    assert not shown_in(window).isVisible()


@pytest.mark.parametrize(
    ("place", "schedule", "topic"),
    [
        ((), {"kind": "repeat"}, Topic.AFTER_END),
        (("name",), {"kind": "poll"}, Topic.POLL),
        (("schedule", "period"), {"kind": "repeat", "sliding": False}, Topic.FROM_START),
        (("schedule", "sliding"), {"kind": "repeat", "sliding": False, "drift_free": True}, Topic.ON_GRID),
        (("schedule", "jitter"), {"kind": "backoff"}, Topic.JITTER),
        (("schedule", "cap"), {"kind": "backoff"}, Topic.CAP),
        (("schedule", "steps"), {"kind": "backoff"}, Topic.BACKOFF),
        (("retry", "factor"), {"kind": "repeat"}, Topic.BACKOFF),
        (("schedule", "condition", "port"), {"kind": "poll"}, Topic.POLL),
        (("stop", "when", "port"), {"kind": "repeat"}, Topic.STOP_RULES),
    ],
)
def test_a_field_knows_its_concept(place, schedule, topic):
    assert topic_of(place, schedule) is topic


def test_f1_in_the_form_explains_the_field(drive, qtbot):
    form = drive().form
    field = next(field for field in form.fields.fields() if field.locs == (("schedule", "jitter"),))
    field.control.setFocus()
    qtbot.keyClick(form, Qt.Key.Key_F1)
    helped = form.findChild(HelpWindow)
    assert helped.isVisible()
    assert helped.topic is Topic.JITTER
    assert Topic.KEYS not in helped._offered()
