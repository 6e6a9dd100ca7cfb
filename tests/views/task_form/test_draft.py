"""From keys to a task, and back."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.views.task_form.driver import SYNC, edited
from waitgui.tasks.model import Task, plain
from waitgui.views.task_form import new_draft

# What the offscreen platform says of any dialog and menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


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
