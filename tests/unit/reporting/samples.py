"""Made-up reports: what the engine would return for an invented department, with every kind of finding in them."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.findings.verdicts import (
    Counts,
    DocumentResult,
    Evidence,
    Finding,
    Operand,
    Report,
    RuleInfo,
    Subject,
    Suggestion,
    Unchecked,
    Verdict,
)
from budgetrules.model.disclosure import Place, Problem
from budgetrules.schema.packs import PackInfo
from budgetrules.schema.sources import Law

SEEN = Law("L1", "预算法实施条例", "第五条", True)
UNSEEN = Law("L2", "地方预决算公开操作规程", "", False)


def finding(**changes: object) -> Finding:
    """A failed cross-footing with one consequence."""
    values: dict[str, object] = {
        "rule": "T-A16",
        "title": "每行合计等于基本支出与项目支出之和",
        "severity": Severity.ERROR,
        "verdict": Verdict.FAIL,
        "message": "行政运行：合计公开为 1,904.49，分项之和为 1,904.40，相差 0.09",
        "subject": Subject(
            table="表3",
            table_title="部门支出总体情况表",
            row_code="2010301",
            row="行政运行",
            column="合计",
            place=Place("1,904.49", page=7, line=212, chars=(14, 22)),
        ),
        "evidence": Evidence(
            stated="1904.49",
            expected="1904.40",
            expected_range=("1904.39", "1904.41"),
            difference="0.09",
            slack="0.015",
            unit="万元",
            formula="合计 = 基本支出 + 项目支出",
            substituted="1,904.49 ≠ 320.11 + 1,584.29",
            operands=(
                Operand(
                    "表3 2010301 合计",
                    "1904.49",
                    "万元",
                    Place("1,904.49", page=7, line=212, chars=(14, 22)),
                ),
                Operand(
                    "表3 2010301 基本支出",
                    "320.11",
                    "万元",
                    Place("320.11", page=7, line=212, chars=(23, 29)),
                ),
                Operand("表3 2010301 项目支出", None, "", Place()),
            ),
        ),
        "basis": (SEEN, UNSEEN),
        "suggestion": Suggestion("1904.40", "改这一个数，下列 1 项检查随之通过，别的检查不受影响"),
        "consequences": (
            Finding(
                rule="T-A07",
                title="支出总表的合计等于收支总表的支出总计",
                severity=Severity.ERROR,
                verdict=Verdict.FAIL,
                message="表3 合计 1,904.49，表1 支出总计 1,904.40",
                subject=Subject(
                    table="表1",
                    table_title="部门收支总体情况表",
                    row="支出总计",
                    column="预算数",
                    place=Place("1,904.40", page=5, line=96),
                ),
                evidence=Evidence(
                    stated="1904.40",
                    expected="1904.49",
                    difference="0.09",
                    slack="0.01",
                    unit="万元",
                ),
                fingerprint="b2",
            ),
        ),
        "fingerprint": "a1",
    }
    return Finding(**(values | changes))  # type: ignore[arg-type]


def warning() -> Finding:
    """A text fault without any number."""
    return Finding(
        rule="T-G03",
        title="正文不含往年年份的模板残留文字",
        severity=Severity.WARNING,
        verdict=Verdict.FAIL,
        message="写着“2023 年预算”，本文件是 2024 年预算",
        subject=Subject(
            section="第三部分/五/（二）",
            section_title="财政拨款支出的具体情况",
            place=Place("2023 年预算", page=12, line=431),
        ),
        evidence=Evidence(),
        basis=(UNSEEN,),
        fingerprint="c3",
    )


def document(**changes: object) -> DocumentResult:
    """A readable document with two findings and one problem."""
    values: dict[str, object] = {
        "path": "disclosures/demo.txt",
        "sha256": "0" * 64,
        "format": "text",
        "template": "示例表式",
        "template_title": "示例省部门预算公开",
        "kind": "budget",
        "entity": "示例省数据档案局",
        "fiscal_year": 2024,
        "unit": "万元",
        "published": 421,
        "checked": 396,
        "unchecked": (
            Unchecked(
                "表9",
                None,
                None,
                "办公用房维修",
                "金额",
                "12.00",
                Place("12.00", page=20, line=702),
            ),
        ),
        "counts": Counts(exact=402, rounding=7, fail=2, unknown=3, not_applicable=31),
        "rules": {
            "T-A01": Counts(exact=1),
            "T-A07": Counts(exact=4, fail=1),
            "T-A16": Counts(exact=397, rounding=7, fail=1, not_applicable=31, unknown=3),
            "T-B02": Counts(),
            "T-B03": Counts(),
        },
        "not_exercised": ("T-B02", "T-B03"),
        "problems": (
            Problem(
                Diagnostic("C110", Severity.WARNING, {"path": "附件", "byte": "12"}),
                Place("2x.5", page=9, line=301),
            ),
        ),
        "findings": (finding(), warning()),
    }
    return DocumentResult(**(values | changes))  # type: ignore[arg-type]


def unreadable() -> DocumentResult:
    """A document of which nothing was understood."""
    return DocumentResult(
        path="disclosures/broken.txt",
        sha256="",
        format="",
        template=None,
        template_title=None,
        kind=None,
        entity="",
        fiscal_year=None,
        unit=None,
        problems=(
            Problem(
                Diagnostic("C103", Severity.ERROR, {"path": "broken.txt", "reason": "不是文本"})
            ),
        ),
        readable=False,
    )


def report(*documents: DocumentResult) -> Report:
    """A run over `documents`, by default one readable and one not."""
    titles = {
        "T-A01": "收支总表的收入总计等于支出总计",
        "T-A07": "支出总表的合计等于收支总表的支出总计",
        "T-A16": "每行合计等于基本支出与项目支出之和",
        "T-B02": "基金预算支出表为空时有说明",
        "T-B03": "国资预算支出表为空时有说明",
    }
    rules = {rule: RuleInfo(rule, title, Severity.ERROR, (SEEN,)) for rule, title in titles.items()}
    return Report(
        list(documents) or [document(), unreadable()], (PackInfo("demo", "1.0", "abc123"),), rules
    )
