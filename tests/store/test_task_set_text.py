"""Any bytes are a task set, or a list of what is wrong with them, each with its line."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import corpus
from tests.fuzz.target import is_read_or_refused
from tests.store.task_sets import task_sets, values
from waitgui.store.task_set_text import MAX_STRING, NewerTextError, UnusableTextError, decoded, read
from waitgui.store.toml_text import document, statement
from waitgui.tasks.model import plain

HEAD = "format = 1\n"
TASK = '[[tasks]]\nname = "A"\nschedule = { kind = "repeat", period = "1s" }\naction = { kind = "none" }\n'


def wrong(text: str | bytes) -> list[str]:
    """What is said about an unusable text."""
    with pytest.raises(UnusableTextError) as info:
        read(decoded(text if isinstance(text, bytes) else text.encode()), "set")
    return [f"{complaint.line}: {complaint.text}" for complaint in info.value.complaints]


def warned(text: str) -> list[str]:
    return [f"{complaint.line}: {complaint.text}" for complaint in read(text, "set")[1]]


def test_a_good_text() -> None:
    task_set, warnings = read(decoded(b"\xef\xbb\xbf" + (HEAD + TASK).encode()), "home")
    assert (task_set.name, [task.id for task in task_set.tasks], warnings) == ("home", ["a"], [])


def test_no_tasks_at_all_are_a_set() -> None:
    assert read(HEAD, "")[0].tasks == ()
    assert read(HEAD + "tasks = []", "")[0].tasks == ()


# --- Not TOML ---


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format = 1\nname = ", "2: isn't TOML: Invalid value (column 8)"),
        ("format = 1\n\nname = \n\n", "3: isn't TOML: Invalid value (column 8)"),
        ("format = 1\n[[tasks", "2: isn't TOML: Expected ']]' at the end of an array declaration (column 8)"),
        ('{"format": 1}', "1: isn't TOML: Invalid statement (column 1)"),
        (
            "format = 1\nx = 2027-13-01",
            "2: isn't TOML: Expected newline or end of document after a statement (column 9)",
        ),
        ('x = "\\ud800"', "1: isn't TOML: Escaped character is not a Unicode scalar value (column 11)"),
        ("x = 1\0", "1: isn't TOML: Expected newline or end of document after a statement (column 6)"),
        ("x = 1\n\x1b", "2: isn't TOML: Invalid statement (column 1)"),
        ("x = " + "[" * 100_000, "1: is nested deeper than 16"),
        ("a." * 100_000 + "a = 1", "1: a key has too many parts"),
        ("x = 1\ny = {" + '"a" . ' * 100_000 + "a = 1}", "2: a key has too many parts"),
        ("x = 1\ny = 1" + "0" * 5000, "2: a number has too many digits"),
        ("x = 1\ny = 1" + "_0" * 5000, "2: a number has too many digits"),
    ],
)
def test_what_is_not_toml(text: str, line: str) -> None:
    (said,) = wrong(text)
    assert said.partition(" (column")[0] == line.partition(" (column")[0]  # columns differ among Pythons


def test_what_only_looks_too_long_is_read() -> None:
    text = HEAD + "# " + "a." * 500 + '\nx = "' + "a. " * 500 + "1" * 5000 + '"\ny = """\n' + '"a".' * 500 + '"""\n'
    assert read(text, "")[0].model_extra


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + TASK + "enabled = true\n" + 'name = "B"\n', "7: task 1 name: stands in line 3 already"),
        (HEAD + 'name = "A"\n\nname = "B"\nx = 1', "4: name: stands in line 2 already"),
        (HEAD + "[a]\nb = 1\n[a]\n", "4: a: stands in line 2 already"),
        (HEAD + 'format = 1\n"\\1" = 2\n', "2: isn't TOML: Cannot overwrite a value (column 11)"),
        (HEAD + "x = { a = 1, a = 2 }\n", "2: isn't TOML: Duplicate inline table key 'a' (column 19)"),
    ],
)
def test_what_stands_twice_names_both_places(text: str, line: str) -> None:
    (said,) = wrong(text)
    assert said.partition(" (column")[0] == line.partition(" (column")[0]


def test_bytes_that_are_not_utf8() -> None:
    assert wrong(b"format = 1\nname = '\xff'\n") == ["2: isn't UTF-8 at byte 19"]
    assert wrong(b"\xff\xfef\0") == ["1: isn't UTF-8 at byte 0"]
    assert wrong(b"\xef\xbb\xbfformat = 1 #\n\xc3") == ["2: isn't UTF-8 at byte 16"]
    assert wrong("format = 1".encode("utf-16"))[0].startswith("1: isn't UTF-8")


# --- Beyond the limits ---


def test_nesting() -> None:
    deep = "{ a = " * 15 + "[]" + " }" * 15
    assert read(f"{HEAD}x = {deep}\n{TASK}x = {deep}\n", "")[0]
    assert wrong(f"{HEAD}x = [{deep}]") == [f"2: x[0]{'.a' * 15}: is nested deeper than 16"]
    assert wrong(f"{HEAD}{TASK}[tasks.x]\ny = {deep}") == [f'7: task "A" x.y{".a" * 15}: is nested deeper than 16']


def test_long_texts() -> None:
    assert read(f"{HEAD}{TASK}notes = '{'x' * MAX_STRING}'", "")[0]
    assert wrong(f"{HEAD}{TASK}notes = '{'x' * MAX_STRING}y'") == ['6: task "A" notes: is longer than 64 KiB']
    assert wrong(f"{HEAD}{TASK}x = ['{'é' * (MAX_STRING // 2)}y']") == ['6: task "A" x[0]: is longer than 64 KiB']


def test_too_many_tasks() -> None:
    assert wrong(HEAD + "[[tasks]]\n" * 20_001) == ["2: tasks: has more than 20,000 entries"]


def test_regular_expressions_that_are_too_much_work_together() -> None:
    def tasks(number: int, pattern: str) -> str:
        return "".join(f"{TASK}[tasks.stop]\non_output = '{pattern}{n}'\n" for n in range(number))

    assert len(read(HEAD + tasks(10, "a{9000}"), "")[0].tasks) == 10
    assert wrong(HEAD + tasks(300, "a{9000}")) == [
        "2: tasks: has regular expressions that are too large, taken together"
    ]
    assert len(read(HEAD + tasks(300, "a{9}"), "")[0].tasks) == 300


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        ("{}", "when.kind: is missing"),
        ("[]", "when: must be a table (got an empty list)"),
        ("{ all = [] }", "when.all: needs at least one condition"),
        ("{ any = [] }", "when.any: needs at least one condition"),
        ("{ all = [{}] }", "when.all[0].kind: is missing"),
        ("{ any = [{ all = [] }] }", "when.any[0].all: needs at least one condition"),
        ("{ not = {} }", "when.not.kind: is missing"),
        ("{ not = [] }", "when.not: must be a table (got an empty list)"),
        ("{ all = 3 }", "when.all: must be a list (got 3)"),
        ("3", "when: must be a table (got 3)"),
        ('{ kind = "never" }', 'when.kind: must be one of "command", "http", "tcp", "file" (got "never")'),
        ('{ kind = "file", path = "" }', 'when.path: must not be empty (got "")'),
        ('{ kind = "tcp", host = "h", port = 0 }', "when.port: must be at least 1 (got 0)"),
        ('{ kind = "http", url = "file:///etc" }', 'when.url: must begin with http:// or https:// (got "file:///etc")'),
    ],
)
def test_conditions_that_say_nothing(condition: str, line: str) -> None:
    assert wrong(f"{HEAD}{TASK}[tasks.stop]\nwhen = {condition}\n") == [f'7: task "A" stop.{line}']


def test_conditions_within_conditions() -> None:
    def nested(depth: int) -> str:
        inner = '{ kind = "file", path = "/x" }'
        return f"{HEAD}{TASK}[tasks.stop]\nwhen = {'{ not = ' * depth}{inner}{' }' * depth}\n"

    assert read(nested(14), "")[0].tasks[0].stop.when is not None
    for depth in (15, 100):
        assert wrong(nested(depth)) == [f'7: task "A" stop.when{".not" * 15}: is nested deeper than 16']
    assert wrong(nested(20_000)) == ["1: is nested deeper than 16"]


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("nan", "must be finite (got nan)"),
        ("-inf", "must be finite (got -inf)"),
        ("[1e400]", "[0]: must be finite (got inf)"),
        ("9223372036854775808", "must fit into 64 bits"),
        ('"a\\u0000b"', "must not contain NUL"),
        ('{ "a\\u0000" = 1 }', "must not contain NUL"),
    ],
)
def test_what_no_field_may_be_known_or_not(value: str, what: str) -> None:
    colon = "" if what.startswith("[") else ": "
    assert wrong(f"{HEAD}x = {value}") == [f"2: x{colon}{what}"]
    assert wrong(f"{HEAD}{TASK}x = {value}") == [f'6: task "A" x{colon}{what}']


# --- Not a task set ---


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["1: format: is missing"]),
        ("# nothing\n", ["1: format: is missing"]),
        ("x = 1\nformat = '1'", ['2: format: must be a whole number (got "1")']),
        ("format = true", ["1: format: must be a whole number (got true)"]),
        ("format = 0", ["1: format: must be at least 1 (got 0)"]),
        ("format = 1.0", ["1: format: must be a whole number (got 1.0)"]),
        (HEAD + "tasks = 3", ["2: tasks: must be a list (got 3)"]),
        (HEAD + "tasks = [3]", ["2: task 1: must be a table (got 3)"]),
        (HEAD + "[tasks]", ["2: tasks: must be a list (got a table)"]),
        (
            HEAD + "\n[[tasks]]\n",
            [
                "3: task 1 action: is missing",
                "3: task 1 name: is missing",
                "3: task 1 schedule: is missing",
            ],
        ),
        (
            HEAD + TASK + "\n# second\n" + TASK.replace('"1s"', '"-5m"'),
            ['10: task "A" schedule.period: must not be negative (got "-5m")'],
        ),
        (
            HEAD + '[[tasks]]\nname = "Renew certificate"\n[tasks.schedule]\nkind = "repeat"\n\nperiod = "-5m"\n'
            "jitter = -1\n[tasks.action]\nkind = 'command'\n",
            [
                '7: task "Renew certificate" schedule.period: must not be negative (got "-5m")',
                '8: task "Renew certificate" schedule.jitter: must be at least 0 (got -1)',
                '9: task "Renew certificate" action.argv: or shell is needed',
            ],
        ),
        (HEAD + TASK + "id = 'x'\n" + TASK + "id = 'x'\n", ['11: task "A" id: "x" is the id of task 1 too (line 6)']),
        (
            HEAD + TASK + "id = 'x'\n" + TASK + "id = 'x'\nenabled = 1\n[tasks.stop]\nwhen_task_ends = 'y'\n"
            "[[tasks]]\nid = 'x'\n[tasks.stop]\nwhen_task_ends = 'x'\n",
            [
                '11: task "A" id: "x" is the id of task 1 too (line 6)',
                '12: task "A" enabled: must be true or false (got 1)',
                '14: task "A" stop.when_task_ends: no task has the id "y"',
                '15: task "x" action: is missing',
                '15: task "x" schedule: is missing',
                '16: task "x" id: "x" is the id of task 1 too (line 6)',
                '18: task "x" stop.when_task_ends: is the task itself',
            ],
        ),
        (
            HEAD + TASK + "id = 'A'\n" + TASK + "[tasks.stop]\nwhen_task_ends = 'A'\n",
            [
                '6: task "A" id: must be a-z, 0-9 and -, at most 64, not starting with - (got "A")',
                '12: task "A" stop.when_task_ends: must be a-z, 0-9 and -, at most 64, not starting with - (got "A")',
            ],
        ),
        (HEAD + TASK.replace('"A"', "3"), ["3: task 1 name: must be text (got 3)"]),
        (HEAD + TASK.replace('"A"', "''") + "id = 'x'", ['3: task "x" name: must not be empty (got "")']),
        (
            HEAD + TASK.replace('"A"', '"\\u202e\\u001b[1m\\n"') + "enabled = 1",
            ['6: task "\\u202e\\u001b[1m\\u000a" enabled: must be true or false (got 1)'],
        ),
        (HEAD + TASK + "[[tasks.tags]]\n", ['6: task "A" tags[0]: must be text (got a table)']),
    ],
)
def test_every_problem_with_its_line(text: str, lines: list[str]) -> None:
    assert sorted(wrong(text)) == sorted(lines)


def test_problems_come_in_the_order_of_the_lines() -> None:
    text = HEAD + "name = 3\n" + (TASK + "x = nan\nenabled = 2\n") * 12
    numbers = [int(line.partition(":")[0]) for line in wrong(text)]
    assert numbers == sorted(numbers)
    assert len(numbers) == 25


def test_a_problem_that_both_find_is_said_once() -> None:
    assert wrong(HEAD + TASK.replace('"1s"', "nan")) == ['4: task "A" schedule.period: must be finite (got nan)']
    assert wrong(HEAD + TASK + 'notes = "\\u0000"') == ['6: task "A" notes: must not contain NUL (got "\\u0000")']


# --- What isn't known ---


def test_unknown_fields_are_warned_of_with_the_nearest_known() -> None:
    text = HEAD + "nmae = 'x'\n" + TASK + "enabeld = true\n[tasks.stop]\nafter_run = 1\nzzz = 1\n"
    assert warned(text) == [
        "2: nmae: isn't known, did you mean name?",
        '7: task "A" enabeld: isn\'t known, did you mean enabled?',
        '9: task "A" stop.after_run: isn\'t known, did you mean after_runs?',
        '10: task "A" stop.zzz: isn\'t known',
    ]
    task_set, _ = read(text, "")
    assert plain(task_set)["tasks"][0]["stop"] == {"after_run": 1, "zzz": 1}


def test_a_strange_field_is_shown_escaped() -> None:
    assert warned(HEAD + '"\\u001b[31m" = 1') == ["2: \\u001b[31m: isn't known"]


def test_a_newer_format_is_read_as_far_as_it_is_understood() -> None:
    with pytest.raises(NewerTextError) as info:
        read("x = 1\nformat = 2\n" + TASK, "set")
    (complaint,) = info.value.complaints
    assert complaint.line == 2
    assert "format 2 is newer" in complaint.text
    assert info.value.known is not None
    assert [task.name for task in info.value.known.tasks] == ["A"]


def test_a_newer_format_that_is_not_understood() -> None:
    with pytest.raises(NewerTextError) as info:
        read("format = 2\ntasks = 'elsewhere'", "set")
    assert info.value.known is None


# --- Anything ---


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes(data: bytes) -> None:
    is_read_or_refused(data)


_PIECES = ["", "\n", '"', "-", "0", "nan", "[[tasks]]\n", "x = 1\n", "\0", "'''", "true", "{", "]"]


@settings(max_examples=200, deadline=None)
@given(task_sets.map(lambda task_set: document(plain(task_set))), st.data())
def test_a_set_with_something_cut_out_or_put_in(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(len(text), at + 20)))
    is_read_or_refused((text[:at] + data.draw(st.sampled_from(_PIECES)) + text[until:]).encode())


def _places(value: Any, loc: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of everything in it."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    return [place for key, entry in entries for place in [(*loc, key), *_places(entry, (*loc, key))]]


def _listed(value: Any) -> Any:
    """With lists in place of tuples, which can't be changed."""
    if isinstance(value, dict):
        return {key: _listed(entry) for key, entry in value.items()}
    return list(map(_listed, value)) if isinstance(value, list | tuple) else value


