"""Tables of contents."""

from __future__ import annotations

from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.contents import without_contents
from budgetrules.schema.forms import Template
from tests.unit.recognition.narrative.toy import INCOME, TERMS, lines_of

FORM = Template("试用", "试用", "预算", (), sections=(INCOME, TERMS))
HEADINGS = ("第一部分 概况", "一、关于2024年收入情况说明", "二、名词解释")
TEXT = ("第一部分 概况", "甲。", "一、关于2024年收入情况说明", "乙。", "二、名词解释", "丙。")


def kept(*texts: str) -> list[str]:
    return [line.text for line in without_contents(lines_of(*texts), FORM)]


def test_what_stands_below_its_title_and_comes_again_is_left_out() -> None:
    assert kept("封面", "目 录", *HEADINGS, *TEXT) == ["封面", *TEXT]


def test_pages_and_leaders_are_no_part_of_an_entry() -> None:
    entries = [f"{heading}……{page}" for page, heading in enumerate(HEADINGS, 3)]
    assert kept("目录", *entries, *TEXT) == list(TEXT)
    assert kept(*entries, *TEXT) == list(TEXT)
    assert kept("目录", *(f"{heading}3" for heading in HEADINGS), *TEXT) == list(TEXT)


def test_a_word_of_a_cell_heads_no_contents() -> None:
    cells = ("目录", "数量指标", "总结", "20", "数量指标", "总结", "20", "三、数量")
    assert kept(*cells) == list(cells)


def test_a_heading_that_the_text_words_otherwise_ends_nothing() -> None:
    text = ("第一部分 概 况", "甲。", *TEXT[2:4], "二、名词解释及说明", "第三部分 附页")
    listed = (*HEADINGS, "第三部分 附页")
    assert kept("目录", *listed, *text) == list(text)


def test_nothing_is_left_out_of_nothing() -> None:
    assert without_contents(list[RawLine](), FORM) == []


def test_the_first_heading_that_comes_again_ends_it() -> None:
    listed = ("一、收支120.00万元的说明", "二、购置3辆公务用车的说明 5")
    text = ("一、收支120.00万元的说明", "收入120.00万元。")
    assert kept("目录", *listed, *text) == list(text)
    assert kept("目录", "政府采购目录内项目12.00万元。") == [
        "目录",
        "政府采购目录内项目12.00万元。",
    ]
