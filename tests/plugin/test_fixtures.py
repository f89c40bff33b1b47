"""The fixtures: own tests over rules, documents and results."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Run


def test_fixtures_give_rules_documents_and_results(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from budgetrules import DocumentResult, Verdict, from_values

        def test_rules(budget_rules):
            assert list(budget_rules.rules) == [f"TOY-{n}" for n in range(1, 6)]

        def test_document(budget_document):
            rows = budget_document("data/甲.txt").tables["收支"].lists["收支"].rows
            assert rows[0].cells["本年"].figure.plain() == "30"

        def test_check(budget_check):
            result = budget_check("data/乙.txt", select="TOY-1")
            assert [finding.rule for finding in result.findings] == ["TOY-1"]
            assert budget_check("data/甲.txt", select=["TOY-3"], values={"批准数": "100"}).counts.exact == 1

        def test_complies(assert_complies):
            assert isinstance(assert_complies("data/甲.txt"), DocumentResult)

        def test_fails(assert_complies):
            assert_complies("data/乙.txt")

        def test_in_memory(budget_rules, assert_complies):
            rows = [{"项目": "收入合计", "本年": 30}, {"项目": "拨款", "本年": 20}, {"项目": "捐赠", "本年": 10}]
            assert_complies(from_values("学校公示", {"收支": rows}, rules=budget_rules, fiscal_year=2030))

        def test_in_memory_fails(budget_rules, assert_complies):
            rows = [{"项目": "收入合计", "本年": 99}, {"项目": "拨款", "本年": 20}, {"项目": "捐赠", "本年": 10}]
            assert_complies(from_values("学校公示", {"收支": rows}, rules=budget_rules, fiscal_year=2030))
        """
    )
    found = run("--budget-files", "none/*", "-p", "no:cacheprovider")
    assert found.parseoutcomes() == {"passed": 5, "failed": 2}
    text = found.stdout.str()
    assert "错误  TOY-1" in text
    assert "代入      90 = 20 + 10" in text
    assert "代入      99 = 20 + 10" in text
    assert "site-packages" not in text


def test_fixtures_work_in_a_project_that_collects_no_documents(
    run: Run, pytester: pytest.Pytester
) -> None:
    pytester.makepyprojecttoml(
        '[tool.pytest.ini_options]\nbudget_rules = ["toy.rules"]\nbudget_default_rules = false\nbudget_unknown = "error"\n'
    )
    pytester.makepyfile("def test_complies(assert_complies):\n    assert_complies('data/甲.txt')\n")
    found = run()
    assert found.parseoutcomes() == {"failed": 1}
    assert "没有给出“批准数”" in found.stdout.str()


def test_a_file_beside_the_test_is_found(run: Run, pytester: pytest.Pytester) -> None:
    folder = pytester.mkdir("tests")
    (folder / "丁.txt").write_text(
        (pytester.path / "data" / "甲.txt").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "test_own.py").write_text(
        "def test_own(assert_complies):\n    assert_complies('丁.txt')\n", encoding="utf-8"
    )
    assert run("tests").parseoutcomes() == {"passed": 1}
