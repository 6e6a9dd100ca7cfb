import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.views.dressing import dressed
from waitgui.views.tokens import DARK, LIGHT
from waitgui.views.welcome import Idea, Welcome

# What the offscreen platform says of any window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=["light", "dark"])
def theme(qapp, request):
    with dressed(qapp, request.param) as worn:
        yield worn


@pytest.fixture
def welcome(qtbot, theme):
    made = Welcome(theme)
    qtbot.addWidget(made)
    made.resize(1280, 751)
    with qtbot.waitActive(made):
        made.show()
    return made


BUTTONS = [
    ("welcome_new", "newTaskRequested"),
    ("welcome_open", "openRequested"),
    ("welcome_demo", "demoRequested"),
]


@pytest.mark.parametrize(("name", "signal"), BUTTONS)
def test_each_button_asks_for_its_thing_by_mouse_and_by_key(qtbot, welcome, name, signal):
    button = welcome.findChild(QPushButton, name)
    with qtbot.waitSignal(getattr(welcome, signal)):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        button.setFocus()
        with qtbot.waitSignal(getattr(welcome, signal)):
            QTest.keyClick(button, key)


def test_tab_goes_from_left_to_right(welcome):
    buttons = [welcome.findChild(QPushButton, name) for name, _signal in BUTTONS]
    buttons[0].setFocus()
    for button in buttons[1:]:
        QTest.keyClick(welcome.focusWidget(), Qt.Key.Key_Tab)
        assert welcome.focusWidget() is button


def test_everything_has_a_name(welcome):
    for widget in (*welcome.findChildren(QPushButton), *welcome.findChildren(Idea)):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def test_the_picture_shows_what_ran_failed_and_will_run_in_the_theme(welcome, theme):
    picture = welcome.findChild(Idea).grab().toImage()
    tokens = DARK if theme.mode == "dark" else LIGHT
    assert theme.tokens is tokens
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    for token in (tokens.ok, tokens.failed, tokens.accent, tokens.on_accent):
        assert QColor(token).name() in seen, token


@pytest.mark.parametrize("size", [(640, 372), (1280, 751)])
def test_all_of_it_has_room(welcome, qtbot, size):
    welcome.resize(*size)

    def outside():
        parts = [*welcome.findChildren(QLabel), *welcome.findChildren(QPushButton), *welcome.findChildren(Idea)]
        return [
            part
            for part in parts
            if part.isVisible()
            and not welcome.rect().contains(part.rect().translated(part.mapTo(welcome, part.rect().topLeft())))
        ]

    qtbot.waitUntil(lambda: outside() == [], timeout=10_000)
    assert welcome.idea.isVisible()
