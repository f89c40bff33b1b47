"""A form that the package doesn't know is recognised and checked by a rules file alone."""

from __future__ import annotations

from pathlib import Path

import attrs

from budgetrules import check, load_rules
from budgetrules.engine import CheckOptions
from budgetrules.readers.text import read_text
from budgetrules.recognition.recognise import build_disclosure

_FORM = """规则包 toy "学校收支公示" 版本 1
  地区 "试验"
  许可 "CC0"

模板 学校公示 "学校收支公示表"
  文种 预算
  单位 元
  空白 零
  缺行 零

  表 收支 "学校经费收支一览表|经费收支一览表" 必有
    键 项目 名称
    列 本年 "本年数"
    列 上年 "上年数"
    行 收入 "收入合计"
      行 拨款 "拨款"
      行 捐赠 "捐赠"
    行 支出 "支出合计"

规则 TOY-1 "收入等于各项之和"
  级别 错误
  依据 表式
  对于 每格 属于 收支
  若 有 下级
  检查 本格 = 求和(下级)
  例 通过
    | 收支 | 本年 | 上年 |
    | 收入 | 30 | 20 |
    | 拨款 | 20 | 15 |
    | 捐赠 | 10 | 5 |
  例 不通过
    | 收支 | 本年 | 上年 |
    | 收入 | 31 | 20 |
    | 拨款 | 20 | 15 |
    | 捐赠 | 10 | 5 |
"""
_TEXT = """
2030 年
经费收支一览表
项目 本年数 上年数
收入合计 1,230 1,100
拨款 1,000 900
捐赠 241 200
支出合计 1,100 1,050
"""


def test_a_form_by_a_rules_file_alone(tmp_path: Path) -> None:
    (tmp_path / "toy.rules").write_text(_FORM, encoding="utf-8")
    (tmp_path / "school.txt").write_text(_TEXT, encoding="utf-8")
    options = CheckOptions(rules=(str(tmp_path / "toy.rules"),), default_rules=False)
    rules = load_rules(options.rules, default=False)
    (result,) = check([tmp_path / "school.txt"], options, rules).documents
    assert result.template == "学校公示"
    assert result.published == 8
    (finding,) = result.findings
    assert (finding.rule, finding.evidence.stated, finding.evidence.difference) == (
        "TOY-1",
        "1230",
        "-11",
    )
    # Three figures in whole 元 leave one and a half of them unknown.
    assert finding.evidence.expected_range == ("1240", "1242")
    assert finding.subject.place.line == 5


def test_lines_of_a_format_that_draws_its_tables_are_no_tables(tmp_path: Path) -> None:
    (tmp_path / "toy.rules").write_text(_FORM, encoding="utf-8")
    rules = load_rules((str(tmp_path / "toy.rules"),), default=False)
    raw = read_text(_TEXT.encode(), "school.txt")
    assert not raw.drawn
    assert [*build_disclosure(raw, [*rules.templates.values()]).tables] == ["收支"]
    assert build_disclosure(attrs.evolve(raw, drawn=True), [*rules.templates.values()]).tables == {}
