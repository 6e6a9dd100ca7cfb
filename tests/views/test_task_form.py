import copy
from bisect import bisect_left
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QWidget,
)

from tests.views.dressing import dressed
from waitgui.runner.preview import forecast
from waitgui.tasks.model import Task, plain
from waitgui.views.task_form import TaskForm, new_draft
from waitgui.views.task_form.form import PREVIEW_DELAY_MS
from waitgui.views.task_form.preview import TAKES_NS

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

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
    return forecast(task, takes_ns=takes_ns)


class Driver:
    """A form and the hands that fill it in."""

    def __init__(self, qtbot, theme, draft, *, is_new=False, taken_ids=frozenset(), play=play, size=(1000, 760)):
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


@pytest.fixture
def theme(qapp):
    with dressed(qapp) as worn:
        yield worn


@pytest.fixture
def drive(qtbot, theme):
    def make(draft=None, **kwargs):
        return Driver(qtbot, theme, copy.deepcopy(SYNC) if draft is None else draft, **kwargs)

    return make


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


# From keys to a task


def test_every_field_is_typed_into_a_new_task(drive):
    driver = drive(new_draft(), is_new=True, taken_ids=frozenset({"renew-certificate"}))
    driver.type("name", "Renew certificate")
    driver.type("command", "certbot renew --deploy-hook 'systemctl reload nginx'")
    driver.type("timeout", "2m")
    driver.type("period", "12h")
    driver.click("from_start")
    driver.type("jitter", "25 %")
    driver.type("initial_delay", "90s")
    driver.add_rule("After a number of ticks")
    driver.type("after_runs", "100")
    driver.add_rule("After a time")
    driver.type("after_time", "8h")
    driver.open_more()
    driver.type("folder", "~/certs")
    driver.type("variables", "LANG=C\nPATH=/usr/bin:/bin")
    driver.type("kill_grace", "10s")
    driver.type("ok_codes", "0, 75")
    driver.type("tags", "tls, web, tls")
    driver.type("notes", "Ask Ada\nbefore changing this")
    driver.click("enabled")
    assert driver.reason == ""
    assert plain(driver.save()) == {
        "id": "renew-certificate-2",
        "name": "Renew certificate",
        "enabled": False,
        "tags": ("tls", "web"),
        "notes": "Ask Ada\nbefore changing this",
        "schedule": {
            "kind": "repeat",
            "period": "12h",
            "jitter": 0.25,
            "sliding": False,
            "initial_delay": "1m30s",
        },
        "action": {
            "kind": "command",
            "argv": ("certbot", "renew", "--deploy-hook", "systemctl reload nginx"),
            "cwd": "~/certs",
            "env": {"LANG": "C", "PATH": "/usr/bin:/bin"},
            "timeout": "2m",
            "kill_grace": "10s",
            "ok_codes": (0, 75),
        },
        "stop": {"after_runs": 100, "after_time": "8h"},
    }


def test_a_task_that_does_nothing(drive):
    driver = drive(new_draft(), is_new=True)
    driver.type("name", "Try out")
    driver.choose("action", "Nothing")
    assert not driver.find("command").isVisible()
    driver.type("takes", "200ms")
    assert plain(driver.save())["action"] == {"kind": "none", "takes": "200ms"}


def test_another_kind_of_action_and_back_keeps_what_was_typed(drive):
    driver = drive()
    driver.type("command", "rsync -v")
    driver.choose("action", "Nothing")
    driver.choose("action", "Command")
    assert driver.save().action.argv == ("rsync", "-v")


def test_an_edited_task_keeps_its_id_and_what_the_form_does_not_know(drive):
    draft = edited(
        retry={"steps": 3, "duration": "1s"},
        colour="blue",
        schedule__someday=1,
        action__nice=5,
        stop={"after_failures": 5, "after_runs": 10, "on_exit_code": [75]},
    )
    driver = drive(draft, taken_ids=frozenset({"sync-photos", "other"}))
    driver.type("name", "Something else")
    driver.type("after_runs", "11")
    expected = edited(
        name="Something else",
        retry={"steps": 3, "duration": "1s"},
        colour="blue",
        schedule__someday=1,
        action__nice=5,
        stop={"after_failures": 5, "after_runs": 11, "on_exit_code": [75]},
    )
    task = driver.save()
    assert plain(task) == plain(Task.model_validate(expected))
    assert list(plain(task)["stop"]) == ["after_failures", "after_runs", "on_exit_code"]


