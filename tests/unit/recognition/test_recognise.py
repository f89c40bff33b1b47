"""Which form a document is, and what it needs all tables for."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import Disclosure
from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.recognise import build_disclosure, in_printed_order
from tests.unit.recognition.narrative import toy as narrative_form
from tests.unit.recognition.toy import FORM

OTHER = attrs.evolve(FORM, id="另一表式", tables=FORM.tables[:1])
TEXTS = (
    "2024年部门支出总表 ",
    "编制部门：数据局 单位：元 ",
    "科目编码 科目名称 合计 ",
    "※ 1 2 3 ",
    "201   公共服务 3.00 1.00 2.00 ",
)


def recognised(*texts: str, template_id: str | None = None) -> Disclosure:
    """A document of lines, by two forms."""
    raw = RawDocument("甲.txt", "", "text", tuple(narrative_form.lines_of(*texts)))
    return build_disclosure(raw, [FORM, OTHER], template_id=template_id)


def codes(disclosure: Disclosure) -> list[str]:
    """The codes of problems."""
    return [problem.diagnostic.code for problem in disclosure.problems]


def test_the_form_with_the_greatest_share_of_tables_is_chosen() -> None:
    disclosure = recognised(*TEXTS)
    assert disclosure.template is OTHER
    assert str(disclosure.explanation[0]) == "试用表式：2 张表认出 1 张"


def test_a_named_form_is_taken() -> None:
    assert recognised(*TEXTS, template_id="试用表式").template is FORM
    disclosure = recognised(*TEXTS, template_id="没有")
    assert (disclosure.template, codes(disclosure)) == (None, ["N114"])


def test_entity_and_year_are_read_where_the_form_has_them() -> None:
    disclosure = recognised(*TEXTS)
    assert (disclosure.entity, disclosure.fiscal_year) == ("数据局", 2024)


def test_a_document_of_no_known_form_says_so() -> None:
    disclosure = recognised("通知 ", "正文 ")
    assert (disclosure.template, codes(disclosure)) == (None, ["N105"])
    assert recognised().problems == []


def test_tables_are_put_in_the_order_of_the_form() -> None:
    tables = list(recognised(*TEXTS).tables.values())
    assert list(in_printed_order(tables, FORM)) == ["表1"]
    assert in_printed_order([], FORM) == {}
