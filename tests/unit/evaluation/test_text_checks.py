"""Classes of text: what each finds, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.evaluation.text_checks import Classes, Publication, hits, masked
from budgetrules.schema.vocabulary import shipped_vocabulary

CHOICES = (
    (("增加", 1), ("增长", 1), ("减少", -1), ("下降", -1)),
    (("大于", 1), ("小于", -1), ("等于", 0)),
)


def published_by(entity: str) -> Publication:
    """A document of a department for 2024."""
    labels = shipped_vocabulary().telephone_labels
    return Publication(entity=entity, year=2024, telephone_labels=labels, choices=CHOICES)


def found(
    text: str,
    *classes: tuple[str, tuple[int, ...]],
    words: tuple[str, ...] = (),
    line_ends: tuple[int, ...] = (),
) -> list[str]:
    """The words that are hit, in a document of 甲市数据资源局 for 2024."""
    spans = hits(text, line_ends, words, classes, published_by("甲市数据资源局"))
    return [text[start:end] for start, end in spans]


def of(name: str, *numbers: int) -> tuple[str, tuple[int, ...]]:
    """A class with its numbers."""
    return name, numbers


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("unpaired_marks", "《甲(乙)》“丙”", []),
        ("unpaired_marks", "《甲(乙》", ["("]),
        ("unpaired_marks", "甲)乙", [")"]),
        ("unpaired_marks", "1)甲2)乙", []),
        ("unpaired_marks", "“甲“乙”", ["“"]),
        ("repeated_marks", "甲,,乙。。。丙", [",,"]),
        ("repeated_marks", "(,甲。)", [",", "。"]),
        ("empty_brackets", "甲()乙《》", ["()", "《》"]),
        ("document_brackets", "财预(2024)1号和〔2024〕2号", ["(2024)1号"]),
        ("mobile_numbers", "电话13812345678和213812345678", ["13812345678"]),
        ("contact_numbers", "联系电话:0991-1234567", ["联系电话:0991-1234567"]),
        ("placeholders", "XX年,共___", ["XX", "___"]),
        ("placeholder_crosses", "XX局ABXXCD", ["XX"]),
        ("placeholder_lines", "甲__乙_", ["__"]),
        ("ellipses", "甲...乙........丙。。。", ["...", "。。。"]),
        ("dangling_ends", "甲,乙,", [","]),
        ("unread_amounts", "甲3.00万元", []),
        ("shares_without_sign", "下降1.10。", []),
        (
            "open_choices",
            "增加(减少)3万元,增长/下降2%,减少或增加1元",
            ["增加(减少)", "增长/下降", "减少或增加"],
        ),
        ("open_choices", "大于(等于、小于)预算数", ["大于(等于、小于)"]),
        ("open_choices", "增加(增长)3万元,增加(含上年)2万元", []),
        ("open_choices", "预算数增加(减少)", []),
    ],
)
def test_each_class_finds_its_kind(name: str, text: str, expected: list[str]) -> None:
    assert found(text, of(name)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.“卫生与计划生育支出”12元", ["卫生与计划生育支出"]),
        ("卫生与计划生育支出(类)", ["卫生与计划生育支出"]),
        ("\x1f三、卫生与计划生育支出\x1f", ["卫生与计划生育支出"]),
        ("\x1f文化\x1f", ["文化"]),
        ("用于卫生与计划生育支出、会议", []),
        ("其他卫生与计划生育支出(类)", []),
        ("“文化”12元", []),
    ],
)
def test_a_former_name_is_found_where_it_stands_for_a_code(text: str, expected: list[str]) -> None:
    publication = Publication(
        entity="", year=2024, telephone_labels=(), former_names=("卫生与计划生育支出", "文化")
    )
    spans = hits(text, (), (), (of("former_names"),), publication)
    assert [text[start:end] for start, end in spans] == expected


def test_a_phrase_is_doubled_unless_a_line_ends_between_its_halves() -> None:
    assert found("甲管理管理乙", of("doubled", 2, 4)) == ["管理管理"]
    assert found("甲管理管理乙", of("doubled", 2, 4), line_ends=(3,)) == []
    assert found("甲管理管理乙", of("doubled", 3, 4)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年", []),
        ("2023年", []),
        ("2022年", ["2022年"]),
        ("2025年", ["2025年"]),
        ("《2019年方案》", []),
        ("《方案》2019年", ["2019年"]),
        ("2019年至2022年", []),
        ("自2019年", []),
        ("2019年以来", []),
    ],
)
def test_a_year_far_from_the_fiscal_year_is_found_outside_titles_and_ranges(
    text: str, expected: list[str]
) -> None:
    assert found(text, of("years_beyond", 1, 0)) == expected


def test_an_identity_number_has_a_right_check_digit() -> None:
    assert found("号11010519491231002X", of("identity_numbers")) == ["11010519491231002X"]
    assert found("号110105194912310021", of("identity_numbers")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲市数据资源局", []),
        ("甲市数据资原局的收支", ["甲市数据资原局"]),
        ("甲市数据源局", ["甲市数据源局"]),
        ("甲市数据资资源局", ["甲市数据资资源局"]),
        ("甲市数据源资局", ["甲市数据源资局"]),
        ("甲市教育资源局", []),
        ("数据资源局", []),
    ],
)
def test_a_name_but_for_one_character_is_found(text: str, expected: list[str]) -> None:
    assert found(text, of("near_entity")) == expected


def test_short_names_are_not_compared() -> None:
    assert hits("甲市居", (), (), (of("near_entity"),), published_by("甲市局")) == ()


@given(st.lists(st.sampled_from(("甲", "乙", "草案")), max_size=8))
def test_every_word_is_found_once_for_each_time_it_stands_there(parts: list[str]) -> None:
    assert found("".join(parts), words=("草案",)) == ["草案"] * parts.count("草案")


def test_of_a_persons_number_only_its_end_is_printed() -> None:
    personal: Classes = (of("mobile_numbers"),)
    assert masked("13812345678", personal) == "***78"
    assert masked("13812345678", (of("doubled", 2, 2),)) == "13812345678"


def test_hits_stand_from_left_to_right() -> None:
    classes = (of("empty_brackets"), of("placeholder_lines"))
    assert found("__()甲__", *classes, words=("甲",)) == ["__", "()", "甲", "__"]


def test_a_telephone_number_stands_behind_the_words_of_the_country() -> None:
    class_ = of("contact_numbers")
    for labels, expected in ((("Tel",), ((0, 11),)), ((), ())):
        country = Publication(entity="", year=2024, telephone_labels=labels)
        assert hits("Tel:1234567", (), (), (class_,), country) == expected
