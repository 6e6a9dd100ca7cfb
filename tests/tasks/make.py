"""Tasks for tests, from the words of a file."""

from __future__ import annotations

from typing import Any

from waitgui.tasks.model import Task
from waitgui.tasks.words import NBSP, Span, plain_text


def make_task(
    task_id: str = "t",
    *,
    action: dict[str, Any] | None = None,
    stop: dict[str, Any] | None = None,
    retry: dict[str, Any] | None = None,
    **schedule: Any,
) -> Task:
    """A task; `schedule` are its schedule's fields, of a repeat unless they say another kind."""
    return Task.model_validate(
        {
            "id": task_id,
            "name": task_id.title(),
            "schedule": schedule if "kind" in schedule else {"kind": "repeat", "period": "1s", **schedule},
            "action": action or {"kind": "none"},
            "stop": stop or {},
            **({} if retry is None else {"retry": retry}),
        }
    )


def read(words: str | list[Span]) -> str:
    """Words as one reads them: without emphasis, with usual spaces."""
    return (words if isinstance(words, str) else plain_text(words)).replace(NBSP, " ")
