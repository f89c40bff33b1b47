"""From an outcome to a finding."""

from __future__ import annotations

from pathlib import Path

import attrs

from budgetrules.causes.evidence import finding, place_text
from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.unknown import Unknown
from budgetrules.findings.verdicts import Subject, Verdict
from budgetrules.messages.message import Message
from tests.unit.causes.plants import EMPTIED, WRONG_FIGURE
from tests.unit.causes.toy import case_of, name_of


def test_a_finding_says_which_rule_and_what(tmp_path: Path) -> None:
    case = case_of(WRONG_FIGURE, tmp_path)
    item = next(item for item in case.failed if name_of(item) == "C-02 20102")
    found = finding(item.outcome, Severity.WARNING, (), case.locator)
    assert (found.rule, found.title, found.severity) == ("C-02", "两表一致", Severity.WARNING)
    assert found.verdict is Verdict.FAIL
    assert found.message.code == "F102"
    assert dict(found.message.slots)["place"] == "总表 20102 差旅支出 本年"


def test_what_decided_nothing_is_told_by_its_formula(tmp_path: Path) -> None:
    case = case_of(EMPTIED, tmp_path)
    item = next(item for item in case.failed if name_of(item) == "C-08")
    found = finding(item.outcome, item.severity, (), case.locator)
    assert found.message.code == "F107"
    assert found.evidence.formula == "有 空表说明"


def test_the_figure_to_call_wrong_can_be_given(tmp_path: Path) -> None:
    case = case_of(WRONG_FIGURE, tmp_path)
    item = next(item for item in case.failed if name_of(item) == "C-01 201")
    suspect = item.printed_cells[-1]
    found = finding(item.outcome, item.severity, (), case.locator, suspect)
    assert (found.evidence.stated, found.subject.row_code) == ("36.00", "20102")


def test_an_unknown_outcome_says_why(tmp_path: Path) -> None:
    case = case_of(WRONG_FIGURE, tmp_path)
    outcome = attrs.evolve(
        case.failed[0].outcome,
        verdict=Verdict.UNKNOWN,
        reason=Unknown("V107"),
    )
    found = finding(outcome, Severity.ERROR, (), case.locator)
    assert found.message.code == "F109"
    assert dict(found.message.slots)["reason"] == Message("V107")


def test_what_rounding_explains_is_told_so(tmp_path: Path) -> None:
    case = case_of(WRONG_FIGURE, tmp_path)
    outcome = attrs.evolve(case.failed[0].outcome, verdict=Verdict.ROUNDING)
    assert finding(outcome, Severity.NOTE, (), case.locator).message.code == "F108"


def test_a_sentence_of_the_rule_is_said_instead(tmp_path: Path) -> None:
    case = case_of(WRONG_FIGURE, tmp_path)
    item = next(item for item in case.failed if name_of(item) == "C-01 201")
    check = attrs.evolve(item.outcome.check, message="{行}：{左}，应为{右}，差{差}")
    outcome = attrs.evolve(item.outcome, check=check)
    found = finding(outcome, Severity.ERROR, (), case.locator)
    assert found.message.text() == "201 办公支出：60.00，应为61.00，差-1.00"


def test_a_place_is_table_row_and_column() -> None:
    assert place_text(Subject(table="表1", row_code="201", row="甲", column="合计")) == (
        "表1 201 甲 合计"
    )
    assert place_text(Subject(section="第一部分", row="甲")) == "第一部分 甲"
    assert place_text(Subject(table="表1", row_code="201", row="201")) == "表1 201"


def test_the_whole_document_is_a_place_too() -> None:
    assert place_text(Subject()) == Message("F111")
