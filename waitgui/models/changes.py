"""Changes: which stretch of time was changed since somebody looked last, so that he looks at that alone again. Pure."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

KEPT = 256


class Span(NamedTuple):
    """A stretch of monotonic ns, both ends included."""

    from_ns: int
    to_ns: int


EVERYTHING = Span(-(1 << 62), 1 << 62)


class Changes:
    """Notes stretches; anybody may ask for what was noted since the version that he knows."""

    def __init__(self) -> None:
        self._version = 0
        self._noted: deque[Span] = deque(maxlen=KEPT)

    @property
    def version(self) -> int:
        """How often something was noted."""
        return self._version

    def note(self, from_ns: int, to_ns: int) -> None:
        """What lies in this stretch is other than before."""
        self._version += 1
        self._noted.append(Span(from_ns, to_ns))

    def note_all(self) -> None:
        """So is everything."""
        self.note(*EVERYTHING)

    def since(self, version: int) -> list[Span]:
        """The stretches noted after `version`; everything if that is too long ago."""
        missed = self._version - version
        if missed > len(self._noted):
            return [EVERYTHING]
        return [self._noted[place] for place in range(len(self._noted) - missed, len(self._noted))]