def test_nothing_typed_gives_the_same_task_without_new_fields(drive):
    moment = datetime(2027, 1, 1, 0, 0, 0, 250_000, tzinfo=UTC)
    draft = edited(
        tags=["a", "a"], action__env={"A": "1\n2"}, action__kill_grace="5s", schedule__jitter=0.1 + 0.2, stop__at=moment
    )
    driver = drive(draft)
    assert not driver.form.is_changed()
    assert plain(driver.save()) == plain(Task.model_validate(draft))


def test_the_given_draft_is_not_touched(drive):
    draft = edited()
    driver = drive(draft)
    driver.type("name", "Another")
    driver.add_rule("After a time")
    driver.save()
    assert draft == SYNC


def test_what_is_emptied_is_written_no_more(drive):
    draft = edited(action__timeout="2m", action__cwd="/srv", action__env={"A": "1"}, tags=["x"], notes="n")
    driver = drive(draft)
    driver.open_more()
    for name in ("timeout", "initial_delay", "folder", "variables", "tags", "notes"):
        driver.type(name, "")
    driver.type("jitter", "")
    driver.click("remove_after_runs")
    saved = plain(driver.save())
    assert saved["action"] == {"kind": "command", "argv": ("rsync", "-a", "~/Photos", "nas:/photos")}
    assert saved["schedule"] == {"kind": "repeat", "period": "5m"}
    assert set(saved) - {"stop"} == {"id", "name", "schedule", "action"}
    assert saved.get("stop", {}) == {}


def test_a_bare_number_in_a_draft_means_seconds(drive):
    driver = drive(edited(schedule__period=90))
    assert driver.find("period").text() == "1m30s"


# The command


def test_in_a_shell_the_line_goes_as_it_is(drive):
    driver = drive()
    driver.type("command", "ls | wc -l > 'a b'")
    driver.click("in_shell")
    action = driver.save().action
    assert (action.shell, action.argv) == ("ls | wc -l > 'a b'", None)


def test_a_shell_line_becomes_arguments(drive):
    driver = drive(edited(action={"kind": "command", "shell": 'echo "a b"'}))
    assert driver.find("in_shell").isChecked()
    driver.click("in_shell")
    action = driver.save().action
    assert (action.shell, action.argv) == (None, ("echo", "a b"))


@pytest.mark.parametrize(
    "argv",
    [
        ["echo", "it's", 'a "b"', "", "back\\slash", "two words", "tab\there"],
        ["sh", "-c", "cd ~ && ls *.txt | wc -l"],
        ["printf", "%s\\n", "$HOME", "#no", "é中😀"],
        ["python", "-c", "print(1)\nprint(2)"],
    ],
)
def test_arguments_survive_being_shown_and_retyped(drive, argv):
    driver = drive(edited(action__argv=argv))
    driver.find("command").setFocus()
    QTest.keyClick(driver.find("command"), Qt.Key.Key_End)
    QTest.keyClicks(driver.find("command"), " x")
    assert driver.save().action.argv == (*argv, "x")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("echo 'a", "A quotation mark has no partner. Close it, or write a backslash before it."),
        ('echo "a', "A quotation mark has no partner. Close it, or write a backslash before it."),
        ("echo a\\", "A backslash at the end has nothing to stand before. Remove or double it."),
        ("", "Must name a program."),
        ("'' x", "Must name a program."),
    ],
)
def test_a_command_that_cannot_be_taken_apart(drive, text, problem):
    driver = drive()
    driver.type("command", text)
    assert driver.problem("command") == problem
    assert driver.reason == "Correct the command to save."
    assert not driver.can_save
    driver.type("command", "date")
    assert driver.problem("command") == ""
    assert driver.can_save


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("rsync -a ~/Photos nas:", "~/Photos"),
        ("grep '~x' f", ""),
        ("ls | wc", "|"),
        ("a && b", "&&"),
        ("date >> log", ">>"),
        ("echo $HOME", "$HOME"),
        ("echo '|' \"&&\"", ""),
        ("curl 'http://x/?a=1&b=2'", ""),
        ("date +%H:%M", ""),
    ],
)
def test_a_shell_is_advised_where_the_line_needs_one(drive, text, operator):
    driver = drive()
    driver.type("command", text)
    assert operator in driver.advice("command")
    assert bool(driver.advice("command")) == bool(operator)
    assert driver.can_save
    driver.click("in_shell")
    assert driver.advice("command") == ""


