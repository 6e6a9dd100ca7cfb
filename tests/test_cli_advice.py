"""`waitgui check --advice` as a user meets it."""

from __future__ import annotations

from tests.cli_process import environment, run
from tests.store.histories import start, tick, writing
from tests.test_cli import shell, task, write


def test_it_lists_what_will_hurt_behind_what_can_be_used(tmp_path):
    path = write(
        tmp_path / "a.toml",
        task("a", 'period = "1h"', "kind = 'command'\nargv = ['no-such-program-anywhere']\ntimeout = '2h'"),
        task("b", 'period = "1h"', shell("true")),
    )
    code, out, err = run(tmp_path, "check", "--advice", path)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"{path}: 2 tasks, can be used",
        f'{path}: task "A" not-startable: It can\'t be started: "no-such-program-anywhere" isn\'t on the PATH.'
        " (Leave it out of Start all)",
        f'{path}: task "A" timeout-outlasts-period: A tick may take 2 h, no less than the period of 1 h:'
        " the next then comes 1 h after its end. (Lower the time limit to 54 min | Lengthen the period to 2 h 12 min)",
    ]


def test_nothing_to_say_is_said_and_without_the_option_nothing_is(tmp_path):
    path = write(tmp_path / "a.toml", task("a", 'period = "1h"', shell("true")))
    assert run(tmp_path, "check", "--advice", path)[1] == f"{path}: 1 task, can be used\n{path}: nothing to advise\n"
    hurts = write(tmp_path / "b.toml", task("a", 'period = "1s"\njitter = 3.0'))
    assert run(tmp_path, "check", hurts)[1] == f"{hurts}: 1 task, can be used\n"


def test_what_cannot_be_used_gets_no_advice(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("format = 1\n[[tasks]]\n")
    code, out, err = run(tmp_path, "check", "--advice", path)
    assert code == 2
    assert out == ""
    assert str(path) in err


def test_the_history_is_asked_how_long_ticks_took(tmp_path):
    with writing(tmp_path / "data" / "waitgui" / "history.sqlite3") as writer:
        writer.sink("Set").post(start("a"))
        for n in range(1, 31):
            writer.sink("Set").post(tick("a", n=n, at_s=n, took_s=90))
    path = write(tmp_path / "a.toml", task("a", 'period = "1m"', shell("true")))
    out = run(tmp_path, "check", "--advice", path)[1]
    assert "slower-than-period" in out
    assert "(Lengthen the period to 1 min 53 s)" in out


def test_programs_of_the_login_shell_are_found(tmp_path):
    (tmp_path / "own").mkdir()
    program = tmp_path / "own" / "only-at-login"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / ".profile").write_text(f'PATH="{tmp_path}/own:$PATH"\nexport PATH\n')
    path = write(tmp_path / "a.toml", task("a", 'period = "1h"', "kind = 'command'\nargv = ['only-at-login']"))
    out = run(tmp_path, "check", "--advice", path, env={**environment(tmp_path), "SHELL": "/bin/sh"})[1]
    assert "nothing to advise" in out


def test_names_cannot_steer_the_terminal(tmp_path):
    path = write(
        tmp_path / "a.toml",
        'id = "a"\nname = "\\u001b[2J"\n[tasks.schedule]\nkind = "repeat"\n'
        'period = "1s"\njitter = 3.0\n[tasks.action]\nkind = "none"',
    )
    out = run(tmp_path, "check", "--advice", path)[1]
    assert "\x1b" not in out
    assert "\\u001b[2J" in out
