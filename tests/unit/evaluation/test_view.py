"""The view of a document: rows by label, key and level, what a blank stands for, what can't be known."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.figures import Figure
from budgetrules.core.units import UNITS
from budgetrules.evaluation.unknown import Undecidable, Unknown
from budgetrules.evaluation.values import ABSENT_INDEX, AbsentTable
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import UNKNOWN_PLACE, Cell, CellKind
from budgetrules.schema.forms import Blank
from tests.unit.evaluation.toy import DETAIL, INCOME, disclosure, rules, template, view


def reason(error: pytest.ExceptionInfo[Undecidable]) -> tuple[str, ...]:
    """Why something is unknown."""
    return (error.value.reason.code, *error.value.reason.details.values())


def view_where(**changes: object) -> DocumentView:
    """A view of the detail by a form that differs."""
    form = attrs.evolve(template(), **changes)
    return DocumentView(disclosure(DETAIL), form, rules().plan.declarations, {})


def test_a_row_is_found_by_its_label_its_code_and_as_total() -> None:
    document = view({**INCOME, **DETAIL})
    assert document.row_by_label("表1.收入", "拨款").label == "拨款"
    assert document.row_by_key("表2", "201").code == "201"
    assert document.total_row("表2", "合计").level == "合计"


def test_rows_of_one_key_come_together() -> None:
    document = view({"表2": ("科目 合计", "201 1", "201 2")})
    assert [row.code for row in document.rows_by_key("表2", "201")] == ["201", "201"]
    assert document.rows_by_key("表2", "999") == []


def test_a_row_that_is_not_there_is_absent_and_stands_behind_the_smaller_code() -> None:
    document = view(DETAIL)
    row = document.row_by_key("表2", "20102")
    assert (row.index, row.code, row.cells) == (ABSENT_INDEX, "20102", {})
    assert document.row_by_key("表2", "20102") is row
    assert document.absent_rows() == [row]


def test_where_the_form_calls_absence_missing_an_absent_row_is_unknown() -> None:
    with pytest.raises(Undecidable) as error:
        view_where(absent_row=Blank.MISSING).row_by_key("表2", "20102")
    assert reason(error) == ("V102", "表2", "20102")
    assert view_where(absent_row=Blank.MISSING).missing_wholes("表2") == []


def test_a_whole_that_is_not_printed_is_absent_with_its_parts_as_children() -> None:
    (whole,) = view({"表1.收入": ("项目 金额", "拨款 1", "其他 2")}).missing_wholes("表1.收入")
    assert whole.label == "合计"
    assert [row.label for row in whole.children] == ["拨款", "其他"]
    assert view(INCOME).missing_wholes("表1.收入") == []


def test_the_rows_of_a_table_that_is_not_there_are_unknown() -> None:
    with pytest.raises(Undecidable) as error:
        view(INCOME).rows("表2")
    assert reason(error) == ("V101", "表2")
    assert isinstance(view(INCOME).table("表2"), AbsentTable)


def test_a_statement_that_was_found_nowhere_can_be_counted_but_not_summed() -> None:
    document = view(texts={"附注": "第二部分附注。"})
    assert document.all_records("总额", counted=True) == []
    with pytest.raises(Undecidable) as error:
        document.records("总额")
    assert reason(error) == ("V112", "总额")


def test_a_sentence_that_was_not_understood_may_be_the_one_asked_for() -> None:
    document = view(texts={"说明": "总额是1.00万元。"})
    (section,) = document.disclosure.sections
    assert [place.text for place in document.unread_in(section)] == ["1.00万元"]
    assert document.may_lack("总额", section)
    assert not document.may_lack("用途", section)
    with pytest.raises(Undecidable) as error:
        document.all_records("总额", counted=True)
    assert reason(error) == ("V114", "总额", "说明")


def test_what_a_section_says_is_looked_for_in_its_lines() -> None:
    document = view(texts={"说明": "2030年总额1.00万元。", "附注": "2030年总额2.00万元。"})
    first, second = document.disclosure.sections
    assert len(document.said_in("总额", first)) == 1
    assert document.said_in("总额", None) == []
    assert document.said_in("总额", second) == []


def test_of_a_file_of_tables_only_the_narrative_is_unknown() -> None:
    tables_only = disclosure(INCOME)
    tables_only.narrative = False
    document = view(document=tables_only)
    assert not document.has_section_of("总额")
    with pytest.raises(Undecidable) as error:
        document.rows("总额")
    assert reason(error) == ("V120",)


def test_a_cell_of_an_absent_row_is_absent_and_of_an_unprinted_column_unknown() -> None:
    document = view(DETAIL)
    assert document.cell(document.row_by_key("表2", "20102"), "合计").kind is CellKind.ABSENT
    printed = document.row_by_key("表2", "201")
    del printed.cells["项目"], printed.cells["基本"]
    assert document.cell(printed, "项目").kind is CellKind.ABSENT
    with pytest.raises(Undecidable) as error:
        document.cell(printed, "基本")
    assert reason(error) == ("V103", "表2", "基本")


def blank(kind: CellKind) -> Cell:
    """A cell without a number."""
    return Cell(kind, None, UNKNOWN_PLACE)


@pytest.mark.parametrize("kind", [CellKind.BLANK, CellKind.DASH, CellKind.ABSENT])
def test_a_blank_is_nothing_where_the_form_says_zero(kind: CellKind) -> None:
    assert view().blank_figure(blank(kind)) is None


def test_a_blank_may_be_what_rounds_to_zero_and_a_dash_is_nothing_even_then() -> None:
    rounding = view_where(blank=Blank.ROUNDS_TO_ZERO)
    assert rounding.blank_figure(blank(CellKind.BLANK)) == Figure(0, 0, UNITS["元"])
    assert rounding.blank_figure(blank(CellKind.DASH)) is None


def test_a_blank_may_be_missing_and_what_is_no_number_is_unreadable() -> None:
    with pytest.raises(Undecidable) as error:
        view_where(blank=Blank.MISSING).blank_figure(blank(CellKind.BLANK))
    assert error.value.reason.code == "V105"
    with pytest.raises(Undecidable) as error:
        view().blank_figure(blank(CellKind.UNREADABLE))
    assert error.value.reason.code == "V104"


def test_a_parameter_is_given_with_the_run_or_unknown() -> None:
    document = view(values={"公开日": "2030-01-01、2030-01-02"})
    assert document.parameter("公开日") == ("2030-01-01", "2030-01-02")
    with pytest.raises(Undecidable) as error:
        document.parameter("批准日")
    assert error.value.reason == Unknown("V106", {"name": "批准日"})


def test_the_fiscal_year_is_that_of_the_document_if_it_is_known() -> None:
    with pytest.raises(Undecidable) as error:
        view().parameter("budget_year")
    assert reason(error) == ("V107",)
    dated = disclosure()
    dated.fiscal_year = 2030
    assert view(document=dated).parameter("budget_year") == ("2030",)


def test_rows_of_another_document_are_foreign() -> None:
    document = view(INCOME, last_year=disclosure(INCOME))
    rows = document.rows("上年.表1.收入")
    assert list(document.foreign_rows()) == rows
    assert document.is_foreign(rows[0].cells["金额"])
    assert not document.is_foreign(document.rows("表1.收入")[0].cells["金额"])


def test_a_statement_of_another_document_that_says_nothing_is_unknown() -> None:
    with pytest.raises(Undecidable) as error:
        view(last_year=disclosure()).rows("上年.总额")
    assert reason(error) == ("V112", "上年.总额")


def test_what_is_worked_out_is_kept_until_it_is_let_go() -> None:
    document = view()
    assert document.memo("key", lambda: 1) == 1
    assert document.memo("key", lambda: 2) == 1
    document.clear()
    assert document.memo("key", lambda: 2) == 2
