"""Examples of rules as disclosures."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import CellKind, Disclosure
from budgetrules.recognition.builders.samples import of_document, sample_disclosure
from budgetrules.schema.rules import Example
from tests.unit.recognition.narrative import toy as narrative_form
from tests.unit.recognition.toy import FORM

BOTH = attrs.evolve(
    FORM,
    sections=narrative_form.FORM.sections,
    statements=narrative_form.FORM.statements,
)
TABLE = ("表1", (("", "合计", "基本支出"), ("201", "3.00", "")))


def sample(*tables: tuple[str, tuple[tuple[str, ...], ...]], **texts: str) -> Disclosure:
    """The disclosure of an example."""
    return sample_disclosure(Example(True, tables=tables, texts=tuple(texts.items())), BOTH)


def codes(disclosure: Disclosure) -> list[str]:
    """The codes of problems."""
    return [problem.diagnostic.code for problem in disclosure.problems]


def test_a_column_not_named_is_blank() -> None:
    disclosure = sample(TABLE)
    (row,) = disclosure.tables["表1"].rows()
    assert row.code == "201"
    assert [cell.kind for cell in row.cells.values()] == [
        CellKind.FIGURE,
        CellKind.BLANK,
        CellKind.BLANK,
    ]
    assert codes(disclosure) == []


def test_a_name_of_no_column_is_a_problem() -> None:
    assert codes(sample(("表2", (("", "甲"), ("系统", "1"))))) == ["N120"]
    assert codes(sample(("收入", (("", "甲"), ("1", "1"))))) == ["N120"]


def test_a_text_in_a_section_is_read_as_narrative() -> None:
    disclosure = sample(收入情况="收入10万元。另有3万元")
    assert [section.id for section in disclosure.sections] == ["收入情况"]
    assert len(disclosure.statements["收入"].rows) == 1
    assert [place.text for place in disclosure.unread_figures] == ["3万元"]


def test_rows_of_a_statement_bring_its_section_along() -> None:
    disclosure = sample(("收入", (("", "金额"), ("1", "10"))))
    (row,) = disclosure.statements["收入"].rows
    assert row.cells["金额"].kind is CellKind.FIGURE
    assert [section.id for section in disclosure.sections] == ["收入情况"]


def test_a_text_at_a_table_is_its_header_a_note_or_a_problem() -> None:
    header = sample(表1="编制部门：数据局 单位：元")
    assert (header.tables["表1"].unit, header.entity) == ("元", "数据局")
    assert len(sample(表1="注：本表为空表").tables["表1"].notes) == 1
    assert codes(sample(表1="别的")) == ["N109"]


def test_a_near_heading_says_how_it_should_read() -> None:
    (section,) = sample(收入情况="关于2024年收入情况说朋").sections
    assert (section.titled, section.prescribed) == (False, "关于××××年收入情况说明")


def test_an_example_is_parted_by_document() -> None:
    other = ("上年.表1", TABLE[1])
    example = Example(True, tables=(TABLE, other), texts=(("表1", "甲"),))
    mine = of_document(example, "", ["上年"])
    assert (mine.tables, mine.texts) == ((TABLE,), (("表1", "甲"),))
    last_year = of_document(example, "上年", ["上年"])
    assert (last_year.tables, last_year.texts) == ((TABLE,), ())
