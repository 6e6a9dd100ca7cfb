"""Both languages of the guide are whole: page for page, heading for heading, the same pictures and code."""

from __future__ import annotations

import re

import pytest

from tests.guide.pages import GUIDE, LANGUAGES, PAGES, code, headings, links, pictures, prose, text_of

_CODE = re.compile(r"`([^`\n]+)`")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_both_languages_have_the_same_pages():
    found = {language: sorted(path.name for path in (GUIDE / language).glob("*.md")) for language in LANGUAGES}
    assert found["en"] == found["zh_CN"]
    assert len(PAGES) >= 13


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_same_parts_in_both_languages(page):
    english, chinese = (text_of(language, page) for language in LANGUAGES)
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(chinese)]
    assert code(english) == code(chinese)
    of_language = [re.sub(r"/zh_CN/", "/", path) for _, path in pictures(chinese)]
    assert [path for _, path in pictures(english)] == of_language
    assert [path.partition("#")[0] for path in links(english)] == [path.partition("#")[0] for path in links(chinese)]
    assert _rows(english) == _rows(chinese)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_things_in_code(page):
    english, chinese = (set(_CODE.findall(prose(text_of(language, page)))) for language in LANGUAGES)
    assert english == chinese


@pytest.mark.parametrize("page", PAGES)
def test_every_paragraph_is_translated(page):
    for paragraph in prose(text_of("zh_CN", page)).split("\n\n"):
        words = _CODE.sub("", paragraph).strip()
        assert _CHINESE.search(words) or len(words.split()) < 4 or words.startswith("|"), paragraph


def _rows(text: str) -> list[int]:
    """How many cells each row of the tables has."""
    return [line.count("|") for line in prose(text).splitlines() if line.startswith("|")]


@pytest.mark.parametrize("page", PAGES)
def test_no_chinese_sentence_is_broken_into_lines(page):
    """A browser makes a space of the break, and Chinese has none."""
    assert not re.search(r"[\u4e00-\u9fff，。、；：）”]\n *[\u4e00-\u9fff（“`]", _lines(prose(text_of("zh_CN", page))))


def _lines(text: str) -> str:
    """The text without the terms of definition lists, whose definition is on the next line."""
    return re.sub(r"^.+\n(?=: )", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_stressed_in_chinese_ends_where_markdown_sees_it(page):
    """Between punctuation and a letter `**` ends nothing (CommonMark, right-flanking)."""
    for paragraph in prose(text_of("zh_CN", page)).split("\n\n"):
        parts = paragraph.split("**")
        for stressed, after in zip(parts[1::2], parts[2::2], strict=True):
            assert not (stressed[-1] in "…。，、；：！？）”" and _CHINESE.match(after)), stressed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_picture_is_there_and_says_what_it_shows(language, page):
    for says, path in pictures(text_of(language, page)):
        assert (GUIDE / language / path).is_file(), path
        assert says.strip()
        assert bool(_CHINESE.search(says)) == (language == "zh_CN")


@pytest.mark.parametrize(("language", "folder"), [("en", "."), ("zh_CN", "zh_CN")])
def test_every_picture_that_is_made_is_shown(language, folder):
    shown = {(GUIDE / language / path).resolve() for page in PAGES for _, path in pictures(text_of(language, page))}
    assert set((GUIDE.parent / "screenshots" / folder).resolve().glob("*.png")) == shown
