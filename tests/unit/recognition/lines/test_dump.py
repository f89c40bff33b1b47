"""A text dump, read by a form."""

from __future__ import annotations

from fractions import Fraction

import attrs

from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.lines.dump import dump_candidate
from tests.unit.recognition.narrative import toy as narrative_form
from tests.unit.recognition.toy import FORM

TEXTS = (
    "项目支出明细表 ",
    "※ 1 ",
    "系统建设 12.00 ",
    "第三部分 说明 ",
    "一、关于2024年收入情况说明 ",
    "收入10万元。 ",
)
BOTH = attrs.evolve(FORM, sections=narrative_form.FORM.sections)


def dump(*texts: str) -> RawDocument:
    """A document of lines."""
    return RawDocument("甲.txt", "", "text", tuple(narrative_form.lines_of(*texts)))


def test_a_form_fits_by_the_share_of_its_tables() -> None:
    candidate = dump_candidate(dump(*TEXTS), BOTH, "".join(TEXTS))
    assert (candidate.fit.known, candidate.fit.share) == (1, Fraction(1, 2))
    assert candidate.fit.enough


def test_a_form_none_of_whose_titles_stands_there_is_not_tried() -> None:
    candidate = dump_candidate(dump(*TEXTS), BOTH, "别的文字")
    assert (candidate.fit.known, candidate.fit.enough, candidate.blocks) == (0, False, ())


def test_what_is_in_no_table_is_the_narrative() -> None:
    reading = dump_candidate(dump(*TEXTS), BOTH, "".join(TEXTS)).read({})
    assert [line.number for line in reading.narrative] == [4, 5, 6]
    (table,) = reading.tables
    assert [row.name for row in table.rows()] == ["系统建设"]
    assert reading.sections is None


def test_sections_found_to_tell_page_numbers_are_handed_on() -> None:
    reading = dump_candidate(dump(*TEXTS, "7 "), BOTH, "".join(TEXTS)).read({})
    assert [line.number for line in reading.narrative] == [4, 5, 6]
    assert reading.sections is not None
    assert [(data.id, data.lines) for data in reading.sections] == [("收入情况", (5, 6))]


def test_a_number_in_a_sheet_stays() -> None:
    texts = (*TEXTS, "名词解释 ", "权重 ", "7 ", "合计 ")
    reading = dump_candidate(dump(*texts), BOTH, "".join(texts)).read({})
    assert "7 " in [line.text for line in reading.narrative]
    assert reading.sections is None
