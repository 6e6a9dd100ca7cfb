"""What the pages of all kinds of action have."""

from __future__ import annotations

from typing import ClassVar

from waitgui.views.task_form.pages import Page
from waitgui.views.task_form.trial import Trial


class ActionPage(Page):
    """What every kind of action has: it can be tried out."""

    section: ClassVar[str] = "action"

    def trial(self) -> Trial:
        """Its button."""
        return Trial(self.around, name=f"{self.prefix}try", what=("action",))
