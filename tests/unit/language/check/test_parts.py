"""The parts of records: what may stand behind a dot, or bare inside an instance."""

from __future__ import annotations

import pytest

from budgetrules.core.units import COUNT, PERCENT, UNITS, YEAR
from budgetrules.language.check.names import Resolved
from budgetrules.language.check.parts import has_key, part_names, slot_types, unit_of
from budgetrules.language.check.types import (
    CellsType,
    CellType,
    ClaimType,
    ConditionType,
    DateType,
    EntryType,
    FactType,
    FigureType,
    GroupType,
    RowsType,
    RowType,
    SectionType,
    TableType,
    TextsType,
    TextType,
    Type,
)
from budgetrules.schema import expressions as x
from budgetrules.schema.expressions import TextPart
from budgetrules.schema.forms import Sentence
from tests.unit.language.small_form import mistake_in, names, resolved

BOUND_ROW = x.Bound("row")
ROW = (RowType(("表2",)), BOUND_ROW)
INCOME = (RowType(("表1.收入",)), BOUND_ROW)
BOTH = (RowType(("表1.收入", "表1.支出")), BOUND_ROW)
CELL = (CellType(("表2",)), x.Bound("cell"))
TABLE = (TableType(("表2",)), x.Bound("table"))
SECTION = (SectionType(("附页",)), x.Bound("section"))
GROUP = (GroupType(("表2",)), x.Variable("甲"))
FACT = (FactType("分类"), x.Bound("fact"))
ENTRY = (EntryType("科目表"), x.Bound("entry"))
MONEY = FigureType(UNITS["元"])


@pytest.mark.parametrize(
    ("word", "record", "part"),
    [
        ("名称", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.NAME))),
        ("编码", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.CODE))),
        ("级次", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.LEVEL))),
        ("末级", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.LAST_LEVEL))),
        ("同名编码", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.NAMESAKE_CODE))),
        ("科目", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.KEY, "科目"))),
        ("说明", ROW, (TextType(), x.TextOf(BOUND_ROW, TextPart.COLUMN, "说明"))),
        ("合计", ROW, (MONEY, x.CellOf(BOUND_ROW, (("表2", ("合计",)),)))),
        ("面积", ROW, (FigureType(UNITS["平方米"]), x.CellOf(BOUND_ROW, (("表2", ("面积",)),)))),
        ("上级", ROW, (ROW[0], x.Ancestor(BOUND_ROW))),
        ("类", ROW, (ROW[0], x.Ancestor(BOUND_ROW, "类"))),
        ("下级", ROW, (RowsType(("表2",)), x.Children(BOUND_ROW))),
        ("同键", ROW, (RowsType(("表2",)), x.SameKey(BOUND_ROW))),
    ],
)
def test_a_row_has_its_words_keys_columns_and_levels(
    word: str, record: Resolved, part: Resolved
) -> None:
    assert resolved(word, record) == part


def test_a_column_of_several_lists_is_the_cells_of_each() -> None:
    columns = (("表1.收入", ("金额",)), ("表1.支出", ("金额",)))
    assert resolved("金额", BOTH) == (MONEY, x.CellOf(BOUND_ROW, columns))


def test_a_column_that_only_some_lists_have_is_a_mistake() -> None:
    some = (RowType(("表1.收入", "表2")), BOUND_ROW)
    mistake = mistake_in("金额", some)
    assert (mistake.code, mistake.details) == ("S201", {"table": "表2", "name": "金额"})


def test_a_list_without_levels_has_no_level() -> None:
    assert mistake_in("级次", INCOME).code == "S202"


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("本格", CELL),
        ("下级", (CellsType(("表2",)), x.ChildCells(x.Bound("cell")))),
        ("分列", (CellsType(("表2",)), x.PartCells(x.Bound("cell")))),
    ],
)
def test_a_cell_has_the_cells_below_and_beside_it(word: str, part: Resolved) -> None:
    assert resolved(word, CELL, ROW) == part


