"""ColumnTable: what the tables share: titles, and on which side the cells of a column stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from enum import IntEnum

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
UNKNOWN = "–"
DISPLAY = Qt.ItemDataRole.DisplayRole


class ColumnTable(QAbstractTableModel):
    """For the GUI thread. Subclasses name the columns and give the cells."""

    COLUMNS: ClassVar[type[IntEnum]]
    """The columns, in order."""
    RIGHT: ClassVar[frozenset[int]] = frozenset()
    """The columns whose cells stand at the right."""

    def titles(self) -> tuple[str, ...]:
        """Of every column."""
        raise NotImplementedError

    def cell(self, row: int, column: int, role: int) -> Any:
        """What a cell shows, and the roles of the row."""
        raise NotImplementedError

    def columnCount(self, parent: Index = ROOT) -> int:
        """One a column."""
        return 0 if parent.isValid() else len(self.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        """The titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self.titles()[section] if role == DISPLAY else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        """What a cell shows, and the roles of the row."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return self.cell(index.row(), index.column(), role)

    def _alignment(self, column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column in self.RIGHT else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