# What is wrong, and where it is said


@pytest.mark.parametrize(
    ("name", "text", "problem", "reason"),
    [
        ("name", "  ", "Must not be empty.", "Correct the name to save."),
        ("timeout", "10 sek", "“sek” isn't a unit. Use ms, s, m or h, as in 10s.", "Correct the time limit to save."),
        ("timeout", "0s", "Must be longer than 0.", "Correct the time limit to save."),
        ("period", "", "A duration is needed, as in 10s.", "Correct the period to save."),
        ("period", "5", "“5” has no unit. Use ms, s, m or h, as in 10s.", "Correct the period to save."),
        ("period", "-5m", "Must not be negative.", "Correct the period to save."),
        ("period", "100000h", "Must not be longer than 10 years.", "Correct the period to save."),
        ("period", "10us", "Must be 0 or at least 1ms.", "Correct the period to save."),
        ("initial_delay", "soon", None, "Correct the delay of the first tick to save."),
        (
            "jitter",
            "much",
            "Write a number of per cent, as in 20 %.",
            "Correct how much later a tick may come to save.",
        ),
        (
            "jitter",
            "-5",
            "A tick can only come later. Write 0 % or more.",
            "Correct how much later a tick may come to save.",
        ),
        ("after_runs", "0", "Must be at least 1.", "Correct the number of ticks to save."),
        ("after_runs", "ten", "Write a whole number, as in 10.", "Correct the number of ticks to save."),
        ("after_runs", "", "Write a whole number, as in 10.", "Correct the number of ticks to save."),
    ],
)
def test_an_error_is_said_beside_its_field_and_goes(drive, name, text, problem, reason):
    driver = drive()
    before = driver.find(name).text()
    driver.type(name, text)
    assert driver.problem(name) == problem if problem else driver.problem(name)
    assert driver.find(name).property("look") == "invalid"
    assert driver.find(name).accessibleDescription() == driver.problem(name)
    assert driver.reason == reason
    assert not driver.can_save
    driver.type(name, before)
    assert driver.problem(name) == ""
    assert driver.find(name).property("look") == ""
    assert driver.reason == ""
    assert driver.can_save


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("variables", "LANG=C\nPATH", "Line 2 isn't of the form NAME=value."),
        ("ok_codes", "0, x", "Write whole numbers with commas between them, as in 0, 75."),
        ("kill_grace", "-1s", "Must not be negative."),
    ],
)
def test_an_error_under_more(drive, name, text, problem):
    driver = drive()
    driver.open_more()
    driver.type(name, text)
    assert driver.problem(name) == problem
    assert not driver.can_save


def test_of_several_errors_the_first_is_the_reason(drive):
    driver = drive()
    driver.type("after_runs", "0")
    driver.type("timeout", "x")
    assert driver.reason == "Correct the time limit to save."
    driver.type("timeout", "")
    assert driver.reason == "Correct the number of ticks to save."


def test_a_new_task_is_not_scolded_before_anyone_typed(drive):
    driver = drive(new_draft(), is_new=True)
    assert driver.problem("name") == driver.problem("command") == ""
    assert driver.reason == "Enter the name to save."
    assert not driver.can_save
    driver.type("name", "x")
    assert driver.reason == "Enter the command to save."
    driver.find("command").setFocus()
    driver.find("period").setFocus()
    assert driver.problem("command") == "Must name a program."
    assert driver.reason == "Correct the command to save."


