"""Laws of all report formats: no finding lost or doubled, no field forgotten, no figure translated."""

from __future__ import annotations

import re

import attrs
import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import Finding, Operand, Suggestion, Verdict, Waived
from budgetrules.messages.catalogue import LANGUAGES
from budgetrules.model.disclosure import Place
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.formats import REPORT_FORMATS, report_format
from budgetrules.reporting.options import FormatOptions
from tests.unit.reporting.samples import UNSEEN, document, finding, report, warning

OPTIONS = FormatOptions(width=None)
PLACE = finding().subject.place


def printed(name: str, *findings: Finding, lang: str = "zh") -> str:
    whole = report(document(findings=findings, problems=()))
    return report_format(name)(whole, lang, OPTIONS)


def with_subject(**changes: object) -> Finding:
    base = finding()
    return finding(subject=attrs.evolve(base.subject, **changes))


def with_place(**changes: object) -> Finding:
    return with_subject(place=attrs.evolve(PLACE, **changes))


def with_evidence(**changes: object) -> Finding:
    base = finding()
    return finding(evidence=attrs.evolve(base.evidence, **changes))


# For each field a finding that differs from the usual one in what this field shows.
CHANGED = {
    "rule": finding(rule="T-Z99"),
    "title": finding(title="另一标题"),
    "severity": finding(severity=Severity.NOTE),
    "verdict": finding(verdict=Verdict.ROUNDING),
    "message": finding(message="另一句话"),
    "summary": finding(message="另一句话"),
    "table": with_subject(table="表88"),
    "table_title": with_subject(table_title="另一张表"),
    "section": with_subject(section="第八部分"),
    "section_title": with_subject(section="第八部分", section_title="另一节"),
    "row_code": with_subject(row_code="2999999"),
    "row": with_subject(row="另一行"),
    "column": with_subject(column="另一列"),
    "subject": with_subject(row="另一行", column="另一列"),
    "place": with_place(line=999),
    "page": with_place(page=888),
    "line": with_place(line=999),
    "sheet": with_place(sheet="另一页"),
    "cell": with_place(cell="¶77"),
    "stated": with_evidence(stated="777.77"),
    "expected": with_evidence(expected="666.66"),
    "expected_range": with_evidence(expected_range=("1.11", "2.22")),
    "expected_and_stated": with_evidence(expected="666.66", stated="777.77"),
    "difference": with_evidence(difference="555.55"),
    "slack": with_evidence(slack="0.444"),
    "unit": with_evidence(unit="亿元"),
    "formula": with_evidence(formula="甲 = 乙"),
    "substituted": with_evidence(substituted="1 = 2"),
    "location": with_place(chars=(1, 2)),
    "operands": with_evidence(operands=(Operand("另一数", "3.33", "万元", Place()),)),
    "basis": finding(basis=(UNSEEN,)),
    "consequences": finding(consequences=()),
    "suggestion": finding(suggestion=Suggestion("222.22", "另一原因")),
    "fingerprint": finding(fingerprint="ffff"),
    "waived": finding(waived=Waived("已说明", "2025-12-31", "甲")),
}

FOR_MACHINES = {"location", "operands", "fingerprint"}
# The numbers of the evidence, which a format of one line a finding leaves to the message.
EVIDENCE = {
    *("stated", "expected", "expected_range", "expected_and_stated", "difference", "slack"),
    *("unit", "formula", "substituted", "basis", "suggestion"),
}
LEFT_OUT = {
    "json": set[str](),
    "jsonl": set[str](),
    "csv": {"expected_range", "location", "operands"},
    "text": FOR_MACHINES,
    "markdown": {*FOR_MACHINES, "verdict", "stated", "suggestion"},
    "concise": {*FOR_MACHINES, *EVIDENCE, "title", "verdict", "page", "sheet", "cell"},
    "github": {
        *(*FOR_MACHINES, *EVIDENCE),
        *("verdict", "page", "sheet", "cell", "consequences"),
    },
}


def test_every_field_and_every_format_is_looked_at_here() -> None:
    assert list(CHANGED) == [field.name for field in finding_fields()]
    assert LEFT_OUT.keys() == REPORT_FORMATS.keys()


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_a_format_prints_every_field_but_those_it_leaves_out(name: str) -> None:
    usual = printed(name, finding())
    left_out = {field for field, changed in CHANGED.items() if printed(name, changed) == usual}
    assert left_out == LEFT_OUT[name]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_a_format_holds_every_finding_once(name: str, lang: str) -> None:
    marks = [f"MARK{number:03}" for number in range(20)]
    output = printed(name, *(finding(message=mark) for mark in marks), lang=lang)
    assert re.findall(r"MARK\d{3}", output) == marks


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_both_languages_of_a_report_have_the_same_figures(name: str) -> None:
    outputs = [printed(name, finding(), warning(), lang=lang) for lang in LANGUAGES]
    zh, en = (sorted(re.findall(r"\d[\d,.]*\d|\d", output)) for output in outputs)
    assert zh == en


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        report_format("no-such-format")
