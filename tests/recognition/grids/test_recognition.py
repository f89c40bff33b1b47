"""What tells a table, and what is said when something doesn't."""

from __future__ import annotations

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure
from tests.recognition.grids.sketch import codes, document, shown, understood

_FORM = "新疆部门预算"
_TITLE = """
部门支出总体情况表
编制部门：甲市数据局 单位：万元
"""
_HEAD = """
| 科目 | < | < | < | 支出预算 | < | < |
| 功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
| 类 | 款 | 项 | ^ | ^ | ^ | ^ |
"""
_ROWS = """
| | | | 总计 | 30.00 | 10.00 | 20.00 |
| 201 | | | 一般公共服务支出 | 30.00 | 10.00 | 20.00 |
| 201 | 03 | | 政府办公厅（室）及相关机构事务 | 30.00 | 10.00 | 20.00 |
| 201 | 03 | 01 | 行政运行 | 10.00 | 10.00 | |
| 201 | 03 | 02 | 一般行政管理事务 | 20.00 | | 20.00 |
"""
_READ = {
    "总计": ["30.00", "10.00", "20.00"],
    "201": ["30.00", "10.00", "20.00"],
    "20103": ["30.00", "10.00", "20.00"],
    "2010301": ["10.00", "10.00", "·"],
    "2010302": ["20.00", "·", "20.00"],
}


