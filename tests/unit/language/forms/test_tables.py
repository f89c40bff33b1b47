"""Tables of a form: their lists, keys, columns and prescribed rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.schema.forms import (
    SECTION_SLOT,
    Column,
    ColumnKind,
    Key,
    RowLabel,
    Table,
    TableList,
)
from tests.unit.language.forms.declared import declared_by, form, form_of, mistakes_in

AMOUNT = ColumnKind.AMOUNT
CODES = "代码表 科目表 外部\n"


def table_of(*lines: str, head: str = "表 表1", above: str = CODES) -> Table:
    """The table with these lines."""
    inner = [f"  {line}" for line in lines]
    (table,) = form_of(head, *inner, above=above).tables
    return table


def list_of(*lines: str) -> TableList:
    """The list that a table with these lines is."""
    (rows,) = table_of(*lines).lists
    return rows


def test_a_table_is_printed_under_its_titles_and_other_names() -> None:
    assert table_of("列 金额").titles == ("表1",)
    table = table_of("列 金额", head='表 表1 "收支表|收支总表" 别名 "总表" 必有 可空 并排')
    assert table.titles == ("收支表", "收支总表", "总表")
    assert (table.required, table.may_be_empty, table.side_by_side) == (True, True, True)


def test_a_title_may_have_gaps() -> None:
    table = table_of("列 金额", head='表 表1 "收支表|{校名:本单位}{年:年}年收支[总]表"')
    assert table.titles == ("收支表", "××××××年收支表")
    (wording,) = table.title_wordings
    assert [slot.name for slot in wording.slots()] == ["校名", "年"]
    assert table.caption.wordings[0] == wording
    assert table_of("列 金额").title_wordings == ()


@pytest.mark.parametrize(
    ("title", "code"),
    [("收支{数:万元}表", "S123"), ("收支{数:没有}表", "S113"), ("收支[表", "S111")],
)
def test_a_gap_of_a_title_that_nothing_could_fill_is_a_mistake(title: str, code: str) -> None:
    head = f'表 表1 "{title}"'
    assert mistakes_in(form(head, "  列 金额")) == [(code, 2)]


def test_a_layout_prints_what_the_table_declares_otherwise() -> None:
    table = table_of(
        "键 科目 编码 科目表",
        '列 合计 "总额" 单位 元',
        "列 项目",
        "版式 分列",
        "  键 科目 编码 科目表 类, 款",
        '  列 合计 "支出合计"',
    )
    (rows,) = table.lists
    assert [(column.id, column.optional) for column in rows.columns] == [
        ("科目", False),
        ("合计", False),
        ("项目", True),
    ]
    own, other = table.layouts
    assert [column.optional for column in own[0].columns] == [False, False, False]
    assert [column.id for column in other[0].columns] == ["类", "款", "合计"]
    assert (other[0].columns[2].heads, other[0].columns[2].unit) == ((("支出合计",),), "元")


@pytest.mark.parametrize("line", ["列 别的", "键 别的 名称", "分栏 别的"])
def test_a_layout_prints_nothing_else(line: str) -> None:
    lines = ("  键 项目 名称", "  列 合计", "  版式 二", f"    {line}")
    assert mistakes_in(form("表 表1", *lines)) == [("S125", 5)]


def test_rows_of_a_repeatable_table_say_what_stands_over_their_sheet() -> None:
    table = table_of(
        '表头 "项目：{项目名:文字} 单位：{计量:计量单位}"', "列 合计", head="表 表1 可重复"
    )
    (rows,) = table.lists
    assert table.repeatable
    assert [column.id for column in rows.columns if column.of_sheet] == ["项目名", SECTION_SLOT]


def test_a_table_without_sides_is_one_list() -> None:
    rows = list_of("键 项目", "列 金额")
    assert (rows.id, rows.table, rows.name) == ("表1", "表1", "")


def test_each_side_of_a_table_is_a_list() -> None:
    table = table_of("分栏 收入", "  列 金额", "分栏 支出", "  列 金额")
    assert [rows.id for rows in table.lists] == ["表1.收入", "表1.支出"]
    assert [rows.name for rows in table.lists] == ["收入", "支出"]


@pytest.mark.parametrize(
    ("line", "key", "columns"),
    [
        ("键 项目", Key("项目", False), [("项目", ColumnKind.NAME, None)]),
        ("键 科目 编码 科目表", Key("科目", True, "科目表"), [("科目", ColumnKind.CODE, None)]),
        ("键 科目 编码", Key("科目", True), [("科目", ColumnKind.CODE, None)]),
        (
            "键 科目 编码 科目表 类 款",
            Key("科目", True, "科目表", ("类", "款")),
            [("类", ColumnKind.CODE, "类"), ("款", ColumnKind.CODE, "款")],
        ),
    ],
)
def test_a_key_is_a_name_or_a_code_perhaps_in_a_column_a_part(
    line: str, key: Key, columns: list[tuple[str, ColumnKind, str | None]]
) -> None:
    rows = list_of(line)
    assert rows.keys == (key,)
    assert [(column.id, column.kind, column.part) for column in rows.columns] == columns
    assert {column.key for column in rows.columns} == {key.id}


def test_columns_below_a_column_are_its_parts() -> None:
    rows = list_of("列 合计", "  列 基本", "    其中 人员", "  其中 项目")
    assert [(column.id, column.parent, column.complete) for column in rows.columns] == [
        ("合计", None, True),
        ("基本", "合计", True),
        ("人员", "基本", False),
        ("项目", "合计", False),
    ]


def test_a_column_has_the_paths_of_heads_that_it_is_printed_under() -> None:
    (column,) = list_of('列 基本 "本年/基本支出|本年度/基本" 别名 "基本"').columns
    assert column.heads == (("本年", "基本支出"), ("本年度", "基本"), ("基本",))
    assert column.path == (("本年", "本年度", "基本"), ("基本支出", "基本"))


def test_a_column_without_heads_is_printed_under_its_name() -> None:
    assert list_of("列 金额").columns == (Column("金额", AMOUNT, (("金额",),), heads=(("金额",),)),)


@pytest.mark.parametrize(
    ("line", "kind"),
    [("列 甲", AMOUNT), ("列 甲 文字", ColumnKind.TEXT), ("列 名称", ColumnKind.NAME)],
)
def test_a_column_holds_amounts_unless_it_says_otherwise(line: str, kind: ColumnKind) -> None:
    assert [column.kind for column in list_of(line).columns] == [kind]


def test_a_column_may_lack_be_worked_out_and_have_its_own_unit() -> None:
    plain, other = list_of("列 金额", "列 增减 可缺 派生 单位 %").columns
    assert (plain.optional, plain.derived, plain.unit) == (False, False, None)
    assert (other.optional, other.derived, other.unit) == (True, True, "%")


def test_rows_below_a_row_are_its_parts() -> None:
    rows = list_of(
        "列 金额", '行 合计 "收入合计"', '  行 拨款 "一、拨款" 别名 "拨款"', "    其中 专项"
    )
    assert rows.rows == (
        RowLabel("合计", ("收入合计",)),
        RowLabel("拨款", ("一、拨款", "拨款"), parent="合计"),
        RowLabel("专项", ("专项",), parent="拨款", complete=False),
    )


def test_columns_and_rows_have_the_scopes_that_the_form_declares() -> None:
    table = form_of(
        "口径 资金",
        "  口径 拨款",
        "表 表1",
        "  列 金额 口径 拨款",
        "  行 甲 口径 资金",
    ).tables[0]
    assert table.lists[0].columns[0].scope == ("拨款",)
    assert table.lists[0].rows[0].scope == ("资金",)


def test_rows_of_a_level_come_from_the_code_list(tmp_path: Path) -> None:
    codes = "code\tlevel\tname\taliases\n201\t类\t办公\t行政\n20101\t款\t会议\t\n"
    (tmp_path / "codes.tsv").write_text(codes, encoding="utf-8")
    above = '代码表 科目表 自 "codes.tsv" 键 code 名称 name\n'
    lines = ("表 表1", "  列 金额", "  行 合计", "    行 自 科目表 类")
    template = declared_by(form(*lines, above=above), tmp_path).templates["甲"]
    assert template.tables[0].lists[0].rows[1] == RowLabel(
        "201", ("办公", "行政"), parent="合计", code="201", level="类"
    )
    lacking = form(*lines[:-1], "    行 自 科目表 项", above=above)
    assert mistakes_in(lacking, tmp_path) == [("S119", 6)]


def test_the_words_of_the_total_are_those_of_the_list_the_last_line_first() -> None:
    rows = list_of("列 金额", '总计 "总和"', '总计 "支出合计" "合计"')
    assert rows.total_labels[:3] == ("支出合计", "合计", "总和")


def test_levels_stand_in_their_order() -> None:
    assert list_of("列 金额", "层级 合计 > 类 > 款").levels == ("合计", "类", "款")


def test_a_sentence_below_a_table_has_wordings_and_a_key() -> None:
    table = table_of("列 金额", "文句 说明 键 名", '  写法 "{名:文字}为空。" "没有{名:文字}。"')
    (note,) = table.notes
    assert (note.id, note.key, len(note.wordings)) == ("说明", "名", 2)


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        (("列 金额 单位 两",), ("S107", 4)),
        (("键 科目 编码 别的表 类",), ("S108", 4)),
        (("列 金额 口径 拨款",), ("S109", 4)),
        (("列 金额", "列 金额"), ("S106", 3)),
        (("列 金额", "行 甲", "行 甲"), ("S106", 3)),
        (("列 金额", "行 自 别的表 类"), ("S108", 5)),
        (("分栏 收入", "  列 金额", "列 金额"), ("S121", 6)),
        (("列 金额", "文句 说明 必有", '  写法 "甲"'), ("S121", 5)),
        (("列 金额", "文句 说明", '  写法 "甲"', "  令 数 = 带符号(甲, 乙)"), ("S121", 7)),
    ],
)
def test_what_does_not_belong_in_a_table_is_a_mistake_at_its_line(
    lines: tuple[str, ...], mistake: tuple[str, int]
) -> None:
    inner = [f"  {line}" for line in lines]
    assert mistakes_in(form("表 表1", *inner, above=CODES)) == [mistake]


def test_a_table_without_mistakes_has_none() -> None:
    lines = ("  键 科目 编码 科目表", "  列 金额 单位 元", "  文句 说明", '    写法 "甲"')
    assert mistakes_in(form("表 表1", *lines, above=CODES)) == []
