"""The processes of the ticks under way: how they are ended, and who collects their status.

Whose a process is, `waitgui.work.trees` says. What a tick that ended by itself left behind is never signalled, but for
`kill_all`.

A status is collected only from what we adopted. A zombie has neither environment nor files, so one that was never seen
alive can't be told from a child that somebody else in this process started; it is collected after a second, when
whoever that is has had theirs.
"""

from __future__ import annotations

import atexit
import os
import signal
import threading
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from waitgui.work import process_table
from waitgui.work.guard import Guard
from waitgui.work.leftovers import Leftovers
from waitgui.work.shared_look import SharedLook
from waitgui.work.trees import MARK, Sorter, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waitgui.work.process_table import Row

_KILL_WITHIN_S = 2.0


class ClosingError(Exception):
    """Nothing is started any more: the program is ending."""


_MAKING = threading.RLock()  # reentrant: a signal handler may ask too


@cache
def _of_this_program() -> Processes:
    processes = Processes()
    # So that where we are a tick of another program like this, it finds nothing of ours left behind.
    atexit.register(processes.close)
    return processes


def of_this_program() -> Processes:
    """The one there is: the kernel keeps one list of children a process, so whoever collects must be one too.

    The first two to ask may be two ticks at once; a cache alone would make one for each.
    """
    with _MAKING:
        return _of_this_program()


def kill_everything(grace_s: float = 0.0, *, left_behind: bool = False) -> int:
    """End every process of the ticks under way, for the end of the program; how many are left (see `kill_all`)."""
    return of_this_program().kill_all(grace_s, left_behind=left_behind)


def bury_orphans() -> None:
    """Collect, in a thread, what another process of ours left to us when it died."""
    of_this_program().leftovers.look()


