"""Golden runs: what whole documents come to. Of real ones only rule, place, figures and verdict are kept.

Rewrite with BUDGETRULES_REWRITE=1 and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import attrs
import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.core.diagnostics import Severity
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Finding
from examples.make import main as make
from examples.make import planted
from tests.conftest import EXAMPLES, check_text
from tests.properties.test_detection import lines_of

HERE = Path(__file__).resolve().parent


def checked(path: Path, rules: RuleSet, **options: object) -> DocumentResult:
    """The result for a file."""
    chosen = CheckOptions(**options)  # type: ignore[arg-type]
    return check_disclosure(read(path, rules=rules), chosen, rules)


def kept(finding: Finding) -> list[object]:
    """What a golden file keeps of a finding."""
    evidence = finding.evidence
    return [
        finding.rule,
        finding.verdict.value,
        finding.subject.place.line,
        evidence.substituted,
        evidence.difference,
        evidence.slack,
    ]


@pytest.mark.parametrize(
    "name", ["kashgar-2024-budget", "xinjiang-2024-clean", "xinjiang-2024-errors"]
)
def test_whole_documents(name: str, rules: RuleSet, request: pytest.FixtureRequest) -> None:
    folder = (
        request.getfixturevalue("shared") / "disclosures"
        if name.startswith("kashgar")
        else EXAMPLES
    )
    result = checked(folder / f"{name}.txt", rules, show=frozenset({"rounding", "unknown"}))
    found = {
        "figures": [result.published, result.checked],
        "rules": {rule: list(attrs.astuple(counts)) for rule, counts in result.rules.items()},
        "findings": [kept(finding) for finding in result.findings],
        "problems": [[problem.diagnostic.code, problem.place.line] for problem in result.problems],
    }
    path = HERE / f"{name}.json"
    if os.environ.get("BUDGETRULES_REWRITE"):
        lines = ",\n".join(f" {json.dumps(key)}: {_lines(value)}" for key, value in found.items())
        path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    assert json.loads(json.dumps(found)) == json.loads(path.read_text(encoding="utf-8"))


def _lines(value: object) -> str:
    if isinstance(value, dict):
        inner = [f"{json.dumps(key)}: {json.dumps(item)}" for key, item in value.items()]
        return "{\n  " + ",\n  ".join(inner) + "\n }"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return (
            "[\n  " + ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"
        )
    return json.dumps(value)


def test_rounding_in_the_tables_of_the_real_document_is_no_failure(
    rules: RuleSet, shared: Path
) -> None:
    path = shared / "disclosures" / "kashgar-2024-budget.txt"
    subjects = {finding.rule: finding.subject for finding in checked(path, rules).findings}
    told = [rule for rule, item in subjects.items() if item.table and not item.section]
    assert told == ["XJ-Q05m"]
    rounding = list(checked(path, rules, show=frozenset({"rounding"})).findings)
    said = {
        (item.subject.table, item.subject.row_code, item.evidence.stated): item.evidence.slack
        for item in rounding
    }
    assert said[("表6", "301", "297.62")] == "0.05"
    assert said[("表6", "302", "16.51")] == "0.055"
    assert any(key[0] == "表3" and key[2] == "1904.49" for key in said)


def test_the_clean_example_has_no_finding(rules: RuleSet) -> None:
    assert checked(EXAMPLES / "xinjiang-2024-clean.txt", rules).findings == ()


def test_what_neither_a_table_nor_a_sentence_has_is_nothing_to_compare(
    rules: RuleSet, tmp_path: Path
) -> None:
    text = (EXAMPLES / "xinjiang-2024-clean.txt").read_text(encoding="utf-8")
    assert check_text(text, rules, tmp_path).rules["XJ-D11"].unknown == 0
    # An amount in a sentence that nobody understands may be just that.
    before = "政府性基金预算支出包括："
    assert before in text
    murky = text.replace(before, "国有资本经营预算另行列支 5.00万元。 \n\n" + before)
    assert check_text(murky, rules, tmp_path).rules["XJ-D11"].unknown == 1


@pytest.fixture(scope="module")
def errors(rules: RuleSet) -> DocumentResult:
    """What is found in the example with errors."""
    return checked(EXAMPLES / "xinjiang-2024-errors.txt", rules)


@pytest.mark.parametrize("error", planted(), ids=lambda error: f"{error['table']}-{error['line']}")
def test_every_listed_error_is_found_by_the_rule_that_should(
    error: dict[str, str], errors: DocumentResult
) -> None:
    on_line = [finding for finding in errors.findings if int(error["line"]) in lines_of(finding)]
    assert error["rule"] in {
        told.rule for finding in on_line for told in (finding, *finding.consequences)
    }


def test_each_listed_error_is_one_finding(errors: DocumentResult) -> None:
    lines = [int(error["line"]) for error in planted()]
    findings = errors.findings
    assert len(findings) == len(lines)
    for finding in findings:
        assert any(line in lines_of(finding) for line in lines)


# What is wrong in the real document: the line, and the rules of which one must say so.
TRUE_ERRORS = {
    847: "XJ-D21", 575: "XJ-Q05m", 718: "XJ-D03", 794: "XJ-D23", 812: "XJ-D24", 920: "XJ-D43", 1133: "XJ-D33",
    1145: "XJ-D35", 1154: "CN-G05", 1199: "XJ-Q08q", 1227: "XJ-Q08q", 1282: "XJ-Q04m",
}  # fmt: skip


def test_the_true_errors_of_the_real_document_are_found(rules: RuleSet, shared: Path) -> None:
    result = checked(shared / "disclosures" / "kashgar-2024-budget.txt", rules)
    weighty = {
        finding.subject.place.line: finding.rule
        for finding in result.findings
        if finding.severity is not Severity.NOTE
    }
    assert weighty == TRUE_ERRORS
    share = next(finding for finding in result.findings if finding.rule == "XJ-D03")
    assert (share.evidence.stated, share.evidence.expected) == ("99.69", "99.99")
    assert share.suggestion is not None
    assert share.suggestion.value == "99.99"


@pytest.mark.parametrize(
    "name", ["kashgar-2024-budget", "xinjiang-2024-clean", "xinjiang-2024-errors"]
)
def test_nearly_every_published_figure_is_checked(
    name: str, rules: RuleSet, request: pytest.FixtureRequest
) -> None:
    folder = (
        request.getfixturevalue("shared") / "disclosures"
        if name.startswith("kashgar")
        else EXAMPLES
    )
    result = checked(folder / f"{name}.txt", rules)
    assert result.published > 450
    assert 100 * result.checked >= 95 * result.published
    assert len(result.unchecked) == result.published - result.checked


def test_the_examples_are_what_make_writes() -> None:
    assert make(["--check"]) == 0
