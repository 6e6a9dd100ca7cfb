"""What the floors below say is found again and said in another language; what isn't known stays."""

import ast
import re
from pathlib import Path

import pytest

from waitgui.tasks import said as phrases
from waitgui.tasks.said import TEMPLATES, said
from waitgui.tasks.words import untranslated

SOURCE = Path(phrases.__file__).parents[1]
FIELD = re.compile(r"\{\w+\}")
OF_THE_SYSTEM = TEMPLATES[TEMPLATES.index("No such file or directory") :]


def german(_context, text, _disambiguation=None, _n=-1):
    """A language of few words."""
    return {
        "{file}:{line}: task {name} {place}: {problem}": "{file}:{line}: Aufgabe {name}, {place}: {problem}",
        "{problem} (got {got})": "{problem} (statt {got})",
        "must not be negative": "darf nicht negativ sein",
        "the folder {word} can't be used: {reason}": "Ordner {word} geht nicht: {reason}",
        "Permission denied": "Keine Berechtigung",
        "{why}, and at {count} points before": "{why}, und an {count} Punkten davor",
        "the computer was asleep": "der Rechner schlief",
    }.get(text, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("must not be negative", "darf nicht negativ sein"),
        (
            'a/b.toml:12: task "Renew: it" schedule.period: must not be negative (got "-5m")',
            'a/b.toml:12: Aufgabe "Renew: it", schedule.period: darf nicht negativ sein (statt "-5m")',
        ),
        ('the folder "x: y" can\'t be used: permission denied', 'Ordner "x: y" geht nicht: Keine Berechtigung'),
        ("the computer was asleep, and at 1,203 points before", "der Rechner schlief, und an 1,203 Punkten davor"),
        ("something else entirely: nobody knows it", "something else entirely: nobody knows it"),
        ("{problem} is what it printed", "{problem} is what it printed"),
        ("", ""),
        ('isn\'t a URL: bad port (got "http://a:b")', 'isn\'t a URL: bad port (statt "http://a:b")'),
    ],
)
def test_it_is_said_as_the_language_says_it(text, words):
    assert said(text, german) == words


def test_in_english_it_stays_as_it_is():
    for text in ("connection refused", "Connection refused", 'x.toml:1: is missing (got "}")', "a: b: c"):
        assert said(text, untranslated) == text


def test_an_output_is_not_looked_through():
    text = "must not be negative " * 1_000
    assert said(text, german) == text


def test_what_is_nested_without_end_comes_to_one():
    text = "it " * 500 + "is damaged"
    assert said(text, untranslated) == text


def _texts():
    """Every text of the source, the fields of f-strings as a star; joined where one is put into another at hand."""
    for path in SOURCE.rglob("*.py"):
        if path.name == "said.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def _pattern(text):
    return re.compile(".*".join(map(re.escape, text.split("*"))))


def test_each_template_is_said_somewhere():
    """By its longest piece between fields, or whole: a text that was reworded is found here."""
    texts = set(_texts())
    known, patterns = "\n".join(texts), [_pattern(text) for text in texts if "*" in text and len(text) > 8]
    missing = [
        template
        for template in TEMPLATES
        if template not in OF_THE_SYSTEM
        and max(FIELD.split(template), key=len).strip(" ():") not in known
        and not any(pattern.fullmatch(FIELD.sub("x", template)) for pattern in patterns)
    ]
    assert not missing
