"""Which part is which table: by title, by columns, as what goes on; and what is none."""

from __future__ import annotations

import attrs

from budgetrules.recognition.grids.assign import assign
from budgetrules.recognition.grids.draft import Draft
from tests.unit.recognition.toy import FORM, HEADS, PROJECT_ROWS, ROWS, TITLE, amount, drafted

PROJECT_TITLE = "项目支出明细表"
REST = "| 201 | 03 | 02 | 一般行政管理事务 | 20.00 | | 20.00 |"
OTHER = "| 资产名称 | 数量 |\n| 房屋 | 3.5 |"


def tables_of(draft: Draft) -> dict[str, int]:
    """The tables in the order of the document, each with the number of its parts."""
    return {table.table.id: len(table.parts) for table in draft.tables}


def test_a_prescribed_title_says_which_table_it_is() -> None:
    draft = drafted(assign, TITLE, HEADS + ROWS, PROJECT_TITLE, PROJECT_ROWS)
    assert tables_of(draft) == {"表1": 1, "表2": 1}
    assert [(table.titled, table.sure) for table in draft.tables] == [(True, True)] * 2


def test_columns_alone_say_so_where_no_title_does() -> None:
    draft = drafted(assign, HEADS + ROWS)
    assert tables_of(draft) == {"表1": 1}
    assert [(table.titled, table.sure) for table in draft.tables] == [(False, False)]
    assert str(draft.reasons[0]).endswith("没有题名，按列名 表1 100 分，认作 表1")


def test_a_near_title_needs_better_columns_than_a_prescribed_one() -> None:
    columns = "| 项目名称 | 预算 | 其一 | 其二 | 其三 |\n| 甲 | 1.50 | 2.50 | 3.50 | 4.50 |"
    sure = drafted(assign, PROJECT_TITLE, columns)
    near = drafted(assign, "项目支岀明细表", columns)
    assert [table.parts[0].match.points for table in sure.tables] == [64]
    assert (len(near.tables), len(near.unknown)) == (0, 1)


def test_rows_of_the_next_page_go_on_with_the_table() -> None:
    draft = drafted(assign, TITLE, HEADS + ROWS, REST)
    assert tables_of(draft) == {"表1": 2}
    assert draft.tables[0].parts[1].match is draft.tables[0].parts[0].match


def test_a_table_printed_twice_is_told() -> None:
    draft = drafted(assign, PROJECT_TITLE, PROJECT_ROWS, PROJECT_TITLE, PROJECT_ROWS)
    assert tables_of(draft) == {"表2": 1}
    assert [table.id for table, _ in draft.repeated] == ["表2"]


def test_a_title_over_other_columns_is_a_table_that_could_not_be_matched() -> None:
    draft = drafted(assign, PROJECT_TITLE, OTHER)
    assert [table.id for table, _ in draft.unmatched] == ["表2"]
    assert (draft.tables, draft.unknown) == ((), ())


def test_a_title_in_a_table_of_contents_is_not_the_table() -> None:
    draft = drafted(assign, PROJECT_TITLE, OTHER, PROJECT_TITLE, PROJECT_ROWS)
    assert tables_of(draft) == {"表2": 1}
    assert [part.position for part in draft.unknown] == [0]
    assert draft.unmatched == ()


def test_what_fits_no_table_is_unknown_with_its_nearest() -> None:
    draft = drafted(assign, OTHER)
    assert len(draft.unknown) == 1
    assert "不是表式里的表" in str(draft.reasons[0])


def test_of_two_tables_with_the_same_columns_it_is_the_one_whose_turn_it_is() -> None:
    first, second, third = (
        attrs.evolve(FORM.tables[1], id=f"表{number}", titles=(f"第{number}类明细表",))
        for number in (2, 3, 4)
    )
    form = attrs.evolve(FORM, tables=(first, second, third))
    title = second.titles[0]
    again = "| 项目名称 | 预算数 |\n| 其他 | 7.50 |"
    draft = drafted(assign, title, PROJECT_ROWS, "说明。", again, template=form)
    assert tables_of(draft) == {"表3": 1, "表4": 1}


def test_a_table_with_clearly_more_points_is_chosen_without_its_turn() -> None:
    other = attrs.evolve(FORM.tables[1], id="表3", titles=("其他明细表",), lists=(OTHER_LIST,))
    form = attrs.evolve(FORM, tables=(other, FORM.tables[1]))
    draft = drafted(assign, PROJECT_ROWS, template=form)
    assert tables_of(draft) == {"表2": 1}


OTHER_LIST = attrs.evolve(
    FORM.tables[1].lists[0], columns=(FORM.tables[1].lists[0].columns[0], amount("预决算数"))
)
