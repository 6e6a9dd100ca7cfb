"""Ticks as CSV: what is written is read back, and no spreadsheet takes a text for a formula."""

from __future__ import annotations

import csv
import io
from datetime import timedelta, timezone

import pytest

from waitgui.tasks.happened import Happened
from waitgui.tasks.record import Kind, Outcome, Result, RunStarted, Tick
from waitgui.tasks.tick_csv import COLUMNS, csv_lines

NS = 1_000_000_000
WALL_NS = 1_800_000_000 * NS
ZONE = timezone(timedelta(hours=5, minutes=45))


def rows(*ticks: Tick, set_name: str = "S") -> list[dict[str, str]]:
    text = "".join(csv_lines((Happened(set_name, tick, WALL_NS) for tick in ticks), ZONE))
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def tick(result: Result, task: str = "a") -> Tick:
    return Tick(task, 2, 7, Kind.ACTION, 1_000, 1_500, NS + 1_500, result, 3, None, "command")


def test_every_column():
    (row,) = rows(tick(Result(Outcome.FAILED, 3, "bad")))
    assert tuple(row) == COLUMNS
    assert row == {
        "set": "S",
        "task": "a",
        "run": "2",
        "n": "7",
        "kind": "action",
        "outcome": "failed",
        "why": "bad",
        "exit_code": "3",
        "attempts": "3",
        "due": "2027-01-15T13:45:00.000001+05:45",
        "start": "2027-01-15T13:45:00.000001+05:45",
        "end": "2027-01-15T13:45:01.000001+05:45",
        "due_ns": str(WALL_NS + 1_000),
        "start_ns": str(WALL_NS + 1_500),
        "end_ns": str(WALL_NS + NS + 1_500),
        "late_ns": "500",
        "took_ns": str(NS),
    }


def test_what_does_not_apply_is_empty():
    skipped = tick(Result(Outcome.SKIPPED, None, "late"))._replace(start_ns=1_000, end_ns=1_000)
    (row,) = rows(skipped)
    assert {name for name, cell in row.items() if not cell} == {
        *("exit_code", "attempts", "start", "end", "start_ns", "end_ns", "late_ns", "took_ns")
    }


@pytest.mark.parametrize("text", ["=1+1", "+x", "-1", "@SUM(A1)", "\tx", "\r=x"])
def test_no_text_is_a_formula(text):
    (row,) = rows(tick(Result(Outcome.FAILED, None, text), task=text), set_name=text)
    assert row["why"] == row["task"] == row["set"] == f"'{text}"


@pytest.mark.parametrize("text", ['say "x", y', "two\r\nlines", "a,b", "", "'quoted", "é\u202e\x1b"])
def test_texts_come_back(text):
    (row,) = rows(tick(Result(Outcome.FAILED, None, text)))
    assert row["why"] == text


def test_only_ticks_are_rows():
    told = (Happened("S", event, WALL_NS) for event in (RunStarted("a", 1, 0, WALL_NS), tick(Result(Outcome.OK))))
    assert len(list(csv_lines(told))) == 2
