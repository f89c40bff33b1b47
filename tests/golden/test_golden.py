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
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Finding
from examples.make import main as make
from examples.make import planted
from tests.conftest import EXAMPLES
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


@pytest.mark.parametrize("name", ["kashgar-2024-budget", "xinjiang-2024-clean", "xinjiang-2024-errors"])
def test_whole_documents(name: str, rules: RuleSet, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue("shared") / "disclosures" if name.startswith("kashgar") else EXAMPLES
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
        return "[\n  " + ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"
    return json.dumps(value)


def test_the_real_document_has_rounding_and_no_finding(rules: RuleSet, shared: Path) -> None:
    path = shared / "disclosures" / "kashgar-2024-budget.txt"
    assert checked(path, rules).findings == ()
    rounding = list(checked(path, rules, show=frozenset({"rounding"})).findings)
    said = {(item.subject.table, item.subject.row_code, item.evidence.stated): item.evidence.slack for item in rounding}
    assert said[("表6", "301", "297.62")] == "0.05"
    assert said[("表6", "302", "16.51")] == "0.055"
    assert any(key[0] == "表3" and key[2] == "1904.49" for key in said)


def test_the_clean_example_has_no_finding(rules: RuleSet) -> None:
    assert checked(EXAMPLES / "xinjiang-2024-clean.txt", rules).findings == ()


@pytest.mark.parametrize("error", planted(), ids=lambda error: f"{error['table']}-{error['line']}")
def test_every_listed_error_is_found_by_the_rule_that_should(error: dict[str, str], rules: RuleSet) -> None:
    result = checked(EXAMPLES / "xinjiang-2024-errors.txt", rules)
    on_line = [finding for finding in result.findings if int(error["line"]) in lines_of(finding)]
    assert error["rule"] in {finding.rule for finding in on_line}


def test_nothing_but_the_listed_errors_is_found(rules: RuleSet) -> None:
    lines = {int(error["line"]) for error in planted()}
    codes = {"2080506", "2080507"}
    for finding in checked(EXAMPLES / "xinjiang-2024-errors.txt", rules).findings:
        assert lines_of(finding) & lines or finding.subject.row_code in codes


def test_the_examples_are_what_make_writes() -> None:
    assert make(["--check"]) == 0
