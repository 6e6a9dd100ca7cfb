"""Renew the translations: python packaging/translations.py.

Looks through the source and the demo and templates for texts, and brings `resources/translations/*.ts` up to date:
what is translated stays so, what is new waits to be translated (type="unfinished"), what is gone goes. English has its
plural forms filled in. `--check` changes nothing and says whether something would change.

This does what pyside6-lupdate does. That one takes the class of `QCoreApplication.translate` for a context, doesn't
find texts behind another name of the same function, and knows nothing of tables of data.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from waitgui.store.catalogue import NAME, Key, from_ts  # noqa: E402 - of this tree
from waitgui.store.languages import ENGLISH, NAMES  # noqa: E402
from waitgui.tasks.words import english  # noqa: E402

FOLDER = ROOT / "resources" / "translations"
_TRANSLATES = frozenset({"translate", "_translate", "translatable"})
_HANDED_ON = frozenset({"text", "found.template", "value.value"})
"""What stands for a text that is marked elsewhere."""
_DATA = (("templates", "resources/templates.toml"), ("demo", "resources/demo.toml"))


class Text(NamedTuple):
    """A text to be translated, and the file that it stands in."""

    key: Key
    has_number: bool
    file: str


class TextError(ValueError):
    """A call that can't be translated: its text isn't one literal."""


def texts() -> list[Text]:
    """Every text of the program, each once, by context. Raises `TextError`."""
    found: dict[Key, Text] = {}
    for text in _all():
        known = found.get(text.key)
        if known is None:
            found[text.key] = text
        elif known.has_number != text.has_number:
            raise TextError(f"{text.file}: {text.key.source!r} has a number here, and none in {known.file}")
    return sorted(found.values(), key=lambda text: text.key.context)


def _all() -> Iterator[Text]:
    for path in sorted((ROOT / "waitgui").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        yield from _Finder(file).find(ast.parse(path.read_text(encoding="utf-8")))
    for context, name in _DATA:
        content = tomllib.loads((ROOT / name).read_text(encoding="utf-8"))
        if context == "demo":  # the templates are no set that anybody opens
            yield Text(Key(context, content["name"], ""), has_number=False, file=name)
        for task in content["tasks"]:
            words = (task["name"], task.get("notes"), task.get("template", {}).get("hint"), *task.get("tags", ()))
            for word in filter(None, words):
                yield Text(Key(context, word, ""), has_number=False, file=name)


class _Finder:
    def __init__(self, file: str) -> None:
        self._file = file

    def find(self, node: ast.AST, around: str = "") -> Iterator[Text]:
        if isinstance(node, ast.ClassDef):
            around = node.name
        if isinstance(node, ast.Call):
            text = self._text(node, around)
            if text is not None:
                yield text
        for child in ast.iter_child_nodes(node):
            yield from self.find(child, around)

    def _text(self, call: ast.Call, around: str) -> Text | None:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "tr":
            words, rest = [ast.Constant(around), *call.args[:1]], call.args[1:]
        elif name in _TRANSLATES and len(call.args) > 1:
            words, rest = call.args[:2], call.args[2:]
        else:
            return None
        if not all(isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words):
            if ast.unparse(call.func) == "painter.translate" or ast.unparse(words[1]) in _HANDED_ON:
                return None
            raise TextError(f"{self._file}:{call.lineno}: {ast.unparse(call)} isn't one literal text")
        context, source = (word.value for word in words)
        comment = rest[0].value if rest and isinstance(rest[0], ast.Constant) and rest[0].value else ""
        has_number = len(rest) > 1 or any(keyword.arg == "n" for keyword in call.keywords)
        return Text(Key(str(context), str(source), str(comment)), has_number, self._file)


def renewed(code: str, before: str, found: list[Text]) -> str:
    """The file of that language, with what was translated in the one before."""
    known = from_ts(before).messages if before else {}
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{code}" sourcelanguage="{ENGLISH}">')
    context = None
    for text in found:
        if code == ENGLISH and not text.has_number:
            continue
        if text.key.context != context:
            lines += ["</context>"] if context is not None else []
            context = text.key.context
            lines += ["<context>", f"    <name>{escape(context)}</name>"]
        lines += _message(text, _forms(code, text, known.get(text.key)))
    return "\n".join([*lines, *(["</context>"] if context is not None else []), "</TS>", ""])


def _forms(code: str, text: Text, known: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if code != ENGLISH:
        return known
    return tuple(english(text.key.source, n) for n in (1, 2))


def _message(text: Text, forms: tuple[str, ...] | None) -> Iterator[str]:
    yield '    <message numerus="yes">' if text.has_number else "    <message>"
    yield f'        <location filename="../../{text.file}"/>'
    yield f"        <source>{escape(text.key.source)}</source>"
    if text.key.comment:
        yield f"        <comment>{escape(text.key.comment)}</comment>"
    if forms is None:
        yield '        <translation type="unfinished"></translation>'
    elif text.has_number:
        words = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in forms)
        yield f"        <translation>{words}</translation>"
    else:
        yield f"        <translation>{escape(forms[0])}</translation>"
    yield "    </message>"


def main(arguments: list[str]) -> int:
    """Renew every file, or check; the exit code says whether all is translated."""
    found, code = texts(), 0
    for language in NAMES:
        path = FOLDER / f"{NAME.format(code=language)}.ts"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = renewed(language, before, found)
        if "--check" not in arguments:
            path.write_text(after, encoding="utf-8")
        elif after != before:
            print(f"{path.name}: isn't up to date; run python packaging/translations.py")
            code = 1
        missing = after.count('type="unfinished"')
        print(f"{path.name}: {missing} of {after.count('<source>')} texts wait to be translated")
        code = code or int(bool(missing))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
