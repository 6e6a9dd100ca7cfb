"""Every kind of task goes through the form and comes back as it was."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.views.task_form.drafts import DRAFTS, FILE, PORT, PROGRAM, WEB, given_draft, poll
from tests.views.task_form.driver import edited
from waitgui.tasks.model import Task, plain
from waitgui.views.task_form import new_draft

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("name", DRAFTS)
def test_a_task_comes_back_as_it_was(drive, name):
    draft = given_draft(name)
    driver = drive(draft, other_tasks=[("other", "Other")])
    assert driver.reason == ""
    assert not driver.form.is_changed()
    assert plain(driver.save()) == plain(Task.model_validate(draft))


@pytest.mark.parametrize("name", DRAFTS)
def test_another_kind_and_back_changes_nothing(drive, name):
    draft = given_draft(name)
    driver = drive(draft, other_tasks=[("other", "Other")])
    driver.form.preview.setEnabled(False)
    chooser = driver.form.fields.schedule.chooser
    kept = chooser.currentIndex()
    for place in (0, 1, 2, kept):
        driver.click(f"schedule-{place}")
        assert chooser.currentIndex() == place
    action = driver.find("action")
    kept = action.currentText()
    for title in ("Python", "Web request", "Notification", "Nothing", "Command", kept):
        driver.choose("action", title)
    assert plain(driver.save()) == plain(Task.model_validate(draft))


leaves = st.sampled_from([PORT, FILE, WEB, PROGRAM, {**PORT, "extra": 1}])
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda some: {"all": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=8,
)


def test_a_page_is_made_when_its_kind_is_first_chosen(drive):
    driver = drive(given_draft("poll"))
    fields = driver.form.fields
    assert [page.kind for page in (*fields.action.pages, *fields.schedule.pages)] == ["command", "poll"]
    driver.click("schedule-0")
    driver.find("action").setCurrentIndex(2)
    assert [page.kind for page in (*fields.action.pages, *fields.schedule.pages)] == [
        "command",
        "http",
        "poll",
        "repeat",
    ]
    shown = [field for field in fields.more._fields if not field.isHidden()]
    assert shown == [*fields.action.page.more, *fields.schedule.page.more, *fields._others]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(condition=conditions)
def test_any_condition_comes_back_as_it_was(drive, condition):
    draft = edited(stop={}, schedule=poll(condition))
    driver = drive(draft)
    assert plain(driver.save()) == plain(Task.model_validate(draft))


# From keys to every kind


def test_a_new_poll_is_typed(drive):
    driver = drive(new_draft(), is_new=True)
    driver.type("name", "Wait for the database")
    driver.type("command", "systemctl start app")
    driver.click("schedule-1")
    driver.type("condition-kind-tcp-port", "5432")
    driver.type("interval", "2s")
    driver.click("immediate")
    driver.type("poll-timeout", "1m")
    driver.open_more()
    driver.type("errors_allowed", "2")
    assert driver.reason == ""
    assert plain(driver.save())["schedule"] == {
        "kind": "poll",
        "interval": "2s",
        "timeout": "1m",
        "immediate": False,
        "condition": {"kind": "tcp", "host": "localhost", "port": 5432},
        "errors_allowed": 2,
    }


def test_a_new_backoff_is_typed(drive):
    driver = drive(new_draft(), is_new=True)
    driver.type("name", "Reconnect")
    driver.type("command", "wg-quick up home")
    driver.click("schedule-2")
    driver.type("backoff-duration", "500ms")
    driver.type("backoff-factor", "1,5")
    driver.type("backoff-jitter", "20")
    driver.type("backoff-steps", "6")
    driver.type("backoff-cap", "1m")
    driver.click("at_cap-1")
    assert plain(driver.save())["schedule"] == {
        "kind": "backoff",
        "duration": "500ms",
        "factor": 1.5,
        "jitter": 0.2,
        "steps": 6,
        "cap": "1m",
        "at_cap": "keep",
    }


@pytest.mark.parametrize(
    ("place", "name", "text", "key"),
    [
        (0, "script", "~/x.py", "script"),
        (1, "module", "json.tool", "module"),
        (2, "code", "print(1)\nprint(2)", "code"),
    ],
)
def test_python_is_typed(drive, place, name, text, key):
    driver = drive()
    driver.choose("action", "Python")
    driver.click(f"python-{place}")
    driver.type(name, text)
    driver.type("python_args", "-v 'two words'")
    action = plain(driver.save())["action"]
    assert action == {"kind": "python", key: text, "args": ("-v", "two words")}


def test_a_request_is_typed(drive):
    driver = drive()
    driver.choose("action", "Web request")
    driver.type("url", "https://example.org/hook")
    driver.type("method", "POST")
    driver.type("ok_status", "200, 204")
    driver.type("http-timeout", "5s")
    driver.open_more()
    driver.type("headers", "X-A: b\nX-C: d: e")
    driver.type("body", "{}")
    driver.click("follow_redirects")
    driver.type("max_body", "10KiB")
    assert plain(driver.save())["action"] == {
        "kind": "http",
        "method": "POST",
        "url": "https://example.org/hook",
        "headers": {"X-A": "b", "X-C": "d: e"},
        "body": "{}",
        "timeout": "5s",
        "ok_status": "200, 204",
        "follow_redirects": True,
        "max_body": "10KiB",
    }


def test_a_notification_is_typed(drive):
    driver = drive()
    driver.choose("action", "Notification")
    driver.type("title", "Stand up")
    driver.type("text", "and\nstretch")
    assert plain(driver.save())["action"] == {"kind": "notify", "title": "Stand up", "text": "and\nstretch"}


def test_a_retry_is_off_until_it_is_asked_for(drive):
    driver = drive()
    assert not driver.find("retry-duration").isVisible()
    driver.click("retry")
    assert driver.find("retry-duration").text() == "1s"
    driver.type("retry-steps", "5")
    driver.type("retry-cap", "10s")
    driver.click("retry")
    assert "retry" not in driver.form._typed()[0]
    driver.click("retry")
    assert plain(driver.save())["retry"] == {"duration": "1s", "steps": 5, "cap": "10s"}


@pytest.mark.parametrize(
    ("draft", "name", "text", "problem"),
    [
        ({"action": {"kind": "python", "script": "x"}}, "script", " ", "Must not be empty."),
        ({"action": {"kind": "http", "url": "http://x"}}, "url", "ftp://x", "Must begin with http:// or https://."),
        ({"action": {"kind": "http", "url": "http://x"}}, "ok_status", "many", None),
        ({"action": {"kind": "notify", "title": "x"}}, "title", "", "Must not be empty."),
        ({"schedule": poll(PORT)}, "interval", "soon", None),
        ({"schedule": poll(PORT)}, "condition-kind-tcp-host", "", "Must not be empty."),
        ({"schedule": poll(PORT)}, "condition-kind-tcp-port", "70000", "Must be at most 65535."),
        ({"schedule": poll(PORT)}, "condition-kind-tcp-port", "x", "Write a whole number, as in 10."),
        (
            {"schedule": poll({"all": [FILE, {"not": FILE}]})},
            "condition-kind-all-1-not-0-file-path",
            "",
            "Must not be empty.",
        ),
        ({"schedule": poll({"all": [FILE, FILE]})}, "condition-kind-all-0-file-min_size", "1 kilo", None),
        (
            {"schedule": poll({**WEB, "json": {"path": "a", "equals": 1}})},
            "condition-kind-http-json_equals",
            "",
            "Is missing.",
        ),
        ({"schedule": {"kind": "backoff", "duration": "1s"}}, "backoff-steps", "0", "Must be at least 1."),
        (
            {"schedule": {"kind": "backoff", "duration": "1s"}},
            "backoff-factor",
            "twice",
            "Write a number, as in 2 or 1.5.",
        ),
        ({"schedule": {"kind": "backoff", "duration": "1s"}}, "backoff-cap", "0s", "Must be longer than 0."),
        ({"retry": {"duration": "1s"}}, "retry-duration", "", "A duration is needed, as in 10s."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_goes(drive, draft, name, text, problem):
    driver = drive({**edited(stop={}), **draft})
    before = driver.find(name).text()
    driver.type(name, text)
    assert driver.problem(name) == problem if problem else driver.problem(name)
    assert driver.find(name).property("look") in ("invalid", "code-invalid")
    assert driver.reason.startswith("Correct ")
    assert not driver.can_save
    driver.type(name, before)
    assert driver.problem(name) == ""
    assert driver.can_save