def test_a_table_is_known_by_the_title_above_it(rules: RuleSet) -> None:
    found = understood(document(_TITLE, _HEAD + _ROWS), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert codes(found) == []
    assert found.entity == "甲市数据局"
    assert (found.tables["表3"].unit, found.tables["表3"].unit_stated) == ("万元", True)


def test_by_a_title_in_its_own_first_rows(rules: RuleSet) -> None:
    inside = "| 表 3 | < | < | < | < | < | < |\n| 部门支出总体情况表 | < | < | < | < | < | < |\n"
    inside += "| 编制部门：甲市数据局 | < | < | < | < | < | 单位：万元 |\n"
    found = understood(document(inside + _HEAD.strip() + _ROWS), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert (found.tables["表3"].number, found.tables["表3"].title) == ("表3", "部门支出总体情况表")
    assert found.entity == "甲市数据局"


def test_by_a_title_with_a_year_or_cut_over_two_lines(rules: RuleSet) -> None:
    for title in (
        "2024年部门支出总体情况表",
        "部门支出总\n体情况表",
        "甲市数据局2024年度部门支出总体情况表",
        "表3：部门支出总体情况表",
    ):
        found = understood(document(f"{title}\n单位：万元", _HEAD + _ROWS), rules, _FORM)
        assert shown(found, "表3") == _READ
        assert codes(found) == [], title


def test_a_title_a_few_characters_off_is_told(rules: RuleSet) -> None:
    found = understood(document("部门支出总体情况一览表\n单位：万元", _HEAD + _ROWS), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert codes(found) == ["N107"]


def test_without_a_title_the_columns_tell_and_the_turn_decides_between_two_alike(
    rules: RuleSet,
) -> None:
    before = "财政拨款收支预算总体情况表\n单位：万元"
    four = """
    | 财政拨款收入 | < | 财政拨款支出 | < | < | < | < |
    | 项目 | 合计 | 支出功能分类 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算 |
    | 收入总计 | 30.00 | 支出总计 | 30.00 | 30.00 | | |
    """
    found = understood(
        document(before, four, "编制部门：甲市数据局 单位：万元", _HEAD + _ROWS), rules, _FORM
    )
    assert shown(found, "表5") == _READ
    assert "表3" not in found.tables
    assert codes(found) == ["N107"]


def test_a_list_of_titles_is_no_table(rules: RuleSet) -> None:
    contents = "目录\n部门收入总体情况表\n部门支出总体情况表\n一般公共预算支出情况表\n"
    found = understood(document(contents, _TITLE, _HEAD + _ROWS), rules, _FORM)
    assert list(found.tables) == ["表3"]


def test_a_table_that_stands_twice_is_read_once(rules: RuleSet) -> None:
    again = (_HEAD + _ROWS).replace("10.00", "11.00")
    found = understood(document(_TITLE, _HEAD + _ROWS, _TITLE, again), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert codes(found) == ["N112"]


def test_a_title_over_columns_of_something_else_is_not_a_missing_table(rules: RuleSet) -> None:
    grid = "| 序号 | 设备 | 数量 |\n| 1 | 服务器 | 3 |\n| 2 | 交换机 | 4 |"
    found = understood(
        document(_TITLE, grid, _TITLE.replace("部门支出", "部门收入"), _HEAD), rules, _FORM
    )
    assert "N151" in codes(found)
    result = check_disclosure(found, CheckOptions(select=("CN-G01", "CN-T01", "XJ-A34")), rules)
    assert not [item for item in result.findings if item.subject.table == "表3"]
    assert result.rules["CN-T01"].unknown > 0


def test_columns_the_form_lacks_and_columns_that_are_lacking_are_told(rules: RuleSet) -> None:
    head = """
    | 科目 | < | < | < | 支出预算 | < | < |
    | 功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 上年结转 |
    | 类 | 款 | 项 | ^ | ^ | ^ | ^ |
    """
    found = understood(document(_TITLE, head + _ROWS), rules, _FORM)
    assert sorted(codes(found)) == ["N152", "N153"]
    assert shown(found, "表3")["201"] == ["30.00", "10.00"]
    result = check_disclosure(found, CheckOptions(select=("CN-T02",)), rules)
    assert (result.counts.fail, result.counts.exact) == (0, 0)


def test_columns_in_another_order_are_matched_by_their_names(rules: RuleSet) -> None:
    head = """
    | 功能分类科目编码 | < | < | 功能分类科目名称 | 项目支出 | 合计 | 基本支出 |
    | 类 | 款 | 项 | ^ | ^ | ^ | ^ |
    | | | | 总计 | 20.00 | 30.00 | 10.00 |
    """
    found = understood(document(_TITLE, head), rules, _FORM)
    row = next(found.tables["表3"].rows())
    assert {name: cell.place.text for name, cell in row.cells.items()} == {
        "项目支出": "20.00",
        "合计": "30.00",
        "基本支出": "10.00",
    }


def test_blank_zero_dash_and_unreadable_are_four_things(rules: RuleSet) -> None:
    rows = "| | | | 总计 | 0.00 | — | 1O.00 |\n| 201 | | | 一般公共服务支出 | | 0 | 12.30/45.60 |"
    found = understood(document(_TITLE, _HEAD + rows), rules, _FORM)
    assert shown(found, "表3") == {"总计": ["0.00", "—", "?"], "201": ["·", "0.00", "?"]}
    assert codes(found) == ["N110", "N110"]
    places = [problem.place for problem in found.problems if problem.diagnostic.code == "N110"]
    assert all(place.page == 2 and place.box is not None for place in places)


def test_a_number_that_was_cut_over_two_lines_is_one(rules: RuleSet) -> None:
    rows = "| | | | 总计 | 1,234,/567.89 | 24,606,775./35 | 1,234,567.8/9 |\n| 201 | | | 一般公共服务支出 | 12/45 | 1.00 | 2.00 |"
    found = understood(document(_TITLE, _HEAD + rows), rules, _FORM)
    assert shown(found, "表3") == {
        "总计": ["1234567.89", "24606775.35", "1234567.89"],
        "201": ["?", "1.00", "2.00"],
    }


def test_the_total_may_stand_last_in_the_cell_of_the_code(rules: RuleSet) -> None:
    rows = _ROWS.strip().splitlines()
    last = "\n".join([*rows[1:], "| 合计 | < | < | < | 30.00 | 10.00 | 20.00 |"])
    found = understood(document(_TITLE, _HEAD + last), rules, _FORM)
    assert shown(found, "表3") == {
        **{key: value for key, value in _READ.items() if key != "总计"},
        "合计": _READ["总计"],
    }
    assert [row.level for row in found.tables["表3"].rows()][-1] == "总计"


def test_the_row_of_类_款_项_may_hold_the_total(rules: RuleSet) -> None:
    head = """
    | 科目 | < | < | < | 支出预算 | < | < |
    | 功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
    | 类 | 款 | 项 | 总计 | 30.00 | 10.00 | 20.00 |
    """
    found = understood(
        document(_TITLE, head + "\n".join(_ROWS.strip().splitlines()[1:])), rules, _FORM
    )
    assert shown(found, "表3") == _READ


def test_units_come_from_the_table_itself(rules: RuleSet) -> None:
    for line in ("编制部门：甲市数据局 单位：元", "金额单位：元", "（单位：元）", "2024年 单位:元"):
        found = understood(document(f"部门支出总体情况表\n{line}", _HEAD + _ROWS), rules, _FORM)
        assert (found.tables["表3"].unit, found.tables["表3"].unit_stated) == ("元", True), line
    head = (
        _HEAD.replace("合计", "合计（元）")
        .replace("基本支出", "基本支出（元）")
        .replace("项目支出", "项目支出（元）")
    )
    found = understood(document("部门支出总体情况表", head + _ROWS), rules, _FORM)
    assert found.tables["表3"].unit == "元"
    found = understood(document("部门支出总体情况表", _HEAD + _ROWS), rules, _FORM)
    assert (found.tables["表3"].unit, found.tables["表3"].unit_stated) == ("万元", False)


def test_it_goes_on_over_pages_with_or_without_its_header(rules: RuleSet) -> None:
    rows = _ROWS.strip().splitlines()
    first, rest = "\n".join(rows[:2]), "\n".join(rows[2:])
    for second in (_HEAD + rest, rest):
        found = understood(document(_TITLE, _HEAD + first, "- 7 -", second), rules, _FORM)
        assert shown(found, "表3") == _READ
        assert codes(found) == []
    titled = understood(document(_TITLE, _HEAD + first, _TITLE, _HEAD + rest), rules, _FORM)
    assert shown(titled, "表3") == _READ
    assert codes(titled) == []


def test_columns_that_vanish_on_the_next_page_are_found_by_their_place(rules: RuleSet) -> None:
    rows = _ROWS.strip().splitlines()
    second = "| 合计 | 30.00 | 20.00 |"
    edges = (20, 180, 220, 260, 300)
    vanished = ("| 合计 | 30.00 | | 20.00 |", (20, 180, 220, 260, 300))
    found = understood(document(_TITLE, _HEAD + "\n".join(rows[1:]), vanished), rules, _FORM)
    assert shown(found, "表3")["合计"] == ["30.00", "·", "20.00"]
    without = (second, (edges[0], edges[1], edges[2], edges[2]))
    gone = understood(document(_TITLE, _HEAD + "\n".join(rows[1:]), without), rules, _FORM)
    # Two cells over one column: that is not told by places, so nothing is read.
    assert "合计" not in shown(gone, "表3")


def test_a_heading_or_a_note_ends_a_table(rules: RuleSet) -> None:
    rows = _ROWS.strip().splitlines()
    other = "| 201 | 03 | 03 | 机关服务 | 1.00 | 1.00 | |"
    found = understood(
        document(_TITLE, _HEAD + "\n".join(rows), "第三部分 2024年部门预算情况说明", other),
        rules,
        _FORM,
    )
    assert shown(found, "表3") == _READ
    assert [table.rows for table in found.others] == [
        (("201", "03", "03", "机关服务", "1.00", "1.00"),)
    ]


def test_a_note_in_a_row_or_below_is_read(rules: RuleSet) -> None:
    title = "政府性基金预算支出情况表\n编制部门：甲市数据局 单位：万元"
    head = """
    | 科目 | < | < | < | 政府性基金预算支出 | < | < | < |
    | 功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | < | 项目支出 |
    | 类 | 款 | 项 | ^ | ^ | 人员经费 | 公用经费 | ^ |
    | | | | | | | | |
    """
    note = "甲市数据局2024年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。"
    inside = head + f"| {note} | < | < | < | < | < | < | < |"
    for raw in (
        document(title, inside),
        document(title, head, note),
        document(title, head, f"{note[:20]}\n{note[20:]}"),
    ):
        found = understood(raw, rules, _FORM)
        assert [claim.sentence for claim in found.tables["表8"].notes] == ["空表说明"]
        assert shown(found, "表8") == {}
        assert codes(found) == []


def test_what_no_form_knows_is_kept_and_read_as_text(rules: RuleSet) -> None:
    sheet = """
    | 项目支出绩效目标表 | < | < | < |
    | 项目名称 | 数据平台 | 项目负责人 | 某某 |
    | 年度预算总额 | 12.00 | 其中：财政拨款 | 12.00 |
    | 其他资金 | 0.00 | 项目总体目标 | 用于购置设备12.00万元。 |
    """
    other = "| 序号 | 单位名称 |\n| 1 | 甲市数据局（本级） |"
    found = understood(document(_TITLE, _HEAD + _ROWS, "下列单位：", other, sheet), rules, _FORM)
    assert [table.title for table in found.others] == [""]
    assert codes(found) == ["N108"]
    (asked,) = found.statements["绩效资金"].rows
    assert [cell.figure.plain() for cell in asked.cells.values() if cell.figure is not None] == [
        "12.00",
        "12.00",
        "0.00",
    ]
    assert all(cell.place.page == 5 and cell.place.box is not None for cell in asked.cells.values())


def test_explanations_say_why(rules: RuleSet) -> None:
    found = understood(
        document(_TITLE, _HEAD + _ROWS, "设备清单表", "| 设备 | 数量 |\n| 甲 | 1 |"), rules, _FORM
    )
    said = "\n".join(map(str, found.explanation))
    for words in ("题名是 表3", "第 5 列 “支出预算/合计” → 表3 合计", "不是表式里的表“设备清单表”"):
        assert words in said


def test_final_accounts_as_other_places_print_them(rules: RuleSet) -> None:
    overview = """
    | 收入 | < | < | 支出 | < | < |
    | 项目 | 行次 | 金额 | 项目 | 行次 | 金额 |
    | 栏次 | | 1 | 栏次 | | 2 |
    | 一、一般公共预算财政拨款收入 | 1 | 100.00 | 一、一般公共服务支出 | 32 | 80.00 |
    | 八、其他收入 | 8 | 5.00 | 八、社会保障和就业支出 | 39 | 20.00 |
    | | 9 | | | 40 | |
    | 本年收入合计 | 27 | 105.00 | 本年支出合计 | 58 | 100.00 |
    | 年初结转和结余 | 29 | | 年末结转和结余 | 60 | 5.00 |
    | 总计 | 31 | 105.00 | 总计 | 62 | 105.00 |
    """
    spending = """
    | 科目编码 | < | < | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 | 经营支出 | 对附属单位补助支出 |
    | 类 | 款 | 项 | 栏次 | 1 | 2 | 3 | 4 | 5 | 6 |
    | ^ | ^ | ^ | 合计 | 100.00 | 60.00 | 40.00 | | | |
    | 201 | < | < | 一般公共服务支出 | 80.00 | 40.00 | 40.00 | | | |
    | 2010301 | < | < | 行政运行 | 40.00 | 40.00 | | | | |
    """
    economic = """
    | 人员经费 | < | < | 公用经费 | < | < | < | < | < |
    | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
    | 301 | 工资福利支出 | 50.00 | 302 | 商品和服务支出 | 9.00 | 310 | 资本性支出 | 1.00 |
    | 30101 | 基本工资 | 50.00 | 30201 | 办公费 | 9.00 | 31002 | 办公设备购置 | 1.00 |
    | 人员经费合计 | < | 50.00 | 公用经费合计 | < | < | < | < | 10.00 |
    """
    trips = """
    | 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
    | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 |
    | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ |
    | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
    | 5.00 | | 4.00 | | 4.00 | 1.00 | 4.50 | | 4.00 | | 4.00 | 0.50 |
    """

    def above(title: str, number: int) -> str:
        return f"{title}\n公开{number:02d}表\n部门：甲市数据局 金额单位：万元"

    found = understood(
        document(
            above("收入支出决算总表", 1),
            overview,
            above("支出决算表", 3),
            spending,
            above("一般公共预算财政拨款基本支出决算明细表", 6),
            economic,
            above("财政拨款“三公”经费支出决算表", 7),
            trips,
        ),
        rules,
        "部门决算",
    )
    assert [table.number for table in found.tables.values()] == [
        "公开01表",
        "公开03表",
        "公开06表",
        "公开07表",
    ]
    assert [row.label for row in found.tables["表1"].lists["表1.支出"].rows][:2] == ["201", "208"]
    assert shown(found, "表3")["合计"] == ["100.00", "60.00", "40.00", "·", "·", "·"]
    assert "栏次" not in shown(found, "表3")
    assert shown(found, "表6")["公用经费合计"] == ["10.00"]
    (row,) = found.tables["表9"].rows()
    assert {name: cell.place.text for name, cell in row.cells.items() if cell.has_figure} == {
        "合计预算": "5.00",
        "小计预算": "4.00",
        "运行预算": "4.00",
        "接待预算": "1.00",
        "合计决算": "4.50",
        "小计决算": "4.00",
        "运行决算": "4.00",
        "接待决算": "0.50",
    }
    assert found.entity == "甲市数据局"
    assert [code for code in codes(found) if code != "N173"] == []


def test_a_code_and_a_name_may_share_a_column_or_have_one_each(rules: RuleSet) -> None:
    title = "部门收支总体情况表\n编制部门：甲市数据局 单位：万元"
    shared = """
    | 收入 | < | 支出 | < |
    | 项目 | 预算数 | 支出功能分类 | 预算数 |
    | 一、本年收入 | 30.00 | 201 一般公共服务支出 | 30.00 |
    | 收入总计 | 30.00 | 支出总计 | 30.00 |
    """
    apart = """
    | 收入 | < | 支出 | < | < |
    | 项目 | 预算数 | 科目编码 | 支出功能分类 | 预算数 |
    | 一、本年收入 | 30.00 | 201 | 一般公共服务支出 | 30.00 |
    | 收入总计 | 30.00 | 支出总计 | < | 30.00 |
    """
    for grid in (shared, apart):
        found = understood(document(title, grid), rules, _FORM)
        rows = found.tables["表1"].lists["表1.支出"].rows
        assert [(row.code, row.name, row.level) for row in rows] == [
            ("201", "一般公共服务支出", "类"),
            (None, "支出总计", "总计"),
        ]
    joined = _HEAD.replace(
        "| 功能分类科目编码 | < | < | 功能分类科目名称 |", "| 科目 | < | < | < |"
    ).replace("| 类 | 款 | 项 | ^ |", "| ^ | ^ | ^ | ^ |")
    rows_joined = "| 总计 | < | < | < | 30.00 | 10.00 | 20.00 |\n| 201 一般公共服务支出 | < | < | < | 30.00 | 10.00 | 20.00 |"
    found = understood(document(_TITLE, joined + rows_joined), rules, _FORM)
    assert [(row.code, row.name) for row in found.tables["表3"].rows()] == [
        (None, "总计"),
        ("201", "一般公共服务支出"),
    ]


@pytest.mark.parametrize("sign", ["-", "－", "·", "."])
def test_signs_between_the_parts_of_a_code_are_none_of_it(rules: RuleSet, sign: str) -> None:
    head = _HEAD.replace("| 功能分类科目编码 | < | < |", "| 功能分类科目编码 |").replace(
        "| 类 | 款 | 项 | ^ |", "| ^ | ^ |"
    )
    head = head.replace("| 科目 | < | < | < |", "| 科目 | < |")
    rows = (
        _ROWS.replace("| | | | 总计", "| | 总计")
        .replace("| 201 | | |", "| 201 |")
        .replace("| 201 | 03 | |", f"| 201{sign}03 |")
    )
    rows = rows.replace("| 201 | 03 | 01 |", f"| 201{sign}03{sign}01 |").replace(
        "| 201 | 03 | 02 |", f"| 201{sign}03{sign}02 |"
    )
    found = understood(document(_TITLE, head + rows), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert codes(found) == []


def test_a_code_that_cannot_be_read_is_told(rules: RuleSet) -> None:
    found = understood(
        document(_TITLE, _HEAD + _ROWS.replace("| 201 | 03 | 02 |", "| 201 | O3 | 02 |")),
        rules,
        _FORM,
    )
    assert codes(found) == ["N118"]
    assert [row.code for row in found.tables["表3"].rows()][-1] is None


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("201 一般公共服务支出", "201", "一般公共服务支出"),
        ("20103政府办公厅", "20103", "政府办公厅"),
        ("20103-政府办公厅", "20103", "政府办公厅"),
        ("201-03-01 行政运行", "2010301", "行政运行"),
        ("201-03-01-行政运行", "2010301", "行政运行"),
        ("201.03.01、行政运行", "2010301", "行政运行"),
        ("201012事业运行", None, "201012事业运行"),
        ("301.5万元以上的设备", None, "301.5万元以上的设备"),
    ],
)
def test_a_code_in_front_of_a_name_is_parted_from_it(
    rules: RuleSet, text: str, code: str | None, name: str
) -> None:
    title = "部门收支总体情况表\n编制部门：甲市数据局 单位：万元"
    grid = f"""
    | 收入 | < | 支出 | < |
    | 项目 | 预算数 | 支出功能分类 | 预算数 |
    | 一、本年收入 | 30.00 | {text} | 30.00 |
    | 收入总计 | 30.00 | 支出总计 | 30.00 |
    """
    found = understood(document(title, grid), rules, _FORM)
    row = found.tables["表1"].lists["表1.支出"].rows[0]
    assert (row.code, row.name) == (code, name)


def test_tables_behind_a_blank_row_are_tables_of_their_own(rules: RuleSet) -> None:
    other = "| | | | | | | |\n| 设备 | 数量 | 单价 | | | | |\n| 服务器 | 3 | 5.00 | | | | |"
    found = understood(document(_TITLE, _HEAD + _ROWS.rstrip() + "\n" + other), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert [table.rows[0] for table in found.others] == [("设备", "数量", "单价")]


def test_a_title_in_a_frame_of_its_own_belongs_to_the_table_below(rules: RuleSet) -> None:
    frame = "| 部门支出总体情况表 | < |\n| 编制部门：甲市数据局 | 单位：元 |"
    found = understood(document(frame, _HEAD + _ROWS), rules, _FORM)
    assert shown(found, "表3")["201"] == ["30.00", "10.00", "20.00"]
    assert (found.entity, found.tables["表3"].unit) == ("甲市数据局", "元")


def test_a_table_that_is_a_picture_is_not_missing(rules: RuleSet) -> None:
    picture = _TITLE.replace("部门支出", "部门收入")
    found = understood(
        document("目录\n部门收入总体情况表\n部门支出总体情况表", _TITLE, _HEAD + _ROWS, picture),
        rules,
        _FORM,
    )
    assert codes(found) == ["N154"]
    assert sorted(found.tables) == ["表2", "表3"]
    result = check_disclosure(found, CheckOptions(select=("CN-G01", "XJ-A15")), rules)
    assert "表2" not in {item.subject.table for item in result.findings}
    assert result.rules["XJ-A15"].unknown > 0


def test_numbers_in_front_of_rows_are_no_codes(rules: RuleSet) -> None:
    head = """
    | 序号 | 科目 | < | < | < | 支出预算 | < | < | 备注 |
    | ^ | 功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 | ^ |
    | ^ | 类 | 款 | 项 | ^ | ^ | ^ | ^ | ^ |
    """
    rows = "\n".join(f"| {at} {row}  |" for at, row in enumerate(_ROWS.strip().splitlines(), 1))
    found = understood(document(_TITLE, head + rows), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert codes(found) == []


def test_a_title_at_the_end_of_a_list_of_titles_is_not_that_table(rules: RuleSet) -> None:
    contents = "目录\n一、部门收入总体情况表\n二、部门支出总体情况表"
    units = "| 序号 | 单位名称 |\n| 1 | 甲市数据局（本级） |"
    found = understood(document(contents, units, _TITLE, _HEAD + _ROWS), rules, _FORM)
    assert shown(found, "表3") == _READ
    assert codes(found) == ["N108"]


def test_the_rest_of_a_name_in_rows_of_its_own_belongs_to_the_row_above(rules: RuleSet) -> None:
    rows = """
    | | | | 总计 | 30.00 | 10.00 | 20.00 |
    | 201 | | | 一般公共服务支出 | 30.00 | 10.00 | 20.00 |
    | 201 | 3 | | 政府办公厅（室） | 30.00 | 10.00 | 20.00 |
    | | | | 及相关机构 | | | |
    | | | | 事务 | | | |
    | 201 | 3 | 1 | 行政运行 | 10.00 | 10.00 | |
    | 201 | 3 | 2 | 一般行政管理事务 | 20.00 | | 20.00 |
    """
    found = understood(document(_TITLE, _HEAD + rows), rules, _FORM)
    assert shown(found, "表3") == _READ
    names = [row.name for row in found.tables["表3"].rows()]
    assert names[2] == "政府办公厅（室）及相关机构事务"
