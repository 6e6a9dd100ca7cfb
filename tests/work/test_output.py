"""The tail of an output: bounded, and what was dropped is counted to the byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waitgui.work.output import KEPT, Tail


def _end(chunks: list[bytes], kept: int = KEPT) -> tuple[str, int]:
    tail = Tail(kept)
    for chunk in chunks:
        tail.add(chunk)
    return tail.end()


def test_nothing() -> None:
    assert _end([]) == ("", 0)


def test_exactly_what_is_kept() -> None:
    assert _end([b"x" * KEPT]) == ("x" * KEPT, 0)
    assert _end([b"x" * KEPT, b"y"]) == ("x" * (KEPT - 1) + "y", 1)


def test_what_is_not_utf8_is_replaced() -> None:
    assert _end([b"a\xffb"]) == ("a\ufffdb", 0)


def test_a_character_that_the_cut_went_through_is_dropped_whole() -> None:
    assert _end(["€€".encode()], kept=4) == ("€", 3)
    assert _end(["a€b".encode()], kept=2) == ("b", 4)


def test_a_character_in_two_chunks_is_one() -> None:
    assert _end([b"\xe2", b"\x82\xac"]) == ("€", 0)


@given(st.lists(st.binary(max_size=40)), st.integers(min_value=1, max_value=32))
def test_kept_and_dropped_make_up_the_whole(chunks: list[bytes], kept: int) -> None:
    whole = b"".join(chunks)
    text, dropped = _end(chunks, kept)
    assert text == whole[dropped:].decode(errors="replace")
    assert len(whole) - dropped <= kept
    assert dropped <= max(0, len(whole) - kept) + 3


def test_memory_stays_bounded() -> None:
    tail = Tail(1000)
    for _ in range(10_000):
        tail.add(b"x" * 999)
        assert len(tail._bytes) <= 3000
    assert tail.end() == ("x" * 1000, 10_000 * 999 - 1000)
