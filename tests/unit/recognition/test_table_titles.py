"""Titles of tables: their years, and gaps for a year or a name."""

from __future__ import annotations

import attrs
import pytest

from budgetrules.core.units import YEAR
from budgetrules.model.disclosure import Cell, Place, TableData
from budgetrules.recognition.grids.titles import prescribed
from budgetrules.recognition.lines.titles import find_blocks, near_title
from budgetrules.recognition.table_titles import caption, is_prescribed, titles_of, without_year
from budgetrules.schema.forms import Slot, SlotKind, Table, Wording
from tests.unit.recognition.narrative.toy import lines_of
from tests.unit.recognition.toy import EXPENDITURE, FORM

_GAPS = Wording((Slot("校名", SlotKind.ENTITY), Slot("年", SlotKind.YEAR), "年度支出安排", "总表"))
_WORDED = attrs.evolve(EXPENDITURE, titles=(_GAPS.spelled, "支出总表"), title_wordings=(_GAPS,))
_FORM = attrs.evolve(FORM, tables=(_WORDED, *FORM.tables[1:]))


def _table(title: str) -> TableData:
    return TableData("表1", title, "元", True, Place(), {})


def _year_in(title: str, schema: Table | None) -> int:
    claim = caption(_table(title), schema)
    assert claim is not None
    year = claim.slots["年"]
    assert isinstance(year, Cell)
    assert year.figure is not None
    assert year.figure.unit == YEAR
    return year.figure.digits


def test_a_title_is_compared_without_its_year() -> None:
    assert without_year("2025年度部门支出总表") == without_year("部门支出总表") == "部门支出总表"
    assert is_prescribed("2025年部门支出总表", EXPENDITURE)
    assert not is_prescribed("部门收入总表", EXPENDITURE)


def test_a_title_is_one_for_a_unit_too_and_behind_a_year_or_a_name() -> None:
    for title in ("2025年预算单位支出总表", "单位支出总表", "甲市数据局（本级）2025年支出总表"):
        assert is_prescribed(title, EXPENDITURE)
    assert not is_prescribed("项目支出总表", EXPENDITURE)


def test_a_caption_holds_the_year_of_a_title() -> None:
    assert _year_in("2025年部门支出总表", EXPENDITURE) == 2025
    assert caption(_table("部门支出总表"), EXPENDITURE) is None


def test_a_caption_holds_what_the_gaps_of_a_title_say() -> None:
    assert _year_in("江源大学2024年度支出安排总表", _WORDED) == 2024
    claim = caption(_table("江源大学2024年度支出安排总表"), _WORDED)
    assert claim is not None
    assert claim.slots["校名"] == "江源大学"
    assert _year_in("2025年支出总表", _WORDED) == 2025


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("江源大学2024年度支出安排总表", True),
        ("表1江源大学2024年度支出安排总表", True),
        ("支出总表", True),
        ("2024年支出总表", True),
        ("江源大学支出安排总表", False),
        ("××××××年度支出安排总表", False),
    ],
)
def test_a_title_with_gaps_is_found_whatever_stands_in_them(title: str, is_found: bool) -> None:
    assert (prescribed(title, _FORM) is _WORDED) is is_found
    assert is_prescribed(title.removeprefix("表1"), _WORDED) is is_found


def test_a_misprinted_title_with_gaps_is_near() -> None:
    titles = titles_of(_FORM)
    assert near_title("江源大学2024年度支出安徘总表", titles, set()) is _WORDED
    assert near_title("江源大学2024年度支出安徘总表", titles, {_WORDED}) is None


def test_lines_below_a_title_with_gaps_are_its_table() -> None:
    lines = lines_of("江源大学2024年度", "支出安排总表 ", "201 ")
    ((block,), _, _) = find_blocks(tuple(lines), _FORM)
    assert (block.table, block.start) == (_WORDED, 2)


def test_a_text_without_the_words_of_any_title_holds_none() -> None:
    assert titles_of(_FORM).may_stand_in("附江源大学2024年度支出安排总表如下")
    assert not titles_of(_FORM).may_stand_in("没有表格")