def test_a_grid_has_no_jitter_and_says_why(drive):
    driver = drive()
    driver.click("on_grid")
    assert not driver.find("jitter").isEnabled()
    assert driver.hint("jitter") == "Nothing on a grid is late on purpose."
    assert driver.can_save
    driver.type("period", "0s")
    assert driver.problem("period") == "Needs a period longer than 0."
    driver.type("period", "1m")
    schedule = driver.save().schedule
    assert (schedule.drift_free, schedule.sliding, schedule.jitter) == (True, False, 0.0)


def test_away_from_the_grid_the_jitter_is_back(drive):
    driver = drive()
    driver.click("on_grid")
    driver.click("after_end")
    assert driver.save().schedule.jitter == 0.2


def test_a_fault_of_no_field_is_told_too(drive):
    driver = drive(edited(id="Not an id"))
    assert driver.reason.startswith("id: must be a-z")
    assert not driver.can_save


def test_a_folder_is_chosen(drive, qtbot, tmp_path):
    driver = drive()
    driver.open_more()
    driver.click("choose_folder")
    dialog = driver.form.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible, timeout=10_000)
    dialog.setDirectory(str(tmp_path.parent))
    dialog.selectFile(str(tmp_path))
    dialog.accept()
    assert driver.save().action.cwd == str(tmp_path)


# What is typed, in words


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("period", "90s", "= 1\u00a0min\u00a030\u00a0s"),
        ("period", "0", "= back to back, without a pause"),
        ("timeout", "2m", "= 2\u00a0min for each tick"),
        ("timeout", "", "for each tick; empty for none"),
        ("initial_delay", "1.5s", "= 1.5\u00a0s after Start"),
        ("initial_delay", "0s", "at Start"),
        ("jitter", "50", "later each time: 5\u00a0min to 7\u00a0min\u00a030\u00a0s (jitter)"),
        ("jitter", "0", "later each time (jitter)"),
        ("after_runs", "1", "tick"),
        ("after_runs", "2", "ticks"),
    ],
)
def test_what_is_typed_is_said_in_words(drive, name, text, words):
    driver = drive()
    driver.type(name, text)
    assert driver.hint(name) == words


def test_the_words_of_the_wait_package_stand_once(drive):
    driver = drive()
    shown = [label.text() for label in driver.form.findChildren(QLabel) if label.isVisible()]
    assert sum("(sliding)" in text for text in shown) == 1
    assert sum("(jitter)" in text for text in shown) == 1


# Stop rules


def test_rules_are_offered_once_added_and_taken_away(drive):
    driver = drive()
    driver.click("add_rule")
    menu = QApplication.activePopupWidget()
    offered = [action.text() for action in menu.actions() if action.isVisible()]
    assert offered == ["After a time", "At a date and time"]
    menu.close()
    driver.add_rule("At a date and time")
    driver.add_rule("After a time")
    assert not driver.find("add_rule").isVisible()
    driver.click("remove_at")
    assert driver.find("add_rule").isVisible()
    assert list(plain(driver.save())["stop"]) == ["after_runs", "after_time"]


def test_the_order_of_the_rows_is_the_order_of_the_rules(drive):
    driver = drive(edited(stop={"after_time": "8h", "after_runs": 10}))
    driver.click("remove_after_time")
    driver.add_rule("After a time")
    assert list(plain(driver.save())["stop"]) == ["after_runs", "after_time"]


def test_without_rules_it_says_so(drive):
    driver = drive()
    never = driver.form.fields.stop.never
    assert not never.isVisible()
    driver.click("remove_after_runs")
    assert never.isVisible()
    assert never.text() == "Goes on until you stop it."


