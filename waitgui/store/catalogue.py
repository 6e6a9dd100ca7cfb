"""Catalogues of translated texts: Qt Linguist's files, read without Qt.

A checkout has the `.ts` files that people edit, an installed program the `.qm` files that the wheel's build made of
them. Whichever is there is read, so nothing is ever stale. The format of `.qm` is that of Qt's qtranslator.cpp.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NAME = "waitgui_{code}"
_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_LANGUAGE, _HASHES, _MESSAGES, _NUMERUS = 0xA7, 0x42, 0x69, 0x88
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8
_TWO_FORMS = bytes((0x01, 1))
"""The rule of plurals "n = 1, else": the only one of more than one form that our languages need so far."""


class Key(NamedTuple):
    """What a text is found by; `comment` tells texts apart that are the same in English."""

    context: str
    source: str
    comment: str


class Catalogue:
    """The texts of one language. A text that isn't there stays as it is. May be asked from any thread."""

    def __init__(self, language: str, messages: Mapping[Key, tuple[str, ...]]) -> None:
        self.language = language
        self.messages = messages

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """As `QCoreApplication.translate` does it; numbers have their thousands parted."""
        forms = self.messages.get(Key(context, text, disambiguation or ""), (text,))
        words = forms[0 if n in (-1, 1) else -1]
        return words if n < 0 else words.replace("%Ln", f"{n:,}").replace("%n", f"{n:,}")

    def to_qm(self) -> bytes:
        """The same for Qt: what lrelease makes of the file, but for the order of its messages."""
        body = bytearray()
        places = []
        for key, forms in self.messages.items():
            places.append((_hash((key.source + key.comment).encode()), len(body)))
            for form in forms:
                body += _field(_TRANSLATION, form.encode("utf-16-be"))
            body += _field(_COMMENT, key.comment.encode())
            body += _field(_SOURCE, key.source.encode())
            body += _field(_CONTEXT, key.context.encode())
            body.append(_END)
        hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
        rules = _TWO_FORMS if any(len(forms) > 1 for forms in self.messages.values()) else b""
        parts = ((_LANGUAGE, self.language.encode()), (_HASHES, hashes), (_MESSAGES, bytes(body)), (_NUMERUS, rules))
        return _MAGIC + b"".join(_field(tag, content) for tag, content in parts)


def load(folder: Path, code: str) -> Catalogue:
    """The catalogue of that language. Raises `OSError` where there is none, `ValueError` for one that is broken."""
    name = NAME.format(code=code)
    try:
        return _from_qm((folder / f"{name}.qm").read_bytes())
    except FileNotFoundError:
        return from_ts((folder / f"{name}.ts").read_text(encoding="utf-8"))


def from_ts(text: str) -> Catalogue:
    """What is finished in a file of Qt Linguist. Raises `ValueError`."""
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - our own file
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    messages = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
            key = Key(context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            messages[key] = forms
    return Catalogue(root.get("language", ""), messages)


def _from_qm(data: bytes) -> Catalogue:
    if not data.startswith(_MAGIC):
        raise ValueError("this isn't a catalogue of Qt")
    language, messages, forms = "", {}, list[str]()
    parts = dict(_fields(data, len(_MAGIC)))
    language = parts.get(_LANGUAGE, b"").decode()
    said = {_COMMENT: "", _SOURCE: "", _CONTEXT: ""}
    for tag, content in _fields(parts.get(_MESSAGES, b""), 0):
        if tag == _TRANSLATION:
            forms.append(content.decode("utf-16-be"))
        elif tag == _END:
            messages[Key(said[_CONTEXT], said[_SOURCE], said[_COMMENT])] = tuple(forms)
            forms.clear()
        else:
            said[tag] = content.decode()
    return Catalogue(language, messages)


def _fields(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """What stands behind each tag; the tag that ends a message has nothing behind it."""
    while at < len(data):
        tag = data[at]
        if tag == _END:
            yield tag, b""
            at += 1
            continue
        (length,) = struct.unpack_from(">I", data, at + 1)
        yield tag, data[at + 5 : at + 5 + length]
        at += 5 + length


def _field(tag: int, content: bytes) -> bytes:
    return struct.pack(">BI", tag, len(content)) + content


def _hash(text: bytes) -> int:
    """The hash of ELF, by which Qt finds a message."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ high >> 24) & ~high & 0xFFFFFFFF
    return value or 1
