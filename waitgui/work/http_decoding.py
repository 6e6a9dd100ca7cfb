"""What a compressed body says, in pieces that stay small however much they were compressed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = 64 * 1024
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP = b"\x1f\x8b"
_RAW = -zlib.MAX_WBITS


class DecodingError(Exception):
    """The body isn't compressed as it says."""


class Decoder(Protocol):
    """Gives the pieces of a body, from what came of it."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What this says, in pieces of at most 64 KiB, or of its own size."""

    def end(self) -> Iterator[bytes]:
        """Nothing comes any more. Raises `DecodingError` if something is missing."""


def decoder_for(encoding: str) -> Decoder:
    """The decoder for a `Content-Encoding`. What we don't know, and never asked for, stays as it is."""
    return _Compressed() if encoding.strip().lower() in ("gzip", "x-gzip", "deflate") else _Plain()


class _Plain:
    def pieces(self, data: bytes) -> Iterator[bytes]:
        if data:
            yield data

    def end(self) -> Iterator[bytes]:
        return iter(())


class _Compressed:
    """gzip, of several members too; or what "deflate" is taken for: zlib's form, or bare (RFC 9110, 8.4.1.2)."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._began = False
        self._first = b""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        if not self._began:
            data = self._first = self._first + data
            if len(data) < 2:  # too little to tell zlib's form from a bare one
                return
        while data:
            if self._zlib.eof:
                if not data.startswith(_GZIP):  # padding, which some servers add
                    return
                self._zlib = zlib.decompressobj(_GZIP_OR_ZLIB)
            yield self._piece(data)
            data = self._zlib.unconsumed_tail or self._zlib.unused_data

    def _piece(self, data: bytes) -> bytes:
        try:
            piece = self._zlib.decompress(data, _PIECE)
        except zlib.error as error:
            if self._began:
                raise DecodingError(f"the answer can't be decompressed: {error}") from None
            self._zlib = zlib.decompressobj(_RAW)
            try:
                piece = self._zlib.decompress(data, _PIECE)
            except zlib.error:
                raise DecodingError(f"the answer can't be decompressed: {error}") from None
        self._began = True
        return piece

    def end(self) -> Iterator[bytes]:
        if not self._first:  # no body at all, as after HEAD
            return
        while not self._zlib.eof and (piece := self._piece(b"")):
            yield piece
        if not self._zlib.eof:
            raise DecodingError("the answer ends in the middle of its compressed body")
