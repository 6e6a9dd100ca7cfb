"""The translations are complete, up to date and of one piece: what a person would otherwise have to look for."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from waitgui.store import catalogue
from waitgui.store.catalogue import Key, from_ts
from waitgui.store.languages import NAMES, nearest, of_terminal

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
CHINESE = "zh_CN"
FIELD = re.compile(r"\{\w+\}|%\w+(?:\(|\b)|%\(\w+\)[rsd]|%[sr]")
TYPED = re.compile(r"\(&\w\)|20 %|0 %|名称: 值|y{4}年|M月d日")
"""Access keys, what a field takes as it stands, and patterns of dates."""
HAN = r"[\u4e00-\u9fff]"


def _module(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = _module("translations")


def _ts(code):
    return FOLDER / f"waitgui_{code}.ts"


@cache
def _messages(code=CHINESE):
    return from_ts(_ts(code).read_text(encoding="utf-8")).messages


def _wrong(holds):
    """Each Chinese text that doesn't hold, for a report that can be read."""
    return [
        f"{key.context}: {key.source!r} → {form!r}"
        for key, forms in _messages().items()
        for form in forms
        if not holds(key.source, form)
    ]


@pytest.fixture(scope="module")
def found():
    return translations.texts()


@pytest.mark.parametrize("code", NAMES)
def test_the_files_are_what_the_source_says_and_complete(found, code):
    text = _ts(code).read_text(encoding="utf-8")
    assert translations.renewed(code, text, found) == text, "run python packaging/translations.py"
    assert "unfinished" not in text


def test_every_text_of_the_source_is_translated(found):
    missing = [text.key for text in found if text.key not in _messages()]
    assert not missing


def test_plural_forms(found):
    counted = {text.key for text in found if text.has_number}
    assert counted
    assert {key: len(forms) for key, forms in _messages("en").items()} == dict.fromkeys(counted, 2)
    assert all(len(forms) == 1 for forms in _messages().values())
    assert not [form for forms in _messages("en").values() for form in forms if "(s)" in form or "(es)" in form]


def test_a_renewal_keeps_what_is_translated_and_drops_what_is_gone(found):
    before = _ts(CHINESE).read_text(encoding="utf-8")
    other = translations.Text(Key("Nowhere", "A new text", ""), has_number=False, file="waitgui/app.py")
    after = from_ts(translations.renewed(CHINESE, before, [*found[1:], other])).messages
    assert after == {key: forms for key, forms in _messages().items() if key != found[0].key}


def test_a_text_put_together_is_refused(monkeypatch, tmp_path):
    (tmp_path / "waitgui").mkdir()
    (tmp_path / "waitgui" / "window.py").write_text("class W:\n    def f(self, n):\n        self.tr(f'{n} left')\n")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    with pytest.raises(translations.TextError, match=r"window\.py:3"):
        translations.texts()


def test_fields_are_the_same():
    assert not _wrong(lambda source, form: sorted(set(FIELD.findall(source))) == sorted(set(FIELD.findall(form))))


def test_access_keys_and_ellipses_are_the_same():
    key = re.compile(r"&\w")
    assert not _wrong(lambda source, form: len(key.findall(source)) == len(key.findall(form)))
    assert not _wrong(lambda source, form: source.endswith("…") == form.endswith("…"))


def test_access_keys_of_a_window_differ_where_the_english_ones_do():
    ours, theirs = {}, {}
    for key, (form,) in _messages().items():
        for text, found in ((form, ours), (key.source, theirs)):
            found.setdefault(key.context, set()).update(re.findall(r"&(\w)", text.lower()))
    assert [len(letters) for letters in ours.values()] == [len(letters) for letters in theirs.values()]


def test_punctuation_is_full_width():
    beside = re.compile(rf"{HAN}[,;:!?(]|[,;!?)]{HAN}|\.{HAN}|{HAN}\.|{HAN}\.\.\.")
    assert not _wrong(lambda _source, form: not beside.search(TYPED.sub("", form)))


def test_latin_stands_apart():
    beside = re.compile(rf"{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}|[0-9] %")
    assert not _wrong(lambda _source, form: not beside.search(TYPED.sub("", form)))


def test_no_space_follows_a_duration():
    """It ends in Chinese: "3 秒后"."""
    duration = re.compile(rf"\{{(interval|cap|limit|low|wait|step|period|longest|delay|left)\}} {HAN}")
    assert not _wrong(lambda _source, form: not duration.search(form))


def test_every_text_that_can_be_said_in_chinese_is():
    same = re.compile(
        r"[A-Z]{2,5}|p\d\d|Python|(sliding|drift_free) = .*|ID|.*[a-z_]+ = .*|ExponentialBackoff.*|[“”{}a-z: ]+"
    )
    assert not _wrong(lambda source, form: form != source or same.fullmatch(source))


def test_terms_are_those_of_the_glossary():
    terms = tomllib.loads((FOLDER / "glossary.toml").read_text(encoding="utf-8"))[CHINESE]
    wrong = []
    for english, words in terms.items():
        has = re.compile(rf"\b{english}(s|es)?\b", re.IGNORECASE)
        for key, (form,) in _messages().items():
            if has.search(FIELD.sub("", key.source)) and not any(word in form for word in (english, *words)):
                wrong.append(f"{english}: {key.context}: {key.source!r} → {form!r}")
    assert not wrong, "\n".join(wrong)


# ------------------------------------------------------------------------------------------------------------ .qm


@pytest.mark.parametrize("code", NAMES)
def test_qt_finds_in_our_qm_what_it_finds_in_that_of_lrelease(code, tmp_path):
    _module("catalogues").compile_into(tmp_path)
    assert catalogue.load(tmp_path, code).messages == _messages(code)
    ours = QTranslator()
    assert ours.load(str(tmp_path / f"waitgui_{code}.qm"))
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([lrelease, "-silent", _ts(code), "-qm", tmp_path / "theirs.qm"], check=True, timeout=60)
    theirs = QTranslator()
    assert theirs.load(str(tmp_path / "theirs.qm"))
    for key, forms in _messages(code).items():
        for n, form in ((1, forms[0]), (7, forms[-1]), (-1, forms[0])):
            found = [each.translate(key.context, key.source, key.comment, n) for each in (ours, theirs)]
            assert found == [form, form]


def test_a_broken_catalogue_is_a_value_error(tmp_path):
    (tmp_path / "waitgui_en.qm").write_bytes(b"something else")
    with pytest.raises(ValueError, match="catalogue"):
        catalogue.load(tmp_path, "en")
    with pytest.raises(OSError, match="waitgui_de"):
        catalogue.load(tmp_path, "de")


# ------------------------------------------------------------------------------------------------------- which language


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["zh-Hans-CN", "en"], "zh_CN"),
        (["zh_CN.UTF-8"], "zh_CN"),
        (["de_DE", "zh"], "zh_CN"),
        (["en_GB", "zh"], "en"),
        (["C"], "en"),
        (["fr"], "en"),
        ([], "en"),
    ],
)
def test_the_nearest_language(names, code):
    assert nearest(names) == code


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({}, "en"),
    ],
)
def test_the_language_of_a_terminal(environ, code):
    assert of_terminal(environ) == code
