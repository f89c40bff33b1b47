"""Conditions on the narrative: titles as prescribed, words that should not stand there."""

from __future__ import annotations

import pytest

from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.evaluator import build
from budgetrules.evaluation.truth import NOTHING, TRUE, Mismatch, TextHit, Truth
from budgetrules.model.disclosure import SectionData
from budgetrules.schema import expressions as x
from tests.unit.evaluation.toy import INCOME, view

SECTION = x.Bound("section")


def truth(node: x.Expression, text: str, *, whole: bool = False) -> Truth:
    """What a condition comes to in a section of the appendix, or in the whole text."""
    document = view(texts={"附注": text})
    section = document.disclosure.whole if whole else document.disclosure.sections[0]
    result: Truth = build(node)(Instance(document=document, section=section))
    return result


def words(result: Truth) -> list[str]:
    """What was found."""
    hit = result.grounds
    assert isinstance(hit, TextHit)
    return [hit.words, *(other.words for other in hit.others)]


def test_words_are_found_where_no_exception_stands_around_them() -> None:
    without = x.Without(SECTION, ("草案",), exceptions=("草案说明",))
    assert truth(without, "草案说明") is TRUE
    assert words(truth(without, "草案和草案,此外还有别的许多内容,再见草案说明")) == ["草案", "草案"]


def test_a_hit_stands_where_its_line_is() -> None:
    result = truth(x.Without(SECTION, ("草案",)), "甲草案")
    assert isinstance(result.grounds, TextHit)
    assert result.grounds.place.line == 1


def test_amounts_that_no_wording_reads_are_found_by_the_reader() -> None:
    without = x.Without(SECTION, (), (("unread_amounts", ()),))
    assert words(truth(without, "另有3.00万元。")) == ["3.00万元"]
    assert truth(without, "另有。") is TRUE


def test_numbers_of_persons_are_masked() -> None:
    without = x.Without(SECTION, (), (("mobile_numbers", ()),))
    assert words(truth(without, "电话13812345678。")) == ["***78"]


@pytest.mark.parametrize("whole", [False, True])
def test_of_the_whole_text_the_first_speaks_for_the_others(whole: bool) -> None:
    hit = truth(x.Without(SECTION, ("草案",)), "草案、草案", whole=whole).grounds
    assert isinstance(hit, TextHit)
    assert [other.follows for other in hit.others] == [whole]
    assert [other.fault is hit.fault for other in hit.others] == [True]
    assert (hit.fault is not None, hit.follows) == (whole, False)


def test_where_there_is_no_section_there_is_nothing_to_look_at() -> None:
    document = Instance(document=view())
    assert build(x.Without(SECTION, ("草案",)))(document) is NOTHING
    assert build(x.Titled(SECTION))(document) is NOTHING


def test_a_title_that_differs_says_how_it_should_read() -> None:
    document = view(INCOME)
    table = document.disclosure.tables["表1"]
    titled = build(x.Titled(x.Bound("table")))
    assert titled(Instance(document=document, table=table)) is TRUE
    table.titled, table.title = False, "收支览表"
    grounds = titled(Instance(document=document, table=table)).grounds
    assert isinstance(grounds, Mismatch)
    assert (grounds.printed, grounds.expected) == ("收支览表", "收支一览表")


def test_a_heading_that_differs_says_how_it_should_read() -> None:
    document = view(texts={"说明": "第一部分2030年度部门公示书明"})
    section: SectionData = document.disclosure.sections[0]
    grounds = build(x.Titled(SECTION))(Instance(document=document, section=section)).grounds
    assert isinstance(grounds, Mismatch)
    assert grounds.expected == "第一部分××××年度部门公示说明"