def test_a_date_and_time_is_typed(drive):
    driver = drive()
    driver.add_rule("At a date and time")
    moment = driver.find("at", QDateTimeEdit)
    assert moment.dateTime().toSecsSinceEpoch() == (
        (NOW + timedelta(days=1)).replace(minute=0, second=0, microsecond=0).timestamp()
    )
    moment.setFocus()
    moment.setSelectedSection(QDateTimeEdit.Section.YearSection)
    QTest.keyClicks(moment, "2031")
    at = driver.save().stop.at
    assert at.year == 2031
    assert at.utcoffset() is not None


def test_a_moment_that_is_past_is_told(drive):
    driver = drive(edited(stop={"at": NOW - timedelta(hours=1)}))
    assert driver.advice("at") == "That is past: a run would end at once, without a tick."
    assert driver.can_save


# The dry run


def test_the_preview_says_what_the_design_says(drive, qtbot):
    driver = drive()
    driver.form.preview.slider.setValue(bisect_left(TAKES_NS, 40 * S))
    driver.type("period", "5m")
    sentence = driver.form.preview.sentence
    assert sentence.text().replace("\u00a0", " ") == (
        "Runs rsync every 5 min after it ends, up to 20 % later, starting 10 s after Start. "
        "Stops after 10 ticks, which takes between 51 min 50 s and 1 h 1 min."
    )
    assert [tuple(row) for row in driver.form.preview.table.texts()] == [
        ("1", "14:32:16", "14:32:16", "–"),
        ("2", "14:37:56", "14:38:56", "1\u00a0min"),
        ("3", "14:43:36", "14:45:36", "2\u00a0min"),
        ("4", "14:49:16", "14:52:16", "3\u00a0min"),
        ("10, last", "15:23:16", "15:32:16", "9\u00a0min"),
    ]


