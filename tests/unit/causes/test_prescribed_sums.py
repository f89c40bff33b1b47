"""Sums that should be a number in the rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet, load_rules
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import Finding
from tests.unit.causes.plants import PLANTS
from tests.unit.causes.toy import seen_by

RULES = """规则包 甲 "甲" 版本 1
  地区 "甲"
  许可 "CC0"

模板 表式 "表式"
  文种 预算
  单位 元
  空白 零
  表 权重表 "指标权重表" 必有
    键 指标 名称
    列 权重

规则 R-1 "权重合计"
  级别 错误
  依据 表式
  检查 {check}
"""
# Checks weights by a relation, and gives what is told of them.
Found = Callable[..., list[Finding]]
PAGE = "<p>指标权重表</p><table><tr><th>指标</th><th>权重</th></tr>{rows}</table>"


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Check weights by a relation: what is told of them."""

    def check(relation: str, *weights: str) -> list[Finding]:
        (tmp_path / "r.rules").write_text(RULES.format(check=relation), encoding="utf-8")
        rules: RuleSet = load_rules([tmp_path / "r.rules"], default=False)
        rows = [f"<tr><td>指标{weight}</td><td>{weight}</td></tr>" for weight in weights]
        path = tmp_path / "d.html"
        path.write_text(PAGE.format(rows="".join(rows)), encoding="utf-8")
        return list(check_disclosure(read(path, rules=rules), CheckOptions(), rules).findings)

    return check


def test_the_sum_is_wrong_and_none_of_its_figures(found: Found) -> None:
    (finding,) = found("求和(权重表.权重) = 100元", "60.5", "31.5")
    evidence = finding.evidence
    assert (evidence.stated, evidence.expected, evidence.difference) == ("92.0", "100.0", "-8.0")
    assert finding.subject.row is None
    assert finding.subject.column == "权重"
    assert finding.suggestion is None
    assert finding.message.code == "F128"


def test_of_several_numbers_none_is_expected(found: Found) -> None:
    (finding,) = found("求和(权重表.权重) 属于 (90元, 100元)", "60", "32")
    assert (finding.evidence.stated, finding.evidence.expected) == ("92", None)


@pytest.mark.parametrize(
    ("relation", "weights"),
    [
        ("求和(权重表.权重) = 100元", ("92",)),
        ('求和(权重表.权重) = 50元 + 权重表["指标60"].权重', ("60", "32")),
    ],
    ids=["one figure", "a printed figure"],
)
def test_one_figure_is_wrong_itself(found: Found, relation: str, weights: tuple[str, ...]) -> None:
    (finding,) = found(relation, *weights)
    assert finding.message.code != "F128"


def test_no_other_error_is_such_a_sum(tmp_path: Path) -> None:
    assert not any(seen_by("prescribed sum", paper, tmp_path) for paper in PLANTS.values())
