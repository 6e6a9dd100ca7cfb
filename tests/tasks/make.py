"""Tasks for tests, from the words of a file."""

from __future__ import annotations

from typing import Any

from waitgui.tasks.model import Task


def make_task(
    task_id: str = "t", *, action: dict[str, Any] | None = None, stop: dict[str, Any] | None = None, **schedule: Any
) -> Task:
    """A repeat task; `schedule` are its schedule's fields."""
    return Task.model_validate(
        {
            "id": task_id,
            "name": task_id.title(),
            "schedule": {"kind": "repeat", "period": "1s", **schedule},
            "action": action or {"kind": "none"},
            "stop": stop or {},
        }
    )
