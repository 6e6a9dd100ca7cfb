"""The command line as a user meets it: real processes, real files (contract, "Command line")."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.cli_process import TIMEOUT_S, records, run, start
from waitgui import __version__

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, *tasks: str, name: str = "Set") -> Path:
    """A set of these tasks (TOML, without `[[tasks]]`)."""
    path.write_text(f'format = 1\nname = "{name}"\n' + "".join(f"\n[[tasks]]\n{task}\n" for task in tasks))
    return path


def task(
    task_id: str, schedule: str = 'period = "50ms"', action: str = 'kind = "none"', stop: str = "", more: str = ""
) -> str:
    return (
        f'id = "{task_id}"\nname = "{task_id.title()}"\n{more}\n[tasks.schedule]\nkind = "repeat"\n{schedule}\n'
        f"[tasks.action]\n{action}\n[tasks.stop]\n{stop}\n"
    )


def shell(line: str, more: str = "") -> str:
    return f"kind = \"command\"\nshell = '''{line}'''\n{more}"


def of(lines, event, task_id=None):
    return [line for line in lines if line["event"] == event and task_id in (None, line["task"])]


def test_version_and_help(tmp_path):
    assert run(tmp_path, "--version")[:2] == (0, f"waitgui {__version__}\n")
    for command in ((), ("run",), ("preview",), ("check",)):
        code, out, err = run(tmp_path, *command, "--help")
        assert (code, err) == (0, "")
        assert out.startswith("usage: waitgui")


def test_run_prints_a_record_a_line(tmp_path):
    path = write(tmp_path / "a.toml", task("a", stop="after_runs = 3"), name="Home server")
    code, out, err = run(tmp_path, "run", path)
    assert (code, err) == (0, "")
    lines = records(out)
    assert [line["event"] for line in lines] == ["start", "tick", "tick", "tick", "end"]
    assert all(line["set"] == "Home server" and line["task"] == "a" and line["run"] == 1 for line in lines)
    assert [tick["n"] for tick in of(lines, "tick")] == [1, 2, 3]
    for before, after in pairwise(of(lines, "tick")):
        assert after["due_ns"] == before["end_ns"] + 50_000_000
        assert after["start_ns"] >= after["due_ns"]
    first = of(lines, "tick")[0]
    assert set(first) == {
        "event",
        "set",
        "task",
        "run",
        "n",
        "kind",
        "due_ns",
        "start_ns",
        "end_ns",
        "outcome",
        "attempts",
    }
    assert (first["due_ns"], first["kind"], first["outcome"], first["attempts"]) == (0, "action", "ok", 1)
    end = lines[-1]
    assert (end["reason"], end["ticks"], end["skipped"], end["outcome"]) == ("after_runs", 3, 0, "ok")
    assert end["at_ns"] == of(lines, "tick")[-1]["end_ns"]


def test_a_command_has_an_exit_code_and_its_failure_a_run_that_is_ok(tmp_path):
    path = write(tmp_path / "a.toml", task("a", action=shell("echo out; echo err >&2; exit 3"), stop="after_runs = 1"))
    code, out, _ = run(tmp_path, "run", path, "--with-output")
    tick = of(records(out), "tick")[0]
    assert code == 0
    assert (tick["outcome"], tick["exit_code"]) == ("failed", 3)
    assert (tick["output"], tick["output_dropped"]) == ("out\nerr\n", 0)


def test_a_program_that_is_not_there_has_a_reason(tmp_path):
    action = 'kind = "command"\nargv = ["no-such-program-7"]'
    _, out, _ = run(tmp_path, "run", write(tmp_path / "a.toml", task("a", action=action, stop="after_runs = 1")))
    tick = of(records(out), "tick")[0]
    assert (tick["outcome"], tick["exit_code"]) == ("failed", None)
    assert "no-such-program-7" in tick["why"]


def test_only_enabled_tasks_run_and_those_that_are_named(tmp_path):
    path = write(
        tmp_path / "a.toml", task("a", stop="after_runs = 1"), task("b", stop="after_runs = 1", more="enabled = false")
    )
    assert {line["task"] for line in records(run(tmp_path, "run", path)[1])} == {"a"}
    assert {line["task"] for line in records(run(tmp_path, "run", path, "--task", "b")[1])} == {"b"}
    code, out, err = run(tmp_path, "run", path, "--task", "c")
    assert (code, out) == (2, "")
    assert '"c"' in err


def test_for_ends_every_run_and_starts_nothing_at_its_end(tmp_path):
    path = write(tmp_path / "a.toml", task("a", 'period = "100ms"\nsliding = false\ndrift_free = true'))
    code, out, _ = run(tmp_path, "run", path, "--for", "300ms")
    lines = records(out)
    assert code == 0
    assert (lines[-1]["reason"], lines[-1]["outcome"]) == ("stopped", "cancelled")
    assert [tick["due_ns"] // 1_000_000 for tick in of(lines, "tick")] == [0, 100, 200]


def test_for_cuts_off_a_tick_and_leaves_no_child(tmp_path):
    marker = f"waitgui-test-{os.getpid()}"
    action = f"kind = 'command'\nargv = ['bash', '-c', '(exec -a {marker} sleep 60) & sleep 61']"
    path = write(tmp_path / "a.toml", task("a", action=action))
    code, out, _ = run(tmp_path, "run", path, "--for", "500ms")
    assert code == 0
    assert of(records(out), "tick")[0]["outcome"] == "cancelled"
    assert not [p for p in psutil.process_iter(["cmdline"]) if marker in " ".join(p.info["cmdline"] or ())]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_quits(tmp_path, number, code):
    mark = tmp_path / "began"
    action = shell(f"touch {mark}; sleep 60")
    process = start(tmp_path, "run", write(tmp_path / "a.toml", task("a", action=action)))
    assert process.stdout is not None
    first = process.stdout.readline()
    while not mark.exists():
        time.sleep(0.01)
    process.send_signal(number)
    out, err = process.communicate(timeout=TIMEOUT_S)
    lines = records(first + out)
    assert (process.returncode, err) == (code, "")
    assert (lines[-1]["reason"], of(lines, "tick")[0]["outcome"]) == ("quit", "cancelled")


def test_a_closed_pipe_ends_it_quietly(tmp_path):
    process = start(tmp_path, "run", write(tmp_path / "a.toml", task("a", 'period = "1ms"')))
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(TIMEOUT_S) == 141
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()


def test_a_thousand_tasks_lose_no_tick(tmp_path):
    grid = 'period = "500ms"\nsliding = false\ndrift_free = true'
    path = write(tmp_path / "a.toml", *(task(f"t{n}", grid) for n in range(1_000)))
    code, out, _ = run(tmp_path, "run", path, "--for", "3s")
    lines = records(out)
    assert code == 0
    assert len(of(lines, "end")) == 1_000
    for end in of(lines, "end"):
        assert end["ticks"] + end["skipped"] == 6
    assert len(of(lines, "tick")) == 6_000


def test_the_same_seed_gives_the_same_jitter_in_preview_and_run(tmp_path):
    path = write(tmp_path / "a.toml", task("a", 'period = "20ms"\njitter = 1.0', stop="after_runs = 5"))
    ran = of(records(run(tmp_path, "run", path, "--seed", "7")[1]), "tick")
    foreseen = of(records(run(tmp_path, "preview", path, "--for", "1s", "--seed", "7")[1]), "tick")
    gaps = [after["due_ns"] - before["end_ns"] for before, after in pairwise(ran)]
    expected = [after["due_ns"] - before["end_ns"] for before, after in pairwise(foreseen)]
    assert gaps == expected
    assert len(set(gaps)) == 4
    assert all(20_000_000 <= gap < 40_000_000 for gap in gaps)


def test_preview_is_the_same_each_time(tmp_path):
    path = write(tmp_path / "a.toml", task("a", 'period = "1h"\njitter = 0.5'), task("b", 'period = "90m"'))
    arguments = ("preview", path, "--for", "24h", "--seed", "1", "--from", "2026-11-23T08:00:00+00:00", "--takes", "5m")
    first, second = run(tmp_path, *arguments), run(tmp_path, *arguments)
    assert first == second
    lines = records(first[1])
    times = [line["end_ns"] for line in of(lines, "tick")]
    assert times == sorted(times)
    assert not of(lines, "end")
    assert all(tick["end_ns"] - tick["start_ns"] == 300_000_000_000 for tick in of(lines, "tick"))


def test_preview_shows_the_end_and_the_skips(tmp_path):
    grid = 'period = "10s"\nsliding = false\ndrift_free = true'
    path = write(tmp_path / "a.toml", task("a", grid, 'kind = "none"\ntakes = "25s"', 'after_time = "1m"'))
    code, out, err = run(tmp_path, "preview", path, "--for", "2m")
    lines = records(out)
    assert (code, err) == (0, "")
    assert [(t["n"], t["outcome"], t["due_ns"] // 10**9) for t in of(lines, "tick")] == [
        (1, "ok", 0), (2, "skipped", 10), (3, "skipped", 20), (4, "ok", 30),
    ]  # fmt: skip
    assert all(tick["why"] for tick in of(lines, "tick") if tick["outcome"] == "skipped")
    assert (lines[-1]["reason"], lines[-1]["ticks"], lines[-1]["skipped"]) == ("after_time", 2, 2)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("output", ["table", "jsonl"])
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path, output, unbuffered):
    path = write(tmp_path / "a.toml", task("a", 'period = "10ms"'))
    process = start(tmp_path, "preview", path, "--for", "60s", "--output", output, env={"PYTHONUNBUFFERED": unbuffered})
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(TIMEOUT_S), process.stderr.read()) == (141, "")


def test_preview_says_where_it_cuts_off(tmp_path):
    path = write(tmp_path / "a.toml", task("a", 'period = "1s"'))
    code, out, err = run(tmp_path, "preview", path, "--for", "1h", "--limit", "10")
    assert (code, len(of(records(out), "tick"))) == (0, 10)
    assert "10" in err
    assert not of(records(out), "end")


def test_preview_runs_nothing(tmp_path):
    mark = tmp_path / "ran"
    path = write(tmp_path / "a.toml", task("a", action=shell(f"touch {mark}"), stop="after_runs = 1"))
    assert run(tmp_path, "preview", path, "--for", "1h")[0] == 0
    assert not mark.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (), ("--for", "1x"), ("--for", "-1s"), ("--for",), ("--takes", "-1s", "--for", "1s"),
        ("--seed", "x", "--for", "1s"),
        ("--limit", "0", "--for", "1s"), ("--from", "yesterday", "--for", "1s"), ("--output", "xml", "--for", "1s"),
        ("another.toml", "--for", "1s"),
    ],
)  # fmt: skip
def test_usage_errors(tmp_path, arguments):
    path = write(tmp_path / "a.toml", task("a"))
    code, out, err = run(tmp_path, "preview", path, *arguments)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert err.startswith("waitgui preview: ")


def test_check_lists_every_problem_with_its_line(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text(
        'format = 1\n[[tasks]]\nname = "Renew certificate"\n[tasks.schedule]\nkind = "repeat"\nperiod = "-5m"\n'
        '[tasks.action]\nkind = "none"\ntakes = 1\nextra = 2\n[tasks.stop]\nafter_runs = 0\n'
    )
    code, out, err = run(tmp_path, "check", path)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f'{path}:6: task "Renew certificate" schedule.period: must not be negative (got "-5m")',
        f'{path}:12: task "Renew certificate" stop.after_runs: must be at least 1 (got 0)',
    ]
    assert run(tmp_path, "run", path)[0] == 2


def test_warnings_alone_are_no_error(tmp_path):
    path = write(tmp_path / "a.toml", task("a", 'period = "1s"\nslidding = true'))
    code, _, err = run(tmp_path, "check", path)
    assert code == 0
    assert "slidding" in err
    assert "sliding" in err.replace("slidding", "")


def test_the_window_makes_the_folder_that_sets_are_saved_in(tmp_path):
    folder = tmp_path / "config" / "waitgui" / "sets"
    process = start(tmp_path, env={"QT_QPA_PLATFORM": "offscreen"})
    deadline = time.monotonic() + TIMEOUT_S
    while not folder.is_dir() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.communicate(timeout=TIMEOUT_S)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_without_a_display_one_line_names_the_way_out(tmp_path):
    env = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    code, out, err = run(tmp_path, env=env)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "waitgui run" in err
    code, out, err = run(tmp_path, env={**env, "DISPLAY": ":4711"})
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "waitgui run" in err


def test_a_terminal_shows_a_table(tmp_path):
    master, slave = pty.openpty()
    path = write(tmp_path / "a.toml", task("check-disk", stop="after_runs = 3"))
    process = start(
        tmp_path, "run", path, stdout=slave, stderr=subprocess.PIPE, env={"TERM": "xterm", "COLUMNS": "100"}
    )
    os.close(slave)
    chunks = []
    while True:
        try:
            chunk = os.read(master, 65_536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(master)
    assert process.communicate(timeout=TIMEOUT_S)[1] == ""
    assert process.returncode == 0
    text = b"".join(chunks).decode()
    assert "Check-Disk" in text
    assert "after_runs" in text


def test_a_full_disk_is_said_in_one_line(tmp_path):
    path = write(tmp_path / "a.toml", task("a", stop="after_runs = 1"))
    for command in (("check", path), ("preview", path, "--for", "1s"), ("run", path)):
        with open("/dev/full", "w") as full:  # noqa: PTH123
            code, _, err = run(tmp_path, *command, stdout=full)
        assert (code, err) == (2, "waitgui: the output can't be written: No space left on device\n")


def test_a_set_without_anything_to_run_says_so(tmp_path):
    code, out, err = run(tmp_path, "run", write(tmp_path / "a.toml", task("a", more="enabled = false")))
    assert (code, out, err.count("\n")) == (0, "", 1)
    assert "--task" in err


def test_a_date_alone_is_no_moment(tmp_path):
    path = write(tmp_path / "a.toml", task("a"))
    assert run(tmp_path, "preview", path, "--for", "1s", "--from", "2027-01-01")[0] == 2
