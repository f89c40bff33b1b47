"""Waivers and baseline in a session: what they accept is an expected failure, what they don't is not."""

from __future__ import annotations

import json

import pytest

from tests.plugin.conftest import Run, document

WAIVER = """[[waiver]]
rule = "{rule}"
document = "{document}"
place = {{ table = "收支", row = "收入合计", column = "本年" }}
reason = "上级已同意"
approved_by = "某科"
until = {until}
"""


def waivers(pytester: pytest.Pytester, **changes: str) -> None:
    values = {"rule": "TOY-1", "document": "data/乙.txt", "until": "2999-01-01"} | changes
    (pytester.path / "waivers.toml").write_text(WAIVER.format(**values), encoding="utf-8")


def test_a_waived_finding_is_an_expected_failure_with_its_reason(
    run: Run, pytester: pytest.Pytester
) -> None:
    waivers(pytester)
    found = run("--budget-waivers", "waivers.toml", "-k", "TOY-1", "-rx")
    assert found.parseoutcomes() == {"passed": 2, "xfailed": 1, "deselected": 12}
    assert found.ret == 0
    assert "上级已同意（至 2999-01-01，某科）" in found.stdout.str()


def test_runxfail_counts_it(run: Run, pytester: pytest.Pytester) -> None:
    waivers(pytester)
    assert (
        run("--budget-waivers", "waivers.toml", "-k", "TOY-1", "--runxfail").parseoutcomes()[
            "failed"
        ]
        == 1
    )


def test_an_expired_waiver_lets_the_finding_fail_and_says_why(
    run: Run, pytester: pytest.Pytester
) -> None:
    waivers(pytester, until="2020-01-01")
    found = run("--budget-waivers", "waivers.toml", "-k", "TOY-1")
    assert found.parseoutcomes() == {"passed": 2, "failed": 1, "deselected": 12}
    assert "2020-01-01 已到期：上级已同意" in found.stdout.str()
    assert "WAIVER-EXPIRED" in found.stdout.str()


def test_a_waiver_that_nothing_needs_is_an_unexpected_pass(
    run: Run, pytester: pytest.Pytester
) -> None:
    waivers(pytester, document="data/甲.txt")
    found = run("--budget-waivers", "waivers.toml", "-k", "TOY-1 and 甲", "-rX")
    assert found.parseoutcomes() == {"xpassed": 1, "deselected": 14}
    assert "已没有这处疑点" in found.stdout.str()
    strict = run(
        "--budget-waivers", "waivers.toml", "-k", "TOY-1 and 甲", "-o", "xfail_strict=true"
    )
    assert strict.parseoutcomes() == {"failed": 1, "deselected": 14}


@pytest.mark.parametrize(
    "changes", [{"rule": "TOY-9"}, {"document": "data/无.txt"}, {"until": "2020-01-01"}]
)
def test_a_waiver_for_nothing_is_told_and_fails_where_warnings_do(
    changes: dict[str, str], run: Run, pytester: pytest.Pytester
) -> None:
    waivers(pytester, **changes)
    words = ("--budget-waivers", "waivers.toml", "-k", "TOY-1 and 甲")
    found = run(*words)
    assert found.ret == 0
    assert "WAIVER-" in found.stdout.str()
    assert run(*words, "--budget-fail-level", "warning").ret == 1


def test_broken_waivers_stop_the_session(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "waivers.toml").write_text(
        "[[waiver]]\nrule = 'x'\nuntl = 3\n", encoding="utf-8"
    )
    found = run("--budget-waivers", "waivers.toml")
    assert found.ret == pytest.ExitCode.USAGE_ERROR
    assert "until" in found.stderr.str()


def test_a_baseline_lets_only_new_findings_fail(run: Run, pytester: pytest.Pytester) -> None:
    from budgetrules.cli.main import main

    words = [
        "check",
        "data",
        "--rules",
        "toy.rules",
        "--no-default-rules",
        "--baseline",
        "b.json",
        "--update-baseline",
    ]
    assert main(words) == 0
    assert len(json.loads((pytester.path / "b.json").read_text(encoding="utf-8"))["findings"]) == 2
    assert run("--budget-baseline", "b.json", "-k", "TOY-1").parseoutcomes() == {
        "passed": 2,
        "xfailed": 1,
        "deselected": 12,
    }
    (pytester.path / "data" / "甲.txt").write_text(document(total=91), encoding="utf-8")
    assert run("--budget-baseline", "b.json", "-k", "TOY-1").parseoutcomes()["failed"] == 1
