"""Another language while the program runs: everything is said in it, and nothing that is going on notices."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from tests.tasks.make import make_task
from tests.views.test_main_window import LONG_MS, opened
from waitgui.paths import resources
from waitgui.tasks.words import duration_words, percent_words
from waitgui.views.language import Language
from waitgui.views.settings import SettingsDialog

CHINESE = "zh_CN"


@pytest.fixture
def window(qapp, qtbot, tmp_path):
    with opened(qapp, qtbot, tmp_path) as window:
        yield window
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def language(qapp):
    language = Language(resources() / "translations", qapp)
    yield language
    language.end()


def test_it_says_everything_in_the_language_that_is_chosen(language):
    assert language.choose(CHINESE)
    assert not language.choose(CHINESE)
    translate = QCoreApplication.translate
    assert translate("Commands", "Start all") == "全部启动"
    assert translate("StatusRow", "%n running", None, 3) == "3 个运行中"
    assert (duration_words(172_000_000_000), percent_words(0.2)) == ("2\xa0分\xa052\xa0秒", "20%")
    assert QLocale().name() == CHINESE
    language.choose("en")
    assert translate("Closing", "%n running task(s) will be stopped.", None, 1) == "1 running task will be stopped."
    assert duration_words(172_000_000_000) == "2\xa0min\xa052\xa0s"


def test_qt_speaks_it_too(language, qtbot):
    language.choose(CHINESE)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_a_switch_loses_nothing(window, language, qtbot):
    first = window.session
    first.put(make_task("clock", period="20ms"))
    first.put(make_task("other", period="1h"))
    page = window.page
    page.filter.setText("o")
    page.select("clock")
    first.start(["clock"])
    qtbot.waitUntil(lambda: len(page.models.timeline) > 3)
    page.timeline.camera.pan(-40)
    page.views.show_view("tasks")
    window.command("new_set").trigger()
    second = window.session
    second.put(make_task("lonely"))
    window.command("previous_set").trigger()
    before, known, shown = window.page, len(page.models.timeline), page.timeline.camera.aim
    language.choose(CHINESE)
    window.retranslate()
    assert [page.session for page in window.pages] == [first, second]
    page = window.page
    assert page is not before
    assert page.session is first
    assert first.dirty
    assert first.undoable is not None
    assert first.active == {"clock"}
    assert page.selected == "clock"
    assert page.chosen.tasks == {"clock"}
    assert page.filter.text() == "o"
    assert page.views.shown == "tasks"
    assert not page.timeline.following
    assert (page.timeline.camera.aim.origin_ns, page.timeline.camera.aim.ns_per_px) == (
        shown.origin_ns,
        shown.ns_per_px,
    )
    assert len(page.models.timeline) >= known
    assert window.command("start_all").text() == "全部启动"
    assert "周期" not in window.windowTitle()
    seen = len(page.models.timeline)
    qtbot.waitUntil(lambda: len(page.models.timeline) > seen)  # what runs goes on, and is shown
    assert window.command("undo").isEnabled()
    assert window.command("undo").text().startswith("撤销：")


def test_what_is_not_saved_is_kept_in_one_draft_before_and_after(qapp, qtbot, tmp_path, language):
    with opened(qapp, qtbot, tmp_path, drafts=tmp_path / "drafts") as window:
        window.session.put(make_task("first"))
        qtbot.waitUntil(lambda: len(_drafts(tmp_path)) == 1, timeout=LONG_MS)
        language.choose(CHINESE)
        window.retranslate()
        window.session.put(make_task("second"))
        qtbot.waitUntil(lambda: "second" in "".join(_drafts(tmp_path)), timeout=LONG_MS)
        (text,) = _drafts(tmp_path)
        assert "first" in text
        window.session.abandon_changes()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _drafts(folder):
    return [path.read_text() for path in (folder / "drafts").rglob("*") if path.is_file()]


def test_it_is_chosen_in_the_settings(window, language, qtbot):
    window.languageChosen.connect(lambda wanted: language.choose(wanted) and window.retranslate())
    window.command("settings").trigger()
    dialog = window.findChild(SettingsDialog)
    row = next(row for row in dialog.rows if row.place == ("language",))
    combo = row.control
    combo.setCurrentIndex(combo.findText("简体中文"))
    qtbot.waitUntil(
        lambda: any(d.windowTitle() == "设置" for d in window.findChildren(SettingsDialog) if d.isVisible())
    )
    assert "新建任务" in {button.text().strip() for button in window.findChildren(QPushButton)}
