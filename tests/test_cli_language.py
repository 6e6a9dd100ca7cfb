"""The command line in Chinese, as a process: what people read is, what programs read isn't."""

from __future__ import annotations

import argparse
import re

import pytest

from tests.cli_process import records, run
from tests.test_cli import shell, task, write
from waitgui.cli import language
from waitgui.tasks.record import Outcome, Reason
from waitgui.tasks.words import duration_words, untranslated

CHINESE = {
    "LC_ALL": "",
    "LC_MESSAGES": "",
    "LANG": "zh_CN.UTF-8",
    "LANGUAGE": "zh_CN",
    "PYTHONUTF8": "1",
    "COLUMNS": "400",
}
ENGLISH = re.compile(r"(?<![-\w.{])(?!waitgui )[A-Za-z]+ [a-z]+")
"""Two words, which aren't an option's and its value's, or a command of ours."""


@pytest.mark.parametrize("command", ["", "run", "preview", "check", "history"])
def test_no_help_is_half_english(tmp_path, command):
    code, out, err = run(tmp_path, *filter(None, [command]), "--help", env=CHINESE)
    assert (code, err) == (0, "")
    usage, _, rest = out.partition("\n\n")
    assert "用法" in usage
    assert [line for line in rest.splitlines() if ENGLISH.search(line)] == []


def test_bad_usage_is_said_in_chinese_with_the_same_exit_code(tmp_path):
    code, out, err = run(tmp_path, "run", env=CHINESE)
    assert (code, out) == (2, "")
    assert "缺少" in err or "需要" in err or "必需" in err


def test_records_are_the_same_in_every_language(tmp_path):
    path = write(tmp_path / "a.toml", task("a", stop="after_runs = 2"))
    arguments = ("preview", path, "--for", "1s", "--output", "jsonl", "--from", "2026-01-01T00:00:00", "--seed", "1")
    chinese, english = (run(tmp_path, *arguments, env=env) for env in (CHINESE, {}))
    assert chinese == english
    assert records(chinese[1])[-1]["reason"] == "after_runs"


def test_problems_are_said_in_chinese(tmp_path):
    path = write(tmp_path / "a.toml", task("a", schedule='period = "soon"'))
    code, out, err = run(tmp_path, "check", path, env=CHINESE)
    assert code == 2
    assert re.search("[\u4e00-\u9fff]", out + err)
    assert "soon" in out + err


def test_problems_of_a_file_have_their_place_as_ever(tmp_path):
    file = tmp_path / "set.toml"
    file.write_text(
        'format = 1\n[[tasks]]\nname = "Renew"\n[tasks.schedule]\nkind = "repeat"\nperiod = "-5m"\n'
        '[tasks.action]\nkind = "comand"\n'
    )
    code, _, err = run(tmp_path, "check", file, env=CHINESE)
    assert code == 2
    assert err.splitlines() == [
        f'{file}:6: 任务 "Renew" schedule.period：不能为负（得到 "-5m"）',
        f'{file}:8: 任务 "Renew" action.kind：必须是以下之一：'
        '"command", "python", "http", "notify", "none"（得到 "comand"）',
    ]


def test_tables_are_for_people(tmp_path):
    file = write(tmp_path / "set.toml", task("fails", action=shell("exit 3"), stop="after_runs = 1"))
    _, out, _ = run(tmp_path, "run", file, "--output", "table", env=CHINESE)
    assert "次数已到" in out
    assert "失败" in out.splitlines()[1]
    _, out, _ = run(tmp_path, "history", "--output", "table", env=CHINESE)
    assert out.split()[:4] == ["时间", "任务集", "任务", "轮次"]
    assert "结束：次数已到" in out


@pytest.fixture
def chinese(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    language.begin({"LC_ALL": "zh_CN.UTF-8"})
    yield
    monkeypatch.undo()
    language.begin({})


def test_every_word_of_a_record_has_one(chinese):
    words = [language.word(value) for value in (*Outcome, *Reason)]
    assert all(not word.isascii() for word in words)
    assert duration_words(3_000_000) == "3\xa0毫秒"


def test_what_argparse_says_is_known(chinese):
    parser = argparse.ArgumentParser(prog="x", exit_on_error=False)
    parser.add_argument("--n", type=int, choices=[1, 2], help="?")
    for arguments, text in ((["--n", "3"], "无效的选择"), (["--n", "a"], "无效的 int 值"), (["--n"], "需要一个参数")):
        with pytest.raises(argparse.ArgumentError, match=text):
            parser.parse_args(arguments)
    assert "用法：" in parser.format_help()


def test_without_a_catalogue_it_speaks_english(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(language.paths, "resources", lambda: tmp_path)
    language.begin({"LC_ALL": "zh_CN.UTF-8"})
    assert language.translate("cli", "Task") == "Task"
    monkeypatch.undo()
    language.begin({})
    assert language.translate("cli", "Task") == untranslated("cli", "Task")