class Processes:
    """The processes of all ticks under way. Any thread may call; a signal handler may too."""

    def __init__(self) -> None:
        self._adopts = process_table.adopt_orphans()
        self._me = os.getpid()
        self._session = os.getsid(0)
        self._sorter = Sorter(adopts=self._adopts)
        self._lock = threading.RLock()
        self._closing = 0
        self._trees: dict[str, Tree] = {}
        self._left: dict[int, int] = {}
        self._zombies: set[int] = set()
        self._found = SharedLook(self._look)
        self._guard = Guard(MARK)
        self.leftovers = Leftovers(self._bury)

    @property
    def guardian(self) -> int | None:
        """The pid of the process that ends the ticks under way should we die; None before the first of them."""
        return self._guard.pid

    def close(self) -> None:
        """Let go of the guardian, at the end of the program."""
        self._guard.close()

    def begin(self, output: int) -> Tree:
        """Before a tick's first process is started, which will print to `output`. Raises `ClosingError`."""
        tree = Tree(output)
        with self._lock:
            if self._closing:
                raise ClosingError
            self._trees[tree.token] = tree
        self._guard.begins(tree)
        return tree

    def started(self, tree: Tree, pid: int) -> None:
        """Its first process is this one."""
        tree.pid = pid
        self._guard.started(tree)

    def end(self, tree: Tree) -> None:
        """Let go of it: nothing of it is left, or what is left couldn't be ended."""
        with self._lock:
            self._trees.pop(tree.token, None)
        self._guard.ended(tree)
        if self._orphans():
            self.leftovers.look()

    def leave(self, tree: Tree) -> int:
        """Let go of what is left of a tick that ended by itself; how many processes that are, in the background.

        The status of its first process must not have been collected yet, so that its pid is still its own.
        """
        self._guard.ended(tree)
        orphans = self._orphans()
        if not orphans and self._adopts:
            return 0
        found = self._found.fresh()[tree.token]
        self._collect(row.pid for row in found if row.zombie and row.parent == self._me)
        left = {row.pid: row.start for pid in orphans if (row := process_table.row_of(pid)) and self._leaves(tree, row)}
        with self._lock:
            self._left |= left
        self.leftovers.look()
        return sum(not row.zombie for row in found)

    def _leaves(self, tree: Tree, orphan: Row) -> bool:
        """Whether with the end of this tree nobody can have a claim to the orphan any more."""
        with self._lock:
            trees = tuple(self._trees.values())
        suspects = self._sorter.suspects(orphan, trees)
        return not orphan.zombie and (tree in suspects or (not suspects and not self._is_starting_one()))

    def _orphans(self) -> list[int]:
        """The children that may be orphans of ticks and aren't known to be left behind."""
        if not self._adopts:
            return []
        with self._lock:
            left, first = set(self._left), self._first()
        children = process_table.adopted()
        gone = left.difference(children)
        if gone:
            with self._lock:
                for pid in gone:
                    self._left.pop(pid, None)
        return [pid for pid in children if pid not in left and pid not in first]

    def terminate(self, tree: Tree) -> None:
        """Ask every process of it to end (SIGTERM), each of them once: a second would mean "at once" to some.

        The status of its first process must not have been collected yet.
        """
        found, group = self.alive(tree), tree.pid
        if group is not None:
            with suppress(OSError):
                os.killpg(group, signal.SIGTERM)
        for row in found:
            if row.group != group:
                process_table.send(row, signal.SIGTERM)

    def kill(self, tree: Tree, within_s: float = _KILL_WITHIN_S) -> int:
        """End every process of it and collect their statuses, but not the first one's. How many are left."""
        return self._kill(lambda: self._found.fresh().get(tree.token, []), within_s)

    def alive(self, tree: Tree) -> list[Row]:
        """The processes of it that haven't ended."""
        return [row for row in self._found.fresh().get(tree.token, []) if not row.zombie]

    def kill_all(self, grace_s: float, *, left_behind: bool = False) -> int:
        """Wait up to `grace_s` for the ticks under way, end what is left of them; how many couldn't be ended.

        Nothing new starts meanwhile. With `left_behind` also what ended ticks left in the background.
        """
        with self._lock:
            self._closing += 1
        try:
            until_s = time.monotonic() + grace_s
            while self._trees and time.monotonic() < until_s:
                time.sleep(0.01)
            until_s = time.monotonic() + _KILL_WITHIN_S
            while self._is_starting_one(anywhere=True) and time.monotonic() < until_s:
                time.sleep(0.001)
            return self._kill(lambda: self._all(left_behind=left_behind), _KILL_WITHIN_S)
        finally:
            with self._lock:
                self._closing -= 1

    def _first(self) -> set[int | None]:
        """Whom somebody else looks after: the first processes of ticks, and the guardian."""
        return {self._guard.pid, *(tree.pid for tree in self._trees.values())}

    def _rows(self) -> dict[int, Row]:
        """Every process but the guardian."""
        rows = process_table.rows()
        if self._guard.pid is not None:
            rows.pop(self._guard.pid, None)
        return rows

    def _all(self, *, left_behind: bool) -> list[Row]:
        found = [row for rows in self._found.fresh().values() for row in rows]
        return found + (self._sorter.left_behind(self._rows()) if left_behind else [])

    def _kill(self, look: Callable[[], list[Row]], within_s: float) -> int:
        until_s, pause_s = time.monotonic() + within_s, 0.001
        while True:
            found = look()
            alive = [row for row in found if not row.zombie]
            for row in alive:
                process_table.send(row, signal.SIGKILL)
            self._collect(row.pid for row in found if row.zombie and row.parent == self._me)
            if not alive or time.monotonic() > until_s:
                return len(alive)
            time.sleep(pause_s)
            pause_s = min(2 * pause_s, 0.05)

    def _collect(self, pids: Iterable[int]) -> None:
        with self._lock:
            first = self._first()
        for pid in pids:
            if pid not in first:
                with suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)

    def _is_starting_one(self, *, anywhere: bool = False) -> bool:
        """Whether a process is being started by the main thread, so that among its children is one not known yet."""
        with self._lock:
            return any(tree.pid is None and (anywhere or tree.by_main_thread) for tree in self._trees.values())

    def _look(self) -> dict[str, list[Row]]:
        """The processes of each tick under way, by its token."""
        with self._lock:
            trees, left = tuple(self._trees.values()), dict(self._left)
        return self._sorter.sort(self._rows(), trees, left)

    def _bury(self) -> bool:
        """Collect the statuses of adopted children that have ended; whether there are others."""
        if self._is_starting_one():
            return True
        self._orphans()
        with self._lock:
            first, left, before = self._first(), set(self._left), self._zombies
        children = [row for pid in process_table.adopted() if (row := process_table.row_of(pid)) is not None]
        # Who is in our session was started by us: from a session of its own a process can't come back.
        orphans = [row for row in children if row.pid not in first and row.session != self._session]
        self._zombies = {row.pid for row in orphans if row.zombie}
        self._collect(pid for pid in self._zombies if pid in left or pid in before)
        return bool(orphans)
