"""What must hold for any bytes: a set or the documented refusals, and what is read is told, described and kept."""

from __future__ import annotations

import time
import tomllib

from waitgui.store.task_set_text import UnusableTextError, beyond_limits, decoded, read
from waitgui.store.toml_merge import merged
from waitgui.store.toml_text import document
from waitgui.tasks.exposure import executable_digest, exposure
from waitgui.tasks.model import TaskSet, plain

SLOW_S = 5.0
"""Of this thread's own time. A fuzzer's inputs are small: what takes so long grows faster than they do."""


def is_read_or_refused(data: bytes) -> None:
    """Raises `AssertionError`, or whatever came out and shouldn't have."""
    began = time.thread_time()
    try:
        text = decoded(data)
        task_set, warnings = read(text, "name")
    except UnusableTextError as refusal:
        complaints = refusal.complaints
        assert complaints
    else:
        complaints = warnings
        _can_be_used(text, task_set)
    assert all(complaint.line >= 1 and complaint.text.isprintable() for complaint in complaints)
    took = time.thread_time() - began
    assert took < SLOW_S, f"took {took:.1f} s for {len(data):,} bytes"


def _can_be_used(text: str, task_set: TaskSet) -> None:
    content = plain(task_set)
    assert not beyond_limits(content)
    again = TaskSet.model_validate(tomllib.loads(document(content)))
    assert again == task_set
    assert executable_digest(again) == executable_digest(task_set)
    for exposed in exposure(task_set):
        assert isinstance(exposed.text, str)
    named = task_set.model_copy(update={"name": "another"})
    kept, _ = read(merged(text, task_set, named), "name")
    assert kept == named
