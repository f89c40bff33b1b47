"""What an unknown table is, by its own columns, codes and figures."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from budgetrules.schema.forms import ColumnKind
from tests.unit.recognition.inference.pages import HEADS, code_rows, html_table, inferred


def test_codes_in_one_column_are_a_key_and_nest(tmp_path: Path) -> None:
    (table,) = inferred(tmp_path, html_table(HEADS, code_rows(1)))
    (item,) = table.schema.lists
    assert [column.kind for column in item.columns[:3]] == [
        ColumnKind.CODE,
        ColumnKind.NAME,
        ColumnKind.AMOUNT,
    ]
    rows = {row.code or "": row for row in table.data.rows()}
    assert rows["2050203"].parent is rows["20502"]
    assert rows["205"].parent is rows[""]
    assert (table.schema.titles, table.data.unit) == (("2024年校舍资金甲表",), "万元")


def test_codes_in_three_columns_are_one_key(tmp_path: Path) -> None:
    rows = [[code[:3], code[3:5], code[5:], *rest] for code, *rest in code_rows(1)]
    heads = ("类", "款", "项", *HEADS[1:])
    (table,) = inferred(tmp_path, html_table(heads, rows))
    (key,) = table.schema.lists[0].keys
    assert key.parts == ("类", "款", "项")
    assert [row.code for row in table.data.rows()][:3] == ["205", "20502", "2050202"]


def test_codes_in_front_of_the_names_are_a_key(tmp_path: Path) -> None:
    rows = [[f"{code} {name}".strip(), *rest] for code, name, *rest in code_rows(1)]
    (table,) = inferred(tmp_path, html_table(HEADS[1:], rows))
    assert [row.code for row in table.data.rows()][:3] == ["205", "20502", "2050202"]
    assert next(table.data.rows()).name == "教育支出"


def test_some_codes_only_are_no_tree(tmp_path: Path) -> None:
    some = [row for row in code_rows(1) if row[0] not in ("2050203", "2080505")]
    (table,) = inferred(tmp_path, html_table(HEADS, some))
    assert all(row.parent is None for row in table.data.rows() if len(row.code or "") == 7)


def test_codes_that_stand_twice_are_no_tree(tmp_path: Path) -> None:
    (table,) = inferred(tmp_path, html_table(HEADS, code_rows(1) + code_rows(2)))
    assert all(row.parent is None for row in table.data.rows())


def test_lists_side_by_side_are_two(tmp_path: Path) -> None:
    heads = "<tr><th colspan=2>来源</th><th colspan=2>去向</th></tr>"
    below = "<tr><th>项目</th><th>金额</th><th>项目</th><th>金额</th></tr>"
    row = "<tr><td>一、拨款</td><td>3.00</td><td>一、办公</td><td>2.00</td></tr>"
    (table,) = inferred(tmp_path, f"<table>{heads}{below}{row}{row}</table>")
    assert [item.name for item in table.schema.lists] == ["来源", "去向"]
    assert [len(data.rows) for data in table.data.lists.values()] == [2, 2]


def test_alike_heads_are_told_apart_by_those_above(tmp_path: Path) -> None:
    heads = "<tr><th rowspan=2>校区</th><th colspan=2>水费</th><th colspan=2>电费</th></tr>"
    below = "<tr><th>上年</th><th>本年</th><th>上年</th><th>本年</th></tr>"
    row = "<tr><td>东区</td><td>1.00</td><td>2.00</td><td>3.00</td><td>4.00</td></tr>"
    (table,) = inferred(tmp_path, f"<table>{heads}{below}{row}{row}</table>")
    names = [column.id for column in table.schema.lists[0].amounts()]
    assert names == ["水费上年", "水费本年", "电费上年", "电费本年"]


def test_texts_side_by_side_are_no_table_of_figures(tmp_path: Path) -> None:
    assert inferred(tmp_path, html_table(("姓名", "职务"), [("甲", "乙"), ("丙", "丁")])) == []


@pytest.mark.parametrize("blank", ["", "0", "—"])
def test_columns_without_figures_behind_others_hold_amounts(blank: str, tmp_path: Path) -> None:
    rows = [[*row[:-1], blank, blank] for row in code_rows(1)]
    heads = (*HEADS[:-1], "上级补助", "其他来源")
    (table,) = inferred(tmp_path, html_table(heads, rows))
    (item,) = table.schema.lists
    assert [column.id for column in item.amounts()][-2:] == ["上级补助", "其他来源"]


def test_an_empty_table_has_the_columns_of_its_headers(tmp_path: Path) -> None:
    heads = "<tr><th colspan=3>科目编码</th><th rowspan=2>科目名称</th><th rowspan=2>合计</th></tr>"
    below = "<tr><th>类</th><th>款</th><th>项</th></tr>"
    row = "<tr><td>合计</td><td></td><td></td><td></td><td>0.00</td></tr>"
    (table,) = inferred(tmp_path, f"<table>{heads}{below}{row}</table>")
    (item,) = table.schema.lists
    assert [column.kind for column in item.columns] == [
        *[ColumnKind.CODE] * 3,
        ColumnKind.NAME,
        ColumnKind.AMOUNT,
    ]


def test_columns_that_no_row_sums_up_are_derived(tmp_path: Path) -> None:
    order = random.Random(2)
    rows = [[*row, f"{order.randint(1, 99)}.{order.randint(10, 99)}"] for row in code_rows(1)]
    (table,) = inferred(tmp_path, html_table((*HEADS, "增长率"), rows))
    (item,) = table.schema.lists
    assert [column.id for column in item.columns if column.derived] == ["增长率"]
    assert sum(row.parent is not None for row in table.data.rows()) == 9


def test_a_row_whose_parts_are_too_small_everywhere_lists_some_of_them_only(
    tmp_path: Path,
) -> None:
    some = [row for row in code_rows(1) if row[0] != "2080502"]
    (table,) = inferred(tmp_path, html_table(HEADS, some))
    rows = {row.code or "": row for row in table.data.rows()}
    assert rows["2080505"].parent is None
    assert rows["2050202"].parent is rows["20502"]
    assert rows["20805"].parent is rows["208"]


def test_rows_without_figures_are_no_sums(tmp_path: Path) -> None:
    rows = code_rows(1)
    rows[1][2:] = [""] * 4
    (table,) = inferred(tmp_path, html_table(HEADS, rows))
    found = {row.code or "": row for row in table.data.rows()}
    assert found["2050202"].parent is None
    assert found["2080502"].parent is found["20805"]
