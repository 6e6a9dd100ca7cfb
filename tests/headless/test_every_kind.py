"""Every kind of schedule, action, condition and stop rule, run by the real command with real processes and a server.

All tasks run in one set, at the same time, as they would for a user; each test looks at one of them.
"""

from __future__ import annotations

import json
import socket
import sys
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.headless.told import MS, backoff, poll, repeat, runs_of, shell, task, tell, write
from tests.work.http_server import Server, hang, ok, to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.headless.told import Told

pytestmark = pytest.mark.xdist_group("headless")
ONCE = "after_runs = 1"
MET = '{ kind = "command", argv = ["true"] }'
UNMET = '{ kind = "command", argv = ["false"] }'
BROKEN = '{ kind = "command", argv = ["no-such-program-7"] }'


def countdown(name: str, count: int, then: str = "true", before: str = "false") -> str:
    """A line for the shell: `before` the first times, `then` from time `count` on."""
    return f"echo >> {name}; if [ $(wc -l < {name}) -ge {count} ]; then {then}; else {before}; fi"


class Case(NamedTuple):
    """A task, how its ticks end, and why it does; `{place}` and `{url}` stand in the text of the task."""

    schedule: str
    action: str
    outcomes: str
    reason: str
    stop: str = ""
    more: str = ""


def once(action: str, outcome: str, more: str = "") -> Case:
    return Case(repeat(), action, outcome, "after_runs", ONCE, more)


def polled(condition: str, outcomes: str, reason: str = "succeeded", *more: str) -> Case:
    return Case(poll(condition, *more), 'kind = "none"', outcomes, reason)


def in_vain(condition: str) -> Case:
    """Checked once in time, however busy the computer is."""
    return Case(poll(condition, 'timeout = "1900ms"', interval="1s"), 'kind = "none"', "not_met", "timed_out")


def checked(line: str) -> str:
    return f"{{ kind = 'command', shell = '{line}' }}"


def http(*fields: str) -> str:
    return "\n".join(['kind = "http"', *fields])


