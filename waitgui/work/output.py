"""What a process printed: the end of it, and how much came before."""

from __future__ import annotations

KEPT = 64 * 1024


class Tail:
    """The last `kept` bytes of a stream of any length. Its own memory stays below three times that."""

    __slots__ = ("_bytes", "_kept", "_total")

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._bytes = bytearray()
        self._total = 0

    def add(self, data: bytes) -> None:
        """Add what came next."""
        self._total += len(data)
        self._bytes += data
        if len(self._bytes) > 2 * self._kept:
            del self._bytes[: -self._kept]

    def end(self) -> tuple[str, int]:
        """The text of the tail, and the exact number of bytes before it.

        What isn't UTF-8 becomes U+FFFD; a character that the cut went through counts as dropped.
        """
        kept = self._bytes[-self._kept :]
        if len(kept) < self._total:
            start = next((n for n, byte in enumerate(kept[:4]) if byte & 0xC0 != 0x80), 0)
            del kept[:start]
        return kept.decode(errors="replace"), self._total - len(kept)
