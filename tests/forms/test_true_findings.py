"""What a finding says is true: no figure is called wrong where a word is, nothing is judged by a rule for others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Finding
from tests.conftest import EXAMPLES


@pytest.fixture
def edited(tmp_path: Path, rules: RuleSet) -> Edited:
    return Edited(tmp_path, rules)


class Edited:
    """Clean examples with something changed in them."""

    def __init__(self, folder: Path, rules: RuleSet) -> None:
        self._folder = folder
        self._rules = rules

    def result(self, name: str, *changes: tuple[str, str], **given: str) -> DocumentResult:
        """Check an example in which patterns were replaced, each at least once."""
        text = (EXAMPLES / name).read_text(encoding="utf-8")
        for pattern, other in changes:
            text, count = re.subn(pattern, other, text)
            assert count, pattern
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        document = read(path, rules=self._rules)
        return check_disclosure(document, CheckOptions(values=given), self._rules)

    def findings(self, name: str, *changes: tuple[str, str]) -> list[Finding]:
        return list(self.result(name, *changes).findings)


def test_where_a_word_of_comparison_is_wrong_no_figure_is_called_wrong(edited: Edited) -> None:
    (item,) = edited.findings(
        "final-2024-clean.html", (r"(支出决算为133\.48万元。决算数)小于", r"\1大于")
    )
    assert item.rule == "FA-D27w"
    assert item.evidence.substituted == "133.48 > 164.66"
    assert item.evidence.expected_range is None
    assert item.suggestion is None


_OFFICE = (
    r"机关运行经费支出51\.64万元，比2023年度减少2\.61万元，下降4\.81%",
    "机关运行经费支出40.00万元",
)


def test_operating_expenses_are_public_funds_of_administrations_only(edited: Edited) -> None:
    result = edited.result("final-2024-clean.html", _OFFICE)
    assert "FA-D28" not in {item.rule for item in result.findings}
    assert result.rules["FA-D28"].unknown == 1
    given = edited.result("final-2024-clean.html", _OFFICE, 单位性质="行政单位")
    assert [item.rule for item in given.findings] == ["FA-D28"]
    other = edited.result("final-2024-clean.html", _OFFICE, 单位性质="事业单位")
    assert other.rules["FA-D28"].not_applicable == 1
    assert other.findings == ()


def test_a_project_without_a_sheet_is_named_once(edited: Edited) -> None:
    text = (EXAMPLES / "xinjiang-2024-clean.txt").read_text(encoding="utf-8")
    sheets = [found.start() for found in re.finditer(r"^项目支出绩效目标表 $", text, re.M)]
    assert len(sheets) == 5
    without = text[: sheets[0]] + text[sheets[1] :]
    whole = re.escape(text)
    found = edited.findings("xinjiang-2024-clean.txt", (whole, without.replace("\\", r"\\")))
    name = re.search(r"项目名称 (.*?)项目负责人", text[sheets[0] :].replace("\n", ""))
    assert name is not None
    missing = [item for item in found if item.rule == "XJ-Q05m"]
    assert [name[1].strip() in str(item.message).replace(" ", "") for item in missing] == [True]


def test_a_purpose_of_another_item_is_told_once(edited: Edited) -> None:
    name = "shanghai-2024-clean.html"
    (copied,) = edited.findings(name, ("主要用于购房补贴。", "主要用于住房公积金。"))
    assert copied.rule == "SH-D22o"
    insurance = "主要用于按规定为职工缴纳的基本医疗保险费。"
    (other,) = edited.findings(name, ("主要用于住房公积金。", insurance))
    assert (other.rule, other.subject.row) == ("SH-D22p", "住房公积金")
    alike = "主要用于各处室按规定开展的年度各项重点工作。"
    (twice,) = edited.findings(
        name,
        ("主要用于一般行政管理事务。", alike),
        ("主要用于其他政府办公厅（室）及相关机构事务支出。", alike),
    )
    assert twice.rule == "SH-D22u"
    sisters = [(f"主要用于{unit}单位医疗。", alike) for unit in ("行政", "事业")]
    assert edited.findings(name, *sisters) == []


@pytest.mark.parametrize(
    "name", ["shanghai-2024-clean.html", "final-2024-clean.html", "xinjiang-2024-clean.txt"]
)
def test_offices_are_counted_in_every_form(name: str, edited: Edited) -> None:
    for said in ("局机关内设3个科室：甲科、乙科。", "设有4个内设机构，分别为：甲处、乙处、丙处。"):
        found = edited.findings(
            name, (r"(部门|单位)?预算是包括|从预算单位构成看|编制数", rf"{said}\g<0>")
        )
        assert [item.rule for item in found if "D19" in item.rule], said


def test_a_project_says_its_amount_and_a_period_in_the_year(edited: Edited) -> None:
    name = "shanghai-2024-clean.html"
    (without,) = edited.findings(name, ("安排82.33万元。", "按进度安排。"))
    assert without.rule == "SH-D35p"
    plain = ("<p>六、年度预算安排</p>\n<p>安排82.33万元。</p>\n", "")
    assert edited.findings(name, plain) == []
    (early,) = edited.findings(name, ("2024年1月至2024年12月", "2022年1月至2023年12月"))
    assert early.rule == "SH-D35p"
    assert edited.findings(name, ("2024年1月至2024年12月", "2022年1月至2025年12月")) == []


_ENTITY = "云溪区数字服务局"
_SLIPS = (
    ("final-2024-clean.html", rf"<p>{_ENTITY}(?=2024年度)", "<p>云溪区数宇服务局", "FA-D39"),
    ("final-2024-clean.html", rf"<p>{_ENTITY}2024(?=年度)", f"<p>{_ENTITY}2023", "FA-D37"),
    ("shanghai-2024-clean.html", "比2023年预算", "比2022年预算", "SH-D37"),
    (
        "xinjiang-2024-clean.txt",
        r"\n(云山地区数据发展中心) ?2024(?= ?年)",
        r"\n\g<1>2023",
        "XJ-D37",
    ),
)


@pytest.mark.parametrize(("name", "right", "wrong", "rule"), _SLIPS)
def test_one_slip_in_several_sentences_is_one_finding_with_its_places(
    name: str, right: str, wrong: str, rule: str, edited: Edited
) -> None:
    found = [item for item in edited.findings(name, (right, wrong)) if item.rule == rule]
    (item,) = found
    places = {(one.subject.section_title, one.subject.row) for one in item.consequences}
    assert len(places) >= 4
    assert "别处也这样写" in str(item.message)


def test_a_reason_that_points_the_other_way_is_told(edited: Edited) -> None:
    reason = r"(决算为133\.48万元。决算数小于预算数的主要原因：)按实际需要支出"
    (item,) = edited.findings("final-2024-clean.html", (reason, r"\1人员经费增加"))
    assert item.rule == "FA-D22r"
    assert edited.findings("final-2024-clean.html", (reason, r"\1人员增加但会议减少")) == []


def test_changes_from_different_bases_are_told_as_such(edited: Edited) -> None:
    income = r"(?<=财政拨款收入1137\.90万元，比2023年预算)减少174\.30"
    (item,) = edited.findings("shanghai-2024-clean.html", (income, "执行数减少180.00"))
    assert (item.rule, item.severity.value) == ("SH-D09b", "warning")


def test_equipment_of_two_kinds_is_not_compared(edited: Edited) -> None:
    one_kind = (
        r"单价100万元（含）以上设备（不含车辆）\d台",
        "单价50万元（含）以上设备0台、单价100万元（含）以上设备2台",
    )
    two_kinds = (one_kind[0], "单价50万元（含）以上通用设备0台、单价100万元（含）以上专用设备2台")
    for name, rule in (("final-2024-clean.html", "FA-D33"), ("shanghai-2024-clean.html", "SH-D33")):
        assert rule in {item.rule for item in edited.findings(name, one_kind)}
        assert rule not in {item.rule for item in edited.findings(name, two_kinds)}


def test_a_change_blamed_on_something_smaller_is_told(edited: Edited) -> None:
    final = ("final-2024-clean.html", r"(决算为133\.48万元。决算数小于预算数的主要原因：)[^。]*")
    dump = ("xinjiang-2024-clean.txt", r"(增长 44\.44%，主要原因是)[^。]*")
    for (name, reason), word, rule in ((final, "减少", "FA-D22a"), (dump, "增加", "XJ-D22a")):
        found = edited.findings(name, (reason, rf"\g<1>会议费{word}0.01万元"))
        assert [item.rule for item in found] == [rule]
        several = rf"\g<1>差旅费变化，会议费{word}0.01万元"
        assert rule not in {item.rule for item in edited.findings(name, (reason, several))}


def test_a_unit_says_unit_where_a_department_says_department(edited: Edited) -> None:
    words = (
        r"(?<=\n)部门(?=(收支|收入|支出)总体情况表)",
        r"部门(?=收入预算|支出预算|预算公开表|预算情况|概况|整体绩效|名称|联系人)",
        r"(?<=编制)部门",
        r"(?<=纳入)部门(?=预算)",
        r"(?<=本)部门(?=预算绩效)",
        r"(?<=年)部门(?=预算)",
    )
    result = edited.result("xinjiang-2024-clean.txt", *((word, "单位") for word in words))
    assert [(item.rule, item.message) for item in result.findings] == []
    assert not result.problems