HELLO = "from sys import argv\nprint(argv[1:], __name__)\nexit(len(argv))"
CASES = {
    # --- schedules
    "sliding": Case(repeat("30ms"), 'kind = "none"\ntakes = "20ms"', "ok ok ok", "after_runs", "after_runs = 3"),
    "from-start": Case(
        repeat("40ms", "sliding = false"), 'kind = "none"\ntakes = "90ms"', "ok ok", "after_runs", "after_runs = 2"
    ),
    "delayed": Case(repeat("1h", 'initial_delay = "300ms"'), 'kind = "none"', "ok", "after_runs", ONCE),
    "back-to-back": Case(repeat("0s"), 'kind = "none"', "ok ok ok ok", "after_runs", "after_runs = 4"),
    "poll-later": polled(checked(countdown("{place}/p1", 3)), "not_met not_met met ok"),
    "poll-at-once": polled(MET, "met ok", "succeeded", "immediate = true"),
    "poll-in-vain": in_vain(UNMET),
    "poll-too-late": polled(UNMET, "", "timed_out", 'timeout = "50ms"'),
    "poll-broken": polled(BROKEN, "error", "condition_error"),
    "poll-broken-thrice": polled(BROKEN, "error error error", "condition_error", "errors_allowed = 2"),
    "poll-action-fails": Case(poll(MET), shell("exit 4"), "met failed", "gave_up"),
    "poll-slow-check": polled(checked("sleep 0.2; " + countdown("{place}/p2", 2)), "not_met met ok"),
    "backoff": Case(backoff(), shell(countdown("{place}/b1", 3)), "failed failed ok", "succeeded"),
    "backoff-in-vain": Case(backoff("10ms", "steps = 3"), shell("exit 1"), "failed failed failed", "gave_up"),
    "backoff-once": Case(backoff("1h", "steps = 1"), shell("exit 1"), "failed", "gave_up"),
    "backoff-capped": Case(
        backoff("20ms", 'cap = "70ms"', "jitter = 0"), shell("exit 1"), "failed failed", "gave_up"
    ),
    "backoff-kept": Case(
        backoff("10ms", 'cap = "20ms"', 'at_cap = "keep"', "steps = 2", "jitter = 0"),
        shell(countdown("{place}/b2", 5)), "failed failed failed failed ok", "succeeded",
    ),
    # --- actions
    "command": once('kind = "command"\nargv = ["printf", "%s|", "a b", "*", "$HOME", ""]', "ok"),
    "command-shell": once(shell("echo $GREETING; pwd; exit 3", 'env = { GREETING = "hi" }', 'cwd = "/"'), "failed"),
    "command-ok-codes": once(shell("exit 3", "ok_codes = [3, 4]"), "ok"),
    "command-zero-is-not-ok": once(shell("exit 0", "ok_codes = [3]"), "failed"),
    "command-missing": once('kind = "command"\nargv = ["no-such-program-7"]', "failed"),
    "command-no-folder": once(shell("true", 'cwd = "/no/such/folder"'), "failed"),
    "command-late": once(shell("sleep 60", 'timeout = "200ms"', 'kill_grace = "100ms"'), "timed_out"),
    "command-stubborn": once(
        shell('trap "" TERM; sleep 60 & sleep 60', 'timeout = "200ms"', 'kill_grace = "100ms"'), "timed_out"
    ),
    "command-killed": once(shell("kill -9 $$"), "failed"),
    "command-reads": once('kind = "command"\nargv = ["cat"]', "ok"),
    "command-background": once(shell("sleep 3 & sleep 3 & echo left"), "ok"),
    "command-floods": once(shell("head -c 1000000 /dev/zero | tr '\\0' x"), "ok"),
    "command-both-streams": once(shell("echo 1; echo 2 >&2; echo 3"), "ok"),
    "command-not-utf8": once(shell("printf '\\377\\000ok'"), "ok"),
    "python-code": once(f'kind = "python"\ncode = {json.dumps(HELLO)}\nargs = ["x", "y z"]\nok_codes = [3]', "ok"),
    "python-script": once('kind = "python"\nscript = "{place}/script.py"\nok_codes = [1]', "ok"),
    "python-module": once('kind = "python"\nmodule = "this"', "ok"),
    "python-no-interpreter": once('kind = "python"\ncode = "1"\ninterpreter = "no-such-python-7"', "failed"),
    "python-raises": once('kind = "python"\ncode = "raise StopIteration"', "failed"),
    "http": once(http('url = "{url}/ok"'), "ok"),
    "http-post": once(http('url = "{url}/ok"', 'method = "POST"', 'body = "hello"', 'headers = { X-A = "b" }'), "ok"),
    "http-wrong": once(http('url = "{url}/wrong"'), "failed"),
    "http-wrong-is-right": once(http('url = "{url}/wrong"', "ok_status = [500]"), "ok"),
    "http-redirect": once(http('url = "{url}/away"'), "failed"),
    "http-followed": once(http('url = "{url}/away"', "follow_redirects = true"), "ok"),
    "http-late": once(http('url = "{url}/hangs"', 'timeout = "200ms"'), "timed_out"),
    "http-long": once(http('url = "{url}/long"', 'max_body = "1KiB"'), "failed"),
    "http-refused": once(http('url = "http://127.0.0.1:{closed}/"'), "failed"),
    "notify": once('kind = "notify"\ntitle = "Hello"', "failed"),
    "none": once('kind = "none"\ntakes = "10ms"', "ok"),
    # --- retry
    "retried": Case(
        repeat(), shell("echo try; " + countdown("{place}/r1", 3)), "ok", "after_runs", ONCE,
        '[tasks.retry]\nduration = "10ms"\nsteps = 5',
    ),
    "retried-in-vain": Case(
        repeat("10ms"), shell("exit 7"), "failed failed", "after_failures", "after_failures = 2",
        '[tasks.retry]\nduration = "10ms"\nsteps = 2',
    ),
    "retried-late": Case(
        repeat(), shell("sleep 60", 'timeout = "100ms"', 'kill_grace = "50ms"'), "timed_out", "after_failures_in_a_row",
        "after_failures_in_a_row = 1", '[tasks.retry]\nduration = "10ms"\nsteps = 3',
    ),
    "backoff-of-retries": Case(
        backoff("10ms", "steps = 2"), shell("exit 1"), "failed failed", "gave_up", "",
        '[tasks.retry]\nduration = "1ms"\nsteps = 2',
    ),
    # --- conditions
    "if-http": polled('{ kind = "http", url = "{url}/ok" }', "met ok"),
    "if-http-status": polled('{ kind = "http", url = "{url}/wrong", status = [404, 500] }', "met ok"),
    "if-http-contains": polled('{ kind = "http", url = "{url}/json", contains = "deep" }', "met ok"),
    "if-http-json": polled(
        '{ kind = "http", url = "{url}/json", json = { path = "a.b.0", equals = "deep" } }', "met ok"
    ),
    "if-http-json-absent": in_vain('{ kind = "http", url = "{url}/json", json = { path = "a.c", equals = "deep" } }'),
    "if-http-hangs": in_vain('{ kind = "http", url = "{url}/hangs", timeout = "50ms" }'),
    "if-tcp": polled('{ kind = "tcp", host = "127.0.0.1", port = {port} }', "met ok"),
    "if-tcp-closed": polled('{ kind = "tcp", host = "127.0.0.1", port = {closed}, state = "closed" }', "met ok"),
    "if-tcp-unknown-host": in_vain('{ kind = "tcp", host = "no-such-host.invalid", port = 1, timeout = "100ms" }'),
    "if-file": polled('{ kind = "file", path = "{place}/script.py", min_size = 10, newer_than = "1h" }', "met ok"),
    "if-file-missing": polled('{ kind = "file", path = "{place}/nothing", state = "missing" }', "met ok"),
    "if-file-small": in_vain('{ kind = "file", path = "{place}/script.py", min_size = "10KiB" }'),
    "if-all": polled(f"{{ all = [{MET}, {{ not = {UNMET} }}] }}", "met ok"),
    "if-any": polled(f"{{ any = [{UNMET}, {MET}] }}", "met ok"),
    "if-any-despite-error": polled(f"{{ any = [{BROKEN}, {MET}] }}", "met ok"),
    "if-all-with-error": polled(f"{{ all = [{BROKEN}, {MET}] }}", "error", "condition_error"),
    "if-all-decided": in_vain(f"{{ all = [{BROKEN}, {UNMET}] }}"),
    "if-not-error": polled(f"{{ not = {BROKEN} }}", "error", "condition_error"),
    "if-command-late": in_vain('{ kind = "command", argv = ["sleep", "60"], timeout = "20ms" }'),
    # --- stop rules
    "stop-after-time": Case(repeat("1h"), 'kind = "none"', "ok", "after_time", 'after_time = "2s"'),
    "stop-at-past": Case(repeat(), 'kind = "none"', "", "at", "at = 2001-01-01T00:00:00+05:30"),
    "stop-at-past-local": Case(repeat(), 'kind = "none"', "", "at", "at = 2001-01-01T00:00:00"),
    "stop-after-successes": Case(
        repeat("10ms"), shell(countdown("{place}/s1", 2)), "failed ok ok", "after_successes", "after_successes = 2"
    ),
    "stop-after-failures": Case(
        repeat("10ms"), shell(countdown("{place}/s2", 2, "false", "true")), "ok failed failed", "after_failures",
        "after_failures = 2",
    ),
    "stop-in-a-row": Case(
        repeat("10ms"), shell("echo >> {place}/s3; [ $(wc -l < {place}/s3) -eq 2 ]"), "failed ok failed failed",
        "after_failures_in_a_row", "after_failures_in_a_row = 2",
    ),
    "stop-on-exit-code": Case(
        repeat("10ms"), shell(countdown("{place}/s4", 2, "exit 75", "exit 1")), "failed failed", "on_exit_code",
        "on_exit_code = [0, 75]",
    ),
    "stop-on-output": Case(
        repeat("10ms"), shell(countdown("{place}/s5", 3, "echo all Done", "echo not yet")), "ok ok ok", "on_output",
        "on_output = '(?i)d[o]ne$'",
    ),
    "stop-on-output-of-a-flood": Case(
        repeat("10ms"), shell("yes | head -c 3000000; echo the end"), "ok", "on_output", "on_output = 'the end'"
    ),
    "stop-when": Case(
        repeat("10ms"), shell(countdown("{place}/s6", 3, "touch {place}/stop", "true")), "ok ok ok", "when",
        'when = { kind = "file", path = "{place}/stop" }',
    ),
    "stop-with-another": Case(repeat("1h"), 'kind = "none"', "ok", "when_task_ends", 'when_task_ends = "delayed"'),
    "stop-with-the-one-before": Case(
        repeat("1h"), 'kind = "none"', "ok", "when_task_ends", 'when_task_ends = "stop-with-another"'
    ),
    "circle-a": Case(repeat("1h"), 'kind = "none"', "ok", "when_task_ends", 'when_task_ends = "circle-b"'),
    "circle-b": Case(
        repeat("1h"), 'kind = "none"', "ok", "after_time", 'when_task_ends = "circle-a"\nafter_time = "1500ms"'
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def told(home) -> Iterator[Told]:
    """What the set of all cases told, with output."""
    (home / "script.py").write_text("import sys\nprint(sys.argv, __file__)\nsys.exit(1)\n")
    answers = {
        "/ok": ok(b"fine"), "/wrong": ok(b"", status="500 Oh no"), "/away": to("/ok"), "/hangs": hang,
        "/long": ok(b"x" * 5_000), "/json": ok(b'{"a": {"b": ["deep"]}}'),
    }  # fmt: skip
    with Server(answers) as server, socket.create_server(("127.0.0.1", 0)) as other:
        closed = other.getsockname()[1]
        other.close()
        texts = []
        for name, case in CASES.items():
            text = task(name, case.schedule, case.action, case.stop, case.more)
            for word, value in {"place": home, "url": server.url(""), "port": server.port, "closed": closed}.items():
                text = text.replace(f"{{{word}}}", str(value))
            texts.append(text)
        env = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/no/bus"}
        yield tell(home, "run", write(home, *texts, name="Every kind"), "--for", "40s", "--with-output", env=env)


@pytest.mark.parametrize("name", CASES)
def test_it_goes_as_it_should(told, name):
    case = CASES[name]
    run = told.of(name)
    assert (" ".join(run.outcomes), run.reason) == (case.outcomes, case.reason)
    assert run.start["set"] == "Every kind"
    with_code = case.action.startswith(('kind = "command"', 'kind = "python"'))
    for tick in run.ticks:
        assert ("exit_code" in tick) == (with_code and tick["kind"] == "action")
        assert isinstance(tick["output"], str)


def test_failures_make_it_fail_and_nothing_else_is_said(told):
    assert told.code == 1
    assert "circle" in told.err
    assert told.err.count("\n") == 1


def test_history_has_the_very_records(told, home):
    def ordered(lines):
        return {key: (run.start, run.ticks, run.end) for key, run in runs_of(lines).items()}

    with_output = tell(home, "history", "--with-output")
    assert (with_output.code, with_output.err) == (0, "")
    assert ordered(with_output.lines) == ordered(told.lines)
    bare = [{key: value for key, value in line.items() if not key.startswith("output")} for line in told.lines]
    assert ordered(tell(home, "history").lines) == ordered(bare)
    assert ordered(tell(home, "history", "--set", "Every kind", "--task", "retried").lines) == ordered(
        [line for line in bare if line["task"] == "retried"]
    )


# --- times


def test_sliding_counts_from_the_end(told):
    ticks = told.of("sliding").ticks
    for before, after in pairwise(ticks):
        assert after["due_ns"] == before["end_ns"] + 30 * MS


def test_from_its_start_a_slow_tick_makes_the_next_one_late(told):
    first, second = told.of("from-start").ticks
    assert second["due_ns"] == first["start_ns"] + 40 * MS
    assert second["start_ns"] >= first["end_ns"]


def test_the_first_is_due_after_the_initial_delay(told):
    assert told.of("delayed").ms("due_ns") == [300]


def test_the_action_of_a_poll_is_due_at_the_end_of_the_check(told):
    *_, check, action = told.of("poll-later").ticks
    assert action["due_ns"] == check["end_ns"]
    assert told.of("poll-at-once").ticks[0]["due_ns"] == 0
    assert told.of("poll-in-vain").end["at_ns"] >= 1_900 * MS
    assert told.of("poll-too-late").end["at_ns"] == 50 * MS


def test_grid_points_lost_to_a_slow_check_are_not_ticks(told):
    first, second, _ = told.of("poll-slow-check").ticks
    assert first["due_ns"] == 50 * MS
    assert second["due_ns"] % (50 * MS) == 0
    assert told.of("poll-slow-check").end["skipped"] == 0


def test_a_backoff_waits_from_the_end_of_a_try_and_gives_up_after_the_last_delay(told):
    first, second = told.of("backoff-capped").ticks
    assert second["due_ns"] == first["end_ns"] + 20 * MS
    assert told.of("backoff-capped").end["at_ns"] == second["end_ns"] + 40 * MS
    kept = told.of("backoff-kept").ticks
    gaps = [after["due_ns"] - before["end_ns"] for before, after in pairwise(kept)]
    assert gaps == [10 * MS, 20 * MS, 20 * MS, 20 * MS]


def test_a_limit_in_time_ends_a_wait_at_its_instant(told):
    assert told.of("stop-after-time").end["at_ns"] == 2_000 * MS
    assert told.of("stop-at-past").end["at_ns"] == 0


def test_who_waits_for_another_ends_with_it(told):
    def at(name):
        run = told.of(name)
        return datetime.fromisoformat(run.start["at"]) + timedelta(microseconds=run.end["at_ns"] // 1_000 + 1)

    assert at("delayed") <= at("stop-with-another") <= at("stop-with-the-one-before")
    assert told.of("circle-b").end["at_ns"] == 1_500 * MS
    assert at("circle-b") <= at("circle-a")


# --- what a tick says


def result(told: Told, name: str) -> tuple[object, ...]:
    tick = told.of(name).ticks[-1]
    return tuple(tick.get(key) for key in ("exit_code", "why", "output"))


def test_exit_codes(told):
    assert result(told, "command")[0] == 0
    assert result(told, "command-shell")[0] == 3
    assert result(told, "command-ok-codes")[0] == 3
    assert result(told, "command-missing")[0] is None
    assert result(told, "command-killed")[:2] == (-9, "killed by SIGKILL")
    assert result(told, "python-code")[0] == 3
    assert told.of("retried-in-vain").ticks[0]["exit_code"] == 7


def test_output(told):
    assert result(told, "command")[2] == "a b|*|$HOME||"
    assert result(told, "command-shell")[2] == "hi\n/\n"
    assert result(told, "command-reads")[2] == ""
    assert result(told, "command-both-streams")[2] == "1\n2\n3\n"
    assert result(told, "command-not-utf8")[2] == "\ufffd\0ok"
    assert result(told, "python-code")[2] == "['x', 'y z'] __main__\n"
    assert "script.py" in str(result(told, "python-script")[2])
    assert "Beautiful is better" in str(result(told, "python-module")[2])
    assert "StopIteration" in str(result(told, "python-raises")[2])
    assert result(told, "http")[2] == "fine"
    assert result(told, "retried")[2] == "try\n" * 3


def test_a_flood_is_cut_to_its_tail(told):
    tick = told.of("command-floods").ticks[0]
    assert set(tick["output"]) == {"x"}
    assert len(tick["output"]) == 64 * 1024
    assert tick["output_dropped"] == 1_000_000 - 64 * 1024


def test_what_went_wrong_is_said(told):
    for name, words in {
        "command-missing": "no-such-program-7", "command-no-folder": "/no/such/folder", "command-late": "200ms",
        "python-no-interpreter": "no-such-python-7", "http-wrong": "500", "http-late": "200ms", "http-redirect": "302",
        "http-refused": "refused", "http-long": "1", "poll-broken": "no-such-program-7", "notify": "",
        "if-http-hangs": "50ms", "if-tcp-unknown-host": "", "if-http-json-absent": "",
    }.items():  # fmt: skip
        why = told.of(name).ticks[-1]["why"]
        assert words in why
        assert "Traceback" not in why


def test_what_went_well_needs_no_reason(told):
    for name in ("command", "http", "none", "python-code", "poll-at-once"):
        assert "why" not in told.of(name).ticks[-1]


def test_attempts_are_counted(told):
    assert [tick["attempts"] for tick in told.of("retried").ticks] == [3]
    assert [tick["attempts"] for tick in told.of("retried-in-vain").ticks] == [2, 2]
    assert [tick["attempts"] for tick in told.of("retried-late").ticks] == [3]
    assert [tick["attempts"] for tick in told.of("backoff-of-retries").ticks] == [2, 2]
    assert [tick["attempts"] for tick in told.of("http").ticks] == [1]


def test_what_is_left_behind_is_counted_and_left_alone(told):
    tick = told.of("command-background").ticks[0]
    assert tick["left_behind"] == 2
    assert tick["output"] == "left\n"
    assert all("left_behind" not in tick for name in CASES for tick in told.of(name).ticks if "background" not in name)


def test_the_interpreter_is_ours_by_default(told):
    assert sys.executable
    assert result(told, "python-module")[0] == 0
