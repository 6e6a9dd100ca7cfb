"""In Chinese, and with texts 40 % longer than the English ones, nothing is clipped, and nothing stays English.

Every window, every page of the form, at the usual size and a small one.
"""

from functools import cache

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.tasks.make import make_task
from tests.views.dressing import RESOURCES, dressed
from tests.views.room import Long, without_room
from tests.views.task_form.drafts import DRAFTS, given_draft
from tests.views.task_form.driver import NOW, play
from tests.views.test_main_window import opened
from waitgui.store import catalogue
from waitgui.tasks.model import TaskSet
from waitgui.views.code_dialog import CodeDialog
from waitgui.views.doctor import DoctorPage
from waitgui.views.help import HelpWindow, Topic
from waitgui.views.language import Language
from waitgui.views.settings import SettingsDialog
from waitgui.views.tags_dialog import TagsDialog
from waitgui.views.task_form import TaskForm
from waitgui.views.trust_review import TrustReview

pytestmark = pytest.mark.qt_log_ignore("does not support raise")
LANGUAGES = ("zh_CN", "long")
WIDE, SMALL = (1000, 760), (640, 420)
SIZES = ((1280, 800), (900, 600))
RULES = {
    "after_runs": 10,
    "after_time": "8h",
    "at": "2030-01-01T00:00:00",
    "after_successes": 3,
    "after_failures": 5,
    "after_failures_in_a_row": 3,
    "on_exit_code": [75],
    "on_output": "done|ready",
    "when": {"kind": "file", "path": "/run/stop"},
}


@pytest.fixture(params=LANGUAGES)
def language(request, qapp):
    if request.param == "zh_CN":
        if QFontDatabase.WritingSystem.SimplifiedChinese not in QFontDatabase.writingSystems():
            pytest.skip("no font here has Chinese letters: fonts-noto-cjk")
        spoken = Language(RESOURCES / "translations", qapp)
        spoken.choose("zh_CN")
    else:
        spoken = Long(qapp)
    yield request.param
    spoken.end()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def window(request, qapp, qtbot, tmp_path, language):
    with opened(qapp, qtbot, tmp_path) as window:
        # `opened` speaks English; what is asked for after it comes first.
        spoken = _again(language, qapp)
        window.retranslate()
        window.resize(*request.param)
        yield window
        spoken.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _again(language, app):
    if language == "long":
        return Long(app)
    spoken = Language(RESOURCES / "translations", app)
    spoken.choose(language)
    return spoken


def settled(widget):
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents()
    return widget


def check(widget, language):
    """Nothing of it is cut off, nor left in English."""
    settled(widget)
    assert not without_room(widget)
    if language == "zh_CN":
        assert not sorted(_english(widget))


@cache
def _chinese():
    """What each English text of ours is in Chinese, by contexts."""
    known = {}
    for key, (form,) in catalogue.load(RESOURCES / "translations", "zh_CN").messages.items():
        if key.context != "demo":  # that is what a file says
            known.setdefault(key.source, set()).add(form)
    return known


def _english(widget):
    """The texts that Chinese has other words for."""
    known = _chinese()
    shown = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    shown += [each.text() for each in widget.findChildren(QAbstractButton) if each.isVisible()]
    shown += [each.toolTip() for each in widget.findChildren(QWidget)]
    shown += [each.accessibleName() for each in widget.findChildren(QWidget)]
    shown += [each.text() for each in widget.findChildren(QAction)]
    for text in {text.strip() for text in shown}:
        if text in known and text not in known[text]:
            yield text


def fill(window):
    tasks = [
        make_task("clock", period="5s", jitter=0.2),
        make_task("waiter", kind="poll", interval="10s", timeout="5s"),
        make_task("again", kind="backoff", duration="1s", cap="30s"),
        make_task("ends", period="1h", stop={"after_runs": 3, "after_failures": 2}),
    ]
    window.session.replace(TaskSet(format=1, name="Home server", tasks=tuple(tasks)))
    window.page.select("clock")
    window.session.start(["clock"])


