"""How well printed columns fit a table, and which fills which slot."""

from __future__ import annotations

from budgetrules.recognition.grids.columns import ColumnMatch
from budgetrules.recognition.grids.fit import fit_columns
from budgetrules.recognition.grids.headers import printed_columns
from budgetrules.recognition.words import column_words
from budgetrules.schema.forms import Table
from tests.unit.recognition.toy import (
    EXPENDITURE,
    HEADS,
    PROJECT_LIST,
    PROJECT_ROWS,
    PROJECTS,
    ROWS,
    amount,
    grid_of,
)


def fitted(sketch: str, table: Table) -> ColumnMatch:
    """A whole grid fitted to a table."""
    grid = grid_of(sketch)
    return fit_columns(printed_columns(grid, 0, grid.rows, column_words(table.vocabulary)), table)


def columns_of(match: ColumnMatch) -> dict[int, str]:
    """The column of the form that each printed one fills."""
    return {at: slot.field.column.id for at, slot in sorted(match.slots.items())}


def test_a_table_as_prescribed_has_all_points() -> None:
    match = fitted(HEADS + ROWS, EXPENDITURE)
    assert match.points == 100
    assert (match.body, match.extra, match.lacking()) == (2, (), [])
    assert list(columns_of(match).values()) == [
        "类",
        "款",
        "项",
        "科目名称",
        "合计",
        "基本支出",
        "项目支出",
    ]


def test_another_table_has_few() -> None:
    assert fitted(PROJECT_ROWS, EXPENDITURE).points < 45
    assert fitted(PROJECT_ROWS, PROJECTS).points == 100


def test_a_column_that_the_form_lacks_is_extra_and_costs_points() -> None:
    match = fitted("| 项目名称 | 预算数 | 其他资金 |\n| 甲 | 1.50 | 2.50 |", PROJECTS)
    assert match.extra == (2,)
    assert match.points == 90


def test_a_column_of_row_numbers_is_not_extra() -> None:
    match = fitted("| 序号 | 项目名称 | 预算数 |\n| 1 | 甲 | 1.50 |", PROJECTS)
    assert (match.extra, match.points) == ((), 100)


def test_a_required_column_may_be_lacking_an_optional_one_not() -> None:
    columns = (*PROJECT_LIST.columns, amount("决算数"), amount("备用数", optional=True))
    item = PROJECT_LIST.__class__("表2", "表2", "", PROJECT_LIST.keys, columns)
    match = fitted(PROJECT_ROWS, Table("表2", ("项目支出明细表",), (item,)))
    assert [field.column.id for field in match.lacking()] == ["决算数"]
    assert match.points == 35 + 20 + 10


def test_a_list_may_be_printed_in_repeats_side_by_side() -> None:
    table = Table("表2", ("项目支出明细表",), (PROJECT_LIST,), side_by_side=True)
    match = fitted("| 项目名称 | 预算数 | 项目名称 | 预算数 |\n| 甲 | 1.50 | 乙 | 2.50 |", table)
    assert match.repeats == 2
    assert [match.slots[at].repeat for at in sorted(match.slots)] == [0, 0, 1, 1]
    assert match.points == 100


def test_text_below_a_header_of_amounts_makes_it_doubtful() -> None:
    sure = fitted("| 项目名称 | 预算 |\n| 甲 | 1.50 |\n| 乙 | 2.50 |", PROJECTS)
    doubtful = fitted("| 项目名称 | 预算 |\n| 1 | 2 |\n| 甲 | 未定 |\n| 乙 | 未定 |", PROJECTS)
    assert (sure.points, doubtful.points) == (79, 10)


def test_nothing_fits_without_rows_and_without_required_amounts() -> None:
    assert fitted("| 1.00 |", PROJECTS).points == 0
    item = PROJECT_LIST.__class__("表2", "表2", "", PROJECT_LIST.keys, PROJECT_LIST.columns[:1])
    assert fitted(PROJECT_ROWS, Table("表2", ("项目支出明细表",), (item,))).points == 0
