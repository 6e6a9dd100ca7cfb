"""PagedTable: a table of the history, newest first, read page by page as one scrolls and kept within a bound.

Rows are a head, to which what happens now is added on top, and pages behind it. Of each page the place in the history
is kept for good, its rows only while they are among those looked at lately: a page that is looked at again is read
again. A row never moves but for what is put above it, so that a view keeps its place and its selection.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from waitgui.models.column_table import ROOT, ColumnTable, Index

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waitgui.models.history_bridge import Questions
    from waitgui.store.history_reader import Reader

PAGE = 100
PAGES_KEPT = 40
FLUSH_MS = 100
Key: TypeAlias = tuple[int, ...]
"""Orders the rows: a newer one has a greater key."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class _Page:
    """Rows with keys below `before`, of which the last has the key `last`."""

    before: Key
    last: Key
    count: int


class PagedTable(ColumnTable, Generic[Row]):
    """For the GUI thread; the bridge reads. Subclasses say what is asked for, and show it."""

    stateChanged = Signal()
    """`loading`, `trouble` or whether there is anything may be others now."""

    def __init__(self, bridge: Questions, topic: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = bridge
        self._topic = topic
        self._head: list[Row] = []
        self._pages: deque[_Page] = deque()
        self._kept: OrderedDict[Key, list[Row]] = OrderedDict()
        self._early: list[Row] | None = None
        self._complete = True
        self._count = 0
        self._reading: Key | None = None
        self._read_next: Key | None = None
        self._dirty: set[Key] = set()
        self._flush = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush.timeout.connect(self._tell)
        self.loading = False
        """Whether the next rows are being read."""
        self.trouble: str | None = None
        """Why they can't be."""

    # ------------------------------------------------------------------------------------------- what subclasses say

    def key_of(self, row: Row) -> Key:
        """The row's key."""
        raise NotImplementedError

    def question(self, before: Key | None, most: int) -> Callable[[Reader], list[Row]]:
        """What gives the rows below a key (None: the newest), the greatest key first."""
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------------- what views ask

    def rowCount(self, parent: Index = ROOT) -> int:
        """As many as are known by now."""
        return 0 if parent.isValid() else self._count

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the history goes on behind the last row."""
        return not parent.isValid() and not self._complete and not self.loading and self.trouble is None

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if self.canFetchMore(parent):
            self._ask_more()

    def row_at(self, number: int) -> Row | None:
        """The row; None while it is read once more."""
        if number < len(self._head):
            return self._head[number]
        page = self._page_of(number)
        rows = self._kept.get(page.before)
        if rows is None:
            self._want(page.before)
            return None
        self._kept.move_to_end(page.before)
        place = (number - len(self._head)) % PAGE
        return rows[place] if place < len(rows) else None  # retention may have removed it meanwhile

    def number_of(self, key: Key) -> int:
        """The row of a key, if it is among those that are kept; else −1."""
        for number, row in enumerate(self._head):
            if self.key_of(row) == key:
                return number
        first = len(self._head)
        for page in self._pages:
            if page.last <= key < page.before:
                rows = self._kept.get(page.before, ())
                return next((first + at for at, row in enumerate(rows) if self.key_of(row) == key), -1)
            first += page.count
        return -1

    # ------------------------------------------------------------------------------------------------------ what comes

    def restart(self, *, asks: bool = True) -> None:
        """Forget every row, and read from the newest on; without `asks` there is nothing to read."""
        self.beginResetModel()
        self._head, self._count = [], 0
        self._pages.clear()
        self._kept.clear()
        self._dirty.clear()
        self._early = [] if asks else None
        self._complete, self.trouble = not asks, None
        self._reading = self._read_next = None
        self.loading = False
        self.endResetModel()
        for topic in (self._topic, f"{self._topic} again"):
            self._history.cancel(topic)
        if asks:
            self._ask_more()
        else:
            self.stateChanged.emit()

    def retry(self) -> None:
        """Try once more what didn't work."""
        if self._early is not None or not self._count:
            self.restart()
            return
        self.trouble = self._reading = None
        self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.columnCount() - 1))
        if self._complete:
            self.stateChanged.emit()
        else:
            self._ask_more()

    def put_on_top(self, rows: Sequence[Row]) -> None:
        """Add what has just happened, the newest first."""
        if self._early is not None:
            self._early[:0] = rows
            del self._early[2 * PAGE :]
            return
        newest = self._newest()
        rows = [row for row in rows if newest is None or self.key_of(row) > newest]
        if not rows:
            return
        self.beginInsertRows(ROOT, 0, len(rows) - 1)
        self._head[:0] = rows
        self._count += len(rows)
        self.endInsertRows()
        self._shorten_head()
        if self._count == len(rows):
            self.stateChanged.emit()

    def replace(self, key: Key, change: Callable[[Row], Row]) -> None:
        """Change the row of a key, if it is kept; views are told a little later."""
        if self._early is not None:
            self._early = [change(row) if self.key_of(row) == key else row for row in self._early]
            return
        number = self.number_of(key)
        if number < 0:
            return
        if number < len(self._head):
            self._head[number] = change(self._head[number])
        else:
            rows = self._kept[self._page_of(number).before]
            place = (number - len(self._head)) % PAGE
            rows[place] = change(rows[place])
        self.touch(key)

    def touch(self, key: Key) -> None:
        """Let views know, a little later, that what this row shows is another."""
        self._dirty.add(key)
        if not self._flush.isActive():
            self._flush.start()

    # -------------------------------------------------------------------------------------------------------- inside

    def _newest(self) -> Key | None:
        if self._head:
            return self.key_of(self._head[0])
        # The first page begins right above its first row.
        return (*self._pages[0].before[:-1], self._pages[0].before[-1] - 1) if self._pages else None

    def _oldest(self) -> Key | None:
        if self._pages:
            return self._pages[-1].last
        return self.key_of(self._head[-1]) if self._head else None

    def _page_of(self, number: int) -> _Page:
        # All pages are full but the last.
        return self._pages[(number - len(self._head)) // PAGE]

    def _ask_more(self) -> None:
        self.loading = True
        before = self._oldest()
        ask = self.question(before, PAGE)
        self._history.ask(self._topic, ask, self._take_more, self._fail, is_fresh=before is None)
        self.stateChanged.emit()

    def _take_more(self, rows: list[Row]) -> None:
        self._complete = len(rows) < PAGE
        early, self._early = self._early, None
        if rows:
            first = self.key_of(rows[0])
            page = _Page((*first[:-1], first[-1] + 1), self.key_of(rows[-1]), len(rows))
            self.beginInsertRows(ROOT, self._count, self._count + len(rows) - 1)
            self._pages.append(page)
            self._keep(page.before, rows)
            self._count += len(rows)
            self.endInsertRows()
        self.loading = False  # not before: views ask for more while rows are inserted
        if early:
            self.put_on_top(early)
        self.stateChanged.emit()

    def _fail(self, reason: str) -> None:
        self.loading, self.trouble = False, reason
        self.stateChanged.emit()

    def _shorten_head(self) -> None:
        """What happened longer ago becomes a page, which may be given up and read again."""
        while len(self._head) > 2 * PAGE:
            rows, self._head = self._head[-PAGE:], self._head[:-PAGE]
            first = self.key_of(rows[0])
            page = _Page((*first[:-1], first[-1] + 1), self.key_of(rows[-1]), PAGE)
            self._pages.appendleft(page)
            self._keep(page.before, rows)

    def _keep(self, before: Key, rows: list[Row]) -> None:
        self._kept[before] = rows
        while len(self._kept) > PAGES_KEPT:
            self._kept.popitem(last=False)

    def _want(self, before: Key) -> None:
        """Read a page again: one after the other, of those that wait the one that was wanted last."""
        if self._reading is not None:
            self._read_next = before if before != self._reading else self._read_next
            return
        self._reading = before
        self._history.ask(
            f"{self._topic} again", self.question(before, PAGE), self._take_again, self._fail_again, is_fresh=True
        )

    def _take_again(self, rows: list[Row]) -> None:
        before, self._reading = self._reading, None
        assert before is not None
        self._keep(before, rows)
        first = len(self._head)
        for page in self._pages:
            if page.before == before:
                self.dataChanged.emit(self.index(first, 0), self.index(first + page.count - 1, self.columnCount() - 1))
                break
            first += page.count
        wanted, self._read_next = self._read_next, None
        if wanted is not None and wanted not in self._kept:
            self._want(wanted)

    def _fail_again(self, reason: str) -> None:
        self._read_next = None  # `_reading` stays: it isn't tried again and again while it is looked at
        self._fail(reason)

    @Slot()
    def _tell(self) -> None:
        numbers = sorted(number for key in self._dirty if (number := self.number_of(key)) >= 0)
        self._dirty.clear()
        last = self.columnCount() - 1
        for number in numbers:
            self.dataChanged.emit(self.index(number, 0), self.index(number, last))
