"""Templates in the window: from the empty page, from the menu and beside "New task", into the form and the set."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton

from tests.views import test_main_window
from tests.views.dressing import RESOURCES, dressed
from waitgui.models.preview import forecast
from waitgui.store.template_file import load_templates
from waitgui.tasks.actions import Command
from waitgui.views.commands import Commands
from waitgui.views.set_row import SetRow
from waitgui.views.task_form import TaskForm
from waitgui.views.template_cards import TemplateCard
from waitgui.views.template_menu import TemplateMenu
from waitgui.views.welcome import Welcome

window = test_main_window.window
TEMPLATES = load_templates(RESOURCES / "templates.toml")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def theme(qapp):
    with dressed(qapp) as worn:
        yield worn


@pytest.fixture
def welcome(qtbot, theme):
    made = Welcome(theme, TEMPLATES)
    qtbot.addWidget(made)
    made.resize(1280, 751)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_each_card_gives_its_template_by_mouse_and_by_key(welcome, qtbot):
    for card, template in zip(welcome.findChildren(TemplateCard), TEMPLATES, strict=True):
        with qtbot.waitSignal(welcome.templateChosen) as chosen:
            QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert chosen.args == [template]
        card.setFocus()
        with qtbot.waitSignal(welcome.templateChosen):
            QTest.keyClick(card, Qt.Key.Key_Return)
        assert card.accessibleName() == template.name
        assert card.accessibleDescription() == template.hint


@pytest.mark.parametrize(
    ("size", "has_jobs", "has_picture"),
    [((1280, 751), True, True), ((1280, 480), True, False), ((640, 372), False, True), ((640, 900), True, True)],
)
def test_what_has_no_room_is_left_out(welcome, qtbot, size, has_jobs, has_picture):
    welcome.resize(*size)
    qtbot.waitUntil(
        lambda: (welcome.templates.isVisible(), welcome.idea.isVisible()) == (has_jobs, has_picture), timeout=10_000
    )
    parts = [part for part in (*welcome.findChildren(QPushButton), welcome.idea) if part.isVisible()]

    def outside():
        rects = [part.rect().translated(part.mapTo(welcome, part.rect().topLeft())) for part in parts]
        return [rect for rect in rects if not welcome.rect().contains(rect)] or [
            rect for n, rect in enumerate(rects) if any(rect.intersects(other) for other in rects[:n])
        ]

    qtbot.waitUntil(lambda: not outside(), timeout=10_000)


def test_the_menu_has_them_all(theme, welcome, qtbot):
    menu = TemplateMenu(welcome, theme, TEMPLATES)
    assert [action.text() for action in menu.actions()] == [f"{template.name}…" for template in TEMPLATES]
    with qtbot.waitSignal(menu.chosen) as chosen:
        menu.actions()[3].trigger()
    assert chosen.args == [TEMPLATES[3]]


def form_of(qtbot, theme, number):
    draft, examples = TEMPLATES[number].begun(TEMPLATES[number].name)
    form = TaskForm(
        None,
        theme=theme,
        set_name="Set",
        draft=draft,
        taken_ids=frozenset(),
        forecast=forecast,
        is_new=True,
        to_fill=examples,
    )
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.open()
    return form


def below(form, loc):
    field = form.fields.field_at(loc)
    return field._below.text() if field._below_row.isVisibleTo(form) else ""


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
def test_the_form_marks_what_is_to_be_filled_in_and_cannot_be_saved_without(qtbot, theme, number):
    form = form_of(qtbot, theme, number)
    template = TEMPLATES[number]
    assert not form.footer.save.isEnabled()
    for place in template.fill:
        assert below(form, place).startswith("Fill this in, as in "), place
    first = form.fields.field_at(template.fill[0])
    assert form.focusWidget() is first.control or first.isAncestorOf(form.focusWidget())
    for place, example in template.begun("")[1].items():
        field = form.fields.field_at(place)
        words = " ".join(example) if isinstance(example, list | tuple) else str(example)
        field.edit.setFocus()
        qtbot.keyClicks(field.edit, words)
        assert not below(form, place).startswith("Fill this in")
    assert form.footer.save.isEnabled()
    with qtbot.waitSignal(form.accepted_task) as kept:
        qtbot.mouseClick(form.footer.save, Qt.MouseButton.LeftButton)
    (task,) = kept.args
    assert task.name == template.name
    if isinstance(task.action, Command):
        assert task.action.argv


def test_another_kind_of_action_asks_for_nothing_of_the_template(qtbot, theme):
    form = form_of(qtbot, theme, 0)
    chooser = form.fields.action.chooser
    chooser.setCurrentIndex(chooser.findData("none") if chooser.findData("none") >= 0 else chooser.count() - 1)
    chooser.activated.emit(chooser.currentIndex())
    assert form.fields.action.page.kind != "command"
    assert not [field for field in form.fields.fields() if field._below.text().startswith("Fill this in")]


def test_a_line_for_the_shell_fills_in_the_command(qtbot, theme):
    form = form_of(qtbot, theme, 0)
    form.fields.action.page.in_shell.click()
    field = form.fields.field_at(("action", "argv"))
    qtbot.keyClicks(field.edit, "true | true")
    assert form.footer.save.isEnabled()
    form.reject()
    form.footer.discard.click()


def test_the_window_puts_what_was_begun_from_a_template_into_the_set(window, qtbot):
    window._on_template(TEMPLATES[2])
    form = next(form for form in window.findChildren(TaskForm) if form.isVisible())
    qtbot.keyClicks(form.fields.field_at(("action", "url")).edit, "http://localhost/")
    qtbot.mouseClick(form.footer.save, Qt.MouseButton.LeftButton)
    (task,) = window.session.task_set.tasks
    assert (task.id, task.name, task.action.url) == ("check-a-url", "Check a URL", "http://localhost/")
    assert window.page.selected == "check-a-url"


@pytest.mark.parametrize("templates", [TEMPLATES, ()], ids=["some", "none"])
def test_beside_new_task_stands_the_menu_where_there_are_templates(qtbot, theme, templates):
    outer = QMainWindow()
    qtbot.addWidget(outer)
    commands = Commands(outer, theme)
    row = SetRow(commands, QMenu(outer), TemplateMenu(outer, theme, templates), theme)
    outer.setCentralWidget(row)
    row.show_new_task(True)
    button = row.findChild(QPushButton, "from_template")
    assert button.isVisibleTo(outer) == bool(templates)
    assert button.accessibleName() == "New task from a template"
    row.show_new_task(False)
    assert not button.isVisibleTo(outer)
