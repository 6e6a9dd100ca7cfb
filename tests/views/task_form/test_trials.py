"""Try it now: real processes, started from the form, shown in it, and gone with it."""

import os

import pytest
from PySide6.QtWidgets import QLabel

from tests.views.task_form.driver import edited
from waitgui.models.errands import Errands
from waitgui.tasks.conditions import TcpCheck
from waitgui.tasks.record import Outcome, Result
from waitgui.views.output_view import OutputView
from waitgui.views.task_form import new_draft

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LONG_MS = 60_000
PORT = {"kind": "tcp", "host": "localhost", "port": 5432}


@pytest.fixture
def errands(qapp):
    made = Errands()
    yield made
    made.stop_all()
    assert made.wait(60)


def command(line, **more):
    return edited(stop={}, action={"kind": "command", "shell": line, **more})


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def said(driver, name="try"):
    label = driver.find(f"{name}-result", QLabel)
    return label.text().replace("\u00a0", " ") if label.isVisible() else ""


def test_an_action_is_tried_out_in_place(drive, errands, qtbot):
    driver = drive(command("echo '<b>hello'; exit 3"), try_out=errands.try_out)
    driver.click("try")
    qtbot.waitUntil(lambda: "exit code" in said(driver), timeout=LONG_MS)
    assert said(driver).startswith("Failed after ")
    assert said(driver).endswith(", exit code 3")
    assert driver.find("try-output", OutputView).toPlainText() == "<b>hello"
    assert driver.find("try").text().strip() == "Try it now"
    assert driver.saved == []


def test_what_is_tried_is_what_is_typed(drive, errands, qtbot, tmp_path):
    driver = drive(command("true"), try_out=errands.try_out)
    driver.type("command", f"touch {tmp_path / 'tried'}")
    driver.click("try")
    qtbot.waitUntil((tmp_path / "tried").exists, timeout=LONG_MS)
    qtbot.waitUntil(lambda: said(driver).startswith("Succeeded"), timeout=LONG_MS)
    assert driver.find("try-result", QLabel).isEnabled()
    driver.type("command", "false")
    assert not driver.find("try-result", QLabel).isEnabled()  # it belongs to another line now


def test_stop_ends_it(drive, errands, qtbot, tmp_path):
    note = tmp_path / "pid"
    driver = drive(command(f"echo $$ > {note}.new; mv {note}.new {note}; exec sleep 600"), try_out=errands.try_out)
    driver.click("try")
    assert driver.find("try").text().strip() == "Stop"
    qtbot.waitUntil(note.exists, timeout=LONG_MS)
    driver.click("try")
    qtbot.waitUntil(lambda: said(driver).startswith("Cancelled"), timeout=LONG_MS)
    assert not is_alive(int(note.read_text()))
    assert driver.find("try").isEnabled()


@pytest.mark.parametrize("how", ["cancel", "save", "close"])
def test_with_the_form_it_is_gone(drive, errands, qtbot, tmp_path, how):
    note = tmp_path / "pid"
    driver = drive(command(f"echo $$ > {note}.new; mv {note}.new {note}; exec sleep 600"), try_out=errands.try_out)
    driver.click("try")
    qtbot.waitUntil(note.exists, timeout=LONG_MS)
    pid = int(note.read_text())
    if how == "close":
        driver.form.close()
    else:
        driver.click(how)
    qtbot.waitUntil(lambda: not is_alive(pid), timeout=LONG_MS)


def test_a_rule_that_is_taken_away_takes_its_trial_along(drive, errands, qtbot, tmp_path):
    note = tmp_path / "pid"
    when = {"kind": "command", "shell": f"echo $$ > {note}.new; mv {note}.new {note}; exec sleep 600", "timeout": "1h"}
    draft = edited(stop={"when": when})
    started = []

    def try_out(definition, done):
        started.append(definition)
        return errands.try_out(definition.model_copy(), done)

    driver = drive(draft, try_out=try_out)
    driver.click("when-try")
    assert started[0].shell == when["shell"]
    driver.click("remove_when")
    qtbot.waitUntil(lambda: errands.wait(0), timeout=LONG_MS)


