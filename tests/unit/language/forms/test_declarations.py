"""Forms and the other declarations of rule files."""

from __future__ import annotations

import pytest

from budgetrules.language.forms.declarations import build_declarations
from budgetrules.language.text.parser import parse_text
from budgetrules.schema.forms import Blank, Section
from budgetrules.schema.packs import Declarations, OtherDocument, PackHeader
from budgetrules.schema.scopes import Scope, ScopeTree
from tests.unit.language.forms.declared import build, declared_by, form, form_of, mistakes_in


def test_a_pack_says_who_it_is_and_what_it_builds_on() -> None:
    text = '规则包 toy "试验" 版本 2\n  地区 "新疆"\n  许可 "CC0"\n  基于 cn, 新疆\n'
    assert declared_by(text).header == PackHeader(
        name="toy",
        title="试验",
        version="2",
        region="新疆",
        licence="CC0",
        builds_on=("cn", "新疆"),
    )


def test_a_file_without_a_pack_has_no_name() -> None:
    assert declared_by(form("文种 决算")).header == PackHeader("")


def test_rules_come_in_their_order_and_are_not_declared() -> None:
    file, _ = parse_text('规则 乙 "二"\n  检查 存在\n规则 甲 "一"\n  检查 存在\n', "toy.rules")
    declared, rules, mistakes = build_declarations([file], None, None)
    assert [clause.declared.id() for clause in rules] == ["乙", "甲"]
    assert (declared, mistakes) == (Declarations(PackHeader("")), ())


def test_a_form_that_says_nothing_is_a_budget_in_ten_thousands() -> None:
    template = form_of("表 表1", "  键 项目", "  列 金额")
    assert (template.id, template.title, template.kind) == ("甲", "试验公示", "budget")
    assert (template.unit, template.least_unit, template.least_decimals) == ("万元", "万元", 0)
    assert (template.first_year, template.last_year) == (None, None)
    assert (template.blank, template.absent_row) == (Blank.ZERO, Blank.ZERO)
    assert not template.truncates


def test_a_form_says_its_kind_years_unit_decimals_and_blanks() -> None:
    template = form_of(
        "文种 决算",
        "地区 新疆",
        "年度 2021 止 2025",
        "单位 元",
        "小数 至少 2 万元",
        "空白 舍入为零",
        "缺行 缺失",
        "截尾",
    )
    assert (template.kind, template.region) == ("final", "新疆")
    assert (template.first_year, template.last_year) == (2021, 2025)
    assert (template.unit, template.least_decimals, template.least_unit) == ("元", 2, "万元")
    assert (template.blank, template.absent_row) == (Blank.ROUNDS_TO_ZERO, Blank.MISSING)
    assert template.truncates


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("年度 2021", (2021, None)),
        ("年度 2021 起", (2021, None)),
        ("年度 止 2025", (None, 2025)),
        ("年度 0", (None, None)),
        ("年度 2000001", (None, None)),
    ],
)
def test_years_begin_with_the_bare_one(line: str, years: tuple[int | None, int | None]) -> None:
    template = form_of(line)
    assert (template.first_year, template.last_year) == years


def test_scopes_are_trees_on_named_axes() -> None:
    template = form_of("口径 资金", "  口径 拨款", "  口径 其他", "口径 性质")
    axis = Scope("资金", (Scope("拨款"), Scope("其他")))
    assert template.scopes == ScopeTree((axis, Scope("性质")))


def test_the_sentence_above_all_tables_holds_where_a_table_has_none() -> None:
    template = form_of(
        '表头 "单位：{单位:计量单位}"',
        "表 表1",
        "  列 金额",
        "表 表2",
        '  表头 "金额：{单位:计量单位}"',
        "  列 金额",
    )
    first, second = template.tables
    assert first.header is not None
    assert second.header is not None
    assert first.header.wordings[0].parts[0] == "单位："
    assert second.header.wordings[0].parts[0] == "金额："


def test_sections_stand_in_sections_and_are_headed_by_their_names_else() -> None:
    template = form_of('节 一 "第一部分|概况" 必有', "  节 附页 可重复")
    (outer,) = template.sections
    assert [wording.parts for wording in outer.headings] == [("第一部分",), ("概况",)]
    assert (outer.required, outer.repeatable) == (True, False)
    (inner,) = outer.sections
    assert isinstance(inner, Section)
    assert [wording.parts for wording in inner.headings] == [("附页",)]
    assert (inner.required, inner.repeatable) == (False, True)


def test_the_number_in_front_of_a_heading_is_no_part_of_it() -> None:
    template = form_of('节 一 "一、收支情况|（二） 支出{年:年}年"', '节 二 "第二部分 二、说明"')
    one, two = template.sections
    assert [wording.parts[0] for wording in one.headings] == ["收支情况", "支出"]
    assert [wording.parts for wording in two.headings] == [("第二部分 二、说明",)]


def test_a_heading_is_more_than_a_number() -> None:
    assert mistakes_in(form('节 一 "一、"')) == [("S124", 2)]


def test_a_slot_may_be_of_items_declared_below_it() -> None:
    template = form_of(
        "节 一",
        "  文句 结构",
        '    写法 "其中：{各:来源}。"',
        "    分项 来源",
        '      写法 "{来源名:名单}{数:万元}"',
    )
    assert [statement.id for statement in template.statements] == ["结构", "来源"]


def test_a_slot_is_of_no_items_that_are_not_declared() -> None:
    items = ("    分项 来源", '      写法 "{来源名:名单}{数:万元}"')
    assert mistakes_in(form("节 一", "  文句 结构", '    写法 "{甲:来源}"', *items)) == []
    assert mistakes_in(form("节 一", "  文句 结构", '    写法 "{甲:别的}"', *items)) == [
        ("S113", 4)
    ]
    section = form("节 来源", "  文句 结构", '    写法 "{甲:来源}"')
    assert mistakes_in(section) == [("S113", 4)]


def test_other_documents_are_of_a_kind_and_some_years_off() -> None:
    declared = declared_by("文件 上年 年度 -1 外部\n文件 年初预算 预算 外部\n")
    assert list(declared.documents.values()) == [
        OtherDocument("上年", "", -1),
        OtherDocument("年初预算", "budget", 0),
    ]


def test_what_lower_packs_declare_may_be_named() -> None:
    base = declared_by("代码表 科目表 外部\n词组 升降 正 升 负 降\n")
    text = form("表 表1", "  键 科目 编码 科目表", "  列 金额")
    declared, mistakes = build(text, base=base)
    assert mistakes == ()
    key = declared.templates["甲"].tables[0].lists[0].keys[0]
    assert key.codelist == "科目表"
    assert list(declared.codelists) == []


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ('代码表 自 "t.tsv" 键 a\n', ("S105", 1)),
        ("法源 甲\n法源 甲\n", ("S106", 2)),
        ("代码表 甲 外部\n代码表 甲 外部\n", ("S106", 2)),
        (form("表 表1", "  列 金额", "表 表1", "  列 金额"), ("S106", 4)),
        (form("单位 两"), ("S107", 1)),
        (form("单位 元", "小数 至少 2 两"), ("S107", 1)),
    ],
)
def test_what_is_no_declaration_is_a_mistake_at_its_line(
    text: str, mistake: tuple[str, int]
) -> None:
    assert mistakes_in(text) == [mistake]


def test_two_that_differ_in_name_are_no_mistake() -> None:
    assert mistakes_in("法源 甲\n法源 乙\n代码表 甲 外部\n") == []
