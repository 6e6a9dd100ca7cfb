"""The templates that come with the program."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pydantic import ValidationError

from waitgui.store.task_set_file import TaskSetFileError, load
from waitgui.tasks.templates import templates_of

if TYPE_CHECKING:
    from pathlib import Path

    from waitgui.tasks.templates import Template

log = logging.getLogger(__name__)


def load_templates(path: Path) -> tuple[Template, ...]:
    """The templates of a file; none of one that can't be used, which is an installation gone wrong."""
    try:
        return templates_of(load(path).task_set)
    except (TaskSetFileError, ValidationError):
        log.exception("no templates")
        return ()
