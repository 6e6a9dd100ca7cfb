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
    """A task, by default a repeat; `schedule` are its schedule's fields."""
    kind = schedule.setdefault("kind", "repeat")
    return Task.model_validate(
        {
            "id": task_id,
            "name": task_id.title(),
            "schedule": {**FIRST[kind], **schedule},
            "action": action or {"kind": "none"},
            "stop": stop or {},
            **({} if retry is None else {"retry": retry}),
        }
    )


def read(words: str | list[Span]) -> str:
    """Words as one reads them: without emphasis, with usual spaces."""
    return (words if isinstance(words, str) else plain_text(words)).replace(NBSP, " ")


FIRST: dict[str, dict[str, Any]] = {
    "repeat": {"period": "1s"},
    "poll": {"interval": "1s", "condition": {"kind": "file", "path": "/nowhere"}},
    "backoff": {"duration": "1s"},
}
"""What each kind of schedule needs at least."""
