"""Sentences of the narrative: their wordings, and the list whose columns are their slots."""

from __future__ import annotations

import pytest

from budgetrules.schema.forms import SECTION_SLOT, ColumnKind, Key, Signed, SlotKind, Statement
from tests.unit.language.forms.declared import form, form_of, mistakes_in

WORDS = "词组 变动词 正 增加, 增 负 减少\n"


def statements(*lines: str) -> tuple[Statement, ...]:
    """The statements of a form with one section, which these lines stand in."""
    inner = [f"  {line}" for line in lines]
    return form_of("节 一", *inner, above=WORDS).statements


def statement(wording: str, *more: str, options: str = "") -> Statement:
    """A statement with one wording."""
    (only,) = statements(f"文句 总额 {options}", f'  写法 "{wording}"', *more)
    return only


def test_a_statement_stands_in_its_section_or_anywhere() -> None:
    template = form_of(
        "文句 甲", '  写法 "{数:万元}"', "节 一", "  节 二", "    文句 乙", '      写法 "{数:万元}"'
    )
    assert [(item.id, item.section) for item in template.statements] == [("甲", ""), ("乙", "二")]


def test_the_columns_of_a_statement_are_its_slots_and_its_section() -> None:
    rows = statement("{数:万元}{占比:%}{次数:个数}{地:平方米}{说明:文字}{项:名单}{年:年}").rows
    assert [(column.id, column.kind, column.unit) for column in rows.columns] == [
        ("数", ColumnKind.AMOUNT, "万元"),
        ("占比", ColumnKind.AMOUNT, "%"),
        ("次数", ColumnKind.AMOUNT, "个"),
        ("地", ColumnKind.AMOUNT, "平方米"),
        ("说明", ColumnKind.TEXT, None),
        ("项", ColumnKind.LIST, None),
        ("年", ColumnKind.AMOUNT, "年"),
        (SECTION_SLOT, ColumnKind.TEXT, None),
    ]
    assert (rows.id, rows.table, rows.keys) == ("总额", "", ())


def test_slots_of_several_wordings_are_one_column_each() -> None:
    (only,) = statements("文句 甲", '  写法 "共{数:万元}" "计{数:万元}，{年:年}"')
    assert [column.id for column in only.rows.columns] == ["数", "年", SECTION_SLOT]
    assert len(only.wordings) == 2


def test_the_key_of_a_statement_is_its_name() -> None:
    rows = statement("{名:文字}{数:万元}", options="键 名").rows
    assert rows.keys == (Key("名", False),)
    assert rows.columns[0].kind is ColumnKind.NAME
    assert rows.columns[0].key == "名"


def test_word_groups_are_choices_the_longest_first() -> None:
    (slot,) = statement("{方向:变动词}").wordings[0].slots()
    assert (slot.kind, slot.detail) == (SlotKind.CHOICE, "变动词")
    assert slot.choices == ("增加", "减少", "增")
    (optional,) = statement("共[{方向:变动词}]").wordings[0].slots()
    assert optional == slot


def test_a_figure_may_have_the_sign_of_a_word() -> None:
    item = statement("{方向:变动词}{变动:元}", "  令 变动数 = 带符号(方向, 变动)")
    assert item.signed == (
        Signed("变动数", "方向", "变动", (("增加", 1), ("增", 1), ("减少", -1))),
    )
    signed = item.rows.column("变动数")
    assert signed is not None
    assert (signed.kind, signed.unit) == (ColumnKind.AMOUNT, "元")


def test_a_repeated_section_gives_the_slots_of_its_heading_as_columns() -> None:
    template = form_of(
        '节 附页 "附页{页名:文字}第{年:年}" 可重复', "  文句 指标", '    写法 "{权重:个数}"'
    )
    columns = [column.id for column in template.statements[0].rows.columns]
    assert columns == ["权重", SECTION_SLOT, "页名"]


def test_items_are_part_of_the_sentence_around_them() -> None:
    whole, items = statements(
        "文句 结构",
        '  写法 "其中：{各:来源}。"',
        "  分项 来源 键 名 分隔",
        '    写法 "{名:文字}{数:万元}"',
    )
    assert (whole.part_of, whole.separators) == ("", ())
    assert (items.part_of, items.separators) == ("结构", ("；",))
    assert [column.id for column in whole.rows.columns] == [SECTION_SLOT]


@pytest.mark.parametrize("marks", ['"；|，"', '"；" "，"', '"；", "，"'])
def test_several_marks_may_part_items(marks: str) -> None:
    _, items = statements(
        "文句 结构", '  写法 "{各:来源}"', f"  分项 来源 分隔 {marks}", '    写法 "{数:万元}"'
    )
    assert items.separators == ("；", "，")


def test_the_mark_between_items_is_the_one_quoted() -> None:
    _, items = statements(
        "文句 结构", '  写法 "{各:来源}"', '  分项 来源 分隔 "，"', '    写法 "{数:万元}"'
    )
    assert items.separators == ("，",)


def test_a_statement_says_how_it_is_looked_for() -> None:
    item = statement("{目标:文字}{数:个数}", options='必有 填充 目标 之后 "明细" 不计 数 缺为零 数')
    assert item.required
    assert (item.filled, item.behind, item.uncounted) == (("目标",), "明细", ("数",))
    assert item.zero_if_unsaid == ("数",)


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        (("文句 甲",), ("S117", 4)),
        (("文句 甲", '  写法 "{数:元}"', "  令 乙 = 带符号(方向, 数)"), ("S118", 6)),
        (("文句 甲", '  写法 "{名:文字}{数:元}"', "  令 乙 = 带符号(名, 数)"), ("S118", 6)),
        (("文句 甲", '  写法 "{方向:变动词}"', "  令 乙 = 带符号(方向)"), ("S118", 6)),
        (("文句 甲", '  写法 "{方向:变动词}"', "  令 乙 = 方向"), ("S118", 6)),
    ],
)
def test_what_is_no_statement_is_a_mistake_at_its_line(
    lines: tuple[str, ...], mistake: tuple[str, int]
) -> None:
    inner = [f"  {line}" for line in lines]
    assert mistakes_in(form("节 一", *inner, above=WORDS)) == [mistake]