def test_a_tick_is_taken_to_last_a_tenth_of_the_period_until_one_says_otherwise(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    for period, takes_ns in (("2s", S // 5), ("10m", 60 * S)):
        driver.type("period", period)
        qtbot.waitUntil(lambda takes_ns=takes_ns: preview.takes_ns == takes_ns, timeout=10_000)
    preview.slider.setValue(bisect_left(TAKES_NS, 5 * S))
    driver.type("period", "2s")
    qtbot.waitUntil(lambda: "2\u00a0s" in preview.sentence.text(), timeout=10_000)
    assert preview.takes_ns == 5 * S


def test_the_preview_follows_within_50_ms(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    driver.type("period", "1m")
    assert PREVIEW_DELAY_MS <= 50
    qtbot.waitUntil(lambda: "every 1\u00a0min" in preview.sentence.text(), timeout=10_000)


def test_the_preview_of_a_wrong_schedule_is_the_last_good_one_greyed(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    before = preview.table.texts()
    driver.type("period", "5")
    qtbot.waitUntil(preview.is_stale, timeout=10_000)
    assert preview.table.texts() == before
    driver.type("period", "1m")
    qtbot.waitUntil(lambda: not preview.is_stale(), timeout=10_000)
    assert preview.table.texts() != before


def test_a_wrong_time_limit_does_not_blind_the_preview(drive, qtbot):
    driver = drive()
    preview = driver.form.preview
    driver.type("timeout", "10 sek")
    driver.type("period", "1m")
    qtbot.waitUntil(lambda: "every 1\u00a0min" in preview.sentence.text(), timeout=10_000)
    assert not preview.is_stale()


def test_a_new_task_has_a_preview_before_it_has_a_command(drive):
    driver = drive(new_draft(), is_new=True)
    assert not driver.form.preview.is_stale()
    assert "every 5\u00a0min" in driver.form.preview.sentence.text()


def test_the_slider_says_how_long_a_tick_is_taken_to_last(drive):
    taken = []

    def note(task, takes_ns):
        taken.append(takes_ns)
        return forecast(task, takes_ns=takes_ns)

    driver = drive(play=note)
    slider = driver.find("takes_slider", QSlider)
    slider.setFocus()
    before = taken[-1]
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert taken[-1] > before
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert taken[-1] == 0
    assert slider.accessibleDescription() == "0\u00a0s"


def test_an_action_that_says_how_long_it_lasts_needs_no_slider(drive, qtbot):
    driver = drive(edited(action={"kind": "none", "takes": "3s"}))
    assert not driver.find("takes_slider").isVisible()
    assert driver.form.preview.table.texts()[1].earliest == "14:37:19"


@pytest.mark.parametrize(
    ("period", "second"),
    [
        ("5m", "14:37:06"),
        ("4s", "14:32:10"),
        ("1.5s", "14:32:07.500"),
        ("1ms", "14:32:06.001"),
        ("24h", "24 Nov 14:32:06"),
        ("8760h", "23 Nov 2027 14:32:06"),
    ],
)
def test_times_are_as_exact_as_they_need_to_be(drive, qtbot, period, second):
    driver = drive(edited(action={"kind": "none"}, schedule={"kind": "repeat", "period": period}, stop={}))
    driver.form.preview.setLocale(QLocale.c())
    driver.type("name", "x")
    qtbot.waitUntil(lambda: driver.form.preview.table.texts()[1].earliest == second, timeout=10_000)


# Keys


def test_enter_saves_and_escape_closes(drive):
    driver = drive()
    driver.type("name", "Other")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Return)
    assert driver.saved[0].name == "Other"
    assert not driver.form.isVisible()
    driver = drive()
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Escape)
    assert not driver.form.isVisible()
    assert driver.saved == []


def test_enter_goes_to_what_is_wrong(drive):
    driver = drive(new_draft(), is_new=True)
    driver.type("name", "x")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Return)
    assert driver.saved == []
    assert driver.form.isVisible()
    assert driver.find("command").hasFocus()
    assert driver.problem("command") == "Must name a program."


def test_enter_is_a_new_line_in_notes_and_with_control_it_saves(drive):
    driver = drive()
    driver.open_more()
    driver.type("notes", "a\nb")
    assert driver.saved == []
    QTest.keyClick(driver.find("notes"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert driver.saved[0].notes == "a\nb"


def test_escape_with_changes_asks_and_can_be_taken_back(drive):
    driver = drive()
    driver.type("name", "Other")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Escape)
    assert driver.form.isVisible()
    assert driver.find("discard").isVisible()
    QTest.keyClick(driver.form, Qt.Key.Key_Escape)
    assert driver.form.isVisible()
    assert not driver.find("discard").isVisible()
    assert driver.find("name").text() == "Other"
    driver.form.close()
    assert driver.form.isVisible()
    driver.click("discard")
    assert not driver.form.isVisible()
    assert driver.saved == []


def test_a_change_taken_back_is_no_change(drive):
    driver = drive()
    driver.type("name", "Other")
    driver.type("name", "Sync photos")
    QTest.keyClick(driver.find("name"), Qt.Key.Key_Escape)
    assert not driver.form.isVisible()


def tab_order(driver, first, steps):
    driver.find(first).setFocus()
    names = []
    for _ in range(steps):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().objectName())
    return names


def test_tab_goes_where_the_eye_goes(drive):
    driver = drive()
    driver.add_rule("After a time")
    driver.open_more()
    order = "action in_shell command timeout period after_end jitter initial_delay add_rule after_runs"
    order += " remove_after_runs after_time remove_after_time more folder choose_folder variables kill_grace ok_codes"
    order += " tags notes enabled takes_slider cancel save name"
    expected = order.split()
    assert tab_order(driver, "name", len(expected)) == expected


def test_arrow_keys_choose_what_is_counted_from(drive):
    driver = drive()
    driver.find("after_end").setFocus()
    QTest.keyClick(driver.find("after_end"), Qt.Key.Key_Right)
    assert driver.find("from_start", QRadioButton).isChecked()
    assert driver.save().schedule.sliding is False


def test_alt_brings_up_the_letters_and_they_work(drive):
    driver = drive()
    labels = {label.buddy().objectName(): label for label in driver.form.findChildren(QLabel) if label.buddy()}
    assert not any("&" in label.text() for label in labels.values())
    QTest.keyPress(driver.find("name"), Qt.Key.Key_Alt)
    assert labels["period"].text() == "&Every"
    QTest.keyClick(driver.find("name"), Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert driver.find("period").hasFocus()
    QTest.keyRelease(driver.find("period"), Qt.Key.Key_Alt)
    assert labels["period"].text() == "Every"


def test_no_two_fields_share_a_letter(drive):
    driver = drive()
    driver.add_rule("After a time")
    driver.add_rule("At a date and time")
    driver.open_more()
    driver.find("add_rule").setVisible(True)
    QTest.keyPress(driver.find("name"), Qt.Key.Key_Alt)
    texts = [label.text() for label in driver.form.findChildren(QLabel) if label.buddy() and label.isVisible()]
    texts += [button.text() for button in driver.form.findChildren(QAbstractButton) if button.isVisible()]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) > 15
    assert sorted(letters) == sorted(set(letters))


# Seen and heard


def test_every_control_has_a_name(drive):
    driver = drive()
    driver.add_rule("After a time")
    driver.add_rule("At a date and time")
    driver.open_more()
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QSlider, QDateTimeEdit)
    controls = [control for kind in kinds for control in driver.form.findChildren(kind) if control.isVisible()]
    assert len(controls) >= 25
    for control in controls:
        if control.focusPolicy() == Qt.FocusPolicy.NoFocus or control.objectName().startswith("qt_"):
            continue  # parts of a control
        name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert name, control
        assert "&" not in name


def test_no_own_label_is_clipped_with_longer_words(drive, monkeypatch, qtbot):
    def longer(self, text, *rest):
        return f"{text}{'ö' * (len(text) * 2 // 5)}"

    monkeypatch.setattr(QObject, "tr", longer)
    driver = drive()
    driver.add_rule("After a time" + "ö" * 4)
    driver.add_rule("At a date and time" + "ö" * 7)
    driver.open_more()

    def clipped():
        labels = [label for label in driver.form.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
        assert len(labels) > 30
        return [label.text() for label in labels if label.width() < label.fontMetrics().horizontalAdvance(label.text())]

    qtbot.waitUntil(lambda: clipped() == [], timeout=10_000)


@pytest.mark.parametrize("size", [(1000, 760), (640, 420), (700, 760)])
def test_one_column_where_two_have_no_room(drive, size):
    driver = drive(size=size)
    fields, preview = driver.form.fields_area, driver.form.preview_area
    fields_at, preview_at = (area.mapTo(driver.form, QPoint(0, 0)) for area in (fields, preview))
    if size[0] >= 900:
        assert fields_at.y() == preview_at.y()
        assert fields_at.x() < preview_at.x()
        assert driver.form.preview.table.isVisible()
    else:
        assert preview_at.y() < fields_at.y()
        assert fields.height() >= 150
        assert driver.form.preview.sentence.isVisible()
        assert not driver.form.preview.table.isVisible()


def test_names_are_plain_text(drive):
    driver = drive(edited(action__argv=["<b>x"]))
    for label in driver.form.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
    assert driver.form.preview.sentence.text().startswith("Runs <b>x every")


@pytest.mark.parametrize("period", ["0s", "1ms", "999ms", "8760h"])
@pytest.mark.parametrize("jitter", ["0", "33.3", "1000"])
@pytest.mark.parametrize("anchor", ["after_end", "from_start"])
def test_extreme_schedules_are_previewed_too(drive, qtbot, period, jitter, anchor):
    driver = drive()
    driver.click(anchor)
    driver.type("period", period)
    driver.type("jitter", jitter)
    driver.type("after_runs", "3")
    assert driver.can_save
    slider = driver.find("takes_slider", QSlider)
    for takes in (slider.minimum(), slider.maximum()):
        slider.setValue(takes)
        assert not driver.form.preview.is_stale()
        assert [row.tick for row in driver.form.preview.table.texts()] == ["1", "2", "3, last"]
        assert not driver.form.preview.strip.grab().isNull()