def _changed(content: dict[str, Any], data: st.DataObject) -> None:
    """Take something out, put something else in its place, or say it twice."""
    places = _places(content)
    place = data.draw(st.sampled_from(places))
    holder: Any = content
    for key in place[:-1]:
        holder = holder[key]
    match data.draw(st.sampled_from(["out", "other", "twice", "elsewhere"])):
        case "out":
            del holder[place[-1]]
        case "other":
            holder[place[-1]] = data.draw(
                values | st.sampled_from([float("nan"), 10**30, -1, 0, True, "", {}, [], "1h"])
            )
        case "twice" if isinstance(holder, list):
            holder.append(holder[place[-1]])
        case _:
            source: Any = content
            for key in data.draw(st.sampled_from(places)):
                source = source[key]
            holder[place[-1]] = copy.deepcopy(source)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(task_sets.map(lambda task_set: _listed(plain(task_set))), st.data())
def test_a_set_in_which_things_are_other_than_they_should(content: dict[str, Any], data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        if content:
            _changed(content, data)
    tasks = content.get("tasks", [])
    in_blocks = isinstance(tasks, list) and all(isinstance(task, dict) for task in tasks)
    text = document(content) if in_blocks else "".join(statement(*entry) for entry in content.items())
    is_read_or_refused(text.encode())


@pytest.mark.parametrize("text", corpus.texts(), ids=lambda text: text[:20])
def test_what_a_fuzzer_starts_with(text: str) -> None:
    is_read_or_refused(text.encode())
