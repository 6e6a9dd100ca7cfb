"""What a command gives: its outcome, its output, its surroundings. With real processes."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work.conftest import command, descendants, end, eventually, handles
from waitgui.tasks.record import Outcome
from waitgui.work.output import KEPT
from waitgui.work.stop import Stop

if TYPE_CHECKING:
    from pathlib import Path


def test_a_program_that_succeeds() -> None:
    result = command(argv=["echo", "hello"])
    assert (result.outcome, result.exit_code, result.output) == (Outcome.OK, 0, "hello\n")
    assert (result.why, result.output_dropped, result.left_behind) == ("", 0, 0)


def test_a_silent_program_has_an_empty_output() -> None:
    assert command(argv=["true"]).output == ""


def test_a_program_that_fails() -> None:
    result = command(shell="echo no; exit 3")
    assert (result.outcome, result.exit_code, result.output) == (Outcome.FAILED, 3, "no\n")


@pytest.mark.parametrize(("code", "outcome"), [(0, Outcome.FAILED), (3, Outcome.OK), (255, Outcome.OK)])
def test_which_exit_codes_are_good_is_up_to_the_task(code: int, outcome: Outcome) -> None:
    result = command(shell=f"exit {code}", ok_codes=[3, 255])
    assert (result.outcome, result.exit_code) == (outcome, code)


def test_a_program_that_a_signal_ended_failed() -> None:
    result = command(shell="kill -KILL $$")
    assert (result.outcome, result.exit_code, result.why) == (Outcome.FAILED, -9, "killed by SIGKILL")


def test_a_signal_without_a_name() -> None:
    result = command(shell="kill -40 $$")
    assert (result.outcome, result.exit_code, result.why) == (Outcome.FAILED, -40, "killed by signal 40")


def test_both_streams_in_the_order_of_arrival() -> None:
    assert command(shell="echo one; echo two >&2; echo three").output == "one\ntwo\nthree\n"


def test_input_is_empty() -> None:
    began_s = time.monotonic()
    result = command(argv=["cat"])
    assert (result.outcome, result.output) == (Outcome.OK, "")
    assert time.monotonic() - began_s < 20


def test_it_leads_a_session_of_its_own() -> None:
    session, group, pid = command(shell="ps -o sid=,pgid=,pid= -p $$").output.split()
    assert session == group == pid
    assert int(session) != os.getsid(0)


def test_the_environment_is_ours_and_the_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAITGUI_TEST_OURS", "ours")
    monkeypatch.setenv("WAITGUI_TEST_BOTH", "ours")
    result = command(
        shell='echo "$WAITGUI_TEST_OURS $WAITGUI_TEST_BOTH $LANG"',
        env={"WAITGUI_TEST_BOTH": "the task's", "LANG": "x y"},
    )
    assert result.output == "ours the task's x y\n"


def test_the_program_is_looked_for_along_the_tasks_path(tmp_path: Path) -> None:
    (tmp_path / "greet").write_text("#!/bin/sh\necho from the path\n")
    (tmp_path / "greet").chmod(0o700)
    assert command(argv=["greet"], env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}).output == "from the path\n"
    assert command(argv=["greet"]).outcome is Outcome.FAILED


def test_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "certs").mkdir()
    assert command(argv=["pwd", "-P"], cwd="~/certs").output == f"{(tmp_path / 'certs').resolve()}\n"
    assert command(argv=["pwd", "-P"], cwd=str(tmp_path)).output == f"{tmp_path.resolve()}\n"


def test_no_handle_of_ours_is_inherited(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        names = command(shell="readlink /proc/self/fd/*").output
    assert "secret" not in names


_HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40) | st.sampled_from(
    [
        "",
        " ",
        "-n",
        "--",
        "$HOME",
        "`id`",
        "$(id)",
        "a;b",
        "*",
        "~",
        "'",
        '"',
        "\\",
        "\n",
        "%s",
        "\r",
        "\t",
        "é",
        "\x1b[",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_HOSTILE, min_size=60, max_size=120))
def test_arguments_arrive_as_they_were_sent(arguments: list[str]) -> None:
    result = command(argv=["printf", "%s\\0", *arguments])
    assert result.output.split("\0")[:-1] == arguments


# --- What can't be started ---


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"argv": ["no-such-program"]}, 'program not found: "no-such-program"'),
        ({"argv": ["/no/such/program"]}, 'program not found: "/no/such/program"'),
        ({"argv": ["/etc/passwd"]}, '"/etc/passwd" can\'t be started: permission denied'),
        ({"argv": ["/etc"]}, '"/etc" can\'t be started: permission denied'),
        ({"argv": ["true"], "cwd": "/no/such"}, 'the folder "/no/such" can\'t be used: no such file or directory'),
        ({"argv": ["true"], "cwd": "/etc/passwd"}, 'the folder "/etc/passwd" can\'t be used: not a directory'),
        ({"argv": ["true"], "cwd": "~nobody-has-this-name"}, '"true" can\'t be started: Could not determine home'),
        ({"argv": ["true", "x" * 4_000_000]}, '"true" can\'t be started: argument list too long'),
    ],
)
def test_the_reason_why_it_cannot_be_started(fields: dict[str, object], why: str) -> None:
    result = command(**fields)
    assert (result.outcome, result.exit_code) == (Outcome.FAILED, None)
    assert result.why.startswith(why)


def test_a_folder_that_may_not_be_entered(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may enter every folder")
    (tmp_path / "closed").mkdir(0o000)
    assert "permission denied" in command(argv=["true"], cwd=str(tmp_path / "closed")).why


def test_an_interpreter_that_is_not_there(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("#!/no/such/interpreter\n")
    script.chmod(0o700)
    assert command(argv=[str(script)]).why.endswith("the interpreter that its first line names isn't there")


def test_a_program_of_another_machine(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"\x7fELF nonsense")
    program.chmod(0o700)
    assert command(argv=[str(program)]).why.endswith("can't be started: exec format error")


def test_the_name_of_a_program_is_shown_escaped_and_cut() -> None:
    assert command(argv=["\x1b[31m\u202e"]).why == 'program not found: "\\u001b[31m\\u202e"'
    assert len(command(argv=["x" * 1000]).why) < 200


def test_without_file_handles_left_it_fails_and_recovers() -> None:
    before = handles()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for spare in range(12):  # so that each of the steps of starting meets the limit once
        resource.setrlimit(resource.RLIMIT_NOFILE, (len(before) - 1 + spare, hard))
        try:
            result = command(argv=["echo", "hi"])
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        if result.outcome is Outcome.OK:
            assert result.output == "hi\n"
        else:
            assert (result.outcome, result.why) == (Outcome.FAILED, "out of resources: too many open files")
    assert command(argv=["true"]).outcome is Outcome.OK
    assert handles() <= before


_LIMITED = """
import os, resource
from waitgui.tasks.actions import Command
from waitgui.work.perform import perform
from waitgui.work.stop import Stop
resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
os.setuid(65534)
print(perform(Command.model_validate({"kind": "command", "argv": ["true"]}), Stop()).why)
"""


def test_without_processes_left_it_fails() -> None:
    if os.geteuid() != 0:
        pytest.skip("needs to become somebody else, whose processes can be counted")
    done = subprocess.run([sys.executable, "-c", _LIMITED], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "out of resources: resource temporarily unavailable\n", done.stderr


# --- Output ---


def test_a_flood_costs_a_bounded_tail() -> None:
    command(argv=["true"])
    process = psutil.Process()
    before = process.memory_info().rss
    result = command(argv=["yes"], timeout="1s")
    assert result.outcome is Outcome.TIMED_OUT
    assert result.output == "y\n" * (KEPT // 2)
    assert result.output_dropped > 10 * KEPT
    assert process.memory_info().rss - before < 20 * 2**20


def test_what_was_dropped_is_counted_to_the_byte() -> None:
    result = command(argv=["head", "-c", "1000001", "/dev/zero"])
    assert len(result.output) == KEPT
    assert result.output_dropped == 1_000_001 - KEPT


def test_output_that_closes_early_does_not_end_the_tick() -> None:
    result = command(shell="echo hi; exec >&- 2>&-; sleep 0.2; exit 4")
    assert (result.output, result.exit_code) == ("hi\n", 4)


# --- The end of a tick is the end of its process ---


def test_a_child_that_holds_the_output_does_not_hold_the_tick() -> None:
    began_s = time.monotonic()
    result = command(shell="sleep 60 & echo hi")
    assert time.monotonic() - began_s < 1.5
    assert (result.outcome, result.output, result.left_behind) == (Outcome.OK, "hi\n", 1)
    (left,) = descendants()
    assert left.cmdline() == ["sleep", "60"]
    end(left)


def test_a_child_that_floods_does_not_hold_the_tick() -> None:
    began_s = time.monotonic()
    result = command(shell="yes & echo hi")
    assert time.monotonic() - began_s < 10
    assert (result.outcome, result.left_behind) == (Outcome.OK, 1)
    (left,) = descendants()
    end(left)


def test_what_a_child_prints_right_after_belongs_to_the_tick() -> None:
    assert command(shell="(sleep 0.05; echo late) & echo hi").output == "hi\nlate\n"


def test_what_is_left_behind_can_go_on_printing() -> None:
    result = command(shell="(while echo still here; do sleep 0.01; done) & echo hi")
    assert result.left_behind >= 1
    (left,) = [process for process in descendants() if process.name() == "sh"]
    written = left.io_counters().write_count
    eventually(lambda: left.io_counters().write_count > written + 30)
    end(left)
    eventually(lambda: not descendants())


def test_a_stop_after_its_end_changes_nothing() -> None:
    """The tick is over then, it only waits for what its child may print."""
    stop, results = Stop(), []
    thread = threading.Thread(target=lambda: results.append(command(stop, shell="yes & exec sh -c 'exit 5'")))
    thread.start()
    eventually(lambda: any(process.name() == "yes" for process in descendants()))
    eventually(lambda: all(process.name() != "sh" for process in descendants()))
    stop.set()
    thread.join(30)
    assert (results[0].outcome, results[0].exit_code, results[0].left_behind) == (Outcome.FAILED, 5, 1)
    end(*descendants())


# --- Timeout and stop ---


def test_a_timeout_ends_it() -> None:
    began_s = time.monotonic()
    result = command(shell="echo hi; sleep 60", timeout="100ms")
    assert time.monotonic() - began_s < 20
    assert (result.outcome, result.exit_code, result.output) == (Outcome.TIMED_OUT, -signal.SIGTERM, "hi\n")
    assert result.why == "had not ended after 100ms"


def test_a_program_that_ignores_the_request_is_killed_after_its_grace() -> None:
    began_s = time.monotonic()
    result = command(shell="trap '' TERM; echo hi; while :; do sleep 60; done", timeout="200ms", kill_grace="200ms")
    assert time.monotonic() - began_s >= 0.4
    assert (result.outcome, result.exit_code, result.output) == (Outcome.TIMED_OUT, -signal.SIGKILL, "hi\n")


def test_a_program_may_use_its_grace() -> None:
    result = command(shell="trap 'echo bye; exit 7' TERM; sleep 60 & wait", timeout="200ms", kill_grace="20s")
    assert (result.outcome, result.exit_code, result.output) == (Outcome.TIMED_OUT, 7, "bye\n")


def test_without_grace_it_is_killed_at_once() -> None:
    result = command(shell="trap 'echo bye' TERM; sleep 60", timeout="200ms", kill_grace="0s")
    assert (result.outcome, result.exit_code, result.output) == (Outcome.TIMED_OUT, -signal.SIGKILL, "")


def test_each_process_is_asked_once() -> None:
    counting = "trap 'echo asked' TERM; while :; do sleep 0.05; done"
    result = command(shell=f'setsid sh -c "{counting}" & {counting}', timeout="300ms", kill_grace="700ms")
    assert result.output.split().count("asked") == 2


@pytest.mark.parametrize("delay_s", [0.0, 0.05, 0.3])
def test_a_stop_ends_it(delay_s: float) -> None:
    stop = Stop()
    threading.Timer(delay_s, stop.set).start()
    began_s = time.monotonic()
    result = command(stop, argv=["sleep", "60"])
    assert time.monotonic() - began_s < 20
    assert result.outcome is Outcome.CANCELLED


def test_a_stop_before_the_start_starts_nothing(tmp_path: Path) -> None:
    stop = Stop()
    stop.set()
    assert command(stop, argv=["touch", str(tmp_path / "ran")]).outcome is Outcome.CANCELLED
    assert not (tmp_path / "ran").exists()


def test_of_end_and_timeout_the_end_counts() -> None:
    assert command(argv=["true"], timeout="10s").outcome is Outcome.OK


def test_where_no_handle_tells_of_its_end_it_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_handle(pid: int) -> int:
        raise OSError(errno.ENOSYS, "no pidfd here")

    monkeypatch.setattr(os, "pidfd_open", no_handle)
    assert command(shell="echo hi; exit 3").exit_code == 3
    result = command(shell="trap '' TERM; setsid sleep 60 & sleep 60", timeout="100ms", kill_grace="100ms")
    assert result.outcome is Outcome.TIMED_OUT
    assert command(shell="sleep 60 & echo hi", kill_grace="0s").left_behind == 1
    end(*descendants())


def test_many_at_once() -> None:
    results = []

    def attempt(number: int) -> None:
        if number % 4:
            result = command(shell=f"echo {number}; exit {number % 3}")
            results.append((result.output, result.exit_code) == (f"{number}\n", number % 3))
        else:
            results.append(command(shell="setsid sleep 60 & sleep 60", timeout="300ms").outcome is Outcome.TIMED_OUT)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(80)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert results == [True] * 80
    eventually(lambda: not descendants())


def test_handles_and_threads_stay_as_they_were() -> None:
    command(argv=["true"])
    before, threads = handles(), threading.enumerate()
    for _ in range(20):
        command(shell="echo hi")
        command(argv=["no-such-program"])
        command(argv=["sleep", "60"], timeout="5ms")
    assert handles() <= before
    assert set(threading.enumerate()) <= set(threads)  # one of an earlier test may have ended