# ----------------------------------------------------------------------------------------------------- the main window


def test_the_first_start(window, language):
    check(window, language)


@pytest.mark.parametrize("view", ["timeline", "ticks", "runs", "tasks"])
def test_the_views(window, language, qtbot, view):
    fill(window)
    qtbot.waitUntil(lambda: window.session.states.of("clock").ticks > 0, timeout=30_000)
    window.command(view).trigger()
    check(window, language)
    if view == "timeline":
        window.page.timeline.moves.select_shown()
        check(window, language)
        window.command("select_all").trigger()
        check(window, language)


def test_what_is_shown_when_the_language_changes(window, language, qtbot):
    fill(window)
    qtbot.waitUntil(lambda: window.session.states.of("clock").ticks > 0, timeout=30_000)
    settled(window)
    window.retranslate()
    check(window, language)


def test_its_dialogs(window, language, qtbot):
    fill(window)
    for name, kind in (("settings", SettingsDialog), ("as_code", CodeDialog), ("tags", TagsDialog)):
        window.command(name).trigger()
        dialog = next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())
        check(dialog, language)
        dialog.close()
    window.command("check_set").trigger()
    page = next(page for page in window.findChildren(DoctorPage) if page.isVisible())
    qtbot.waitUntil(lambda: bool(page.cards), timeout=30_000)
    check(page.window(), language)


def test_the_help(window, language):
    window.command("keys").trigger()
    shown = window.findChild(HelpWindow)
    for topic in Topic:
        shown.look_up(topic)
        check(shown, language)


def test_the_question_at_the_end(window, language):
    fill(window)
    window.close()
    box = next(box for box in window.findChildren(QWidget) if box.inherits("QMessageBox") and box.isVisible())
    check(box, language)
    box.reject()


def test_a_set_from_elsewhere(window, language, tmp_path):
    path = tmp_path / "foreign.toml"
    action = "kind = 'command'\nargv = ['rsync', '-a', '/home/me/Pictures', 'nas:/pictures']"
    schedule = "kind = 'repeat'\nperiod = '5m'"
    path.write_text(
        f"format = 1\n[[tasks]]\nname = 'Pictures'\n[tasks.schedule]\n{schedule}\n[tasks.action]\n{action}\n"
    )
    window.sets.opening.open(path)
    check(window, language)
    review = TrustReview(window, window.session.task_set)
    review.open()
    check(review, language)
    review.close()


# ------------------------------------------------------------------------------------------------------------ the form


@pytest.fixture
def form(qapp, qtbot, language):
    with dressed(qapp) as theme:
        spoken = _again(language, qapp)

        def make(draft, size):
            form = TaskForm(
                None,
                theme=theme,
                set_name="Home server",
                draft=draft,
                taken_ids=frozenset(),
                forecast=play,
                is_new=False,
                now=lambda: NOW,
                other_tasks=[("other", "Other")],
            )
            qtbot.addWidget(form)
            form.resize(*size)
            form.show()
            return form

        yield make
        spoken.end()


@pytest.mark.parametrize(
    ("name", "size"),
    [*((name, WIDE) for name in DRAFTS), *((name, SMALL) for name in ("poll", "backoff", "request", "all"))],
)
def test_every_kind_of_task_in_the_form(form, language, name, size):
    shown = form(given_draft(name), size)
    settled(shown)
    shown.fields.more.open(True)
    check(shown, language)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
def test_every_stop_rule_in_the_form(form, language, size):
    draft = given_draft("retry")
    draft["stop"] = RULES
    check(form(draft, size), language)


def test_the_form_asks_before_it_forgets(form, language):
    shown = form(given_draft("retry"), (640, 420))
    shown.fields.name.edit.setText("")
    settled(shown)
    shown.reject()
    check(shown, language)
