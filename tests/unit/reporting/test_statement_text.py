"""Sentences that were read are printed as tables."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import Disclosure
from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.narrative.read import read_narrative
from budgetrules.reporting.layout import Paint
from budgetrules.reporting.statement_text import statement_lines
from budgetrules.schema.forms import Template
from tests.unit.recognition.narrative.toy import FORM, lines_of


def printed(*texts: str, form: Template = FORM, lang: str = "zh") -> list[str]:
    """The lines about the sentences of a narrative."""
    lines = lines_of("一、关于2024年收入情况说明 ", *texts)
    raw = RawDocument(path="t.txt", sha256="", format="text", lines=tuple(lines))
    narrative = read_narrative(raw.lines, form, None)
    disclosure = Disclosure("t.txt", "", "text", form, "", 2024, {})
    disclosure.statements = narrative.statements
    return statement_lines(disclosure, lang, Paint(False), None)


def test_a_statement_is_a_table_with_a_row_each_time() -> None:
    assert printed("增加1.5万元，减少2万元。 ") == [
        "",
        "读到的文句",
        "  增减（2 句）",
        "  位置     方向  变动  净增",
        "  ─────────────────────────",
        "  第 2 行  增加   1.5   1.5",
        "  第 2 行  减少     2    -2",
    ]


def test_long_texts_are_cut() -> None:
    lines = printed("用于：" + "办公设备更新" * 9 + "3万元。 ")
    assert any("…" in line for line in lines)


def test_a_prescribed_sentence_that_was_not_read_is_named() -> None:
    required = tuple(attrs.evolve(item, required=item.id == "收入") for item in FORM.statements)
    form = attrs.evolve(FORM, statements=required)
    assert printed("没有数。 ", form=form, lang="en")[2:] == ["  prescribed and not read: 收入"]


def test_nothing_is_printed_where_nothing_was_read() -> None:
    assert printed("没有数。 ") == []
