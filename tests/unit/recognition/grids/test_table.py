"""One table from its parts: title, unit, rows, notes, and what isn't as the form has it."""

from __future__ import annotations

import attrs

from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.draft import Draft
from budgetrules.recognition.grids.passes import PASSES, run
from budgetrules.recognition.grids.table import TableReading, read_table, unmatched_table
from tests.recognition.grids.sketch import document
from tests.unit.recognition.toy import EXPENDITURE, FORM, HEADS, ROWS, TITLE, drafted

REST = "| 201 | 03 | 02 | 一般行政管理事务 | 20.00 | | 20.00 |"


def reading_of(*parts: str) -> TableReading:
    """The first table of a document."""
    draft = drafted(assign, *parts)
    return read_table(draft.tables[0], draft)


def codes_of(reading: TableReading) -> list[str]:
    """The codes of what could not be understood."""
    return [problem.diagnostic.code for problem in reading.problems]


def test_title_unit_and_department_are_read_from_the_lines_above() -> None:
    reading = reading_of(f"表1\n{TITLE}", HEADS + ROWS)
    data = reading.data
    assert (data.id, data.title, data.number) == ("表1", "部门支出总表", "表1")
    assert (data.unit, data.unit_stated) == ("元", True)
    assert data.header is not None
    assert data.header.slots["部门"] == "甲市数据局"
    assert reading.lines == {1, 2, 3}


def test_the_unit_may_stand_in_the_headers_else_it_is_that_of_the_form() -> None:
    inside = HEADS.replace("合计", "合计(元)")
    stated = reading_of("部门支出总表", inside + ROWS).data
    unstated = reading_of("部门支出总表", HEADS + ROWS).data
    assert (stated.unit, stated.unit_stated) == ("元", True)
    assert (unstated.unit, unstated.unit_stated) == ("万元", False)


def test_rows_of_all_parts_are_read_in_their_order() -> None:
    data = reading_of(TITLE, HEADS + ROWS, REST).data
    assert [row.code or row.name for row in data.rows()] == [
        "总计",
        "201",
        "20103",
        "2010301",
        "2010302",
    ]


def test_a_note_below_the_table_is_a_claim_and_its_line_is_taken() -> None:
    reading = reading_of(TITLE, HEADS + ROWS, "注：本表为空表\n甲市数据局是市政府的工作部门。")
    assert [note.sentence for note in reading.data.notes] == ["说明"]
    taken = sorted(reading.lines)
    assert len(taken) == 3
    assert codes_of(reading) == []


def test_another_remark_below_the_table_is_told() -> None:
    reading = reading_of(TITLE, HEADS + ROWS, "备注：数据来自预算。")
    assert codes_of(reading) == ["N109"]
    assert [place.text for place in reading.data.unread] == ["备注：数据来自预算。"]


def test_columns_too_many_and_too_few_are_told() -> None:
    extra = HEADS.replace("项目支出 |\n", "其他资金 |\n")
    assert codes_of(reading_of(TITLE, extra + ROWS)) == ["N152", "N153"]


def test_a_table_that_could_not_be_matched_has_no_lists() -> None:
    draft = drafted(assign, TITLE, "| 资产 | 数量 |\n| 房屋 | 3.5 |")
    ((table, part),) = draft.unmatched
    reading = unmatched_table(table, part, FORM)
    assert (table, reading.data.lists, reading.data.title) == (EXPENDITURE, {}, "部门支出总表")
    assert reading.lines == {1, 2}


def test_columns_that_vanish_from_a_page_are_blank_there() -> None:
    wide_heads = HEADS.replace("项目支出 |\n", "项目支出 | 其他 |\n").replace("^ |\n", "^ | ^ |\n")
    wide_rows = ROWS.replace(" |\n", " | 0.00 |\n")
    heads = "| 科目编码 | < | < | 科目名称 | 合计 | 基本支出 |\n| 类 | 款 | 项 | ^ | ^ | ^ |\n"
    rows = "| 201 | 03 | 02 | 一般行政管理事务 | 20.00 | 20.00 |"
    data = reading_of(TITLE, wide_heads + wide_rows, "部门支出总表（续表）", heads + rows).data
    last = list(data.rows())[-1]
    assert {name: cell.kind.value for name, cell in last.cells.items()} == {
        "合计": "figure",
        "基本支出": "figure",
        "项目支出": "blank",
    }


def test_restored_decimals_are_noted_unless_no_amount_has_a_format() -> None:
    assert restored_codes({"1.5": True, "2.25": False}) == ["N172"]
    assert restored_codes({"1.5": True, "2.25": True}) == []
    assert restored_codes({"1.5": False, "2.25": False}) == []


def restored_codes(amounts: dict[str, bool]) -> list[str]:
    """What is told of a column of amounts, each of which is loose or not."""
    rows = "\n".join(f"| 甲 | {text} |" for text in amounts)
    raw = document("项目支出明细表", f"| 项目名称 | 预算数 |\n{rows}")
    (grid,) = raw.grids
    cells = tuple(attrs.evolve(cell, loose=amounts.get(cell.text, False)) for cell in grid.cells)
    raw = attrs.evolve(raw, grids=(attrs.evolve(grid, cells=cells),))
    draft = run(Draft(raw=raw, template=FORM), PASSES[: PASSES.index(assign) + 1])
    return codes_of(read_table(draft.tables[0], draft))


def test_a_column_without_a_header_is_told_by_its_number() -> None:
    heads = "| 项目名称 | 预算数 | |\n| 甲 | 1.50 | 2.50 |"
    (problem,) = reading_of("项目支出明细表", heads).problems
    assert problem.diagnostic.details["column"] == "3"


def test_a_part_that_does_not_end_its_grid_has_no_lines_below() -> None:
    grid = "| 项目名称 | 预算数 |\n| 甲 | 1.50 |\n| | |\n| 资产情况表 | |\n| 房屋 | 间 |"
    reading = reading_of("项目支出明细表", grid, "备注：数据来自预算。")
    assert codes_of(reading) == []
