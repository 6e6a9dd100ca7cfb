"""Every kind of action, condition and stop rule is known in every room of the house that has to know it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tasks.kinds import kind_of, members
from tests.tasks.make import make_task
from waitgui.store.history_schema import REASONS
from waitgui.tasks import exposure
from waitgui.tasks.actions import Action
from waitgui.tasks.code_go import Program
from waitgui.tasks.code_python import Script
from waitgui.tasks.code_texts import argv_of
from waitgui.tasks.conditions import COMBINATIONS, Condition
from waitgui.tasks.deeds import _condition_words, action_words
from waitgui.tasks.edit_words import edit_words
from waitgui.tasks.endings import rules_words
from waitgui.tasks.model import StopRules, empty_set
from waitgui.tasks.record import Reason
from waitgui.views.task_form.actions import ACTION_PAGES
from waitgui.views.task_form.checks import CHECK_PAGES
from waitgui.views.task_form.rules import RULES
from waitgui.work import perform

ACTIONS, CONDITIONS = members(Action), members(Condition)
CHECKS = [kind for kind in CONDITIONS if kind not in COMBINATIONS.values()]
RULE_NAMES = [field.alias or name for name, field in StopRules.model_fields.items()]
EXAMPLES: dict[str, Any] = {
    "after_runs": 2,
    "after_time": "1h",
    "at": "2099-01-01T00:00:00",
    "after_successes": 2,
    "after_failures": 2,
    "after_failures_in_a_row": 2,
    "on_exit_code": [75],
    "on_output": "full",
    "when_task_ends": "other",
    "when": {"kind": "file", "path": "/run/stop"},
}


def is_registered(function: Any, kind: type) -> bool:
    return function.dispatch(kind) is not function.dispatch(object)


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_done_told_and_written(action):
    assert is_registered(perform.attempt, action)
    assert is_registered(action_words, action)
    assert is_registered(exposure._uses, action)
    assert exposure._used(action) is not None
    assert kind_of(action) in {page.kind for page, _ in ACTION_PAGES}


def test_only_waiting_is_no_program():
    assert {kind_of(action) for action in ACTIONS if argv_of(blank(action)) is None} == {"none"}


def blank(action: type) -> Any:
    """An action whose text fields hold a word; nothing of it is judged."""
    fields = {
        name: "x" if field.annotation is str else field.get_default(call_default_factory=True)
        for name, field in action.model_fields.items()
    }
    return action.model_construct(**{**fields, "kind": kind_of(action)})


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_is_checked_and_told(condition):
    assert is_registered(perform.attempt, condition)
    assert condition in perform._CONDITIONS
    assert is_registered(_condition_words, condition)


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_is_told_of_before_it_is_trusted_and_written_in_the_form(check):
    assert is_registered(exposure._uses, check)
    assert exposure._used(check) is not None
    assert kind_of(check) in {page.kind for page in CHECK_PAGES}
    poll = make_task(kind="poll")
    poll = poll.model_copy(update={"schedule": poll.schedule.model_copy(update={"condition": blank(check)})})
    assert Script(poll).text()
    assert Program(poll).text()


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_stop_rule_is_a_reason_in_words_and_in_the_form(rule):
    assert Reason(rule) in REASONS
    without, with_it = (empty_set("Kinds").replaced(make_task(stop=stop)) for stop in ({}, {rule: EXAMPLES[rule]}))
    assert rules_words(with_it.tasks[0].stop)
    assert edit_words(without, with_it) != "change T"
    assert rule in {found.key for found in RULES}
