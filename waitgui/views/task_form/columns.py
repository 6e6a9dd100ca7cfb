"""The fields and the preview: side by side, or the preview on top where they find no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from waitgui.views.column import Column

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from waitgui.views.task_form.preview import PreviewPane
    from waitgui.views.task_form.task_fields import TaskFields

ONE_COLUMN_BELOW = 1000
_ANY_HEIGHT = 16_777_215  # QWIDGETSIZE_MAX


class Columns(QBoxLayout):
    """Both scroll for themselves, in that form."""

    def __init__(self, fields: TaskFields, preview: PreviewPane, form: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        # Beneath the form from the beginning: what is put there later is styled once more, each part of it.
        self.fields_area, self.preview_area = Column(fields, form), Column(preview, form)
        self._preview = preview
        self.setSpacing(0)
        self.addWidget(self.fields_area, 516)
        self.addWidget(rule())
        self.addWidget(self.preview_area, 483)

    def arrange(self, size: QSize) -> None:
        """Choose between one column and two for a form of that size."""
        fields_least = self.fields_area.minimumSizeHint().width()
        least = fields_least + self.preview_area.minimumSizeHint().width()
        for area in (self.fields_area, self.preview_area):
            area.updateGeometry()  # a scroll area doesn't say that its content needs more room than before
        narrow = size.width() < max(ONE_COLUMN_BELOW, least)
        # Long words in another language may need more room than the smallest window has.
        needed, off = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.fields_area.setHorizontalScrollBarPolicy(needed if fields_least > size.width() else off)
        # From bottom to top the fields, which come first, are below the preview.
        self.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)
        self._preview.show_compact(narrow, size.height())
        self.preview_area.setMaximumHeight(self._preview.heightForWidth(size.width()) if narrow else _ANY_HEIGHT)


def rule() -> QFrame:
    """A line between parts of the form."""
    line = QFrame()
    line.setProperty("look", "rule")
    line.setMinimumSize(1, 1)
    return line
