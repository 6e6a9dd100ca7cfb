"""The templates that come along: each is a valid task that the doctor has nothing to say about."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from waitgui.store.task_set_file import load
from waitgui.tasks import doctor
from waitgui.tasks.model import Task
from waitgui.tasks.templates import templates_of

RESOURCES = Path(__file__).parents[2] / "resources"
TEMPLATES = templates_of(load(RESOURCES / "templates.toml").task_set)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_common_jobs_are_there():
    assert [template.name for template in TEMPLATES] == [
        "Keep a command running",
        "Wait for a port, then run",
        "Check a URL",
        "Retry until it works",
        "Heartbeat",
        "Clean up a folder",
    ]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_each_is_valid_and_healthy_once_it_is_filled_in(template):
    draft, examples = template.begun("Mine")
    assert set(examples) == set(template.fill)
    assert "id" not in draft
    assert draft["name"] == "Mine"
    for place, example in examples.items():
        here = draft
        for key in place[:-1]:
            here = here[key]
        assert place[-1] not in here
        here[place[-1]] = example
    task = Task.model_validate({"id": "mine", **draft})
    assert task.model_extra == {}
    assert list(doctor.advise(task, NOW)) == []
    assert (RESOURCES / "icons" / f"{template.icon}.svg").is_file()


def test_what_is_begun_leaves_the_template_as_it_is():
    template = TEMPLATES[0]
    template.begun("x")[0]["schedule"]["period"] = "9s"
    assert template.begun("x")[0]["schedule"]["period"] == "2s"


def test_a_task_that_says_nothing_is_no_template():
    assert templates_of(load(RESOURCES / "demo.toml").task_set) == ()
