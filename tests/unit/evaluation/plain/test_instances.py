"""Quantifiers: which instances they make of a document, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.plain.instances import instances
from budgetrules.evaluation.unknown import Unknown
from budgetrules.evaluation.values import AbsentTable, Group
from budgetrules.evaluation.view import DocumentView
from budgetrules.schema import expressions as x
from budgetrules.schema import rules as r
from tests.unit.evaluation.toy import DETAIL, INCOME, disclosure, view

CODE = x.TextOf(x.Bound("member"), x.TextPart.CODE)
IS_CLASS = x.CompareTexts("=", x.TextOf(x.Bound("member"), x.TextPart.LEVEL), x.Text("类"))


def made(quantifier: r.Quantifier, document: DocumentView) -> list[Instance]:
    """The instances, none of them unknown."""
    found = list(instances(quantifier, build)(document))
    return [one for one in found if isinstance(one, Instance)]


def reasons(quantifier: r.Quantifier, document: DocumentView) -> list[str]:
    """Why lists of instances are unknown."""
    return [one.code for one in instances(quantifier, build)(document) if isinstance(one, Unknown)]


def keys(found: Sequence[Instance]) -> list[str | None]:
    """The codes or labels of the rows."""
    return [one.row.code or one.row.label for one in found if one.row is not None]


def test_every_row_is_an_instance_that_passes_the_filter() -> None:
    is_detail = x.CompareTexts("=", x.TextOf(x.Bound("row"), x.TextPart.LEVEL), x.Text("款"))
    assert keys(made(r.EachRow(("表1.收入",)), view(INCOME))) == ["合计", "拨款", "其他"]
    assert keys(made(r.EachRow(("表2",), "甲", is_detail), view(DETAIL))) == ["20101"]


def test_the_authors_variable_stands_for_the_row_whatever_it_is_called() -> None:
    for name in ("甲", "document", "row", "doc"):
        for one in made(r.EachRow(("表1.收入",), name), view(INCOME)):
            assert one.names == {name: one.row}


def test_instances_are_made_once_a_document() -> None:
    document = view(INCOME)
    each = instances(r.EachRow(("表1.收入",)), build)
    assert list(each(document)) == list(each(document))


def test_every_cell_is_an_instance_with_the_columns_that_make_it_up() -> None:
    found = made(r.EachCell(("表2",)), view(DETAIL))
    assert [one.column for one in found[:3]] == ["合计", "基本", "项目"]
    assert [one.parts for one in found[:3]] == [("基本", "项目"), (), ()]


def test_a_whole_that_is_not_printed_has_cells_too() -> None:
    found = made(r.EachCell(("表1.收入",)), view({"表1.收入": ("项目 金额", "拨款 1")}))
    assert keys(found) == ["拨款", "合计"]


def test_a_list_that_is_not_there_is_unknown_and_the_others_are_not() -> None:
    for quantifier in (r.EachRow(("表2", "表1.收入")), r.EachCell(("表2", "表1.收入"))):
        assert reasons(quantifier, view(INCOME)) == ["V101"]
        assert len(made(quantifier, view(INCOME))) == 3


def test_every_table_is_an_instance_there_or_not() -> None:
    found = made(r.EachTable(("表1", "表2")), view(INCOME))
    assert [isinstance(one.table, AbsentTable) for one in found] == [False, True]


def test_a_sentence_is_asked_for_where_its_section_is() -> None:
    assert made(r.EachTable(("总额",)), view(texts={"附注": "甲"})) == []
    assert len(made(r.EachTable(("总额",)), view(texts={"说明": "甲"}))) == 1


def test_of_a_file_of_tables_only_sections_and_sentences_are_unknown() -> None:
    tables_only = disclosure(INCOME)
    tables_only.narrative = False
    for quantifier in (r.EachTable(("总额", "用途")), r.EachSection(("说明", "附注"))):
        assert reasons(quantifier, view(document=tables_only)) == ["V120"]


def test_every_section_is_an_instance_there_or_not() -> None:
    found = made(r.EachSection(("说明", "附注"), "节"), view(texts={"附注": "甲"}))
    assert [one.section_id for one in found] == ["说明", "附注"]
    assert [one.section is None for one in found] == [True, False]


def test_the_whole_text_and_the_document_are_one_instance() -> None:
    document = view(texts={"附注": "甲"})
    (whole,) = made(r.WholeText(), document)
    assert whole.section is document.disclosure.whole
    (once,) = made(r.Once(), document)
    assert once.rows() == ()


def test_every_row_of_a_lookup_is_a_fact() -> None:
    found = made(r.EachFact("类名"), view())
    assert [one.fact for one in found] == [
        {"科目": "201", "名": "一般服务支出"},
        {"科目": "221", "名": "住房支出"},
    ]


def test_rows_of_one_key_are_a_group() -> None:
    key = x.TextOf(x.Bound("member"), x.TextPart.KEY, "科目")
    document = view({"表2": ("科目 合计", "201 1", "221 2", "201 3")})
    found = made(r.EachGroup(("表2",), "甲", (key,), IS_CLASS), document)
    groups = [one.names["甲"] for one in found]
    assert [(group.keys, len(group.rows)) for group in groups if isinstance(group, Group)] == [
        ({"科目": "201"}, 2),
        ({"科目": "221"}, 1),
    ]
    assert reasons(r.EachGroup(("表2",), "甲", (key,)), view()) == ["V101"]


def pairs(document: DocumentView) -> list[tuple[str | None, str | None]]:
    """Expenditure beside the detail by code: the codes on both sides, in brackets where absent."""
    quantifier = r.EachPair("表1.支出", "表2", "甲", "乙", (CODE,), (CODE,), IS_CLASS, IS_CLASS)
    return [
        (row.code, other.code)
        for one in made(quantifier, document)
        for row, other in [(one.names["甲"], one.names["乙"])]
        if hasattr(row, "code") and hasattr(other, "code")
    ]


def test_every_key_on_either_side_is_a_pair() -> None:
    document = view(
        {"表1.支出": ("项目 金额", "221 4", "201 3"), "表2": ("科目 合计", "201 3", "202 1")}
    )
    assert pairs(document) == [("221", "221"), ("201", "201"), (None, "202")]


def test_a_row_printed_twice_pairs_with_the_same_partner_again() -> None:
    document = view({"表1.支出": ("项目 金额", "201 3"), "表2": ("科目 合计", "201 3", "201 4")})
    assert pairs(document) == [("201", "201"), ("201", "201")]


def test_two_lists_of_which_one_is_not_there_are_unknown_as_a_whole() -> None:
    quantifier = r.EachPair("表1.支出", "表2", "甲", "乙", (CODE,), (CODE,))
    assert reasons(quantifier, view(DETAIL)) == ["V101"]


@pytest.mark.parametrize(("tables", "expected"), [(INCOME, ["拨款", "其他"]), ({}, [])])
def test_rows_pair_with_the_columns_of_their_scope(
    tables: dict[str, tuple[str, ...]], expected: list[str]
) -> None:
    quantifier = r.ScopePairs("甲", "乙", "表1.收入", "表2", (("拨款", "基本"), ("其他", "项目")))
    found = made(quantifier, view(tables))
    assert keys(found) == expected
    assert [one.names["乙"] for one in found] == ["基本", "项目"][: len(expected)]
    assert reasons(quantifier, view(tables)) == ([] if expected else ["V101"])