def test_while_something_is_wrong_it_says_why_not(drive, errands):
    driver = drive(edited(stop={}), try_out=errands.try_out)
    driver.type("timeout", "x")
    assert not driver.find("try").isEnabled()
    assert driver.hint("try") == "Correct the time limit to try it."
    driver.type("timeout", "")
    driver.type("name", "")  # what is wrong elsewhere is no hindrance
    assert driver.find("try").isEnabled()
    assert driver.hint("try") == ""


def test_a_new_task_asks_for_its_command(drive, errands):
    driver = drive(new_draft(), is_new=True, try_out=errands.try_out)
    assert not driver.find("try").isEnabled()
    assert driver.hint("try") == "Enter the command to try it."


def test_a_set_that_is_not_trusted_says_so(drive, errands):
    why = "This set isn't trusted yet."
    asked = []
    driver = drive(
        edited(stop={}), try_out=errands.try_out, look_up=lambda *what: asked.append(what), refusal=lambda: why
    )
    assert not driver.find("try").isEnabled()
    assert driver.hint("try") == why
    assert not driver.form.fields.trials()[0].is_looking()  # nor does it read anything but the set
    assert asked == []


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result(Outcome.MET), "Met after "),
        (Result(Outcome.NOT_MET, why="connection refused"), ": connection refused"),
        (Result(Outcome.ERROR, why="a\x1b[31m\u202e"), ": a\\x1b[31m\\u202e"),
        (Result(Outcome.OK, 0, left_behind=2), "; 2 processes left running in the background"),
    ],
)
def test_a_condition_is_tried_out_beside_it(drive, result, words):
    asked = []

    def try_out(definition, done):
        asked.append((definition, done))
        return lambda: None

    draft = edited(stop={}, schedule={"kind": "poll", "interval": "5s", "condition": {"not": PORT}})
    driver = drive(draft, try_out=try_out)
    driver.click("condition-try")
    definition, done = asked[0]
    assert isinstance(definition.condition, TcpCheck)
    done(result)
    assert words in said(driver, "condition-try")


def test_a_flood_of_output_is_bounded(drive):
    answers = []

    def try_out(_definition, done):
        answers.append(done)
        return lambda: None

    driver = drive(edited(stop={}), try_out=try_out)
    driver.click("try")
    answers[0](Result(Outcome.OK, 0, output="x" * 100_000 + "\n" + "y\n" * 50_000, output_dropped=10**9))
    output = driver.find("try-output", OutputView)
    assert output.isVisible()
    assert output.height() < 200
    assert output.blockCount() < 2_100


# What it will get


def test_the_program_and_its_folder_are_shown(drive, errands, qtbot, tmp_path):
    program = tmp_path / "sync"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    action = {"kind": "command", "argv": ["sync", "-a"], "cwd": str(tmp_path), "env": {"PATH": str(tmp_path)}}
    driver = drive(edited(stop={}, action=action), look_up=errands.look_up, try_out=errands.try_out)
    qtbot.waitUntil(lambda: driver.hint("try") == f"{program}, in {tmp_path}", timeout=LONG_MS)
    trial = driver.form.fields.trials()[0]
    assert f"PATH: {tmp_path}" in trial.hint.toolTip()
    driver.type("command", "snyc")
    qtbot.waitUntil(lambda: "did you mean sync?" in driver.hint("try"), timeout=LONG_MS)
    assert trial.hint.property("look") == "error"
    assert driver.can_save  # it may be installed by the time it runs


def test_what_starts_no_process_gets_nothing(drive, errands, qtbot):
    driver = drive(edited(stop={}), look_up=errands.look_up)
    qtbot.waitUntil(lambda: driver.hint("try") != "", timeout=LONG_MS)
    driver.choose("action", "Notification")
    driver.type("title", "x")
    assert driver.form.fields.trials()[0].hint.text() == ""
