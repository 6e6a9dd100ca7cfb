"""What our own widgets are, for screen readers: Qt takes all of them for containers that one passes over.

A list of choices (QComboBox) tells on Linux what is chosen as its name. What it is for is told by the label whose buddy
it is; where there is none it belongs into the description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_ROLES = {
    "AxisBar": QAccessible.Role.Graphic,
    "Canvas": QAccessible.Role.Chart,
    "ConditionField": QAccessible.Role.Grouping,
    "ConditionRow": QAccessible.Role.Grouping,
    "DelayCurve": QAccessible.Role.Chart,
    "ForecastStrip": QAccessible.Role.Chart,
    "ForecastTable": QAccessible.Role.Chart,
    "Idea": QAccessible.Role.Graphic,
    "Minimap": QAccessible.Role.Chart,
    "TickSumDrawing": QAccessible.Role.Chart,
}
"""By class."""


def tell_roles() -> None:
    """Have them told in this process, from the next window on."""
    QAccessible.installFactory(_told)


def _told(kind: str, thing: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(kind)
    return QAccessibleWidget(thing, role) if role is not None and isinstance(thing, QWidget) else None
