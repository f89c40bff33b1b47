"""The numbers that Word puts in front of paragraphs."""

from __future__ import annotations

from typing import Any

import lxml.etree
import pytest

from budgetrules.readers.word.elements import W
from budgetrules.readers.word.numbering import Numbering, chinese_number, counted

_NAMESPACE = W.strip("{}")


def _xml(name: str, inside: str) -> Any:
    return lxml.etree.fromstring(f'<w:{name} xmlns:w="{_NAMESPACE}">{inside}</w:{name}>')


def _level(depth: int, style: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def _numbering(*levels: str, override: str = "") -> Any:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    number = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    return _xml("numbering", abstract + number)


def _paragraph(depth: int = 0, number: str = "1") -> Any:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return _xml("p", f"<w:pPr>{properties}</w:pPr>")


_TWO = (_level(0, "chineseCounting", "%1、"), _level(1, "decimal", "%1.%2"))


def test_paragraphs_are_counted_by_level_and_deeper_levels_begin_anew() -> None:
    numbering = Numbering(_numbering(*_TWO), None)
    labels = [numbering.label(_paragraph(depth)) for depth in (0, 1, 1, 0, 1)]
    assert labels == ["一、", "一.1", "一.2", "二、", "二.1"]


def test_a_level_that_was_never_counted_shows_its_first_number() -> None:
    numbering = Numbering(
        _numbering(_level(0, "decimal", "%1", 3), _level(1, "decimal", "%1.%2")), None
    )
    assert numbering.label(_paragraph(1)) == "3.1"


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>', "五、"),
        (f'<w:lvlOverride w:ilvl="0">{_level(0, "decimal", "（%1）")}</w:lvlOverride>', "（1）"),
        ('<w:lvlOverride w:ilvl="7"><w:startOverride w:val="5"/></w:lvlOverride>', "一、"),
    ],
)
def test_a_list_may_change_a_level(override: str, expected: str) -> None:
    assert Numbering(_numbering(*_TWO, override=override), None).label(_paragraph()) == expected


@pytest.mark.parametrize("number", ["0", "9", ""])
def test_a_paragraph_of_no_list_has_no_number(number: str) -> None:
    assert Numbering(_numbering(*_TWO), None).label(_paragraph(0, number)) == ""


def test_bullets_are_no_numbers() -> None:
    numbering = Numbering(_numbering(_level(0, "bullet", "•")), None)
    assert numbering.label(_paragraph()) == ""


def test_a_style_gives_the_number_of_its_own_or_of_what_it_is_based_on() -> None:
    styles = _xml(
        "styles",
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>',
    )
    numbering = Numbering(_numbering(*_TWO), styles)
    labels = []
    for style in ("a", "b", "c", "d"):
        paragraph = _xml("p", f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')
        labels.append(numbering.label(paragraph))
    assert labels == ["一、", "二、", "", ""]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (3, "upperLetter", "C"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "27"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (12, "chineseCounting", "十二"),
        (3, "unheardOf", "3"),
    ],
)
def test_a_number_is_written_as_its_format_says(number: int, style: str, expected: str) -> None:
    assert counted(number, style) == expected


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (0, "〇"),
        (7, "七"),
        (10, "十"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (10_000, "10000"),
    ],
)
def test_chinese_numerals(number: int, numeral: str) -> None:
    assert chinese_number(number) == numeral
