"""The runs in the window: chosen by keyboard and mouse, searched, alive, and honest about what can't be read."""

from __future__ import annotations

import asyncio
import time

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from tests.store.histories import NS
from tests.tasks.make import make_task
from tests.views.dressing import dressed
from tests.views.test_main_window import AtOnce
from waitgui.engine.engine import HistoryState, LocalEngine
from waitgui.models.history_bridge import HistoryBridge
from waitgui.models.preferences import Preferences
from waitgui.models.run_table import RUN
from waitgui.models.run_table import Column as RunColumn
from waitgui.models.session import Session
from waitgui.models.tick_table import TICK
from waitgui.models.timeline import TickRef
from waitgui.paths import resources
from waitgui.runner.scheduler import Scheduler
from waitgui.store import settings as store
from waitgui.store.history_writer import HistoryWriter
from waitgui.tasks.record import Kind, Outcome, Reason, Result, RunEnded, RunStarted, Tick
from waitgui.tasks.words import plain_text
from waitgui.views.explain import Explain
from waitgui.views.history_strip import HistoryStrip
from waitgui.views.main_window import MainWindow
from waitgui.views.outcome_shapes import PITCH, paint_outcomes
from waitgui.views.surroundings import Given
from waitgui.views.tokens import DARK, LIGHT

LONG_MS = 30_000
HOSTILE = 'rsnc <b>x</b> "\x1b[2J\u202e'


