"""Listings that do what they say: Python runs on the virtual clock, systemd checks the units, shells read the lines."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
from contextlib import suppress

import pytest

from tests.tasks.make import make_task
from waitgui import wait
from waitgui.runner.player import Assumed
from waitgui.runner.preview import preview
from waitgui.runner.run import randomness
from waitgui.tasks.as_code import listings
from waitgui.tasks.record import Tick
from waitgui.wait.durations import NS_PER_S

COMMAND = {"kind": "command", "argv": ["certbot", "renew"]}
HOSTILE = (
    "\"\"\"'''\nimport os\nos.abort()",
    "*/ x /* \\",
    "`reboot` $(reboot) ${HOME} $HOME %h %% %n",
    "'; reboot #",
    "\u202egnp.exe \x1b[2J \u2028 \x85 \x0c end",
    "coding: utf-7",
    "\\",
    '"',
    "名前 \U0001f600",
    "a\r\nWantedBy=x",
)


def code(task, kind, file=None):
    found = {listing.kind: listing for listing in listings(task, file)}
    return found.get(kind)


# ------------------------------------------------------------------------------------------------------------- Python

REPEATS = [
    {"period": "10s"},
    {"period": "10s", "sliding": False},
    {"period": "1s", "sliding": False},
    {"period": "10s", "jitter": 0.3},
    {"period": "7s", "jitter": 2.0, "sliding": False, "initial_delay": "1500ms"},
    {"period": "0s", "initial_delay": "2s"},
    {"period": "10s", "sliding": False, "drift_free": True, "initial_delay": "3s"},
    {"period": "1.25s", "stop": {"after_runs": 3}},
    {"period": "10s", "stop": {"after_time": "40s"}},
    {"period": "10s", "stop": {"after_successes": 2, "after_failures": 1}},
    {"kind": "backoff", "duration": "1s", "steps": 5},
    {"kind": "backoff", "duration": "1s", "cap": "5s"},
    {"kind": "backoff", "duration": "500ms", "factor": 1.7, "jitter": 0.9, "at_cap": "keep", "cap": "4s"},
    {"kind": "backoff", "duration": "1s", "at_cap": "keep", "steps": 2, "stop": {"after_failures": 6}},
    {"kind": "poll", "interval": "2s", "timeout": "11s"},
    {"kind": "poll", "interval": "2s", "timeout": "10s", "immediate": True},
    {"kind": "poll", "interval": "0s", "timeout": "10s", "immediate": True},
]
FOR_NS, TAKES_NS = 100 * NS_PER_S, 2 * NS_PER_S


@pytest.mark.parametrize("schedule", REPEATS, ids=str)
def test_the_python_listing_ticks_when_the_preview_says(schedule):
    task = make_task(action=COMMAND, **schedule)
    fails = schedule.get("kind") == "backoff"
    foreseen = preview(
        [task], for_ns=FOR_NS, set_name="Set", seed=5, wall_ns=0, assumed=Assumed(TAKES_NS, check_takes_ns=0), limit=500
    )
    expected = [event.start_ns for event in foreseen if isinstance(event, Tick)]
    script = code(task, "python").text
    clock, starts = wait.VirtualClock(), []

    class Over(BaseException):
        pass

    def attempt(takes_ns=TAKES_NS, result=not fails):
        if clock.now_ns() >= FOR_NS or len(starts) >= 500:
            raise Over
        starts.append(clock.now_ns())
        clock.advance(takes_ns)
        return result

    space = {"__name__": "listing"}
    exec(compile(script, "listing", "exec"), space)
    given = {"clock": clock, "attempt": attempt}
    if "random=" in script:
        given["random"] = randomness(5, "Set", task.id, 1)
    if schedule.get("kind") == "poll":
        given["check"] = lambda: attempt(0, result=False)
    with suppress(Over, wait.Interrupted):
        space["main"](**given)
    assert starts == expected
    assert len(starts) > 1


def test_a_retry_is_one_tick_of_several_attempts():
    retry = {"duration": "1s", "jitter": 0.0, "steps": 3}
    task = make_task(action=COMMAND, period="10s", retry=retry, stop={"after_failures": 2})
    clock, starts = wait.VirtualClock(), []

    def attempt():
        starts.append(clock.now_ns() // NS_PER_S)
        return False

    space = {"__name__": "listing"}
    exec(compile(code(task, "python").text, "listing", "exec"), space)
    space["main"](clock=clock, attempt=attempt)
    assert starts == [0, 1, 3, 13, 14, 16]


def test_a_poll_runs_its_action_once_it_is_met():
    task = make_task(action=COMMAND, kind="poll", interval="5s")
    clock, met = wait.VirtualClock(), iter((False, False, True))
    ran = []
    space = {"__name__": "listing"}
    exec(compile(code(task, "python").text, "listing", "exec"), space)
    space["main"](clock=clock, check=lambda: next(met), attempt=lambda: ran.append(clock.now_ns()))
    assert ran == [15 * NS_PER_S]


def test_the_python_action_and_condition_do_what_the_task_says(tmp_path):
    marker, folder = tmp_path / "marker", tmp_path / "a b"
    folder.mkdir()
    action = {"kind": "command", "shell": f"pwd > '{marker}'; exit $CODE", "cwd": str(folder), "env": {"CODE": "3"}}
    here = {"kind": "file", "path": str(marker)}
    condition = {
        "all": [{"not": {**here, "state": "missing"}}, {"kind": "command", "argv": ["test", "-s", str(marker)]}]
    }
    for ok_codes, good in (([3], True), ([0], False)):
        marker.unlink(missing_ok=True)
        task = make_task(
            action={**action, "ok_codes": ok_codes, "timeout": "30s"}, kind="poll", interval="1s", condition=condition
        )
        space = {"__name__": "listing"}
        exec(compile(code(task, "python").text, "listing", "exec"), space)
        assert space["condition"]() is False
        assert space["action"]() is good
        assert marker.read_text().strip() == str(folder)
        assert space["condition"]() is True


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_within_strings_and_comments(text):
    task = make_task(
        action={"kind": "command", "argv": ["echo", text], "cwd": "/x" + text, "env": {"A": text}},
        period="1h",
        stop={"on_output": re.escape(text)},
    ).model_copy(update={"name": text})
    tree = ast.parse(code(task, "python").text)
    assert [type(node).__name__ for node in tree.body][-3:] == ["FunctionDef", "FunctionDef", "If"]
    words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert text in words
    assert compile(code(task, "python").text.encode(), "listing", "exec")
    for listing in listings(task, f"/home/{text}.toml"):
        for line in listing.text.splitlines():
            assert line.isprintable() or line.replace("\t", "").isprintable(), listing.kind


# ----------------------------------------------------------------------------------------------------------------- Go

WAIT_NAMES = {
    "UntilWithContext": 3,
    "NonSlidingUntilWithContext": 3,
    "JitterUntilWithContext": 5,
    "PollUntilContextCancel": 4,
    "PollUntilContextTimeout": 5,
    "ExponentialBackoff": 2,
    "ExponentialBackoffWithContext": 3,
    "Backoff": None,
}
"""What of the package is called, with how many arguments (semantics of apimachinery, names and signatures)."""


@pytest.mark.parametrize("schedule", REPEATS, ids=str)
def test_the_go_listing_calls_what_the_package_has(schedule):
    text = code(make_task(action=COMMAND, retry={"duration": "1s"}, **schedule), "go").text
    bare = without_strings(text)
    called = set(re.findall(r"\bwait\.(\w+)", bare))
    assert called
    assert called <= set(WAIT_NAMES)
    for name, count in WAIT_NAMES.items():
        for match in re.finditer(rf"\bwait\.{name}\(", bare):
            assert len(arguments(bare[match.end() :])) == count, name
    for pair in ("()", "{}", "[]"):
        assert bare.count(pair[0]) == bare.count(pair[1])
    imported = re.findall(r'^\t"([^"]+)"$', text, re.MULTILINE)
    standard, external = imported[:-1], imported[-1:]
    assert external == ["k8s.io/apimachinery/pkg/util/wait"]
    assert standard == sorted(standard)
    for name in imported:  # Go refuses an import that isn't used
        assert re.search(rf"\b{name.rpartition('/')[2]}\.", bare.partition(")\n")[2]), name
    used = set(re.findall(r"(?<![\w.])(context|exec|os|time|slices|net|http|io|strings)\.", bare.partition(")\n")[2]))
    assert used <= {name.rpartition("/")[2] for name in imported}


def without_strings(text: str) -> str:
    return re.sub(r"//.*", "", re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text))


def arguments(rest: str) -> list[str]:
    """The arguments of a call, from behind its bracket."""
    depth, found = 0, [""]
    for char in rest:
        depth += (char in "([{") - (char in ")]}")
        if depth < 0:
            return found
        if char == "," and not depth:
            found.append("")
        else:
            found[-1] += char
    raise AssertionError(rest)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_within_strings_of_go(text):
    task = make_task(action={"kind": "command", "argv": ["echo", text]}).model_copy(update={"name": text})
    plain = make_task(action={"kind": "command", "argv": ["echo", "x"]}).model_copy(update={"name": "x"})
    assert without_strings(code(task, "go").text) == without_strings(code(plain, "go").text)
    assert "\n".join(code(task, "go").text.splitlines()) + "\n" == code(task, "go").text


@pytest.mark.skipif(shutil.which("gofmt") is None, reason="no gofmt here")
@pytest.mark.parametrize("schedule", REPEATS, ids=str)
def test_gofmt_has_nothing_to_change(schedule):
    text = code(make_task(action=COMMAND, retry={"duration": "1s"}, **schedule), "go").text
    assert subprocess.run(["gofmt"], input=text, capture_output=True, text=True, check=True).stdout == text


# --------------------------------------------------------------------------------------------------------------- shell


def test_the_command_line_runs_the_task_from_its_set():
    listing = code(make_task("renew", action=COMMAND), "shell", "~/my sets/home.toml")
    assert listing.text.splitlines()[0] == "waitgui run ~/'my sets/home.toml' --task renew"
    unsaved = code(make_task("renew", action=COMMAND), "shell")
    assert unsaved.text.startswith("waitgui run FILE --task renew\n")
    assert unsaved.losses[0] == "The set isn't saved yet: FILE stands for where it will be."


@pytest.mark.parametrize("text", [*HOSTILE, "-n", "~", "A=B", ""])
@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_a_shell_reads_the_words_that_are_meant(text, tmp_path):
    action = {
        "kind": "command",
        "argv": ["printf", "%s", text],
        "cwd": str(tmp_path),
        "env": {"A": "b c"},
        "timeout": "9s",
    }
    line = code(make_task(action=action), "shell").text.splitlines()[-1]
    ran = subprocess.run(
        ["bash", "-c", line], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    )
    assert ran.stdout.decode() == text


def test_a_program_with_a_sign_of_assignment_is_still_a_program(tmp_path):
    (tmp_path / "A=B").write_text("#!/bin/sh\necho started\n")
    (tmp_path / "A=B").chmod(0o755)
    line = code(make_task(action={"kind": "command", "argv": ["A=B", "reboot"]}), "shell").text.splitlines()[-1]
    ran = subprocess.run(["/bin/sh", "-c", line], capture_output=True, env={"PATH": str(tmp_path)}, check=True)
    assert ran.stdout == b"started\n"


# ------------------------------------------------------------------------------------------------------------- systemd


def units(task) -> dict[str, str]:
    parts = re.split(r"^# .*/(\S+)$", code(task, "systemd").text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_timer_says_when_and_the_service_what():
    action = {**COMMAND, "cwd": "~/certs", "env": {"LANG": "C"}, "timeout": "2m", "ok_codes": [0, 75]}
    found = units(make_task("renew", action=action, period="5m", jitter=0.2, initial_delay="10s"))
    timer, service = found["waitgui-renew.timer"], found["waitgui-renew.service"]
    for line in ("OnActiveSec=10s", "OnUnitInactiveSec=5min", "RandomizedDelaySec=1min", "AccuracySec=1ms"):
        assert line in timer.splitlines()
    for line in ("ExecStart=certbot renew", "WorkingDirectory=%h/certs", 'Environment="LANG=C"'):
        assert line in service.splitlines()
    for line in ("TimeoutStartSec=2min", "TimeoutStopSec=5s", "SuccessExitStatus=75"):
        assert line in service.splitlines()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_accepts_the_units(tmp_path):
    tasks = [
        make_task(f"t{number}", action={"kind": "command", "argv": ["/bin/echo", text], "env": {"A": text}}).model_copy(
            update={"name": text}
        )
        for number, text in enumerate(HOSTILE)
    ]
    tasks.append(
        make_task(
            "d", period="1.5s", sliding=False, jitter=0.1, action={"kind": "command", "argv": ["./x y"], "cwd": "/tmp"}
        )
    )
    tasks.append(
        make_task("e", period="1h", action={"kind": "command", "shell": "echo $HOME; echo 100 %", "ok_codes": [3]})
    )
    for task in tasks:
        for name, text in units(task).items():
            (tmp_path / name).write_text(text)
    files = sorted(map(str, tmp_path.iterdir()))
    runtime = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", *files], check=False, capture_output=True, text=True, env=runtime
    )
    assert "Failed to initialize" not in ran.stderr
    assert [line for line in ran.stderr.splitlines() if "waitgui-" in line and "not executable" not in line] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_on_their_line_of_a_unit(text):
    action = {"kind": "command", "argv": ["echo", text], "env": {"A": text}}
    task = make_task(action=action).model_copy(update={"name": text})
    plain = make_task(action=action | {"argv": ["echo", "x"], "env": {"A": "x"}})
    assert keys(code(task, "systemd").text) == keys(code(plain, "systemd").text)
    assert not any(line.endswith("\\") for line in code(task, "systemd").text.splitlines())


def keys(text: str) -> list[str]:
    return [line.partition("=")[0] for line in text.splitlines()]


def test_what_only_waits_and_what_does_not_repeat_has_no_timer():
    for task in (
        make_task(),
        make_task(kind="poll", action=COMMAND),
        make_task(kind="backoff", action=COMMAND),
        make_task(period="0s", action=COMMAND),
        make_task(action={**COMMAND, "cwd": "relative"}),
    ):
        assert code(task, "systemd") is None


# ---------------------------------------------------------------------------------------------------------------- cron


@pytest.mark.parametrize(
    ("period", "fields"),
    [
        ("1m", "* * * * *"),
        ("5m", "*/5 * * * *"),
        ("30m", "*/30 * * * *"),
        ("1h", "0 * * * *"),
        ("8h", "0 */8 * * *"),
        ("24h", "0 0 * * *"),
        ("168h", "0 0 * * 0"),
        *((text, None) for text in ("0s", "30s", "90s", "7m", "90m", "5h", "48h", "1m0.5s")),
    ],
)
def test_cron_has_a_line_where_the_period_divides_evenly(period, fields):
    listing = code(make_task(period=period, action=COMMAND), "cron")
    assert (None if listing is None else listing.text.splitlines()[1]) == (fields and f"{fields} certbot renew")


def test_cron_takes_per_cent_for_a_new_line_and_has_no_other():
    line = code(make_task(period="1h", action={"kind": "command", "argv": ["date", "+%H"]}), "cron").text.splitlines()[
        1
    ]
    assert line == "0 * * * * date +\\%H"
    assert shlex.split(line.replace("\\%", "%"))[5:] == ["date", "+%H"]
    assert code(make_task(period="1h", action={"kind": "command", "argv": ["echo", "a\nb"]}), "cron") is None


# -------------------------------------------------------------------------------------------------------------- losses


def test_each_says_what_it_would_lose():
    task = make_task(
        action={**COMMAND, "timeout": "1m"},
        period="5m",
        jitter=0.2,
        initial_delay="10s",
        retry={"duration": "1s", "cap": "2s"},
        stop={"after_runs": 3, "on_exit_code": [7]},
    )
    lost = {listing.kind: " ".join(listing.losses).replace("\xa0", " ") for listing in listings(task, None)}
    for kind in ("go", "python"):
        assert "“on exit code 7”" in lost[kind]
        assert "“after 3 ticks”" not in lost[kind]
        assert "stays at its cap" in lost[kind]
        assert "sleeps" in lost[kind]
    for kind in ("systemd", "cron"):
        assert "“on exit code 7”" in lost[kind]
        assert "“after 3 ticks”" in lost[kind]
        assert "Trying again" in lost[kind]
    for words in ("Jitter", "Sliding", "below a minute", "The delay of 10 s"):
        assert words in lost["cron"]
        assert words not in lost["systemd"]


def test_requests_tell_what_neither_language_does():
    request = {"kind": "http", "url": "http://localhost/", "json": {"path": "ok", "equals": True}}
    task = make_task(
        kind="poll", action={"kind": "http", "url": "http://localhost/"}, condition={"any": [{"not": request}, request]}
    )
    for kind in ("go", "python"):
        lost = " ".join(code(task, kind).losses)
        for words in ("JSON", "Redirects", "size of an answer"):
            assert words in lost


def test_a_script_in_the_home_folder_is_found_there(tmp_path):
    (tmp_path / "a b.py").write_text("import sys; print(*sys.argv[1:])")
    task = make_task(action={"kind": "python", "script": "~/a b.py", "args": ["x y", "$HOME"]}, period="1h")
    home = {**os.environ, "HOME": str(tmp_path)}
    line = code(task, "shell").text.splitlines()[-1]
    ran = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True, env=home)
    assert ran.stdout == "x y $HOME\n"
    assert "$$HOME" in code(task, "systemd").text
