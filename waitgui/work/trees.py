"""Whose is a process? The rules by which the processes of this machine are sorted to the ticks under way.

1. A tick's first process leads a session of its own and has a mark in its environment; what it starts inherits both.
2. On Linux we adopt every descendant that loses its parent ("subreaper"): all stay below us, where they can be found.
3. An orphan belongs to the tick whose session, mark or output pipe it has. One that got rid of all three (`env -i`,
   `setsid`, output closed) belongs to the tick that alone was under way when it started. Of several nobody can say
   whose it is: the last of them to be cut off ends it, the first of them to end by itself leaves it behind.
4. An orphan without a mark, with our own environment, was started by the program itself: the browser for a link, say.
5. Whoever was seen in a tree stays in it.

Elsewhere than on Linux orphans go to init, and one without session and mark isn't found.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from waitgui.work import process_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waitgui.work.process_table import Row

T = TypeVar("T")
MARK = "WAITGUI_TICK"
_MARK_IS = f"{MARK}=".encode()
_INIT = 1


class Tree:
    """The processes of a tick under way. `pid` is the first of them; until that has started there is none."""

    __slots__ = ("began", "by_main_thread", "known", "output", "pid", "token")

    def __init__(self, output: int) -> None:
        self.token = secrets.token_hex(8)
        self.output = f"pipe:[{os.fstat(output).st_ino}]"
        self.began = process_table.now()
        self.by_main_thread = threading.current_thread() is threading.main_thread()
        self.pid: int | None = None
        self.known: set[tuple[int, int]] = set()

    @property
    def mark(self) -> str:
        """The value of `MARK` for its processes. Within a tick of another waitgui they carry that one's too."""
        return f"{os.environ.get(MARK, '')} {self.token}".strip()


class Sorter:
    """Sorts by the rules above; `adopts`: orphans come to us."""

    def __init__(self, *, adopts: bool) -> None:
        self._adopts = adopts
        self._parent = os.getpid() if adopts else _INIT
        self._session = os.getsid(0)
        self._ours = frozenset(os.fsencode(f"{name}={value}") for name, value in os.environ.items())

    def sort(self, table: Mapping[int, Row], trees: Sequence[Tree], left: Mapping[int, int]) -> dict[str, list[Row]]:
        """The processes of each tree, by token; without what is `left` behind (pid: start)."""
        by_pid = {tree.pid: tree for tree in trees}
        by_known = {key: tree for tree in trees for key in tuple(tree.known)}
        owners: dict[int, Tree] = {}
        for row in table.values():
            owner = by_pid.get(row.session) or by_known.get((row.pid, row.start))
            if owner is None and self._is_orphan(row) and row.pid not in by_pid and left.get(row.pid) != row.start:
                suspects = self.suspects(row, trees)
                owner = suspects[0] if len(suspects) == 1 else None
            if owner is not None:
                owners[row.pid] = owner
        found: dict[str, list[Row]] = {tree.token: [] for tree in trees}
        for pid, owner in with_descendants(owners, table).items():
            row = table[pid]
            owner.known.add((pid, row.start))
            found[owner.token].append(row)
        return found

    def left_behind(self, table: Mapping[int, Row]) -> list[Row]:
        """All that ticks have put into the background, of ended ones too; only where orphans come to us."""
        if not self._adopts:
            return []
        heads = {
            row.pid: True
            for row in table.values()
            if self._is_orphan(row) and row.session != self._session and not self._is_ours(row)
        }
        return [table[pid] for pid in with_descendants(heads, table)]

    def suspects(self, orphan: Row, trees: Iterable[Tree]) -> list[Tree]:
        """The ticks under way that an orphan may belong to; none if it is nobody's."""
        for tree in trees:
            if orphan.session == tree.pid:
                return [tree]
        environment = process_table.environment(orphan.pid)
        tokens = _tokens(environment)
        if tokens is not None:
            return [tree for tree in trees if tree.token.encode() in tokens][:1]
        if not self._adopts:
            return []
        outputs = process_table.outputs(orphan.pid)
        for tree in trees:
            if tree.output in outputs:
                return [tree]
        return [] if self._is_like_ours(environment) else [tree for tree in trees if tree.began <= orphan.start]

    def _is_orphan(self, row: Row) -> bool:
        return not row.zombie and row.parent == self._parent

    def _is_ours(self, orphan: Row) -> bool:
        environment = process_table.environment(orphan.pid)
        return _tokens(environment) is None and self._is_like_ours(environment)

    def _is_like_ours(self, environment: frozenset[bytes]) -> bool:
        return 2 * len(environment & self._ours) >= len(self._ours) > 0


def _tokens(environment: frozenset[bytes]) -> list[bytes] | None:
    """The words of the mark; None where there is none."""
    return next((entry[len(_MARK_IS) :].split() for entry in environment if entry.startswith(_MARK_IS)), None)


def with_descendants(heads: Mapping[int, T], table: Mapping[int, Row]) -> dict[int, T]:
    """The heads (pid: owner) and all that is below them, with the owner of the nearest head above."""
    children: dict[int, list[int]] = defaultdict(list)
    for row in table.values():
        children[row.parent].append(row.pid)
    owners, left = dict(heads), list(heads)
    while left:
        pid = left.pop()
        for child in children.get(pid, ()):
            if child not in owners:
                owners[child] = owners[pid]
                left.append(child)
    return owners