class Desk:
    """A window with a history: task "a" ran five times, an hour ago, "b" never; before that was what is `older`."""

    def __init__(self, folder, theme, app, older=()) -> None:
        self.path = folder / "history.sqlite3"
        self.scheduler = Scheduler()
        self.writer = HistoryWriter(self.path, mono_ns=self.scheduler.now_ns)
        self.bridge = HistoryBridge(self.path, settle=lambda: self.writer.flush(30))
        self.session = Session(LocalEngine(self.scheduler, history=self.writer), "Untitled", app)
        self._fill(older)
        self._save(folder)
        self.window = MainWindow(
            Given(
                lambda _name: self.session,
                theme,
                Preferences(folder / "settings.toml", store.Settings()),
                sets_folder=folder,
                demo=resources() / "demo.toml",
                now_ns=self.scheduler.now_ns,
                wall_ns=self.scheduler.wall_ns,
                spawn=AtOnce(),
                past=self.bridge,
            )
        )
        self.view = self.window.page.past.runs

    def _fill(self, older) -> None:
        sink, hour_ns = self.writer.sink("S"), time.time_ns() - 3_600 * NS
        for event in older:
            sink.post(event)
        for run in range(1, 6):
            mono_ns = run * 10**15  # each in a life of its own
            sink.post(RunStarted("a", run, mono_ns, hour_ns + run * 60 * NS))
            for n in range(1, 31):
                at_ns = mono_ns + n * NS
                outcome = Outcome.FAILED if n % 10 == 0 else Outcome.OK
                result = Result(outcome, int(n % 10 == 0), HOSTILE if n == 20 else "", f"output {run}.{n}\n")
                sink.post(Tick("a", run, n, Kind.ACTION, at_ns, at_ns, at_ns + NS // 2, result, 1, None, "command"))
            sink.post(RunEnded("a", run, Reason.AFTER_RUNS, 30, 0, mono_ns + 31 * NS))
        assert self.writer.flush(30)

    def _save(self, folder) -> None:
        session = Session(LocalEngine(self.scheduler), "S")
        session.put(make_task("a", action={"kind": "command", "argv": ["true"]}, period="1h"))
        session.put(make_task("b", period="20ms"))
        asyncio.run(session.save(folder / "S.toml"))

    def open(self, qtbot, folder) -> None:
        self.window.resize(1280, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        asyncio.run(self.session.open(folder / "S.toml", ours=True))
        with qtbot.waitSignal(self.window.page.past.past.recalled, timeout=LONG_MS):
            self.window.page.begin()

    def close(self) -> None:
        assert asyncio.run(self.session.stop_and_wait())
        assert self.scheduler.close(30) == 0
        assert self.bridge.close(30)
        assert self.writer.close(30)
        self.window._may_close = True
        self.window.close()
        self.window.deleteLater()


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    with dressed(qapp) as theme:
        desk = Desk(tmp_path, theme, qapp)
        desk.open(qtbot, tmp_path)
        yield desk
        desk.close()


def show_runs(desk, qtbot) -> None:
    desk.window._commands["runs"].trigger()
    qtbot.waitUntil(lambda: desk.view.tick_table.rowCount() == 30, timeout=LONG_MS)


def sentence(page) -> str:
    return page._sentence.text() if page.currentIndex() == 1 else ""


def test_nothing_is_read_before_the_view_is_shown(desk, qtbot):
    assert desk.view.run_table.task is None
    show_runs(desk, qtbot)
    assert desk.view.run_table.rowCount() == 5
    assert desk.view.runs.currentIndex().data(RUN) == 5
    assert desk.view.run_table.index(0, RunColumn.END).data() == "done, 30 of 30"
    assert desk.view.run_table.index(0, RunColumn.FAILED).data() == "3"


def test_the_keyboard_leads_from_a_run_to_what_a_tick_printed(desk, qtbot):
    show_runs(desk, qtbot)
    view = desk.view
    qtbot.waitUntil(view.runs.hasFocus, timeout=LONG_MS)
    qtbot.keyClick(view.runs, Qt.Key.Key_Down)
    assert view.runs.currentIndex().data(RUN) == 4
    qtbot.waitUntil(
        lambda: view.tick_table.rowCount() == 30 and view.tick_table.row_at(0).tick.run == 4, timeout=LONG_MS
    )
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if view.ticks.hasFocus():
            break
    assert view.ticks.hasFocus()
    for _ in range(11):
        qtbot.keyClick(view.ticks, Qt.Key.Key_Down)
    chosen = view.ticks.currentIndex().data(TICK).tick
    output = desk.window.page.inspector.output
    qtbot.waitUntil(lambda: f"output 4.{chosen.n}" in output.toPlainText(), timeout=LONG_MS)
    assert f"Run 4, tick {chosen.n} ·" in desk.window.page.inspector._subtitle.text()


def test_a_chosen_tick_is_explained_by_its_own_clock(desk, qtbot):
    show_runs(desk, qtbot)
    views = []
    explain = desk.window.findChild(Explain)
    explain.explained.connect(views.append)
    desk.view.ticks.choose(10)
    stored = desk.view.tick_table.row_at(10)
    due = time.strftime("%H:%M:%S", time.localtime(stored.wall(stored.tick.due_ns) // NS))
    qtbot.waitUntil(lambda: bool(views) and views[-1].output == "output 5.20\n", timeout=LONG_MS)
    assert due in plain_text(list(views[-1].sentence))
    assert HOSTILE in plain_text(list(views[-1].sentence))
    assert "\x1b" not in desk.window.page.inspector.findChild(QWidget, "explanation").text()


def test_a_search_shows_its_hits_and_says_when_there_are_none(desk, qtbot):
    show_runs(desk, qtbot)
    view = desk.view
    qtbot.keyClick(view.runs, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filter.text.hasFocus()
    qtbot.keyClicks(view.filter.text, "RSNC")
    qtbot.waitUntil(lambda: view.tick_table.rowCount() == 1, timeout=LONG_MS)
    view._all_runs.click()
    qtbot.waitUntil(lambda: view.tick_table.rowCount() == 5, timeout=LONG_MS)
    assert not view.ticks.isColumnHidden(0)
    view.filter.text.setText("<b>\x1bnone")
    qtbot.waitUntil(lambda: sentence(view._ticks_page) == "No tick matches “<b>\\x1bnone”.", timeout=LONG_MS)
    clear = next(button for button in view.findChildren(QPushButton) if button.text() == "Clear filter")
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.tick_table.rowCount() == 100, timeout=LONG_MS)
    assert view.filter.text.text() == ""
    view.filter.text.setText("rsnc")
    qtbot.keyClick(view.filter.text, Qt.Key.Key_Escape)
    assert view.filter.is_empty


def test_a_small_table_leaves_out_what_is_least_asked_for(desk, qtbot):
    show_runs(desk, qtbot)
    runs, ticks = desk.view.runs, desk.view.ticks
    assert not runs.isColumnHidden(RunColumn.LASTED)
    desk.window.resize(640, 420)
    qtbot.waitUntil(lambda: runs.isColumnHidden(RunColumn.LASTED), timeout=LONG_MS)
    assert desk.window.width() == 640
    assert runs.columnWidth(RunColumn.END) > 120
    for table in (runs, ticks):
        bar = table.horizontalScrollBar()
        qtbot.waitUntil(lambda bar=bar: not bar.isVisible(), timeout=LONG_MS)
    desk.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not runs.isColumnHidden(RunColumn.LASTED), timeout=LONG_MS)


def test_outcomes_are_toggled_and_told(desk, qtbot):
    show_runs(desk, qtbot)
    view = desk.view
    toggles = view.filter._toggles
    toggles[Outcome.FAILED].trigger()
    qtbot.waitUntil(lambda: view.tick_table.rowCount() == 3, timeout=LONG_MS)
    assert view.filter.outcomes.accessibleName() == "Outcomes: Failed"
    toggles[Outcome.FAILED].trigger()
    toggles[Outcome.NOT_MET].trigger()
    qtbot.waitUntil(lambda: sentence(view._ticks_page) == "No tick ended like that.", timeout=LONG_MS)
    view.filter.clear()
    qtbot.waitUntil(lambda: view.tick_table.rowCount() == 30, timeout=LONG_MS)


def test_a_task_without_runs_says_so(desk, qtbot):
    show_runs(desk, qtbot)
    desk.window.page.select("b")
    qtbot.waitUntil(lambda: sentence(desk.view._runs_page) == "This task hasn't run yet.", timeout=LONG_MS)
    assert desk.view.tick_table.rowCount() == 0
    desk.session.start(["b"])
    qtbot.waitUntil(lambda: desk.view.run_table.rowCount() == 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: desk.view.tick_table.rowCount() > 3, timeout=LONG_MS)


def test_the_view_chooses_a_task_too(desk, qtbot):
    show_runs(desk, qtbot)
    desk.view._chooser.setCurrentIndex(1)
    desk.view._chooser.activated.emit(1)
    assert desk.window.page.selected == "b"
    assert desk.view.run_table.task == "b"


def test_what_comes_in_on_top_moves_neither_selection_nor_place(desk, qtbot):
    show_runs(desk, qtbot)
    desk.window.page.select("b")
    desk.session.start(["b"])
    qtbot.waitUntil(lambda: desk.view.tick_table.rowCount() > 40, timeout=LONG_MS)
    ticks = desk.view.ticks
    ticks.choose(20)
    ticks.verticalScrollBar().setValue(15)
    n, top = ticks.currentIndex().data(TICK).tick.n, ticks.indexAt(QPoint(5, 5)).data(TICK).tick.n
    rows = desk.view.tick_table.rowCount()
    qtbot.waitUntil(lambda: desk.view.tick_table.rowCount() > rows + 10, timeout=LONG_MS)
    assert ticks.currentIndex().data(TICK).tick.n == n
    assert ticks.indexAt(QPoint(5, 5)).data(TICK).tick.n == top


def test_a_tick_that_the_log_gave_up_is_read_from_the_history(desk, qtbot):
    show_runs(desk, qtbot)
    desk.window.page.select("b")
    desk.session.start(["b"])
    qtbot.waitUntil(lambda: desk.view.tick_table.rowCount() > 3, timeout=LONG_MS)
    desk.session.stop(["b"])
    qtbot.waitUntil(lambda: not desk.session.active, timeout=LONG_MS)
    row = desk.view.tick_table.row_at(0)
    desk.window.page.models.log.clear()
    with qtbot.waitSignal(desk.window.page.past.past.chosen, timeout=LONG_MS) as chosen:
        desk.window.page.past.past.choose(row._replace(id=0))
    assert chosen.args == [TickRef("b", row.tick.run, row.tick.n)]
    assert desk.window.page.models.log.find("b", row.tick.run, row.tick.n) is not None


def test_a_tick_of_the_timeline_that_the_log_gave_up_is_explained_too(desk, qtbot):
    desk.window.page.models.log.clear()
    views, ref = [], TickRef("a", 3, 10)
    desk.window.findChild(Explain).explained.connect(views.append)
    desk.window.page.timeline.tickSelected.emit(ref)
    qtbot.waitUntil(lambda: bool(views) and views[-1].output == "output 3.10\n", timeout=LONG_MS)
    assert views[-1].subtitle.startswith("Run 3, tick 10 · ")
    assert "exit code 1" in plain_text(list(views[-1].sentence))


def test_a_history_that_cant_be_read_says_why_and_is_tried_again(desk, qtbot):
    good = desk.path.with_name("good")
    assert desk.writer.close(30)
    good.write_bytes(desk.path.read_bytes())
    desk.path.unlink()
    desk.path.mkdir()
    desk.window._commands["runs"].trigger()
    page = desk.view._runs_page
    qtbot.waitUntil(lambda: sentence(page).startswith("The history can't be read: "), timeout=LONG_MS)
    assert page._action.text() == "Try again"
    desk.path.rmdir()
    good.rename(desk.path)
    qtbot.mouseClick(page._action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.view.run_table.rowCount() == 5, timeout=LONG_MS)


def test_a_set_that_gets_a_name_has_runs_of_its_own(desk, qtbot, tmp_path):
    show_runs(desk, qtbot)
    (tmp_path / "new.toml").write_text('format = 1\nname = "Untitled"\n')
    asyncio.run(desk.session.open(tmp_path / "new.toml", as_copy=True))
    desk.window.page.begin()
    desk.session.put(make_task("a", period="1h"))
    desk.window.page.select("a")
    qtbot.waitUntil(lambda: sentence(desk.view._runs_page) == "This task hasn't run yet.", timeout=LONG_MS)
    asyncio.run(desk.session.save(tmp_path / "S.toml", overwrite=True))  # now it goes by a name that has a past
    qtbot.waitUntil(lambda: desk.view.run_table.rowCount() == 5, timeout=LONG_MS)


def test_enter_leads_from_a_run_to_its_ticks(desk, qtbot):
    show_runs(desk, qtbot)
    qtbot.keyClick(desk.view.runs, Qt.Key.Key_Return)
    assert desk.view.ticks.hasFocus()
    assert desk.view.ticks.currentIndex().row() == 0


def test_a_chosen_tick_is_shown_on_the_timeline(desk, qtbot):
    show_runs(desk, qtbot)
    button = desk.view.filter.timeline
    assert not button.isEnabled()
    desk.view.ticks.choose(3)
    tick = desk.view.ticks.currentIndex().data(TICK).tick
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    timeline = desk.window.page.timeline
    assert timeline.isVisible()
    assert timeline.camera.tick == TickRef("a", 5, tick.n)
    start_ns, _ = desk.window.page.models.timeline.times(timeline.camera.tick)
    assert timeline.camera.view.origin_ns <= start_ns <= timeline.camera.view.end_ns
    assert not timeline.following


def test_a_tick_that_the_timeline_hasnt_is_said_to_be_too_old(desk, qtbot):
    show_runs(desk, qtbot)
    desk.window.page.models.timeline.clear()
    desk.view.ticks.choose(3)
    qtbot.keyClick(desk.view.ticks, Qt.Key.Key_Return)
    assert desk.view.isVisible()
    assert "not to this one" in desk.window.page.notice._text.text()


def test_the_timeline_shows_the_past_of_an_opened_set(desk, qtbot):
    model = desk.window.page.models.timeline
    assert len(model) == 150
    assert model.latest("a") == TickRef("a", 5, 30)
    assert [run.reason for run in model.runs(0)] == [Reason.AFTER_RUNS] * 5
    assert desk.window.page.models.table.index(0, 4).data().startswith("Failed after")


def test_every_control_has_a_name(desk, qtbot):
    show_runs(desk, qtbot)
    for widget in desk.view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or getattr(widget, "text", str)()
            assert named or isinstance(widget.parent(), QLineEdit), widget.objectName() or type(widget)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_each_outcome_has_a_shape_of_its_own(qapp, tokens):
    def drawn(*outcomes):
        image = QImage(5 * PITCH, 24, QImage.Format.Format_ARGB32)
        image.fill(QColor(tokens.surface))
        painter = QPainter(image)
        paint_outcomes(painter, QRectF(0, 0, 5 * PITCH, 24), outcomes, tokens)
        painter.end()
        # Without colour: which pixels are of the ground, more or less.
        ground = QColor(tokens.surface).lightness()
        apart = [abs(image.pixelColor(x, y).lightness() - ground) for x in range(PITCH) for y in range(24)]
        return tuple(far > max(apart) / 2 for far in apart)

    shapes = {drawn(outcome) for outcome in Outcome}
    assert len(shapes) == len(Outcome)
    assert drawn(*[Outcome.OK] * 9, Outcome.FAILED) == drawn(Outcome.OK)  # of many the last: five fit


class Told(Session):
    """A session that says of its history what a test wants."""

    trouble: str | None = None
    aside: str | None = None
    lost = 0

    @property
    def history(self):
        return HistoryState(self.trouble, self.lost, self.aside)


def test_trouble_is_said_once_and_taken_away_when_it_is_over(qapp, qtbot):
    with dressed(qapp) as theme:
        scheduler = Scheduler()
        session = Told(LocalEngine(scheduler), "Untitled")
        strip = HistoryStrip(theme)
        qtbot.addWidget(strip)
        strip.look(session)
        assert strip.isHidden()
        session.trouble = "the disk is full"
        strip.look(session)
        assert not strip.isHidden()
        assert "the disk is full" in strip._text.text()
        strip._close.click()
        strip.look(session)
        assert strip.isHidden()  # it was read
        session.trouble = None
        strip.look(session)
        assert strip.isHidden()
        session.trouble = "it can't be written"
        strip.look(session)
        session.trouble, session.lost = None, 1_234
        strip.look(session)
        assert strip._text.text() == "The history is written again. 1,234 ticks are lost."
        session.aside = "history.sqlite3.corrupt-1"
        strip.look(session)
        assert "kept beside it as history.sqlite3.corrupt-1" in strip._text.text()
        assert scheduler.close(30) == 0


def test_a_broken_file_is_told_of_by_its_new_name(qapp, qtbot, tmp_path):
    path = tmp_path / "history.sqlite3"
    path.write_bytes(b"no history" * 1_000)
    with dressed(qapp) as theme:
        scheduler, writer = Scheduler(), HistoryWriter(path)
        session = Session(LocalEngine(scheduler, history=writer), "Untitled")
        strip = HistoryStrip(theme)
        qtbot.addWidget(strip)
        qtbot.waitUntil(lambda: session.history.aside is not None, timeout=LONG_MS)
        strip.look(session)
        assert session.history.aside in strip._text.text()
        assert (tmp_path / session.history.aside).read_bytes() == b"no history" * 1_000
        assert writer.close(30)
        assert scheduler.close(30) == 0


def test_history_older_than_the_timeline_comes_when_the_view_comes_to_rest_there(qapp, qtbot, tmp_path):
    days_ns, mono_ns = 20 * 86_400 * NS, 10**17
    started = RunStarted("b", 1, mono_ns, time.time_ns() - days_ns)
    one = Tick("b", 1, 1, Kind.ACTION, mono_ns, mono_ns, mono_ns + NS, Result(Outcome.OK), 1, None, "command")
    with dressed(qapp) as theme:
        desk = Desk(tmp_path, theme, qapp, older=(started, one, RunEnded("b", 1, Reason.QUIT, 1, 0, mono_ns + NS)))
        desk.open(qtbot, tmp_path)
        model, camera = desk.window.page.models.timeline, desk.window.page.timeline.camera
        assert model.known_since_ns is not None
        then_ns = desk.scheduler.now_ns() - days_ns
        assert model.window(then_ns - 60 * NS, then_ns + 60 * NS).n.tolist() == []
        camera.fit(then_ns - 3_600 * NS, then_ns + 3_600 * NS)
        qtbot.waitUntil(lambda: model.window(then_ns - 60 * NS, then_ns + 60 * NS).n.tolist() == [1], timeout=LONG_MS)
        camera.fit(then_ns - 3_600 * NS, desk.scheduler.now_ns())
        qtbot.waitUntil(lambda: model.known_since_ns is None, timeout=LONG_MS)
        desk.close()
