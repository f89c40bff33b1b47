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
