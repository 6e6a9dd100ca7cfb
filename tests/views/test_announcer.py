"""From the ticks of a session to a notification, and from a click on it back to the tick."""

from __future__ import annotations

from datetime import time

import pytest

from tests.tasks.make import make_task
from tests.views.dressing import dressed
from tests.views.test_main_window import AtOnce
from waitgui.engine.engine import LocalEngine
from waitgui.models.alerts import GAP_NS, GATHER_NS
from waitgui.models.preferences import Preferences
from waitgui.models.session import Session
from waitgui.models.timeline import TickRef
from waitgui.runner.scheduler import Scheduler
from waitgui.store.settings import Alerts, QuietHours, Settings
from waitgui.tasks.record import Kind, Outcome, Result, Tick
from waitgui.views.announcer import Announcer, Surroundings
from waitgui.work.notifications import NoServiceError


class Desk:
    """A desktop that keeps what it shows, numbers and all."""

    def __init__(self) -> None:
        self.now_ns = 0
        self.hour = time(12)
        self.shown: list[tuple[str, int]] = []
        self.at_icon: list[str] = []
        self.works = True
        self.clicked = None

    async def show(self, title: str, text: str, *, replaces: int = 0, label: str = "Open") -> int:
        if not self.works:
            raise NoServiceError("none")
        self.shown.append((title, replaces))
        return replaces or len(self.shown)

    def show_at_icon(self, title: str, text: str) -> bool:
        self.at_icon.append(title)
        return True


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def session(qapp):
    scheduler = Scheduler()
    session = Session(LocalEngine(scheduler), "Untitled", qapp)
    for name in "abc":
        session.put(make_task(name))
    yield session
    session.deleteLater()
    assert scheduler.close(30) == 0


@pytest.fixture
def announcer(qapp, desk, session, tmp_path):
    around = Surroundings(lambda: desk.now_ns, lambda: desk.hour, desk, NoServiceError, desk.show_at_icon, AtOnce())
    with dressed(qapp):
        announcer = Announcer(Preferences(tmp_path / "s.toml", Settings()), around, qapp)
        announcer.watch(session)
        yield announcer
        announcer.deleteLater()


def tick(session, task: str, *outcomes: Outcome, n: int = 1) -> None:
    """Ticks of a task, as the session would tell them."""
    session.ticked.emit(
        [Tick(task, 1, n + k, Kind.ACTION, 0, 0, 0, Result(outcome)) for k, outcome in enumerate(outcomes)]
    )


def fail(session, task: str, n: int = 1) -> None:
    tick(session, task, *[Outcome.FAILED] * 3, n=n)


def later(announcer, desk, by_ns: int = GATHER_NS) -> None:
    desk.now_ns += by_ns
    announcer._look()


def test_failures_are_told_and_recovery_takes_their_place(announcer, desk, session):
    fail(session, "a")
    assert announcer._timer.isActive()
    later(announcer, desk)
    assert not announcer._timer.isActive()
    tick(session, "a", Outcome.OK)
    later(announcer, desk)
    later(announcer, desk, GAP_NS)
    assert desk.shown == [("A failed 3 times in a row", 0), ("A works again", 1)]


def test_those_together_are_one(announcer, desk, session):
    for name in "abc":
        fail(session, name)
    later(announcer, desk)
    assert desk.shown == [("3 tasks failed", 0)]


def test_quiet_hours(announcer, desk, session):
    announcer._preferences.update(quiet=QuietHours(enabled=True))
    desk.hour = time(23)
    fail(session, "a")
    later(announcer, desk, 10**13)
    assert not desk.shown
    assert announcer._timer.isActive()
    desk.hour = time(7)
    later(announcer, desk)
    assert len(desk.shown) == 1


def test_a_set_has_rules_of_its_own(announcer, desk, session):
    announcer._preferences.update(set_alerts={"": Alerts(enabled=False)})
    fail(session, "a")
    later(announcer, desk)
    assert not desk.shown


def test_a_click_leads_to_the_tick(announcer, desk, session, qtbot):
    fail(session, "a", n=5)
    later(announcer, desk)
    with qtbot.waitSignal(announcer.wanted) as wanted:
        desk.clicked(1, "token")
    assert wanted.args == [session, TickRef("a", 1, 7), "token"]
    with qtbot.assertNotEmitted(announcer.wanted):
        desk.clicked(99, "")


def test_without_a_service_the_icon_says_it(announcer, desk, session, qtbot):
    desk.works = False
    fail(session, "a")
    later(announcer, desk)
    assert desk.at_icon == ["A failed 3 times in a row"]
    with qtbot.waitSignal(announcer.wanted) as wanted:
        announcer.on_icon_clicked()
    assert wanted.args == [session, TickRef("a", 1, 3), ""]


def test_a_closed_set_is_silent(announcer, desk, session, qtbot):
    fail(session, "a")
    later(announcer, desk)
    fail(session, "b")
    announcer.unwatch(session)
    fail(session, "c")
    later(announcer, desk, GAP_NS)
    assert len(desk.shown) == 1
    with qtbot.assertNotEmitted(announcer.wanted):
        desk.clicked(1, "")
