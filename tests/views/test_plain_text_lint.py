"""No door is left open by which a text could be taken for markup: found in the syntax of every view and model."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).resolve().parent.parent.parent / "waitgui"
FACTORY = PACKAGE / "views" / "labels.py"
FILES = sorted([*PACKAGE.glob("views/**/*.py"), *PACKAGE.glob("models/**/*.py"), PACKAGE / "app.py"])

RICH_CLASSES = {"QTextEdit", "QTextBrowser", "QTextDocument", "QErrorMessage", "QStaticText", "QWhatsThis"}
RICH_METHODS = {"setHtml", "appendHtml", "insertHtml", "setMarkdown", "setWhatsThis", "setDetailedText", "fromHtml"}
RICH_METHODS |= {"setOpenExternalLinks"}
STATIC_BOXES = {"about", "aboutQt", "critical", "information", "question", "warning"}
TOOL_TIPS = {"setToolTip", "setTabToolTip", "setItemToolTip"}


def findings(source: str) -> list[str]:
    """What is open, each with its line."""
    tree = ast.parse(source)
    return [f"{line}: {what}" for line, what in sorted(_findings(tree))]


def _findings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.Attribute) and node.attr == "ToolTipRole":
            yield node.lineno, "a tool tip of an item"
        elif isinstance(node, ast.Attribute) and node.attr in {"RichText", "AutoText", "MarkdownText"}:
            yield node.lineno, f"the format {node.attr}"
        elif isinstance(node, ast.ClassDef):
            yield from _in_class(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _in_function(node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _in_call(call: ast.Call) -> Iterator[tuple[int, str]]:
    name = _name(call.func)
    owner = _name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if name == "QLabel":
        yield call.lineno, "a raw QLabel"
    elif name in RICH_CLASSES | RICH_METHODS:
        yield call.lineno, f"{name} renders rich text"
    elif owner == "QMessageBox" and name in STATIC_BOXES:
        yield call.lineno, f"QMessageBox.{name} guesses the format"
    elif name in TOOL_TIPS or (owner, name) == ("QToolTip", "showText"):
        text = call.args[-1] if name in TOOL_TIPS else call.args[1]
        if not _is_escaped(text):
            yield call.lineno, "a tool tip that isn't escaped"


def _is_escaped(argument: ast.expr) -> bool:
    """It comes from `tool_tip` or `unmarked`, or from another's tool tip, or is nothing."""
    match argument:
        case ast.Constant(value=""):
            return True
        case ast.Call(func=function):
            return _name(function) in {"tool_tip", "unmarked", "toolTip"}
        case ast.IfExp(body=body, orelse=other):
            return _is_escaped(body) and _is_escaped(other)
    return False


def _sets_plain_text(node: ast.AST) -> bool:
    return any(
        isinstance(call, ast.Call)
        and _name(call.func) == "setTextFormat"
        and any(_name(argument) == "PlainText" for argument in call.args)
        for call in ast.walk(node)
    )


def _in_class(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    bases = {_name(base) for base in node.bases}
    if bases & {"QLabel", "QMessageBox"} and not _sets_plain_text(node):
        yield node.lineno, f"{node.name} doesn't say that its text is plain"
    if bases & RICH_CLASSES:
        yield node.lineno, f"{node.name} renders rich text"


def _in_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[tuple[int, str]]:
    makes_box = any(isinstance(call, ast.Call) and _name(call.func) == "QMessageBox" for call in ast.walk(node))
    if makes_box and not _sets_plain_text(node):
        yield node.lineno, f"the message box of {node.name} guesses the format of its text"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_texts_are_plain(path: Path) -> None:
    found = findings(path.read_text())
    if path == FACTORY:
        found = [finding for finding in found if "raw QLabel" not in finding]
    assert not found, f"{path}: use waitgui.views.labels: {found}"


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("label = QLabel('x')", "raw QLabel"),
        ("label = QtWidgets.QLabel()", "raw QLabel"),
        ("class Mine(QLabel):\n    pass", "doesn't say"),
        ("class Mine(QTextEdit):\n    pass", "rich"),
        ("edit = QTextBrowser()", "rich"),
        ("edit.appendHtml(text)", "rich"),
        ("edit.document().setHtml(text)", "rich"),
        ("button.setToolTip(text)", "tool tip"),
        ("button.setToolTip(f'<b>{text}')", "tool tip"),
        ("button.setToolTip(tool_tip(a) if b else c)", "tool tip"),
        ("tabs.setTabToolTip(1, text)", "tool tip"),
        ("QToolTip.showText(at, text, self)", "tool tip"),
        ("def f():\n    box = QMessageBox(parent)\n    box.setText(text)", "guesses"),
        ("QMessageBox.warning(parent, 'a', text)", "guesses"),
        ("label.setTextFormat(Qt.TextFormat.RichText)", "RichText"),
        ("if role == Qt.ItemDataRole.ToolTipRole:\n    pass", "item"),
    ],
)
def test_an_open_door_is_found(source: str, what: str) -> None:
    (found,) = findings(source)
    assert what in found


@pytest.mark.parametrize(
    "source",
    [
        "button.setToolTip(tool_tip(text))",
        "button.setToolTip('' if same else tool_tip(text))",
        "button.setToolTip(action.toolTip())",
        "QToolTip.showText(at, tool_tip(text), self)",
        "class Mine(QLabel):\n    def __init__(self):\n        self.setTextFormat(Qt.TextFormat.PlainText)",
        "def f():\n    box = QMessageBox(parent)\n    box.setTextFormat(Qt.TextFormat.PlainText)",
        "label: QLabel = plain_label()",
    ],
)
def test_a_closed_one_is_not(source: str) -> None:
    assert findings(source) == []