def test_what_a_cell_lacks_is_looked_for_in_its_row() -> None:
    assert resolved("科目", CELL, ROW) == resolved("科目", ROW)


def test_a_table_has_its_sentences_and_their_slots() -> None:
    claim = x.ClaimOf(x.Bound("table"), "空表说明")
    kind = ClaimType("空表说明", (("单位名", TextType()),))
    slot = (TextType(), x.SlotOf(claim, "单位名"))
    assert resolved("空表说明", TABLE) == (kind, claim)
    assert resolved("空表说明.单位名", TABLE) == slot
    assert resolved("单位名", TABLE) == slot


@pytest.mark.parametrize(
    ("word", "record", "part"),
    [
        ("标题相符", TABLE, x.Titled(x.Bound("table"))),
        ("列名相符", TABLE, x.Headed(x.Bound("table"))),
        ("标题相符", SECTION, x.Titled(x.Bound("section"))),
    ],
)
def test_a_title_agrees_with_the_form_or_not(
    word: str, record: Resolved, part: x.Expression
) -> None:
    assert resolved(word, record) == (ConditionType(), part)


def test_a_section_has_the_slots_of_its_own_headings_only() -> None:
    assert resolved("页名", SECTION) == (TextType(), x.SlotOf(x.Bound("section"), "页名"))
    assert mistake_in("年", SECTION).code == "S202"


@pytest.mark.parametrize(
    ("word", "record", "part"),
    [
        ("code", FACT, (TextType(), x.TextOf(x.Bound("fact"), TextPart.FACT, "code"))),
        ("名称", ENTRY, (TextType(), x.TextOf(x.Bound("entry"), TextPart.NAME))),
        ("可信", ENTRY, (TextType(), x.TextOf(x.Bound("entry"), TextPart.TRUST))),
        ("全部名称", ENTRY, (TextsType(), x.TextOf(x.Bound("entry"), TextPart.NAMES))),
        ("科目", GROUP, (TextType(), x.TextOf(x.Variable("甲"), TextPart.KEY, "科目"))),
    ],
)
def test_facts_code_entries_and_groups_have_texts(
    word: str, record: Resolved, part: Resolved
) -> None:
    assert resolved(word, record) == part


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (RowType(()), ()),
        (BOTH[0], ("项目", "金额", "项目")),
        (RowType(("表1.收入", "总额")), ()),
        (TABLE[0], ("空表说明", "标题", "单位名", "年")),
        (SECTION[0], ("页名",)),
        (FACT[0], ("code", "kind")),
        (ClaimType("总额", (("数", MONEY),)), ("数",)),
        (TextType(), ()),
    ],
)
def test_messages_name_the_parts_that_all_lists_of_a_record_have(
    record: Type, words: tuple[str, ...]
) -> None:
    assert part_names(names(), record) == words


def test_a_slot_has_the_type_of_what_is_written_in_it() -> None:
    (statement,) = [item for item in names().template.statements if item.id == "总额"]
    sentence = Sentence(statement.id, statement.wordings)
    assert dict(slot_types(sentence)) == {
        "数": FigureType(UNITS["万元"]),
        "幅度": FigureType(PERCENT),
        "方向": TextType(),
        "日子": DateType(),
        "次数": FigureType(COUNT),
    }


def test_the_year_of_a_heading_is_a_figure() -> None:
    kind, _ = resolved("年", (SectionType(("说明",)), x.Bound("section")))
    assert kind == FigureType(YEAR)


def test_a_column_is_read_in_its_own_unit_else_in_that_of_the_form() -> None:
    assert unit_of(names(), "表2", "面积") == UNITS["平方米"]
    assert unit_of(names(), "表2", "合计") == UNITS["元"]


def test_a_list_has_the_keys_declared_for_it() -> None:
    assert has_key(names().lists["表2"], "科目")
    assert not has_key(names().lists["表2"], "合计")
