"""What the guide lists is what there is: reasons, outcomes, kinds, options, keys, names of the wait package."""

from __future__ import annotations

import re

import pytest

from tests.guide.pages import prose, text_of
from tests.tasks.kinds import kind_of, members
from waitgui import cli, wait
from waitgui.tasks.actions import Action
from waitgui.tasks.conditions import COMBINATIONS, Condition
from waitgui.tasks.model import Schedule, StopRules
from waitgui.tasks.record import Outcome, Reason


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """The first table after a heading: the code in the first cell, with the other cells."""
    _, _, part = text_of("en", page).partition(f"{heading}\n")
    table = re.search(r"(?:^\|.*\n)+", part, re.MULTILINE)
    assert table is not None, heading
    lines = [[cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in table[0].splitlines()[2:]]
    return {re.sub(r"[`]", "", cells[0]).split(" ")[0]: cells[1:] for cells in lines}


def names(model: type) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()} - {"kind"}


def test_every_outcome_is_explained():
    assert list(rows("timeline.md", "## Every outcome")) == [outcome.value for outcome in Outcome]


def test_every_stop_rule_and_reason_is_explained_with_the_outcome_of_the_run():
    rules = rows("stop-rules.md", "## The rules")
    assert set(rules) == names(StopRules)
    others = rows("stop-rules.md", "## All reasons")
    assert {*rules, *others} == {reason.value for reason in Reason}
    for reason in Reason:
        assert (rules | others)[reason.value][-1] == reason.outcome.value


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("actions.md", [*members(Action), *members(Condition)]),
        ("schedules.md", members(Schedule)),
    ],
)
def test_every_field_is_told_of(page, kinds):
    text = text_of("en", page)
    told = {*re.findall(r"`([a-z_]+)", prose(text)), *re.findall(r"\b([a-z_]+) = ", text)}
    for kind in kinds:
        assert names(kind) <= told, kind


def test_every_kind_of_action_and_condition_has_its_row():
    checks = [kind for kind in members(Condition) if kind not in COMBINATIONS.values()]
    for heading, kinds in (("## Actions", members(Action)), ("## Conditions", checks)):
        assert list(rows("actions.md", heading)) == [kind_of(kind) for kind in kinds]


@pytest.mark.parametrize(("command", "heading"), [("run", "## Run"), ("preview", "## Preview")])
def test_every_option_is_told_of(command, heading):
    _, _, text = text_of("en", "headless.md").partition(heading)
    parser = cli._parser(command)._subparsers._group_actions[0].choices[command]
    for action in parser._actions:
        option = action.option_strings[-1] if action.option_strings else ""
        assert option in ("", "--help") or f"`{option}" in text, option


def test_every_name_of_the_wait_package_is_on_the_api_page():
    text = text_of("en", "wait-api.md")
    listed = {name.rpartition(".")[2] for name in re.findall(r"^\.\. auto\w+:: (\S+)$", text, re.MULTILINE)}
    assert listed == set(wait.__all__)
