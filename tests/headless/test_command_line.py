"""The command line under a demanding user and hostile input (contract, "Command line" and "Rules in detail")."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations

import pytest

from tests.cli_process import environment, run
from tests.headless.live import Live, marked
from tests.headless.told import GRID, MS, S, backoff, hold, poll, repeat, runs_of, shell, task, tell, write

FILE = '{ kind = "file", path = "/nowhere" }'
FROM = ("--from", "2026-11-23T08:00:00+01:00")


# --- Output of every encoding, and to nobody


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_records_are_json_in_utf_8_whatever_the_locale(tmp_path, encoding):
    name = "日本 é \U0001f600 \u202e"
    path = write(tmp_path, task("t", repeat(), 'kind = "command"\nargv = ["echo", "é日"]', "after_runs = 1"), name=name)
    for command in (("run", path, "--with-output"), ("preview", path, "--for", "1s"), ("history", "--with-output")):
        process = subprocess.run(
            [sys.executable, "-m", "waitgui", *map(str, command)],
            env={**environment(tmp_path), "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert (process.returncode, process.stderr) == (0, b"")
        lines = [json.loads(line) for line in process.stdout.decode("utf-8").splitlines()]
        assert {line["set"] for line in lines} == {name}
        if "--with-output" in command:
            assert lines[1]["output"] == "é日\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_tables_show_what_can_be_shown(tmp_path, encoding):
    path = write(tmp_path, task("t", repeat(), stop="after_runs = 1").replace('name = "t"', 'name = "日本\\u001b[31m"'))
    for command in (("run", path), ("preview", path, "--for", "1s"), ("history",), ("check", path)):
        output = () if "check" in command else ("--output", "table")
        process = subprocess.run(
            [sys.executable, "-m", "waitgui", *map(str, (*command, *output))],
            env={**environment(tmp_path), "PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        assert (process.returncode, process.stderr) == (0, b"")
        assert b"\x1b" not in process.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_standard_files_that_were_closed_from_the_start(tmp_path, closed):
    path = write(
        tmp_path, task("t", repeat("10ms", "perido = 1"), shell("cat; echo hi; echo hi >&2"), "after_runs = 3")
    )
    line = f'exec "$0" -m waitgui run "$1" --with-output {closed}'
    process = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, str(path)], env=environment(tmp_path), capture_output=True, check=False
    )
    assert process.returncode == 0
    assert (b"perido" in process.stderr) == ("2>" not in closed)
    lines = [json.loads(line) for line in process.stdout.splitlines()]
    kept = tell(tmp_path, "history", "--with-output")
    assert lines == ([] if ">&- 2" in closed or closed == ">&-" else kept.lines)
    assert {tick["output"] for tick in kept.of("t").ticks} == {"hi\nhi\n"}


@pytest.mark.parametrize(
    "command",
    ["--help", "--version", "run --help", "check F", "preview F --for 1h", "preview F --for 1h --output table",
     "run F", "run F --output table", "history", "history --output table"],
)  # fmt: skip
@pytest.mark.parametrize(("full", "code"), [(False, 141), (True, 2)])
def test_every_command_ends_quietly_without_a_reader_and_says_that_a_disk_is_full(tmp_path, command, full, code):
    path = write(tmp_path, task("t", repeat("1ms"), stop="after_runs = 20"))
    if command.startswith("history"):
        assert run(tmp_path, "run", path)[0] == 0
    if full:
        out = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, out = os.pipe()
        os.close(reader)
    try:
        words = [path if word == "F" else word for word in command.split()]
        ended, _, err = run(tmp_path, *words, stdout=out, env={"PYTHONUNBUFFERED": ""})
    finally:
        os.close(out)
    assert (ended, err) == (code, "waitgui: the output can't be written: No space left on device\n" if full else "")


@pytest.mark.parametrize("end", ["closed", "full"])
def test_no_child_outlives_a_reader_or_a_disk(tmp_path, end):
    mark = f"{os.getpid()}{time.monotonic_ns()}"
    line = f"setsid sleep 300.{mark} & sleep 300.{mark}"
    path = write(tmp_path, task("long", repeat(), shell(line)), task("talks", repeat("10ms", 'initial_delay = "1s"')))
    if end == "full":
        with open("/dev/full", "w") as full:  # noqa: PTH123
            code, _, err = run(tmp_path, "run", path, stdout=full)
        assert (code, err.count("\n")) == (2, 1)
    else:
        with Live(tmp_path, path) as live:
            live.until(lambda: live.ticks("talks"))
            live.hang_up()
            assert live.process.wait(60) == 141
            assert live.err == ""
    assert marked(mark) == []
    assert tell(tmp_path, "history").of("long").reason == "quit"


# --- Exit codes

FAILS = task("fails", repeat("10ms"), shell("exit 1"), "after_failures = 1")


def test_a_failed_run_makes_it_1_and_a_signal_goes_before(tmp_path):
    goes_on = task("goes-on", repeat("10ms"))
    path = write(tmp_path, FAILS, goes_on)
    told = tell(tmp_path, "run", path, "--for", "1s")
    assert (told.code, told.of("goes-on").reason, told.of("fails").reason) == (1, "stopped", "after_failures")
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        with Live(tmp_path, path) as live:
            live.until(lambda live=live: any(line["event"] == "end" for line in live.lines))
            assert live.end(number) == code
            hold(live.lines)


def test_what_ended_well_or_was_stopped_makes_it_0(tmp_path):
    told = tell(tmp_path, "run", write(tmp_path, task("t", repeat(), shell("exit 1"), "after_runs = 2")))
    assert (told.code, told.of("t").outcomes) == (0, ["failed", "failed"])


# --- What to run, and for how long


def test_for_and_limits_at_the_instant_of_a_due_tick_win(tmp_path):
    tasks = [
        task("grid", repeat("500ms", *GRID)),
        task("limit", repeat("500ms", *GRID), stop='after_time = "1s"'),
        task("later", repeat("1h", 'initial_delay = "1500ms"')),
        task("both", repeat("500ms", *GRID), stop='after_time = "1500ms"'),
    ]
    told = tell(tmp_path, "run", write(tmp_path, *tasks), "--for", "1500ms")
    assert told.code == 0
    assert [tick["due_ns"] for tick in told.of("grid").ticks] == [0, 500 * MS, 1_000 * MS]
    assert [tick["due_ns"] for tick in told.of("limit").ticks] == [0, 500 * MS]
    assert (told.of("limit").reason, told.of("limit").end["at_ns"]) == ("after_time", 1_000 * MS)
    assert (told.of("later").ticks, told.of("later").reason) == ([], "stopped")
    assert len(told.of("both").ticks) == 3


def test_for_no_time_at_all(tmp_path):
    told = tell(tmp_path, "run", write(tmp_path, task("t", repeat())), "--for", "0")
    assert (told.code, told.of("t").ticks, told.of("t").reason) == (0, [], "stopped")


def test_a_task_that_is_named_twice_runs_once_and_an_unknown_one_is_an_error(tmp_path):
    tasks = [task(name, repeat(), stop="after_runs = 1", more="enabled = false\n") for name in "abc"]
    path = write(tmp_path, *tasks)
    told = tell(tmp_path, "run", path, "--task", "b", "--task", "a", "--task", "b")
    assert sorted(key[1:] for key in told.runs()) == [("a", 1), ("b", 1)]
    for wrong in ("nope", "", "A", "a "):
        code, out, err = run(tmp_path, "run", path, "--task", "a", "--task", wrong)
        assert (code, out, err.count("\n")) == (2, "", 1)
    assert [key[2] for key in tell(tmp_path, "run", path, "--task", "a").runs()] == [2]
    assert [key[2] for key in tell(tmp_path, "run", path, "--task", "a", "--no-history").runs()] == [1]
    assert len(tell(tmp_path, "history", "--task", "a").runs()) == 2


@pytest.mark.parametrize("text", ['format = 1\nname = "E"\n', "format = 1\ntasks = []\n"])
def test_a_set_without_tasks_is_valid(tmp_path, text):
    path = tmp_path / "empty.toml"
    path.write_text(text)
    for command in (("run", path), ("run", path, "--for", "1s"), ("preview", path, "--for", "1s")):
        code, out, err = run(tmp_path, *command)
        assert (code, out) == (0, "")
        assert "Traceback" not in err
    assert run(tmp_path, "check", path)[0] == 0


def test_at_in_the_future_with_an_offset_and_local(tmp_path):
    at = datetime.now(UTC) + timedelta(seconds=4)
    local = at.astimezone().replace(tzinfo=None)
    shifted = (at + timedelta(hours=5, minutes=30)).replace(tzinfo=None).isoformat() + "+05:30"
    tasks = [
        task("shifted", repeat("1h"), stop=f"at = {shifted}"),
        task("local", repeat("1h"), stop=f"at = {local.isoformat()}"),
        task("text", repeat("1h"), stop=f'at = "{at.isoformat()}"'),
    ]
    told = tell(tmp_path, "run", write(tmp_path, *tasks))
    assert told.code == 0
    for name in ("shifted", "local", "text"):
        one = told.of(name)
        ended = datetime.fromisoformat(one.start["at"]) + timedelta(microseconds=one.end["at_ns"] / 1_000)
        assert (one.reason, len(one.ticks)) == ("at", 1)
        assert abs(ended - at) < timedelta(milliseconds=20)  # a computed instant, not a measured one


def test_what_is_far_away_harms_nothing(tmp_path):
    years = "87600h"
    tasks = [
        task("period", repeat(years, "jitter = 1e6"), stop="at = 9999-12-31T23:59:59"),
        task("growth", backoff(years, "factor = 1e6", "jitter = 1e6", "steps = 1000000000"), shell("exit 1")),
        task("past", repeat(years), stop="at = 0001-01-01T00:00:00+14:00"),
        task("polls", poll(FILE, "immediate = true", f'timeout = "{years}"', interval=years)),
    ]
    path = write(tmp_path, *tasks)
    told = tell(tmp_path, "run", path, "--for", "1s")
    assert (told.code, told.err) == (0, "")
    reasons = [told.of(name).reason for name in ("period", "growth", "past", "polls")]
    assert reasons == ["stopped", "stopped", "at", "stopped"]
    assert runs_of(tell(tmp_path, "history").lines) == told.runs()
    foreseen = tell(tmp_path, "preview", path, "--for", "2562047h", "--seed", "1")
    assert (foreseen.code, foreseen.err, foreseen.of("polls").reason) == (0, "", "timed_out")
    with Live(tmp_path, path, "--for", "2562047h") as live:
        live.until(lambda: live.ticks("period") and live.ticks("growth") and live.ticks("polls"))
        assert live.end() == 143


RULES = {"after_runs": "2", "after_failures": "2", "on_output": '"word"', "on_exit_code": "[1]", "after_time": '"1ms"'}


def test_of_rules_that_hold_together_the_one_written_first_is_the_reason(tmp_path):
    action = shell("echo word; exit 1")
    cases = {}
    for number, order in enumerate(permutations(["after_runs", "after_failures", "on_output", "on_exit_code"], 3)):
        rules = dict.fromkeys(order, "")
        if {"on_output", "on_exit_code"} & rules.keys():  # these hold at the first tick already
            first = next(name for name in order if name.startswith("on_"))
            count = "1"
        else:
            first, count = order[0], "2"
        counted = {name: (count if name.startswith("after") else RULES[name]) for name in order}
        cases[f"t{number}"] = (order[0] if count == "1" else first, "\n".join(f"{k} = {v}" for k, v in counted.items()))
    told = tell(
        tmp_path, "run", write(tmp_path, *(task(name, repeat(), action, rules) for name, (_, rules) in cases.items()))
    )
    assert {name: told.of(name).reason for name in cases} == {name: reason for name, (reason, _) in cases.items()}


def test_a_long_chain_of_ends(tmp_path):
    tasks = [task("t0", repeat("1h"), stop="after_runs = 1")]
    tasks += [task(f"t{n}", repeat("1h"), stop=f'when_task_ends = "t{n - 1}"') for n in range(1, 300)]
    told = tell(tmp_path, "run", write(tmp_path, *reversed(tasks)))
    assert told.code == 0
    assert [told.of(f"t{n}").reason for n in range(300)] == ["after_runs"] + ["when_task_ends"] * 299


# --- Preview


def test_a_seed_gives_the_same_numbers_in_every_process_and_in_run(tmp_path):
    tasks = [
        task("slides", repeat("20ms", "jitter = 2.0"), stop="after_runs = 6"),
        task("starts", repeat("200ms", "jitter = 1.0", "sliding = false"), stop="after_runs = 4"),
        task("grows", backoff("10ms", "jitter = 1.0", "steps = 5"), shell("exit 1")),
    ]
    path = write(tmp_path, *tasks)
    texts = {
        run(tmp_path, "preview", path, "--for", "1h", "--seed", "11", *FROM, env={"PYTHONHASHSEED": seed})[1]
        for seed in ("0", "1", "2")
    }
    assert len(texts) == 1
    assert texts != {run(tmp_path, "preview", path, "--for", "1h", "--seed", "12", *FROM)[1]}
    foreseen = runs_of([json.loads(line) for line in texts.pop().splitlines()])
    ran = tell(tmp_path, "run", path, "--seed", "11").runs()
    assert foreseen.keys() == ran.keys()
    for key, one in ran.items():
        base = "start_ns" if key[1] == "starts" else "end_ns"
        delays = [
            [after["due_ns"] - before[base] for before, after in pairwise(run.ticks)] for run in (one, foreseen[key])
        ]
        assert delays[0] == delays[1]
        assert len(set(delays[0])) == len(delays[0]) > 2


def test_what_preview_assumes(tmp_path):
    tasks = [
        task("takes", repeat("1s"), 'kind = "none"\ntakes = "3s"', "after_runs = 2"),
        task("assumed", repeat("1s"), shell("exit 1"), "after_runs = 2"),
        task("polls", poll(FILE, interval="10s"), shell("exit 1")),
        task("in-vain", poll(FILE, 'timeout = "15s"', interval="10s")),
        task("grows", backoff("1s", "jitter = 0", "steps = 4"), shell("exit 1", "ok_codes = [7]")),
        task("off", repeat(), more="enabled = false\n"),
    ]
    path = write(tmp_path, *tasks)
    told = tell(tmp_path, "preview", path, "--for", "1h", "--takes", "2s", "--met-at", "2", "--succeeds-at", "3", *FROM)
    assert (told.code, told.err) == (0, "")

    def seconds(name):
        return [(t["outcome"], t["start_ns"] // S, t["end_ns"] // S) for t in told.of(name).ticks], told.of(name).reason

    assert seconds("takes") == ([("ok", 0, 3), ("ok", 4, 7)], "after_runs")
    assert seconds("assumed") == ([("ok", 0, 2), ("ok", 3, 5)], "after_runs")
    assert seconds("polls") == ([("not_met", 10, 10), ("met", 20, 20), ("ok", 20, 22)], "succeeded")
    assert seconds("in-vain") == ([("not_met", 10, 10)], "timed_out")
    assert seconds("grows") == ([("failed", 0, 2), ("failed", 3, 5), ("ok", 7, 9)], "succeeded")
    assert [tick["exit_code"] for tick in told.of("grows").ticks][-1] == 7
    assert {key[1] for key in told.runs()} == {"takes", "assumed", "polls", "in-vain", "grows"}
    assert {line["at"] for line in told.lines if line["event"] == "start"} == {
        datetime.fromisoformat(FROM[1]).astimezone().isoformat(timespec="microseconds")
    }
    never = tell(tmp_path, "preview", path, "--for", "10m", *FROM)
    assert (never.of("polls").reason, len(never.of("polls").ticks), never.of("grows").reason) == (None, 59, "gave_up")


def test_preview_follows_its_wall_clock(tmp_path):
    path = write(tmp_path, task("t", repeat("10s"), stop="at = 2026-11-23T08:00:30+01:00"))
    told = tell(tmp_path, "preview", path, "--for", "1h", *FROM)
    assert (len(told.of("t").ticks), told.of("t").reason, told.of("t").end["at_ns"]) == (3, "at", 30 * S)
    past = tell(tmp_path, "preview", path, "--for", "1h", "--from", "2026-11-23T07:01:00Z")
    assert (past.of("t").ticks, past.of("t").reason) == ([], "at")
    utc = tell(tmp_path, "preview", path, "--for", "1h", "--from", "2026-11-23T07:00:00", env={"TZ": "UTC"})
    assert len(utc.of("t").ticks) == 3


def test_the_limit_of_a_preview_holds_whatever_the_schedule(tmp_path):
    tasks = [
        task("quick", repeat("1ms")),
        task("skips", repeat("1ms", *GRID), 'kind = "none"\ntakes = "1s"'),
        task("polls", poll(FILE, interval="1ms")),
        task("keeps", backoff("1ms", 'cap = "2ms"', 'at_cap = "keep"')),
        task("few", repeat("1s"), stop="after_runs = 3"),
    ]
    told = tell(tmp_path, "preview", write(tmp_path, *tasks), "--for", "1h", "--limit", "50")
    assert told.code == 0
    for name in ("quick", "skips", "polls", "keeps"):
        assert (len(told.of(name).ticks), told.of(name).end) == (50, None)
        assert f'"{name}"' in told.err
    assert told.err.count("\n") == 4
    assert told.of("few").reason == "after_runs"


# --- Usage

HOUR = ("--for", "1h")


@pytest.mark.parametrize(
    "arguments",
    [
        ("preview", "F"), ("preview", *HOUR), ("preview", "F", "F", *HOUR), ("preview", "F", "--for", ""),
        ("preview", "F", *HOUR, "--met-at", "0"), ("preview", "F", *HOUR, "--met-at", "-1"),
        ("preview", "F", *HOUR, "--met-at", "1.5"), ("preview", "F", *HOUR, "--succeeds-at", "0"),
        ("preview", "F", *HOUR, "--succeeds-at", "two"), ("preview", "F", *HOUR, "--limit", "-5"),
        ("preview", "F", *HOUR, "--limit", "1_0"), ("preview", "F", *HOUR, "--limit", "1e3"),
        ("preview", "F", *HOUR, "--limit", "٣"), ("preview", "F", *HOUR, "--limit", "9" * 5_000),
        ("preview", "F", *HOUR, "--seed", "1.5"), ("preview", "F", *HOUR, "--seed", "1_0"),
        ("preview", "F", *HOUR, "--seed", ""), ("preview", "F", *HOUR, "--takes", "nan"),
        ("preview", "F", *HOUR, "--takes", "inf"), ("preview", "F", *HOUR, "--takes", "-0.5"),
        ("preview", "F", *HOUR, "--from", "2026-02-30T00:00:00"), ("preview", "F", *HOUR, "--from", "08:00"),
        ("preview", "F", *HOUR, "--from", "2026-11-23"), ("preview", "F", *HOUR, "--from", "99999-01-01T00:00:00"),
        ("preview", "F", *HOUR, "--task", "t"), ("preview", "F", "--fo", "1h"),
        ("run",), ("run", "F", "--for", "-1s"), ("run", "F", "--for", "1"*400), ("run", "F", "--for", "1 fortnight"),
        ("run", "F", "--output", "xml"), ("run", "F", "--takes", "1s"), ("run", "F", "--seed", "0x10"),
        ("run", "F", "--task"), ("check",), ("check", "--for", "1s"),
        ("history", "--since", "yesterday"), ("history", "--since", "-1h"), ("history", "F"),
        ("history", "--seed", "1"), ("--nonsense",),
    ],
    ids=lambda arguments: " ".join(arguments)[:60],
)  # fmt: skip
def test_what_makes_no_sense_is_a_usage_error(tmp_path, arguments):
    path = write(tmp_path, task("t", repeat(), stop="after_runs = 1"))
    code, out, err = run(tmp_path, *(path if argument == "F" else argument for argument in arguments))
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert 1 <= err.count("\n") <= 3


def test_files_that_cannot_be_used_are_named_with_the_reason(tmp_path):
    fifo, folder, empty, text = (tmp_path / name for name in ("fifo", "folder", "empty", "text"))
    os.mkfifo(fifo)
    folder.mkdir()
    empty.touch()
    text.write_bytes(b"\xff\xfe\0")
    for path in (fifo, folder, empty, text, tmp_path / "nothing", "/dev/zero", "/dev/null", "/proc/self/mem"):
        for command in (("check", path), ("run", path), ("preview", path, "--for", "1s")):
            code, out, err = run(tmp_path, *command)
            assert (code, out) == (2, "")
            assert str(path) in err
            assert "Traceback" not in err


def test_names_that_steer_a_terminal_are_escaped_where_people_read(tmp_path):
    path = write(
        tmp_path,
        task("t", repeat(), stop="after_runs = 1\nafter_rnus = 2").replace(
            'name = "t"', 'name = "a\\u001b]0;x\\u0007\\u202eb"'
        ),
        name="S\\u001b[2J\\u009b1m",
    )
    told = tell(tmp_path, "run", path)
    assert told.lines[0]["set"] == "S\x1b[2J\x9b1m"
    for command in (("run", path), ("preview", path, "--for", "1s"), ("history",)):
        code, out, err = run(tmp_path, *command, "--output", "table")
        assert code == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out + err)
        assert not {"\x1b", "\x07"} & set(run(tmp_path, *command)[1])
