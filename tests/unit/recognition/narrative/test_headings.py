"""Sections and their headings."""

from __future__ import annotations

from budgetrules.recognition.narrative.headings import (
    begins_section,
    find_headings,
    find_sections,
    is_heading,
    sections_of,
)
from tests.unit.recognition.narrative.toy import FORM, lines_of

LINES = lines_of(
    "第三部分 说明 ",
    "一、关于2024年收入",
    "情况说明 ",
    "收入10万元。 ",
    "二、名词解释 ",
    "财政拨款：…… ",
)


def test_sections_have_the_lines_from_their_heading_to_the_next_one() -> None:
    sections = find_sections(LINES, FORM)
    assert [(data.id, data.path, data.lines, data.opens) for data in sections] == [
        ("收入情况", "第三部分/一", (2, 4), 4),
        ("名词解释", "第三部分/二", (5, 6), 6),
    ]
    assert [data.repeated for data in sections] == [False, True]


def test_sections_joined_give_the_lines_from_the_first_heading_on() -> None:
    sections = find_sections(LINES, FORM)
    numbers = [number for data in sections for number, _ in data.body]
    assert numbers == [2, 3, 4, 5, 6]
    assert all(data.text == "".join(text for _, text in data.body) for data in sections)


def test_sections_are_those_of_their_headings() -> None:
    headings = find_headings(LINES, FORM)
    found = [(data.id, data.title, data.path) for data in sections_of(headings, LINES)]
    assert found == [(item.section.id, item.title, item.path) for item in headings]


def test_a_heading_says_what_stands_in_its_slots() -> None:
    (first, _) = find_sections(LINES, FORM)
    assert list(first.slots) == ["年"]
    assert first.title == "一、关于2024年收入情况说明"


def test_headings_in_a_table_of_contents_are_left_out() -> None:
    contents = "一、关于2024年收入情况说明 "
    lines = lines_of(contents, *(line.text for line in LINES[1:]))
    assert [data.lines for data in find_sections(lines, FORM)] == [(2, 4), (5, 6)]


def test_a_misprinted_heading_says_how_it_should_read() -> None:
    lines = lines_of("一、关于2024年收入情况说朋 ", "收入10万元。 ")
    (section,) = find_sections(lines, FORM)
    assert (section.id, section.titled, section.prescribed) == (
        "收入情况",
        False,
        "关于××××年收入情况说明",
    )


def test_a_heading_without_a_number_may_head_a_sheet() -> None:
    (section,) = find_sections(lines_of("名词解释 ", "甲 "), FORM)
    assert section.sheet


def test_a_section_begins_at_a_numbered_heading_only() -> None:
    assert [begins_section(LINES, at, FORM) for at in range(len(LINES))] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]
    assert is_heading("名词解释", FORM)
    assert not is_heading("二、名词解释", FORM)
